"""Triage, part: a suppression given as fields, in front matter or in the file of suppressions, held to its form."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from factcheck.data import KeyPath
from factcheck.errors import Problem
from factcheck.frozen import dataclass
from factcheck.model.triage import Order, Origin, Passage, Suppression
from factcheck.triage.directives import EVERY, Mistake, day_of, rules_of

KEYS = ("rule", "reason", "owner", "until")
FILE_KEYS = ("finding", "wording", "paths", "rule", "about", "passages", "reason", "owner", "until")
_FINGERPRINT = re.compile(r"[0-9a-f]{8,16}|[0-9a-f]{13}-\d+")
Tell = Callable[[str, KeyPath, str], Problem]


def order_of(
    item: Any,
    at: KeyPath,
    rules: Mapping[str, str] | None,
    tell: Tell,
    *,
    origin: Origin,
    path: str,
    place: tuple[int, int],
    document: str = "",
) -> tuple[Order | None, list[Problem]]:
    """The suppression that a table of fields gives, if nothing about it is wrong; and everything that is.

    One of a document is about the whole document and names rules; one of the file names a finding or passages.
    """
    keys = FILE_KEYS if origin is Origin.FILE else KEYS
    if not isinstance(item, dict):
        return None, [tell("this is no suppression", at, f"a suppression has the keys {', '.join(keys)}")]
    wrong: list[Problem] = []
    for key in item:
        if key not in keys:
            close = difflib.get_close_matches(str(key), keys, 1)
            hint = f"did you mean `{close[0]}`? " if close else ""
            wrong.append(tell(f"unknown key `{key}`", (*at, key), f"{hint}known keys: {', '.join(keys)}"))

    def text(key: str) -> str:
        value = item.get(key, "")
        if isinstance(value, date):
            return value.isoformat()
        if not isinstance(value, str):
            wrong.append(tell(f"`{key}` is no text", (*at, key), "give it as one line of text"))
            return ""
        return " ".join(value.split())

    reason, owner, until = text("reason"), text("owner"), None
    if not reason and isinstance(item.get("reason", ""), str):
        where = (*at, "reason") if "reason" in item else at
        wrong.append(tell("this suppression gives no reason", where, "add `reason: ...`, a sentence that says why"))
    if item.get("until"):
        day = day_of(text("until"))
        if isinstance(day, Mistake):
            wrong.append(tell(day.message, (*at, "until"), day.remedy))
        else:
            until = day
    about = text("about") if origin is Origin.FILE else ""
    names, told = _rules(item, at, rules, tell, required=origin is not Origin.FILE)
    wrong += told
    target = _Target()
    if origin is Origin.FILE:
        target, told = _target(item, at, tell)
        wrong += told
    if wrong:
        return None, wrong
    stated = Suppression(
        reason=reason, owner=owner, until=until, origin=origin, path=path, line=place[0], column=place[1]
    )
    return Order(
        suppression=stated,
        rules=names,
        fingerprint=target.fingerprint,
        wording=target.wording,
        paths=target.paths,
        passages=target.passages,
        about=about,
        document=document,
    ), []


def _rules(
    item: Mapping[str, Any], at: KeyPath, rules: Mapping[str, str] | None, tell: Tell, *, required: bool
) -> tuple[tuple[str, ...], list[Problem]]:
    given = item.get("rule", "" if required else EVERY)
    names = given if isinstance(given, list) else [given]
    if not all(isinstance(name, str) for name in names):
        return (), [tell("`rule` is no name of a rule", (*at, "rule"), "name a rule, or several in brackets")]
    found = rules_of([name for name in names if name], rules)
    if isinstance(found, Mistake):
        where = (*at, "rule") if "rule" in item else at
        return (), [
            tell(found.message, where, found.remedy if "rule" in item else f"add `rule: ...`, or `rule: {EVERY}`")
        ]
    return found, []


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """What an entry of the file sets aside."""

    fingerprint: str = ""
    wording: str = ""
    paths: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


def _target(item: Mapping[str, Any], at: KeyPath, tell: Tell) -> tuple[_Target, list[Problem]]:
    """The finding or the passages that an entry of the file names."""
    if ("finding" in item) == ("passages" in item):
        what = "names both a finding and passages" if "finding" in item else "names neither a finding nor passages"
        remedy = "give `finding: FINGERPRINT`, or `passages:` with path and quote of one side or of both"
        return _Target(), [tell(f"this suppression {what}", at, remedy)]
    if "finding" in item:
        return _finding(item, at, tell)
    for key in ("wording", "paths"):
        if key in item:
            remedy = f"delete `{key}`: passages have their own `path`, and are found again when a file is renamed"
            return _Target(), [tell(f"`{key}` goes with `finding` only", (*at, key), remedy)]
    listed = item["passages"]
    if not isinstance(listed, list) or not listed:
        return _Target(), [
            tell("`passages` is no list", (*at, "passages"), "give one or two items with path and quote")
        ]
    passages, wrong = [], []
    for number, entry in enumerate(listed):
        here: KeyPath = (*at, "passages", number)
        if (
            not isinstance(entry, dict)
            or not set(entry) <= {"path", "quote"}
            or not all(isinstance(v, str) for v in entry.values())
        ):
            wrong.append(tell("this is no passage", here, "a passage has the keys path and quote"))
        elif not entry.get("quote", "").strip():
            wrong.append(tell("this passage has no quote", here, "add `quote: ...`, words of the document"))
        else:
            passages.append(Passage(path=entry.get("path", ""), quote=entry["quote"]))
    return _Target(passages=tuple(passages)), wrong


def _finding(item: Mapping[str, Any], at: KeyPath, tell: Tell) -> tuple[_Target, list[Problem]]:
    """A finding by its fingerprint; with its wording and its documents, by which it is known again when one is renamed."""
    names = {}
    for key, what in (("finding", "fingerprint"), ("wording", "wording")):
        names[key] = str(item.get(key, "")).strip().lower()
        if key in item and not _FINGERPRINT.fullmatch(names[key]):
            remedy = f"give at least eight digits of the {what} that `factcheck explain` shows, in quotation marks"
            return _Target(), [tell(f"`{item[key]}` is no {what}", (*at, key), remedy)]
    if ("wording" in item) != ("paths" in item):
        given, missing = ("wording", "paths") if "wording" in item else ("paths", "wording")
        remedy = f"add `{missing}`, or delete `{given}`; `factcheck explain` shows the whole entry"
        return _Target(), [tell(f"`{given}` without `{missing}`", (*at, given), remedy)]
    paths = item.get("paths", [])
    if not isinstance(paths, list) or not all(isinstance(path, str) and path for path in paths):
        return _Target(), [
            tell("`paths` is no list of documents", (*at, "paths"), "give them as [docs/a.md, docs/b.md]")
        ]
    return _Target(fingerprint=names["finding"], wording=names["wording"], paths=tuple(paths)), []
