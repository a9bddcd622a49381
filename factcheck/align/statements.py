"""Align, part: claims whose value is words (a role, a place, a title held by one alone): their keys, and how they are compared.

Two of them meet only where both speak of one thing by name and of one act; whether the two values differ is left to the checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from factcheck.align.lexicon import weights
from factcheck.align.offices import OFFICE, office_keys
from factcheck.model.cell import Level, Pair
from factcheck.model.claim import Claim, ClaimType, EntityId
from factcheck.patterns import pattern_of
from factcheck.values.holders import Role, holders, recurs
from factcheck.values.names import name_tokens, normalise, numbers_of, state_of
from factcheck.values.words import content_words, fold, stem, synonym, tokens

STATEMENTS = frozenset({ClaimType.ROLE, ClaimType.PLACE, ClaimType.UNIQUE})

_SEATS = frozenset(stem(w) for w in ("headquarters", "headquarter", "seat"))
_LOCATED = stem("located")
LABELLED = frozenset({"table", "pair"})
"""Extractors of claims whose labels say what they are of and nothing else."""
_BY_VERB = frozenset({"agent", "doer", "under"})


def statement_keys(claim: Claim) -> Iterator[str]:
    """The blocking keys of a statement: its title, or its act and each thing that it is about."""
    if claim.type is ClaimType.UNIQUE:
        if claim.subject and (title := title_of(claim)):
            yield f"unique/{title}"
        if claim.subject and (title := open_title_of(claim)):
            yield f"{_OPEN}{title}"
        return
    role = role_of(claim)
    if role is not None:
        for entity in things_of(claim):
            yield f"{claim.type.value}/{role.name}/@{entity}"
            if _is_credit(claim, role):
                yield f"{claim.type.value}/{_FILM}/@{entity}"
    yield from office_keys(claim, role, part_of(claim))


_FILM = "film"


def _is_credit(claim: Claim, role: Role) -> bool:
    """Whether a line of a sheet may name who directed a work, as it may the director of a body: `Director: Ann Lee`."""
    return (
        role.name == "director"
        and claim.extractor == "pair"
        and stem(claim.predicate_words.lower()) == stem("director")
    )


def compare_statements(a: Claim, b: Claim, key: str) -> Pair:
    """The pair with its levels; it is joined where both surely speak of one thing, one act and one time."""
    levels = [_document(a, b), _occurrence(a, b), _scope(a, b)]
    if key.startswith(OFFICE) and not (things_of(a) and things_of(b)):
        return _pair(a, b, key, [*levels, _office(a, b, key)])
    if key.startswith(_OPEN) and not title_of(a) == title_of(b) != "":
        levels += [_open_title(a, b, key)]
    elif a.type is ClaimType.UNIQUE:
        levels += [_title(a, b), _title_time(a, b)]
    else:
        levels += [_thing(a, b), _time(a, b)]
    return _pair(a, b, key, levels)


def _pair(a: Claim, b: Claim, key: str, levels: list[Level]) -> Pair:
    score = sum(level.weight for level in levels)
    return Pair(
        a=a.id, b=b.id, key=key, levels=tuple(levels), score=score, joined=score >= weights()["threshold"]["statement"]
    )


def _level(attribute: str, level: str, detail: str = "") -> Level:
    return Level(attribute=attribute, level=level, weight=weights()[attribute][level], detail=detail)


# --- what a statement is about ----------------------------------------------------------------------------------------


def role_of(claim: Claim) -> Role | None:
    """The role or the event of place that a claim's words give, in the finer classes of one holder."""
    table = holders().roles if claim.type is ClaimType.ROLE else holders().places
    if _is_seat(claim):
        return table["base"]
    if _how(claim) == "under":
        return table["lead"]
    words = [stem(t.text) for t in tokens(claim.predicate_words)]
    act = stem(claim.predicate)
    if claim.extractor not in LABELLED:
        if claim.type is ClaimType.PLACE:
            words = words if _LOCATED in words else [act, *words]  # what is located somewhere was not found there
        elif _how(claim) in _BY_VERB and not table.keys() & set(words):
            words = [*words, act]
        elif not words or (act not in words and claim.predicate_words.lower() == "found"):
            words = [act]  # what was found was not founded
    phrase = " ".join(words)
    if phrase in table:
        return table[phrase]
    if claim.extractor in LABELLED or claim.type is ClaimType.PLACE or _how(claim) in _BY_VERB:
        known = [table[w] for w in words if w in table]
        acts = [role for role in known if role.name != "locate"]  # `Place built` tells where it was built
        return next(iter((*acts, *known)), None)
    return None


