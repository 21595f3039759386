"""Where things meet: the public app, its headers, the server under it."""
