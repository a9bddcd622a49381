"""The fewest corrections that settle the most findings."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.judge import cover
from factcheck.judge.cover import cost, smallest_cover

CHOICES = st.lists(st.frozensets(st.integers(0, 7), min_size=2, max_size=4), min_size=1, max_size=7)


def test_the_one_in_the_middle() -> None:
    # 0-1, 1-2, 1-3: what stands in the middle settles all
    assert (1,) == smallest_cover([frozenset({0, 1}), frozenset({0, 1, 2}), frozenset({1, 2})])


def test_nothing_to_choose() -> None:
    assert () == smallest_cover([])


@given(CHOICES)
def test_no_other_way_is_cheaper(choices: list[frozenset[int]]) -> None:
    best = cost(choices, smallest_cover(choices))

    ways = (way for n in range(len(choices) + 1) for way in combinations(range(len(choices)), n))
    assert best == min(cost(choices, way) for way in ways)


@given(CHOICES)
def test_the_quick_way_is_never_worse_than_none(choices: list[frozenset[int]]) -> None:
    quick = cover._greedy(choices, range(len(choices)))

    assert cost(choices, quick) <= cost(choices, ())


def test_many_choices_that_hang_together() -> None:
    chain = [frozenset({n, n + 1}) for n in range(40)]

    taken = smallest_cover(chain)

    assert len(taken) == len(set(taken))
    assert cost(chain, taken) <= 41