def _is_seat(claim: Claim) -> bool:
    """Whether a place is told of the seat of a named body, and so of the body: `The headquarters of the firm are in Torne`."""
    return claim.type is ClaimType.PLACE and bool(claim.subject) and not _SEATS.isdisjoint(claim.theme[:1])


def _how(claim: Claim) -> str:
    return claim.extractor.rpartition("/")[2]


def things_of(claim: Claim) -> tuple[EntityId, ...]:
    """The entities that hold the statement: the subject, or of a label in a sheet of facts what the sheet is about."""
    if claim.extractor in LABELLED:
        own = {stem(t.text) for t in tokens(claim.predicate_words)}
        own -= {"by"} if len(own) > 1 else set()
        named = tuple(e for e in claim.subject if not {stem(t) for t in name_tokens(e)} <= holders().label_words)
        is_of_section = (
            bool(named) and claim.topic[:1] == named[:1] and (len(claim.topic) > 1 or _heads(claim, named[0]))
        )
        if named and (claim.extractor == "table" or is_of_section):
            return named
        if len(own) > 3 or own & holders().document_words:
            return ()
        return claim.topic[: 1 if len(claim.topic) > 1 and _heads(claim, claim.topic[0]) else 2]
    if claim.type is ClaimType.ROLE and _how(claim) not in _BY_VERB and not claim.theme and not _is_owned(claim):
        return ()  # a noun of a role whose thing was only guessed
    if _is_left_open(claim) or _is_headed(claim):
        return claim.topic[:1]
    return claim.subject


def _heads(claim: Claim, name: EntityId) -> bool:
    """Whether a thing is named by the heading of the section, and not only by the title of the page."""
    return {stem(t) for t in name_tokens(name)} <= set(claim.under)


def _is_owned(claim: Claim) -> bool:
    """Whether the noun of a role tells by a pronoun of what it is: `Its architect, Ann Lee`; of the first of several `unique` tells."""
    return claim.quote[:4].lower() == "its " and not any(item.startswith("order:") for item in claim.scope)


def _is_headed(claim: Claim) -> bool:
    """Whether a noun stands for what the heading above it names in full: `this year's lecture` under `The Orme Lecture`."""
    if claim.type is not ClaimType.PLACE or claim.subject or not claim.theme or not claim.topic:
        return False
    words = name_tokens(claim.topic[0])
    return len(words) > 1 and stem(words[-1]) == claim.theme[-1]


def _is_left_open(claim: Claim) -> bool:
    """Whether a generic noun leaves it to the topic what an act was done to: `established the society`."""
    return (
        claim.type is ClaimType.ROLE
        and not claim.subject
        and _how(claim) == "doer"
        and len(claim.theme) == 1
        and claim.theme[0] in holders().generic_things
        and claim.entity.lower().startswith(("the ", "our "))
    )


