"""Extract, part of statements: titles that one alone holds, and who holds them."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import BE, DETERMINERS, HAVE, PREPOSITIONS
from factcheck.extract.phrases import RELATIVES, Phrase
from factcheck.extract.predicates import Form
from factcheck.extract.statement_drafts import name_at, statement
from factcheck.extract.statement_words import is_superlative, statement_words
from factcheck.extract.tags import Tag
from factcheck.extract.verb_forms import lemma
from factcheck.extract.word_hints import hint_of
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind, NameMention
from factcheck.patterns import pattern_of
from factcheck.values.words import Token, WordTable, fold

_ENDS = frozenset(";:()[]—–!?|")
_AFTER_TITLE = RELATIVES | BE | HAVE | {"when", "while", "but", "because", "and"}


_QUOTES = frozenset(['"', "“", "‘", "'", "«"])
_BEFORE_TITLE = frozenset(["the", "its", "his", "her", "their", "our"])


_EARLIEST = "earliest"
"""`The earliest version to` is the first one to."""
_MAY_BE_TITLE = WordTable(lambda low: is_superlative(low) or fold(low) in ("most", _EARLIEST))
_NO_THING = frozenset(["date", "time", "day", "moment", "opportunity", "possible", "start", "stage", "that", "we", "you", "they", "it", "days", "years", "times", "age", "year", "point", "convenience", "known", "surviving", "reference", "mention", "record"])  # fmt: skip
"""What the earliest of is no thing that came before others of its kind."""
_TITLED = hint_of(_MAY_BE_TITLE.__getitem__)


def titles_of(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    words = sentence.tokens
    if "than" in sentence.vocabulary and "other" in sentence.vocabulary:
        yield from _compared_with_all(found, sentence)
    if not sentence.hints & _TITLED:
        return
    k = 1
    while k < len(words) - 1:
        if not _MAY_BE_TITLE[words[k].low]:
            k += 1
            continue
        begin = k
        before = words[k - 1].low
        is_very = before == "very" and k > 1  # `our very first merchant`
        if is_very:
            before = words[k - 2].low
        if not (before in _BEFORE_TITLE or before.endswith(("'s", "’s"))):
            k += 1
            continue
        if before in ("his", "her", "their") and words[k].low in ("first", "last") and words[k + 1].text[0].isupper():
            k += 1
            continue  # `in his first Tour of Iberia`
        word = words[k].text
        most = fold(word) == "most" and words[k + 1].text.isalpha() and k + 2 < len(words)
        is_earliest = fold(word) == _EARLIEST and words[k + 1].low not in _NO_THING
        if not (is_superlative(word) or most or is_earliest) or k in sentence.blocked or word[0].isupper():
            k += 1
            continue
        noun = k + 2 if most else k + 1
        end = _end_of_title(sentence, noun)
        k = max(end, k + 1)
        bare = fold(words[noun].text) if end > noun else ""
        titled = bare not in statement_words().not_titled or (
            bare == "of" and (fold(word) not in ("first", "last") or _is_of_owned(words, noun + 1, end))
        )
        if end <= noun or not titled or noun in sentence.blocked:
            continue
        owned = before.endswith(("'s", "’s"))
        start = _first_of_owner(sentence, begin - 1) if owned else begin
        led = start - (owned and start < begin - 1 and words[start - 1].low in DETERMINERS)
        holder = _holder(sentence, led if owned else begin - 1 - is_very, end)
        if (
            holder is None
            and _is_of_person(words, noun, end)
            and words[start - 2 if not owned else start - 1].text == ","
        ):
            holder = _doer_before(sentence, start)  # led the choir, the first tenor to do so
        if holder is not None and _is_of_person(words, noun, end) and not _is_person(sentence, holder):
            holder = _doer_before(sentence, start) or holder
        if words[end - 1].low in ("so", "it", "this") and words[end - 2].low == "do":
            holder = _doer_before(sentence, start) or _pronoun_before(sentence, start) or holder
        if holder is None:
            if not (owned or _has_scope(words, noun, end)):
                continue
            if words[begin - 1].text in _QUOTES or words[begin - 2].text in _QUOTES:
                continue  # called "the dullest fight of my life": of nothing that is named here
            holder = (words[start].start, words[end - 1].end)  # whoever it is, the text names it by its title
        act = "most" if most else "first" if is_earliest else fold(word).rpartition("-")[2]
        yield statement(
            found, sentence, ClaimType.UNIQUE, (words[start].start, words[end - 1].end), act, None, how="unique",
            about=holder, clause=(min(holder[0], words[start].start), max(holder[1], words[end - 1].end)),
            shown=word,
        )  # fmt: skip


def _compared_with_all(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """Of `older than any other mill on the river`: that it is the oldest."""
    words, lows = sentence.tokens, sentence.lows
    for k in range(1, len(words) - 3):
        if lows[k] != "than" or lows[k + 1] not in ("any", "every", "all") or lows[k + 2] != "other":
            continue
        word = fold(words[k - 1].text)
        end = _end_of_title(sentence, k + 3)
        at = k - 1
        while at > 0 and words[at - 1].low in _BY_THE_WAY | {"much", "far", "even"}:
            at -= 1
        holder = _holder(sentence, at, end)
        if not word.endswith("er") or len(word) < 5 or holder is None or end <= k + 3:
            continue
        yield statement(
            found, sentence, ClaimType.UNIQUE, (words[k + 3].start, words[end - 1].end), f"{word[:-2]}est", None, how="unique",
            about=holder, clause=(min(holder[0], words[k - 1].start), words[end - 1].end), shown=word,
        )  # fmt: skip


def _first_of_owner(sentence: Clauses, at: int) -> int:
    """The first token of the name that a genitive ends: of `the Dockers' Union's first leader`, the dockers."""
    name = next((n for n in sentence.names if n.start <= sentence.tokens[at].start < n.end), None)
    first = sentence.index(name.start) if name is not None else at
    if first > 1 and sentence.tokens[first - 1].text in "'’" and sentence.tokens[first - 2].text[0].isupper():
        first -= 2
    return first


_PEOPLE = frozenset(["woman", "man", "person", "lady", "girl", "boy", "foreigner", "female", "layman", "commoner", "human", "individual", "civilian", "amateur", "teenager"])  # fmt: skip


def _is_of_person(words: tuple[Token, ...], noun: int, end: int) -> bool:
    """Whether a title is one of people: `the first woman to lead it`."""
    return any(words[k].low in _PEOPLE for k in range(noun, min(noun + 2, end)))


def _is_person(sentence: Clauses, holder: tuple[int, int]) -> bool:
    inside = [n for n in sentence.names if holder[0] <= n.start < holder[1]]
    return not inside or any(n.kind in (NameKind.PERSON, NameKind.UNKNOWN) for n in inside)


def _doer_before(sentence: Clauses, start: int) -> tuple[int, int] | None:
    """Of `X became principal of Marlin College, the first woman to lead it`: the person who is the subject of the clause before."""
    earlier = [p for p in sentence.predicates if p.last < start and p.form is not Form.NOUN]
    subject = sentence.grammar.subject(earlier[-1].first) if earlier else None
    if subject is None:
        return None
    low, high = sentence.tokens[subject.first].start, sentence.tokens[subject.last - 1].end
    name = next((n for n in sentence.names if low <= n.start < high and n.kind is NameKind.PERSON), None)
    return (name.start, name.end) if name is not None else None


def _pronoun_before(sentence: Clauses, start: int) -> tuple[int, int] | None:
    """Of `she drove the night mail, the first woman to do so`: the pronoun, or the name of a thing, that is the subject there."""
    earlier = [p for p in sentence.predicates if p.last < start and p.form is not Form.NOUN]
    subject = sentence.grammar.subject(earlier[-1].first) if earlier else None
    if subject is None:
        return None
    return sentence.tokens[subject.first].start, sentence.tokens[subject.last - 1].end


def _is_of_owned(words: tuple[Token, ...], at: int, end: int) -> bool:
    """Whether a title is the first of somebody's things: `of our members to grow hops`, `of the agency's craft`."""
    if words[min(at, end - 1)].low in ("its", "their", "our"):
        return True
    return any(words[k].low.endswith(("'s", "’s")) for k in range(at, min(at + 4, end)))


def _has_scope(words: tuple[Token, ...], first: int, end: int) -> bool:
    """Whether a title says where or among what it holds: `the highest top in the range`."""
    return any(words[k].low in ("in", "of", "to", "on", "since", "among") for k in range(first, end))


def _end_of_title(sentence: Clauses, at: int) -> int:
    """The index after the last token of a title: up to the end of its clause, its infinitive and places included."""
    words = sentence.tokens
    finite = {
        p.first
        for p in sentence.predicates
        if p.form is not Form.NOUN
        and not p.passive
        and not words[p.first].text.endswith(("ed", "ing"))
        and not (
            words[p.first].low in _PARTICIPLES and p.first + 1 < len(words) and words[p.first + 1].low in PREPOSITIONS
        )
        and not _is_behind_article(sentence, p.first)
        and not (p.first == at and sentence.lows[at] == lemma(sentence.lows[at]))  # `the first release to have`
    }
    finite |= _behind_doer(sentence, at)
    end = at
    while end < len(words) and end - at < 14 and (end not in finite or words[end - 1].low == "to"):
        text = words[end].text
        low = text.lower()
        if text in _ENDS or text in ".," or end in sentence.blocked:
            break
        if low in _AFTER_TITLE and words[end - 1].low != "to":
            break
        end += 1
    while end > at and words[end - 1].low in _NO_END:
        end -= 1
    return end


def _is_behind_article(sentence: Clauses, verb: int) -> bool:
    """Whether a base form ends a noun phrase of one thing, of which the verb would have an s: `with a native engine build`."""
    lows = sentence.lows
    if lows[verb] != lemma(lows[verb]):
        return False
    for k in range(verb - 1, max(-1, verb - 5), -1):
        if lows[k] in ("a", "an"):
            return k < verb - 1
        if not lows[k].isalpha() or lows[k] in PREPOSITIONS or lows[k] in RELATIVES or lows[k] == "to":
            return False
    return False


def _behind_doer(sentence: Clauses, at: int) -> set[int]:
    """The verbs behind a participle with its doer: `the smallest stamp printed by the mint turned up`."""
    lows = sentence.lows
    done = next(
        (
            p
            for p in sentence.predicates
            if p.first >= at and p.form is not Form.NOUN and "by" in lows[p.last + 1 : p.last + 2]
        ),
        None,
    )
    if done is None:
        return set()
    return {
        p.first for p in sentence.predicates if p.first > done.last + 2 and p.form is not Form.NOUN and not p.passive
    }


# forms that are past and participle alike, so that `the largest hoard found in` may go on
_PARTICIPLES = frozenset(
    ["found", "built", "made", "held", "won", "sold", "kept", "lost", "cut", "set", "brought", "bought", "caught", "taught", "laid", "struck", "dug", "hung", "sent", "lent", "led", "fought", "shot"]
)  # fmt: skip

_NO_END = PREPOSITIONS | BE | HAVE | {"the", "a", "an"}


_BY_THE_WAY = frozenset(["also", "then", "still", "now", "thus", "therefore", "as", "by", "far", "not", "only"])
_COPULAS = BE | frozenset(["became", "become", "becomes", "remains", "remained"])


def _holder(sentence: Clauses, start: int, end: int) -> tuple[int, int] | None:
    """The words for who holds the title that stands from `start` to `end`: before a copula, or in apposition."""
    words = sentence.tokens
    at = start - 1
    if at >= 0 and words[start].text.endswith(("'s", "’s")) and words[at].low in DETERMINERS:
        at -= 1  # became the world's largest
    while at >= 0 and (
        words[at].low in _BY_THE_WAY
        or at in sentence.blocked
        or (words[at].low in ("in", "on") and at + 1 in sentence.blocked)
    ):
        at -= 1  # became, in 1938, the first
    at -= at > 0 and words[at].text == "," and words[at - 1].low in _COPULAS
    if at >= 1 and words[at].low in _COPULAS:
        found = sentence.grammar.subject(at)
        if found is not None and _is_about(sentence, found):
            return words[found.first].start, words[found.last - 1].end
        if (before := _before_insertion(sentence, at)) is not None:
            return before
    if at >= 1 and words[at].text == "and" and (copula := _copula_before(sentence, at)) is not None:
        found = sentence.grammar.subject(copula)
        if found is not None and _is_about(sentence, found):
            return words[found.first].start, words[found.last - 1].end
    if at >= 1 and words[at].text in (",", "and"):
        held = _apposed(sentence, at) if words[at].text == "," else _apposed_before(sentence, at)
        if held is not None:
            return held
    if end < len(words):
        after = words[end].low
        if after in (",", "is", "was", "were", "are", "—", ":") and end + 1 < len(words):
            name = name_at(sentence, end + 1)
            if name is not None:
                return name.start, name.end
        if after in ("was", "were", "is", "had") and (name := _described_behind(sentence, end + 1)) is not None:
            return name.start, name.end
    return None


def _before_insertion(sentence: Clauses, at: int) -> tuple[int, int] | None:
    """The name that a sentence begins with, an insertion between it and the copula: `The Tarn Reelers, winners in 1998 and 1999, were`."""
    words = sentence.tokens
    if at < 3 or words[at - 1].text != ",":
        return None
    first = int(words[0].low in DETERMINERS)
    name = next((n for n in sentence.names if n.start == words[first].start), None)
    if name is None or sentence.block.text[name.end : name.end + 1] != ",":
        return None
    between = range(sentence.index(name.end), at - 1)
    is_plain = not any(p.form is not Form.NOUN and p.first in between for p in sentence.predicates)
    return (name.start, name.end) if is_plain else None


def _copula_before(sentence: Clauses, at: int) -> int | None:
    """The copula of `It was three storeys high and the first in town`: nothing but a quality stands between it and the `and`."""
    for k in range(at - 1, max(-1, at - 6), -1):
        if sentence.lows[k] in _COPULAS:
            return k if k < at - 1 else None
        if k not in sentence.blocked and sentence.grammar.tags[k] not in (Tag.NOUN, Tag.ADVERB):
            return None
    return None


def _described_behind(sentence: Clauses, at: int) -> NameMention | None:
    """Of `Its first guest had been the folk singer Ada Moss`: the person behind the nouns for what she is."""
    words = sentence.tokens
    at += words[at - 1].low == "had" and words[at].low == "been"
    if at >= len(words) or words[at].low not in ("the", "a", "an", "one"):
        return None
    for k in range(at + 1, min(at + 5, len(words))):
        name = next((n for n in sentence.names if n.start == words[k].start), None)
        if name is not None:
            return name if name.kind is NameKind.PERSON and k > at + 1 else None
        if not words[k].text.isalpha() or not words[k].text.islower() or words[k].low in PREPOSITIONS | RELATIVES | BE:
            return None
    return None


_VERSION = pattern_of(r"v?\d+(?:\.\d+){1,3}")
_BEFORE_VERSION = frozenset(["for", "until", "with", "to", "in", "since", "from", "by", "version", "release", "and"])


def _apposed(sentence: Clauses, comma: int) -> tuple[int, int] | None:
    """The name before a comma, with at most two nouns in small letters between: `The Aven ferry, the fastest of them`."""
    words = sentence.tokens
    if comma and _VERSION.fullmatch(words[comma - 1].text) and words[comma - 2].low in _BEFORE_VERSION:
        return words[comma - 1].start, words[comma - 1].end  # `must wait for 5.0, the first version`
    if comma > 2 and words[comma - 1].text.isdecimal() and words[comma - 2].text == ",":
        comma -= 2  # `Ida Holm, 19, the youngest of the nine`
    for k in range(comma - 1, max(-1, comma - 4), -1):
        name = next((n for n in sentence.names if n.end == words[k].end), None)
        if name is not None:
            return name.start, words[comma - 1].end
        if k == comma - 1 and words[k].text[0].isdigit() and k not in sentence.blocked:
            continue  # `Heron 4, the first version`
        if not (words[k].text.isalpha() and words[k].text.islower()) or words[k].low in PREPOSITIONS | DETERMINERS:
            return None
        if any(p.first <= k <= p.last and p.form is not Form.NOUN for p in sentence.predicates):
            return None
    return None


def _apposed_before(sentence: Clauses, end: int) -> tuple[int, int] | None:
    """Of `X, professor of law and the first woman ...`: the person whom the apposition before the `and` is of."""
    words = sentence.tokens
    finite = [words[p.first].start for p in sentence.predicates if p.form is not Form.NOUN]
    for name in reversed(sentence.names):
        if name.kind is not NameKind.PERSON or name.end >= words[end].start or len(name.text.split()) < 2:
            continue
        k = sentence.at(name.end)
        if any(sentence.grammar.tags[n] is Tag.AUXILIARY for n in range(k, end)):
            return None  # `from Dales Roofing, was for £4,000 and the highest`
        if k and words[k].text in (",", "(") and not any(name.end < at < words[end].start for at in finite):
            return name.start, name.end
        return None
    return None


def _is_about(sentence: Clauses, phrase: Phrase) -> bool:
    words = sentence.tokens
    bare = [words[k].low for k in range(phrase.first, phrase.last)]
    return any(w[0].isalpha() for w in bare) and bare != ["there"]
