"""Extract, part: the draft claim of a value and the predicate that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from factcheck.extract.clauses import Clauses, context_of, names_within
from factcheck.extract.closed_words import BE, HAVE, closed_class
from factcheck.extract.governing import LIGHT
from factcheck.extract.hanging import hanging_of, said_behind
from factcheck.extract.label_lists import entry_under_label
from factcheck.extract.parts_told import part_of_which
from factcheck.extract.phrase_before import phrase_before
from factcheck.extract.phrases import Phrase, head_group, is_of_some, stems_of
from factcheck.extract.predicate_lexicon import predicate_class
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.said import (
    is_quality,
    label_of_item,
    lead_of,
    modifies_noun,
    owner_of_figure,
    said_by,
    said_by_copula,
    state_led_in,
    subject_of_copula,
    whole_noun,
    with_manner,
)
from factcheck.extract.tags import POSSESSIVES, VERBAL, Tag
from factcheck.extract.wording import wording_of
from factcheck.frozen import maker
from factcheck.model.claim import ClaimType, Modality
from factcheck.model.document import Block
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import QuantityMention
from factcheck.model.time import Timex

_draft = maker(DraftClaim)
_QUANTITY, _DATE = ClaimType.QUANTITY, ClaimType.DATE
_VERB = Form.VERB


def draft_of(
    found: Extraction,
    sentence: Clauses,
    predicate: PredicateMention | None,
    kind: ClaimType,
    value: tuple[int, int],
    *,
    timex: int | None = None,
    time_block: int | None = None,
    quantity: int | None = None,
    measure: str = "",
    extractor: str,
    headed: bool = False,
) -> DraftClaim:
    block, words = sentence.block, sentence.tokens
    whole = ""
    theme: Phrase | None = None
    other: Phrase | None = None
    if predicate is not None:
        theme, other = sentence.grammar.theme(predicate, (sentence.at(value[0]), max(sentence.index(value[1]) - 1, 0)))
        if other is not None and kind is not _DATE and _is_taken(sentence, predicate, theme, value):
            theme, other = other, theme  # `took her team 22 months`
        if kind is _QUANTITY and other is not None and _is_doer(sentence, predicate, other, value):
            theme, other = other, theme  # who did it is counted: `Two people must approve it`
        name, shown = predicate.name, block.text[words[predicate.first].start : words[predicate.last].end]
        marks = [words[predicate.first].start, words[predicate.last].end]
        said = said_by(words, sentence.grammar.tags, predicate, sentence.blocked)
    else:
        theme = phrase_before(sentence, value[0])
        name, shown, marks = "", "", []
        said = said_by_copula(words, sentence.grammar.tags, sentence.at(value[0]), theme if quantity is None else None)
        if timex is not None and not said and (behind := _copula_behind(sentence, value)) is not None:
            theme, said = _subject_around(sentence, sentence.at(value[0]), behind) or theme, words[behind].text
            if sentence.lows[behind - 1] == "there":
                theme, said = None, f"there {said}"
    if theme is not None:
        marks += [words[theme.first].start, words[theme.last - 1].end]
    start, end = min([value[0], *marks]), max([value[1], *marks])
    wording = wording_of(
        found, block, sentence, predicate, kind, value, (start, end),
        timex=timex if time_block is None else None, quantity=quantity,
    )  # fmt: skip
    if (entry := entry_under_label(sentence, predicate, value)) is not None:
        whole, said = entry.words, entry.label
        theme = Phrase(sentence.at(entry.start), sentence.at(entry.start) + len(entry.words.split()))
    if predicate is None and theme is not None and (label := label_of_item(sentence, theme, value)):
        whole, said = label, block.text[words[theme.first].start : words[theme.last - 1].end]
    if predicate is None and theme is not None and not whole and is_quality(sentence, theme):
        said, theme = words[theme.first].text, None  # `Ready in 11 weeks`: of what the entry is headed by
    whole_start = -1
    if kind is _QUANTITY and not whole and (owned := owner_of_figure(sentence, value)):
        whole, said = owned[0] or whole, owned[1]
    if timex is not None and theme is not None and not whole and theme.first == (state := state_led_in(sentence)) > 0:
        said, theme = block.text[sentence.start : words[state].end], None
        start = sentence.start
    is_given = False
    is_valued = quantity is not None or (timex is not None and time_block is None)
    if is_valued and (hanging := hanging_of(sentence, value, _mention(found, block, quantity), predicate)) is not None:
        said = hanging.says or said or said_behind(sentence, value)
        if (phrase := hanging.phrase) is not None:
            is_given = hanging.says == "of" and words[phrase.first].low in _GIVEN
            whole = block.text[words[phrase.first].start : words[phrase.last - 1].end]
            is_part = theme is not None and theme.first < phrase.first and phrase.last <= theme.last
            whole_start = -1 if is_part else words[phrase.first].start
    else:
        doer = other if predicate is not None and predicate.form is Form.VERB and not predicate.passive else None
        is_going = predicate is not None and sentence.lows[predicate.first] in _GOING
        is_of_doer = predicate is not None and (not predicate.known or predicate.name in _OF_DOER or is_going)
        if is_valued and not whole and doer is not None and theme is not None and predicate is not None and is_of_doer:
            if doer.last <= predicate.first <= theme.first:  # `who succeeds Dr Frey in May`: of the one who does
                whole = block.text[words[doer.first].start : words[doer.last - 1].end]
                whole_start = words[doer.first].start
        said = said or (said_behind(sentence, value) if predicate is None and quantity is not None else "")
        said = with_manner(sentence, said, value)
        is_inside = (
            kind is ClaimType.DURATION
            and "-" in block.text[slice(*value)]
            and other is not None
            and _overlaps(sentence, other, value)
        )
        if (
            is_inside
            and other is not None
            and other.first > 0
            and not whole
            and predicate is not None
            and other.first > predicate.last
        ):
            whole = block.text[words[other.first].start : words[other.last - 1].end]  # `a new two-year lease`
    if timex is not None and time_block is None and (ending := _ending_verb(found.times[block.index][timex], block)):
        said = ending
    if timex is not None and time_block is None and kind is ClaimType.DURATION:
        said = _lasting_verb(found.times[block.index][timex], block) or said
    if predicate is not None and not whole and (given := _given_thing(sentence, predicate, theme, other, value, kind)):
        whole_start, whole = words[given.first].start, block.text[words[given.first].start : words[given.last - 1].end]
    is_bare = theme is None or (theme.last - theme.first == 1 and sentence.lows[theme.first] in _NUMBERS)
    if predicate is not None and is_bare and not whole and predicate.form is _VERB and not predicate.passive:
        if (doer := sentence.grammar.subject(predicate.first)) is not None and doer.last <= predicate.first:
            if not _overlaps(sentence, doer, value):  # `The disease kills nine out of ten`
                whole_start = words[doer.first].start
                whole = block.text[whole_start : words[doer.last - 1].end]
    if (
        predicate is not None
        and theme is None
        and not whole
        and (bare := _bare_number(sentence, predicate)) is not None
    ):
        whole, whole_start = words[bare].text, words[bare].start  # `Only 400 were printed`
    counted = theme
    if kind is _QUANTITY and other is not None and _overlaps(sentence, other, value):
        known = predicate_class(predicate.name) if predicate is not None else None
        counted = other if known is None or known.theme == "object" else theme
    group = head_group(words, counted) if counted else None
    if (
        kind is _QUANTITY
        and predicate is not None
        and predicate.known
        and theme is not None
        and _is_doer(sentence, predicate, theme, value)
    ):
        group = None  # what is counted is the measure, and no more is told of what it is about
    is_some = kind is _QUANTITY and theme is not None and is_of_some(words, theme)
    subject = block.text[words[theme.first].start : words[theme.last - 1].end] if theme else ""
    in_theme: tuple[str, ...] = ()
    in_other: tuple[str, ...] = ()
    near: Sequence[str] = ()
    if theme and sentence.names:
        in_theme = names_within(sentence, words[theme.first].start, words[theme.last - 1].end)
    if predicate is not None and theme is not None and not in_theme:
        own = "" if whole else whole_noun(sentence, predicate, theme)
        whole = whole or own
        if own and own.split()[0].lower() in POSSESSIVES:
            whole_start = block.text.rfind(own, sentence.start, words[predicate.last].end)  # `his death in 1981`
        if own and modifies_noun(sentence, predicate):
            said = lead_of(sentence, value[0]) or said_by_copula(words, sentence.grammar.tags, sentence.at(value[0]))
            # `The harvest supper on 30 September`, `The harvest supper is`
        elif (
            whole_start < 0
            and predicate.form is Form.NOUN
            and kind is not _DATE
            and (told := subject_of_copula(sentence, predicate, value[0]))
        ):
            whole, said = told  # `The fair was the best attended for a decade`
    if theme is not None and not whole:
        whole = part_of_which(sentence, theme)
    if sentence.names:
        if other:
            in_other = names_within(sentence, words[other.first].start, words[other.last - 1].end)
        near = [n for n in _names_near(sentence, predicate, value) if n not in in_theme and n not in in_other]
    context = context_of(sentence, start, end)
    return _draft(
        block=block.index,
        start=start,
        end=end,
        value_start=value[0],
        value_end=value[1],
        type=kind,
        timex=timex,
        time_block=time_block,
        quantity=quantity,
        predicate=name,
        predicate_words=shown,
        shown=whole,
        shown_start=whole_start,
        said=said,
        measure=measure,
        subject=subject,
        subject_start=words[theme.first].start if theme else -1,
        subject_names=in_theme,
        names=(*in_theme, *in_other, *near),
        inherited=sentence.inherited,
        subject_stems=stems_of(words, group) if group else (),
        context=context,
        modality=Modality.ASSERTED if is_given and wording.modality is Modality.DENIED else wording.modality,
        attribution=wording.attribution,
        occurrence=""
        if wording.occurrence and in_theme and _is_counted(wording.occurrence, subject)
        else wording.occurrence,
        scope=(*wording.scope, "whole:part") if is_some else wording.scope,
        as_of=wording.as_of,
        headed=headed,
        extractor=extractor,
    )


def _copula_behind(sentence: Clauses, value: tuple[int, int]) -> int | None:
    """The form of `be` or `have` alone whose subject a time opens or ends: `In 2027 the baths had 300 visits`, `the fair on 3 May is`."""
    tags, lows = sentence.grammar.tags, sentence.lows
    for k in range(sentence.index(value[1]), len(tags)):
        if tags[k] is Tag.AUXILIARY and lows[k] in BE | HAVE:
            return k if k + 1 < len(tags) and tags[k + 1] not in VERBAL else None
        if lows[k] == "there":
            continue
        if tags[k] not in (Tag.DETERMINER, Tag.NOUN, Tag.TIME, Tag.PREPOSITION, Tag.CONJUNCTION):
            return None
    return None


def _subject_around(sentence: Clauses, at: int, copula: int) -> Phrase | None:
    """The subject of a copula, never that of a clause before the comma: `If you wish to sell, the fair on 3 May is`."""
    tags = sentence.grammar.tags
    comma = next((k for k in range(at - 1, -1, -1) if tags[k] is Tag.COMMA), -1)
    found = sentence.grammar.subject(copula)
    if found is not None and found.last > comma:
        return found
    end = next((k for k in range(comma + 1, at) if tags[k] is Tag.PREPOSITION), at)
    return sentence.grammar.ending_at(end - 1) if end > comma + 1 else None


def _bare_number(sentence: Clauses, predicate: PredicateMention) -> int | None:
    """The number alone that is the subject of a verb, as a token."""
    k = predicate.first - 1
    while k >= 0 and sentence.grammar.tags[k] is Tag.AUXILIARY:
        k -= 1
    is_lone = k >= 0 and (k == 0 or sentence.grammar.tags[k - 1] in (Tag.ADVERB, Tag.STOP, Tag.COMMA, Tag.CONJUNCTION))
    return k if is_lone and k not in sentence.blocked and sentence.lows[k].replace(",", "").isdecimal() else None


_NUMBERS = closed_class("counting") | {"one"}
_GIVEN = POSSESSIVES | {"the"}
"""What leads a thing that there is, even where its verb is denied: `did not reach its reserve of £900`."""


def _is_taken(sentence: Clauses, predicate: PredicateMention, theme: Phrase | None, value: tuple[int, int]) -> bool:
    """Whether what a verb is followed by is whom it took so long or cost so much: `took the team 22 months`."""
    if theme is None or theme.first != predicate.last + 1 or sentence.lows[predicate.last] not in _TAKING:
        return False
    return theme.last == sentence.at(value[0]) or sentence.lows[theme.last : sentence.at(value[0])] in (["some"], ["about"], ["nearly"], ["almost"], ["over"])  # fmt: skip


_TAKING = closed_class("taking")


def _given_thing(
    sentence: Clauses,
    predicate: PredicateMention,
    theme: Phrase | None,
    other: Phrase | None,
    value: tuple[int, int],
    kind: ClaimType,
) -> Phrase | None:
    """Of a verb that tells hardly anything alone, its object, for people: `She gave him a watch in 1921`."""
    if kind is not _DATE or predicate.name not in LIGHT or predicate.form is not _VERB or predicate.passive:
        return None
    if theme is None or other is None or theme.last > predicate.first or other.first < predicate.last:
        return None
    is_led = sentence.lows[other.first] in _BEFORE_GIVEN  # else who gets it stands first: `gave the ship new engines`
    return other if is_led and not _overlaps(sentence, other, value) else None


_BEFORE_GIVEN = frozenset(["a", "an", "its", "his", "her", "their"])
_GOING = frozenset(["leaves", "leave", "left", "reaches", "reach", "reached", "enters", "entered", "enter"])
_OF_DOER = frozenset({"replace", "visit"})
"""Classes whose object the event is no change of."""


def _ending_verb(timex: Timex, block: Block) -> str:
    """The verb among the words that lead a time, as in `The festival ends on 19 October`."""
    if timex.relation_start is None or timex.relation_start >= timex.start:
        return ""
    lead = block.text[timex.relation_start : timex.start].split(" ", 1)[0]
    return lead if lead.lower() in _ENDINGS else ""


"""Verbs among the words that lead a time: what stands before them is their subject."""
_ENDINGS = frozenset(
    {
        "end",
        "close",
        "expire",
        "finish",
        "stop",
        "ends",
        "ended",
        "closes",
        "closed",
        "expires",
        "expired",
        "finishes",
        "finished",
        "stops",
        "stopped",
    }
)


def _lasting_verb(timex: Timex, block: Block) -> str:
    """The verb among the words that lead a length of time: `The sale lasted eleven minutes`."""
    if timex.relation_start is None or timex.relation_start >= timex.start:
        return ""
    lead = block.text[timex.relation_start : timex.start].split(" ", 1)[0]
    return lead if lead.lower() in _LASTING else ""


_LASTING = frozenset(["lasted", "lasts", "lasting", "last"])


def _mention(found: Extraction, block: Block, quantity: int | None) -> QuantityMention | None:
    return found.quantities[block.index][quantity] if quantity is not None else None


def _is_doer(sentence: Clauses, predicate: PredicateMention, phrase: Phrase, value: tuple[int, int]) -> bool:
    return phrase.last <= predicate.first and _overlaps(sentence, phrase, value)


_COUNTED = {"2": ("second", "2nd"), "3": ("third", "3rd"), "4": ("fourth", "4th"), "5": ("fifth", "5th")}


def _is_counted(occurrence: str, subject: str) -> bool:
    """`the third region, Aber, opened`: what has a name is one of several, and its opening the only one."""
    words = subject.split()
    return any(w.lower() in _COUNTED.get(occurrence, ()) and after.islower() for w, after in pairwise(words))


def _overlaps(sentence: Clauses, phrase: Phrase, value: tuple[int, int]) -> bool:
    words = sentence.tokens
    return words[phrase.first].start < value[1] and value[0] < words[phrase.last - 1].end


def _names_near(sentence: Clauses, predicate: PredicateMention | None, value: tuple[int, int]) -> list[str]:
    """The names that stand close enough to take part: in the clause of the predicate or of the value."""
    breaks = sentence.breaks
    level = breaks[sentence.at(value[0])]
    other = breaks[predicate.first] if predicate is not None else level
    return [n.text for n, own in zip(sentence.names, sentence.levels, strict=True) if own in (level, other)]
