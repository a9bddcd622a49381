"""Triage, part: what a suppression says, in a comment or in fields: which rules, why, by whom and until when."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from datetime import date

from factcheck.frozen import dataclass

VERBS = ("ignore", "ignore-start", "ignore-end", "ignore-file")
FORM = "write `factcheck: ignore RULE -- reason`, with `until 2027-01-31` or `owner NAME` before the dashes if you like"
EVERY = "all"
_COMMENT = re.compile(r"\s*factcheck:\s*(?P<verb>[a-z][\w-]*)(?P<rest>.*)", re.S)
_BREAK = re.compile(r"(?:^|\s)(?:--+|—|–)(?:\s|$)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """What a comment says; the rules are checked and in today's names, none of them means all."""

    verb: str
    rules: tuple[str, ...] = ()
    reason: str = ""
    owner: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a suppression, and what to do."""

    message: str
    remedy: str = FORM


def is_directive(text: str) -> bool:
    """Whether a comment speaks to us and is, or nearly is, one of ours."""
    match = _COMMENT.match(text)
    if match is None:
        return False
    verb = match["verb"].lower()
    return verb in VERBS or bool(difflib.get_close_matches(verb, VERBS, 1, 0.75))


def read_directive(text: str, rules: Mapping[str, str] | None) -> Directive | Mistake:
    """The directive of a comment; `rules` are the ids that there are and were, each with today's."""
    match = _COMMENT.match(text)
    assert match is not None
    verb = match["verb"].lower()
    if verb not in VERBS:
        close = difflib.get_close_matches(verb, VERBS, 1, 0.75)
        return Mistake(f"unknown word `{verb}`", f"did you mean `{close[0]}`? there are {', '.join(VERBS)}")
    if verb == "ignore-end":
        return Directive(verb=verb)
    head, dashes, reason = _split(match["rest"])
    names: list[str] = []
    owner, until = "", None
    words = iter(word for word in re.split(r"[\s,]+", head) if word)
    for word in words:
        key, _, value = word.partition("=")
        if key.lower() == "until":
            found = day_of(value or next(words, ""))
            if isinstance(found, Mistake):
                return found
            until = found
        elif key.lower() == "owner":
            owner = value or next(words, "")
            if not owner:
                return Mistake("`owner` without a name")
        else:
            names.append(word)
    if not dashes or not reason:
        return Mistake("this suppression gives no reason")
    known = rules_of(names, rules)
    if isinstance(known, Mistake):
        return known
    return Directive(verb=verb, rules=known, reason=reason, owner=owner, until=until)


def _split(rest: str) -> tuple[str, bool, str]:
    match = _BREAK.search(rest)
    if match is None:
        return rest, False, ""
    return rest[: match.start()], True, " ".join(rest[match.end() :].split())


def day_of(text: str) -> date | Mistake:
    """The day of `until`."""
    remedy = "give the last day on which it holds, as 2027-01-31"
    if not _DAY.fullmatch(text):
        return Mistake(f"`until {text}` is no day" if text else "`until` without a day", remedy)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return Mistake(f"`until {text}`: there is no such day", remedy)


def rules_of(names: Collection[str], rules: Mapping[str, str] | None) -> tuple[str, ...] | Mistake:
    """The rules that are meant, in today's names; none where all are."""
    if not names:
        return Mistake("this suppression names no rule", f"name the rules, or `{EVERY}`; " + FORM)
    if rules is None:
        rules = {name: name for name in names}
    for name in names:
        if name != EVERY and name not in rules:
            close = difflib.get_close_matches(name, sorted(rules), 1)
            hint = f"did you mean `{close[0]}`? " if close else ""
            return Mistake(f"no rule `{name}`", hint + "`factcheck list rules` tells them")
    return () if EVERY in names else tuple(dict.fromkeys(rules[name] for name in names))
