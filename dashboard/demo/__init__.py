"""A fictional park with a full ledger, made from a seed: equal seeds give equal bytes."""
