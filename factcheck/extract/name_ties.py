"""Extract, part: what a text says of a name beside it: which of its namesakes it is, and by what other name it goes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.frozen import replace
from factcheck.model.mention import NameKind, NameMention
from factcheck.patterns import pattern_of
from factcheck.values.name_variants import initials_of, is_region, is_ship_prefix, variants
from factcheck.values.names import is_state_adjective, state_of
from factcheck.values.words import fold

# --- which of its namesakes -------------------------------------------------------------------------------------------

_GENERATION = pattern_of(r",?\s(?:Jr|Sr)\b\.?|\s(?:the\s(?:Elder|Younger))\b")
_PARENTHESIS = pattern_of(r"\s\((?P<inside>[^()\n]{1,30})\)")
_YEAR = pattern_of(r"(?:1[5-9]|20)\d\d")
_HULL = pattern_of(r"[A-Z]{1,5}-\d{1,4}")
_LISTED = pattern_of(r"(?:,\s[^\W\d_]+)?,?\s(?:and|or|&)\s(?:the\s)?[A-ZÀ-Þ]")
_PLACED = pattern_of(r"\b(?:in|at|of|from|near|to|outside|around|for|leaving|left)\s\Z")
_REVERSED = pattern_of(r"\s*[A-ZÀ-Þ][^\W\d_'’-]*[\w'’-]*, [A-ZÀ-Þ][\w'’-]*\.?(?: [A-ZÀ-Þ][\w'’-]*\.?){0,2}\s*")


def with_qualifiers(text: str, found: Sequence[NameMention]) -> list[NameMention]:
    """The names, each with what tells it from its namesakes: `, Jr.`, `the Elder`, `(1954 film)`, `(DD-12)`, `, Ohio`."""
    if not found:
        return []
    if len(found) == 2 and "," in text and (whole := _reversed(text, found)) is not None:
        return [whole]
    kept: list[NameMention] = []
    for n, mention in enumerate(found):
        if kept and mention.start < kept[-1].end:
            continue
        following = found[n + 1] if n + 1 < len(found) else None
        end = _qualified_end(text, mention, following)
        kept.append(mention if end is None else replace(mention, end=end, text=text[mention.start : end]))
    return kept


def _qualified_end(text: str, mention: NameMention, following: NameMention | None) -> int | None:
    after = text[mention.end : mention.end + 1]
    if after == "," and following is not None and following.start == mention.end + 2:
        if _is_town_of(text, mention, following):
            return following.end
    if after not in (" ", ","):
        return None
    if after == " " and text[mention.end + 1 : mention.end + 2] not in "JSt(":
        return None
    match = _GENERATION.match(text, mention.end)
    if match is not None:
        return match.end() if " " in mention.text else None
    match = _PARENTHESIS.match(text, mention.end)
    if match is not None and _tells_apart(mention, match["inside"]):
        return match.end()
    return None


def _tells_apart(mention: NameMention, inside: str) -> bool:
    """Whether the words in parentheses say which of several things of one name is meant, and nothing about it."""
    if _HULL.fullmatch(inside) or fold(_YEAR.sub("", inside)) in variants()["works"]:
        return True
    return _YEAR.fullmatch(inside) is not None and is_ship_prefix(fold(mention.text.split()[0]))


def _is_town_of(text: str, mention: NameMention, following: NameMention) -> bool:
    """`in Springfield, Ohio`; in `Lisbon, Spain and Morocco` the comma is one of a list."""
    if not is_region(following.text) or is_state_adjective(following.text) or state_of(mention.text):
        return False
    alone = not text[: mention.start].strip() and not text[following.end :].strip()
    placed = mention.kind is NameKind.PLACE or _PLACED.search(text, max(0, mention.start - 9), mention.start)
    return (alone or bool(placed)) and not _LISTED.match(text, following.end)


def _reversed(text: str, found: Sequence[NameMention]) -> NameMention | None:
    """The only name of a cell or line that gives the surname first: `Okonjo, Daniel`."""
    if not _REVERSED.fullmatch(text):
        return None
    first, second = found
    if second.start != first.end + 2 or any(is_region(m.text) or m.kind is NameKind.ORGANISATION for m in found):
        return None
    return NameMention(start=first.start, end=second.end, text=text[first.start : second.end], kind=NameKind.PERSON)


# --- other names ------------------------------------------------------------------------------------------------------

_QUOTE = r"[\"“‘'*_]{0,2}(?:[Tt]he\s)?[\"“‘'*_]{0,2}"
_NAMED = pattern_of(
    r"(?:,|\s\(|\s?[–—])?\s?"
    r"(?:(?:who|which)\s(?:is|was)\s)?"
    r"(?:(?:(?:better|also|best|locally|popularly|widely|commonly|formerly|previously|then|later|now|originally"
    r"|officially|formally|sometimes|often|usually|still|generally)\s(?:and\s)?){0,2}"
    r"(?:known|abbreviated|spelled|spelt|styled|shortened)\s(?:simply\s|only\s|locally\s)?(?:as|to)"
    r"|(?:also|formerly|previously|originally|now|later|sometimes|often|commonly|locally)\s(?:called|named)"
    r"|nicknamed|dubbed|alias|aka|a\.k\.a\.|née|nee|né|hereafter|hereinafter|hereinafter\sreferred\sto\sas"
    r"|(?:(?:who\s)?(?:also\s|often\s)?[a-z]+\s(?:[a-z]+\s)?)?under\sthe\s(?:pen\s?name|pseudonym|stage\sname|nom\sde\splume)(?:\sof)?"
    r"|whose\sreal\sname\s(?:was|is))\s" + _QUOTE
)  # fmt: skip
_BORN = pattern_of(r"(?:,|\s\()\s?born\s(?:as\s)?" + _QUOTE)
_RENAMED = pattern_of(
    r"(?:,|\s\()\s?(?P<word>now|today|present-day|modern-day|modern|formerly|previously|originally|once|since\srenamed|renamed)\s"
    + _QUOTE
)
_IN_LANGUAGE = pattern_of(r"\s\((?:in\s)?(?P<language>[A-Z][a-z]+)(?::|,)\s" + _QUOTE)
_BARE = pattern_of(r"\s?\(\s?(?:or\s|short:\s|in\sshort,?\s)?" + _QUOTE)
_LANGUAGES = frozenset(["English", "Latin", "Arabic", "Hebrew", "Welsh", "Basque", "Catalan", "Gaelic", "Frisian", "Sami", "Yiddish", "Maori", "Hindi", "Bengali", "Tamil", "Persian", "Kurdish", "Breton", "Cornish", "Sanskrit"])  # fmt: skip
_ENDS = pattern_of(r"[\"”’'*_]{0,2}\s?(?:[),.;:]|\Z|\s(?:in|on|and|was|is|has|had|at|were)\b)")
_LAST_OF_LIST = pattern_of(r"\b(?:and|or)\s\Z")
"""`A, B and C, known as the Four`: all of them are."""
_MAY_BE_TIED = pattern_of(
    r"[ ]?(?:[(–—]|,\s?[a-z]|who|which|better|also|best|locally|popularly|widely|commonly|formerly|previously|then|later|now|originally"
    r"|officially|formally|sometimes|often|usually|still|generally|known|abbreviated|spel|styled|shortened|nicknamed|dubbed|alias|aka"
    r"|a\.k\.a|n[eé]|hereafter|hereinafter|whose)|[ ](?:[a-z]+\s){0,4}under\sthe|[^\S ]|[ ][^\S ]"
)
"""What follows a name that the patterns above may tie to another: a cheap look before a costly one."""


def with_aliases(text: str, found: Sequence[NameMention]) -> tuple[NameMention, ...]:
    """The names, those that the text itself gives as another name of one before tied to it."""
    if len(found) < 2:
        return tuple(found)
    may_be_tied = _MAY_BE_TIED.match
    tied = [m for m in found if may_be_tied(text, m.end)]
    if not tied:
        return tuple(found)
    by_start = {m.start: m for m in found}
    alias_of: dict[int, str] = {}
    for mention in tied:
        for other in _others(text, mention, by_start):
            if fold(other.text) != fold(mention.text):
                alias_of.setdefault(other.start, mention.text)
    if not alias_of:
        return tuple(found)
    return tuple([replace(m, alias_of=alias_of[m.start]) if m.start in alias_of else m for m in found])


def _others(text: str, mention: NameMention, by_start: dict[int, NameMention]) -> Iterator[NameMention]:
    """The names behind a name that the words between make other names of it."""
    at = mention.end
    if match := _NAMED.match(text, at):
        other = by_start.get(match.end())
        if other and not _LAST_OF_LIST.search(text, max(0, mention.start - 5), mention.start):
            yield other
        return
    is_person = mention.kind is NameKind.PERSON
    if match := _BORN.match(text, at):
        other = by_start.get(match.end())
        if other and is_person and " " in other.text and not state_of(other.text):
            yield other
        return
    if match := _RENAMED.match(text, at):
        other = by_start.get(match.end())
        if other and _ENDS.match(text, other.end) and _may_be_renamed(mention, other, match["word"]):
            yield other
        return
    if "(" not in text[at : at + 3]:
        return
    if match := _IN_LANGUAGE.match(text, at):
        other = by_start.get(match.end())
        if other and (match["language"] in _LANGUAGES or is_state_adjective(match["language"])):
            yield other
        return
    if match := _BARE.match(text, at):
        other = by_start.get(match.end())
        if other and (_is_short_of(other.text, mention.text) or _is_acronym(mention.text, other.text)):
            yield other


def _may_be_renamed(mention: NameMention, other: NameMention, word: str) -> bool:
    """A person holds another post, `now Director of Parks`, or takes another name, which keeps a part of the old one."""
    if mention.kind is NameKind.PERSON or other.kind is NameKind.PERSON:
        shared = set(fold(mention.text).split()) & set(fold(other.text).split())
        return bool(shared) or (mention.kind is not NameKind.PERSON and " " not in other.text)
    if mention.kind is NameKind.UNKNOWN and word in ("formerly", "previously", "once"):
        return state_of(mention.text) is not None or other.kind is not NameKind.UNKNOWN
    return True


def _is_short_of(short: str, long: str) -> bool:
    """Whether a short form can stand for a name: an acronym of it, or some of its words."""
    return _is_acronym(short, long) or (set(short.split()) < set(long.split()))


def _is_acronym(short: str, long: str) -> bool:
    """Whether the letters of a short form begin words of the long one, in order: `KVR (Kelder Valley Railway)`."""
    letters = re.sub(r"[^\w]", "", short)
    if len(letters) < 2 or not letters.isupper() or len(long.split()) < 2:
        return False
    if fold(letters) in initials_of(long):
        return True
    capitals = iter(w[0] for w in re.findall(r"[^\W\d_]\w*", long) if w[0].isupper())
    return fold(letters[0]) == fold(long[0]) and all(c in capitals for c in letters)
