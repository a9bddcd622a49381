"""Run, part: the runner on this machine."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck import pipeline
from factcheck.errors import Problem, UsageError
from factcheck.frozen import dataclass
from factcheck.judge.rulebook import load_rules
from factcheck.model.changes import ChangedLines
from factcheck.model.document import Document
from factcheck.model.extractor import Extractor
from factcheck.model.finding import Report
from factcheck.model.lexicon import NO_LEXICON, EntityLexicon
from factcheck.model.rule import Rule
from factcheck.model.triage import NO_ORDERS
from factcheck.pipeline import Progress, with_lexicon
from factcheck.resolve import Resolution
from factcheck.run.configuration import DEFAULTS, Configuration
from factcheck.run.facts import load_facts
from factcheck.run.focus import EVERYTHING, Focus, changes_of, find_focused
from factcheck.run.gathering import (
    ALONE,
    NO_TEXTS,
    Effort,
    gather,
    gather_sources,
    sources_of_run,
    wanted_sources,
)
from factcheck.run.orders import OrdersOf
from factcheck.run.sources import find_sources
from factcheck.run.taking import hold, read_source

if TYPE_CHECKING:
    from factcheck.judge import Policy
    from factcheck.read.house import FactBook
    from factcheck.run.focus import Focused
    from factcheck.run.policy import RuleBook
    from factcheck.run.whole import Known, WholeRun


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """A report, everything that went wrong on the way, and how long each stage took in seconds."""

    report: Report
    problems: tuple[Problem, ...]
    timings: tuple[tuple[str, float], ...]
    changes: ChangedLines | None = None
    """What the findings are to be narrowed to (`triage.keep_changed`); the report still has all of them."""
    notes: tuple[Problem, ...] = ()
    """What was done in another way than asked for, with the same outcome: no part of the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsResult:
    """Documents and their claims."""

    documents: tuple[Document, ...]
    resolution: Resolution
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()


