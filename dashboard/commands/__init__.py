"""The verbs of the command line, one module each; they only ask the floors below and print."""

FINE, BAD_DATA, WRONG_USE = 0, 1, 2
LOOPBACK = ("127.0.0.1", "localhost", "::1")
