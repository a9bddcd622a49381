"""Run, part: what kept the claims of two lines apart, or why what they say is no conflict."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck import discover
from factcheck.align.blocking import MAX_BLOCK, group_of, is_strong, keys_of, makes_block, weak_limit
from factcheck.align.lexicon import VETO, threshold
from factcheck.errors import Problem, UsageError
from factcheck.judge import Case, checks
from factcheck.judge.pairwise import is_guessed, is_nearly_sure, may_contradict
from factcheck.judge.parameters import parameters_of
from factcheck.model.cell import Cell, Pair
from factcheck.model.claim import Claim
from factcheck.model.document import Document
from factcheck.model.rule import Rule
from factcheck.run.casebook import Casebook
from factcheck.run.explanation import compared, line_of, place_of, wrapped
from factcheck.run.times import parse_place

_MOST_KEYS = 4
_NEAR = 5


def explain_why_not(book: Casebook, first: str, second: str) -> str:
    """For each pair of claims on two lines: whether they met, what kept them apart, or what the checks said."""
    places = [claims_on(book, place) for place in (first, second)]
    lines: list[str] = []
    for (path, number), claims in places:
        lines.append(f"{path}:{number}")
        for claim in claims:
            about = claim.entity or " ".join(claim.theme) or "nothing with a name"
            lines += wrapped(
                f"{claim.type.value} {claim.text_value or '?'} | {about} | {claim.predicate or claim.measure or '?'}"
                + ("" if claim.modality.value == "asserted" else f" | {claim.modality.value}"),
                "  ",
                "    ",
            )
    pairs = [sorted((a, b), key=lambda c: c.id) for a in places[0][1] for b in places[1][1] if a.id != b.id]
    alike = [(a, b) for a, b in pairs if group_of(a) == group_of(b) or book.pair(a.id, b.id)]
    for a, b in alike:
        lines += ["", *_between(book, a, b)]
    if len(alike) < len(pairs):
        told = dict.fromkeys(
            f"{a.type.value} {a.shown} and {b.type.value} {b.shown}" for a, b in pairs if (a, b) not in alike
        )
        lines += ["", "Never compared, since values of different sorts contradict nothing"]
        lines += [line for text in told for line in wrapped(text, "  ", "    ")]
    if not pairs:
        lines += ["", "One claim alone stands there: it contradicts nothing."]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def claims_on(book: Casebook, place: str) -> tuple[tuple[str, int], list[Claim]]:
    """The claims whose words or value stand on a line; raises UsageError if there is no such line, or no claim on it."""
    path, number, column = parse_place(place)
    document = _document(book, path)
    lines = re.split(r"\r\n|\n|\r", document.text)
    if not 1 <= number <= len(lines):
        raise UsageError(
            Problem(
                message=f"has no line {number}",
                path=document.path,
                remedy=f"its last line is {len(lines)}",
            )
        )
    own = [c for c in book.case.claims.values() if c.document == document.path]
    on_line = [c for c in own if _first(document, c) <= number <= _last(document, c)]
    # a clause may run over several lines: where values stand on this one, those are meant
    found = [c for c in on_line if line_of(document.text, c.value_span.start) == number] or on_line
    if column is not None:
        found = [c for c in found if _holds(document, c, number, column)] or found
    if not found:
        near = sorted({line_of(document.text, c.value_span.start) for c in own}, key=lambda n: (abs(n - number), n))[
            :_NEAR
        ]
        told = f"there are claims on {_lines(sorted(near))}" if near else "no claim was read in this document"
        raise UsageError(
            Problem(
                message="no claim was read on this line",
                path=document.path,
                line=number,
                quote=lines[number - 1],
                remedy=f"{told}; `factcheck claims {document.path} --format table` lists them",
            )
        )
    return (document.path, number), found


def _lines(numbers: Sequence[int]) -> str:
    return f"line{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"


def _document(book: Casebook, path: str) -> Document:
    wanted = path.removeprefix("./")
    if wanted in book.case.documents:
        return book.case.documents[wanted]
    ending = [p for p in book.case.documents if p.endswith("/" + wanted)]
    if len(ending) == 1:
        return book.case.documents[ending[0]]
    remedy = f"do you mean {' or '.join(ending)}?" if ending else "give the path as `factcheck check` shows it"
    raise UsageError(Problem(message="is none of the checked documents", path=path, remedy=remedy))


def _first(document: Document, claim: Claim) -> int:
    return line_of(document.text, min(claim.span.start, claim.value_span.start))


def _last(document: Document, claim: Claim) -> int:
    return line_of(document.text, max(claim.span.end, claim.value_span.end) - 1)


def _holds(document: Document, claim: Claim, number: int, column: int) -> bool:
    start = (
        max(document.text.rfind("\n", 0, claim.value_span.start), document.text.rfind("\r", 0, claim.value_span.start))
        + 1
    )
    low = claim.value_span.start - start + 1
    return line_of(document.text, claim.value_span.start) == number and low <= column < low + len(
        document.quote(claim.value_span)
    )


# --- one pair ---------------------------------------------------------------------------------------------------------


def _between(book: Casebook, a: Claim, b: Claim) -> Iterator[str]:
    yield f"{a.type.value} {a.text_value or '?'} and {b.type.value} {b.text_value or '?'}"
    pair = book.pair(a.id, b.id)
    if pair is None:
        yield from _never_met(a, b, sum(claim.fact is None for claim in book.case.claims.values()))
        return
    if not pair.joined:
        yield from _kept_apart(a, pair)
    yield from compared(book, pair)
    yield ""
    for rule in book.rules.values():
        if a.type.value in rule.compare.type and b.type.value in rule.compare.type:
            yield from wrapped(_judged(book, rule, pair, a, b))


def _never_met(a: Claim, b: Claim, claims: int) -> Iterator[str]:
    keys = [list(dict.fromkeys(keys_of(claim))) for claim in (a, b)]
    shared = [key for key in keys[0] if key in keys[1] and makes_block(key, claims)]
    for claim, own in zip((a, b), keys, strict=True):
        if claim.value is None:
            yield from wrapped(f"Not compared: the value of `{claim.shown}` is only half known.")
            return
        if not own:
            yield from wrapped(f"Not compared: no rule compares a {claim.type.value} such as `{claim.shown}`.")
            return
    if shared:
        most = MAX_BLOCK if any(is_strong(key) for key in shared) else weak_limit(claims)
        yield from wrapped(
            f"They never met: each key that they share ({', '.join(shared[:_MOST_KEYS])}) has more than {most} claims "
            "and says too little."
        )
        return
    differ = a.predicate != b.predicate and not (a.measure or b.measure)
    told = f": what they say differs, {a.predicate or 'nothing'} and {b.predicate or 'nothing'}" if differ else ""
    yield from wrapped(f"They never met: they have no key in common{told}.")
    for claim, own in zip((a, b), keys, strict=True):
        own = sorted(own, key=lambda key: "/@" not in key)
        more = f" and {len(own) - _MOST_KEYS} more" if len(own) > _MOST_KEYS else ""
        yield from wrapped(f"{claim.document}: {', '.join(own[:_MOST_KEYS])}{more}", "    ", "      ")


def _kept_apart(a: Claim, pair: Pair) -> Iterator[str]:
    last = pair.levels[-1]
    if last.weight == VETO:
        told = f"Kept apart by a veto: {last.attribute} is {last.level}" + (f" ({last.detail})" if last.detail else "")
    else:
        limit = threshold(a.type.value)
        worst = min(pair.levels, key=lambda level: level.weight)
        told = f"Kept apart: {pair.score:+.2f} is {limit - pair.score:.2f} short of the threshold {limit:.2f}"
        if worst.weight < 0:
            told += f"; most was lost by {worst.attribute}, {worst.level} ({worst.weight:+.2f})"
    yield from wrapped(told + ".")


def _judged(book: Casebook, rule: Rule, pair: Pair, a: Claim, b: Claim) -> str:
    """What a rule makes of the two values, the pair taken by itself."""
    for claim in (a, b):
        if claim.modality.value in rule.compare.never:
            return f"{rule.id}: {place_of(book, claim)} is {claim.modality.value}, of which the rule never speaks."
        if is_guessed(claim) and not (is_nearly_sure(claim) and may_contradict(pair, a, b)):
            return f"{rule.id}: the value of `{claim.shown}` hangs on what was told before it, and proves nothing."
    conflicts = _alone(book.case, rule, pair, a, b)
    if not conflicts:
        return f"{rule.id}: both can be true, says the check {rule.check}: {a.shown} and {b.shown} do not contradict each other."
    if not pair.joined:
        return f"{rule.id}: would be a finding if the two were taken for the same thing. {conflicts[0]}"
    for finding in book.all_findings:
        ids = {place.claim for place in finding.places}
        if finding.rule == rule.id and {a.id, b.id} <= ids:
            return f"{rule.id}: this is a finding, {finding.fingerprint}. {conflicts[0]}"
    other = _agreeing(book, rule, a, b)
    if other is not None:
        return (
            f"{rule.id}: explained by agreement: {place_of(book, other)} ({other.shown}) agrees with one of the two about as "
            f"well as they are aligned, so that its document tells of both. {conflicts[0]}"
        )
    return f"{rule.id}: they contradict each other, and each of them is told of in another finding. {conflicts[0]}"


def _alone(case: Case, rule: Rule, pair: Pair, a: Claim, b: Claim) -> list[str]:
    """The reasons of the conflicts that the rule's check finds if there is nothing but these two."""
    module = discover.load(checks, rule.check.replace("-", "_"), "Params", "check")
    cell = Cell(id="pair", claims=(a, b), pairs=(pair,))
    small = Case(
        documents=case.documents,
        claims={a.id: a, b.id: b},
        cells=(cell,),
        pairs=(pair,),
        times=case.times,
        path_times=case.path_times,
    )
    ids = {a.id, b.id}
    return [
        conflict.reason
        for conflict in module.check(small, rule, parameters_of(module.Params, rule.parameters))
        if ids <= {e.claim for side in conflict.sides for e in side.evidence}
    ]


def _agreeing(book: Casebook, rule: Rule, a: Claim, b: Claim) -> Claim | None:
    """The best-aligned claim of one document that agrees with the claim of the other, and is not of this pair."""
    found = []
    for one, document in ((a, b.document), (b, a.document)):
        for pair in book.pairs.values():
            if not pair.joined or one.id not in (pair.a, pair.b):
                continue
            other = book.case.claims[pair.a if pair.b == one.id else pair.b]
            if other.document == document and other.id not in (a.id, b.id):
                first, second = sorted((one, other), key=lambda c: c.id)
                if not _alone(book.case, rule, pair, first, second):
                    found.append((pair.score, other))
    return max(found, key=lambda item: (item[0], -item[1].id))[1] if found else None