def part_of(claim: Claim) -> frozenset[str]:
    """Stems for the part of the named thing that a claim is about (`the interior of X`); empty where it is X itself."""
    if claim.extractor in LABELLED:
        names = {stem(t) for e in things_of(claim) for t in name_tokens(e)}
        return frozenset(claim.theme) - names - holders().label_words
    if not claim.theme or not claim.subject or _is_seat(claim):
        return frozenset()
    names = {stem(t) for t in name_tokens(claim.subject[0])}
    if claim.theme[-1] in names or (names.isdisjoint(claim.theme) and normalise(claim.entity) == claim.subject[0]):
        return frozenset()
    return frozenset(claim.theme) - {stem(t) for e in claim.subject for t in name_tokens(e)}


def _thing(a: Claim, b: Claim) -> Level:
    x, y = things_of(a), things_of(b)
    if not set(x) & set(y) or (a.extractor == "pair" and b.extractor == "pair" and x[0] != y[0]):
        return _level("statement-thing", "different")
    m, n = _numbers(a), _numbers(b)
    if m and n and m != n:
        return _level("statement-thing", "different", f"{' '.join(sorted(m))} and {' '.join(sorted(n))}")
    p, q = part_of(a), part_of(b)
    mine, its = _closer_words(a), _closer_words(b)
    if mine and its and not mine & its:
        return _level("statement-thing", "different", f"{' '.join(sorted(mine))} and {' '.join(sorted(its))}")
    p, q = p | (mine & q) | (_said_by_title(a) & q), q | (its & p) | (_said_by_title(b) & p)
    if p != q:
        return _level("statement-thing", "different", f"{' '.join(sorted(p))} and {' '.join(sorted(q))}")
    if any(_is_some(claim) for claim in (a, b)):
        return _level("statement-thing", "different", f"some {' '.join(sorted(p))}")
    if not p and x[0] != y[0] and "pair" not in (a.extractor, b.extractor):
        return _level("statement-thing", "different", f"{x[0]} and {y[0]}")
    if _is_left_open(a) or _is_left_open(b):
        return _level("statement-thing", "topic", x[0])
    return _level("statement-thing", "part" if p else "same", x[0])


def _closer_words(claim: Claim) -> frozenset[str]:
    """Stems of the words that tell an office from others of its noun: `programme` of `the programme chair`, `Programme chair | X`."""
    if claim.type is not ClaimType.ROLE or _how(claim) in _BY_VERB:
        return frozenset()
    words = claim.predicate_words.lower().split()
    if claim.extractor in LABELLED:
        nouns = holders().roles.keys()
        at = next((k for k, w in enumerate(words) if stem(w) in nouns), 0)
        return frozenset(stem(w) for w in words[:at] if w not in _NO_MODIFIERS)
    match = re.search(rf"(?<![\w’'-])(?P<before>[a-z-]+)\s{re.escape(words[-1])}\b", claim.quote) if words else None
    return frozenset({stem(match["before"])} - _NO_MODIFIERS) if match is not None else frozenset()


def _said_by_title(claim: Claim) -> frozenset[str]:
    """What the headings over a line of a sheet call the thing that it is of: the expedition of `Leader: Ann Lee`."""
    return frozenset(claim.under) if claim.extractor == "pair" and not claim.theme[:-1] else frozenset()


_NO_MODIFIERS = frozenset(["the", "a", "an", "its", "our", "their", "his", "her", "my", "your", "as", "and", "or", "of", "by", "to", "is", "was", "be", "new", "now", "current", "then", "present", "former", "first", "last", "next", "s", "with", "for", "being", "named", "elected", "appointed", "chosen", "role", "name", "post", "position", "office", "who", "become", "became", "becom"])  # fmt: skip
"""Words before the noun of an office that tell it from no other."""


def _office(a: Claim, b: Claim, key: str) -> Level:
    """An office of a body that one text at least does not name: the same words for it, in two documents."""
    if a.document == b.document:
        return _level("statement-office", "different", "one text tells of two")
    x, y = (frozenset(c.theme) if not c.subject else part_of(c) for c in (a, b))
    if x and y and not x & y:
        return _level("statement-office", "different", f"{' '.join(sorted(x))} and {' '.join(sorted(y))}")
    return _level("statement-office", "same", key.removeprefix(OFFICE))


