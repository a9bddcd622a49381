"""Judge, part of acts and presences: whether a date near a deed is that of another thing: of what the deed is done to.

`catalogued the eggs collected in 1880`, `reprinted the 1899 map`, `honoured the strikers of 1908`, `the oaks planted in 1987 were
replaced by the Friends`; `published its first map in 1899` dates the deed.
"""

from __future__ import annotations

import re

from factcheck.patterns import pattern_of

_TIME_NOUNS = (
    r"spring|summer|autumn|fall|winter|end|start|beginning|middle|close|course|part|days?|months?|nights?|mornings?|afternoons?|evenings?|weeks?|years?|season"
    r"|half|quarter|decade|eve|dawn|turn|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|mon(?:day)|tues(?:day)|wednes(?:day)|thurs(?:day)|fri(?:day)|satur(?:day)|sun(?:day)|first|last|\d+(?:st|nd|rd|th)?"
)
_EVENTS = (
    r"games|olympics|cup|championships?|final|season|elections?|festival|exhibition|expo|fair|race|regatta|tournament|conference|congress|tour|league|title"
    r"|competition|show|marathon|biennale|series|match|derby|campaign|census|harvest|session|those|that|ones?"
)
_OF = pattern_of(
    r"(?P<noun>[\w’'-]+)\s(?:of|from|dated|dating from|for)\s(?:(?:about|around|circa|c\.)\s)?(?:the\s)?\Z", re.I
)
_TIME = pattern_of(rf"(?:{_TIME_NOUNS})", re.I)
_EVENT = pattern_of(rf"(?:{_EVENTS})", re.I)
_GOVERNED = pattern_of(
    r"\b(?:in|at|on|during|for|after|before|by|since|over|through|throughout)\s(?:(?:the|its|their|his|her|our|a|an|that|this)\s)?(?:[\w’'-]+\s){0,3}[\w’'-]+\s(?:of|from|for)\s(?:the\s)?\Z",
    re.I,
)
_OF_THE = pattern_of(r"[a-z]\sof\s(?:the|its|their)\s\Z")
"""`the centenary of the 1925 exhibition`."""
_BEFORE_NOUN = pattern_of(
    r"(?:\b(?P<prep>in|at|on|during|for|after|before|by|since|from|over|throughout)\s)?\b(?:the|a|an|its|their|his|her|our|this|that|all|some|two|three|four|five)\s(?:[a-z-]+\s)?\Z",
    re.I,
)
_NOUN = pattern_of(r"\s(?:[A-Z“\"‘][\w’'-]+\s)*(?P<noun>[A-Za-z][\w’'-]{2,})")
_NO_NOUN = frozenset(["and", "but", "for", "with", "from", "the", "when", "while", "after", "before", "into", "over", "under", "was", "were", "had", "has", "that", "who", "which", "its", "their", "until", "near", "onto", "off", "out", "via", "than", "then", "because", "since", "where"])  # fmt: skip
_ALL_SINCE = pattern_of(r"\b(?:all|every|any|each)\s(?:[\w’'-]+\s){1,4}since\s\Z", re.I)
_LOOKS_BACK = pattern_of(
    r"\A\W*(?:commemorat|celebrat|remember|honou?r|mourn|recall|review|condemn|oppos|critici[sz]|stud|investigat|examin|describ|discuss|mark|apologi|regrett|thank|pardon|unveil|defend|document)",
    re.I,
)
_HAPPENED = pattern_of(
    r"\b(?:loss|sinking|fire|deaths?|murders?|strike|explosion|accident|crash|collapse|disaster|battle|massacre|eruption|earthquake|floods?|outbreak|escape|theft|founding"
    r"|foundation|birth|wreck|riots?|storms?|epidemic|killings?|coup|attacks?|uprising|revolt|rebellion|victims?|dead|drowned|fallen)\b[^,;]*\b(?:in|on|during)\s(?:the\s)?\Z",
    re.I,
)
_OWN = pattern_of(
    r"\b(?:its|their)\s(?:own\s)?(?:[\w’'-]+\s){0,2}(?:death|loss|founding|foundation|birth|collapse)\b", re.I
)

