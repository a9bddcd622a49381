"""Stage 5, judge: cells and rules in, findings out. A check that crashes becomes a finding that names its rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from factcheck import discover
from factcheck.judge import checks
from factcheck.judge.conflict import Case, Conflict, ConflictSide, Evidence, without_facts
from factcheck.judge.copies import Copies
from factcheck.judge.folding import Told, fold_findings
from factcheck.judge.parameters import parameters_of
from factcheck.judge.repairs import with_repairs
from factcheck.judge.rulebook import fill
from factcheck.judge.suspects import with_suspects
from factcheck.model.document import Document
from factcheck.model.finding import Finding, Place, Side
from factcheck.model.rule import Rule, Severity
from factcheck.model.spread import Spread, one_after_another

__all__ = ["Case", "Policy", "judge"]

Policy = Callable[[Rule, Finding], Finding | None]
"""What becomes of a finding of a rule by the settings: itself, with another severity, or nothing."""
_AROUND = 240


def judge(
    case: Case, rules: Sequence[Rule], policy: Policy | None = None, spread: Spread = one_after_another
) -> tuple[Finding, ...]:
    """All findings of the rules, in order of severity, document and place. Fingerprints are given by triage.

    What `policy` leaves out is left out before all else, so that nothing is folded under it. `spread` hands out the rules.

    What is only the consequence of another finding is folded under it; each says which side is likely wrong, if there
    are grounds, and how either side could be put right.
    """
    plain = without_facts(case)

    def judged(group: Sequence[int]) -> list[_Judged]:
        return [_judged(case, plain, rules[number], policy) for number in group]

    groups = _groups(rules)
    found = dict(
        (number, own)
        for group, results in zip(groups, spread(judged, groups), strict=True)
        for number, own in zip(group, results, strict=True)
    )
    in_order = [found[number] for number in range(len(rules))]
    settled = [item for _, own in in_order for item in own]
    told = [item for own, _ in in_order for item in own if not _is_settled(item.finding, settled)]
    copies = Copies(case)
    folded = fold_findings(case, told, copies)
    suspected = [with_repairs(case, item) for item in with_suspects(case, folded, copies)]
    return tuple(sorted((item.finding for item in suspected), key=_order))


_Judged = tuple[list[Told], list[tuple[Finding, frozenset[int]]]]
"""What a rule finds, and which of it settles other findings, by claims."""


def _groups(rules: Sequence[Rule]) -> list[tuple[int, ...]]:
    """The numbers of the rules, those together whose checks stand on one piece of work."""
    groups: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        module = discover.load(checks, rule.check.replace("-", "_"), "Params", "check")
        groups.setdefault(getattr(module, "STANDS_ON", f"rule {number}"), []).append(number)
    return [tuple(group) for group in groups.values()]


def _judged(case: Case, plain: Case, rule: Rule, policy: Policy | None) -> _Judged:
    """What one rule finds; `plain` is the case without facts."""
    told: list[Told] = []
    settled: list[tuple[Finding, frozenset[int]]] = []
    module = discover.load(checks, rule.check.replace("-", "_"), "Params", "check")
    try:
        params = parameters_of(module.Params, rule.parameters)
        seen = case if getattr(module, "WITH_FACTS", False) else plain
        for conflict in module.check(seen, rule, params):
            finding = _finding(case, rule, conflict)
            kept = policy(rule, finding) if policy is not None else finding
            if kept is not None:
                told.append(Told(conflict=conflict, finding=kept))
                if conflict.settles:
                    settled.append((kept, frozenset(conflict.settles)))
    except Exception as error:
        told.append(Told(conflict=None, finding=_internal(case, rule, error)))
    return told, settled


def _is_settled(finding: Finding, settled: Sequence[tuple[Finding, frozenset[int]]]) -> bool:
    """Whether another finding already says which of this one's places are right: all its claims were held against one fact."""
    claims = {place.claim for place in finding.places}
    return bool(claims) and None not in claims and any(other is not finding and claims <= ids for other, ids in settled)


