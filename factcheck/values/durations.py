"""Durations with their vagueness, and whether they fit two dates. Pure algebra below every stage."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.values.dates import OPEN_END, OPEN_START, DateValue

DAYS = {
    "second": 1 / 86400,
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 30.436875,
    "year": 365.2425,
    "decade": 3652.425,
    "century": 36524.25,
}
_ISO = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A length of time as said: a count of a unit, with a comparator (`=`, `~`, `>`, `<`, `>=`, `<=`)."""

    count: float
    unit: str
    comparator: str = "="
    working: bool = False
    """Working days, not calendar days."""
    shown: str = ""
    high: float | None = None
    """The upper end of a range: two to three years."""

    @property
    def least_days(self) -> float:
        """The fewest days that the words allow; a plain count may be rounded up from half a unit less."""
        if self.comparator in ("<", "<="):
            return 0.0
        slack = {"=": self._slack, "~": max(self._slack, 0.15 * self.count), ">": 0.0, ">=": 0.0}[self.comparator]
        return (self.count - slack) * DAYS[self.unit]

    @property
    def most_days(self) -> float:
        """The most days that the words allow; a plain count may be rounded down from nearly a unit more."""
        if self.comparator in (">", ">="):
            return float("inf")
        top = self.high if self.high is not None else self.count
        slack = {"=": self._slack, "~": max(self._slack, 0.15 * top), "<": 0.0, "<=": 0.0}[self.comparator]
        return (top + slack) * DAYS[self.unit]

    @property
    def _slack(self) -> float:
        # `nine years` is said from a little over eight to nearly ten, a round `fifty` of a wider band is not: counted
        # units up to a century are as a rule exact to one
        return 0.999 if self.unit != "day" else 1.0

    @property
    def iso(self) -> str:
        """ISO 8601: `P50Y`, `P2W`, `PT90M`."""
        count, unit = self.count, self.unit
        for coarse, times, fine in (("fortnight", 2, "week"), ("decade", 10, "year"), ("century", 100, "year")):
            if unit == coarse:
                count, unit = count * times, fine
        return ("PT" if unit in ("second", "minute", "hour") else "P") + f"{count:g}" + _ISO[unit]


def span_between(start: DateValue, end: DateValue) -> tuple[float, float]:
    """The least and the most days from a day of one date to a day of the other; infinite at an open end."""
    least = float("-inf") if end.earliest == OPEN_START or start.latest == OPEN_END else end.earliest - start.latest
    most = float("inf") if end.latest == OPEN_END or start.earliest == OPEN_START else end.latest - start.earliest
    return least, most


def fits(duration: Duration, start: DateValue, end: DateValue) -> bool:
    """Whether the duration can lie between the two dates; both days may be counted in."""
    least, most = span_between(start, end)
    return least <= duration.most_days + 1 and duration.least_days <= most + 1
