"""Words of claims are kept as numbers, and come back as they were."""

from __future__ import annotations

from factcheck.align.word_columns import WordColumn


def test_words_come_back() -> None:
    column = WordColumn()
    column.add(3, frozenset({"kiln", "tile"}))
    column.add(0, frozenset({"tile"}))
    column.add(7, frozenset())

    assert column.get(3) == {"kiln", "tile"}
    assert column.get(0) == {"tile"}
    assert column.get(7) == frozenset()


def test_nothing_is_known_of_other_claims() -> None:
    column = WordColumn()
    column.add(2, frozenset({"kiln"}))

    assert column.get(1) is None
    assert column.get(9) is None