def _is_some(claim: Claim) -> bool:
    """Whether a claim is about some of a thing only: `pieces of the meteorite`."""
    words = claim.entity.split()
    return bool(words) and not holders().some.isdisjoint((stem(words[0]), *claim.theme[-1:]))


def _document(a: Claim, b: Claim) -> Level:
    if a.document != b.document:
        return _level("statement-document", "other")
    if a.block == b.block and abs(a.span.start - b.span.start) < 240:
        return _level("statement-document", "same-sentence")
    if a.group and a.group == b.group:
        return _level("statement-document", "same-group", a.group)
    return _level("statement-document", "same")


def _occurrence(a: Claim, b: Claim) -> Level:
    if a.type is ClaimType.UNIQUE or a.occurrence == b.occurrence or (a.type is ClaimType.PLACE and _are_first(a, b)):
        return _level("statement-occurrence", "same")
    if a.occurrence and b.occurrence:
        return _level("statement-occurrence", "different", f"{a.occurrence} and {b.occurrence}")
    return _level("statement-occurrence", "one-silent", a.occurrence or b.occurrence)


def _scope(a: Claim, b: Claim) -> Level:
    x, y = _series(a), _series(b)
    for series in sorted(set(x) & set(y)):
        if not x[series] & y[series]:
            return _level("statement-scope", "different", f"{sorted(x[series])[0]} and {sorted(y[series])[0]}")
    if set(x) ^ set(y):
        return _level("statement-scope", "one-silent", ", ".join(sorted(set(x) ^ set(y))))
    return _level("statement-scope", "same")


def _series(claim: Claim) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for item in claim.scope:
        series, _, member = item.partition(":")
        found.setdefault(series, set()).add(member)
    return found


# --- when -------------------------------------------------------------------------------------------------------------

_APART = 10
"""Years by which two acts that are done once lie apart when they are surely two: a house and the one that replaced it."""


def _time(a: Claim, b: Claim) -> Level:
    """Whether the two hold at one time, as far as the role needs it."""
    role = role_of(a)
    when = role.when if role is not None else "office"
    if {r.name for r in (role, role_of(b)) if r is not None} == {"director", _FILM}:
        # directed once, unless the verb tells of a term: `was directed by X from 2001`
        when = "office" if any(_TERM.search(c.quote) for c in (a, b)) or _is_now(a) or _is_now(b) else "once"
    if _are_disjoint(_edition_years(a), _edition_years(b)):
        return _level("statement-time", "different", "two editions")
    x, y = set(a.years), set(b.years)
    detail = f"{sorted(x)} and {sorted(y)}"
    if when == "once" or _are_first(a, b):
        apart = bool(x and y) and min(abs(p - q) for p in x for q in y) > _APART
        return _level("statement-time", "different" if apart else "needless", detail)
    if when == "state":
        return _level("statement-time", "needless" if x == y else "unknown", detail)
    p, q = _own_years(a), _own_years(b)
    if when == "edition":
        return _level("statement-time", "same" if p == q and len(p) == 1 else "unknown", detail)
    if when == "event" and all(_how(c) in _BY_VERB | LABELLED and _is_happening(c) for c in (a, b)):
        if p & q:
            return _level("statement-time", "same", detail)
        is_single = not (p and q) and not any(_is_repeated(c) for c in (a, b))
        return _level("statement-time", "needless" if is_single else "unknown", detail)
    if _is_snapshot(a) and _is_snapshot(b):
        return _level("statement-time", "needless", "both of now")
    return _level("statement-time", "same" if _overlap(x, y) else "unknown", detail)


def _is_snapshot(claim: Claim) -> bool:
    """Whether a page without a date says who holds an office now: by a label, or with `is`."""
    if claim.years or claim.told_on is not None or _own_years(claim) or _YEAR_OF_PATH.search(claim.document):
        return False
    return _how(claim) in LABELLED or _IS.search(claim.quote) is not None


