"""Judge, part of sequences: whether two dates and the length told with them are of one thing, by their clauses.

`It was installed in 1903. In 1951 it was taken down. It had served for sixty-six years` is of one bell; `The mill
opened in 1870. It closed in 1953. He had run it for forty years` is not of the mill alone, nor is `opened in 1903 and
its cafe closed in 1951 after twenty years`.
"""

from __future__ import annotations

import re

from factcheck.judge.sequence.marked import Marked, form
from factcheck.patterns import pattern_of

ENDED = (
    r"\b(?:ended|ends|ceased|finished|closed|left|leaves|retired|resigned|stood down|stepped down|gave up"
    r"|completed|opened|reopened|scrapped"
    r"|demolished|pulled down|broken up|withdrawn|replaced|sold|put out|switched off|turned off|extinguished"
    r"|returned|released|discharged|came back|handed over"
    r"|relieved|wound up|dissolved|disbanded|moved out|lifted|abolished|taken down|taken out|dismantled"
    r"|decommissioned|shut|shut down|lost|laid up"
    r"|ready|over|came to an end|handed on|dropped|ousted|overthrown|abdicated|dismissed|went out|voted out"
    r"|superseded|removed|burned down|burnt down)\b"
)
LEFT = (
    r"\b(?:[Ll]eft|[Ss]ailed|[Dd]eparted|[Ss]et (?:out|off|sail)|[Ee]mbarked|[Ww]eighed anchor|[Cc]ast off"
    r"|[Pp]ut to sea|[Cc]leared|[Tt]ook off|[Ss]tarted out)\b"
)
IN_USE = (
    r"\s(?:of (?:work|service|use|operation|existence|publication|office)|in (?:use|service|operation|office"
    r"|business|print|power))\b"
)
"""What may stand with a length without making it that of a part."""
_IS_ENDED = pattern_of(ENDED)
_OFFICE = r"(?:post|office|position|chair|seat|title|throne)"
_HELD = pattern_of(
    r"\b(?:(?:served|stood|remained|stayed|lasted|survived|operated|burned|burnt|shone|hung|lain|lay|sailed|flown"
    r"|flew|held|run|ran|running"
    r"|sat|open|lit|reigned|ruled)(?:\s(?:there|here|on|so))?|in\s(?:use|service|operation|business|place|print"
    r"|position)"
    r"|(?P<works>(?:served|guided|watched|guarded|lit|looked after|maintained|supported)\s)(?!(?:as|on|in|at|with"
    r"|under)\b)[\w’' -]+"
    rf"|(?P<office>(?:held|kept|occupied|filled)\s(?:the|this|that)\s{_OFFICE}|in\s(?:the\s)?(?:office|power|post"
    rf"|chair))"
    r"|(?:been|was|were|as|remained)\s(?:(?:the|its|their|a|an)\s)?(?P<noun>(?!open\b|lit\b|running\b"
    r"|there\b)[a-z-]+))\s?\Z"
)
_IDLE = pattern_of(r"\b(?:closed|shut|idle|empty|silent|dark|dry|out of use|vacant|derelict|unused|disused)\b")
_CLOSED = pattern_of(r"\b(?:closed|shut|abandoned|vacated|laid up|switched off|turned off|put out|ceased)\b")
_TO_POST = pattern_of(r"\b(?:elected|appointed|chosen|ordained|crowned|became)\b")
_OTHER_BODY = pattern_of(r"\b(?:joined|entered|to|into|on|as|member)\b")
_OF_PEOPLE = pattern_of(
    r"\b(?:elected|appointed|chosen|joined|entered|hired|engaged|employed|enrolled|enlisted|ordained|crowned"
    r"|called up|took (?:office|over|up)"
    r"|came to power|became|imprisoned|arrested|interned|admitted|moved in|left|departed|set out|set off|sailed"
    r"|embarked)\b"
)
_NP = pattern_of(
    rf"\b(?P<own>[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Aa]n?|[Aa]nother)\s|\b[Tt]h(?:e|is|at|ese"
    rf"|ose)\s(?P<noun>[a-z-]+)(?:\s(?!(?:was|were|had|is|of|in|on|at|by|and|then|itself|[a-z]+ly|stood"
    rf"|{ENDED})\b)(?P<head>[a-z-]+))?"
)
_STAYED = pattern_of(
    rf"{LEFT}|\b(?:embarked|boarded|joined|transferred|rested|stayed|stopped|halted|waited|camped|lay|wintered"
    rf"|called at|put (?:in|into|back)"
    r"|anchored|disembarked|landed|docked|changed)\b"
)
_ANOTHER_SPELL = pattern_of(
    r"\b(?:second|third|fourth|another|other|new|next|previous|earlier|former|last)\s(?:closure|shutdown|strike"
    r"|siege|stoppage|blockade|lock-?out|sit-in|curfew)"
)
_COMPARED = pattern_of(r"\b(?:than|like|unlike|compared)\b")