def _order(finding: Finding) -> tuple[int, str, int, str]:
    first = finding.places[0] if finding.places else None
    return (finding.severity.rank, first.document if first else "", first.span.start if first else 0, finding.rule)


def _internal(case: Case, rule: Rule, error: Exception) -> Finding:
    return Finding(
        rule="internal-error",
        kind="internal-error",
        severity=Severity.WARNING,
        message=f"The rule {rule.id} could not be judged: {type(error).__name__}: {error}",
        reason=f"The check {rule.check} of {rule.path or rule.id} stopped with an error; the other rules were judged.",
        sides=(),
        entity="",
        predicate=rule.id,
        confidence=1.0,
        fingerprint="",
    )


def _finding(case: Case, rule: Rule, conflict: Conflict) -> Finding:
    sides = tuple(_side(case, side) for side in conflict.sides)
    values = {
        "entity": conflict.entity,
        # a message that says what is done, and not of what, says of what it is where nothing is done
        "predicate": conflict.predicate or ("" if "{entity}" in rule.message else conflict.entity),
        "measure": conflict.measure,
        "reason": conflict.reason,
        "value": sides[0].label if sides else "",
        "source": sides[0].places[0].document if sides else "",
        **{k: v for k, v in conflict.values.items()},
    }
    return Finding(
        rule=rule.id,
        kind=conflict.kind or rule.kind,
        severity=conflict.severity or rule.severity,
        message=_tidy(
            conflict.message or fill(rule.message, values), [place.document for side in sides for place in side.places]
        ),
        reason=conflict.reason,
        sides=sides,
        entity=conflict.entity,
        predicate=conflict.predicate or conflict.measure,
        confidence=conflict.confidence,
        fingerprint="",
        explanation=(*conflict.explanation, *_steps(case, conflict)),
    )


def _tidy(message: str, paths: Sequence[str] = ()) -> str:
    text = re.sub(r"\s+", " ", message)
    text = re.sub(r"^[\s,:]+|(?<=\S)(?:\s*,)?\s*,\s*(?=:)|^\s*:\s*", "", text).strip().removeprefix(": ")
    return text if text.startswith(tuple(paths)) else text[:1].upper() + text[1:]  # a path is spelt as it is


def _steps(case: Case, conflict: Conflict) -> tuple[str, ...]:
    lines: list[str] = []
    for side in conflict.sides:
        for evidence in side.evidence:
            claim = case.claims.get(evidence.claim) if evidence.claim is not None else None
            if claim is not None:
                lines.extend(f"{claim.document}: {step.what}" for step in claim.steps)
    return tuple(dict.fromkeys(lines))


def _side(case: Case, side: ConflictSide) -> Side:
    return Side(label=side.label, places=tuple(_place(case.documents[e.document], e) for e in side.evidence))


def _place(document: Document, evidence: Evidence) -> Place:
    text, span = document.text, evidence.span
    line, column = _position(text, span.start)
    end_line, end_column = _position(text, span.end)
    block = next((b for b in document.blocks if b.span.start <= span.start < b.span.end), None)
    low = max(block.span.start if block else 0, span.start - _AROUND)
    high = min(block.span.end if block else len(text), span.end + _AROUND)
    path = tuple(document.heading_path(block)) if block else ()
    title = document.title
    if title is not None and title.text not in path and (block is None or title.index != block.index):
        path = (title.text, *path)
    return Place(
        document=document.path,
        span=span,
        values=evidence.values,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        quote=document.quote(span),
        before=text[low : span.start],
        after=text[span.end : max(high, span.end)],
        heading_path=path,
        claim=evidence.claim,
    )


def _position(text: str, offset: int) -> tuple[int, int]:
    """Line and column from 1; a carriage return alone ends a line too."""
    before = text[:offset].replace("\r\n", "\n\0").replace("\r", "\n").replace("\n\0", "\0\n")
    line = before.count("\n") + 1
    return line, offset - (before.rfind("\n") + 1) + 1
