"""One kind of file each, to frames."""
