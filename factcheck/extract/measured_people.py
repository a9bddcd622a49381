"""Extract, part of what figures measure: people who vote, die, live somewhere, and take a dose."""

from __future__ import annotations

import re

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import closed_stems
from factcheck.extract.measure_reading import Measured
from factcheck.model.mention import QuantityMention
from factcheck.patterns import pattern_of
from factcheck.values.words import person_nouns, stem, synonym

_VOTERS = pattern_of(r"\b(?:electors?|voters?|electorate|those\s(?:entitled|registered)\sto\svote|registered\svoters)\b", re.I)  # fmt: skip


_OF_WHOM = pattern_of(r"\sof\s(?P<who>(?:all\s)?(?:the|its|their|our|those)\s(?:[\w’'-]+\s){0,3}?(?:electors?|voters?|electorate))\b", re.I)  # fmt: skip


_VOTED = pattern_of(r"\b(?:vot(?:ed|e|ing)|took\spart\sin\sthe\s(?:election|vote|ballot|referendum|poll)|turn(?:ed)?\sout|cast\s(?:a|their)\s(?:vote|ballot)s?|went\sto\sthe\spolls)\b", re.I)  # fmt: skip


def turnout(sentence: Clauses, mention: QuantityMention, before: str) -> Measured | None:
    """`two in five of the electors voted`: a share of those who may vote is the turnout."""
    if mention.quantity.unit != "%" or not _VOTERS.search(sentence.block.text, mention.end, sentence.end):
        return None
    if not _VOTED.search(sentence.block.text, sentence.start, sentence.end):
        return None
    who = _OF_WHOM.match(sentence.block.text, mention.end, sentence.end)
    return Measured(
        measure="turnout",
        subject=(who.start("who"), who.end()) if who else None,
        context=("turnout",),
        stems=("turnout",),
    )


_KILLED = pattern_of(r"\b(?:kill(?:s|ed|ing)?|drown(?:s|ed)?|claim(?:s|ed)\sthe\slives\sof|cost\sthe\slives\sof)\s(?:(?:about|some|at\sleast|more\sthan|nearly|over|all)\s)?\Z")  # fmt: skip


_DIED = pattern_of(
    r"\s(?:(?:had|have|has|also)\s)?(?:died|were\skilled|are\sdead|were\sdrowned|drowned|perished|lost\stheir\slives)\b"
)


_AND_OTHERS = pattern_of(
    r"(?:,|\s(?:and|as\swell\sas|plus))\s(?:(?:another|a\sfurther|some|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|his|her|their)\b|\d)"
)


_WHERE = pattern_of(r"\s(?:in|at|on|when|during|aboard|as)\b")


_OF_THEM = pattern_of(r"\b(?:of\s(?:whom|them|these)|among)\b|\bof\sthe\s\Z", re.I)


def death(sentence: Clauses, mention: QuantityMention, before: str) -> Measured | None:
    """`killed 31 men`, `34 miners died`: how many died, whoever they were; no part of them, and none counted beside others."""
    thing = mention.quantity.thing
    text = sentence.block.text
    if not thing or mention.quantity.unit or not (thing in _PERSONS or synonym(thing) in person_nouns()):
        return None
    killed, died = _KILLED.search(before), _DIED.match(text, mention.end, sentence.end)
    if killed is None and (died is None or not _WHERE.match(text, died.end(), sentence.end)):
        return None  # `seventy people died`, and nothing tells when or where
    end = died.end() if died is not None else mention.end
    if _AND_OTHERS.match(text, mention.end) or _AND_OTHERS.match(text, end) or _OF_THEM.search(before):
        return None
    return Measured(measure="dead", context=("dead",))


def _names_in(sentence: Clauses, mention: QuantityMention) -> bool:
    """Whether the sentence of a number names something beside it."""
    return any(
        sentence.start <= n.start < sentence.end and not mention.start <= n.start < mention.end for n in sentence.names
    )


_PERSONS = closed_stems("admitted") | frozenset(stem(w) for w in ("miner", "fisherman", "men", "crew", "people", "civilian", "firefighter", "crewman", "crewmen", "fishermen"))  # fmt: skip


_LIVE = pattern_of(r"\s(?:now\s)?(?:live|lived|reside)\s(?:in|there|here|on)\b")


_HOME_TO = pattern_of(r"\bhome\sto\s(?:(?:about|some|just|nearly|over|only)\s)?\Z")


def population(sentence: Clauses, mention: QuantityMention, before: str) -> Measured | None:
    """`Torne has 4,210 inhabitants`, `home to 4,210 people`: how many live there."""
    thing = mention.quantity.thing
    if not _names_in(sentence, mention):
        return None
    if thing == _INHABITANT or (
        thing in _PEOPLE
        and (_HOME_TO.search(before) or _LIVE.match(sentence.block.text, mention.end, sentence.end) is not None)
    ):
        return Measured(measure="population", context=("population",))
    return None


_INHABITANT = stem("inhabitant")


_PEOPLE = frozenset(stem(w) for w in ("people", "person", "resident"))


_TAKE = pattern_of(r"\b(?:take|takes|given|receive|receives|received|took)\s(?:(?:only|up\sto|about)\s)?\Z")


_DAILY = pattern_of(
    r"\s(?:once|twice|three\stimes|four\stimes|a\sday|per\sday|daily|every\s(?:\w+\shours|day|morning|evening))\b"
)


_DRUGS = frozenset(["mg", "µg", "mcg", "ml", "IU", "g"])


def dose(sentence: Clauses, mention: QuantityMention, before: str) -> Measured | None:
    """`Adults take 20 mg once a day`: the dose of whoever takes it."""
    if mention.quantity.unit not in _DRUGS or not _TAKE.search(before):
        return None
    return Measured(measure="dose") if _DAILY.match(sentence.block.text, mention.end, sentence.end) else None
