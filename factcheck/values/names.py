"""Names: their normal form, and whether two of them can name one thing. Pure functions below every stage."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from factcheck.data import load_yaml
from factcheck.frozen import dataclass
from factcheck.values.words import fold

_PERSONAL = re.compile(r"^(?:mr|mrs|ms|miss|dr|prof|professor|sir|dame)\s+(?=\S)")
_TITLES = re.compile(
    r"^(?:lord|lady|gov|governor|president|councillor|cllr|sheriff|mayor|general|gen|captain|capt|colonel|col|king|queen|judge|justice|senator|county executive|superintendent)\s+(?=\S)"
)
_NUMBERISH = re.compile(r"\b\d+(?:\.\d+)*\b|\b(?:i|ii|iii|iv|v|vi|vii|viii|ix|x|xi|xii|xiii|xiv|xv|xvi)\b")
_OPPOSITES = (
    ("north", "south", "east", "west", "central", "northern", "southern", "eastern", "western"),
    ("upper", "lower", "middle", "inner", "outer", "great", "little"),
    ("old", "new"),
    ("junior", "senior", "jr", "sr"),
    ("men", "women", "boys", "girls"),
    ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
    ("red", "black", "white", "green", "blue"),
    ("graduate", "undergraduate", "postgraduate"),
    (
        "road",
        "street",
        "avenue",
        "lane",
        "square",
        "bridge",
        "footbridge",
        "museum",
        "school",
        "college",
        "park",
        "river",
        "lake",
        "trust",
        "council",
        "society",
        "treaty",
        "act",
        "prize",
        "station",
        "hospital",
    ),
)
_SERIES = tuple(frozenset(series) for series in _OPPOSITES)


@dataclass(frozen=True, slots=True)
class State:
    """A state or well-known organisation of the lexicon."""

    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    exists_from: str
    exists_to: str


@cache
def states() -> dict[str, State]:
    """The lexicon of states and organisations by canonical name."""
    return {
        name: State(
            name, tuple(e.get("aliases", ())), tuple(e.get("adjectives", ())), e.get("from", ""), e.get("to", "")
        )
        for name, e in load_yaml("claims/entities/states.yaml").items()
    }


@cache
def _state_names() -> dict[str, str]:
    table: dict[str, str] = {}
    for name, state in states().items():
        for form in (name, *state.aliases, *state.adjectives):
            table.setdefault(fold(form), name)
    return table


@lru_cache(maxsize=1 << 18)
def state_of(name: str) -> str | None:
    """The canonical name of the state or organisation that a name, alias or adjective stands for."""
    return _state_names().get(_without_article(fold(name)))


def is_state_adjective(name: str) -> bool:
    """Whether a word is the adjective or the people of a state and not its name."""
    state = state_of(name)
    return state is not None and fold(name) in {fold(a) for a in states()[state].adjectives}


def _without_article(folded: str) -> str:
    return folded.removeprefix("the ")


@lru_cache(maxsize=1 << 18)
def normalise(name: str) -> str:
    """Folded, without article, titles and possessive, `&` as `and`; an acronym without its dots."""
    text = fold(name).replace("&", "and").replace(".", " ")
    if "'" in text or '"' in text:
        text = re.sub(r"'s\b|[\"']", "", text)
    text = " ".join(text.split())
    text = text.removeprefix("the ") or text
    if "," in text and (match := _INVERTED.fullmatch(text)) and match["given"].split(" ", 1)[0] in given_names():
        text = f"{match['given']} {match['surname']}"
    if len(text) > 3 and _SPELLED.fullmatch(text):
        return text.replace(" ", "")
    while text.split(" ", 1)[0] in _TITLE_WORDS and (shorter := _without_title(text)) != text:
        text = shorter
    return _SAINT.sub("saint ", text)


_INVERTED = re.compile(r"(?P<surname>(?:(?:de|van|von|der|la|le) )*[\w'-]+), (?P<given>[\w'-]+(?: [\w'-]+){0,2})")
"""`Nordby, Ida Marie`, as catalogues and works of reference have it."""


@cache
def given_names() -> frozenset[str]:
    """The given names of the lexicon, folded."""
    return frozenset(w for words in load_yaml("claims/names/given.yaml").values() for w in words.split())


def is_inverted(name: str) -> bool:
    """Whether a name is written surname first: `Nordby, Ida Marie`."""
    match = _INVERTED.fullmatch(fold(name))
    return match is not None and match["given"].split(" ", 1)[0] in given_names()


def has_title(name: str) -> bool:
    """Whether a name begins with the title of a person: `Dr Ames`, `Captain Horn`."""
    return _TITLES.match(fold(name).replace(".", " ")) is not None


_TITLE_WORDS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "professor",
        "sir",
        "dame",
        "lord",
        "lady",
        "gov",
        "governor",
        "president",
        "councillor",
        "cllr",
        "sheriff",
        "mayor",
        "general",
        "gen",
        "captain",
        "capt",
        "colonel",
        "col",
        "king",
        "queen",
        "judge",
        "justice",
        "senator",
        "county",
        "superintendent",
    ]
)
_SPELLED = re.compile(r"\w(?: \w)+")
_SAINT = re.compile(r"^st[ -](?=[^\W\d_])")


def _without_title(text: str) -> str:
    """The name without a title before it; in `King Street` and `Queen Alexandra Hospital` it is none."""
    if shorter := _PERSONAL.sub("", text):
        if shorter != text:
            return shorter
    return text if text.rsplit(" ", 1)[-1] in final_nouns() else _TITLES.sub("", text)


@cache
def final_nouns() -> frozenset[str]:
    """Nouns that end names of organisations, places and things, folded: `authority`, `street`, `bridge`."""
    cues = load_yaml("claims/names/en.yaml")
    return frozenset(fold(w) for key in ("organisations", "places", "things") for w in cues[key])


@lru_cache(maxsize=1 << 18)
def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a normalised name without articles and particles."""
    return tuple(
        t
        for t in re.findall(r"[\w.]+", normalise(name))
        if t not in ("of", "the", "and", "de", "la", "for", "in", "on")
    )


