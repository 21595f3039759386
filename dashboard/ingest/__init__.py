"""The only floor that opens data files. Every problem is collected; nothing is repaired in silence."""
