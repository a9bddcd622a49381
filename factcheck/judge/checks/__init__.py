"""The checks: one comparison each, found by their file names."""
