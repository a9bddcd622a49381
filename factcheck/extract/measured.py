"""Extract, part: what a number in running text measures, and of what, where the words around it tell that by their construction.

`prose.py` makes the draft claim by predicate and clause; the constructions here are surer: `the £31 million reservoir`,
`an archive of maps that numbers 4,410`, `put the area of the fen at`, `an army of 9,400 men under Marshal Ode`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from factcheck.extract.bare_numbers import counted_by, is_level, is_part_of_which, is_price
from factcheck.extract.clauses import Clauses, names_within
from factcheck.extract.closed_words import closed_stems
from factcheck.extract.measure_reading import Measured
from factcheck.extract.measure_words import measure_behind, measure_by_noun, verb_of_measure
from factcheck.extract.measured_people import death, dose, population, turnout
from factcheck.extract.noun_phrases import nouns_behind, phrase_ending, subject_of
from factcheck.extract.phrases import Phrase, head_group, stems_of
from factcheck.extract.tags import Tag
from factcheck.frozen import replace
from factcheck.model.extraction import DraftClaim
from factcheck.model.mention import QuantityMention
from factcheck.patterns import pattern_of
from factcheck.values.units import dimension_of
from factcheck.values.words import content_words, is_measure_word, is_money_word, stem


def with_measure(sentence: Clauses, mention: QuantityMention, draft: DraftClaim) -> DraftClaim:
    """The draft of a quantity with the measure and the subject that its construction gives; else as it is."""
    if "half" in mention.text:  # `one and a half tonnes`: a number, and no half of anything
        draft = replace(draft, scope=tuple(s for s in draft.scope if s != "part:half"))
    if mention.pattern == "some":
        return replace(draft, scope=(*draft.scope, "part:some"))
    if not draft.shown and (hyphened := _hyphened(sentence, mention)):
        draft = replace(draft, shown=hyphened, shown_start=-1, said="of")
    found = next(_readings(sentence, mention), None) or _told_by_words(sentence, mention, draft)
    if found is None:
        return draft
    if found.measure:
        draft = replace(draft, measure=found.measure)
    if found.alone:
        draft = replace(draft, names=())
    if found.subject is not None:
        draft = _with_subject(sentence, draft, found.subject, found.more)
    if found.stems:
        draft = replace(draft, subject_stems=(*(w for w in draft.subject_stems if w not in found.stems), *found.stems))
    if found.apposed and found.subject is not None:
        start = min(found.subject[0], mention.start)
        draft = replace(
            draft,
            start=start,
            end=max(found.subject[1], mention.end),
            predicate="",
            extractor=f"{draft.extractor}/{APPOSED}",
        )
    if found.shown:
        draft = replace(draft, shown=found.shown, shown_start=-1)
    if found.said:
        draft = replace(draft, said=found.said)
    if found.context:
        draft = replace(draft, context=(*draft.context, *found.context))
    if found.says:
        draft = replace(draft, predicate="", predicate_words=found.says)
    return replace(draft, scope=tuple(s for s in draft.scope if not _is_idle(sentence, draft, s)))


def _hyphened(sentence: Clauses, mention: QuantityMention) -> str:
    """Of `the 9-tonne tram Ottilie left`, `struck a 40-metre wall`: the nouns that such a measure belongs to, with their name."""
    text = sentence.block.text
    if not mention.quantity.unit or text[mention.number_end : mention.number_end + 1] != "-":
        return ""
    about = nouns_behind(sentence, mention.end)
    if about is None:
        return ""
    name = next((n for n in sentence.names if n.start < about[1] <= n.end), None)
    return text[about[0] : name.end if name is not None else about[1]]


def _is_idle(sentence: Clauses, draft: DraftClaim, scope: str) -> bool:
    """Whether a scope says nothing beside the subject that was found: `each fellow` per fellow, the ordinal of a title."""
    series, _, member = scope.partition(":")
    if series == "per":
        return stem(member) in draft.subject_stems
    if scope == "part:whole" and draft.measure == "cost":
        return True  # what a thing cost in all is what it cost
    if series == "order" and draft.subject_names:
        return not _ORDINAL.search(sentence.block.text, draft.start, draft.end)
    return False


APPOSED = "apposed"
"""What ends the extractor of a measure that is told in passing."""
_ORDINAL = pattern_of(r"\b(?:first|second|third|fourth|fifth|last|next|\d+(?:st|nd|rd|th))\b", re.I)


def _readings(sentence: Clauses, mention: QuantityMention) -> Iterator[Measured]:
    text = sentence.block.text
    before = text[max(sentence.start, mention.start - 120) : mention.start]
    money = dimension_of(mention.quantity.unit).startswith("money:") if mention.quantity.unit else False
    for read in (
        _told_bare,
        _change,
        _put_at,
        _limit,
        _apposition,
        _led_group,
        _constitution,
        turnout,
        death,
        population,
        dose,
        _of_stuff,
    ):
        if (found := read(sentence, mention, before)) is not None:
            yield found
    if money:
        for read in (_attribute, _expense, _payment, _sum_beside):
            if (found := read(sentence, mention, before)) is not None:
                yield found


# --- money -----------------------------------------------------------------------------------------------------------

_DETERMINER = pattern_of(r"(?:\A|[\s(])(?:a|an|the|its|their|his|her|our|this|that|another|[\w’']+[’']s)\s\Z", re.I)


def _attribute(sentence: Clauses, mention: QuantityMention, before: str) -> Measured | None:
    """`the £31 million reservoir`: what it cost; `a £250,000 grant`: how much the grant was."""
    lead = _DETERMINER.search(before + sentence.block.text[mention.start : mention.number_start])
    if lead is None:
        return None
    about = nouns_behind(sentence, mention.end)
    if about is None:
        return None
    head = content_words(sentence.block.text[slice(*about)])[-1:]
    if not head:
        return None
    if is_money_word(head[0]):  # `a grant` may be one of several
        one_of_several = lead[0].strip().lower() in ("a", "an", "another")
        return Measured(measure=head[0], subject=about if one_of_several else None)
    return Measured(measure="cost", subject=about, alone=True, apposed=True, said="cost")


_COST = pattern_of(r"(?P<lead>,?\s(?:which|that)\s|,\s|\s)(?P<verb>(?:has\s|had\s|would\shave\s)?costs?|costing|at\sa\s(?:total\s)?cost\sof)\s(?:a\stotal\sof\s|the\s[\w ]+\s)?\Z", re.I)  # fmt: skip


def _expense(sentence: Clauses, mention: QuantityMention, before: str) -> Measured | None:
    """`repairs costing £3.2 million`, `the dike cost 18 million`."""
    match = _COST.search(before)
    if match is None:
        return None
    at = mention.start - len(before) + match.start()
    about = None
    if match["verb"].lower().startswith("cost") and not match["verb"].lower().endswith("ing"):
        about = subject_of(
            sentence, mention.start - len(before) + match.start("verb")
        )  # `Tickets for the match cost £9`
        text = sentence.block.text
        if about is None and text[at - 1 : at] == ")" and (opened := text.rfind("(", sentence.start, at)) > 0:
            about = phrase_ending(sentence, opened)  # `Jars (340 g) cost £6`
    elif not match["verb"].lower().startswith("at"):
        about = phrase_ending(sentence, at)
    is_told_aside = match["verb"].lower() == "costing"
    return Measured(measure="cost", subject=about, says=match["verb"], alone=is_told_aside, apposed=is_told_aside)


_PAID = pattern_of(
    r"\s(?P<verb>(?:(?:is|are|was|were|be|been|being)\s)?(?:paid|given|granted|awarded|offered)|receives?|received|gets?|got|earns?|earned|draws?|drew)\s"
    r"(?:(?:an?|the)\s(?:[a-z-]+\s){0,2}?(?P<what>[a-z]{3,})\sof\s)?\Z",
    re.I,
)
_BY_WAY = pattern_of(r"\s(?:by\sway\sof|as\san?|as|in)\s(?:an?\s)?(?:(?:annual|yearly|monthly|weekly)\s)?(?P<what>[a-z]{3,})\b", re.I)  # fmt: skip


def _payment(sentence: Clauses, mention: QuantityMention, before: str) -> Measured | None:
    """`each trainee is paid a bursary of £9,600`, `the trainee receives £9,900 by way of bursary`: of the one who gets it."""
    match = _PAID.search(before)
    if match is None:
        return None
    said = _BY_WAY.match(sentence.block.text, mention.end, sentence.end)
    what = match["what"] or (said["what"] if said and is_money_word(said["what"]) else "")
    about = phrase_ending(sentence, mention.start - len(before) + match.start())
    if not what or about is None:
        return None
    return Measured(measure=stem(what), subject=about, says=match["verb"])


_BESIDE = pattern_of(r"[,:(–—][ ]\Z|[ ]\(\Z")


def _sum_beside(sentence: Clauses, mention: QuantityMention, before: str) -> Measured | None:
    """`the deposit, £50 a boat`, `a flat fee: £40`: what a sum is, where its name stands right before it."""
    match = _BESIDE.search(before)
    if match is None:
        return None
    about = phrase_ending(sentence, mention.start - len(before) + match.start())
    head = content_words(sentence.block.text[slice(*about)])[-1:] if about is not None else []
    is_named = bool(head) and (is_money_word(head[0]) or is_measure_word(head[0]))
    return Measured(measure=stem(head[0])) if is_named else None


# --- measures and counts ---------------------------------------------------------------------------------------------

_PUT = pattern_of(
    r"\b(?:put|puts|place[sd]?|set|sets|estimate[sd]?|estimating|reckon(?:s|ed)?|gives?|gave|assess(?:es|ed)?|fix(?:es|ed)?|measured)\s"
    r"(?:the|its|their|his|her)\s(?:[a-z-]+\s){0,2}?(?P<what>[a-z]{3,})(?:\s(?:of|in)\s(?P<of>[^,;:()]{2,60}?))?\s(?:at|to\sbe)\s\Z",
    re.I,
)


_PUT_THING = pattern_of(
    r"\s(?P<thing>(?:the(?!\s(?:former|latter)\b)|its|their|his|her)\s[^,;:()]+?)\s(?:at|to\sbe)\s\Z", re.I
)


def _put_at(sentence: Clauses, mention: QuantityMention, before: str) -> Measured | None:
    """`put the area of the Lower Fen at 96 square miles`."""
    match = _PUT.search(before)
    if match is None:
        return None
    base = mention.start - len(before)
    about = (base + match.start("of"), base + match.end("of")) if match["of"] else None
    shown = _PUT_THING.search(before, match.start())
    return Measured(measure=stem(match["what"]), subject=about, apposed=True, shown=shown["thing"] if shown else "")


_KIND = pattern_of(r",\san?\s(?:[a-z-]+\s){0,2}?(?P<what>[a-z]{3,})\sof\s\Z")
_BY_DIMENSION = {"area": "area", "mass": "weight"}
"""Measures that a unit tells by itself; a length may be any of a thing's."""


