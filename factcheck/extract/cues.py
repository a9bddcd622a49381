"""Extract, part: the words of a sentence that tell how something is said, each with the tokens that it governs.

Read once a sentence; `modality.py` asks which of them reach a value. The words are data in `claims/modality.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from factcheck.data import load_yaml
from factcheck.extract.phrases import Phrase, subject_of
from factcheck.extract.predicates import AUXILIARIES, BE, DETERMINERS, PREPOSITIONS, Form, PredicateMention
from factcheck.model.claim import Modality
from factcheck.values.words import Token, stem


class Reach(StrEnum):
    """What of the tokens in its reach a cue speaks of."""

    CONTENT = "content"
    """Everything: `plans to open the line on 3 May`."""
    OBJECT = "object"
    """Amounts, and a day that follows at once; a day with a preposition is of the cue's own act."""
    MONEY = "money"
    """As an object, but of sums of money alone."""
    VERB = "verb"
    """What the verb at `first` governs."""
    CLOSE = "close"
    """The value that follows at once."""
    SUBJECT = "subject"
    """A value inside the subject, but no time that only leads in: `the concert on 9 June was cancelled`."""
    CONDITION = "condition"
    """All that hangs on a condition; the condition itself runs from `at` to `last`."""
    SAID = "said"
    """A value that follows a verb of telling at once: `the plaque says 4 July 1802`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word or phrase that tells how what it governs is said. Token indices, inclusive."""

    modality: Modality
    reach: Reach
    at: int
    first: int
    last: int
    speaker: tuple[int, int] | None = None
    """Of a report, the tokens of who says it; last exclusive."""
    word: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    construction: str
    name: str


_CONSTRUCTIONS = ("infinitive", "clause", "object", "gerund", "participle", "noun", "adjective", "adverb", "undone")


@cache
def _lexicon() -> Mapping[str, tuple[_Entry, ...]]:
    """The entries by the stem of their first word, the longest first."""
    data = load_yaml("claims/modality.yaml")
    found: dict[str, list[_Entry]] = {}

    def add(construction: str, name: str, words: str) -> None:
        stems = tuple(stem(w) for w in words.split())
        found.setdefault(stems[0], []).append(_Entry(stems, construction, name))

    for construction in _CONSTRUCTIONS:
        for name, entries in data[construction].items():
            for words in entries:
                add(construction, name, words)
    for construction in ("loose", "wrongly", "condition", "unconditional", "idioms"):
        for words in data[construction]:
            add(construction, construction, words)
    add("according", "reported", "according to")
    add("condition", "should", "should")
    for word in ("put", "estimate", "value"):
        add("put", "reported", word)
    return {first: tuple(sorted(entries, key=lambda e: -len(e.words))) for first, entries in found.items()}


@cache
def words_of(key: str) -> frozenset[str]:
    """The stems of the single words under a key of the lexicon."""
    return frozenset(stem(w) for w in load_yaml("claims/modality.yaml")[key])


