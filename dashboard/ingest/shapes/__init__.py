"""Map layers that clerks send: read by one named driver, checked, repaired only visibly."""
