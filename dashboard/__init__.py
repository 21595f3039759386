"""The board of an industrial park: files become a Dataset, an address becomes a view of it."""
