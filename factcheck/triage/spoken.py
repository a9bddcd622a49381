"""Triage, part of suppressions: what each finding says, side by side, found once and looked up by document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from factcheck.model.finding import Finding
from factcheck.model.triage import Passage
from factcheck.triage.wording import compared_words, units_of

Said = tuple[tuple[str, str], ...]
"""Document and compared words of each statement of a side."""


class Spoken:
    """The findings of a run, with the words of their sides."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = findings
        self.sides: list[tuple[Said, ...]] = [
            tuple(tuple((unit.path, unit.key) for unit in units_of(side) if unit.key) for side in finding.sides)
            for finding in findings
        ]
        self._in: dict[str, list[int]] = defaultdict(list)
        for number, sides in enumerate(self.sides):
            for path in dict.fromkeys(path for side in sides for path, _ in side):
                self._in[path].append(number)

    def in_document(self, path: str) -> Sequence[int]:
        """The numbers of the findings that say something in a document; of all, where none is named."""
        return self._in.get(path, ()) if path else range(len(self.findings))

    def documents(self, passage: Passage) -> list[str]:
        """The documents in which some finding says the words of a passage, sorted."""
        wanted = compared_words(passage.quote, passage.path)
        return sorted({path for sides in self.sides for side in sides for path, key in side if is_said(wanted, key)})


def is_said(wanted: str, key: str) -> bool:
    """Whether a statement says what a passage quotes: all of it, or a part that is told."""
    return bool(wanted) and (wanted in key or key in wanted)
