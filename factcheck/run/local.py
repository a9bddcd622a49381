"""Run, part: the runner on this machine."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from factcheck import pipeline
from factcheck.errors import Problem, UsageError
from factcheck.judge.rulebook import load_rules
from factcheck.model.document import Document
from factcheck.model.extractor import Extractor
from factcheck.model.finding import Report
from factcheck.model.lexicon import NO_LEXICON, EntityLexicon
from factcheck.model.rule import Rule
from factcheck.pipeline import Authority, Progress, with_lexicon
from factcheck.read import read_document
from factcheck.resolve import Resolution
from factcheck.run.facts import load_facts
from factcheck.run.gathering import ALONE, Effort, gather, wanted_sources
from factcheck.run.sources import load


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """A report, everything that went wrong on the way, and how long each stage took in seconds."""

    report: Report
    problems: tuple[Problem, ...]
    timings: tuple[tuple[str, float], ...]
    notes: tuple[Problem, ...] = ()
    """What was done in another way than asked for, with the same outcome: no part of the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsResult:
    """Documents and their claims."""

    documents: tuple[Document, ...]
    resolution: Resolution
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()


class _Watch:
    """Notes when each stage begins, and passes progress on."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress, self.marks = progress, [("read", time.perf_counter())]

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self.marks[-1][0] != stage:
            self.marks.append((stage, time.perf_counter()))
        if self.progress is not None:
            self.progress(stage, done, total)

    def close(self) -> None:
        """Takes away what shows the progress, also where the run is broken off: it may have hidden the cursor."""
        close = getattr(self.progress, "close", None)
        if close is not None:
            close()

    def timings(self) -> tuple[tuple[str, float], ...]:
        ends = [at for _, at in self.marks[1:]] + [time.perf_counter()]
        return tuple((stage, end - start) for (stage, start), end in zip(self.marks, ends, strict=True))


def run_check(
    paths: Sequence[str],
    *,
    only: Sequence[str] = (),
    folders: Sequence[str] = (),
    progress: Progress | None = None,
    day_first: bool | None = None,
    extractors: Sequence[Extractor] = (),
    facts: Sequence[str] = (),
    lexicons: Sequence[str] = (),
    authority: Authority | None = None,
    effort: Effort = ALONE,
) -> CheckResult:
    """Checks the documents under the paths; raises UsageError if there is no such rule or a lexicon file is wrong."""
    watch = _Watch(progress)
    rules, rule_problems = choose_rules(only, folders)
    books = load_facts(facts)
    lexicon = read_lexicons(lexicons)
    with closing(watch):
        gathered = gather(paths, with_lexicon(extractors, lexicon), effort, watch, except_for=facts)
        report = pipeline.check(
            gathered.documents,
            rules,
            problems=(*rule_problems, *gathered.problems),
            progress=watch,
            day_first=day_first,
            extractors=extractors,
            facts=books,
            lexicon=lexicon,
            authority=authority,
            extracted=gathered.extracted,
        )
    return CheckResult(report=report, problems=report.problems, timings=watch.timings(), notes=gathered.notes)


def run_claims(
    paths: Sequence[str],
    *,
    progress: Progress | None = None,
    day_first: bool | None = None,
    extractors: Sequence[Extractor] = (),
    lexicons: Sequence[str] = (),
    effort: Effort = ALONE,
) -> ClaimsResult:
    """The claims of the documents under the paths."""
    watch = _Watch(progress)
    lexicon = read_lexicons(lexicons)
    gathered = gather(paths, with_lexicon(extractors, lexicon), effort, watch)
    documents = gathered.documents
    resolution = pipeline.claims_of(
        documents, progress=watch, day_first=day_first, extractors=extractors, lexicon=lexicon,
        extracted=gathered.extracted,
    )  # fmt: skip
    return ClaimsResult(
        documents=documents,
        resolution=resolution,
        problems=(*gathered.problems, *(p for d in documents for p in d.problems), *resolution.problems),
        notes=gathered.notes,
    )


def read_lexicons(files: Sequence[str]) -> EntityLexicon:
    """The entities that the user's files name."""
    if not files:
        return NO_LEXICON
    from factcheck.resolve.entity_lexicon import load_lexicons

    return load_lexicons([Path(file) for file in files])


def choose_rules(only: Sequence[str], folders: Sequence[str]) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """The rules to judge by, and what is wrong with rule files."""
    extra = []
    for folder in folders:
        if not Path(folder).is_dir():
            raise UsageError(
                Problem(
                    message="is no folder of rules", path=folder, remedy="give the folder that holds your rule files"
                )
            )
        extra.append(Path(folder))
    rules, problems = load_rules(extra)
    fatal = tuple(
        Problem(
            message=p.message, path=p.path, line=p.line, column=p.column, quote=p.quote, remedy=p.remedy, fatal=True
        )
        for p in problems
    )
    if only:
        known = {r.id for r in rules}
        missing = [r for r in only if r not in known]
        if missing:
            import difflib

            close = difflib.get_close_matches(missing[0], sorted(known), 1)
            hint = f"did you mean {close[0]}? " if close else ""
            raise UsageError(
                Problem(message=f"no rule {missing[0]!r}", remedy=f"{hint}there are {', '.join(sorted(known))}"), *fatal
            )
        rules = tuple(r for r in rules if r.id in only)
    return rules, fatal


def read_all(
    paths: Sequence[str], progress: Progress | None, *, except_for: Sequence[str] = ()
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """All documents under the paths, and what could not be found or loaded; a document's own problems stay with it.

    The files `except_for` are no documents: a facts file in a folder of documents is not checked against itself.
    """
    sources, problems = wanted_sources(paths, except_for)
    found: list[Document] = []
    failed: list[Problem] = list(problems)
    for number, source in enumerate(sources):
        if progress is not None:
            progress("read", number, len(sources))
        data = load(source)
        if isinstance(data, Problem):
            failed.append(data)
            continue
        found.append(read_document(source.path, data))
    return tuple(found), tuple(failed)
