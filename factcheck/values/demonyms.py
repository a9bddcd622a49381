"""Whether a name is the adjective of another one: `Norland` and `Norlandic`, `Tarnia` and `Tarnian`. Below every stage."""

from __future__ import annotations

_ENDINGS = frozenset(["an", "ian", "ean", "n", "ese", "ic", "ish", "er", "i", "ite", "sh"])
_VOWELS = "aeiouy"
_LEAST = 4
"""Letters that the two must begin with."""


def are_of_one_land(a: str, b: str) -> bool:
    """Whether one of two names is the other one or its adjective."""
    short, long = sorted((a, b), key=lambda name: (len(name), name))
    return a == b or _is_adjective_of(long, short) or _is_adjective_of(short, long)


def _is_adjective_of(adjective: str, land: str) -> bool:
    if " " in adjective or " " in land:
        return False
    roots = {land, land.rstrip(_VOWELS)}
    return any(
        len(root) >= _LEAST and adjective.startswith(root) and adjective[len(root) :] in _ENDINGS for root in roots
    )