def is_held(state: str, begun: str) -> bool:
    """Whether what lasted is what was begun: its use or its closure, an office or the same post."""
    begun = begun.lower()
    if _IDLE.search(state):
        return bool(_CLOSED.search(begun))
    held = _HELD.search(state)
    if held is None or _CLOSED.search(begun):
        return False
    if noun := held["noun"]:
        return bool(_OF_PEOPLE.search(begun) and re.search(rf"\b{noun}\b", begun))
    if held["works"]:  # who was appointed may have served the town before
        return not _TO_POST.search(begun)
    return not held["office"] or (bool(_OF_PEOPLE.search(begun)) and not _OTHER_BODY.search(begun))


def is_subject(match: re.Match[str], clauses: tuple[str, str]) -> bool:
    """Whether who had served is who or what the two clauses before tell of."""
    who, whole = match["who"], " ".join(clauses)
    if who.lower() in ("he", "she"):
        is_told = bool(re.search(rf"\b{who}\b", whole, re.IGNORECASE)) or not re.search(
            r"\b(?:[Hh]e|[Ss]he|[Ii]t)\b", whole
        )
        return is_told and bool(_OF_PEOPLE.search(clauses[0]))
    if who.lower() == "we":
        return match["has"] == "have" and bool(re.search(r"\b(?:came out|released|launched|introduced)\b", clauses[0]))
    if re.search(r"\b(?:it|them)\s?\Z", match["state"]):
        return False
    if who.lower() == "it":
        return not re.search(r"\b(?:[Hh]e|[Ss]he)\b", whole)
    return who.lower().split()[-1] in re.findall(r"[\w’'-]+", whole.lower())


def goes_on(before: str, clause: str) -> bool:
    """Whether a clause tells on of the same thing: `it was taken down`, `the bell was sold`, not `its clapper was`."""
    verb = _IS_ENDED.search(clause)
    subject = clause[: verb.start()] if verb else clause
    pronoun = re.search(r"\b(?:it|they|(he|she))\b", subject, re.IGNORECASE)
    if pronoun:
        return not pronoun[1] or bool(_OF_PEOPLE.search(before))
    return not _tells_new(before, subject) and bool(_NP.search(subject))


def _tells_new(before: str, words: str) -> bool:
    """Whether words name a thing that was not told before."""
    told_before = set(re.findall(r"[a-z-]+", before.lower()))
    return any(np["own"] or (np["head"] or np["noun"]) not in told_before for np in _NP.finditer(words))


def is_of_one(name: str, match: re.Match[str], passage: Marked) -> bool:
    """Whether the two dates and the length are of one thing, in the forms that say so by nothing but their subjects."""
    text = passage.text
    before = text[passage.sentence(match.start("a"))[0] : match.start("a")]
    if name in ("spent", "ended after"):
        return _is_same_end(before, match["g1"])
    if name == "held and ended":
        is_until = re.search(r"\buntil\b", match["g2"])
        return is_held(match["g1"], before) and (bool(is_until) or _is_same_end(before, match["g2"]))
    if name == "remained":
        is_elided = re.match(r",?\sand\s(?!(?:the|an?|his|her|its|their|our)\b)[a-z]", match["g1"])
        return is_held(match["g1"], before) and (bool(is_elided) or goes_on(before, match["g1"]))
    if name == "had begun":
        return is_held(text[passage.sentence(match.start())[0] : match.start()], match["g2"])
    if name == "ended, having begun":
        post = re.search(r"\b(?:appointed|elected|chosen|installed|crowned|ordained)\s([a-z-]+)", match["g2"])
        if post or match["g1"]:
            return bool(re.search(rf"\bas\s(?:\w+\s)?{post[1]}\b" if post else rf"{IN_USE}|\b{_OFFICE}\b", match["g1"]))
    if name == "voyage":
        return not _STAYED.search(match["g3"])
    if name in ("closure", "strike"):
        start, end = passage.sentence(match.end() - 1)
        lead, rest = text[max(start, match.start("g3")) : match.end("g3")], text[match.end() : end]
        if re.match(r"\s(?:in|at|of|by|before|that|which)\b", rest) or form("[<D>-<X>]").search(rest):
            return False
        return not _ANOTHER_SPELL.search(match["g3"]) and not _COMPARED.search(lead)
    return True


def _is_same_end(before: str, clause: str) -> bool:
    """Whether what ended is what was begun: no other subject before the verb, and no other object behind it."""
    verb = _IS_ENDED.search(clause)
    if verb is None:
        return False
    subject, rest = clause[: verb.start()], clause[verb.end() :]
    if re.search(r"\b(?!It\b|He\b|She\b|They\b|The\b)[A-Z]", subject) or _tells_new(before, subject):
        return False
    if re.search(r"\b(?:[Hh]e|[Ss]he)\b", subject) and not _OF_PEOPLE.search(before):
        return False
    if re.match(r"\s[A-Z]", rest):
        return False
    is_office = re.match(rf"\s(?:the|this|that|its)\s(?:{_OFFICE}|doors|gates)\b", rest)
    return bool(is_office) or not _tells_new(before, " ".join(rest.split()[:2]))
