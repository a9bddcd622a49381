"""Extract, part of times: what stands around an expression. It relates it to its clause, or shows that it is no time."""

from __future__ import annotations

import re

from factcheck.extract.times.language import Language, Pattern
from factcheck.extract.times.reading import Groups, Reading
from factcheck.frozen import dataclass, replace
from factcheck.model.time import Modifier, Relation, TimexType
from factcheck.values.durations import Duration


@dataclass(frozen=True, slots=True)
class Around:
    """How an expression stands to its clause."""

    relation: Relation = Relation.AT
    relation_start: int | None = None
    modifier: Modifier | None = None
    modifier_start: int | None = None
    duration: Duration | None = None


_PLAIN = Around()
_WINDOW = 48
_COMPARATORS = {
    Modifier.MORE_THAN: ">",
    Modifier.LESS_THAN: "<",
    Modifier.EQUAL_OR_MORE: ">=",
    Modifier.EQUAL_OR_LESS: "<=",
    Modifier.APPROX: "~",
}
_BOUNDS = {"at_most": Modifier.EQUAL_OR_LESS, "at_least": Modifier.EQUAL_OR_MORE}
"""What follows a length of time and bounds it: `two nights minimum`."""
_OF_DURATIONS = frozenset({Relation.FOR, Relation.WITHIN, Relation.AFTER, Relation.DURING})


def look_around(folded: str, start: int, end: int, reading: Reading, known: Language) -> Around | None:
    """The relation and the modifier that the words before and after give; none if the expression needs some and has none."""
    relation: Relation | None = None
    relation_start = modifier_start = None
    modifier: Modifier | None = None
    is_duration = reading.type is TimexType.DURATION
    at = start
    before = folded[max(0, start - _WINDOW) : start]
    if before.endswith((" ", "(")):
        for _ in range(3):
            cue = _cue(folded, at, known)
            if cue is None:
                break
            words, begins = cue
            told, softened = known.cues[words]
            if words == "over" and is_duration and _last_word(folded, begins) not in _BEFORE_OVER:
                softened = None  # `Give 500 ml over 15 minutes`, `was held over three days`: not more than that
            if words in known.words["exact"] and reading.parts is not None and reading.parts.hour is not None:
                break
            if softened is not None and (is_duration or told is None or at != start):
                if softened and modifier is None:
                    modifier, modifier_start = Modifier(softened), begins
                    if is_duration is False and modifier is not Modifier.APPROX:
                        modifier, modifier_start = None, None
                        if told is None:
                            break
                    if told in _OF_DURATIONS and is_duration:
                        relation, relation_start = told, begins
                        break
                    at = begins
                    continue
                at = begins
                if told is None:
                    continue
            if told is None:
                at = begins
                continue
            is_day = told is Relation.BY and reading.parts is not None and reading.parts.day is not None
            if words in known.not_after and not is_day and _last_word(folded, begins) in known.not_after[words]:
                break  # `increased by 2019`, but `must be made by 8 June 2019`
            if not is_duration or told in _OF_DURATIONS:
                relation, relation_start = told, begins
            break
    for name, regex in known.after.items():
        if name in _BOUNDS:
            if is_duration and modifier is None and regex.match(folded, end):
                modifier = _BOUNDS[name]
        elif regex.match(folded, end) and (name != "from" or relation in (None, Relation.FROM, Relation.AFTER)):
            relation = Relation(name)
    if relation is None and modifier is None:
        return _PLAIN
    duration = None
    if is_duration and reading.duration is not None and modifier is not None:
        duration = replace(reading.duration, comparator=_COMPARATORS[modifier])
    elif is_duration and relation is Relation.WITHIN and reading.duration is not None:
        duration = replace(reading.duration, comparator="<=")
    if relation is Relation.DURING and not is_duration and folded[relation_start or 0 : start].strip() == "in":
        relation, relation_start = None, None
    return Around(relation or Relation.AT, relation_start, modifier, modifier_start, duration)


