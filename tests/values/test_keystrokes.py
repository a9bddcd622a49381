"""The one slip of typing between two words, and what is none."""

import pytest

from factcheck.values.keystrokes import Keystroke, keystroke_between


@pytest.mark.parametrize(
    ("wrong", "right", "slip"),
    [
        ("tranby", "tarnby", Keystroke.SWAPPED),
        ("tarby", "tarnby", Keystroke.DROPPED),
        ("arnby", "tarnby", Keystroke.DROPPED),
        ("tarnb", "tarnby", Keystroke.DROPPED),
        ("tarnbby", "tarnby", Keystroke.TRIPLED),
        ("tarrnby", "tarnby", Keystroke.TRIPLED),
        ("tarknby", "tarnby", Keystroke.ADDED),
        ("tarnbye", "tarnby", Keystroke.ADDED),
        ("tornby", "tarnby", Keystroke.OTHER),
        ("tarnbo", "tarnby", Keystroke.OTHER),
        ("tarnby", "tarnby", None),
        ("tbrnay", "tarnby", None),
        ("tornbo", "tarnby", None),
        ("tarnbyes", "tarnby", None),
        ("", "a", Keystroke.DROPPED),
    ],
)
def test_keystroke_between(wrong: str, right: str, slip: Keystroke | None) -> None:
    assert keystroke_between(wrong, right) is slip


def test_keystroke_is_symmetric_but_for_letters_lost_and_gained() -> None:
    assert keystroke_between("tarnby", "tranby") is Keystroke.SWAPPED
    assert keystroke_between("tarnby", "tarby") is Keystroke.ADDED
    assert keystroke_between("tarnby", "tarnbby") is Keystroke.DROPPED
