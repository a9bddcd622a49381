"""Run, part: the runner in one process."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck import pipeline
from factcheck.errors import Problem, UsageError
from factcheck.judge.rulebook import load_rules
from factcheck.model.changes import ChangedLines
from factcheck.model.document import Document
from factcheck.model.extractor import Extractor
from factcheck.model.finding import Report
from factcheck.model.lexicon import NO_LEXICON, EntityLexicon
from factcheck.model.rule import Rule
from factcheck.model.triage import NO_ORDERS
from factcheck.pipeline import Progress
from factcheck.read import read_document, read_text
from factcheck.resolve import Resolution
from factcheck.run.configuration import DEFAULTS, Configuration
from factcheck.run.facts import load_facts
from factcheck.run.focus import EVERYTHING, Focus, changes_of, gather
from factcheck.run.orders import OrdersOf
from factcheck.run.sources import Source, find_sources, load

if TYPE_CHECKING:
    from factcheck.run.policy import RuleBook


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """A report, everything that went wrong on the way, and how long each stage took in seconds."""

    report: Report
    problems: tuple[Problem, ...]
    timings: tuple[tuple[str, float], ...]
    changes: ChangedLines | None = None
    """What the findings are to be narrowed to (`triage.keep_changed`); the report still has all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsResult:
    """Documents and their claims."""

    documents: tuple[Document, ...]
    resolution: Resolution
    problems: tuple[Problem, ...]


class _Watch:
    """Notes when each stage begins, and passes progress on."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress, self.marks = progress, [("read", time.perf_counter())]

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self.marks[-1][0] != stage:
            self.marks.append((stage, time.perf_counter()))
        if self.progress is not None:
            self.progress(stage, done, total)

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
    configuration: Configuration = DEFAULTS,
    texts: Mapping[str, str | bytes] | None = None,
    focus: Focus = EVERYTHING,
    orders: OrdersOf | None = None,
) -> CheckResult:
    """Checks the documents under the paths; raises UsageError if there is no such rule or a lexicon file is wrong.

    `texts` are documents in memory by their paths, beside those under the paths. `configuration` says what the settings
    do of files, documents and rules; what else they say stands in the others. The report holds all findings; `changes`
    are the lines that those must touch which `focus` asks for. `orders` tells the baseline and the suppressions that the
    findings are held against.
    """
    watch = _Watch(progress)
    rules, rule_problems = choose_rules((), folders)
    book = configuration.rule_book(rules, only)
    rules = rules_on(only_asked(rules, only, rule_problems), book)
    books = load_facts(facts)
    lexicon = read_lexicons(lexicons)
    gathered = gather(paths, focus, configuration.selection)
    changes = changes_of(focus, paths, gathered, facts)
    documents, problems = read_sources(gathered.sources, watch, except_for=facts, configuration=configuration)
    documents += read_texts(texts or {}, configuration)
    problems = (*gathered.problems, *problems)
    report = pipeline.check(
        documents,
        rules,
        problems=(*rule_problems, *problems),
        progress=watch,
        day_first=day_first,
        extractors=extractors,
        facts=books,
        lexicon=lexicon,
        authority=configuration.authority,
        policy=configuration.policy(book, [b.document.path for b in books]),
        orders=orders(documents) if orders is not None else NO_ORDERS,
    )
    if progress is not None and hasattr(progress, "close"):
        progress.close()
    return CheckResult(report=report, problems=report.problems, timings=watch.timings(), changes=changes)


def run_claims(
    paths: Sequence[str],
    *,
    progress: Progress | None = None,
    day_first: bool | None = None,
    extractors: Sequence[Extractor] = (),
    lexicons: Sequence[str] = (),
    configuration: Configuration = DEFAULTS,
    texts: Mapping[str, str | bytes] | None = None,
) -> ClaimsResult:
    """The claims of the documents under the paths."""
    watch = _Watch(progress)
    lexicon = read_lexicons(lexicons)
    documents, problems = read_all(paths, watch, configuration=configuration)
    documents += read_texts(texts or {}, configuration)
    resolution = pipeline.claims_of(
        documents, progress=watch, day_first=day_first, extractors=extractors, lexicon=lexicon
    )
    return ClaimsResult(
        documents=documents,
        resolution=resolution,
        problems=(*problems, *(p for d in documents for p in d.problems), *resolution.problems),
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
    return only_asked(rules, only, fatal), fatal


def only_asked(rules: tuple[Rule, ...], only: Sequence[str], problems: Sequence[Problem]) -> tuple[Rule, ...]:
    """The rules of these ids, or all; raises UsageError, with what else is wrong, for an id that is none."""
    if not only:
        return rules
    known = {r.id for r in rules}
    missing = [r for r in only if r not in known]
    if missing:
        import difflib

        close = difflib.get_close_matches(missing[0], sorted(known), 1)
        hint = f"did you mean {close[0]}? " if close else ""
        remedy = f"{hint}there are {', '.join(sorted(known))}"
        raise UsageError(Problem(message=f"no rule {missing[0]!r}", remedy=remedy), *problems)
    return tuple(r for r in rules if r.id in only)


def rules_on(rules: tuple[Rule, ...], book: RuleBook | None) -> tuple[Rule, ...]:
    """The rules that the settings leave on somewhere."""
    return tuple(rule for rule in rules if not book.is_off(rule.id)) if book is not None else rules


def read_texts(texts: Mapping[str, str | bytes], configuration: Configuration) -> tuple[Document, ...]:
    """Documents in memory, in order of their paths; without those that the settings leave out."""
    selection = configuration.selection
    read = (
        read_document(path, text) if isinstance(text, bytes) else read_text(path, text)
        for path, text in sorted(texts.items())
        if selection is None or selection.takes(path)
    )
    return tuple(configuration.declare(document) for document in read)


def read_all(
    paths: Sequence[str],
    progress: Progress | None,
    *,
    except_for: Sequence[str] = (),
    configuration: Configuration = DEFAULTS,
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """All documents under the paths, and what could not be found or loaded; a document's own problems stay with it.

    The files `except_for`, and those that the settings name as something else, are no documents: a facts file in a folder
    of documents is not checked against itself.
    """
    sources, problems = find_sources(paths, configuration.selection)
    documents, failed = read_sources(sources, progress, except_for=except_for, configuration=configuration)
    return documents, (*problems, *failed)


def read_sources(
    sources: Sequence[Source],
    progress: Progress | None,
    *,
    except_for: Sequence[str] = (),
    configuration: Configuration = DEFAULTS,
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """As `read_all`, of sources that were found before."""
    others: tuple[str | Path, ...] = (*except_for, *configuration.own_files)
    left_out = {os.path.realpath(path) for path in others}
    sources = tuple(source for source in sources if os.path.realpath(source.file) not in left_out)
    found: list[Document] = []
    failed: list[Problem] = list(configuration.overlooked(source.file for source in sources))
    for number, source in enumerate(sources):
        if progress is not None:
            progress("read", number, len(sources))
        data = load(source)
        if isinstance(data, Problem):
            failed.append(data)
            continue
        found.append(configuration.declare(read_document(source.path, data)))
    return tuple(found), tuple(failed)
