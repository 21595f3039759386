"""Bad and odd files, made anew by code: each with the verdict and the findings it must get."""
