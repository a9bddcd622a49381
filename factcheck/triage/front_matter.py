"""Triage, part: the suppressions in the front matter of a document, `factcheck: {ignore: [{rule: ..., reason: ...}]}`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from factcheck.data import KeyPath, Place, parse_yaml
from factcheck.errors import Problem, UsageError
from factcheck.frozen import replace
from factcheck.model.document import Document, Span
from factcheck.model.triage import Order, Origin
from factcheck.triage.fields import order_of

_YAML = re.compile(r"\A---[ \t]*\r?\n(?P<body>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_TOML = re.compile(r"\A\+\+\+[ \t]*\r?\n(?P<body>.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.S | re.M)
FORM = "write `factcheck: {ignore: [{rule: RULE, reason: why}]}`"


def orders_in_front_matter(document: Document, rules: Mapping[str, str] | None) -> tuple[list[Order], list[Problem]]:
    """The suppressions of the whole document that its front matter gives, and what is wrong with them."""
    if document.format != "markdown" or not document.text.startswith(("---", "+++")):
        return [], []
    match = _YAML.match(document.text) or _TOML.match(document.text)
    if match is None or "factcheck" not in match["body"]:
        return [], []
    value, places = _value_of(match["body"], document.path, toml=document.text.startswith("+++"))
    if "factcheck" not in value:
        return [], []
    table = value["factcheck"]
    lines = document.text.splitlines()

    def line_of(at: KeyPath) -> Place:
        known = next((places[at[:n]] for n in range(len(at), 0, -1) if at[:n] in places), (1, 1))
        return known[0] + 1, known[1]

    def problem(message: str, at: KeyPath, remedy: str) -> Problem:
        line, column = line_of(at)
        quote = lines[line - 1] if line <= len(lines) else ""
        return Problem(message=message, path=document.path, line=line, column=column, quote=quote, remedy=remedy)

    listed = table.get("ignore") if isinstance(table, dict) else None
    if not isinstance(listed, list):
        return [], [problem("`factcheck` holds no list `ignore`", ("factcheck",), FORM)]
    orders, problems = [], []
    for number, item in enumerate(listed):
        at: KeyPath = ("factcheck", "ignore", number)
        line, column = line_of(at)
        order, wrong = order_of(
            item,
            at,
            rules,
            problem,
            origin=Origin.FRONT_MATTER,
            path=document.path,
            place=(line, column),
            document=document.path,
        )
        problems += wrong
        if order is not None:
            orders.append(order)
    starts = [0, *(m.end() for m in re.finditer(r"\r\n|\r|\n", document.text))]
    return [_spanned(order, document, starts) for order in orders], problems


def _spanned(order: Order, document: Document, starts: list[int]) -> Order:
    """The order with the line that it stands on as its place."""
    line, column = order.suppression.line, order.suppression.column
    start = starts[line - 1] + column - 1 if line <= len(starts) else 0
    end = re.compile(r"[^\r\n]*").match(document.text, start)
    span = Span(start, end.end() if end is not None else start)
    return replace(order, span=span, quote=document.quote(span))


def _value_of(body: str, path: str, *, toml: bool) -> tuple[dict[str, Any], Mapping[KeyPath, Place]]:
    """The fields of the front matter; none where it is broken: its reader says so already."""
    if toml:
        try:
            value = tomllib.loads(body)
        except (tomllib.TOMLDecodeError, RecursionError):
            return {}, {}
        at = body.find("factcheck")
        return value, {("factcheck",): (body.count("\n", 0, at) + 1, 1)}
    try:
        found, places = parse_yaml(body, path)
    except (UsageError, RecursionError):
        return {}, {}
    return (found if isinstance(found, dict) else {}), places
