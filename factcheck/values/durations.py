"""Durations with their vagueness, and whether they fit two dates. Pure algebra below every stage."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.values.dates import OPEN_END, OPEN_START, DateValue
from factcheck.values.workdays import calendar_days

DAYS = {
    "second": 1 / 86400,
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "night": 1.0,
    "weekend": 7.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 30.436875,
    "quarter": 91.310625,
    "year": 365.2425,
    "decade": 3652.425,
    "century": 36524.25,
    "millennium": 365242.5,
}
_ISO = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "night": "D",
    "week": "W",
    "weekend": "WE",
    "month": "M",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}


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
    also: tuple[tuple[float, str], ...] = ()
    """Further counts and units: three hours and twenty minutes."""
    vague: bool = False
    """An unsaid count: a few days."""

    @property
    def least_days(self) -> float:
        """The fewest days that the words allow; a plain count may be rounded up from half a unit less."""
        if self.vague:
            return 0.0
        if self.comparator in ("<", "<="):
            return 0.0
        if self.working and self.unit == "day":
            return calendar_days(self.count)[0] - 1
        slack = {"=": self._slack, "~": max(self._slack, 0.15 * self.count), ">": 0.0, ">=": 0.0}[self.comparator]
        if self.also and self.comparator == "=":
            return self.count * DAYS[self.unit] + self._also_days - 0.999 * DAYS[self.also[-1][1]]
        return (self.count - slack) * DAYS[self.unit] + self._also_days

    @property
    def most_days(self) -> float:
        """The most days that the words allow; a plain count may be rounded down from nearly a unit more."""
        if self.vague:
            return float("inf")
        if self.comparator in (">", ">="):
            return float("inf")
        top = self.high if self.high is not None else self.count
        if self.working and self.unit == "day":
            return calendar_days(top)[1] + 1
        slack = {"=": self._slack, "~": max(self._slack, 0.15 * top), "<": 0.0, "<=": 0.0}[self.comparator]
        if self.also and self.comparator == "=":  # four years and two months are told to the month
            return top * DAYS[self.unit] + self._also_days + 0.999 * DAYS[self.also[-1][1]]
        return (top + slack) * DAYS[self.unit] + self._also_days

    @property
    def _also_days(self) -> float:
        return sum(count * DAYS[unit] for count, unit in self.also)

    @property
    def _slack(self) -> float:
        # `nine years` is said from a little over eight to nearly ten, a round `fifty` of a wider band is not: counted
        # units up to a century are as a rule exact to one
        return 0.999 if self.unit != "day" else 1.0

    @property
    def iso(self) -> str:
        """ISO 8601 as in TIMEX3: `P50Y`, `P2W`, `PT90M`, `PT3H20M`, `P1DE`, a vague one `PXD`, a range `P2Y/P3Y`."""
        text = _iso([("X" if self.vague else f"{self.count:g}", self.unit), *((f"{c:g}", u) for c, u in self.also)])
        return text if self.high is None else f"{text}/{_iso([(f'{self.high:g}', self.unit)])}"


def _iso(parts: list[tuple[str, str]]) -> str:
    date, time = "", ""
    for shown, unit in parts:
        if unit == "fortnight":
            shown, unit = (shown if shown == "X" else f"{float(shown) * 2:g}"), "week"
        elif unit == "millennium":
            shown, unit = (shown if shown == "X" else f"{float(shown) * 1000:g}"), "year"
        elif unit == "quarter":
            shown, unit = (shown if shown == "X" else f"{float(shown) * 3:g}"), "month"
        if unit in ("second", "minute", "hour"):
            time += shown + _ISO[unit]
        else:
            date += shown + _ISO[unit]
    return f"P{date}" + (f"T{time}" if time else "")


def span_between(start: DateValue, end: DateValue) -> tuple[float, float]:
    """The least and the most days from a day of one date to a day of the other; infinite at an open end."""
    least = float("-inf") if end.earliest == OPEN_START or start.latest == OPEN_END else end.earliest - start.latest
    most = float("inf") if end.latest == OPEN_END or start.earliest == OPEN_START else end.latest - start.earliest
    return least, most


def fits(duration: Duration, start: DateValue, end: DateValue) -> bool:
    """Whether the duration can lie between the two dates; both days may be counted in."""
    least, most = span_between(start, end)
    return least <= duration.most_days + 1 and duration.least_days <= most + 1