_IRREGULAR = frozenset(["written", "begun", "shot", "taken", "made", "done", "built", "rebuilt", "bought", "sold", "given", "found", "drawn", "cut", "cast", "grown", "won", "laid", "left", "lent", "held", "kept", "sung", "dug", "bred", "born", "lost", "hung", "sent", "brought", "taught", "broken", "fought", "struck", "woven", "sunk", "thrown", "blown", "seen", "shown", "known", "set", "put", "burnt", "stolen", "driven", "flown", "spoken", "bound", "wrecked", "minted", "overseen", "underwritten", "caught", "paid", "told", "worn", "torn", "begotten", "hewn", "sown", "forgotten", "destroyed"])  # fmt: skip
_NAMES_IT = frozenset(["called", "named", "known", "based", "situated", "located", "attached", "dedicated", "devoted", "entitled", "titled", "aged", "related", "needed", "interested", "skilled", "armed", "led", "headed", "united", "limited", "hundred", "indeed", "shed", "seed", "bed", "feed", "speed", "weed", "breed", "steed", "deed", "need", "reed", "creed", "greed", "wed", "red", "sled"])  # fmt: skip
"""Participles that say what a thing is, not when it was made so, and words that are no participles."""
_FINITE_AFTER = frozenset(["and", "or", "but", "then", "was", "were", "is", "are", "had", "has", "have", "been", "be", "being", "who", "which", "that", "it", "they", "he", "she", "we", "i", "to", "not", "also", "never", "got", "a", "an", "the", "its", "their", "his", "her", "first", "more", "most", "of", "with", "by"])  # fmt: skip
_LINKS = frozenset(["in", "on", "by", "at", "from", "for", "to", "with", "under", "near", "as", "during", "between", "since", "only", "there", "here", "abroad", "and", "or", "around", "about", "after", "before", "late", "early", "off", "up", "out", "down", "over", "into", "against", "of", "along", "along", "through", "together", "again", "back"])  # fmt: skip
_WORD = pattern_of(r"[\w’'-]+")
_HELD_THEN = pattern_of(
    r"\b(?:inquiry|enquiry|survey|expedition|trial|study|poll|mission|excavations?|dig|voyage|ceremony|meeting|tests?|experiments?|operation|audit"
    r"|raid|rescue|evacuation|inspection|visit|negotiations|talks|summit|hearings?)\sof\s(?:the\s)?\Z"
)
"""`The inquiry of 1911 was chaired by`: what was done at it was done then."""
_FOR_IT = pattern_of(r"\W*(?:For|Because of|Thanks to|Despite|Unlike|Like|With)\s")
_PLAIN = pattern_of(r"\s(?P<noun>[a-z][\w’'-]{2,})")
_YEARS_BEFORE = pattern_of(r"(?:(?:1\d|20)\d\d,\s)*(?:1\d|20)\d\d,?\s(?:and|to|or|until)\s\Z")
_LAW = pattern_of(r"\b(?:Acts?|Order|Regulations?|Rules|Code|Bill|Law|Convention|Treaty|Standard|Directive|Ordinance|Charter|Constitution)\s(?:of\s)?\Z")  # fmt: skip
_AS_IT_WAS = pattern_of(
    r"\bas\s(?:it|they|he|she)\b[^,;]*\Z|\b(?:to|in)\s(?:its|their|the)\s(?:[a-z-]+\s)?(?:state|form|appearance|condition|look|shape|level|layout|colours?|colors?|plan|glory)\s(?:in|of|from)\s(?:(?:about|around|circa)\s)?\Z",
    re.I,
)
_ABOUT = pattern_of(r"\b(?:about|covering|concerning|regarding)\s(?:the\s)?\Z")
_BEING = pattern_of(
    r"\b(?:in (?:business|use|service|operation|existence|print|force|office|power)|active|open|resident|missing|closed|empty|extinct|alive)\s(?:since|from|until)\s\Z"
)
_APPOSED = pattern_of(
    r"[A-Z][\w’'-]+,\s(?:(?:an?|the|its|their|then)\s)?(?!(?:in|on|at|by|and|but|or|with|from|to|for|as|after|before)\b)[a-z-]+(?:\s(?!(?:in|on|at|since|from|was|were|had|has|it|them)\b)[A-Za-z-]+){0,3}\s(?:in|since|from|until)\s\Z"
)
"""`Edith Rowe, mayor in`: a life, no deed."""
_ENDS = pattern_of(r"\s*(?:[.,;:)]|\Z)")
_SPAN = pattern_of(r"\d\s?[–—-]\s?\d|\b(?:years|period|decades?)\b|\bto\b")
_ON = pattern_of(r"\bon\s(?:the\s)?\Z")
_FRONT = pattern_of(r"[\s\"“(]*(?:(?:In|On|At|During|From|Since|Early in|Late in|By)\s)?(?:the\s)?\Z", re.I)
_IS = pattern_of(r"\s(?:was|were|is|are|had|has|have)\b")


