"""Judge, part of titles: the first that a body had of a sort, in the ways in which texts say whose first it was.

`Brome's first steward`, `the first steward of Brome`, `the first steward that Brome ever employed`, `the first person to edit it` and
`its first editor` are one title each, if the bodies are one.
"""

from __future__ import annotations

import re

from factcheck.frozen import dataclass
from factcheck.judge.common_ground import are_of_one_ground
from factcheck.judge.conflict import Case
from factcheck.judge.offices import are_of_one_body, is_among, main_names, named_in, near_names
from factcheck.judge.statements import after, before, people, sentence_of
from factcheck.model.claim import Claim, EntityId
from factcheck.patterns import pattern_of
from factcheck.values.demonyms import are_of_one_land
from factcheck.values.holders import holders
from factcheck.values.names import normalise
from factcheck.values.office_nouns import post_nouns
from factcheck.values.words import content_words, fold, stem, synonym, tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstOf:
    """A title of the first of a sort and the body whose first it is; the body is empty where a pronoun stands for it."""

    sort: str
    body: str
    is_ours: bool = False
    """Whether those who write mean themselves: `our first steward`."""
    is_post: bool = False
    """Whether a text names the post that its holder was first in, and not of what: `the first woman to be made warden`."""


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
_WHO = r"(?P<who>woman|man|person|one|lady|layman|girl|boy|outsider|foreigner|amateur|volunteer)\s(?:ever\s|yet\s)?"
_OF_BODY = r"(?:the|our|its)\s[a-z]+|(?:the\s)?[A-Z][\w.&’'-]*(?:\s[A-Z][\w.&’'-]*){0,4}"
_TO_BE = pattern_of(
    rf"\A{_WHO}(?:to\s(?:be\s(?:made|named|appointed|elected|chosen|employed|engaged|hired|elected\sas|appointed\sas|employed\sas|taken\son\sas)"
    rf"|become|serve(?:\s(?P<served>us|it|{_OF_BODY}))?\sas|act\sas|work(?:\sfor\s(?P<worked>us|it|{_OF_BODY}))?\sas|hold\sthe\s(?:post|office|title|position|rank|job)\sof)"
    rf"|as)\s(?:(?:the|an?|its|our)\s)?(?P<office>[A-Za-z-]+(?:\s[A-Za-z-]+){{0,2}}?)(?:\s(?:of|at|for|in)\s(?P<of>{_OF_BODY}))?\Z"
)
_IN_POST = pattern_of(
    rf"\A{_WHO}(?:in|to\s(?:hold|fill|take|take\son|occupy|be\sappointed\sto|be\selected\sto))\s(?:the|this|that)\s(?:post|job|office|role|chair|position|title)\Z"
)
_OFFICE_TOLD = pattern_of(
    r"(?:,|\bas)\s(?:(?:the|its|our)\s)?(?P<office>[A-Za-z-]+(?:\s[A-Za-z-]+){0,2}?)(?=,|\s(?:from|since|between|until|for|of|in|at|was|is|who)\b)"
)
_EVER_DONE = pattern_of(
    rf"\s(?:that\s|which\s|whom\s)?(?P<body>{_OF_BODY}|we|it|they)\s(?:has\s|have\s|had\s)?ever(?:\s(?:had|[a-z]+ed|built|made|bought|sold|won))?\Z"
)
_IN_HISTORY = pattern_of(
    rf"\s(?:in|of)\s(?:the\s(?:whole\s|long\s)?history\sof\s(?P<body>{_OF_BODY})|(?P<owner>its|our|their|(?:the\s)?[\w.&-]+(?:\s[A-Z][\w.&-]*){{0,3}}[’']s?)\s(?:[a-z-]+\s)?history)\Z"
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
    if (post := _post_of(case, claim, shown, body)) is not None:
        return post
    if match := _TO_LEAD.match(shown):
        return FirstOf(sort=_LEADERS[match["verb"].lower()], body=match["body"])
    if (match := _OF.search(shown)) and body is None:
        body, shown = match["body"], shown[: match.start()]
    elif body is None and (done := _EVER_DONE.search(shown) or _IN_HISTORY.search(shown)):
        whose = str(done["body"] or done.groupdict().get("owner") or "")
        body, shown = re.sub(r"[’']s?\Z", "", whose), shown[: done.start()]
        body = "" if body.lower() in ("its", "our", "their") else body
    elif body is None and (had := _EVER_HAD.match(after(case, claim, 90))):
        body = had["body"]
    elif body is None and (split := _split(shown)):
        body, shown = split
    sort = [_SAME.get(w, synonym(w)) for w in content_words(re.sub(r"\s(?:ever|to\sdate)\Z", "", shown))]
    if body is None or not 0 < len(sort) <= _MOST_WORDS or any(c.isupper() or c.isdigit() for c in shown):
        return None
    if sort[-1] in _GENERAL or sort[-1] in holders().recurring or " to " in shown or " in " in shown:
        return None
    return FirstOf(sort=" ".join(sort), body=body, is_ours=not body and _is_of_us(case, claim))


def _post_of(case: Case, claim: Claim, shown: str, body: str | None) -> FirstOf | None:
    """Of `woman to be made warden`, `woman in the post`, `person to serve us as a steward`: a woman warden, a steward."""
    if (match := _TO_BE.match(shown)) is not None:
        office, who = match["office"], match["who"]
        whose = match["served"] or match["worked"] or match["of"] or body or ""
    elif (match := _IN_POST.match(shown)) is not None:
        lead = sentence_of(case, claim).partition(claim.shown)[0]
        told = [m["office"] for m in _OFFICE_TOLD.finditer(lead) if _is_office(m["office"])]
        if len(set(told)) != 1:
            return None
        office, who, whose = told[0], match["who"], body or ""
    else:
        return None
    if not _is_office(office):
        return None
    words = [] if who in ("person", "one") else [who]
    sort = [_SAME.get(w, synonym(w)) for w in (*map(stem, words), *content_words(office.lower()))]
    is_ours = whose.lower() == "us" or (not whose and _is_of_us(case, claim))
    return FirstOf(sort=" ".join(sort), body="" if is_ours else whose, is_ours=is_ours, is_post=not whose)


def _is_of_us(case: Case, claim: Claim) -> bool:
    """Whether the first is said to be `ours`."""
    return re.search(r"(?:\A|\W)our(?:\svery)?\s*\Z", before(case, claim, 20), re.I) is not None


def _is_office(noun: str) -> bool:
    root = stem(noun.split()[-1].lower())
    return root in post_nouns() or root in holders().office_words


def _split(shown: str) -> tuple[str, str] | None:
    """Of `Brome steward` the name and the noun."""
    match = re.fullmatch(r"(?P<name>(?:[A-Z][\w&-]*\s){1,3})(?P<noun>[a-z][a-z\s-]+)", shown)
    return (match["name"].strip(), match["noun"]) if match else None


_NOBODY = frozenset(["it", "we", "they"])


def are_of_one(case: Case, a: Claim, b: Claim, x: FirstOf, y: FirstOf) -> bool:
    """Whether two such titles are of one body: one text names it, and the other knows the name where it leaves it open."""
    if x.sort != y.sort or _pay_of(case, a) != _pay_of(case, b):
        return False
    names = [None if _is_open(t.body) else _plain(t.body) for t in (x, y)]
    if any(name is None or " " not in name for name in names) and not are_of_one_body(case, a, b):
        if not any(name is not None and " " in name for name in names):
            return False
    if names[0] is not None and names[1] is not None:
        is_one = is_among(names[0], frozenset([names[1]])) and not _is_part_of(names[0], names[1])
        return is_one or are_of_one_land(names[0], names[1])
    if names[0] is None and names[1] is None and (x.is_post or y.is_post):
        return are_of_one_ground(case, a.document, b.document)
    if names[0] is None and names[1] is None:
        nouns = [_noun(t.body) for t in (x, y)]
        if (nouns[0] and nouns[1] and nouns[0] != nouns[1]) or not _is_of_bodies(x.sort):
            return False
        mains = [_bodies_meant(case, claim, title) for claim, title in ((a, x), (b, y))]
        return any(is_among(name, mains[1]) for name in mains[0])
    name = names[0] or names[1] or ""
    if (x if names[0] is None else y).is_ours and are_of_one_ground(case, a.document, b.document):
        return is_among(name, named_in(case, a.document if names[0] is None else b.document))
    return is_among(name, _bodies_meant(case, a, x) if names[0] is None else _bodies_meant(case, b, y))


_UNPAID = pattern_of(r"\b(?:unpaid|honorary|volunteers?|voluntary|acted|acting|interim|temporary)\b", re.I)


def _pay_of(case: Case, claim: Claim) -> bool:
    """Whether a title is that of somebody who served for nothing or for a time: others were the first who were paid."""
    return _UNPAID.search(sentence_of(case, claim)) is not None


_PARTS = frozenset(["women", "ladies", "men", "girls", "boys", "junior", "juniors", "youth", "senior", "seniors", "annexe", "annex", "branch", "section", "friends", "reserves", "reserve", "academy", "north", "south", "east", "west", "cottage", "infants", "primary", "under"])  # fmt: skip


def _is_part_of(name: str, other: str) -> bool:
    """Whether one of two names is that of a part or a sister of the other: `Elm Town Women`."""
    return not _PARTS.isdisjoint(set(name.split()) ^ set(other.split()))


def _bodies_meant(case: Case, claim: Claim, title: FirstOf) -> frozenset[str]:
    """The names of the bodies that a title may leave open: that told last before it, else those that the text is about."""
    document = case.documents[claim.document]
    block = document.blocks[claim.block]
    about = near_names(case, claim) | main_names(case, claim.document)
    if title.body and title.body.lower() not in _NOBODY:
        noun = _noun(title.body)
        own = frozenset(name for name in about if stem(name.split()[-1]) == noun)
        return own or about  # `the museum` is the Saltby Museum where that is named
    if title.is_ours:
        return about
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
    return _is_office(sort) or sort in _LEADERS.values()
