"""Render, part of comparing revisions: a change in words and pieces, before any format draws them."""

from __future__ import annotations

import re
from html import unescape
from itertools import groupby

from factcheck.model.finding import Finding
from factcheck.model.revision import Change, FactChange, Revision, RevisionDiff, Statement
from factcheck.render._digest import one_line

Piece = tuple[str, str]
"""`text` or `value`, and the words."""
_AROUND = 140
_HTML = (".html", ".htm", ".xhtml")


def by_document(diff: RevisionDiff) -> list[tuple[str, list[FactChange]]]:
    """The changes of each document, under its path in the later revision; of one that is gone under its old one."""
    renamed = dict(diff.renamed)

    def path(change: FactChange) -> str:
        if change.after is not None:
            return change.after.document
        assert change.before is not None
        return renamed.get(change.before.document, change.before.document)

    return [(document, list(changes)) for document, changes in groupby(diff.facts, key=path)]


def about(change: FactChange) -> str:
    """What the fact is about and what is said of it."""
    statement = change.after or change.before
    assert statement is not None
    parts = [statement.entity, statement.predicate]
    if change.before is not None and change.after is not None and _nameless(change.before) != _nameless(change.after):
        parts[0] = f"{change.before.entity} → {change.after.entity}"
    return ", ".join(dict.fromkeys(one_line(part) for part in parts if part.strip())) or statement.type.value


def _nameless(statement: Statement) -> str:
    """The entity without its value: `the 212 runners` of whom there are now 215."""
    return statement.entity.replace(statement.shown, "")


def value(statement: Statement, other: Statement | None = None) -> str:
    """The value, and how it is said where that is not plainly; worked out where the other side has the same words."""
    notes = [statement.standing] if statement.standing != "stated" else []
    if other is not None and other.shown == statement.shown and other.value != statement.value:
        notes.insert(0, statement.value)
    return one_line(statement.shown) + (f" ({one_line(', '.join(notes))})" if notes else "")


def values(change: FactChange) -> str:
    """Old and new value on one line."""
    before, after = change.before, change.after
    told = [value(before, after) if before is not None else "", value(after, before) if after is not None else ""]
    return " → ".join(filter(None, told))


def pieces(statement: Statement) -> list[Piece]:
    """The evidence on one line, its value apart; cut around it where it is long, of HTML without tags and entities."""
    start, end = statement.value_span.start - statement.span.start, statement.value_span.end - statement.span.start
    quote = statement.quote
    if not 0 <= start < end <= len(quote):
        start = end = 0
    parts = [("text", quote[:start]), ("value", quote[start:end]), ("text", quote[end:])]
    if statement.document.lower().endswith(_HTML):
        parts = [(kind, unescape(re.sub(r"<[^>]*>|^[^<>]*>|<[^<>]*$", " ", text))) for kind, text in parts]
    # the spaces beside the value stay, those at the ends go
    shown = [(kind, one_line(f"|{text}|")[1:-1]) for kind, text in parts]
    (_, before), (_, own), (_, after) = shown
    before, after = before.lstrip(), after.rstrip()
    if not own:
        return [("text", _cut(after, 2 * _AROUND))]
    if len(before) > _AROUND:
        before = "… " + before[-_AROUND:].split(" ", 1)[-1]
    found = [("text", before), ("value", _cut(own, 2 * _AROUND)), ("text", _cut(after, _AROUND))]
    return [(kind, text) for kind, text in found if text]


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"


def named(revision: Revision) -> str:
    """The revision as it was asked for, with its commit."""
    short = revision.commit[:12]
    return one_line(revision.name) + (f" ({short})" if short and not revision.commit.startswith(revision.name) else "")


def compared(diff: RevisionDiff) -> str:
    """What was compared, and how much of it there is."""
    many = f"{_many(diff.head.documents, 'document')}, {_many(diff.head.facts, 'fact')}"
    return f"{named(diff.base)} compared with {named(diff.head)}: {many}"


def counts_of_facts(diff: RevisionDiff) -> str:
    """How many facts were changed, added and removed, those that are not there left out."""
    told = [f"{n} {c.value}" for c in (Change.CHANGED, Change.ADDED, Change.REMOVED) if (n := diff.count(c))]
    return ", ".join(told)


def headline(diff: RevisionDiff) -> str:
    """The facts in one line."""
    counts = counts_of_facts(diff)
    if not counts:
        return "No facts changed"
    first, _, rest = counts.partition(" ")
    return f"{first} fact{'s' if first != '1' else ''} {rest}"


def counts_of_findings(diff: RevisionDiff) -> str:
    """How many findings were introduced, fixed and are as before."""
    return f"{len(diff.introduced)} introduced, {len(diff.fixed)} fixed, {len(diff.unchanged)} unchanged"


def documents_told(diff: RevisionDiff) -> list[str]:
    """The documents that came, went and were renamed, a line each."""
    lines = [f"renamed: {one_line(old)} → {one_line(new)}" for old, new in diff.renamed]
    lines += [f"new: {one_line(path)}" for path in diff.added]
    return lines + [f"gone: {one_line(path)}" for path in diff.removed]


def still(change: FactChange) -> str:
    """Where the later revision still states the old value."""
    places = ", ".join(f"{one_line(s.document)}:{s.line}" for s in change.still)
    return f"{value(change.before, change.after)} still stands in {places}" if change.before and places else ""


def sides(finding: Finding) -> list[tuple[str, str]]:
    """One place of each side, with what it says."""
    return [
        (f"{one_line(s.places[0].document)}:{s.places[0].line}:{s.places[0].column}", one_line(s.label))
        for s in finding.sides
        if s.places
    ]


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}{'s' if count != 1 else ''}"
