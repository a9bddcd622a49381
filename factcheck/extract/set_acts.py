"""Extract, part of statements: acts that several words tell together, and who did them.

`X cut the ribbon`, `the first sod was turned by X`, `X declared it open`, `the gift of X`, `X succeeded Y as director`,
`signed for Morland by X`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.data import load_yaml
from factcheck.extract.clauses import Clauses, inherited_names
from factcheck.extract.closed_words import BE
from factcheck.extract.predicates import Form
from factcheck.extract.statement_drafts import holder_behind, name_at, statement
from factcheck.extract.statement_words import statement_words
from factcheck.extract.word_hints import hint_of
from factcheck.frozen import dataclass
from factcheck.model.claim import ClaimType
from factcheck.model.document import Block
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind, NameMention
from factcheck.patterns import pattern_of
from factcheck.values.words import content_words


@dataclass(frozen=True, slots=True)
class _Acts:
    """The closed classes of set acts, compiled."""

    act_of: dict[tuple[str, str], str]
    """By verb and thing."""
    active: re.Pattern[str]
    passive: re.Pattern[str]
    cues: frozenset[str]
    """The last words of the things: a sentence without any tells no such act."""
    given: re.Pattern[str]
    given_cues: frozenset[str]
    lecture: re.Pattern[str]
    succeeding: re.Pattern[str]
    succeeded_cues: frozenset[str]


_BETWEEN = r"(?:[a-z]+ly )?"
_DECLARED = pattern_of(r"\b(?:declared|declares|pronounced) (?P<thing>[^,;:.]{2,60}?) (?:officially |formally )?open\b")
_SIGNED = pattern_of(
    r"\b(?P<verb>signed)(?: (?P<it>it|[^,;:.]{2,40}?))? (?:for|on behalf of) (?:the )?(?P<party>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3})(?P<by> by)?(?![\w-])"
)
_OF_THING = pattern_of(r" (?:of|for|on|at) (?:the |a |our )?(?=[A-Z])")


_OF_GIFTS = frozenset(["gift", "bequest", "legacy", "donation", "given", "donated", "presented", "bequeathed", "left"])


@cache
def _last_words_of_things() -> frozenset[str]:
    acts = load_yaml("claims/statements/en.yaml")["set_acts"]
    return frozenset(thing.split()[-1] for entry in acts.values() for thing in entry["things"])


@cache
def _first_words_of_succession() -> frozenset[str]:
    return frozenset(words.split()[0] for words in load_yaml("claims/statements/en.yaml")["succeeding"])


@cache
def _every_cue() -> frozenset[str]:
    """The words without which no sentence tells an act of several words; the patterns are made when one is met."""
    own = _OF_GIFTS | _GIVE | _CHAIRING | {"declared", "declares", "pronounced", "signed"}
    return own | _last_words_of_things() | _first_words_of_succession()


_MAY_BE_ACT = hint_of(lambda word: word in _every_cue())


@cache
def _acts() -> _Acts:
    data = load_yaml("claims/statements/en.yaml")
    act_of: dict[tuple[str, str], str] = {}
    active: list[str] = []
    passive: list[str] = []
    for act, entry in data["set_acts"].items():
        verbs = "|".join(map(re.escape, entry["verbs"]))
        things = "|".join(re.escape(t) for t in sorted(entry["things"], key=lambda t: (-len(t), t)))
        active.append(rf"(?P<verb{len(active)}>{verbs}) (?:the |a |its |their )(?P<thing{len(active)}>{things})\b")
        passive.append(
            rf"(?P<thing{len(passive)}>{things})(?: (?:of|for|on|at|to) [^,;:.]{{2,50}}?)? (?:was|were|is|had been|has been|being|will be) "
            rf"{_BETWEEN}(?P<verb{len(passive)}>{verbs})(?: [^,;:.]{{2,40}}?)? by\b"
        )
        act_of.update({(verb, thing): act for verb in entry["verbs"] for thing in entry["things"]})
    given = "|".join(re.escape(g) for g in sorted(data["given"], key=lambda g: (-len(g), g)))
    receivers = "|".join(map(re.escape, data["receivers"]))
    following = "|".join(map(re.escape, data["succeeding"]))
    role = "|".join(re.escape(n) for n in sorted(statement_words().role_of, key=lambda n: (-len(n), n)))
    words = r"(?:[a-z][\w-]* ){0,2}?"
    return _Acts(
        act_of=act_of,
        active=re.compile(rf"\b(?:{'|'.join(active)})"),
        passive=re.compile(rf"\b(?:{'|'.join(passive)})"),
        cues=_last_words_of_things(),
        given=re.compile(rf"\b(?:{given}|(?:given|presented|donated|bequeathed|left) to (?:the |its |our )?(?:{receivers}) by)\b"),
        given_cues=_OF_GIFTS,
        lecture=re.compile(
            rf"\b(?:gave|gives|delivered|delivers|preached) (?P<thing>(?:the|this year[’']s) (?:[\w’'-]+ ){{0,4}}?(?i:{'|'.join(data['lectures'])})\b)"
        ),
        succeeding=re.compile(
            rf"\b(?P<verb>(?:was |were |is )?(?:{following}))(?P<by> by)? "
            rf"(?P<other>(?:[A-Z][\w.’'-]*)(?: [A-Z][\w.’'-]*){{0,4}}),? (?:in \d{{4}} )?as (?:the |its |their )?{words}(?P<role>{role})(?![\w-])",
        ),
        succeeded_cues=_first_words_of_succession(),
    )  # fmt: skip


def set_acts_of(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """The roles of a sentence in acts that no single verb tells."""
    if not sentence.names or not sentence.hints & _MAY_BE_ACT:
        return
    acts, vocabulary = _acts(), sentence.vocabulary
    if not acts.cues.isdisjoint(vocabulary):
        yield from _ceremonies(found, sentence)
    if "open" in vocabulary and not vocabulary.isdisjoint(("declared", "declares", "pronounced")):
        yield from _declared_open(found, sentence)
    if not acts.given_cues.isdisjoint(vocabulary):
        yield from _gifts(found, sentence)
    if not _GIVE.isdisjoint(vocabulary):
        yield from _lectures(found, sentence)
    if "as" in vocabulary and not acts.succeeded_cues.isdisjoint(vocabulary):
        yield from _successions(found, sentence)
    if not _CHAIRING.isdisjoint(vocabulary):
        yield from _chaired(found, sentence)
    if "signed" in vocabulary:
        yield from _signed_for(found, sentence)


_CHAIRING = frozenset(["chair", "presided", "presides"])
_CHAIRED = pattern_of(
    r"(?P<in>(?: was| is)? in the chair)\b|(?P<took>(?:took|takes) the chair)\b|(?P<over>presided|presides)\b(?P<thing> over (?:the |this )?[^,;:.]{2,50})?"
)


def _chaired(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """Of `with X in the chair`, `X took the chair`, `X presided`: who led a meeting that the text names elsewhere."""
    text = sentence.block.text
    for match in _CHAIRED.finditer(text, sentence.start, sentence.end):
        name = next(
            (n for n in sentence.names if n.end + (text[n.end : n.end + 1] == " ") >= match.start() >= n.end), None
        )
        if name is None and not match["in"]:
            name = _subject(sentence, match.start())
        if name is None or name.kind is NameKind.PLACE:
            continue
        about = (match.end() - (0 if match["over"] else len("the chair")), match.end())
        if match["over"]:
            about = (match.start("thing") + len(" over "), match.end("thing")) if match["thing"] else match.span("over")
        clause = (min(name.start, match.start()), match.end())
        yield statement(
            found, sentence, ClaimType.ROLE, (name.start, name.end), "chair", None, how="doer", about=about,
            clause=clause, shown="presided" if match["over"] else "in the chair",
        )  # fmt: skip


@cache
def _lecture_nouns() -> frozenset[str]:
    """Nouns of what is given to many, or spoken."""
    data = load_yaml("claims/statements/en.yaml")
    return frozenset((*data["lectures"], *data["handed"]))


def _ceremonies(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    text = sentence.block.text
    for pattern, is_passive in ((_acts().active, False), (_acts().passive, True)):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            verb, thing = (
                next(v for k, v in match.groupdict().items() if v and k.startswith(p)) for p in ("verb", "thing")
            )
            act = _acts().act_of[verb, thing]
            at = next(match.start(k) for k, v in match.groupdict().items() if v and k.startswith("thing"))
            name = _agent(sentence, match.end()) if is_passive else _subject(sentence, match.start())
            if name is None:
                continue
            end = at + len(thing)
            about = _named_behind(sentence, end) or (at, end)
            clause = (min(name.start, match.start()), max(name.end, match.end(), about[1]))
            yield statement(
                found, sentence, ClaimType.ROLE, (name.start, name.end), act, None,
                how="agent" if is_passive else "doer", about=about, clause=clause, shown=f"{verb} the {thing}",
            )  # fmt: skip


def _named_behind(sentence: Clauses, end: int) -> tuple[int, int] | None:
    """Of `the ribbon of the Orrin Bridge`: the name that the thing of a ceremony belongs to."""
    match = _OF_THING.match(sentence.block.text, end, sentence.end)
    name = next((n for n in sentence.names if match and n.start == match.end()), None)
    return (name.start, name.end) if name is not None and name.kind is not NameKind.PERSON else None


def _declared_open(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    for match in _DECLARED.finditer(sentence.block.text, sentence.start, sentence.end):
        name = _subject(sentence, match.start())
        if name is not None:
            about = match.start("thing"), match.end("thing")
            yield statement(
                found, sentence, ClaimType.ROLE, (name.start, name.end), "open", None, how="doer", about=about,
                clause=(min(name.start, match.start()), match.end()), shown="declared open",
            )  # fmt: skip


_GIVER = pattern_of(
    r"(?:a )?(?:gift|bequest|legacy|donation|given|donated|presented|bequeathed) (?:by|of|from)(?: the)? (?=[A-Z])",
    re.I,
)


_AS_GIFT = pattern_of(r"\b(?:as|is|was|are|were|been) (?:the |a |an )?(?:[a-z]+ )?\Z")


def given_in_cell(found: Extraction, block: Block, heads: tuple[str, ...]) -> Iterator[DraftClaim]:
    """Of a cell `given by X, 1889`: from whom the thing came that its row names."""
    match = _GIVER.match(block.text) if len(block.text) < 90 else None
    giver = next((n for n in found.names[block.index] if match and n.start == match.end()), None)
    if match is None or giver is None or giver.kind is NameKind.PLACE:
        return
    yield DraftClaim(
        block=block.index, start=0, end=len(block.text), value_start=giver.start, value_end=giver.end,
        type=ClaimType.ROLE, words=giver.text, predicate="donate", predicate_words=match[0].strip(),
        subject_names=heads, names=(*heads, giver.text), inherited=inherited_names(found, block),
        context=content_words(block.text), extractor="table",
    )  # fmt: skip


def _gifts(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """That a thing came from somebody: the subject of the clause."""
    for match in _acts().given.finditer(sentence.block.text, sentence.start, sentence.end):
        name = _agent(sentence, match.end())
        k = sentence.at(match.start())
        if name is None or name.kind is NameKind.PLACE:
            continue
        if match[0].endswith((" of", " from")) and not _AS_GIFT.search(
            sentence.block.text, max(0, match.start() - 40), match.start()
        ):
            continue  # `mended thanks to a gift of X`
        level = sentence.breaks[k]
        verb = next((p for p in sentence.predicates if p.first <= k and sentence.breaks[p.first] == level), None)
        subject = sentence.grammar.subject(verb.first) if verb is not None and verb.form is not Form.NOUN else None
        if subject is None and (
            copula := next((j for j in range(k - 1, max(-1, k - 4), -1) if sentence.tokens[j].low in BE), None)
        ):
            subject = sentence.grammar.subject(copula)
        if subject is None or sentence.tokens[subject.last - 1].end > match.start():
            continue
        about = sentence.tokens[subject.first].start, sentence.tokens[subject.last - 1].end
        is_named = any(about[0] <= n.start < about[1] for n in sentence.names) or sentence.tokens[
            subject.first
        ].low in ("it", "they")
        if sentence.tokens[subject.last - 1].low in _lecture_nouns() or not (
            is_named or match[0].endswith((" of", " from"))
        ):
            continue  # `the lecture was given by`, `the prize was given by`
        yield statement(
            found, sentence, ClaimType.ROLE, (name.start, name.end), "donate", None, how="agent", about=about,
            clause=(about[0], name.end), shown=match[0],
        )  # fmt: skip


_GIVE = frozenset(["gave", "gives", "delivered", "delivers", "preached"])


def _lectures(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """Of `X gave the 2019 Hallam Lecture`: who spoke."""
    for match in _acts().lecture.finditer(sentence.block.text, sentence.start, sentence.end):
        name = _subject(sentence, match.start())
        if name is not None:
            about = match.start("thing"), match.end("thing")
            yield statement(
                found, sentence, ClaimType.ROLE, (name.start, name.end), "lecture", None, how="doer", about=about,
                clause=(min(name.start, about[0]), max(name.end, about[1])), shown=match[0].split()[0],
            )  # fmt: skip


def _successions(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """Of `X succeeded Y as director`: that X followed Y in that office."""
    for match in _acts().succeeding.finditer(sentence.block.text, sentence.start, sentence.end):
        other = next((n for n in sentence.names if n.start == match.start("other")), None)
        is_passive = match["by"] is not None
        if other is None or is_passive != match["verb"].startswith(("was ", "were ", "is ")):
            continue
        one = _subject(sentence, match.start())
        if one is None or one.kind is not NameKind.PERSON or other.kind is not NameKind.PERSON:
            continue
        value, before = (other, one) if is_passive else (one, other)
        yield statement(
            found, sentence, ClaimType.ROLE, (value.start, value.end), "succeed", None, how="successor",
            about=(before.start, before.end), clause=(one.start, match.end()), shown=f"succeeded as {match['role'].lower()}",
        )  # fmt: skip


def _signed_for(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """Of `signed for Morland by X`, `X signed it for Morland`: who signed for that side."""
    for match in _SIGNED.finditer(sentence.block.text, sentence.start, sentence.end):
        name = _agent(sentence, match.end()) if match["by"] else _subject(sentence, match.start())
        if name is None or name.kind is NameKind.PLACE:
            continue
        k = sentence.at(match.start())
        if match["by"]:
            phrase = sentence.grammar.subject(k)
            about = (sentence.tokens[phrase.first].start, sentence.tokens[phrase.last - 1].end) if phrase else None
        else:
            about = (match.start("it"), match.end("it")) if match["it"] else None
        if about is None:
            continue
        start, end = min(about[0], name.start), max(name.end, match.end())
        yield statement(
            found, sentence, ClaimType.ROLE, (name.start, name.end), "sign", None, how="agent" if match["by"] else "doer",
            about=about, clause=(start, end), shown=f"signed for {match['party']}",
        )  # fmt: skip


def _agent(sentence: Clauses, end: int) -> NameMention | None:
    """The name that the phrase right behind a `by` or an `of` ends in: `the mayor of Harl, Colin Orr`."""
    k = sentence.index(end)
    if k >= len(sentence.tokens):
        return None
    match = _OFFICE_FIRST.match(sentence.block.text, sentence.tokens[k].start, sentence.end)
    if match is not None and (held := next((n for n in sentence.names if n.start == match.end()), None)) is not None:
        return held if held.kind is not NameKind.PLACE else None
    name = name_at(sentence, k)
    return holder_behind(sentence, name) if name is not None and name.kind is not NameKind.PLACE else None


_OFFICE_FIRST = pattern_of(
    r"(?:the|a|an|its|their|our|his|her) (?:then )?(?:[\w’'-]+ ){0,3}?[a-z][\w-]*(?: (?:of|for|at) (?:the )?(?:[A-Z][\w’'-]*|[a-z]+)(?: [A-Z][\w’'-]*){0,3}| [A-Z][a-z]+)?, (?=[A-Z])"
)


def _subject(sentence: Clauses, start: int) -> NameMention | None:
    """The name in the grammatical subject of the verb that stands there, an apposition behind it left out."""
    k = sentence.at(start)
    phrase = sentence.grammar.subject(k)
    if phrase is None:
        return None
    words = sentence.tokens
    low, high = words[phrase.first].start, words[phrase.last - 1].end
    inside = [n for n in sentence.names if low <= n.start < high and n.kind is not NameKind.PLACE]
    people = [n for n in inside if n.kind is NameKind.PERSON]
    return holder_behind(sentence, (people or inside)[0]) if inside else None
