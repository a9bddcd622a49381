"""Durations with their vagueness, and whether they fit two dates. Pure algebra below every stage."""

from __future__ import annotations

from factcheck.frozen import dataclass
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
        # who says `two and a half` counts in halves
        return 1.0 if self.unit == "day" else 0.999 if self.count == int(self.count) else 0.5

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


def comparable(x: Duration, y: Duration) -> bool:
    """Whether two lengths of time can be held against each other: neither vague, both of working days or neither."""
    return not (x.vague or y.vague) and x.working is y.working


def agree(x: Duration, y: Duration) -> bool:
    """Whether two statements of one length of time can both be right.

    In one unit the counts must be the same, but of many years a count may be rounded by one. Of two units the coarser is
    taken to be rounded to less than half of its unit: `six months` and `180 days`. A bound holds what lies within it: `up to 30 days`
    and `14 days`; two bounds of one sort are two lengths.
    """
    if not comparable(x, y):
        return True
    are_bounds_alike = x.comparator == y.comparator and x.comparator != "~"
    (low, high), (first, last) = _range(x, bounded=not are_bounds_alike), _range(y, bounded=not are_bounds_alike)
    slack = _rounding(x, y)
    return low - slack <= last and first <= high + slack


def days_of(duration: Duration) -> float:
    """The length in days, of a range its lower end; months and years are mean ones."""
    return duration.count * DAYS[duration.unit] + duration._also_days


def _range(duration: Duration, *, bounded: bool) -> tuple[float, float]:
    """The least and the most days that the words give, without rounding; of a bound what it leaves open, if asked for."""
    low = days_of(duration)
    high = low if duration.high is None else duration.high * DAYS[duration.unit] + duration._also_days
    if duration.comparator == "~":
        return 0.85 * low, 1.15 * high
    if bounded and duration.comparator in ("<", "<="):
        return 0.0, high
    if bounded and duration.comparator in (">", ">="):
        return low, float("inf")
    return low, high


_MANY_YEARS = 5
"""Above so many years a length is told to the nearest year, up or down."""


def _rounding(x: Duration, y: Duration) -> float:
    """By how many days two lengths may differ because they are told in whole units."""
    units = [d.also[-1][1] if d.also else d.unit for d in (x, y)]
    coarser, finer = sorted((DAYS[u] for u in units), reverse=True)
    if coarser == finer:
        return coarser if units[0] == "year" and min(x.count, y.count) > _MANY_YEARS else 1e-9 * coarser
    return _NEARLY_HALF * coarser


_NEARLY_HALF = 0.45
"""Of a unit: what is told in years is rounded, but eighteen months are no two years."""
