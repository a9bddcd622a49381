"""Judge, part of titles: the first that a body had of a sort, in the ways in which texts say whose first it was.

`Brome's first steward`, `the first steward of Brome`, `the first steward that Brome ever employed`, `the first person to edit it` and
`its first editor` are one title each, if the bodies are one.
"""

from __future__ import annotations

import re

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case
from factcheck.judge.offices import are_of_one_body, is_among, main_names, named_in, near_names
from factcheck.judge.statements import after, before, people
from factcheck.model.claim import Claim, EntityId
from factcheck.patterns import pattern_of
from factcheck.values.holders import holders
from factcheck.values.names import normalise
from factcheck.values.words import content_words, fold, stem, synonym, tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstOf:
    """A title of the first of a sort and the body whose first it is; the body is empty where a pronoun stands for it."""

    sort: str
    body: str


_OWNER = pattern_of(
    r"(?:\A|[\s(,;:])(?:(?P<open>[Ii]ts|[Oo]ur|[Tt]heir)|(?P<name>(?:[Tt]he\s)?[\w.&-]+(?:\s[A-Z][\w.&-]*){0,3})[’']s?)(?:\svery)?\s*\Z"
)
_OWN = pattern_of(r"(?P<name>(?:the\s)?\S+(?:\s(?-i:[A-Z])\S*){0,3}?)[’']s?\s(?:very\s)?first\s", re.I)
_OF = pattern_of(
    r"\s(?:of|in|at|on)\s(?P<body>(?:the|its|our)\s[a-z]+|(?:the\s)?[A-Z][\w.&’'-]*(?:\s[A-Z][\w.&’'-]*){0,4})\Z"
)
_EVER_HAD = pattern_of(
    r"\s*(?:(?:that|which|whom)\s)?(?P<body>(?:the|our)\s[A-Za-z]+|we|it|they|(?-i:[A-Z])[\w.&-]*(?:\s(?-i:[A-Z])[\w.&-]*){0,3})\s(?:(?:has|have|had)\s)?(?:ever\s)?"
    r"(?:built|made|employed|appointed|hired|engaged|had|produced|published|released|launched|bought|owned|signed|sold|opened|ran|won|elected|commissioned|ordered)\b",
    re.I,
)
_TO_LEAD = pattern_of(
    r"person\sto\s(?P<verb>chair|lead|head|edit|manage|direct|captain|conduct|coach)\s(?P<body>(?:the|its|our)\s[a-z]+|it|[A-Z].*)\Z"
)
_LEADERS = {"lead": "leader", "head": "head", "edit": "editor", "manage": "manager", "direct": "director", "captain": "captain", "conduct": "conductor", "coach": "coach", "chair": "chair"}  # fmt: skip
_SAME = {stem(w): stem("chair") for w in ["chairman", "chairwoman", "chairperson"]}
_GENERAL = frozenset(stem(w) for w in ["person", "people", "thing", "time", "one", "step", "day", "name", "man", "woman", "child", "member", "place", "part", "way", "half", "class", "prize", "winner", "runner", "recipient", "choice", "love", "word", "line"])  # fmt: skip
_MOST_WORDS = 3


def first_of(case: Case, claim: Claim) -> FirstOf | None:
    """The sort and the body of a title that says whose first its holder was; nothing where it has any other scope."""
    if claim.predicate != "first" or not (claim.subject or claim.topic):
        return None
    shown = claim.shown.strip()
    body = None
    if match := _OWN.match(shown):
        body, shown = match["name"], shown[match.end() :]
    else:
        shown = re.sub(r"\A(?:the\s)?(?:very\s)?first\s", "", shown, flags=re.I)
        if owner := _OWNER.search(before(case, claim, 60)):
            body = owner["name"] or ""
    if match := _TO_LEAD.match(shown):
        return FirstOf(sort=_LEADERS[match["verb"].lower()], body=match["body"])
    if (match := _OF.search(shown)) and body is None:
        body, shown = match["body"], shown[: match.start()]
    elif body is None and (had := _EVER_HAD.match(after(case, claim, 90))):
        body = had["body"]
    elif body is None and (split := _split(shown)):
        body, shown = split
    sort = [_SAME.get(w, synonym(w)) for w in content_words(re.sub(r"\s(?:ever|to\sdate)\Z", "", shown))]
    if body is None or not 0 < len(sort) <= _MOST_WORDS or any(c.isupper() or c.isdigit() for c in shown):
        return None
    if sort[-1] in _GENERAL or sort[-1] in holders().recurring or " to " in shown or " in " in shown:
        return None
    return FirstOf(sort=" ".join(sort), body=body)


def _split(shown: str) -> tuple[str, str] | None:
    """Of `Brome steward` the name and the noun."""
    match = re.fullmatch(r"(?P<name>(?:[A-Z][\w&-]*\s){1,3})(?P<noun>[a-z][a-z\s-]+)", shown)
    return (match["name"].strip(), match["noun"]) if match else None


_NOBODY = frozenset(["it", "we", "they"])


def are_of_one(case: Case, a: Claim, b: Claim, x: FirstOf, y: FirstOf) -> bool:
    """Whether two such titles are of one body: one text names it, and the other knows the name where it leaves it open."""
    if x.sort != y.sort:
        return False
    names = [None if _is_open(t.body) else _plain(t.body) for t in (x, y)]
    if any(name is None or " " not in name for name in names) and not are_of_one_body(case, a, b):
        if not any(name is not None and " " in name for name in names):
            return False
    if names[0] is not None and names[1] is not None:
        return is_among(names[0], frozenset([names[1]]))
    if names[0] is None and names[1] is None:
        nouns = [_noun(t.body) for t in (x, y)]
        if (nouns[0] and nouns[1] and nouns[0] != nouns[1]) or not _is_of_bodies(x.sort):
            return False
        mains = [_bodies_meant(case, claim, title) for claim, title in ((a, x), (b, y))]
        return any(is_among(name, mains[1]) for name in mains[0])
    name = names[0] or names[1] or ""
    return is_among(name, _bodies_meant(case, a, x) if names[0] is None else _bodies_meant(case, b, y))


def _bodies_meant(case: Case, claim: Claim, title: FirstOf) -> frozenset[str]:
    """The names of the bodies that a title may leave open: that told last before it, else those that the text is about."""
    document = case.documents[claim.document]
    block = document.blocks[claim.block]
    about = near_names(case, claim) | main_names(case, claim.document)
    if title.body and title.body.lower() not in _NOBODY:
        noun = _noun(title.body)
        own = frozenset(name for name in about if stem(name.split()[-1]) == noun)
        return own or about  # `the museum` is the Saltby Museum where that is named
    text = fold(document.text[block.span.start : claim.value_span.start])
    named = {name for name in about | named_in(case, claim.document) if people(case).kind(EntityId(name)) != "place"}
    told = {name: text.rfind(name) for name in named if name in text}
    return frozenset([max(sorted(told), key=lambda name: (told[name], len(name)))]) if told else about


def _is_open(body: str) -> bool:
    return not body or body.lower() in _NOBODY or not any(w[0].isupper() for w in body.split() if w.lower() != "the")


def _plain(body: str) -> str:
    return normalise(re.sub(r"\Athe\s", "", body, flags=re.I))


def _noun(body: str) -> str:
    words = [w for w in tokens(body) if w.low not in (*_NOBODY, "the", "its", "our")]
    return stem(words[-1].text) if words else ""


def _is_of_bodies(sort: str) -> bool:
    """Whether a sort is one of office, of which the papers of a body speak without its name."""
    return stem(sort.split()[-1]) in holders().office_words or sort in _LEADERS.values()
