"""Which single value settles a conflict."""

from fractions import Fraction

import pytest

from factcheck.align import align
from factcheck.judge.conflict import Case, Conflict, ConflictSide, Evidence, Remedy, Value
from factcheck.judge.remedies import accepts, agree, nearest, remedies_of
from factcheck.model.document import Span
from factcheck.pipeline import case_of, claims_of
from factcheck.read import read_text
from factcheck.values.dates import from_edtf, open_from, open_until
from factcheck.values.quantities import Quantity

TEXT = "The Petrel was launched on 9 May 1911. The Petrel was wrecked on 3 May 1911."


def case() -> Case:
    document = read_text("a.md", TEXT)
    resolution = claims_of([document])
    return case_of([document], resolution, align(resolution.claims))


def conflict(*, of_one_thing: bool) -> Conflict:
    sides = []
    for words in ("9 May 1911", "3 May 1911"):
        start = TEXT.index(words)
        span = Span(start, start + len(words))
        sides.append(ConflictSide(label=words, evidence=(Evidence(document="a.md", span=span, values=(span,)),)))
    return Conflict(sides=tuple(sides), reason="", of_one_thing=of_one_thing)


def test_values_of_one_thing_take_each_others_place() -> None:
    first, second = remedies_of(case(), conflict(of_one_thing=True), "event-date")

    assert (from_edtf("1911-05-03"),) == first.wanted
    assert accepts(first, from_edtf("1911-05"))
    assert not accepts(first, from_edtf("1911-05-09"))
    assert (from_edtf("1911-05-09"),) == second.wanted


def test_days_in_order_may_go_as_far_as_the_other() -> None:
    first, second = remedies_of(case(), conflict(of_one_thing=False), "order")

    assert [accepts(first, from_edtf(day)) for day in ("1911-05-01", "1911-05-03", "1911-05-04")] == [True, True, False]
    assert [accepts(second, from_edtf(day)) for day in ("1911-05-08", "1911-05-09", "1912")] == [False, True, True]


def test_of_other_kinds_nothing_is_known() -> None:
    assert () == remedies_of(case(), conflict(of_one_thing=False), "duration")


def test_a_weekday() -> None:
    friday = Remedy(document="a.md", span=Span(0, 1), weekday=4)

    assert accepts(friday, from_edtf("1999-05-14"))
    assert not accepts(friday, from_edtf("1999-05-13"))
    assert not accepts(friday, from_edtf("1999-05"))


def test_open_ends_are_written_as_their_day() -> None:
    day = from_edtf("1999-05-14")

    assert day == nearest(day) == nearest(open_from(day)) == nearest(open_until(day))


COUNT = Quantity(low=48, high=48, thing="member")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (COUNT, Fraction(48), True),
        (COUNT, Fraction(47), False),
        (Fraction(1, 2), Fraction(2, 4), True),
        (from_edtf("1999"), from_edtf("1999-05-14"), True),
        (from_edtf("1999"), Fraction(1999), False),
    ],
)
def test_agreement(x: Value, y: Value, expected: bool) -> None:
    assert expected is agree(x, y) is agree(y, x)
