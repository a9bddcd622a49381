"""The calendar: days as ordinals, proleptic Gregorian, with leap years, weekdays, weeks and Easter.

Pure arithmetic below every stage: 1 is 0001-01-01, before Christ is negative. Callers meet it as a part of `dates`.
"""

from __future__ import annotations


def is_leap(year: int) -> bool:
    """Whether a proleptic Gregorian year has a 29 February (0 is 1 BC)."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""English names, in order."""


def days_in_month(year: int, month: int) -> int:
    """28 to 31."""
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def is_last_of_month(year: int, month: int, day: int) -> bool:
    """Whether a month ends with a day."""
    return day == days_in_month(year, month)


def day_number(year: int, month: int, day: int) -> int:
    """The ordinal of a proleptic Gregorian day; 1 is 0001-01-01. Algorithm: Howard Hinnant, days_from_civil."""
    year -= month <= 2
    era = year // 400
    year_of_era = year - era * 400
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146097 + day_of_era - 305


def civil(number: int) -> tuple[int, int, int]:
    """Year, month and day of an ordinal; the inverse of `day_number`."""
    number += 305
    era = number // 146097
    day_of_era = number - era * 146097
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted + 2) // 5 + 1
    month = shifted + (3 if shifted < 10 else -9)
    return year_of_era + era * 400 + (month <= 2), month, day


def weekday(number: int) -> int:
    """0 for Monday to 6 for Sunday."""
    return (number - 1) % 7


def easter(year: int) -> int:
    """The ordinal of Easter Sunday in the Gregorian calendar. Algorithm: Anonymous Gregorian (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return day_number(year, month, day + 1)


def julian_to_gregorian(year: int, month: int, day: int) -> int:
    """The ordinal of a day given in the Julian calendar (old style)."""
    year -= month <= 2
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return (1461 * year) // 4 + day_of_year - 307


def weeks_in_year(of_year: int) -> int:
    """52 or 53: how many ISO 8601 weeks a year has."""
    first = weekday(day_number(of_year, 1, 1))
    return 53 if first == 3 or (first == 2 and is_leap(of_year)) else 52


def iso_week(number: int) -> tuple[int, int]:
    """The year and the week of ISO 8601 that a day lies in."""
    thursday = number - weekday(number) + 3
    of_year = civil(thursday)[0]
    return of_year, (thursday - day_number(of_year, 1, 1)) // 7 + 1
