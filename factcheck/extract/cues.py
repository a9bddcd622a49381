"""Extract, part: the words of a sentence that tell how something is said, each with the tokens that it governs.

Read once a sentence; `modality.py` asks which of them reach a value. The words are data in `claims/modality.yaml`, what
each governs is read in `constructions.py` and `reported_speech.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from factcheck.data import load_yaml
from factcheck.extract import constructions, reported_speech
from factcheck.extract.cue_line import Cue, Line
from factcheck.extract.grammar import Grammar
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.word_hints import hint_of
from factcheck.frozen import dataclass
from factcheck.values.words import Token, WordTable, stem


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    construction: str
    name: str
    key: int
    """Which of the words it is found by: the longest, which is the rarest as a rule."""
    number: int


_CONSTRUCTIONS = ("infinitive", "clause", "object", "gerund", "participle", "noun", "adjective", "adverb", "undone")


@cache
def _lexicon() -> Mapping[str, tuple[_Entry, ...]]:
    """The entries by the stem of their longest word."""
    data = load_yaml("claims/modality.yaml")
    found: dict[str, list[_Entry]] = {}

    def add(construction: str, name: str, words: str) -> None:
        stems = tuple(stem(w) for w in words.split())
        key = max(range(len(stems)), key=lambda n: (len(stems[n]), -n))
        found.setdefault(stems[key], []).append(_Entry(stems, construction, name, key, len(found)))

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
    return {word: tuple(entries) for word, entries in found.items()}


_ENTRIES: WordTable[tuple[_Entry, ...]] = WordTable(lambda word: _lexicon().get(stem(word), ()))
MAY_BE_CUE = hint_of(_ENTRIES.__getitem__)

_STEMS = WordTable(stem)


def _longest_first(entry: _Entry) -> tuple[int, int]:
    return (-len(entry.words), entry.number)


def find_cues(
    tokens: Sequence[Token],
    texts: Sequence[str],
    predicates: Sequence[PredicateMention],
    breaks: Sequence[int],
    blocked: set[int],
    grammar: Callable[[], Grammar],
) -> tuple[Cue, ...]:
    """The cues of a sentence in order; there is none where no word is a `MAY_BE_CUE`."""
    every = [(k, entries) for k, entries in enumerate(map(_ENTRIES.__getitem__, texts)) if entries]
    if not every:
        return ()
    stems = list(map(_STEMS.__getitem__, texts))
    hits: dict[int, list[_Entry]] = {}
    for k, entries in every:
        for entry in entries:
            first = k - entry.key
            if first >= 0 and (len(entry.words) == 1 or tuple(stems[first : first + len(entry.words)]) == entry.words):
                hits.setdefault(first, []).append(entry)
    if not hits:
        return ()
    verbs = frozenset(p.first for p in predicates if p.form is not Form.NOUN)
    low = [t.low for t in tokens]
    if "’" in "".join(low):
        low = [word.replace("’", "'") for word in low]
    line = Line(tokens, low, stems, breaks, predicates, verbs, blocked, grammar)
    found: list[Cue] = []
    taken: set[tuple[int, str]] = set()
    for k in sorted(hits):
        for entry in sorted(hits[k], key=_longest_first):
            if entry.construction in ("idioms", "unconditional"):
                break
            if k in blocked and entry.construction != "adverb":
                continue  # `May`, `the second March`; but `formerly` is a time as well
            if (k, entry.construction) in taken or (_is_in_name(line, k) and entry.construction != "according"):
                continue
            made = list(_READERS[entry.construction](line, k, k + len(entry.words) - 1, entry.name))
            if made:
                taken.add((k, entry.construction))
                found.extend(made)
    return tuple(found)


def _is_in_name(line: Line, k: int) -> bool:
    """`the Offered Hand`, `Forecast Field`: a capital inside a sentence makes a word part of a name."""
    return k > 0 and line.tokens[k].text[0].isupper() and line.low[k - 1] not in ("“", '"', ":", ".")


_READERS = {
    "infinitive": constructions.infinitive, "clause": reported_speech.clause, "loose": reported_speech.loose, "object": constructions.object, "gerund": constructions.gerund,
    "participle": constructions.participle, "noun": constructions.noun, "adjective": constructions.adjective, "adverb": constructions.adverb, "undone": constructions.undone,
    "wrongly": constructions.wrongly, "condition": constructions.condition, "according": reported_speech.according, "put": reported_speech.put,
}  # fmt: skip