@lru_cache(maxsize=1 << 18)
def numbers_of(name: str) -> frozenset[str]:
    """The numbers and roman numerals of a normalised name; the initial of `J. V. Harms` is no numeral."""
    return frozenset(m[0] for m in _NUMBERISH.finditer(name) if len(m[0]) > 1 or m[0].isdigit() or m.end() == len(name))


def differ_surely(a: str, b: str) -> bool:
    """Whether a number, a roman numeral or one of a set of opposites keeps two names apart."""
    x, y = normalise(a), normalise(b)
    return numbers_of(x) != numbers_of(y) or differ_by_series(a, b)


def differ_by_series(a: str, b: str) -> bool:
    """Whether two names hold different members of a set of opposites: `North` and `South`, `Road` and `Street`."""
    xs, ys = set(name_tokens(a)), set(name_tokens(b))
    for series in _SERIES:
        in_x, in_y = xs & series, ys & series
        if in_x and in_y and in_x != in_y:
            return True
    return False


def is_acronym_of(short: str, long: str) -> bool:
    """Whether a short form is made of the initials of a name's words (`KVR` of `Kelder Valley Railway`)."""
    letters = re.sub(r"[^A-Za-z]", "", short)
    if len(letters) < 2 or not letters.isupper() or len(long.split()) < 2:
        return False
    words = re.findall(r"[A-Za-zÀ-ÿ]+", long)
    capitals = "".join(w[0] for w in words if w[0].isupper()).upper()
    every = "".join(w[0] for w in words).upper()
    return letters in (capitals, every)


_SOUND_ALIKE = frozenset(map(frozenset, ("vw", "vf", "ck", "cs", "sz", "bp", "dt", "gk", "gj", "jy", "iy")))


def is_near_miss(a: str, b: str) -> bool:
    """Whether two names differ by one small slip in one word, as a misspelling does."""
    from rapidfuzz.distance import DamerauLevenshtein

    x, y = name_tokens(a), name_tokens(b)
    if len(x) != len(y) or x == y:
        return False
    different = [(p, q) for p, q in zip(x, y, strict=True) if p != q]
    if len(different) != 1:
        return False
    p, q = different[0]
    least = 5 if len(x) == 1 else 4
    if min(len(p), len(q)) < least or max(len(p), len(q)) < 5 or p.rstrip("s") == q.rstrip("s"):
        return False
    if p[0] != q[0]:
        # whoever writes down what was heard slips in the first letter, too; a lone word would be another word
        return len(x) > 1 and p[1:] == q[1:] and frozenset((p[0], q[0])) in _SOUND_ALIKE
    return DamerauLevenshtein.distance(p, q) <= (1 if len(p) < 8 else 2)
