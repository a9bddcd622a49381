"""Resolve, part of coreference: the words of a subject: its head, the names that name it, whether it is one or many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from factcheck.data import load_yaml
from factcheck.model.document import Block
from factcheck.model.extraction import Extraction
from factcheck.patterns import pattern_of
from factcheck.values.names import final_nouns, name_tokens
from factcheck.values.words import content_words, is_generic_head, stem

_PREPOSITIONS = "of|in|at|on|for|from|to|with|by|between|near|under|over|against|into|towards|without|behind|beside|above|below|across|along|through|off|inside|outside|about|around|within"
_PREPOSITION = pattern_of(rf"\s(?:{_PREPOSITIONS})\s")
_LED = pattern_of(rf"\s(?:{_PREPOSITIONS})\s(?:[\w’'-]+\s){{0,3}}\Z")
BODY_NOUNS = ("company", "firm", "business", "group", "corporation", "organisation", "organization", "charity", "foundation", "trust", "society", "association", "club", "team", "side", "school", "band", "orchestra", "choir", "operator", "maker", "manufacturer", "producer", "bank", "union", "party", "agency", "institute", "brewery", "publisher", "retailer", "supplier", "cooperative", "co-operative", "federation", "league", "museum", "gallery", "library", "hospital", "university", "college")  # fmt: skip
"""Nouns of bodies, as the class of what `the company` may mean."""


SORTS = frozenset(stem(w) for w in ["drug", "medicine", "compound", "vaccine", "product", "substance", "mineral", "metal", "alloy", "chemical", "pesticide", "species", "bird", "animal", "fish", "tree", "dog", "horse", "ship", "vessel", "boat", "book", "novel", "poem", "play", "film", "movie", "song", "album", "symphony", "opera", "painting", "statue", "magazine", "newspaper", "journal", "game", "program", "software", "tool", "package", "app", "language", "format", "protocol", "town", "village", "city", "island", "river", "lake", "mountain", "peak", "volcano", "bridge", "tunnel", "road", "railway", "station", "church", "castle", "aircraft", "car", "locomotive", "probe", "satellite", "mission", "rocket", "telescope", "festival", "race", "tournament", "award", "prize", "law", "treaty", "battle", "war", "disease", "virus", "storm", "hurricane", "mine", "mill", "dam", "reservoir", "glacier", "cave", "fault", "trial", "study", "survey", "project"])  # fmt: skip
"""Nouns by which something with a name is taken up, as stems: `the drug`, `the island`."""
BODIES = frozenset(stem(w) for w in BODY_NOUNS)


@cache
def _titles() -> frozenset[str]:
    return frozenset(load_yaml("claims/names/en.yaml")["titles"])


def is_bare_title(name: str) -> bool:
    """Whether a name is nothing but a title: `the Countess`."""
    return name in _titles()


@lru_cache(maxsize=1 << 14)
def noun_stems(name: str) -> frozenset[str]:
    """The stems of the words of a name that say what it is: not those behind `of`, unless they end it as a body does.

    A `Museum of Clocks` is no clock, the `Bank of Hale and Thornbury Foundation` is a foundation.
    """
    head, _, matter = name.partition(" of ")
    words = list(name_tokens(head))
    if matter and (last := name_tokens(matter)[-1:]) and last[0] in final_nouns():
        words += last
    return frozenset(stem(w) for w in words)


def owner_before_whose(text: str, start: int) -> str:
    """Of `the Sutter regulator, whose pendulum`: the noun phrase before `whose`, without its article."""
    before = text[max(0, start - 90) : start - 6].rstrip(" ,")
    found = [m["owner"] for m in _OWNING.finditer(before)]
    owner = _RELATIVE.split(found[-1], maxsplit=1)[0] if found else ""
    return "" if owner in _NO_OWNERS else owner


_RELATIVE = pattern_of(r"\s(?:who|which|that|whose|and)\s")
_NO_OWNERS = frozenset(["name", "names", "fact", "time", "day", "way", "man", "woman"])
_OWNING = pattern_of(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Oo]ur)\s(?=(?P<owner>[^,;:.()]{2,50}\Z))")


@lru_cache(maxsize=1 << 14)
def head_of(words: str) -> str:
    """The stem of a phrase's head noun: the last word before its first preposition."""
    before = _PREPOSITION.split(words.rpartition("’s ")[2], maxsplit=1)[0]
    stems = content_words(before)
    return stems[-1] if stems else ""


