"""Run, part: a check that keeps everything it went by, for `factcheck explain`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck import __version__, pipeline
from factcheck.align import Comparisons, align
from factcheck.errors import Problem
from factcheck.frozen import dataclass
from factcheck.judge import Case, judge
from factcheck.model.cell import Pair
from factcheck.model.claim import Entity, EntityId
from factcheck.model.extractor import Extractor
from factcheck.model.finding import Finding, Report
from factcheck.model.rule import Rule
from factcheck.model.triage import Orders
from factcheck.run.configuration import DEFAULTS, Configuration
from factcheck.run.facts import load_facts
from factcheck.run.gathering import ALONE, Effort, gather
from factcheck.run.local import choose_rules, read_lexicons, rules_on
from factcheck.triage import assign, decide


@dataclass(frozen=True, slots=True, kw_only=True)
class Casebook:
    """The case of a check, its findings, and where to look things up."""

    case: Case
    findings: tuple[Finding, ...]
    rules: Mapping[str, Rule]
    entities: Mapping[EntityId, Entity]
    pairs: Mapping[tuple[int, int], Pair]
    """The joined ones, by the ids of their claims in ascending order."""
    comparisons: Comparisons
    """The others."""
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    """What was done in another way than asked for, with the same outcome."""

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """The findings, each followed by those folded under it."""
        return tuple(f for finding in self.findings for f in (finding, *finding.folded))

    def pair(self, a: int, b: int) -> Pair | None:
        """The comparison of two claims, if they ever met."""
        return self.pairs.get((min(a, b), max(a, b))) or self.comparisons.pair(a, b)


def judged(book: Casebook, orders: Orders) -> Report:
    """The report of a case whose findings are held against the baseline and the suppressions."""
    return decide(
        Report(
            documents=tuple(sorted(book.case.documents.values(), key=lambda d: d.path)),
            claims=tuple(book.case.claims.values()),
            entities=tuple(book.entities.values()),
            findings=book.findings,
            rules=tuple(book.rules.values()),
            problems=book.problems,
            version=__version__,
        ),
        orders,
    )


def open_casebook(
    paths: Sequence[str],
    *,
    folders: Sequence[str] = (),
    day_first: bool | None = None,
    extractors: Sequence[Extractor] = (),
    facts: Sequence[str] = (),
    lexicons: Sequence[str] = (),
    configuration: Configuration = DEFAULTS,
    effort: Effort = ALONE,
) -> Casebook:
    """Checks the documents under the paths as `run_check` does, stage by stage."""
    rules, rule_problems = choose_rules((), folders)
    book = configuration.rule_book(rules)
    rules = rules_on(rules, book)
    books = load_facts(facts)
    lexicon = read_lexicons(lexicons)
    outside = pipeline.with_lexicon(extractors, lexicon)
    gathered = gather(paths, outside, effort, except_for=facts, configuration=configuration)
    documents = gathered.documents
    resolution = pipeline.claims_of(
        documents, day_first=day_first, extractors=extractors, facts=books, lexicon=lexicon,
        extracted=gathered.extracted, times=gathered.times, keeping=gathered.keeping, let_go=True, spread=gathered.spread,
    )  # fmt: skip
    alignment = align(resolution.claims, gathered.spread, gathered.keeping)
    houses = frozenset(book.document.path for book in books)
    everything = (*documents, *(book.document for book in books))
    case = pipeline.case_of(everything, resolution, alignment, configuration.authority, houses=houses)
    return Casebook(
        case=case,
        findings=assign(judge(case, rules, configuration.policy(book, sorted(houses)), gathered.spread)),
        rules={rule.id: rule for rule in rules},
        entities={entity.id: entity for entity in resolution.entities},
        pairs={(pair.a, pair.b): pair for pair in alignment.pairs},
        comparisons=Comparisons(resolution.claims),
        problems=(
            *rule_problems,
            *gathered.problems,
            *(p for d in documents for p in d.problems),
            *resolution.problems,
        ),
        notes=gathered.notes,
    )