_BEFORE_OVER = frozenset(["for", "took", "take", "takes", "taken", "last", "lasted", "lasts", "lasting", "spent", "spend", "waited", "wait", "is", "was", "were", "are", "been", "after", "within", "in", "than", "of", "has", "had", "have", "with", "aged", "needs", "requires", "required", "needed", "just", "well", "little", "slightly", "now", "all", "by", "worked", "lived", "served", "and"])  # fmt: skip
"""Words before `over` that make it `more than`."""


def _cue(folded: str, at: int, known: Language) -> tuple[str, int] | None:
    """The longest run of at most five words right before a place that is a cue, and where it begins."""
    window = folded[max(0, at - _WINDOW) : at].rstrip(" (")
    cut = max(0, at - _WINDOW)
    best = None
    position = len(window)
    for _ in range(5):
        position = window.rfind(" ", 0, position)
        begins = position + 1
        words = window[begins:].lstrip("(")
        if words not in known.cues and "'" in words:
            words = words.partition("'")[2]  # d'au moins
        if words in known.cues:
            best = (words, cut + len(window) - len(words))
        if position < 0:
            break
    return best


def _last_word(folded: str, at: int) -> str:
    return folded[max(0, at - 20) : at].rstrip().rpartition(" ")[2]


# --- what is no time ----------------------------------------------------------------------------------------------------

_LONE_YEARS = frozenset({"year", "years", "years-told", "split-year", "part-of-a-year"})
_NUMBERS = _LONE_YEARS | {
    "year-first",
    "iso-date",
    "iso-week",
    "numeric",
    "day-and-month-in-figures",
    "month-and-year-in-figures",
    "clock-24",
    "iso-month",
    "iso-ordinal",
}
_NAMED = frozenset({"month", "season", "weekday", "months", "weekdays"})
_HARD = frozenset("$£€¥#№§%@=*+~<>^")


_IS_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_ZONED = re.compile(r"\s?(?:UTC|GMT|Zulu|hrs|hours|CES?T|E[SD]T|C[SD]T|P[SD]T|BST|IST|JST)\b")
"""What stands behind four figures that are an hour and no year."""


def is_no_time(text: str, folded: str, start: int, end: int, pattern: Pattern, groups: Groups, known: Language) -> bool:
    """Whether the words around show that this is a name, a count or a plain word."""
    if "year" in groups and _IS_CLOCK.fullmatch(str(groups["year"])) and _ZONED.match(text, end) is not None:
        return True  # `Friday 26 July 1400 UTC`
    name = pattern.name
    if name in _NUMBERS or "figure" in name:
        if _is_label_or_count(text, folded, start, end, name, groups, known):
            return True
    elif start and folded[start].isdigit() and (folded[start - 1] in _HARD or _is_in_figures(folded, start)):
        return True
    check = known.contexts.get(name)
    if check is not None and not check.allows(folded, start, end):
        return True
    if name in _NAMED:
        return _is_only_a_word(text, folded, start, end, name, groups, known)
    if name == "day-of-no-month":
        return _is_no_day(folded, start, end, groups, known)
    if name == "holiday" and text[start].islower() and str(folded[start:end]) in known.words["capital"]:
        return True
    if name == "holiday" and "year" not in groups and text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
        return not known.around["holiday_after"].match(folded, end)
    if name == "often" and folded.startswith(" of ", end):
        return True
    if name == "adverb" and "adverb" in known.words["written_small"] and text[start].isupper():
        return _is_inside(folded, start)  # der Morgen is the morning, morgen is tomorrow
    if name == "frequency" and start and text[start].isupper() and text[end + 1 : end + 2].isupper():
        return True
    if name == "clock" and "clock_word" in groups and "hour" not in groups:
        if "clock_word" in known.words["written_small"] and text[start].isupper() and _is_inside(folded, start):
            return True
        before = folded[max(0, start - 24) : start]
        return not (known.around["clock_cue"].search(before) or known.around["ends"].match(folded, end))
    if (
        name in ("clock", "clock-24")
        and "zone" not in groups
        and "meridiem" not in groups
        and _is_verse(text, folded, start, known)
    ):
        return True
    if "adjective" in groups and "month" in groups:
        return any(
            folded.endswith(" " + w, start, end) and text[end - 1 - len(w) : end].strip().islower()
            for w in known.words["verbs"]
        )
    if "month" in groups and "year" not in groups and "month_2" not in groups:
        return _is_verb(text, folded, start, end, known)
    return False


