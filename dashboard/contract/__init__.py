"""What the data promise: fields with units, tables, codes, the Dataset, and how problems are told."""