_YEAR_OF_PATH = pattern_of(r"(?<!\d)(?:19|20)\d\d(?!\d)")


_IS = pattern_of(r"\bis\b")
_TERM = pattern_of(r"\b(?:since|until|from|between|for (?:\w+ ){1,2}years)\b|[–—-]\s?\d{4}", re.I)
_IS_NOW = pattern_of(r"\b(?:is|are|has been|have been|being)\b")


def _is_now(claim: Claim) -> bool:
    return _how(claim) in _BY_VERB and _IS_NOW.search(claim.quote) is not None


def _are_disjoint(x: set[int], y: set[int]) -> bool:
    return bool(x and y) and not x & y


_YEAR = pattern_of(
    r"(?<![\d.,-])(?:1[0-9]|20)\d\d(?!\d|,\d|-\d)|(?<=[./-])(?:1[0-9]|20)\d\d(?!\d)|(?<!\d)(?:1[0-9]|20)\d\d(?=-\d\d-)"
)


_EDITION = pattern_of(r"\b(?:the|The)[ \n]((?:1[0-9]|20)\d\d)[ \n]")


def _edition_years(claim: Claim) -> set[int]:
    """The years that tell which one of a series is meant: `the 2016 Regatta`, `the 1998 remake`."""
    return {int(y) for y in _EDITION.findall(claim.quote)}


def _own_years(claim: Claim) -> set[int]:
    """The years in the words of the claim, else those that its surroundings give."""
    return {int(y) for y in _YEAR.findall(claim.quote)} or set(claim.years)


def _are_first(a: Claim, b: Claim) -> bool:
    """Whether both are called the first: that stays so whatever came after."""
    return all("order:first" in c.scope or (c.type is ClaimType.PLACE and _FIRST.search(c.quote)) for c in (a, b))


_FIRST = pattern_of(
    r"\bfirst (?:public(?:ly)? )?(?:\w+ed|shown|given|held|seen|heard|performance|showing|staging|hearing)\b", re.I
)


def _overlap(x: set[int], y: set[int]) -> bool:
    """Whether two terms share more than the year in which one ends and the other begins."""
    if not x or not y:
        return False
    if len(x) == 1 and len(y) == 1:
        return x == y
    return max(min(x), min(y)) < min(max(x), max(y)) or (
        (len(x) == 1 and min(y) < min(x) < max(y)) or (len(y) == 1 and min(x) < min(y) < max(x))
    )


def _is_happening(claim: Claim) -> bool:
    return not _thing_words(claim).isdisjoint(holders().happenings | holders().repeated)


def _is_repeated(claim: Claim) -> bool:
    """Whether such a thing happens again under the same name: a congress, a race."""
    return not _thing_words(claim).isdisjoint(holders().repeated)


def _thing_words(claim: Claim) -> set[str]:
    return {*claim.theme, *(stem(t) for e in things_of(claim)[:1] for t in name_tokens(e))}


def _numbers(claim: Claim) -> frozenset[str]:
    """The numbers in the words for what a claim is about, years left out: `the Cobalt 7 synthesiser`."""
    return numbers_of(normalise(claim.entity)) - {str(year) for year in claim.years}


# --- titles held by one alone -----------------------------------------------------------------------------------------

_LIMITS = frozenset(["outside", "without", "except", "excluding", "before", "after", "since", "until", "under", "over", "above", "below", "not"])  # fmt: skip


