"""Extract, part: expressions of time in a block's text, as far as their own words tell (TIMEX3)."""

from factcheck.extract.times.tagger import find_times, find_times_in_path

__all__ = ["find_times", "find_times_in_path"]