def _apposition(sentence: Clauses, mention: QuantityMention, before: str) -> Measured | None:
    """`the Lower Fen, a tract of 240 km²`: of what stands before the comma."""
    match = _KIND.search(before) if mention.quantity.unit else None
    if match is None:
        return None
    about = phrase_ending(sentence, mention.start - len(before) + match.start())
    if about is None or not names_within(sentence, *about):
        return None
    known = _BY_DIMENSION.get(dimension_of(mention.quantity.unit), "")
    return Measured(measure=known or stem(match["what"]), subject=about, apposed=True)


_GROUP = pattern_of(r"(?:\A|[\s(])(?P<group>(?:an?|the|his|her|its|their|[A-Z][\w’'-]*[’']s)\s(?:[a-z-]+\s){0,2}?[a-z]{3,})\sof\s\Z")  # fmt: skip
_UNDER = pattern_of(r"\s(?:under|led\sby|commanded\sby|headed\sby)\s")


def _led_group(sentence: Clauses, mention: QuantityMention, before: str) -> Measured | None:
    """`an army of 9,400 men under Marshal Ode`: of the army, which is told by its leader."""
    match = _GROUP.search(before) if mention.quantity.thing and not mention.quantity.unit else None
    if match is None:
        return None
    base = mention.start - len(before)
    group = (base + match.start("group"), base + match.end("group"))
    under = _UNDER.match(sentence.block.text, mention.end, sentence.end)
    if under is not None:
        leader = next((n for n in sentence.names if under.end() <= n.start <= under.end() + 24), None)
        if leader is not None:
            return Measured(subject=group, more=(under.end(), leader.end))
    return Measured(subject=group) if names_within(sentence, *group) else None


