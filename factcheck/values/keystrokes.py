"""Values, part of names: by which one wrong keystroke a word differs from another.

The four slips of typing are those of Damerau (1964), A technique for computer detection and correction of spelling errors:
80 of 100 misspellings are one of them.
"""

from __future__ import annotations

from enum import StrEnum


class Keystroke(StrEnum):
    """A slip of typing, in words for people."""

    SWAPPED = "two letters swapped"
    DROPPED = "a letter left out"
    TRIPLED = "a letter typed once too often"
    ADDED = "a letter too many"
    OTHER = "one letter"


def keystroke_between(wrong: str, right: str) -> Keystroke | None:
    """The one slip that makes the right word the wrong one; none where it takes none or more than one.

    >>> keystroke_between("Tranby", "Tarnby").name, keystroke_between("Tarnbby", "Tarnby").name
    ('SWAPPED', 'TRIPLED')
    """
    if wrong == right or abs(len(wrong) - len(right)) > 1:
        return None
    at = next((k for k, (a, b) in enumerate(zip(wrong, right, strict=False)) if a != b), min(len(wrong), len(right)))
    if len(wrong) == len(right):
        if wrong[at + 1 :] == right[at + 1 :]:
            return Keystroke.OTHER
        is_swapped = wrong[at : at + 2] == right[at : at + 2][::-1] and wrong[at + 2 :] == right[at + 2 :]
        return Keystroke.SWAPPED if is_swapped else None
    if len(wrong) < len(right):
        return Keystroke.DROPPED if wrong[at:] == right[at + 1 :] else None
    if wrong[at + 1 :] != right[at:]:
        return None
    return Keystroke.TRIPLED if wrong[at - 1 : at] == wrong[at] else Keystroke.ADDED
