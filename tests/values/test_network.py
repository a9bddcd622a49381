"""The algebra of temporal networks: what a hidden timeline satisfies is never reported, a planted contradiction always."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from factcheck.values.network import ORIGIN, Bound, between, components, contradictions, labels_of, negative_cycle

POINTS = ("a", "b", "c", "d", "e", "f")
TIMES = st.fixed_dictionaries({p: st.integers(-1000, 1000) for p in POINTS})
LINKS = st.lists(
    st.tuples(st.sampled_from((ORIGIN, *POINTS)), st.sampled_from(POINTS), st.integers(0, 40), st.integers(0, 40)),
    max_size=20,
)


def true_bounds(times: dict[str, int], links: list[tuple[str, str, int, int]]) -> list[Bound]:
    """Bounds that the timeline satisfies, each statement with a label of its own."""
    at = {**times, ORIGIN: 0}
    return [
        bound
        for n, (a, b, below, above) in enumerate(links)
        if a != b
        for bound in between(a, b, at[b] - at[a] - below, at[b] - at[a] + above, f"s{n}")
    ]


@given(TIMES, LINKS)
def test_a_timeline_that_exists_is_consistent(times: dict[str, int], links: list[tuple[str, str, int, int]]) -> None:
    assert [] == list(contradictions(true_bounds(times, links)))


@given(TIMES, LINKS, st.lists(st.sampled_from(POINTS), min_size=2, max_size=5, unique=True), st.integers(1, 500))
def test_a_planted_contradiction_is_found_negative_and_minimal(
    times: dict[str, int], links: list[tuple[str, str, int, int]], ring: list[str], lack: int
) -> None:
    at = {**times, ORIGIN: 0}
    planted = [Bound(a, b, at[b] - at[a], f"ring {a}") for a, b in pairwise(ring)]
    planted.append(Bound(ring[-1], ring[0], at[ring[0]] - at[ring[-1]] - lack, "ring end"))
    bounds = [*true_bounds(times, links), *planted]

    found = list(contradictions(bounds))

    assert found
    for cycle in found:
        assert sum(b.days for b in cycle) < 0
        assert all(b.later == after.earlier for b, after in zip(cycle, (*cycle[1:], cycle[0]), strict=True))
        labels = set(labels_of(cycle))
        for label in labels:
            assert negative_cycle([b for b in bounds if b.label in labels - {label}]) is None
    assert "ring end" in labels_of(found[0])


@given(TIMES, LINKS, LINKS)
def test_the_order_of_the_bounds_decides_nothing_but_which_cycle_comes_first(
    times: dict[str, int], links: list[tuple[str, str, int, int]], more: list[tuple[str, str, int, int]]
) -> None:
    other = {p: -t for p, t in times.items()}
    bounds = [*true_bounds(times, links), *(b for b in true_bounds(other, more))]

    assert (negative_cycle(bounds) is None) == (negative_cycle(bounds[::-1]) is None)


def test_a_component_ends_at_the_origin() -> None:
    bounds = [*between(ORIGIN, "a", 1, 2, "x"), *between(ORIGIN, "b", 1, 2, "y"), *between("b", "c", 0, None)]

    assert [2, 3] == [len(group) for group in components(bounds)]


def test_one_culprit_is_told_once() -> None:
    years = 365.2425
    bounds = [
        *between(ORIGIN, "founded", 1948 * years, 1949 * years, "founded 1948"),
        *between("founded", "closed", 9 * years, 10 * years, "nine years"),
        *between(ORIGIN, "closed", 1955 * years, 1956 * years, "closed 1955"),
        *between("closed", "sold", 0, None),
        *between(ORIGIN, "sold", 1955 * years, 1956 * years, "sold 1955"),
    ]

    assert [{"founded 1948", "nine years", "closed 1955"}] == [set(labels_of(c)) for c in contradictions(bounds)] or [
        {"founded 1948", "nine years", "sold 1955"}
    ] == [set(labels_of(c)) for c in contradictions(bounds)]


def test_what_contradicts_knowledge_alone_ends_the_search() -> None:
    bounds = [Bound("a", "b", -1), Bound("b", "a", 0)]

    assert [()] == [labels_of(c) for c in contradictions(bounds)]
