"""Dataset and Query in, tidy frames out. Pure: no files, clock, randomness, words or pictures."""