@cache
def wordings(key: str, name: str = "") -> frozenset[str]:
    """The words and phrases under a key, or under a name below it, as they stand."""
    found = load_yaml("claims/modality.yaml")[key]
    return frozenset(found[name] if name else found)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as the constructions read it."""

    tokens: Sequence[Token]
    low: Sequence[str]
    stems: Sequence[str]
    breaks: Sequence[int]
    predicates: Sequence[PredicateMention]
    verbs: frozenset[int]
    blocked: set[int]

    def start_of(self, k: int) -> int:
        """The first token of the clause of token k."""
        while k > 0 and self.breaks[k - 1] == self.breaks[k]:
            k -= 1
        return k

    def end_of(self, k: int) -> int:
        """The last token of the clause of token k, with a second infinitive that shares its governor."""
        last = len(self.low) - 1
        while k < last and (self.breaks[k + 1] == self.breaks[k] or self._goes_on(k + 1)):
            k += 1
        return k

    def _goes_on(self, k: int) -> bool:
        if k + 1 >= len(self.low):
            return False
        if self.low[k] in ("and", "or") and k + 1 in self.verbs and not self.low[k + 1].endswith("ed"):
            return self.low[k + 1] in (self.stems[k + 1], self.stems[k + 1] + "e")
        return False

    def segment_start(self, k: int) -> int:
        """The first token after the mark or adversative that separates two statements."""
        while k > 0 and not self._separates(k - 1):
            k -= 1
        return k

    def segment_end(self, k: int) -> int:
        while k + 1 < len(self.low) and not self._separates(k + 1):
            k += 1
        return k

    def _separates(self, k: int) -> bool:
        return self.low[k] in (";", "—") or (
            self.low[k] in ("but", "whereas", "while", "yet", "although", "though") and k > 0 and self.low[k - 1] == ","
        )


def find_cues(
    tokens: Sequence[Token], predicates: Sequence[PredicateMention], breaks: Sequence[int], blocked: set[int]
) -> tuple[Cue, ...]:
    """The cues of a sentence in order; none in most sentences, which costs one look at each word."""
    lexicon = _lexicon()
    stems = [stem(t.text) for t in tokens]
    hits = [k for k, s in enumerate(stems) if s in lexicon]
    if not hits:
        return ()
    verbs = frozenset(p.first for p in predicates if p.form is not Form.NOUN)
    low = [t.text.lower().replace("’", "'") for t in tokens]
    line = Line(tokens, low, stems, breaks, predicates, verbs, blocked)
    found: list[Cue] = []
    taken: set[tuple[int, str]] = set()
    for k in hits:
        for entry in lexicon[stems[k]]:
            size = len(entry.words)
            if tuple(stems[k : k + size]) != entry.words:
                continue
            if entry.construction in ("idioms", "unconditional"):
                break
            if k in blocked and entry.construction != "adverb":
                continue  # `May`, `the second March`; but `formerly` is a time as well
            if (k, entry.construction) in taken or (_is_in_name(line, k) and entry.construction != "according"):
                continue
            made = list(_READERS[entry.construction](line, k, k + size - 1, entry.name))
            if made:
                taken.add((k, entry.construction))
                found.extend(made)
    return tuple(found)


def _is_in_name(line: Line, k: int) -> bool:
    """`the Offered Hand`, `Forecast Field`: a capital inside a sentence makes a word part of a name."""
    return k > 0 and line.tokens[k].text[0].isupper() and line.low[k - 1] not in ("“", '"', ":", ".")


def _modality(name: str) -> Modality:
    return Modality(name)


# --- what a word governs ----------------------------------------------------------------------------------------------


def _skip_adverbs(line: Line, k: int) -> int:
    while k < len(line.low) and (line.low[k] in ("not", "also", "now", "still", "only", "then") or _is_adverb(line, k)):
        k += 1
    return k


def _is_adverb(line: Line, k: int) -> bool:
    return line.low[k].endswith("ly") and k not in line.verbs


_FINITE = frozenset({"is", "are", "was", "were", "has", "had", "will", "did", "does", "failed", "came", "went"})


def _infinitive_end(line: Line, first: int) -> int:
    """Where an infinitive with all that hangs on it ends: before the finite verb of the clause that it stands in."""
    last = line.end_of(first)
    for k in range(first + 1, last + 1):
        if line.low[k] in _FINITE and line.low[k - 1] not in ("who", "which", "that", "to"):
            return k - 1
    return last


def _infinitive(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    at = _skip_adverbs(line, end + 1)
    if at >= len(line.low) or line.low[at] != "to":
        # `called on the town to sell`, `asked the court to fine him 90 francs`: an object between the two
        if name != "proposed" or k not in line.verbs:
            return
        at = next((n for n in range(end + 1, min(end + 7, len(line.low))) if line.low[n] == "to"), -1)
        if at < 0 or any(line.low[n] in ",;:." or n in line.verbs or n in line.blocked for n in range(end + 1, at)):
            return
    first = _skip_adverbs(line, at + 1)
    if first >= len(line.low) or not _is_base_verb(line, first):
        return
    if line.stems[k] == "mean" and k > 0 and line.low[k - 1] not in BE:
        return
    yield Cue(
        modality=_modality(name), reach=Reach.CONTENT, at=k, first=first, last=_infinitive_end(line, first),
        word=line.stems[k],
    )  # fmt: skip


def _is_base_verb(line: Line, k: int) -> bool:
    word = line.low[k]
    if word in ("be", "have", "do", "get"):
        return True
    if not word.isalpha() or word in DETERMINERS or word in PREPOSITIONS or not line.tokens[k].text[0].islower():
        return False
    if k in line.verbs:
        return True
    after = line.low[k + 1] if k + 1 < len(line.low) else "."
    return after in DETERMINERS or after in PREPOSITIONS or not after[0].isalpha() or k + 1 in line.blocked


def _clause(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    that = _that_after(line, end + 1)
    if that < 0:
        return
    yield _reported(line, k, that + 1, name)


def _that_after(line: Line, k: int) -> int:
    """The index of the `that` which a verb's clause begins with, also behind an addressee or a time: `told us that`."""
    for n in range(k, min(k + 7, len(line.low))):
        if line.low[n] == "that":
            return n if n + 1 < len(line.low) and line.low[n + 1] not in ",.;" else -1
        if n in line.verbs or line.low[n] in _FINITE or line.low[n] in ".;:!?—":
            return -1
    return -1


