"""Pure algebra: dates and intervals, durations, quantities, names and words. No input or output."""