def is_of_another(sentence: str, verb: tuple[int, int], day: tuple[int, int]) -> bool:
    """Whether a date of a sentence is not that of a deed in it, each given by where it stands, but of another thing."""
    if day[0] >= verb[1]:
        between = sentence[verb[1] : day[0]]
        if _LOOKS_BACK.match(sentence, verb[0]) and _OF.search(between) and not _is_of_season(between):
            return True
        return is_attribute(between, sentence[slice(*day)], sentence[day[1] :])
    lead = sentence[: day[0]]
    if day[1] > verb[0]:
        return False
    if _FRONT.fullmatch(lead):
        return _is_before_subject(lead, sentence[day[1] : verb[0]])
    if _HELD_THEN.search(lead):
        return False
    if _is_of_noun(lead) or (_FOR_IT.match(lead) and is_attribute(lead, sentence[slice(*day)], sentence[day[1] :])):
        return True
    if _IS.match(sentence, day[1]) is None:
        return False
    return is_attribute(lead, sentence[slice(*day)], sentence[day[1] :])


def _is_before_subject(lead: str, behind: str) -> bool:
    """`The 1911 boat was restored by`, `1880 chart bought by`; not `In 1911 boats were bought by`."""
    if re.fullmatch(r"\W*(?:[Tt]he\s)?", lead) is None:
        return False
    match = _PLAIN.match(behind)
    return match is not None and match["noun"] not in _NO_NOUN and not is_participle(match["noun"])


def is_attribute(lead: str, day: str, behind: str) -> bool:
    """Whether a date between two stretches of text is part of what is said of a noun before or behind it."""
    lead = _YEARS_BEFORE.sub("", lead)
    if _LAW.search(lead) or _AS_IT_WAS.search(lead) or _ABOUT.search(lead) or _BEING.search(lead):
        return True
    if _APPOSED.search(lead) and _ENDS.match(behind):
        return True
    if _SPAN.search(day) and (lead.endswith(", ") or _ON.search(lead)):
        return True
    if day.lower().startswith("the ") and day.endswith("s"):
        lead = f"{lead}the "
    if _is_of_noun(lead) or _is_before_noun(lead, behind) or _ALL_SINCE.search(lead):
        return True
    if _HAPPENED.search(lead) and not _OWN.search(lead):
        return True
    return _is_of_participle(lead)


def _is_of_season(lead: str) -> bool:
    match = _OF.search(lead)
    return match is not None and _TIME.fullmatch(match["noun"]) is not None


def _is_of_noun(lead: str) -> bool:
    """`the strikers of`, but not `in the summer of`, `at the fair of`, `won the cup of`."""
    match = _OF.search(lead)
    if match is None or _TIME.fullmatch(match["noun"]) or _EVENT.fullmatch(match["noun"]):
        return False
    return _GOVERNED.search(lead) is None


def _is_before_noun(lead: str, behind: str) -> bool:
    """`the 1899 map`, but not `in the 1899 season`, `won the 1899 cup`."""
    before, noun = _BEFORE_NOUN.search(lead), _NOUN.match(behind)
    if before is None or before["prep"] or noun is None or noun["noun"].lower() in _NO_NOUN:
        return False
    if _OF_THE.search(lead):
        return True
    words = _WORD.findall(behind)[:4]
    return not any(_EVENT.fullmatch(w) for w in words)


def _is_of_participle(lead: str) -> bool:
    """`the eggs collected in`, `the boat, launched on`; not `bought it and sold it in`, `was restored in`."""
    words = list(_WORD.finditer(lead))
    for n, word in enumerate(words):
        low = word[0].lower()
        if n == 0 or n + 1 >= len(words) or not is_participle(low):
            continue
        before = n - 1
        while before > 0 and (
            words[before][0].endswith("ly") or words[before][0].lower() in ("newly", "first", "once")
        ):
            before -= 1
        if words[before][0].lower() in _FINITE_AFTER or words[n + 1][0].lower() not in _LINKS:
            continue
        if not re.search(r"[;:.]|,\sand\s", lead[word.end() :]):
            return True
    return False


def is_participle(low: str) -> bool:
    """Whether a word in lower case may be a participle of the past that tells of a deed."""
    return low not in _NAMES_IT and (low in _IRREGULAR or low.endswith("ed"))
