"""Run, part: loads the files of house facts, lists them, and tells which facts the documents state."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from factcheck import pipeline
from factcheck.errors import Problem, UsageError
from factcheck.frozen import dataclass
from factcheck.model.claim import Claim
from factcheck.model.extractor import Extractor
from factcheck.read.house import FactBook, read_facts
from factcheck.run.configuration import DEFAULTS, Configuration
from factcheck.run.gathering import ALONE, Effort, gather
from factcheck.run.sources import Source, load


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsResult:
    """What was found about the facts, as text; whether each is stated and none contradicted; and what went wrong."""

    text: str
    all_stated: bool
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()
    """What was done in another way than asked for, with the same outcome."""


def load_facts(files: Sequence[str]) -> tuple[FactBook, ...]:
    """The facts files, each once, in order of their paths; raises UsageError with every one that cannot be loaded."""
    books: dict[str, FactBook] = {}
    problems: list[Problem] = []
    for file in files:
        path = Path(file)
        shown = PurePosixPath(os.path.normpath(path.as_posix())).as_posix()
        if not path.is_file():
            remedy = "give the file that holds your house facts; docs/house-facts.md shows its forms"
            problems.append(Problem(message="is no file of house facts", path=shown, remedy=remedy))
            continue
        source = load(Source(shown, path))
        if isinstance(source, Problem):
            problems.append(source)
        else:
            books[shown] = read_facts(shown, source)
    if problems:
        raise UsageError(*problems)
    return tuple(books[shown] for shown in sorted(books))


def list_facts(files: Sequence[str]) -> tuple[str, tuple[Problem, ...]]:
    """The facts of some files, a line each, with the type and value that were understood; and what is wrong with them."""
    books = _wanted(files)
    resolution = pipeline.claims_of([], facts=books)
    problems = _in_order((*(p for book in books for p in book.document.problems), *resolution.problems))
    rows = [_row(claim) for claim in resolution.claims]
    widths = [max((len(row[n]) for row in rows), default=0) for n in range(3)]
    lines = ["  ".join((*(c.ljust(w) for c, w in zip(row, widths, strict=False)), row[3])).rstrip() for row in rows]
    return "".join(f"{line}\n" for line in lines), problems


def _wanted(files: Sequence[str]) -> tuple[FactBook, ...]:
    if not files:
        remedy = '--facts facts.yaml, or `facts = ["facts.yaml"]` in the settings'
        raise UsageError(Problem(message="no file of house facts is named", remedy=remedy))
    return load_facts(files)


def _in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda p: (p.path, p.line, p.column)))


def _row(claim: Claim) -> tuple[str, str, str, str]:
    fact = claim.fact
    assert fact is not None
    valid = f"  [{fact.valid.edtf}]" if fact.valid is not None else ""
    source = f"  ({fact.source})" if fact.source else ""
    return f"{fact.document}:{fact.line}", claim.type.value, claim.text_value, f"{fact.words}{valid}{source}"


def check_facts(
    paths: Sequence[str],
    files: Sequence[str],
    *,
    day_first: bool | None = None,
    extractors: Sequence[Extractor] = (),
    configuration: Configuration = DEFAULTS,
    effort: Effort = ALONE,
) -> FactsResult:
    """Each fact with the places that state it and those that contradict it; the facts that no document states last."""
    from factcheck.align import align
    from factcheck.judge.checks.house_fact import standing_of_facts
    from factcheck.judge.rulebook import load_rules

    books = _wanted(files)
    gathered = gather(paths, extractors, effort, except_for=files, configuration=configuration)
    documents = gathered.documents
    resolution = pipeline.claims_of(
        documents, day_first=day_first, extractors=extractors, facts=books,
        extracted=gathered.extracted, times=gathered.times, keeping=gathered.keeping, let_go=True, spread=gathered.spread,
    )  # fmt: skip
    problems = (*gathered.problems, *(p for d in documents for p in d.problems), *resolution.problems)
    problems = (*(p for book in books for p in book.document.problems), *problems)
    everything = (*documents, *(book.document for book in books))
    case = pipeline.case_of(everything, resolution, align(resolution.claims, gathered.spread, gathered.keeping))
    (rule,) = (r for r in load_rules()[0] if r.check == "house-fact")
    texts = {document.path: document.text for document in everything}
    lines, unstated, contradicted = [], [], 0
    for fact, agreeing, contradicting in standing_of_facts(case, frozenset(rule.compare.never)):
        if not agreeing and not contradicting:
            unstated.append(fact)
            continue
        contradicted += bool(contradicting)
        lines.append(_head(fact))
        lines += [f"  stated        {_place(claim, texts)}" for claim in agreeing]
        lines += [f"  contradicted  {_place(claim, texts)}" for claim in contradicting]
    if unstated:
        lines.append("No document states:")
        lines += [f"  {_head(fact)}" for fact in unstated]
    total = sum(claim.fact is not None for claim in resolution.claims)
    lines.append(
        f"{total} fact{'s' if total != 1 else ''}: {total - len(unstated) - contradicted} stated, "
        f"{contradicted} contradicted, {len(unstated)} unstated."
    )
    return FactsResult(
        text="".join(f"{line}\n" for line in lines),
        all_stated=not unstated and not contradicted,
        problems=_in_order(problems),
        notes=gathered.notes,
    )


def _head(claim: Claim) -> str:
    assert claim.fact is not None
    return f"{claim.fact.document}:{claim.fact.line}: {claim.fact.words}"


def _place(claim: Claim, texts: dict[str, str]) -> str:
    line = texts[claim.document].count("\n", 0, claim.span.start) + 1
    return f"{claim.document}:{line}: {' '.join(claim.quote.split())}"