def _is_in_figures(folded: str, start: int) -> bool:
    """`2:45 hours`: the second figure of a pair."""
    return start > 1 and folded[start - 1] == ":" and folded[start - 2].isdigit()


_OF_PAPER = re.compile(r"(?<![\w-])[A-Z]{1,3}-\Z")
"""What stands before the number of a paper or a model."""


def _is_label_or_count(
    text: str, folded: str, start: int, end: int, name: str, groups: Groups, known: Language
) -> bool:
    if start:
        last = folded[start - 1]
        if last in _HARD or _is_in_figures(folded, start):
            return True
        if last == "-" and start > 1 and (folded[start - 2].isalnum()) and name in _LONE_YEARS:
            return True
        if last == "-" and _OF_PAPER.search(text, max(0, start - 5), start) is not None:
            return True  # `Notice Q-2031-04`
        if last in " (":
            word = _last_word(folded, start).strip("(").rpartition("'")[2]
            if word.rstrip(".") in known.labels or word in known.labels:
                return True
            if word and (
                word[-1] in "$£€¥" or (name in _LONE_YEARS and word.isdecimal() and last == " " and len(word) > 2)
            ):
                return True
    if name in _LONE_YEARS or name == "clock-24":
        after = folded[end : end + 40]
        if (
            after
            and after[0] in "-/"
            and len(after) > 1
            and after[1].isalnum()
            and name == "year"
            and not known.around["after_year"].match(after)
        ):
            return True
        if after[:1] in "%°" and after:
            return True
        if name != "clock-24" and "part" not in groups and "year_lead" not in groups and "era" not in groups:
            if known.counted.match(folded, end) is not None:
                return not _leads_sentence(folded, start, end, known)
            return name == "year" and _counts(folded, start, end, known)
    return False


def _leads_sentence(folded: str, start: int, end: int, known: Language) -> bool:
    """`In 1932 passengers could travel`: a year before the subject of its sentence, not a count of passengers."""
    leads = known.around.get("leads_sentence")
    return (
        leads is not None
        and leads.search(folded[max(0, start - 12) : start]) is not None
        and known.around["subject_of_verb"].match(folded, end) is not None
    )


def _counts(folded: str, start: int, end: int, known: Language) -> bool:
    """`it has 1990 bolts`: a number without a word for a year before it and a plural after it."""
    if not known.around["plural"].match(folded, end):
        return False
    word = _last_word(folded, start)
    return bool(word) and word[-1].isalnum() and word not in known.words["year_cues"]


def _is_only_a_word(text: str, folded: str, start: int, end: int, name: str, groups: Groups, known: Language) -> bool:
    """Whether a month, weekday or season by itself is a name, a verb or a plain word here."""
    if any(key in groups for key in ("year", "short_year", "yearref", "yy", "part")) or name == "months":
        return name == "months" and not known.words["written_small"] and "year" not in groups and text[start].islower()
    word = folded[start:end].rstrip(".")
    is_capital = text[start].isupper()
    if is_capital and name in known.words["written_small"] and _is_inside(folded, start):
        return True
    if is_capital and _last_word(folded, start).rstrip(".") in known.words["titles"]:
        return True
    before = folded[max(0, start - 24) : start]
    around = known.around
    if name == "season":
        if around["not_season"].match(folded, end) or _is_before_its_noun(folded, before, start, end, known):
            return True
        if word in known.words["plain_seasons"] and around["not_fall"].match(folded, end):
            return True
        unsure = word in known.words["plain_seasons"] or (start > 0 and is_capital)
        return unsure and not around["season_cue"].search(before) and not word.startswith("the ")
    if word not in known.words["capital"]:
        return False
    if not is_capital:
        if known.casual and end - start >= len(folded.rstrip(". ")):
            return False
        return not (around["lower_cue"].search(before) and around["ends"].match(folded, end))
    if name == "weekday" or (len(word) <= 3 and word != "may"):
        if name == "month" and text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
            return True
        return not (
            folded[end - 1] == "."
            or known.around["ends"].match(folded, end)
            or (start and known.around["month_cue"].search(before) is not None)
        )
    return _is_name(text, folded, start, end, word, before, known)


