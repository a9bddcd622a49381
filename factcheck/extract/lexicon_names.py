"""Extract, part: finds the names of a user's lexicon where capitals alone would not: `nginx`, `the Admiral`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from factcheck.data import load_yaml
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.lexicon import EntityLexicon
from factcheck.model.mention import NameKind, NameMention
from factcheck.values.words import Token, fold, tokens

_Form = tuple[tuple[str, ...], tuple[str, ...], NameKind]
"""The tokens of a name folded and as written, and its kind."""


@dataclass(slots=True)
class LexiconNames:
    """An extractor that adds the lexicon's names to those found; longest first, whole words only."""

    lexicon: EntityLexicon
    name: str = "lexicon"
    _forms: Mapping[str, Sequence[_Form]] = field(init=False)

    def __post_init__(self) -> None:
        forms: dict[str, list[_Form]] = {}
        for entry in self.lexicon.entries:
            for name in entry.names:
                written = [t.text for t in tokens(name)]
                if len(written) > 1 and written[0].lower() == "the":
                    written = written[1:]
                if written:
                    folded = tuple(fold(w) for w in written)
                    forms.setdefault(folded[0], []).append((folded, tuple(written), entry.kind))
        for listed in forms.values():
            listed.sort(key=lambda form: (-len(form[0]), form[1]))
        self._forms = forms

    @property
    def cache_key(self) -> str:
        """All that it depends on."""
        return repr(self.lexicon)

    def mentions(self, found: Extraction) -> Extraction:
        """The extraction with the lexicon's names among its own."""
        names = dict(found.names)
        for block in found.document.blocks:
            matches = self._matches(block.text)
            if matches:
                names[block.index] = _merged(block.text, names.get(block.index, ()), matches)
        return replace(found, names=names)

    def claims(self, found: Extraction) -> Iterable[DraftClaim]:
        """None of its own."""
        return ()

    def _matches(self, text: str) -> list[NameMention]:
        every = tokens(text)
        matches: list[NameMention] = []
        k = 0
        while k < len(every):
            length = 1
            for folded, written, kind in self._forms.get(_bare(every[k].text)[0], ()):
                end = _end_of_match(every, k, folded, written)
                if end is not None:
                    start = every[k].start
                    matches.append(NameMention(start=start, end=end, text=text[start:end], kind=kind))
                    length = len(folded)
                    break
            k += length
        return matches


def _end_of_match(every: Sequence[Token], at: int, folded: Sequence[str], written: Sequence[str]) -> int | None:
    if at + len(folded) > len(every):
        return None
    last = len(folded) - 1
    end = 0
    for n, (want, as_written) in enumerate(zip(folded, written, strict=True)):
        token = every[at + n]
        word, cut = _bare(token.text) if n == last and want[-2:] != "'s" else (fold(token.text), 0)
        if word != want or not _fits_case(token.text[: len(token.text) - cut], as_written):
            return None
        end = token.end - cut
    return end


def _bare(word: str) -> tuple[str, int]:
    """The word folded and without a possessive, and how many characters that cut off."""
    if word.endswith(("'s", "’s")):
        return fold(word[:-2]), 2
    return fold(word), 0


def _fits_case(word: str, written: str) -> bool:
    """`nature` is not `Nature`, and `it` not `IT`; what the lexicon writes small may begin a sentence."""
    if word == written or written.islower() or not written.isalpha():
        return True
    return word.isupper() if written.isupper() and len(written) > 1 else word[:1].isupper()


def _merged(text: str, found: Sequence[NameMention], matches: Sequence[NameMention]) -> tuple[NameMention, ...]:
    """The names found, with those of the lexicon in the place of what they cover, unless they are part of a longer name."""
    kept = list(found)
    for match in matches:
        around = [m for m in kept if m.start < match.end and match.start < m.end]
        longer = next(
            (m for m in around if m.start <= match.start and match.end <= m.end and m.text != match.text), None
        )
        if longer is not None and not _is_title(text[longer.start : match.start]) and not _is_own_tail(longer, match):
            continue
        same = next((m for m in around if m.start == match.start and m.end == match.end), None)
        alias_of = next((m.alias_of for m in around if m.alias_of), "")
        kind = match.kind if match.kind is not NameKind.UNKNOWN or same is None else same.kind
        kept = [m for m in kept if m not in around]
        kept.append(replace(match, kind=kind, alias_of=alias_of))
    return tuple(sorted(kept, key=lambda m: m.start))


def _is_title(words: str) -> bool:
    return bool(words) and all(w.strip(".") in _titles() for w in words.split())


@cache
def _titles() -> frozenset[str]:
    return frozenset(load_yaml("claims/names/en.yaml")["titles"])


def _is_own_tail(longer: NameMention, match: NameMention) -> bool:
    """A possessive or a dot behind the name is no longer name."""
    return longer.start == match.start and not any(c.isalnum() for c in longer.text[len(match.text) :])