class Watch:
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
    configuration: Configuration = DEFAULTS,
    texts: Mapping[str, str | bytes] = NO_TEXTS,
    focus: Focus = EVERYTHING,
    orders: OrdersOf | None = None,
    effort: Effort = ALONE,
) -> CheckResult:
    """Checks the documents under the paths; raises UsageError if there is no such rule or a lexicon file is wrong.

    `texts` are documents in memory by their paths, beside those under the paths. `configuration` says what the settings
    do of files, documents and rules; what else they say stands in the others. The report holds all findings; `changes`
    are the lines that those must touch which `focus` asks for. `orders` tells the baseline and the suppressions that the
    findings are held against. With whatever `effort`, the report is the same.
    """
    watch = Watch(progress)
    rules, rule_problems = choose_rules((), folders)
    book = configuration.rule_book(rules, only)
    rules = rules_on(only_asked(rules, only, rule_problems), book)
    books = load_facts(facts)
    lexicon = read_lexicons(lexicons)
    focused = find_focused(paths, focus, configuration.selection)
    changes = changes_of(focus, paths, focused, facts)
    policy = configuration.policy(book, [b.document.path for b in books])
    asked = Asked(
        focused=focused, rules=rules, rule_problems=rule_problems, extractors=extractors, facts=books, fact_files=facts, lexicon=lexicon,
        day_first=day_first, configuration=configuration, texts=texts, orders=orders, policy=policy, only=only, effort=effort,
    )  # fmt: skip
    with closing(watch):
        report, notes = _checked(asked, watch)
    return CheckResult(report=report, problems=report.problems, timings=watch.timings(), changes=changes, notes=notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a check goes by, all of it loaded."""

    focused: Focused
    rules: tuple[Rule, ...]
    rule_problems: tuple[Problem, ...]
    extractors: Sequence[Extractor]
    facts: tuple[FactBook, ...]
    fact_files: Sequence[str]
    lexicon: EntityLexicon
    day_first: bool | None
    configuration: Configuration
    texts: Mapping[str, str | bytes]
    orders: OrdersOf | None
    policy: Policy | None
    only: Sequence[str]
    effort: Effort


def _checked(asked: Asked, watch: Watch) -> tuple[Report, tuple[Problem, ...]]:
    """The report, out of the cache where it is known what the rules find, and notes."""
    if asked.effort.cache is None:
        return _worked_out(asked, watch, None)
    from factcheck.run.whole import Terms, place_of_run

    sources, problems = sources_of_run(asked.focused.sources, asked.fact_files, asked.configuration, asked.texts)
    terms = Terms(
        rules=asked.rules, only=asked.only, extractors=with_lexicon(asked.extractors, asked.lexicon), facts=asked.facts,
        day_first=asked.day_first, configuration=asked.configuration,
    )  # fmt: skip
    place = place_of_run(asked.effort.cache, sources, terms)
    if place is None:
        return _worked_out(asked, watch, None)
    with closing(place):
        known = place.recall((*asked.rule_problems, *asked.focused.problems, *problems))
        report = _known_report(asked, known, watch) if known is not None else None
        notes: tuple[Problem, ...] = ()
        if report is None:
            report, notes = _worked_out(asked, watch, place)
    return report, (*notes, *place.cache.notes)


def _known_report(asked: Asked, known: Known, watch: Watch) -> Report | None:
    """The report of what is known; nothing where suppressions hide something else now than they did."""
    watch("triage", 0, 0)
    orders = asked.orders(known.documents) if asked.orders is not None else NO_ORDERS
    from factcheck.run.whole import Unknown

    try:
        return pipeline.triaged(known.report, orders, asked.policy, known.behind)
    except Unknown:
        return None


def _worked_out(asked: Asked, watch: Watch, place: WholeRun | None) -> tuple[Report, tuple[Problem, ...]]:
    """The report of a run from its sources on; what its rules find is kept in its place, if it has one."""
    gathered = gather_sources(
        asked.focused.sources, with_lexicon(asked.extractors, asked.lexicon), asked.effort, watch, except_for=asked.fact_files,
        configuration=asked.configuration, texts=asked.texts, opened=place.cache if place is not None else None,
    )  # fmt: skip
    problems = (*asked.rule_problems, *asked.focused.problems, *gathered.problems)
    report = pipeline.check(
        gathered.documents,
        asked.rules,
        problems=problems,
        progress=watch,
        day_first=asked.day_first,
        extractors=asked.extractors,
        facts=asked.facts,
        lexicon=asked.lexicon,
        authority=asked.configuration.authority,
        policy=asked.policy,
        orders=asked.orders(gathered.documents) if asked.orders is not None else NO_ORDERS,
        extracted=gathered.extracted,
        times=gathered.times,
        keeping=gathered.keeping,
        let_go=True,
        spread=gathered.spread,
        judged=partial(place.keep, problems=problems) if place is not None else None,
    )
    return report, gathered.notes


def run_claims(
    paths: Sequence[str],
    *,
    progress: Progress | None = None,
    day_first: bool | None = None,
    extractors: Sequence[Extractor] = (),
    lexicons: Sequence[str] = (),
    configuration: Configuration = DEFAULTS,
    texts: Mapping[str, str | bytes] = NO_TEXTS,
    effort: Effort = ALONE,
) -> ClaimsResult:
    """The claims of the documents under the paths, and of `texts` in memory."""
    watch = Watch(progress)
    lexicon = read_lexicons(lexicons)
    with closing(watch):
        gathered = gather(
            paths, with_lexicon(extractors, lexicon), effort, watch, configuration=configuration, texts=texts
        )
        documents = gathered.documents
        resolution = pipeline.claims_of(
            documents, progress=watch, day_first=day_first, extractors=extractors, lexicon=lexicon,
            extracted=gathered.extracted, times=gathered.times, keeping=gathered.keeping, spread=gathered.spread,
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


def read_all(
    paths: Sequence[str],
    progress: Progress | None,
    *,
    except_for: Sequence[str] = (),
    configuration: Configuration = DEFAULTS,
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """All documents under the paths, read and no more; and what could not be found or loaded.

    A document's own problems stay with it. `except_for` as in `gather`.
    """
    found, problems = find_sources(paths, configuration.selection)
    sources, overlooked = wanted_sources(found, except_for, configuration)
    documents: list[Document] = []
    failed = [*problems, *overlooked]
    for number, source in enumerate(sources):
        if progress is not None:
            progress("read", number, len(sources))
        held = hold(source)
        if isinstance(held, Problem):
            failed.append(held)
        else:
            documents.append(read_source(source, held))
    return tuple(documents), tuple(failed)