def _is_before_its_noun(folded: str, before: str, start: int, end: int, known: Language) -> bool:
    """Whether a season behind `for the` only tells which one is meant of what stands behind it: `rooms for the winter market`."""
    led, noun = known.around.get("season_of_noun"), known.around.get("noun_of_season")
    if led is None or noun is None or not (before.endswith(" the ") or folded.startswith("the ", start)):
        return False
    return led.search(before) is not None and noun.match(folded, end) is not None


def _is_time_word(folded: str, at: int, known: Language) -> bool:
    """Whether a word begins that may begin a time."""
    return known.trigger.begins(folded, at)


def _is_inside(folded: str, start: int) -> bool:
    """Whether a place is inside a sentence, so that a capital there makes a name."""
    before = folded[max(0, start - 40) : start].rstrip(" ([\"'«")
    return bool(before) and before[-1] not in ".!?:|"


def _is_name(text: str, folded: str, start: int, end: int, word: str, before: str, known: Language) -> bool:
    """`May said`, `April Jones`, `Theresa May`, `March on`."""
    follows = text[end : end + 2]
    cue = known.around["month_cue"].search(before) is not None
    if len(follows) == 2 and follows[0] == " " and follows[1].isupper():
        if len(word) <= 3 or not before.rstrip()[-1:].isalpha():
            return not _is_time_word(folded, end + 1, known)  # April Jones, but: May Thursday
    if word in known.words["verbs"]:
        asks = known.around["pronoun"].match(folded, end) is not None and not (
            before.endswith("in ") and text[start].isupper()
        )
        return not cue or asks  # but `In May it burned down`
    if folded.startswith(("'s ", "'s,"), end) or (not cue and known.around["speaks"].match(folded, end)):
        return True
    if cue:
        return False
    leads = re.search(r"(\w+) \Z", text[max(0, start - 24) : start])
    return len(follows) == 2 and follows[0] == " " and follows[1].isupper() and (leads is None or leads[1][0].isupper())


def _is_verse(text: str, folded: str, start: int, known: Language) -> bool:
    """`John 3:16`: two figures after a name."""
    word = text[max(0, start - 20) : start].rstrip().rpartition(" ")[2]
    return (
        len(word) > 2
        and word.isalpha()
        and word[0].isupper()
        and word.lower() not in known.by_word
        and word.lower() not in known.cues
    )


def _is_verb(text: str, folded: str, start: int, end: int, known: Language) -> bool:
    """`they march 14 miles`, `you may 3 times`: a lower-case word before a number."""
    for word in known.words["verbs"]:
        at = folded.find(word, start, end)
        if at < 0 or not text[at].islower():
            continue
        if at > start:  # `32 may appeal`
            return known.around["ends"].match(folded, end) is None
        before = folded[max(0, start - 16) : start]
        return start > 0 and not known.around["lower_cue"].search(before) and not before.endswith("on ")
    return False


def _is_no_day(folded: str, start: int, end: int, groups: Groups, known: Language) -> bool:
    if "weekday" in groups:
        return False
    before = folded[max(0, start - 20) : start]
    if not known.around["day_cue"].search(before):
        return True
    if isinstance(groups.get("day"), int) and int(str(groups["day"])) <= 3:
        return True
    return known.around["day_ends"].match(folded, end) is None
