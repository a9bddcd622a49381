"""Extract, part: the forms of words: the stem by which a verb is looked up, and which forms are participles."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.extract.closed_words import BE, HAVE
from factcheck.values.words import WordTable, stem


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The stem of a word, with all forms of `be` and `have` made one."""
    lowered = word.lower()
    if lowered in BE:
        return "be"
    if lowered in HAVE:
        return "have"
    return stem(lowered)


_BASES_IN_ED = frozenset(["shed", "sled", "bed", "wed"])


def _is_participle(word: str) -> bool:
    """Whether a form in lower case is a past tense or participle: -ed, or an irregular form that differs from its stem."""
    base = lemma(word)
    return (word.endswith("ed") and not (word == base and (word.endswith("eed") or word in _BASES_IN_ED))) or (
        word not in (base, base + "e") and not word.endswith(("s", "ing"))
    )


IS_PARTICIPLE = WordTable(_is_participle)
IS_BARE = WordTable(lambda word: word in (lemma(word), lemma(word) + "e"))
LEMMAS = WordTable(lemma)
_SILENT_E = re.compile(
    r"(?:[^aeiou]at|iv|[aeo]v|[aeou]c|nc|rc|[aeiou]z|[aeo]r?g|dg|[lr]g|[aeiou][rn]?s|[aiu]r|[aiu]t|[aiou]d|[iu]n|[aiu]l|[^aeiou][aio]k|[uo]m|[aei]b|bl|tl|dl|fl|gl|kl|pl|[aiy]p|u)\Z"
)


@lru_cache(maxsize=65536)
def with_silent_e(base: str) -> str:
    """The lemma of a verb outside all lists, guessed from its stem: `revitalis`, `revitalise`; `stemm` stays."""
    bare = base
    if re.search(r"(?:[aeiou]{2}[^aeiou]|er|en|it|ow|aw|ay|ey|on|ain|al|el|ol)\Z", bare) and not re.search(
        r"(?:uat|iat|eat)\Z", bare
    ):
        return bare
    return bare + "e" if len(bare) > 2 and _SILENT_E.search(bare) else bare