def _reported(line: Line, k: int, first: int, name: str) -> Cue:
    last = line.segment_end(first) if first < len(line.low) else first
    speaker = _subject(line, k) if k in line.verbs or name == "reported" else None
    return Cue(
        modality=_modality(name), reach=Reach.CONTENT, at=k, first=first, last=last,
        speaker=speaker if name in ("reported", "estimated", "refuted") else None, word=line.stems[k],
    )  # fmt: skip


_NOBODY = frozenset(
    {"it", "there", "this", "that", "he", "she", "they", "i", "we", "you", "which", "who", "what", "also"}
)


def _subject(line: Line, k: int) -> tuple[int, int] | None:
    """Who speaks: the subject of the verb at k."""
    phrase = subject_of(
        line.tokens, PredicateMention(first=k, last=k, name="", form=Form.VERB), line.predicates, line.blocked
    )
    return _speaker(line, phrase)


def _speaker(line: Line, phrase: Phrase | None) -> tuple[int, int] | None:
    if phrase is None or phrase.last - phrase.first > 12:
        return None
    first, last = phrase.first, phrase.last
    if line.low[first] in ("as", "and", "but") and last - first > 1:
        first += 1
    if last - first == 1 and line.low[first] in _NOBODY:
        return None
    return (first, last)


