"""Triage, part: what each finding of a report counts for: new, known by the baseline, or suppressed and by what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from factcheck.errors import Problem
from factcheck.frozen import replace
from factcheck.model.document import Document
from factcheck.model.finding import Finding, Report, Side
from factcheck.model.triage import (
    EXPIRED,
    NO_ORDERS,
    OWN_RULES,
    UNUSED,
    KnownFinding,
    Order,
    Orders,
    Status,
    Suppression,
)
from factcheck.triage.baseline import fixed_entries, match_baseline, paths_named
from factcheck.triage.comments import orders_in_comments
from factcheck.triage.fingerprint import fingerprint, wording
from factcheck.triage.front_matter import orders_in_front_matter
from factcheck.triage.places import place_of
from factcheck.triage.suppressions import Applied, apply_orders, is_expired


def decide(report: Report, orders: Orders = NO_ORDERS) -> Report:
    """The report with the status of every finding, what the baseline knows in vain, and findings about suppressions.

    A new finding that is folded under one that does not count comes to stand by itself. What is wrong with a
    suppression in a document is a problem of the report.
    """
    found, problems = orders_in_documents(report.documents, orders.rules)
    every = (*orders.suppressions, *found)
    if not every and orders.baseline is None:
        return replace(report, problems=(*report.problems, *problems)) if problems else report
    expired = [order for order in every if is_expired(order, orders.today)]
    valid = [order for order in every if not is_expired(order, orders.today)]
    flat = report.all_findings
    paths = {document.path for document in report.documents}
    applied = apply_orders(flat, valid, vanished=orders.vanished)
    known: Mapping[str, KnownFinding] = {}
    fixed: tuple[KnownFinding, ...] = ()
    if orders.baseline is not None:
        matched = match_baseline(
            flat, orders.baseline, orders.rules, unseen=paths_named(orders.baseline) - paths - orders.vanished
        )
        known = matched.known
        judged = None if orders.complete else frozenset(rule.id for rule in report.rules)
        fixed = fixed_entries(matched.unmatched, checked=paths, vanished=orders.vanished, rules=judged)
    findings = [*_standing(report.findings, applied.suppressed, known)]
    documents = {document.path: document for document in report.documents}
    findings += [_expired(order, documents.get(order.document)) for order in expired]
    if orders.complete:
        findings += [
            _unused(order, documents.get(order.document)) for order in _idle(valid, applied, paths | orders.vanished)
        ]
    return replace(
        report,
        findings=tuple(sorted(findings, key=_order)),
        problems=(*report.problems, *problems, *_undated(every, orders)),
        baselined=orders.baseline is not None,
        fixed=fixed,
    )


def orders_in_documents(
    documents: Sequence[Document], rules: Mapping[str, str] | None
) -> tuple[tuple[Order, ...], tuple[Problem, ...]]:
    """The suppressions that the documents themselves hold, in comments and front matter."""
    orders: list[Order] = []
    problems: list[Problem] = []
    for document in documents:
        if "factcheck" not in document.text:
            continue
        for found, wrong in (orders_in_front_matter(document, rules), orders_in_comments(document, rules)):
            orders += found
            problems += wrong
    return tuple(orders), tuple(problems)


def _standing(
    findings: Sequence[Finding], suppressed: Mapping[str, Suppression], known: Mapping[str, KnownFinding]
) -> Iterator[Finding]:
    """The findings with their status; new ones from under those that do not count."""

    def judged(finding: Finding) -> Finding:
        name = finding.fingerprint
        if name in suppressed:
            return replace(finding, status=Status.SUPPRESSED, suppression=suppressed[name])
        return replace(finding, status=Status.KNOWN) if name in known else finding

    for finding in findings:
        own = judged(finding)
        folded = tuple(map(judged, finding.folded))
        if own.status is Status.NEW:
            yield replace(own, folded=folded) if folded else own
            continue
        risen = [f for f in folded if f.status is Status.NEW]
        if risen:
            yield replace(risen[0], folded=tuple(risen[1:]))
        yield replace(own, folded=tuple(f for f in folded if f.status is not Status.NEW))


def _idle(orders: Sequence[Order], applied: Applied, paths: set[str]) -> list[Order]:
    """The orders that met no finding; of those that name documents, only if these were checked or are gone."""
    return [
        order
        for number, order in enumerate(orders)
        if number not in applied.used
        and all(not path or path in paths for path in (*order.paths, *(p.path for p in order.passages)))
    ]


def _unused(order: Order, document: Document | None) -> Finding:
    return _about(
        order,
        document,
        rule=UNUSED,
        message=f"This suppression of {_aim(order)} sets nothing aside",
        reason=f"Nothing that it speaks of is found any more: delete it. Its reason was: {order.suppression.reason}",
    )


def _expired(order: Order, document: Document | None) -> Finding:
    until = order.suppression.until
    assert until is not None
    owner = f"; {order.suppression.owner} answers for it" if order.suppression.owner else ""
    return _about(
        order,
        document,
        rule=EXPIRED,
        message=f"This suppression of {_aim(order)} held until {until.isoformat()}",
        reason=f"What it set aside is reported again: settle it, or give another day{owner}. Its reason was: {order.suppression.reason}",
    )


def _aim(order: Order) -> str:
    if order.fingerprint:
        return f"finding {order.fingerprint}"
    return ", ".join(order.rules) or "every rule"


def _about(order: Order, document: Document | None, *, rule: str, message: str, reason: str) -> Finding:
    """A finding about a suppression, at the place where it is written."""
    finding = Finding(
        rule=rule,
        kind=rule,
        severity=OWN_RULES[rule].severity,
        message=message,
        reason=reason,
        sides=(Side(label="the suppression", places=(place_of(order, document),)),),
        entity="",
        predicate=_aim(order),
        confidence=1.0,
        fingerprint="",
    )
    return replace(finding, fingerprint=fingerprint(finding), wording=wording(finding))


def _undated(orders: Sequence[Order], given: Orders) -> tuple[Problem, ...]:
    """A note where days were given and there is none to compare them with."""
    first = next((order for order in orders if order.suppression.until is not None), None)
    if first is None or given.today is not None:
        return ()
    number = sum(order.suppression.until is not None for order in orders)
    what = "the day of 1 suppression was" if number == 1 else f"the days of {number} suppressions were"
    return (
        Problem(
            message=f"{what} not judged, for no date is known; they all hold",
            path=first.suppression.path,
            line=first.suppression.line,
            remedy="give --today 2027-01-31, run in a git repository, or set SOURCE_DATE_EPOCH",
        ),
    )


def _order(finding: Finding) -> tuple[int, str, int, int, str]:
    first = finding.places[0] if finding.places else None
    if first is None:
        return finding.severity.rank, "", 0, 0, finding.rule
    return finding.severity.rank, first.document, first.span.start, first.line, finding.rule