def names_at_head(words: str, names: Sequence[str]) -> list[str]:
    """Those of the names in a phrase that name it: not `Polar` of `her Polar diesels`, not `Leith` of `the port of Leith`.

    A name in apposition counts (`the new hall, Foster Hall`), and both of two joined ones.
    """
    found = []
    for name in names:
        at = words.find(name)
        after = words[at + len(name) :]
        if at < 0 or (re.match(r"[’']|\s[a-z0-9]", after) and not re.match(_GOES_ON, after)):
            continue
        if _LED.search(words, 0, at):
            continue
        found.append(name)
    return found


_GOES_ON = (
    r"\s(?:of|in|at|on|for|from|to|with|by|and|or|under|over|near|between|which|who|that|itself|himself|herself)\b"
)
_PLURALS = frozenset(["men", "women", "people", "children", "police", "cattle", "staff", "crew"])


def is_plural(low: Sequence[str]) -> bool:
    nouns = [w for w in low if w.isalpha()]
    if not nouns:
        return False
    stop = next(
        (k for k, w in enumerate(nouns) if w in ("of", "in", "at", "on", "for", "from", "to", "with", "by")), len(nouns)
    )
    last = nouns[stop - 1] if stop else nouns[-1]
    return "and" in nouns or last in _PLURALS or (last.endswith("s") and not last.endswith(("ss", "us", "is")))


HUMANS = frozenset(stem(w) for w in ["man", "woman", "boy", "girl", "mayor", "chairman", "engineer", "architect", "captain", "king", "queen", "president", "minister", "author", "artist", "scientist", "doctor", "teacher", "priest", "bishop", "officer", "soldier", "leader", "director", "manager", "curator", "founder", "painter", "player", "coach", "judge", "claimant", "defendant", "patient", "victim", "widow", "husband", "wife", "son", "daughter", "father", "mother", "brother", "sister", "grandson", "nephew", "niece", "uncle", "aunt", "farmer", "owner", "merchant", "lawyer", "professor", "student", "clerk", "secretary", "treasurer", "spokesman", "spokeswoman", "pilot", "driver", "skipper", "surgeon", "physician", "nurse", "chemist", "botanist", "geologist", "carpenter", "joiner", "miner", "sailor", "passenger", "witness", "applicant", "appellant", "respondent", "inspector", "keeper", "guide", "climber", "widower", "coroner", "composer", "singer", "editor", "builder", "foreman", "apprentice", "heir", "tenant", "landlord", "successor", "predecessor", "partner"])  # fmt: skip


_MEN = frozenset(stem(w) for w in ["man", "boy", "king", "father", "brother", "son", "husband", "uncle", "nephew", "grandson", "grandfather", "gentleman"])  # fmt: skip
_WOMEN = frozenset(stem(w) for w in ["woman", "girl", "queen", "mother", "sister", "daughter", "wife", "widow", "aunt", "niece", "granddaughter", "grandmother", "actress", "lady"])  # fmt: skip


def gender_of(stems: Sequence[str]) -> str:
    return "m" if not _MEN.isdisjoint(stems[-1:]) else "f" if not _WOMEN.isdisjoint(stems[-1:]) else ""


VESSELS = frozenset(stem(w) for w in ["ship", "vessel", "yacht", "boat", "frigate", "destroyer", "cruiser", "ferry", "steamer", "trawler", "schooner", "submarine", "liner", "tug", "lifeboat", "icebreaker", "barge", "brig", "clipper", "corvette", "battleship", "freighter", "tanker", "carrier", "casualty", "hulk", "lugger", "smack", "ketch", "sloop", "cutter"])  # fmt: skip


def heads_of(found: Extraction, block: Block) -> tuple[str, ...]:
    if block.table is None or not block.table.row_heads:
        return ()
    return tuple(
        dict.fromkeys(
            w
            for k in block.table.column_heads
            if not is_generic_head(text := found.document.blocks[k].text)
            for w in content_words(text)
        )
    )
