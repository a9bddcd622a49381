"""Judge, part: the fewest corrections that settle the most findings: a smallest cover, exact where there are few choices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_EXACT = 12
"""With so many choices or fewer that hang together every way is tried."""


def smallest_cover(choices: Sequence[frozenset[int]]) -> tuple[int, ...]:
    """Indices of the choices to take, so that corrections and findings left over are together as few as can be.

    A choice settles the findings in it at the cost of one correction; a finding that no choice settles costs one, too.
    Of equally good ways the one that takes the earlier choices. Beyond 12 choices that hang together it is greedy.
    """
    taken: list[int] = []
    for group in _components(choices):
        taken.extend(_exact(choices, group) if len(group) <= _EXACT else _greedy(choices, group))
    return tuple(sorted(taken))


def cost(choices: Sequence[frozenset[int]], taken: Sequence[int]) -> int:
    """Corrections taken, and findings that are left over."""
    everything = frozenset().union(*choices)
    return len(taken) + len(everything - frozenset().union(*(choices[n] for n in taken)))


def _components(choices: Sequence[frozenset[int]]) -> Iterator[list[int]]:
    """The choices that hang together by shared findings, in order of their first."""
    holders: dict[int, list[int]] = {}
    for n, choice in enumerate(choices):
        for finding in choice:
            holders.setdefault(finding, []).append(n)
    seen: set[int] = set()
    for first in range(len(choices)):
        if first in seen:
            continue
        seen.add(first)
        group, ahead = [first], [first]
        while ahead:
            near = sorted({n for finding in choices[ahead.pop()] for n in holders[finding]} - seen)
            seen.update(near)
            group += near
            ahead += near
        yield sorted(group)


def _exact(choices: Sequence[frozenset[int]], group: Sequence[int]) -> list[int]:
    own = [choices[n] for n in group]
    best: tuple[int, int, list[int]] | None = None
    for bits in range(1 << len(group)):
        taken = [n for n in range(len(group)) if bits >> n & 1]
        # of equal cost fewer corrections that each settle more; then the earlier choices
        key = (cost(own, taken), len(taken), taken)
        best = key if best is None or key < best else best
    assert best is not None
    return [group[n] for n in best[2]]


def _greedy(choices: Sequence[frozenset[int]], group: Sequence[int]) -> list[int]:
    left: frozenset[int] = frozenset().union(*(choices[n] for n in group))
    taken: list[int] = []
    while True:
        best = max(group, key=lambda n: (len(choices[n] & left), -n))
        if len(choices[best] & left) < 2:
            return taken
        taken.append(best)
        left -= choices[best]
