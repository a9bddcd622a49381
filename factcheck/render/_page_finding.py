"""Render, part of HTML: one finding in plain data, as its card shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from factcheck.frozen import dataclass
from factcheck.model.document import Document
from factcheck.model.finding import Edit, Finding, Place, Repair
from factcheck.render._lines import Lines, visible
from factcheck.render._page_cuts import CUT, cut_passage, shorten
from factcheck.render._page_names import Names
from factcheck.render._page_words import Piece, differing_parts, mark_differences
from factcheck.render._sources import anchor
from factcheck.render._standing import standing

_MAX_PLACES = 3
_MAX_EDITS = 6
_SUM = re.compile(r"\d.*(?:[+−×=]|\d - )\s*.*\d")
_GAP = re.compile(r"\n[ \t\r]*\n")
_MARKED_UP = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """How much a card tells: a report of thousands of findings has to be opened, too."""

    around: int = 150
    """Code points on each side of an evidence."""
    status: bool = False
    """Whether there is anything to tell new findings from."""
    places: int = 60
    """Places of one side that are shown; of more, their number."""


class Cards:
    """Draws up the cards of one report."""

    def __init__(
        self, documents: tuple[Document, ...], names: Names, titles: Mapping[str, str], detail: Detail
    ) -> None:
        self._detail = detail
        self._names = names
        self._titles = titles
        self._documents = {document.path: document for document in documents}
        self._lines: dict[str, Lines] = {}

    def card(self, finding: Finding, number: int, id: str, short: str) -> dict[str, Any]:
        """The finding as the template takes it."""
        reasons = self._names.shorten("; ".join(finding.suspect_reasons)).removeprefix("undecided: ")
        message, reason = self._told(finding)
        return {
            "number": number,
            "id": id,
            "short": visible(short),
            "status": finding.status.value if self._detail.status else "",
            "standing": self._names.shorten(standing(finding)),
            "severity": finding.severity.value,
            "rule": finding.rule,
            "title": self._titles.get(finding.rule, "") or finding.rule,
            "message": message,
            "reason": reason,
            "is_sum": bool(_SUM.search(reason)),
            "confidence": round(100 * finding.confidence),
            "sides": self._sides(finding),
            "suspect": reasons if finding.suspect is not None else "",
            "culprit": finding.letters[finding.suspect].upper()
            if finding.suspect is not None and len(finding.sides) > 1
            else "",
            "undecided": reasons if finding.suspect is None else "",
            "repairs": [self._repair(repair) for repair in finding.repairs],
            "fingerprint": visible(finding.fingerprint),
            "folded": [
                {
                    "rule": f.rule,
                    "message": self._names.shorten(f.message),
                    "fingerprint": visible(f.fingerprint),
                    "places": [self._place(place, self._pieces(place)) for place in f.places],
                }
                for f in finding.folded
            ],
            "explanation": [self._names.shorten(line) for line in finding.explanation],
        }

    def _told(self, finding: Finding) -> tuple[str, str]:
        """Message and reason, neither of them saying again what the other says."""
        message, reason = shorten(finding.message), shorten(finding.reason)
        head = message.removesuffix(reason).rstrip(" :")
        if reason and head and len(finding.sides) > 1 and message.endswith(f": {reason}"):
            return self._names.shorten(head), self._names.shorten(reason)
        return self._names.shorten(message), "" if reason.rstrip(".") in message else self._names.shorten(reason)

    def _sides(self, finding: Finding) -> list[dict[str, Any]]:
        pieces = [[self._pieces(place) for place in side.places[: self._detail.places]] for side in finding.sides]
        labels = [visible(shorten(side.label, 400, 150)) for side in finding.sides]
        shown = []
        for n, side in enumerate(finding.sides):
            other = 1 if n == 0 else 0
            told = pieces[n]
            if len(pieces) > 1 and pieces[other] and not _is_cut(pieces[other][0]):
                told = [own if _is_cut(own) else mark_differences(own, pieces[other][0]) for own in told]
            most = self._detail.places
            places = [self._place(place, parts) for place, parts in zip(side.places[:most], told, strict=False)]
            shown.append(
                {
                    "letter": finding.letters[n].upper(),
                    "changed": side.changed,
                    "label": differing_parts(labels[n], labels[other]) if len(labels) == 2 else [("text", labels[n])],
                    "suspect": n == finding.suspect,
                    "places": places[:_MAX_PLACES],
                    "more": places[_MAX_PLACES:],
                    "count": len(side.places) - _MAX_PLACES,
                    "untold": max(0, len(side.places) - self._detail.places),
                }
            )
        return shown

    def _place(self, place: Place, pieces: list[Piece]) -> dict[str, Any]:
        number = self._names.numbers.get(place.document)
        return {
            "path": self._names.short(place.document),
            "line": place.line,
            "anchor": "" if number is None else anchor(number, place.span.start),
            "headings": [visible(shorten(heading, 200, 80)) for heading in place.heading_path],
            "before": self._around(place.before, place.document, keep_end=True),
            "after": self._around(place.after, place.document, keep_end=False),
            "pieces": pieces,
        }

    def _around(self, text: str, path: str, *, keep_end: bool) -> str:
        """What stands beside an evidence in its paragraph, on one line, as much of it as is shown."""
        paragraphs = _GAP.split(_without_markup(text, path))
        folded = re.sub(r"\s+", " ", paragraphs[-1 if keep_end else 0])
        room = self._detail.around
        if len(folded) > room + 10:
            cut = folded[-room:].split(" ", 1)[-1] if keep_end else folded[:room].rsplit(" ", 1)[0]
            folded = "… " + cut if keep_end else cut + " …"
        return visible(folded)

    def _pieces(self, place: Place) -> list[Piece]:
        """The evidence cut at its values; of an HTML source without its tags and entities."""
        pieces: list[Piece] = []
        at = 0
        for value in place.values:
            start, end = value.start - place.span.start, value.end - place.span.start
            if start < at or end > len(place.quote) or start >= end:
                continue
            pieces += [("text", place.quote[at:start]), ("value", place.quote[start:end])]
            at = end
        pieces.append(("text", place.quote[at:]))
        readable = [(kind, re.sub(r"\s+", " ", _without_markup(text, place.document))) for kind, text in pieces]
        return [(kind, visible(text)) for kind, text in cut_passage([piece for piece in readable if piece[1]])]

    def _repair(self, repair: Repair) -> dict[str, Any]:
        description = self._names.shorten(repair.description)
        edits = [self._edit(edit) for edit in repair.edits[:_MAX_EDITS]]
        if len(edits) == 1 and edits[0]["path"] in description:
            edits[0]["path"] = ""
        return {
            "letter": repair.letter,
            "description": description,
            "edits": edits,
            "more": max(0, len(repair.edits) - _MAX_EDITS),
        }

    def _edit(self, edit: Edit) -> dict[str, Any]:
        document = self._documents.get(edit.document)
        line = 0
        if document is not None:
            if edit.document not in self._lines:
                self._lines[edit.document] = Lines(document.text)
            line = self._lines[edit.document].position(edit.span.start)[0]
        return {
            "path": self._names.short(edit.document),
            "line": line,
            "old": visible(shorten(document.quote(edit.span))) if document else "",
            "new": visible(edit.text),
        }


def _is_cut(pieces: list[Piece]) -> bool:
    """Whether words of a passage are left out: what stands around its values then compares with nothing."""
    return any(kind == CUT for kind, _ in pieces)


def _without_markup(text: str, path: str) -> str:
    if not path.lower().endswith(_MARKED_UP) or not ("<" in text or ">" in text or "&" in text):
        return text
    return unescape(re.sub(r"<[^>]*>|^[^<>]*>|<[^<>]*$", " ", text))