_CONSTITUTES = pattern_of(
    r"\s(?P<verb>(?:now\s|then\s|still\s|alone\s)?(?:(?:is|was)\s(?:made\sup|composed)\sof|consist(?:s|ed)?\sof|compris(?:es|ed)|numbers|numbered|totals|totalled"
    r"|amount(?:s|ed)?\sto|r[ua]ns?\sto|count(?:s|ed)?|contain(?:s|ed)?|weigh(?:s|ed)?(?:\sin\sat)?|tip(?:s|ped)\sthe\sscales\sat"
    r"|cover(?:s|ed)|occup(?:ies|ied)|(?:(?:can|could|would|will)\s)?(?:hold|holds|held|seats?|seated|sleeps?|accommodates?|accommodated)))"
    r"\s(?:(?:a\stotal\sof|an\sarea\sof|between|in\sall|only|just|exactly)\s)?\Z",
    re.I,
)
_TAKES = pattern_of(r"\s(?P<verb>takes|can\stake)\s(?:(?:up\sto|about|some|only|just|over)\s)?\Z", re.I)
_WEIGHT = pattern_of(r"weigh|scales", re.I)
_ROOM = pattern_of(r"hold|held|seat|sleep|accommodat", re.I)


def _constitution(sentence: Clauses, mention: QuantityMention, before: str) -> Measured | None:
    """`the archive numbers 4,410 maps`, `which consists of 812 coins`, `it weighed two tonnes`: of the subject of the verb."""
    if mention.quantity.thing in _ADMITTED and (
        _ROOM_FOR.search(before) or _CAN_BE.match(sentence.block.text, mention.end)
    ):
        return Measured(measure="capacity")
    if mention.quantity.thing in _ADMITTED and (takes := _TAKES.search(before)) is not None:
        about = subject_of(sentence, mention.start - len(before) + takes.start("verb"))
        if about is not None:  # `the arena takes 32,400 spectators`
            return Measured(measure="capacity", subject=about, says=takes["verb"])
    match = _CONSTITUTES.search(before)
    if match is None:
        return None
    at = mention.start - len(before) + match.start("verb")
    about = subject_of(sentence, at)
    if about is None:
        return None
    measure = ""
    known = dimension_of(mention.quantity.unit) if mention.quantity.unit else ""
    if _WEIGHT.search(match["verb"]):
        measure = "weight" if known == "mass" else ""
    elif known:
        verb = verb_of_measure(sentence, mention.start, mention.quantity.unit)
        measure = _BY_DIMENSION.get(known, "") or (verb.measure if verb is not None else "")
    elif mention.pattern == "room" or (_ROOM.search(match["verb"]) and _are_admitted(mention, match["verb"])):
        measure = "capacity"
    return Measured(measure=measure, subject=about, says=match["verb"])