def title_of(claim: Claim) -> str:
    """A title with its scope in a normal form, the order of words left out; nothing where it names no scope or recurs."""
    words = tokens(claim.shown)
    stems = {_plain(w) for w in content_words(claim.shown)} - {""}
    stems |= {t.low for t in words if t.low in _LIMITS or t.text[0].isdigit()}
    stems -= {w for phrase in stems if " " in phrase for w in phrase.split()}
    stems.discard(_plain(stem(claim.predicate)))
    if claim.predicate not in holders().lasting and claim.predicate.endswith("est"):
        stems -= holders().known_from
    if _OURS.search(claim.quote):
        stems.add("our")
    if len(stems) < 2 or recurs(claim.shown, stems):
        return ""
    if claim.theme and set(content_words(claim.shown)) <= set(claim.theme):
        return ""  # held by nobody whom the text names
    is_named = any(t.text[0].isupper() and t.start > 0 for t in words) or words[0].text[0].isupper()
    if not is_named and not stems & {"world", "our"}:
        if not claim.topic:
            return ""
        stems.add(f"@{claim.topic[0]}")
    return f"{stem(claim.predicate)}/{' '.join(sorted(stems))}"


_OPEN = "title/"
"""What the blocking keys of titles begin with whose place one text at least leaves open."""


def open_title_of(claim: Claim) -> str:
    """A title that stays with its first holder, without its place: `first woman mayor` of `the town` or of a town by name."""
    if claim.predicate not in holders().lasting or not set(claim.theme) - set(content_words(claim.shown)):
        return ""
    named = _names_in(claim)
    stems = {_plain(w) for w in content_words(claim.shown)} - {"", _plain(stem(claim.predicate))}
    stems -= holders().open_scopes | named | _LIMITS
    if len(stems) < 2 or recurs(claim.shown, stems) or any(t[0].isdigit() for t in stems):
        return ""
    return f"{stem(claim.predicate)}/{' '.join(sorted(stems))}"


def _names_in(claim: Claim) -> frozenset[str]:
    """The stems of the words with capitals in a title."""
    return frozenset(_plain(stem(t.text)) for t in tokens(claim.shown) if t.text[0].isupper()) - {""}


def _open_title(a: Claim, b: Claim, key: str) -> Level:
    if a.document == b.document:
        return _level("statement-body", "different", "one text tells of two")
    x, y = _names_in(a), _names_in(b)
    p, q = (frozenset(content_words(c.shown)) & holders().open_scopes for c in (a, b))
    if (x and y) or (p and q and p != q):
        return _level("statement-body", "different", f"{' '.join(sorted(x | p))} and {' '.join(sorted(y | q))}")
    return _level("statement-body", "open", key.removeprefix(_OPEN))


_OURS = pattern_of(r"\bour\b")


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    """A stem of a title in its plainest form: states by one name, light verbs left out, `independent` as `independence`."""
    if word in holders().light:
        return ""
    state = state_of(word)
    if state is not None:
        return fold(state)
    word = holders().alike.get(word, synonym(word))
    return _NOMINAL.sub("", word) if len(word) > 7 else word


_NOMINAL = pattern_of(r"(?:ence|enc|ent|ance|anc|ant)\Z")


def _title(a: Claim, b: Claim) -> Level:
    return _level("statement-title", "same" if title_of(a) == title_of(b) else "different", title_of(a))


_PAST = pattern_of(r"\b(?:was|were|became|had been)\b")
_PRESENT = pattern_of(r"\b(?:is|are|remains?|has been)\b")


def _title_time(a: Claim, b: Claim) -> Level:
    """A superlative passes on to the next holder: the two must hold at one time, which silence tells only in the present."""
    if a.predicate in holders().lasting:
        return _level("statement-time", "needless")
    x, y = set(a.years), set(b.years)
    is_superlative = a.predicate not in ("only", "sole", "lone")
    if x and y and is_superlative:
        return _level("statement-time", "same" if x & y else "unknown", f"{sorted(x)} and {sorted(y)}")
    past = [c for c in (a, b) if _PAST.search(c.quote)]
    present = [c for c in (a, b) if _PRESENT.search(c.quote)]
    if past and (present or (is_superlative and any(c.years for c in (a, b)))):
        return _level("statement-time", "unknown", "was and is")
    return _level("statement-time", "needless")
