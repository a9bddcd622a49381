"""The pipeline: six stages, each a function from records to records. Runners call it; it prints and opens nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence

from factcheck import __version__
from factcheck.align import Alignment, align
from factcheck.align.apart import without_other_properties
from factcheck.align.columns import match_columns
from factcheck.align.records import collect_columns
from factcheck.errors import Problem
from factcheck.extract import extract_or_report
from factcheck.extract.house import extract_facts
from factcheck.extract.lexicon_names import LexiconNames
from factcheck.extract.run_reports import with_reports
from factcheck.extract.times import find_times_in_path
from factcheck.frozen import replace
from factcheck.judge import Case, Policy, judge
from factcheck.judge.conflict import HOUSE_FACTS, without_claims
from factcheck.model.document import Document
from factcheck.model.extraction import Extraction
from factcheck.model.extractor import Extractor
from factcheck.model.finding import Finding, Report
from factcheck.model.keeping import IN_MEMORY, Keeping
from factcheck.model.lexicon import NO_LEXICON, EntityLexicon
from factcheck.model.mention import QuantityMention
from factcheck.model.rule import Rule
from factcheck.model.spread import Spread, one_after_another
from factcheck.model.time import Timex
from factcheck.model.triage import NO_ORDERS, OWN_RULES, Orders
from factcheck.read import read_text
from factcheck.read.house import FactBook, read_facts_text
from factcheck.resolve import Resolution, counts_file_name, document_date, resolve
from factcheck.triage import assign, claims_in_the_way, decide

__all__ = [
    "STAGES",
    "Authority",
    "Policy",
    "Progress",
    "case_of",
    "check",
    "check_texts",
    "claims_of",
    "conclude",
    "path_times_of",
    "triaged",
    "with_lexicon",
]

STAGES = ("read", "extract", "resolve", "align", "judge", "triage")
Progress = Callable[[str, int, int], None]
Authority = Callable[[str], int]
"""How much the word of a document counts, by its path; 0 where nothing is declared."""
Hidden = Mapping[str, frozenset[int]]
"""By rule, the claims that stand before others in suppressed findings: `triage.claims_in_the_way`."""
Judged = Callable[[Report, Hidden, tuple[Finding, ...]], None]
"""Is told what the rules found before triage looked at it, and what they find without the claims that are hidden."""
CompletedTimes = MutableMapping[str, Mapping[int, tuple[Timex, ...]]]
"""By path and block."""
NOTHING_EXTRACTED: Mapping[str, Extraction] = {}


def check(
    documents: Sequence[Document],
    rules: Sequence[Rule],
    *,
    problems: Sequence[Problem] = (),
    progress: Progress | None = None,
    day_first: bool | None = None,
    extractors: Sequence[Extractor] = (),
    facts: Sequence[FactBook] = (),
    lexicon: EntityLexicon = NO_LEXICON,
    authority: Authority | None = None,
    orders: Orders = NO_ORDERS,
    policy: Policy | None = None,
    extracted: Mapping[str, Extraction] = NOTHING_EXTRACTED,
    times: CompletedTimes | None = None,
    keeping: Keeping = IN_MEMORY,
    let_go: bool = False,
    judged: Judged | None = None,
    spread: Spread = one_after_another,
) -> Report:
    """Everything that the rules find in the documents, and the claims that it rests on.

    `day_first` says how 03/04/2025 is meant where a document does not show it itself; `extractors` are those from
    outside that add to the built-in ones; `facts` are what the publisher declares true; `lexicon` says which names are
    one thing, `authority` how much the word of a document counts, `policy` what becomes of a finding; `orders` are the
    baseline and the suppressions that findings are held against, beside those that the documents hold themselves;
    `extracted` are extractions that a runner has made already, by path, with the same extractors and lexicon; `times` is
    where it keeps the completed times, `keeping` where it keeps the claims and pairs, if not in memory; `let_go` as in `claims_of`; `judged` is told what triage starts from;
    `spread` hands out the parts of stages.
    """
    resolution = claims_of(
        documents, progress=progress, day_first=day_first, extractors=extractors, facts=facts, lexicon=lexicon,
        extracted=extracted, times=times, keeping=keeping, let_go=let_go, spread=spread,
    )  # fmt: skip
    _tell(progress, "align")
    alignment = align(resolution.claims, spread, keeping)
    return conclude(
        documents, resolution, alignment, rules, problems=problems, progress=progress, facts=facts,
        authority=authority, orders=orders, policy=policy, judged=judged, spread=spread,
    )  # fmt: skip


def conclude(
    documents: Sequence[Document],
    resolution: Resolution,
    alignment: Alignment,
    rules: Sequence[Rule],
    *,
    problems: Sequence[Problem] = (),
    progress: Progress | None = None,
    facts: Sequence[FactBook] = (),
    authority: Authority | None = None,
    orders: Orders = NO_ORDERS,
    policy: Policy | None = None,
    judged: Judged | None = None,
    spread: Spread = one_after_another,
) -> Report:
    """The last stages: the report of what a runner has resolved and aligned. The arguments are those of `check`."""
    documents = (*documents, *(book.document for book in facts))
    _tell(progress, "judge")
    houses = frozenset(book.document.path for book in facts)
    case = case_of(documents, resolution, alignment, authority, houses=houses)
    findings = assign(judge(case, rules, policy, spread))
    ordered = tuple(sorted(documents, key=lambda d: d.path))
    _tell(progress, "triage")
    report = Report(
        documents=ordered,
        claims=resolution.claims,
        entities=resolution.entities,
        findings=findings,
        rules=tuple(rules),
        problems=(*problems, *(p for d in ordered for p in d.problems), *resolution.problems),
        version=__version__,
    )

    def behind(hidden: Hidden) -> tuple[Finding, ...]:
        found = tuple(_behind(case, report, hidden, policy)) if hidden else ()
        if judged is not None:
            judged(report, hidden, found)
        return found

    return triaged(report, orders, policy, behind)


def triaged(
    report: Report, orders: Orders, policy: Policy | None, behind: Callable[[Hidden], Sequence[Finding]]
) -> Report:
    """The last stage: the report with the status of every finding.

    `behind` tells which conflicts are left without the claims of suppressed findings that hide them.
    """
    decided = decide(report, orders)
    found = behind(claims_in_the_way(decided))
    if found:
        decided = decide(replace(report, findings=(*report.findings, *found)), orders)
    return _as_set(decided, policy)


def _as_set(report: Report, policy: Policy | None) -> Report:
    """The report with what triage itself found as the policy has it; what rules found was put to it when it was judged."""
    if policy is None:
        return report
    kept = [policy(OWN_RULES[f.rule], f) if f.rule in OWN_RULES else f for f in report.findings]
    findings = sorted((f for f in kept if f is not None), key=lambda f: f.severity.rank)
    return replace(report, findings=tuple(findings))


def _behind(case: Case, report: Report, hidden: Hidden, policy: Policy | None) -> Iterator[Finding]:
    """What was hidden behind suppressed claims and is a conflict without them."""
    told = {finding.fingerprint for finding in report.all_findings}
    for rule in report.rules:
        if rule.id in hidden:
            for finding in assign(judge(without_claims(case, hidden[rule.id]), [rule], policy)):
                if finding.fingerprint not in told:
                    yield finding


def claims_of(
    documents: Sequence[Document],
    *,
    progress: Progress | None = None,
    day_first: bool | None = None,
    extractors: Sequence[Extractor] = (),
    facts: Sequence[FactBook] = (),
    lexicon: EntityLexicon = NO_LEXICON,
    extracted: Mapping[str, Extraction] = NOTHING_EXTRACTED,
    times: CompletedTimes | None = None,
    keeping: Keeping = IN_MEMORY,
    let_go: bool = False,
    spread: Spread = one_after_another,
) -> Resolution:
    """The resolved claims of the documents: the first three stages.

    With `let_go` the extractions are taken out of `extracted`, if it can be emptied, and most of each is forgotten once
    its claims are resolved: names, tokens and drafts take more memory than all claims do, and no later stage asks for them.
    """
    extractions: list[Extraction] = []
    extractors = with_lexicon(extractors, lexicon)
    for number, document in enumerate(sorted(documents, key=lambda d: d.path)):
        known = extracted.get(document.path)
        if let_go and isinstance(extracted, dict):
            extracted.pop(document.path, None)
        if known is None or known.document is not document:
            _tell(progress, "extract", number, len(documents))
            known = extract_or_report(document, extractors)
        extractions.append(known)
    extractions = with_reports(extractors, extractions)
    extractions += [extract_facts(book.document, book.facts) for book in facts]
    _tell(progress, "resolve")
    path_times = _path_times(documents)
    given = _handed_over(extractions) if let_go else extractions
    return resolve(
        given,
        path_times,
        day_first=day_first,
        lexicon=lexicon,
        times=times,
        keeping=keeping,
        let_go=let_go,
        spread=spread,
    )


def _handed_over(extractions: list[Extraction]) -> Iterator[Extraction]:
    """The extractions in their order; the list no longer holds them."""
    extractions.reverse()
    while extractions:
        yield extractions.pop()


def with_lexicon(extractors: Sequence[Extractor], lexicon: EntityLexicon) -> tuple[Extractor, ...]:
    """The extractors from outside, behind the one that finds the names of the user's lexicon."""
    return (LexiconNames(lexicon), *extractors) if lexicon else tuple(extractors)