def _loose(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    """A verb of telling without `that`: before what it reports, behind it, or with the value at once."""
    if k not in line.verbs and not any(p.first <= k <= p.last for p in line.predicates) and k + 1 < len(line.low):
        after = line.low[k + 1]
        if after not in (".", ",") and not _tells(line, k):
            return
    follows = end + 1
    rest = line.low[follows] if follows < len(line.low) else "."
    before = line.low[k - 1] if k else ""
    named = _modality_of_telling(line.stems[k])
    if before in ("”", '"', ",", "'") and k > 1 and (rest in DETERMINERS or _is_capital(line, follows)):
        # `“The bridge opened in 1931,” said the archivist`
        stop = follows
        while stop < len(line.low) and line.low[stop] not in ",.;:“”" and stop not in line.blocked:
            if stop in line.verbs or (line.low[stop] in PREPOSITIONS and line.low[stop] not in ("of", "for", "from")):
                break
            stop += 1
        yield Cue(
            modality=named, reach=Reach.CONTENT, at=k, first=line.segment_start(k), last=k - 1,
            speaker=(follows, stop), word=line.stems[k],
        )  # fmt: skip
        return
    colon = next((n for n in range(follows, min(follows + 4, len(line.low))) if line.low[n] in (":", "“", '"')), -1)
    if colon >= 0 and not any(n in line.verbs for n in range(follows, colon)):
        yield Cue(
            modality=named, reach=Reach.CONTENT, at=k, first=colon, last=len(line.low) - 1, speaker=_subject(line, k),
            word=line.stems[k],
        )  # fmt: skip
        return
    if (follows in line.blocked or rest[:1].isdigit()) and not _is_passive(line, k):
        if line.low[k] not in ("said", "told") or follows in line.blocked:
            yield Cue(
                modality=named, reach=Reach.SAID, at=k, first=follows, last=min(follows + 6, len(line.low) - 1),
                speaker=_subject(line, k), word=line.stems[k],
            )  # fmt: skip
    subject = _subject(line, k)
    if subject is not None and (
        rest in ",.!”" or rest in PREPOSITIONS or follows in line.blocked or rest == "yesterday"
    ):
        comma = subject[0] - 1
        if comma > 0 and line.low[comma] in (",", "”", '"'):
            parenthetical = rest == ","
            last = line.segment_end(k) if parenthetical else comma - 1
            yield Cue(
                modality=named, reach=Reach.CONTENT, at=k, first=line.segment_start(comma), last=last,
                speaker=subject, word=line.stems[k],
            )  # fmt: skip
            return
        if rest == "," and subject[0] > 0 and line.low[subject[0] - 1] == "as":
            yield Cue(
                modality=named, reach=Reach.CONTENT, at=k, first=follows, last=line.segment_end(follows),
                speaker=subject, word=line.stems[k],
            )  # fmt: skip
            return
    if (
        _that_after(line, follows) < 0
        and (rest in _OPENS_CLAUSE or rest[0].isdigit() or _is_capital(line, follows))
        and k + 1 == follows
    ):
        last = line.end_of(follows)
        if any(n in line.verbs or line.low[n] in _FINITE for n in range(follows + 1, last + 1)):
            yield _reported(line, k, follows, named.value)


def _is_passive(line: Line, k: int) -> bool:
    return any(p.first <= k <= p.last and p.passive for p in line.predicates) or (k > 0 and line.low[k - 1] in BE)


_OPENS_CLAUSE = frozenset({"the", "a", "an", "it", "he", "she", "they", "we", "there", "its", "their", "his", "her", "this", "these", "some", "about", "more", "no", "at"})  # fmt: skip


def _tells(line: Line, k: int) -> bool:
    return line.low[k].endswith(("s", "d", "t", "k", "e")) and k > 0 and line.low[k - 1] not in DETERMINERS


@cache
def _modality_of_telling(word: str) -> Modality:
    for name, entries in load_yaml("claims/modality.yaml")["clause"].items():
        if word in {stem(w) for w in entries}:
            return Modality(name)
    return Modality.REPORTED


def _put(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    """`the report put the loss at 40 million euros`."""
    last = line.end_of(k)
    at = next((n for n in range(k + 2, min(k + 10, last)) if line.low[n] == "at"), -1)
    subject = _subject(line, k)
    if at > 0 and subject is not None and not _is_passive(line, k) and _leads_to_value(line, at):
        yield Cue(
            modality=Modality.REPORTED, reach=Reach.CLOSE, at=k, first=at + 1, last=min(at + 6, last), speaker=subject,
            word="put",
        )  # fmt: skip


def _is_capital(line: Line, k: int) -> bool:
    return k < len(line.low) and line.tokens[k].text[0].isupper()


def _according(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    stop = end + 1
    while stop < len(line.low) and line.low[stop] not in ",.;:()“”—":
        if stop in line.verbs and stop > end + 1 and line.low[stop - 1] not in DETERMINERS:
            break
        stop += 1
    if stop == end + 1:
        return
    yield Cue(
        modality=Modality.REPORTED, reach=Reach.CONTENT, at=k, first=line.segment_start(k), last=line.segment_end(k),
        speaker=(end + 1, stop), word="according",
    )  # fmt: skip


def _object(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    if k not in line.verbs:
        if k == 0 or line.low[k - 1] in DETERMINERS | PREPOSITIONS or line.low[k] == "bid":
            return
    if any(line.low[n] in BE for n in range(max(0, k - 3), k)) and not line.low[k].endswith("ing"):
        return  # a passive has no object
    if end + 1 >= len(line.low):
        return
    money = name == "money" or (name == "planned" and line.stems[k] == "plan")
    yield Cue(
        modality=Modality.PROPOSED if name == "money" else _modality(name),
        reach=Reach.MONEY if money else Reach.OBJECT,
        at=k, first=end + 1, last=_before_verb(line, end + 1), word=line.stems[k],
    )  # fmt: skip


def _before_verb(line: Line, first: int) -> int:
    """The last token before the next finite verb of the clause."""
    last = line.end_of(first)
    for n in range(first, last + 1):
        if n in line.verbs or line.low[n] in _FINITE or line.low[n] in ("to", ";"):
            return n - 1
    return last


def _gerund(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    if end + 1 < len(line.low) and line.low[end + 1].endswith("ing") and len(line.low[end + 1]) > 4:
        yield Cue(
            modality=_modality(name), reach=Reach.CONTENT, at=k, first=end + 1, last=_infinitive_end(line, end + 1),
            word=line.stems[k],
        )  # fmt: skip


def _participle(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    if end + 1 < len(line.low) and (line.low[k].endswith(("ed", "en", "t", "e")) or line.stems[k] in ("put", "plan")):
        yield Cue(
            modality=_modality(name), reach=Reach.CLOSE, at=k, first=end + 1, last=min(end + 6, len(line.low) - 1),
            word=line.stems[k],
        )  # fmt: skip


def _noun(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    if k in line.verbs or end + 1 >= len(line.low):
        return
    follows = line.low[end + 1]
    if follows == "to" and end + 2 < len(line.low) and _is_base_verb(line, end + 2):
        yield Cue(
            modality=_modality(name), reach=Reach.CONTENT, at=k, first=end + 2, last=_infinitive_end(line, end + 2),
            word=line.stems[k],
        )  # fmt: skip
    elif follows in ("of", "for", ":") or follows in BE or follows == "that":
        yield _noun_phrase(line, k, end, name)
    elif name == "planned" and end + 1 not in line.verbs:
        yield _noun_phrase(line, k, end, name)  # `the target completion date is 30 June`


def _noun_phrase(line: Line, k: int, end: int, name: str) -> Cue:
    """From a noun or adjective to the first full verb: what the phrase holds, and what a copula says of it."""
    last = line.end_of(end + 1)
    for n in range(end + 1, last + 1):
        if n in line.verbs:
            last = n - 1
            break
    return Cue(
        modality=_modality(name), reach=Reach.CONTENT, at=k, first=end + 1, last=last, word=line.stems[k]
    )  # fmt: skip


def _adjective(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    if end + 1 >= len(line.low) or not line.low[end + 1][0].isalnum():
        return
    if line.low[k] not in wordings("adjective", name):
        return  # the stem alone is also that of a noun: `the plan`
    before = line.low[k - 1] if k else ""
    if before in BE or before in ("have", "has", "had", "to") or (k in line.verbs and before not in DETERMINERS):
        return
    if name == "estimated" and (
        line.low[k] == "forecast" and k + 1 < len(line.low) and line.low[k + 1] in PREPOSITIONS
    ):
        return
    if name == "superseded" and (stated := _stated_by(line, end + 1)) >= 0:
        yield Cue(
            modality=Modality.SUPERSEDED, reach=Reach.CONTENT, at=k, first=stated, last=line.segment_end(k),
            word=line.stems[k],
        )  # fmt: skip
        return
    if name == "superseded":
        head = next(
            (n for n in range(end + 1, min(end + 4, len(line.low))) if line.stems[n] in words_of("regulated")), -1
        )
        if head < 0 or any(not line.low[n][0].isalpha() or line.low[n] in PREPOSITIONS for n in range(end + 1, head)):
            return
    yield _noun_phrase(line, k, end, name)


def _stated_by(line: Line, k: int) -> int:
    """Where what an earlier text says begins: `an earlier version of this page gave a dose of 40 mg`."""
    if line.stems[k] not in _TEXTS:
        return -1
    telling = words_of("telling")
    return next((n for n in range(k + 1, min(k + 8, len(line.low))) if line.stems[n] in telling), -1)


_TEXTS = frozenset(stem(w) for w in ("version", "edition", "draft", "guide", "leaflet", "report", "entry", "account", "brochure", "notice"))  # fmt: skip


def _adverb(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    modality = Modality.SUPERSEDED if name == "first" else _modality(name)
    word = " ".join(line.low[k : end + 1])
    follows = end + 1
    if follows >= len(line.low) or _leads_to_value(line, follows):
        if follows < len(line.low):
            yield Cue(
                modality=modality, reach=Reach.CLOSE, at=k, first=follows, last=min(follows + 5, len(line.low) - 1),
                word=word,
            )  # fmt: skip
            return
    if word in wordings("beside"):
        return
    verb = _verb_after(line, follows)
    if verb >= 0:
        yield Cue(modality=modality, reach=Reach.VERB, at=k, first=verb, last=verb, word=word)
        if not (k == 0 or line.low[k - 1] in (",", ";")):
            return
    first, last = line.start_of(k), line.end_of(k)
    if follows < len(line.low) and line.low[follows] == "," and k == first:
        last = line.segment_end(follows)
    before = line.low[k - 1] if k else ""
    if before in (",", "("):
        closing = next((n for n in range(follows, last + 1) if line.low[n] in (",", ")")), -1)
        if closing >= 0 and k > 1:
            yield Cue(modality=modality, reach=Reach.CONTENT, at=k, first=k, last=closing, word=word)
            return
    yield Cue(modality=modality, reach=Reach.CONTENT, at=k, first=first, last=last, word=word)


def _leads_to_value(line: Line, k: int) -> bool:
    """Whether a value follows at once, perhaps behind a preposition or `about`."""
    for n in range(k, min(k + 3, len(line.low))):
        if n in line.blocked or line.low[n][0].isdigit() or line.low[n] in "€$£¥":
            return True
        if line.low[n] not in ("on", "in", "at", "for", "about", "some", "by", "a", "around", "roughly", "to"):
            return False
    return False


def _verb_after(line: Line, k: int) -> int:
    while k < len(line.low) and (line.low[k] in AUXILIARIES or _is_adverb(line, k)) and line.low[k] != "to":
        if k in line.verbs:
            return k
        k += 1
    return k if k in line.verbs else -1


def _wrongly(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    telling = words_of("telling")
    near = [
        n for n in (*range(end + 1, min(end + 4, len(line.low))), *range(max(0, k - 3), k)) if line.stems[n] in telling
    ]
    if near:
        yield Cue(
            modality=Modality.REFUTED, reach=Reach.CONTENT, at=k, first=line.start_of(k), last=line.segment_end(k),
            word="wrongly",
        )  # fmt: skip


def _undone(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    """What has the value in its subject: a passive of refusal, `is a myth`, `no longer applies`."""
    at = k - 1
    while at >= 0 and line.low[at] in ("a", "an", "the", "simply", "later", "then", "also", "finally", "eventually", "plainly", "only", "since"):  # fmt: skip
        at -= 1
    phrase = line.low[k] in ("no", "never") or line.stems[k] in ("fall",)
    if not phrase and (at < 0 or line.low[at] not in BE):
        return
    while at > 0 and (line.low[at] in AUXILIARIES):
        at -= 1
    if at < 0:
        return
    if line.low[at + 1] in ("not", "never") or (at + 2 < k and line.low[at + 2] in ("not", "never")):
        return
    forward = _that_after(line, end + 1)
    if forward >= 0 and line.low[at] == "it":
        return  # `it is a myth that ...`: the clause is read as such
    yield Cue(
        modality=_modality(name), reach=Reach.SUBJECT, at=k, first=line.segment_start(at), last=at, word=line.stems[k]
    )  # fmt: skip


def _condition(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    if name == "should" and not (k == 0 and len(line.low) > 2 and (line.low[1] in DETERMINERS or _is_capital(line, 1))):
        return
    if line.low[k] == "if" and end + 1 < len(line.low) and line.low[end + 1] in ("you", "your"):
        word = "if you"
    else:
        word = "if"
    comma = next((n for n in range(end + 1, len(line.low)) if line.low[n] == ","), -1)
    fronted = k == line.segment_start(k)
    close = comma if comma >= 0 and fronted else line.segment_end(k)
    yield Cue(
        modality=Modality.CONDITIONAL, reach=Reach.CONDITION, at=k, first=line.segment_start(k), last=close, word=word
    )  # fmt: skip


_READERS = {
    "infinitive": _infinitive, "clause": _clause, "loose": _loose, "object": _object, "gerund": _gerund,
    "participle": _participle, "noun": _noun, "adjective": _adjective, "adverb": _adverb, "undone": _undone,
    "wrongly": _wrongly, "condition": _condition, "according": _according, "put": _put,
}  # fmt: skip