def _told_bare(sentence: Clauses, mention: QuantityMention, before: str) -> Measured | None:
    """`membership rose to 512`, `the number of complaints was 318`, `the club paid 26,400`."""
    is_told = mention.pattern == "told"
    if is_told and is_part_of_which(sentence.block.text, mention.end):
        return None  # `48 bakers, nine of whom work`
    if not is_told and not (mention.quantity.unit and is_level(before)):
        return None
    if is_told and is_price(before):
        return Measured(measure="cost")
    words, tags = sentence.tokens, sentence.grammar.tags
    k = bisect_left(words, mention.start, key=lambda t: t.start) - 1
    while k > 0 and tags[k] not in (Tag.VERB, Tag.AUXILIARY):
        k -= 1
    about = subject_of(sentence, words[k].start) if k > 0 else None
    if about is None:
        return None
    measure = counted_by(content_words(sentence.block.text[slice(*about)]))
    return Measured(measure=measure, subject=about) if is_told or is_measure_word(measure) else None


_CHANGED = pattern_of(
    r"\s(?P<verb>rose|rises|rise|risen|grew|grows|grow|grown|increased|increases|increase|climbed|jumped|soared|gained|went\sup|was\sup|were\sup|is\sup"
    r"|fell|falls|fall|fallen|declined|declines|decline|decreased|dropped|drops|shrank|shrunk|slipped|sank|went\sdown|was\sdown|were\sdown|is\sdown)"
    r"(?P<between>\s(?:(?:[^.;]|\.\d){0,90}?\s)?)(?:by\s(?:about\s|some\s|nearly\s|almost\s|over\s)?)?\Z"
)


def _change(sentence: Clauses, mention: QuantityMention, before: str) -> Measured | None:
    """`revenue rose from 1.3 to 1.4 million, or by 8 per cent`: of what changed, and what a table heads `Change`."""
    match = _CHANGED.search(before) if mention.quantity.unit == "%" else None
    if match is None or not (match[0].rstrip().endswith("by") or not match["between"].strip()):
        return None
    about = subject_of(sentence, mention.start - len(before) + match.start("verb"))
    if about is None:
        return None
    stems = content_words(sentence.block.text[slice(*about)])
    return Measured(measure=counted_by(stems), subject=about, says=match["verb"], context=("chang", "growth"))


