"""A hand-made ledger, row by row, to what the contract promises: found, read, judged; nothing guessed."""