def case_of(
    documents: Sequence[Document],
    resolution: Resolution,
    alignment: Alignment,
    authority: Authority | None = None,
    *,
    houses: frozenset[str] = frozenset(),
) -> Case:
    """What the checks look at; `houses` are the documents of house facts, whose word counts above every other."""
    path_times = _path_times(documents)
    anchors = {d.path: document_date(d, resolution.times[d.path], path_times[d.path]) for d in documents}
    worth = {d.path: authority(d.path) for d in documents} if authority is not None else {}
    worth.update(dict.fromkeys(houses, HOUSE_FACTS))
    amounts = _Amounts(resolution.extractions)
    columns = collect_columns([d for d in documents if d.path not in houses], resolution.times, amounts)
    matches = match_columns(columns)
    claims = {c.id: c for c in resolution.claims}
    return Case(
        documents={d.path: d for d in documents},
        claims=claims,
        cells=without_other_properties(alignment.cells, claims, columns, matches),
        pairs=alignment.pairs,
        times=resolution.times,
        path_times=path_times,
        quantities=amounts,
        dated={path: anchor.value for path, anchor in anchors.items() if anchor is not None},
        authority=worth,
        entities=resolution.entities,
        columns=columns,
        matches=matches,
    )


class _Amounts(Mapping[str, Mapping[int, tuple[QuantityMention, ...]]]):
    """The quantities of each document by path, looked up when they are asked for: not all documents need be in memory."""

    def __init__(self, extractions: Sequence[Extraction]) -> None:
        self._of = {extraction.document.path: extraction for extraction in extractions}

    def __getitem__(self, path: str) -> Mapping[int, tuple[QuantityMention, ...]]:
        return self._of[path].quantities

    def __iter__(self) -> Iterator[str]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)


def check_texts(texts: Mapping[str, str], rules: Sequence[Rule], *, facts: Mapping[str, str] | None = None) -> Report:
    """As `check`, of texts in memory by path; `facts` are facts files, too."""
    books = [read_facts_text(path, text) for path, text in sorted((facts or {}).items())]
    return check([read_text(path, text) for path, text in sorted(texts.items())], rules, facts=books)


def _path_times(documents: Sequence[Document]) -> dict[str, tuple[Timex, ...]]:
    """The dates in the names of files, by path."""
    return {document.path: path_times_of(document) for document in documents}


def path_times_of(document: Document) -> tuple[Timex, ...]:
    """The dates in the name of a document's file, if they are dates of the document."""
    return find_times_in_path(document.path) if counts_file_name(document) else ()


def _tell(progress: Progress | None, stage: str, done: int = 0, total: int = 0) -> None:
    if progress is not None:
        progress(stage, done, total)