def _told_by_words(sentence: Clauses, mention: QuantityMention, draft: DraftClaim) -> Measured | None:
    """`the trail runs for 88 km`, `a crater 300 m across`: by the verb before the figure or the words behind it."""
    if not mention.quantity.unit or (draft.measure and is_measure_word(draft.measure)):
        return None
    behind = measure_behind(sentence, mention.end, mention.quantity.unit)
    verb = verb_of_measure(sentence, mention.start, mention.quantity.unit)
    if verb is None:
        return Measured(measure=behind) if behind else None
    about = subject_of(sentence, verb.start)
    measure = behind or verb.measure
    if not measure and about is not None:
        measure = measure_by_noun(content_words(sentence.block.text[slice(*about)]))
    if not measure:
        return None
    return Measured(measure=measure, subject=about, says=sentence.block.text[verb.start : verb.end])


def _are_admitted(mention: QuantityMention, verb: str) -> bool:
    """Whether a number is of people that there is room for, not of those who were there: `holds 310 guests`."""
    if not mention.quantity.thing:
        return True
    return mention.quantity.thing in _ADMITTED and not _WAS_THERE.search(verb)


_ADMITTED = closed_stems("admitted")
_ROOM_FOR = pattern_of(r"\b(?:room|space|seats|seating|places|capacity)\s(?:for|of)\s(?:(?:about|some|up\sto|nearly|over|only)\s)?\Z", re.I)  # fmt: skip
_CAN_BE = pattern_of(r"\s(?:can|could|may)\s(?:now\s)?be\s(?:seated|accommodated|housed|admitted)\b")
_WAS_THERE = pattern_of(r"\A(?:held|hosted|seated|accommodated)\b", re.I)


_SIZED = pattern_of(r"(?:\A|\s)(?P<what>[a-z]{3,}s)\s(?:of|may\sbe|can\sbe|must\sbe|are)\s\Z")
_LIMIT = {"<=": ("maximum", "largest"), ">=": ("minimum", "smallest")}


def _limit(sentence: Clauses, mention: QuantityMention, before: str) -> Measured | None:
    """`files of up to 8 GB`: how large a file may be; what it says is what a table calls the maximum or the largest."""
    sign = mention.quantity.comparator
    if sign not in _LIMIT or not mention.quantity.unit:
        return None
    words = tuple(stem(w) for w in _LIMIT[sign])
    match = _SIZED.search(before)
    if match is None:
        return Measured(context=words)
    base = mention.start - len(before)
    what = (base + match.start("what"), base + match.end("what"))
    return Measured(measure=stem(match["what"]), subject=what, context=words)


_OF_A_STUFF = pattern_of(r"\sof\s(?!the\b|this\b|that\b|these\b|those\b|its\b|their\b|which\b)[a-z]")


def _of_stuff(sentence: Clauses, mention: QuantityMention, before: str) -> Measured | None:
    """`Tarn Reserve, 96 hectares of bog and heath, is`: the area of what stands before the comma."""
    known = _BY_DIMENSION.get(dimension_of(mention.quantity.unit), "") if mention.quantity.unit else ""
    if not known or not before.endswith(", ") or not _OF_A_STUFF.match(sentence.block.text, mention.end):
        return None
    about = phrase_ending(sentence, mention.start - 2)
    if about is None or not names_within(sentence, *about):
        return None
    return Measured(measure=known, subject=about, apposed=True)


def _with_subject(
    sentence: Clauses, draft: DraftClaim, about: tuple[int, int], more: tuple[int, int] | None
) -> DraftClaim:
    words = sentence.tokens
    phrase = Phrase(
        bisect_left(words, about[0], key=lambda t: t.start), bisect_left(words, about[1], key=lambda t: t.end) + 1
    )
    group = head_group(words, phrase)
    own = names_within(sentence, words[group.first].start, words[group.last - 1].end)
    beside = names_within(sentence, *about)  # `the studio of the Playhouse` is no name of the Playhouse
    names = (*own, *(names_within(sentence, *more) if more else ()))
    return replace(
        draft,
        start=min(draft.start, about[0]) if about[1] <= draft.value_start else draft.start,
        end=max(draft.end, about[1], more[1] if more else 0),
        subject=sentence.block.text[slice(*about)],
        shown="",
        subject_start=about[0],
        subject_names=names,
        names=tuple(dict.fromkeys((*names, *beside, *draft.names))),
        subject_stems=stems_of(words, group),
    )
