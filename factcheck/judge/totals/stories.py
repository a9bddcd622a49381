"""Judge, part of the check total-mismatch: counts of one thing over several sentences, which tell the whole, some and the rest.

`We had 90 seats. 61 had gone by noon, so that only 39 were left`: each number stands in a clause of its own. Every form names the
words that tie the numbers; where another number or a hedge stands between, nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from factcheck.frozen import dataclass, replace
from factcheck.judge.conflict import Conflict
from factcheck.judge.totals.amounts import Amount, amounts_in, has_numbers
from factcheck.judge.totals.findings import Stated, Sum, conflict_of
from factcheck.judge.totals.phrases import dates_in, has_further_count, plural_after, sentences_of
from factcheck.judge.totals.words import is_plural, listed, words
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Timex
from factcheck.patterns import pattern_of

_FAR = Fraction(1, 4)
_REACH = 8
"""Sentences between some of the things and the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence of running text with its amounts."""

    block: Block
    text: str
    start: int
    taken: tuple[tuple[int, int], ...]
    """The dates of its block, which are no amounts."""

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """Its amounts, read when they are asked for."""
        if not has_numbers(self.text, 0, len(self.text), 1):
            return ()
        end = self.start + len(self.text)
        return tuple(a for a in amounts_in(self.block.text, self.taken) if self.start <= a.start < end)

    @property
    def is_dated(self) -> bool:
        """Whether it tells of a time of its own."""
        end = self.start + len(self.text)
        return any(self.start <= a < end for a, _ in self.taken)

    def at(self, amount: Amount) -> Stated:
        """An amount with its block."""
        return Stated(block=self.block, amount=amount)

    def before(self, amount: Amount) -> str:
        """The words of the sentence before an amount."""
        return self.block.text[self.start : amount.start]

    def behind(self, amount: Amount) -> str:
        """The words of the sentence behind an amount."""
        return self.block.text[amount.end : self.start + len(self.text)]

    @property
    def counts(self) -> list[Amount]:
        """The amounts that count things of a plural."""
        return [a for a in self.amounts if self.is_count(a)]

    def is_count(self, amount: Amount) -> bool:
        """Whether an amount counts things."""
        noun = plural_after(self.block.text[: self.start + len(self.text)], amount)
        is_whole = not amount.unit and not amount.places and not amount.hedged
        return is_whole and bool(noun) and noun not in listed("times")

    def noun(self, amount: Amount) -> str:
        """The plural that an amount counts."""
        return plural_after(self.block.text[: self.start + len(self.text)], amount)


def story_conflicts(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> Iterator[Conflict]:
    """Conflicts between the numbers of sentences that follow each other."""
    told = list(_sentences(document, times))
    for n, sentence in enumerate(told):
        before = told[n - 1] if n and told[n - 1].block.headings == sentence.block.headings else None
        found: Sum | None = None
        reason = ""
        if before is not None:
            found = _left_of(before, sentence) or _verdicts(
                before, sentence, told[n - 2 : n + 2] if n > 1 else told[:3]
            )
            if found is None:
                found, reason = _multiple_of(before, sentence)
            if found is None:
                found, reason = _one_in(before, sentence)
            found = found or _the_others(told, n) or _members_of(told, n)
        found = found or _and_no_other(sentence)
        if found is not None and not found.holds:
            yield conflict_of(document, found, reason=reason, confidence=0.75)
    yield from _under_heading(document, told)


def _sentences(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> Iterator[Told]:
    for block in document.blocks:
        if block.kind is not BlockKind.PARAGRAPH or block.boilerplate or block.struck or block.quoted:
            continue
        taken = tuple(dates_in(times.get(block.index, ())))
        for start, end in sentences_of(block.text):
            yield Told(block=block, text=block.text[start:end], start=start, taken=taken)


_OF_THEM = pattern_of(r"\bof\s(?:them|those|these)\b", re.I)


def _is_hedged(*told: Told) -> bool:
    """Whether a sentence leaves parts out or counts some twice; `of them` alone does not, it ties what these forms read."""
    return any(words("silence", "sentence").search(_OF_THEM.sub(" ", t.text)) for t in told)


# --- some had gone, so that so many were left --------------------------------------------------------------------------

_WHOLE = pattern_of(r"\b(?:had|have|has|were|are|was|is|held|holds?|printed|made|bought|ordered|baked|planted|brought|began|started|opened|delivered|received|got)\s(?:(?:with|the|just|exactly|a\sstock\sof)\s)*\Z", re.I)  # fmt: skip
_GONE = pattern_of(
    r"(?:\sof\s(?:them|these|those))?(?:\s[a-z]+)?\s(?:had|have|has|were|are|was)\s(?:already\s|since\s|all\s)?"
    r"(?:gone|been\s[a-z]+(?:ed|ld|en|nt|ut|ht)|sold|taken|booked|lost|eaten|used|given|let|claimed|spent|broken|bought|filled)\b",
    re.I,
)
_HAVE_USED = pattern_of(
    r"\b(?:have|has|had)\s(?:already\s|since\s|now\s)?(?:sold|given(?:\sout|\saway)?|used|lost|eaten|lent|posted|sent(?:\sout)?|spent|taken|handed\sout)\s\Z",
    re.I,
)
_SO_THAT = pattern_of(r",?\s(?:so\sthat|so|which\sleft|leaving|and)\s(?:there\s(?:are|were)\s)?(?:only\s|just\s)?(?:the\s)?\Z", re.I)  # fmt: skip
_LEFT = pattern_of(r"(?:\s[a-z]+)?\s(?:(?:were|are|was|is)\s(?:still\s)?(?:left|unsold|unused|over|free)\b|remain(?:ed|s)?\b|left\b)", re.I)  # fmt: skip
_SOME_MORE = pattern_of(r"\b(?:some|ones|others?|few|rest|several|many|more|besides)\b", re.I)
_LEAVING = pattern_of(r"\b(?:leaving|which\sleft)\s(?:only\s|just\s)?\Z", re.I)
_ADDED = pattern_of(
    r"\b(?:more|extra|another|further|additional\w*|returned|came\sback|added|again|reprint\w*)\b", re.I
)


_OF_LEFT = pattern_of(r"\b(?:left|leaving|remain\w*|unsold|unused|over|free)\b", re.I)


def _left_of(before: Told, sentence: Told) -> Sum | None:
    if not _OF_LEFT.search(sentence.text):
        return None
    if (
        len(before.counts) != 1
        or len(before.amounts) != 1
        or len(sentence.amounts) != 2
        or _is_hedged(before, sentence)
    ):
        return None
    whole, (gone, left) = before.counts[0], sentence.amounts
    if gone.unit or left.unit or gone.hedged or left.hedged or not _WHOLE.search(before.before(whole)):
        return None
    between = sentence.block.text[gone.end : left.start]
    is_led = _SO_THAT.search(between) is not None and (
        _LEFT.match(sentence.behind(left)) is not None or _LEAVING.search(between) is not None
    )
    is_gone = _GONE.match(sentence.behind(gone)) or _HAVE_USED.search(sentence.before(gone))
    if _SOME_MORE.search(between):
        return None
    if not is_led or not is_gone or _ADDED.search(f"{before.text} {sentence.text}"):
        return None
    noun = sentence.noun(left)
    if noun and noun != before.noun(whole) and re.match(rf"\s{noun}\b", sentence.behind(left)):
        return None
    found = Sum(parts=(before.at(whole), sentence.at(gone)), total=sentence.at(left), signs=(1, -1))
    is_near = abs(found.off) <= _FAR * whole.value and whole.value > max(gone.value, left.value)
    return found if is_near else None


# --- three are for this, and further below: the nine others -------------------------------------------------------------

_SOME = pattern_of(r"(?:,\s(?:namely\s)?|\s(?:of\s(?:them|these|those)\s)?(?:are|were|have|had|was|is|can|will)\b)")
_REST = pattern_of(r"\A\W*(?:All\sthe|The)\s(?:(?:other|remaining)\s\Z|\Z)", re.I)
_OTHERS = pattern_of(r"\s(?:others\b|(?:other|remaining)\s[a-z]+)")
_AND_ONE = pattern_of(r"\band\s(?:one|two|another|a\sfurther)\b")
_BETWEEN = pattern_of(r"\A\W*(?:One|Two|Three|Four|Five|Six|Another|Some|Others|A\s(?:third|fourth|further))\b|\b(?:two|three|one|four)\s(?:more|others?)\b|\bof\s(?:them|these|those)\b", re.I)  # fmt: skip


def _begins_some(some: Told, one: Amount) -> bool:
    """Whether a number stands alone before its verb: `Three, namely A and B, are kept`, `Six work at night`."""
    behind = some.behind(one)
    verb = re.match(r"\s(?P<verb>[a-z]+)\s(?:at|in|on|by|from|to|for|as|with)\b", behind)
    is_verb = verb is not None and not is_plural(verb["verb"]) and verb["verb"] not in listed("no_modifiers")
    return is_verb or _SOME.match(behind) is not None


_FIRST_WORD = 16
"""Letters within which a number stands that begins a sentence."""


def _the_others(told: Sequence[Told], n: int) -> Sum | None:
    """Some of what the sentence before counted, at the beginning of this one, and the others further below."""
    before, some = told[n - 1], told[n]
    if not has_numbers(some.text, 0, min(len(some.text), _FIRST_WORD), 1):
        return None
    if before.block is not some.block or len(before.counts) != 1 or not some.amounts or _is_hedged(before):
        return None
    whole, one = before.counts[0], some.amounts[0]
    others_before = [a for a in before.amounts if a is not whole and not (a.unit or a.hedged)]
    if others_before or some.before(one).strip() or not _begins_some(some, one) or one.unit or one.hedged:
        return None
    for k in range(n + 1, min(n + 1 + _REACH, len(told))):
        rest = told[k]
        if rest.block.headings != some.block.headings:
            return None
        other = rest.amounts[0] if rest.amounts else None
        if other is None or other.unit or not _REST.match(rest.before(other)):
            if _BETWEEN.search(rest.text):
                return None
            continue
        is_other = re.search(r"\b(?:other|remaining)\s\Z", rest.before(other), re.I)
        if not is_other and not _OTHERS.match(rest.behind(other)):
            continue
        if has_further_count(rest.block.text, rest.amounts) or _AND_ONE.search(rest.behind(other)):
            return None
        own = re.match(r"\s(?:others?\s)?([a-z]+s)\b", rest.behind(other))
        if (
            own is not None
            and own[1] != before.noun(whole)
            and own[1] not in ("others", "was", "is", "has", "does", "goes")
        ):
            return None
        found = Sum(parts=(some.at(one), rest.at(other)), total=before.at(whole))
        is_near = abs(found.off) <= _FAR * 2 * whole.value and whole.value > max(one.value, other.value)
        return found if is_near and not _ADDED.search(before.text) else None
    return None


# --- exactly twice that number, one in five ----------------------------------------------------------------------------

_TIMES = {"twice": 2, "double": 2, "three times": 3, "four times": 4, "five times": 5, "ten times": 10}
_MULTIPLE = pattern_of(
    rf"\b(?:exactly|precisely|just)\s(?P<times>{'|'.join(_TIMES)})\s(?:that|this|the)\s(?:number|many|figure)(?:\sof\s(?P<noun>[a-z]+))?(?:,\s|:\s|\s[–—]\s|\s\()(?:namely\s|that\sis,?\s|or\s)?\Z",
    re.I,
)


def _multiple_of(before: Told, sentence: Told) -> tuple[Sum | None, str]:
    if not any(times in sentence.text for times in _TIMES):
        return None, ""
    for amount in sentence.amounts:
        match = _MULTIPLE.search(sentence.before(amount))
        if match is None or amount.unit or len(before.counts) != 1:
            continue
        whole = before.counts[0]
        if len([a for a in before.amounts if not a.unit]) != 1 or (
            match["noun"] and match["noun"] != before.noun(whole)
        ):
            continue
        made = whole.value * _TIMES[match["times"].lower()]
        if made == amount.value or abs(made - amount.value) > _FAR * made:
            continue
        part = replace(whole, value=made)
        reason = f"{match['times'].lower()} {whole.text} is {made}, but {amount.text} is given"
        return Sum(parts=(before.at(part),), total=sentence.at(amount)), reason
    return None, ""


_ONE_IN = pattern_of(
    r"\A(?:Exactly\s)?One\sin\s(?:every\s)?(?P<of>two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|\d{1,2})\b[^.:;,–—(]{0,50}(?::\s|,\s(?:or|namely|that\sis(?:\sto\ssay)?,?)\s|\s[–—]\s|\s\()\Z",
    re.I,
)
_MOST = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "", "twelve")


def _one_in(before: Told, sentence: Told) -> tuple[Sum | None, str]:
    """`One in five was blue: 40 of them`, where the sentence before counts them all."""
    if "ne in " not in sentence.text[:_FIRST_WORD]:
        return None, ""
    for amount in sentence.amounts:
        match = _ONE_IN.search(sentence.before(amount))
        numbers = [a for a in before.amounts if not a.unit]
        if match is None or amount.unit or amount.hedged or len(numbers) != 1 or numbers[0].hedged:
            continue
        whole, word = numbers[0], match["of"].lower()
        share = int(word) if word.isdigit() else 20 if word == "twenty" else _MOST.index(word)
        if share < 2 or _is_hedged(before) or not 0 < amount.value < whole.value:
            continue
        if whole.value / (share + Fraction(1, 2)) <= amount.value <= whole.value / (share - Fraction(1, 2)):
            continue
        made = Fraction(round(whole.value / share))
        if abs(made - amount.value) > made / 2:
            continue
        part = replace(whole, value=made)
        reason = f"one in {match['of']} of {whole.text} is {made}, but {amount.text} is given"
        return Sum(parts=(before.at(part),), total=sentence.at(amount)), reason
    return None, ""


# --- guilty on some, and not guilty on the others -----------------------------------------------------------------------

_CHARGES = frozenset(("counts", "charges", "offences", "indictments"))
_GUILTY = pattern_of(r"\b(?:guilty|convicted)\s(?:on|of)\s\Z", re.I)
_CLEARED = pattern_of(r"\b(?:not\sguilty|acquitted|cleared|innocent)\s(?:him\s|her\s|them\s)?(?:on|of)\s(?:the\s(?:other\s|remaining\s)?)?\Z", re.I)  # fmt: skip
_SEVERAL = pattern_of(r"\b(?:both|co-?accused|defendants|men|women|brothers|sisters|partners|they|them)\b", re.I)
_EVERY = pattern_of(
    r"\b(?:verdicts?\son|decided|judged?)\s(?:every|each|all)\b|\b(?:every|each|all)\s(?:of\s)?(?:the\s|these\s)?(?:counts?|charges?)\b",
    re.I,
)
_NO_VERDICT = pattern_of(
    r"\b(?:dropped|withdrawn|withdrew|discontinued|dismissed|hung|undecided|could\snot\sagree|unable|deadlock\w*|discharged|pleaded|admitted|lie\son\sthe\sfile|no\sverdict|alternative|quashed|struck\sout)\b",
    re.I,
)


_OF_VERDICT = pattern_of(r"\b(?:guilty|convicted|acquitted|cleared|innocent)\b", re.I)


def _verdicts(before: Told, sentence: Told, around: Sequence[Told]) -> Sum | None:
    if not _OF_VERDICT.search(sentence.text) or len(sentence.amounts) != 2:
        return None
    one, other = sentence.amounts
    is_first = _GUILTY.search(sentence.before(one)) is not None and _CLEARED.search(sentence.before(other)) is not None
    is_turned = _CLEARED.search(sentence.before(one)) is not None and _GUILTY.search(sentence.before(other)) is not None
    if not (is_first or is_turned) or any(
        _NO_VERDICT.search(t.text) or _SEVERAL.search(t.text) for t in (*around, before, sentence)
    ):
        return None
    is_every = any(_EVERY.search(t.text) for t in (*around, before, sentence)) or re.search(
        r"\b(?:other|remaining)\s\Z", sentence.before(other)
    )
    wholes = [
        (t, a)
        for t in (before, *around)
        if t is not sentence
        for a in t.amounts
        if t.noun(a) in _CHARGES and not a.hedged
    ]
    if not is_every or len({a.value for _, a in wholes}) != 1:
        return None
    told, whole = wholes[0]
    found = Sum(parts=(sentence.at(one), sentence.at(other)), total=told.at(whole))
    return found if abs(found.off) <= _FAR * whole.value and whole.value > max(one.value, other.value) else None


# --- and no others -------------------------------------------------------------------------------------------------------

_NO_OTHER = pattern_of(r"\b(?:(?:and|with)\sno\sother(?:s|\s[a-z]+)?|and\snothing\selse|and\sno\smore)\b", re.I)
_LISTED = pattern_of(r"\A(?:With|From|Between)\s(?:its\s|our\s|the\s)?\Z", re.I)
_JOINT = pattern_of(r"(?:\s[a-z][\w’'-]*){1,3}(?:,|\sand|,\sand)\s\Z")


def _and_no_other(sentence: Told) -> Sum | None:
    """`With nine goats, four sheep and a … , and no other creatures, it has so many animals`."""
    if _NO_OTHER.search(sentence.text) is None:
        return None
    counts = sentence.amounts
    if len(counts) < 4 or not all(sentence.is_count(a) for a in counts):
        return None
    *parts, total = counts
    between = [sentence.block.text[a.end : b.start] for a, b in pairwise(parts)]
    if not _LISTED.match(sentence.before(parts[0])) or not all(_JOINT.fullmatch(t) for t in between):
        return None
    found = Sum(parts=tuple(sentence.at(p) for p in parts), total=sentence.at(total))
    rest = _NO_OTHER.sub(" ", sentence.text)
    is_near = found.share_off <= _FAR / 2 and total.value > max(p.value for p in parts)
    return found if is_near and not words("silence", "sentence").search(rest) else None


_NONE_ELSE = pattern_of(r"\A(?:No\sother\s[a-z]+|There\s(?:are|were)\sno\sothers?|Nothing\selse)\b[^,;:]{0,60}\Z")


_TWICE = pattern_of(r"\b(?:includ\w+|among\w*|of\swh(?:ich|om)|thereof|both|besides|apart\sfrom|more\sthan\sone|of\s(?:them|these|those))\b", re.I)  # fmt: skip


def _under_heading(document: Document, told: Sequence[Told]) -> Iterator[Conflict]:
    """A heading that begins with a count, and the counts of a paragraph that ends in `no other works are on view`."""
    for n, sentence in enumerate(told):
        heading = sentence.block.headings[-1] if sentence.block.headings else None
        if heading is None or not _NONE_ELSE.match(sentence.text.rstrip(".! ")):
            continue
        head = document.blocks[heading]
        wholes = amounts_in(head.text)
        if len(wholes) != 1 or wholes[0].start or wholes[0].unit or not plural_after(head.text, wholes[0]):
            continue
        own = [t for t in told[:n] if t.block is sentence.block]
        amounts = [(t, a) for t in own for a in t.amounts]
        if (
            len(amounts) < 3
            or any(a.unit or a.hedged or a.places for _, a in amounts)
            or any(_TWICE.search(t.text) for t in own)
        ):
            continue
        found = Sum(parts=tuple(t.at(a) for t, a in amounts), total=Stated(block=head, amount=wholes[0]))
        if not found.holds and found.share_off <= _FAR / 2 and found.given > max(a.value for _, a in amounts):
            yield conflict_of(document, found, confidence=0.75)


# --- a section of so many, and its players ------------------------------------------------------------------------------

_MADE_UP = pattern_of(
    r"\A(?:The|Our|Its)\s(?P<group>[a-z]+)(?:\s[a-z]+){1,6}?\s(?:is|are|was|were)\smade\sup\sof\s\Z|\A(?:The|Our|Its)\s(?P<other>[a-z]+)(?:\s[a-z]+){1,6}?\s(?:consists?|consisted)\sof\s\Z"
)


def _members_of(told: Sequence[Told], n: int) -> Sum | None:
    """`The brass section is made up of four horns, three trumpets and two tubas`, and elsewhere `the eight brass players`."""
    sentence = told[n]
    for k in range(max(0, n - _REACH), n):
        group = told[k]
        if "made up of" not in group.text and "consist" not in group.text:
            continue
        match = _MADE_UP.match(group.before(group.amounts[0])) if len(group.amounts) > 2 else None
        if match is None or _is_hedged(group) or not all(group.is_count(a) for a in group.amounts):
            continue
        between = [group.block.text[a.end : b.start] for a, b in pairwise(group.amounts)]
        if not all(_JOINT.fullmatch(t) for t in between) or re.search(
            r"[,;:]|\band\b", group.behind(group.amounts[-1])
        ):
            continue
        name = match["group"] or match["other"]
        for amount in sentence.amounts:
            is_them = re.search(r"\b(?:the|all|our|these)\s\Z", sentence.before(amount), re.I)
            theirs = re.match(
                rf"\s{name}\s[a-z]+s\b(?!,?\s(?:who|whom|whose|that|which|in|of|from)\b)", sentence.behind(amount)
            )
            if is_them and not amount.hedged and theirs and not sentence.is_dated:
                found = Sum(parts=tuple(group.at(a) for a in group.amounts), total=sentence.at(amount))
                if found.share_off <= _FAR / 2:
                    return found
    return None
