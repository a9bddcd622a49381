"""Judge, part of sequences: what is told as coming after or before a deed that another passage dates.

`The lock was opened on 12 June 2019, a week after the weir had been closed`, where a notice has `The weir was closed on 9 July 2019`;
`flooded in 1969, by which time the farms had been cleared`; `The turbines were ordered only after the lease had been signed, in 1988`,
where another passage dates the order. The deed is known by its verb and the words for what it is done to, all of which the other
sentence must have; all sentences that tell it must agree on the day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

from factcheck.frozen import dataclass, replace
from factcheck.judge.common_ground import are_of_one_ground
from factcheck.judge.conflict import Case, Evidence
from factcheck.judge.sequence.beginnings import is_known
from factcheck.judge.sequence.events import Says, Statement, widened
from factcheck.judge.sequence.knowledge import knowledge
from factcheck.judge.sequence.marked import form, mark_of, marked, marks
from factcheck.judge.sequence.said import Said, time_point
from factcheck.judge.sequence.scene import Scene, cut_sentences
from factcheck.model.document import Block, BlockKind, Span
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values.durations import DAYS
from factcheck.values.network import between
from factcheck.values.words import content_words, stem

_END = r"(?=\s*(?:[.,;)–—]|<S>|<P>|\Z|and\b|but\b))"
_SOON = r"(?:(?:but|and|only|shortly|soon|just|long|immediately|well|some time|not long|directly|right) )*"
_FORMS = (
    # `opened on 17 May, a week after the weir had been closed`, `begun in 1998, before the loan was agreed`
    ("main", rf"(?P<d><D>)(?P<gap>,?|\s<w40>,?)\s(?:(?P<l>[<A><B>])|{_SOON}(?P<side>after|before|once))\s(?P<clause><w90>){_END}"),
    # `Two weeks after the weir had been closed, the lock was opened on 17 May`
    ("main", rf"(?:\A|<S>|<P>)(?:(?P<l>[<A><B>])|(?:Only |Not long |Shortly |Soon |Immediately )?(?P<side>[Aa]fter|[Bb]efore|[Oo]nce))\s(?P<clause><w90>),\s(?P<gap><w90>)\b(?:on|in)\s(?:the\s)?(?P<d><D>){_END}"),
    # `filled from 6 December 1969, by which time the farms had been cleared`
    ("main", rf"(?P<d><D>)(?P<gap>,?|\s<w40>,?)\s(?:and\s)?(?P<side>by\s(?:which\stime|then))\s(?P<clause><w90>){_END}"),
    # `The turbines were ordered only after the lease had been signed, in 1988`
    ("other", rf"(?:\A|<S>|<P>)(?P<clause><w70>\b(?:was|were|had been|did|began|started|came)\b<w30>)\s(?P<side>only\s(?:after|once|when))\s(?P<gap><w70>\b(?:had|was|were)\b<w40>),?\s(?:on|in)\s(?:the\s)?(?P<d><D>){_END}"),
    # `The order was made on 18 November, and only then did they break ground`
    ("other", rf"(?P<d><D>)(?P<gap><w30>),?\s(?:and\s|but\s)?(?P<side>only\s(?:then|thereafter|afterwards|after\sthat))\s(?:did|was|were)\s(?P<clause><w70>){_END}"),
    ("other", rf"(?:\A|<S>|<P>)(?P<clause><w70>)\s(?P<side>(?:was|were|did|could)\snot\s<w30>\s?(?:until|before))\s(?P<gap><w70>\b(?:had|was|were)\b<w40>),?\s(?:which\s(?:it|they|he|she)\s(?:did|had|was|were)\s)?(?:on|in)\s(?:the\s)?(?P<d><D>){_END}"),
)  # fmt: skip
_MAY_TELL = pattern_of(
    r"\b(?:[Aa]fter|[Bb]efore|[Oo]nce|by which time|by then|until|only (?:when|then|thereafter|afterwards))\b"
)
_DEED = pattern_of(
    r"(?P<np>[^,;]{3,60}?)\s(?P<aux>had|has|have|was|were)\s(?:(?:only|all|first|finally|at last|already|just|formally|duly)\s)*(?P<been>been\s)?(?P<verb>[a-z]{2,}\b)"
)
_NEGATED = pattern_of(r"(?P<aux>did|could|was|were)\snot\s(?:be\s)?(?:finally\s)?(?P<verb>[a-z]{3,})")
_NO_NOUN = pattern_of(r"\b(?:it|he|she|they|we|that|this|which|who|there|what|all|everything|everybody)\Z", re.I)
_NO_DEED = frozenset(
    map(stem, ["been", "not", "no", "able", "ready", "there", "a", "the", "in", "on", "at", "to", "made", "done", "taken", "had", "got", "become", "gone", "still"])
)  # fmt: skip
_UNSURE = pattern_of(
    r"\b(?:not|never|no|nobody|would|should|shall|will|could|might|may|if|unless|planned|expected|scheduled|due|intended|supposed|meant|hoped|proposed"
    r"|again|instead|draft|provisional\w*|partly|annual\w*|yearly|monthly|weekly|every|each)\b"
)
_WHICH = pattern_of(
    r"\b(?:first|second|third|fourth|fifth|last|final|another|other|new|old|next|former|earlier|previous|original|both|two|three|four|half|part|some|all)\b"
)
"""Words that tell which of several things is meant."""
_UNTRUE = pattern_of(
    r"\b(?:wrong\w*|mistaken\w*|erroneous\w*|incorrect\w*|myth|legend|supposedly|allegedly|it is said)\b|[“”\"]"
)
_THAT_IS_WRONG = pattern_of(
    r"\s*(?:That|This|It|Both|In fact|In truth)\b[^.;]{0,30}\b(?:wrong|mistaken|untrue|not (?:so|true|right)|false|incorrect|error|myth|legend)\b"
)
_ONCE = frozenset(["first", "last"])
_AGAIN = pattern_of(r"\b(?:again|another|once more|a second time|twice)\b")
_MANY = frozenset(
    map(
        stem,
        [
            "council",
            "board",
            "committee",
            "member",
            "meeting",
            "minister",
            "people",
            "team",
            "government",
            "parliament",
            "court",
            "work",
        ],
    )
)
"""Nouns of what does the same again and again."""
_REPEATED = frozenset(
    map(stem, ["approved", "adopted", "passed", "elected", "appointed", "dismissed", "rejected", "paid", "left", "won", "lost", "recorded", "played", "visited", "met", "published", "held", "discussed", "reached", "received", "raised", "sent", "beaten", "beat", "announced", "issued", "made", "given", "heard", "seen", "used", "closed", "opened", "filled", "cleared", "cleaned", "repaired", "painted", "reported", "celebrated", "taken", "entered", "joined"])
)  # fmt: skip
"""What somebody does to a thing of one name more than once: `the council had approved the budget`."""
_FOREIGN = pattern_of(
    r"\b(?:who|whom|whose|which|that|while|whereas|if|unless|not|never|would|should|shall|could|might|planned|expected|scheduled"
    r"|intended|due|supposed|meant|hoped|instead|originally|wrongly|mistaken\w*)\b|[“”\"]"
)
_PHRASES = (
    (pattern_of(r"\b(?:br(?:eak|oke|oken|eaking)\s(?:new\s)?ground|ground\s(?:(?:was|had been|is)\s)?broken)\b", re.I), "sod cut"),
    (pattern_of(r"\b(?:turn|cut)(?:ed|ting|ing)?\s(?:of\s)?(?:the\s)?(?:very\s)?(?:first\s)?sod\b", re.I), "sod cut"),
    (pattern_of(r"\b(?:first\s)?sod\s(?:(?:was|had been|is)\s)?(?:turned|cut)\b", re.I), "sod cut"),
)  # fmt: skip
"""Wordings of one deed of which no word is the same."""
_SIGNED = frozenset(map(stem, ["signed", "let", "awarded", "concluded"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deed:
    verb: str
    nouns: frozenset[str]
    head: str
    which: frozenset[str]
    is_named: bool
    """Whether it has a name, or can happen but once to what a document is about."""
    names: frozenset[str] = frozenset()
    """Words of names that stand in the clause behind it: `the track at Osterby`."""
    by: str = ""
    """The noun of who did it, where the clause tells that: `after the members had dug the pond`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """A dated thing, a deed without a date in the sentence, and which of the two comes first."""

    path: str
    block: Block
    timex: Timex
    deed: _Deed
    is_deed_first: bool
    length: Timex | None
    span: Span
    words: str
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A deed with its date."""

    path: str
    block: Block
    timex: Timex
    span: Span
    is_by: bool
    """Whether it names who did it, as the clause does."""


def after_clauses_of(case: Case, scene: Scene) -> Iterator[Said]:
    """Dates and clauses of order that cannot be, the deed of the clause being dated elsewhere."""
    orders = list(_orders(case))
    wanted: dict[str, list[_Order]] = defaultdict(list)
    for order in orders:
        wanted[order.deed.verb].append(order)
    found: dict[int, list[_Told]] = defaultdict(list)
    for path, document in sorted(case.documents.items()) if orders else ():
        for block in document.blocks:
            times = case.times[path].get(block.index, ())
            if times and not block.boilerplate and block.kind in _PROSE:
                for order, told in _deeds_in(path, block, times, wanted):
                    found[id(order)].append(told)
    for order in orders:
        yield from _judged(case, scene, order, found.get(id(order), ()))


_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.CAPTION, BlockKind.KEY_VALUE)


def _orders(case: Case) -> Iterator[_Order]:
    for path, document in sorted(case.documents.items()):
        for block in document.blocks:
            found = case.times[path].get(block.index, ())
            if block.kind not in _PROSE or block.boilerplate or not _MAY_TELL.search(block.text):
                continue
            if any(mark_of(t) == "D" and _is_sure(t) for t in found):
                yield from _in_block(path, block, found)


def _in_block(path: str, block: Block, found: Sequence[Timex]) -> Iterator[_Order]:
    passage = marked([(block, found)])
    for side, source in _FORMS:
        for match in form(source).finditer(passage.text):
            timex = passage.time(match.start("d"))[1]
            clause = match["clause"]
            gap = re.sub(r"\A.*\b(?:had|was|were)\b", "", match["gap"]) if side == "other" else match["gap"]
            if not _is_sure(timex) or _FOREIGN.search(gap) or _FOREIGN.search(clause):
                continue
            if any(s <= timex.start < e and _UNTRUE.search(block.text, s, e) for s, e in cut_sentences(block.text)):
                continue
            if any(e > timex.end and _THAT_IS_WRONG.match(block.text, e) for _, e in cut_sentences(block.text)[:-1]):
                continue
            deed = _deed_of(clause, match["side"] if side == "other" else "")
            if deed is None:
                continue
            at = match.start("l") if match.groupdict().get("l") else -1
            length = passage.time(at)[1] if at >= 0 else None
            word = (match["side"] or "").lower() if length is None else ""
            is_first = passage.text[at] == marks("<A>") if length is not None else not word.startswith("before")
            if side == "other":
                is_first = False
            start, end = passage.origin(match.start()), passage.origin(match.end())
            start = length.start if length is not None and timex.start < length.start else max(start, 0)
            if side == "main" and length is None and timex.start < passage.origin(match.start("side")):
                start = passage.origin(match.start("side"))
            sentence = next((s for s, e in cut_sentences(block.text) if s <= timex.start < e), 0)
            yield _Order(
                path=path,
                block=block,
                timex=timex,
                deed=deed,
                is_deed_first=is_first,
                length=length,
                span=block.source_span(start, min(end, len(block.text))),
                words=" ".join(block.text[start:end].split()),
                sentence=sentence,
            )


_NEAR = ("sentence", "other-end")
"""Where a date that leaves its year out may have it from."""


def _is_sure(timex: Timex, told: bool = False) -> bool:
    if (
        not is_known(timex)
        or timex.value is None
        or timex.relation not in (Relation.AT, Relation.DURING, Relation.FROM)
    ):
        return False
    if any(p.part in ("year", "century") and not (told and p.source in _NEAR) for p in timex.provenance):
        return False
    return "/" not in timex.value.edtf


def _deed_of(clause: str, negated: str) -> _Deed | None:
    """The verb of a clause and the words for what it is done to."""
    clause = _canonical(clause)
    match = None
    if "sod was cut" in clause and not _UNSURE.search(clause):
        return _Deed(verb="cut", nouns=frozenset({"sod"}), head="sod", which=frozenset(), is_named=True)
    if negated and (verb := _NEGATED.match(negated)) is not None:
        nouns, word = content_words(clause), verb["verb"]
    else:
        match = _DEED.match(clause.strip())
        if match is None or _NO_NOUN.search(match["np"].strip()):
            return None
        nouns, word = content_words(match["np"]), match["verb"]
    if match is not None and (thing := _thing_of(clause.strip(), match)) is not None:
        return _deed_with_object(clause.strip(), match, thing)
    told = clause if match is None else match["np"]
    if not nouns or stem(word) in _NO_DEED or _UNSURE.search(clause):
        return None
    is_once = not _ONCE.isdisjoint(_WHICH.findall(told.lower()))
    if nouns[-1] in _MANY or (nouns[-1] in knowledge().recurring and not is_once):
        return None
    return _Deed(
        verb=_verb(word),
        nouns=frozenset(nouns),
        head=nouns[-1],
        which=frozenset(_WHICH.findall(told.lower())),
        is_named=bool(re.search(r"(?<!\A)\b[A-Z]", told.strip())),
        names=frozenset(w for m in _NAME.finditer(clause, match.end()) for w in content_words(m[0]))
        if match
        else frozenset(),
    )


def _thing_of(clause: str, match: re.Match[str]) -> re.Match[str] | None:
    """The object behind the verb of a clause: `the members had dug the garden pond`."""
    if match["been"] or match["aux"] in ("was", "were"):
        return None
    particle = _PARTICLE.match(clause, match.end())
    return _THING.match(clause, particle.end() if particle is not None else match.end())


def _deed_with_object(clause: str, match: re.Match[str], thing: re.Match[str]) -> _Deed | None:
    """What somebody has done to a thing, if it is done to it but once."""
    if stem(match["verb"]) in _NO_DEED or _UNSURE.search(clause):
        return None
    nouns, doers = content_words(thing["np"]), content_words(match["np"])
    if not nouns or not doers or nouns[-1] in _MANY or stem(match["verb"]) in _REPEATED:
        return None
    return _Deed(
        verb=_verb(match["verb"]),
        nouns=frozenset(nouns),
        head=nouns[-1],
        which=frozenset(_WHICH.findall(thing["np"].lower())),
        is_named=bool(re.search(r"\b[A-Z]", thing["np"])),
        names=frozenset(w for m in _NAME.finditer(clause, thing.end()) for w in content_words(m[0])),
        by=doers[-1],
    )


_NAME = pattern_of(r"\b[A-Z][\w’'-]{2,}")


def _verb(word: str) -> str:
    found = stem(word)
    return stem("signed") if found in _SIGNED else found


def _canonical(text: str) -> str:
    for pattern, words in _PHRASES:
        text = pattern.sub(words.replace(" ", " was "), text)
    return text


def _deeds_in(
    path: str, block: Block, times: Sequence[Timex], wanted: dict[str, list[_Order]]
) -> Iterator[tuple[_Order, _Told]]:
    text = block.text
    for start, end in cut_sentences(text):
        inside = [t for t in times if start <= t.start < end and t.shift is None and t.type is TimexType.DATE]
        for number, timex in enumerate(inside):
            if not _is_sure(timex, told=True):
                continue
            low = max(start, inside[number - 1].end if number else start, timex.start - 140)
            high = min(end, inside[number + 1].start if number + 1 < len(inside) else end, timex.end + 100)
            cut = max(text.rfind(mark, low, timex.start) for mark in (";", ":", " – ", " — "))
            low = cut + 1 if cut >= 0 else low
            stop = min(
                (at for mark in (";", ":", " – ", " — ") if (at := text.find(mark, timex.end, high)) >= 0), default=high
            )
            told = _canonical(f"{text[low : timex.start]}{_DAY}{text[timex.end : stop]}")
            if _UNSURE.search(told) or _UNTRUE.search(text, start, end) or _AGAIN.search(text, start, end):
                continue
            for verb, words, by in _told_in(told, wanted):
                for order in wanted.get(verb, ()):
                    if (path, block.index) == (order.path, order.block.index) and start == order.sentence:
                        continue
                    if (
                        _is_same(order.deed, words)
                        and not _is_by_another(order.deed, by)
                        and not _is_of_other(order.deed, told, words)
                    ):
                        lead = len(text[low:stop]) - len(text[low:stop].lstrip())
                        yield (
                            order,
                            _Told(
                                path=path,
                                block=block,
                                timex=timex,
                                span=block.source_span(low + lead, stop),
                                is_by=bool(order.deed.by) and (order.deed.by,) == tuple(content_words(by)[-1:]),
                            ),
                        )


_DAY = "\ue0f0"
_N = r"(?!(?:was|were|is|are|be|been|to|had|has|have|of|in|on|at|for|by|from|with|and|or|who|which|that|the|an?|its|his|her|their|our|this)\b)[\w’'-]+"
_NP = rf"(?:(?:the|its|his|her|their|our|this|that|an?)\s)?(?:{_N}\s){{0,4}}{_N}"
_OF = r"(?:\s(?:of|for|at|in|on|with|between)\s[^,;:.]{2,40}?)?"
_AUX = r"(?:was|were|had been|has been|is|are|got)\s(?:(?:first|finally|formally|duly|at last|officially|[a-z]+ly)\s)?"
_TILL = rf"(?P<gap>[^,;:.]{{0,45}}?)(?:,\s[^,;:.]{{3,40}}(?=,))?(?:,?\s(?:on|in|at|from)\s(?:the\s)?|\s|,\s){_DAY}"
_SUBJECT = r"(?:\A(?:[\d.]+\s)?|[,;:]\s|\b(?:and|but|when|where|the (?:day|year|month))\s)\s*"
_WORD = pattern_of(r"\b[a-z]{2,}\b")
_BEFORE = (
    pattern_of(rf"{_SUBJECT}(?P<np>{_NP}){_OF}\s{_AUX}\Z", re.I),
    pattern_of(rf"{_SUBJECT}(?P<np>{_NP})\s(?:had\s)?\Z", re.I),
)
"""`The main lease was` and `The Ardent`, before `signed on 14 June` and `struck the rock on 9 January`."""
_BEHIND = pattern_of(_TILL)
_OBJECT = pattern_of(rf"\s(?P<np>{_NP}){_TILL}", re.I)
"""`carried` before `its first passengers in May`."""
_DAY_BEFORE = pattern_of(rf"{_DAY},?\s(?:when\s)?(?P<np>{_NP}){_OF}\s(?:{_AUX}|had\s)?\Z", re.I)
_DAY_LEADS = pattern_of(
    rf"{_DAY},?\s(?:[^,;:.{_DAY}]{{3,40}},\s)?(?P<by>{_NP})\s(?:had\s|finally\s|officially\s|formally\s)*\Z", re.I
)
"""`On 7 May, four weeks later, the harbour board`, before `declared the strike over`."""
_DOER = pattern_of(rf"{_SUBJECT}(?P<by>{_NP})\s(?:had\s|finally\s|officially\s|formally\s)*\Z", re.I)
_PARTICLE = pattern_of(r"\s(?:up|down|out|over|off|in|back|away)(?=\s(?:the|its|their|his|her|our)\b)")
_THING = pattern_of(
    rf"\s(?P<np>(?:the|its|their|his|her|our)\s(?:{_N}\s){{0,3}}?{_N})(?=\s(?:over|open|closed|complete|finished|at|in|on|of|for|from|to|with|by|there|himself|herself|themselves)\b|\s*[,;.)]|\s*\Z|\s{_DAY})",
    re.I,
)
_NO_GAP = pattern_of(
    r"\b(?:who|which|that|whose|to|and|but|when|until|because|as|after|before|had|was|were|has|is|are)\b"
)


def _told_in(text: str, wanted: Container[str]) -> Iterator[tuple[str, str, str]]:
    """The verbs asked for that the date of a clause goes with, each with the words for what it is done to, or who does it, and who did it."""
    for word in _WORD.finditer(text):
        verb = _verb(word[0])
        if verb not in wanted:
            continue
        behind, lead = _BEHIND.match(text, word.end()), text[: word.start()]
        if behind is not None and not _NO_GAP.search(behind["gap"]):
            for pattern in _BEFORE:
                if (match := pattern.search(lead)) is not None:
                    yield verb, match["np"], ""
        done = _OBJECT.match(text, word.end())
        if done is not None and not _NO_GAP.search(f"{done['np']} {done['gap']}"):
            doer = _DOER.search(lead)
            yield verb, done["np"], doer["by"] if doer is not None else ""
        if _DAY not in text[word.end() :]:
            if (match := _DAY_BEFORE.search(lead)) is not None:
                yield verb, match["np"], ""
            particle = _PARTICLE.match(text, word.end())
            thing = _THING.match(text, particle.end() if particle is not None else word.end())
            doer = _DAY_LEADS.search(lead)
            if thing is not None and doer is not None:
                yield verb, thing["np"], doer["by"]


def _is_same(deed: _Deed, words: str) -> bool:
    """Whether the words are for the same thing: its noun last, all that is told of it, and no other word beside one noun."""
    nouns = content_words(words)
    if not nouns or nouns[-1] != deed.head or not deed.nouns <= frozenset(nouns):
        return False
    if frozenset(_WHICH.findall(words.lower())) != deed.which:
        return False
    return len(deed.nouns) > 1 or frozenset(nouns) == deed.nouns


def _is_by_another(deed: _Deed, by: str) -> bool:
    """Whether the two are told of two doers."""
    nouns = content_words(by)
    return bool(deed.by and nouns) and nouns[-1] != deed.by


def _is_of_other(deed: _Deed, text: str, words: str) -> bool:
    """Whether the thing is told more closely, by what the clause does not name: the fine of the ministry, the track at Wester."""
    behind = _OF_IT.match(text, text.find(words) + len(words))
    if behind is None:
        return False
    own = deed.nouns | deed.names | {deed.by}
    more = frozenset(content_words(behind["what"]))
    if deed.names:
        return bool(_NAME.search(behind["what"])) and not more & deed.names
    return len(deed.nouns) == 1 and bool(deed.by) and not more <= own


_OF_IT = pattern_of(
    r"\s(?:of|for|at|in|on|near|by)\s(?:the\s|its\s|their\s)?(?P<what>[^,;:.\ue0f0]{3,30}?)(?=\s(?:on|in|was|were|had|is|over)\b|[,;:.\ue0f0]|\s\ue0f0|\Z)"
)


def _judged(case: Case, scene: Scene, order: _Order, told: Sequence[_Told]) -> Iterator[Said]:
    told = [t for t in told if _are_near(case, scene, order, t)]
    days = [t.timex.value for t in told if t.timex.value is not None]
    value = order.timex.value
    if not days or value is None or max(d.earliest for d in days) > min(d.latest for d in days):
        return
    if order.deed.by and order.deed.head in knowledge().recurring and not all(t.is_by for t in told):
        return
    if len(order.deed.nouns) == 1 and not order.deed.is_named and not (order.deed.by and all(t.is_by for t in told)):
        if any(t.path != order.path for t in told) or not scene.is_only(order.path, (order.deed.head,)):
            return  # one word alone may be of another thing elsewhere
    sharp = min(told, key=lambda t: t.timex.value.latest - t.timex.value.earliest if t.timex.value else 0)
    assert sharp.timex.value is not None
    low, high = widened(sharp.timex.value, sharp.timex)
    first, last = widened(value, order.timex)
    if order.deed.by and len(order.deed.nouns) == 1 and not order.deed.is_named:
        if max(first - high, low - last) > _LONG:
            return  # so much later it may have been done once more
    least, most = _bounds(order)
    gap = (first - high, last - low) if order.is_deed_first else (low - last, high - first)
    if gap[1] >= least and (most is None or gap[0] <= most):
        return
    point, other = (
        f"clause {order.path} {order.block.index} {order.timex.start}",
        f"clause deed {sharp.path} {sharp.block.index} {sharp.timex.start}",
    )
    for path, block, timex, name, span in (
        (order.path, order.block, order.timex, point, None),
        (sharp.path, sharp.block, sharp.timex, other, sharp.span),
    ):
        place = block.source_span(timex.start, timex.end)
        said = time_point(path, place, timex, name)
        evidence = Evidence(document=path, span=span or place, values=(place,))
        yield Said(statement=replace(said.statement, evidence=(evidence,)), bounds=said.bounds)
    ends = (other, point) if order.is_deed_first else (point, other)
    statement = Statement(
        label=f"{point} order",
        says=Says.STEP,
        words=order.words,
        shown=order.words,
        evidence=(Evidence(document=order.path, span=order.span, values=(order.span,)),),
        documents=(order.path,),
        start=ends[0],
    )
    yield Said(statement=statement, bounds=tuple(between(*ends, least, most, statement.label)))


def _bounds(order: _Order) -> tuple[float, float | None]:
    """The least and the most days between the two; a plain word of order leaves it open, and allows for another zone."""
    duration = order.length.duration if order.length is not None else None
    if duration is None:
        return -1.0, None
    unit = DAYS[duration.unit]
    most = duration.most_days
    slack = 0.999 * unit + 1
    least = min(duration.least_days, duration.count * unit - slack)
    return least, None if most == float("inf") else max(most, duration.count * unit + slack)


def _are_near(case: Case, scene: Scene, order: _Order, told: _Told) -> bool:
    """Whether two documents speak of one matter."""
    if order.path == told.path:
        return True
    if scene.are_of_one_matter(order.path, told.path) or are_of_one_ground(case, order.path, told.path):
        return True
    if any(" " in e.name for e in scene.lookup.shared_entities(order.path, told.path)):
        return True
    if order.deed.names and order.deed.names <= frozenset(content_words(told.block.text)):
        return True
    beside, there = frozenset(content_words(order.block.text)), frozenset(content_words(told.block.text))
    own = order.deed.nouns | {order.deed.verb}
    titles = frozenset(content_words(" ".join(_titles(scene, order.path, order.block)))) - own
    return len((beside & there) - own) >= _SHARED and not titles.isdisjoint(there)


_LONG = 1200
"""Days beyond which a deed that few words tell may be another one."""
_SHARED = 3
"""Words beside the deed that two paragraphs of one matter share, one of them of the title or a heading of the first."""


def _titles(scene: Scene, path: str, block: Block) -> Iterator[str]:
    document = scene.documents[path]
    if document.title is not None:
        yield document.title.text
    for index in block.headings:
        yield document.blocks[index].text
