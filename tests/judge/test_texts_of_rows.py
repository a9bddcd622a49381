"""Rows of two collections that a word sorts in two ways, or a sentence tells in two wordings."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from factcheck.judge.checks.records_differ import Params, check
from factcheck.judge.conflict import Case
from factcheck.judge.rulebook import load_rules
from factcheck.model.document import Document, Span
from factcheck.model.record import Column, ColumnMatch, Difference, RecordField
from factcheck.values.record_keys import RecordKey

SENTENCES = [f"Add the wheel of mill {n} to the map." for n in range(12)]
RULE = next(rule for rule in load_rules()[0] if rule.check == "records-differ")


def column(document: str, values: Sequence[str]) -> Column:
    fields = {
        RecordKey(version=(2, n)): (
            RecordField(
                document=document, block=n, span=Span(8 * n, 8 * n + 4), row=f"2.{n}", shown=value, value=value
            ),
        )
        for n, value in enumerate(values, 1)
    }
    return Column(
        pool=(document,),
        name="made of",
        keyed_by="",
        type="text",
        tables=frozenset(),
        years=frozenset(),
        fields=fields,
    )


def match_of(own: Sequence[str], other: Sequence[str]) -> ColumnMatch:
    a, b = column("a.yml", own), column("b.yml", other)
    rows = [Difference(key=key, a=x[0], b=b.fields[key][0]) for key, x in a.fields.items()]
    differences = tuple(row for row in rows if row.a.value != row.b.value)
    return ColumnMatch(
        a=a, b=b, names="same", agreeing=len(own) - len(differences), shared=len(own), differences=differences
    )


@pytest.mark.parametrize(
    ("documents", "own", "other", "found"),
    [
        (30, ["oak", "elm"] * 6, ["oak", "elm"] * 5 + ["elm", "elm"], 0),
        (2, ["oak", "elm"] * 6, ["oak", "elm"] * 5 + ["elm", "elm"], 1),
        (30, [f"Ida Berg {n}" for n in range(12)], [f"Ida Berg {n}" for n in range(11)] + ["Ida Borg"], 1),
        (2, SENTENCES, [*SENTENCES[:11], SENTENCES[11].replace("Add", "Added")], 0),
    ],
    ids=["sorts among many documents", "sorts of two documents", "names", "sentences"],
)
def test_rows_that_differ_in_a_text(documents: int, own: Sequence[str], other: Sequence[str], found: int) -> None:
    names = ["a.yml", "b.yml", *(f"{n}.md" for n in range(documents - 2))]
    read = {name: Document(path=name, text="x" * 200, format="yaml", encoding="utf-8", blocks=()) for name in names}
    case = Case(documents=read, claims={}, cells=(), pairs=(), times={}, path_times={}, matches=(match_of(own, other),))

    assert found == len(list(check(case, RULE, Params())))
