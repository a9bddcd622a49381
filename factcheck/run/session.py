"""Run, part: a person goes through the findings one by one; what is decided is written at once, and can be taken back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import field
from itertools import product
from pathlib import Path

from factcheck.errors import Problem
from factcheck.frozen import dataclass
from factcheck.model.finding import Finding, Report, Status
from factcheck.model.triage import KnownFinding, KnownSide
from factcheck.run.casebook import Casebook, judged
from factcheck.run.labels import load_labels
from factcheck.run.orders import PathsOfRun, TriageFiles, from_folder, path_from, read_text_of
from factcheck.run.writing import write_whole
from factcheck.triage.baseline import can_be_known, entry_of, match_baseline, paths_named, says_of_what
from factcheck.triage.baseline_text import read_baseline, write_baseline
from factcheck.triage.labels import Label, PairLabel, Verdict, write_label
from factcheck.triage.suppressions_text import HEAD, write_suppression

REASONS = {
    Verdict.DIFFERENT: "not the same thing",
    Verdict.SUPERSEDED: "superseded: one side tells of an earlier state",
    Verdict.MISREAD: "the text does not say what was read",
    Verdict.LATER: "to be settled later",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Where decisions are written."""

    baseline: Path
    suppressions: Path
    labels: Path


@dataclass(slots=True)
class Session:
    """The findings that are to be decided, and how far we are. Files are written whole, in one step each."""

    book: Casebook
    report: Report
    queue: Sequence[Finding]
    files: Files
    problems: tuple[Problem, ...] = ()
    at: int = 0
    done: int = 0
    past: list[tuple[int, int, dict[Path, str | None]]] = field(default_factory=list)

    @property
    def current(self) -> Finding | None:
        """The finding to decide next; none when all are."""
        return self.queue[self.at] if self.at < len(self.queue) else None

    def decide(self, verdict: Verdict, *, until: str = "", reason: str = "", owner: str = "") -> None:
        """Writes what was decided about the current finding, and goes on to the next."""
        finding = self.queue[self.at]
        entry = entry_of(finding)
        changes: dict[Path, str] = {}
        if verdict is Verdict.LATER and not until:
            changes[self.files.baseline] = self._with_entry(entry)
        elif verdict is not Verdict.REAL:
            text = _text(self.files.suppressions)
            stated = write_suppression(
                reason=reason or REASONS[verdict],
                rule=finding.rule,
                about="" if all(map(says_of_what, entry.sides)) else entry.entity,
                sides=tuple(_from(side, self.files.suppressions.parent) for side in entry.sides),
                owner=owner,
                until=until,
            )
            changes[self.files.suppressions] = _ended(text or HEAD) + "\n" + stated
        label = Label(
            rule=finding.rule,
            fingerprint=finding.fingerprint,
            verdict=verdict,
            sides=tuple(_from(side, self.files.labels.parent) for side in entry.sides),
            about=entry.entity,
            does=entry.predicate,
            pair=_pair_of(self.book, finding),
        )
        changes[self.files.labels] = _ended(_text(self.files.labels) or "") + write_label(label)
        self.past.append((self.at, self.done, {file: _text(file) for file in changes}))
        for file, text in changes.items():
            write_whole(file, text)
        self.at, self.done = self.at + 1, self.done + 1

    def skip(self) -> None:
        """Leaves the current finding for another time."""
        self.past.append((self.at, self.done, {}))
        self.at += 1

    def back(self) -> bool:
        """Takes back the last step with all that it wrote; whether there was one."""
        if not self.past:
            return False
        self.at, self.done, before = self.past.pop()
        for file, text in before.items():
            if text is None:
                file.unlink(missing_ok=True)
            else:
                write_whole(file, text)
        return True

    def _with_entry(self, entry: KnownFinding) -> str:
        text = _text(self.files.baseline)
        known = read_baseline(text, str(self.files.baseline)) if text is not None else ()
        return write_baseline((*known, from_folder(entry, self.files.baseline.parent)))


def open_session(book: Casebook, standing: TriageFiles, files: Files, *, again: bool = False) -> Session:
    """The new findings of a check; those that have a label are left out, unless they shall be decided `again`.

    Raises UsageError where a file cannot be read.
    """
    orders = standing(tuple(book.case.documents.values()))
    report = judged(book, orders)
    labels, problems = load_labels(files.labels) if files.labels.is_file() else ((), ())
    decided = frozenset() if again else _decided(report, labels, files.labels.parent)
    queue = [f for f in report.findings if f.status is Status.NEW and can_be_known(f) and f.fingerprint not in decided]
    return Session(book=book, report=report, queue=queue, files=files, problems=(*report.problems, *problems))


def _decided(report: Report, labels: Sequence[Label], folder: Path) -> frozenset[str]:
    """The findings that have a label: by fingerprint, else by what their sides say, should a file have been renamed."""
    prints = frozenset(label.fingerprint for label in labels)
    paths = PathsOfRun(report.documents)
    entries = [
        paths.of_entry(
            KnownFinding(
                id=label.fingerprint, rule=label.rule, entity=label.about, predicate=label.does, sides=label.sides
            ),
            folder,
        )
        for label in labels
    ]
    unseen = paths_named(entries) - paths.checked - paths.vanished(paths_named(entries))
    return prints | match_baseline(report.all_findings, entries, None, unseen=unseen).known.keys()


def _text(file: Path) -> str | None:
    return read_text_of(file) if file.exists() else None


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def _from(side: KnownSide, folder: Path) -> KnownSide:
    return KnownSide(says=side.says, path=path_from(side.path, folder), quote=side.quote)


def _pair_of(book: Casebook, finding: Finding) -> PairLabel | None:
    """The best comparison between claims of two sides."""
    sides = [
        [place.claim for place in side.places if place.claim is not None and place.claim in book.case.claims]
        for side in finding.sides
    ]
    pairs = [
        pair
        for n, own in enumerate(sides)
        for other in sides[n + 1 :]
        for a, b in product(own, other)
        if (pair := book.pair(a, b)) is not None
    ]
    best = min(pairs, key=lambda p: (-p.score, p.a, p.b), default=None)
    if best is None:
        return None
    return PairLabel(
        type=book.case.claims[best.a].type.value,
        key=best.key,
        score=round(best.score, 4),
        # a veto is no weight that could be fitted
        levels=tuple((e.attribute, e.level, round(e.weight, 4)) for e in best.levels if math.isfinite(e.weight)),
    )
