"""Triage, part: the suppressions in the comments of a document, whatever its format writes for one, and what they are about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping

from factcheck.errors import Problem
from factcheck.frozen import dataclass
from factcheck.model.document import Block, BlockKind, Document, Span
from factcheck.model.triage import Order, Origin, Suppression
from factcheck.patterns import pattern_of
from factcheck.triage.directives import Directive, Mistake, is_directive, read_directive
from factcheck.triage.places import position

_MARK = pattern_of(r"factcheck\s*:")
_LINK = pattern_of(
    r"^ {0,3}\[(?://|comment)\]:[ \t]*(?:#|<>)[ \t]+(?:\((?P<a>.*)\)|\"(?P<b>.*)\"|'(?P<c>.*)')[ \t]*$", re.M | re.I
)
_RST = pattern_of(
    r"^(?P<indent>[ \t]*)\.\.[ \t]+(?P<body>factcheck:(?!:)[^\n]*(?:\n(?P=indent)[ \t]+\S[^\n]*)*)", re.M | re.I
)
_HASH = pattern_of(r"(?:^|(?<=[\s,\[{]))#[ \t]*(?P<body>factcheck:[^\n\r]*)", re.M)
_FENCE = pattern_of(r"^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(?P<fence>`{3,}|~{3,})", re.M)
_CODE = pattern_of(r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).){1,2000}?(?<!`)(?P=ticks)(?!`)", re.S)
_DATA = frozenset({"yaml", "toml"})


@dataclass(frozen=True, slots=True)
class _Comment:
    span: Span
    body: str


def orders_in_comments(document: Document, rules: Mapping[str, str] | None) -> tuple[list[Order], list[Problem]]:
    """The suppressions of a document's comments in order, and what is wrong with them; those that are wrong do nothing."""
    if not _MARK.search(document.text):
        return [], []
    orders: list[Order] = []
    problems: list[Problem] = []
    open_: list[tuple[_Comment, Directive]] = []
    surroundings = _Surroundings(document)
    for comment in _comments(document):
        if not is_directive(comment.body):
            continue
        said = read_directive(comment.body, rules)
        if isinstance(said, Mistake):
            problems.append(_problem(document, comment, said))
        elif said.verb == "ignore-start":
            open_.append((comment, said))
        elif said.verb == "ignore-end":
            if not open_:
                nothing = Mistake(
                    "nothing was begun that this could end", "write `factcheck: ignore-start RULE -- reason` before it"
                )
                problems.append(_problem(document, comment, nothing))
                continue
            first, begun = open_.pop()
            orders.append(_order(document, first, begun, (Span(first.span.end, comment.span.start),)))
        elif said.verb == "ignore-file":
            orders.append(_order(document, comment, said, ()))
        else:
            stretch = surroundings.of(comment.span)
            if stretch is None:
                problems.append(
                    _problem(
                        document,
                        comment,
                        Mistake(
                            "no text follows this suppression", "put it before or into the passage that it is about"
                        ),
                    )
                )
            else:
                orders.append(_order(document, comment, said, stretch))
    endless = Mistake(
        "this suppression has no end", "write `factcheck: ignore-end` after the passage, or `ignore-file` for all of it"
    )
    problems += [_problem(document, comment, endless) for comment, _ in open_]
    return sorted(orders, key=lambda o: o.span), problems


def _order(document: Document, comment: _Comment, said: Directive, spans: tuple[Span, ...]) -> Order:
    line, column = position(document.text, comment.span.start)
    return Order(
        suppression=Suppression(
            reason=said.reason,
            owner=said.owner,
            until=said.until,
            origin=Origin.COMMENT,
            path=document.path,
            line=line,
            column=column,
        ),
        rules=said.rules,
        document=document.path,
        spans=spans,
        span=comment.span,
        quote=" ".join(document.quote(comment.span).split()),
    )


def _problem(document: Document, comment: _Comment, mistake: Mistake) -> Problem:
    line, column = position(document.text, comment.span.start)
    return Problem(
        message=mistake.message,
        path=document.path,
        line=line,
        column=column,
        quote=" ".join(document.quote(comment.span).split())[:200],
        remedy=mistake.remedy,
    )


# --- comments ---------------------------------------------------------------------------------------------------------


def _comments(document: Document) -> list[_Comment]:
    """The comments of the format, in order; plain text and JSON have none."""
    text, format_ = document.text, document.format
    found: list[_Comment] = []
    if format_ == "markdown":
        code = _code_of(text)
        every = (*_between(text, "<!--", "-->"), *_between(text, "{/*", "*/", "}"), *_matches(_LINK, text))
        found = [comment for comment in every if not _inside(comment.span, code)]
        fields = sorted(b.span for b in document.blocks if b.kind is BlockKind.FRONT_MATTER)
        if fields:
            end = text.find("\n", max(span.end for span in fields))
            found += [c for c in _matches(_HASH, text[: end if end >= 0 else len(text)]) if not _inside(c.span, fields)]
    elif format_ == "html":
        found = list(_between(text, "<!--", "-->"))
    elif format_ == "rst":
        found = [c for c in _matches(_RST, text) if not _in_literal(text, c.span.start)]
    elif format_ in _DATA:
        values = sorted(b.span for b in document.blocks)
        found = [c for c in _matches(_HASH, text) if not _inside(c.span, values)]
    return sorted(found, key=lambda c: (c.span.start, c.span.end))


def _between(text: str, opening: str, closing: str, after: str = "") -> Iterator[_Comment]:
    """The comments between two marks; each part of the text is looked at once, whatever it holds."""
    at = text.find(opening)
    while at >= 0:
        end = text.find(closing, at + len(opening))
        if end < 0:
            return
        body, stop = text[at + len(opening) : end], end + len(closing)
        if after:
            stop += len(text[stop : stop + 80]) - len(text[stop : stop + 80].lstrip())
        if text.startswith(after, stop) and _MARK.search(body):
            yield _Comment(Span(at, stop + len(after)), body)
        at = text.find(opening, stop)


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[_Comment]:
    for match in pattern.finditer(text):
        body = next(part for part in match.groupdict().items() if part[0] in "body abc" and part[1] is not None)[1]
        if _MARK.search(body):
            yield _Comment(Span(*match.span()), body)


def _inside(span: Span, stretches: list[Span]) -> bool:
    """Whether a comment begins inside one of the stretches, which are in order."""
    n = bisect_right(stretches, span.start, key=lambda stretch: stretch.start)
    return any(span.start < stretch.end for stretch in stretches[max(0, n - 8) : n])


def _code_of(text: str) -> list[Span]:
    """The fenced blocks and code spans of Markdown: comments in them are shown and not meant."""
    found: list[Span] = []
    at = 0
    while (opening := _FENCE.search(text, at)) is not None:
        fence = opening["fence"]
        closing = re.compile(rf"^[ \t>]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$", re.M).search(
            text, opening.end()
        )
        end = closing.end() if closing else len(text)
        found.append(Span(opening.start("fence"), end))
        at = end
    begin, spans = 0, list[Span]()
    for stretch in (*found, Span(len(text), len(text))):
        found_here = [Span(*m.span()) for m in _CODE.finditer(text, begin, stretch.start)]
        spans += found_here
        begin = max(begin, stretch.end)
    return sorted((*found, *spans))


def _in_literal(text: str, start: int) -> bool:
    """Whether a line of reStructuredText stands in a literal block: what it is indented under ends with `::`."""
    own = len(re.match(r"[ \t]*", text[start:])[0])  # type: ignore[index]
    if not own:
        return False
    for line in reversed(text[:start].split("\n")[:-1]):
        if line.strip() and len(line) - len(line.lstrip()) < own:
            return line.rstrip().endswith("::") or bool(re.match(r"\s*\.\. (?:code|code-block|sourcecode|raw)::", line))
    return False


# --- what they are about ----------------------------------------------------------------------------------------------


class _Surroundings:
    """The passage that a comment is about: the block it stands in or behind, else the one that follows."""

    def __init__(self, document: Document) -> None:
        self.text, self.data = document.text, document.format in _DATA
        order = sorted(
            range(len(document.blocks)), key=lambda n: (document.blocks[n].span.start, -document.blocks[n].span.end)
        )
        self.blocks = [document.blocks[n] for n in order]
        self.starts = [block.span.start for block in self.blocks]
        self.latest: list[Block] = []  # of each block and those before it, the one that ends last
        for block in self.blocks:
            earlier = self.latest[-1] if self.latest else block
            self.latest.append(block if block.span.end >= earlier.span.end else earlier)

    def of(self, span: Span) -> tuple[Span, ...] | None:
        """The stretches; none where nothing follows."""
        before = bisect_right(self.starts, span.start)
        holders = [b for b in self.blocks[max(0, before - 8) : before] if b.span.start < span.start < b.span.end]
        if holders:
            return (holders[-1].span,)
        last = self.latest[before - 1] if before else None
        if last is not None and "\n" not in self.text[last.span.end : span.start]:
            if self.data or last.kind is BlockKind.FRONT_MATTER:
                line = self.text.rfind("\n", 0, span.start) + 1
                return tuple(b.span for b in self.blocks[bisect_left(self.starts, line) : before]) or (last.span,)
            return (last.span,)
        following = bisect_left(self.starts, span.end)
        return (self._whole(following, last),) if following < len(self.blocks) else None

    def _whole(self, n: int, before: Block | None) -> Span:
        """A table, a record of data or a list that begins with a block; else the block alone."""
        first = self.blocks[n]
        rows = self.data or first.kind is BlockKind.FRONT_MATTER

        def belongs(block: Block) -> bool:
            if first.table is not None and block.table is not None:
                return first.table.table == block.table.table and (not rows or first.table.row == block.table.row)
            if first.kind is BlockKind.LIST_ITEM and block.kind is BlockKind.LIST_ITEM:
                # between two items a comment is about the second
                alone = before is not None and before.kind is BlockKind.LIST_ITEM
                return not alone or block.level > first.level
            return False

        end = first.span.end
        for block in self.blocks[n + 1 :]:
            if not belongs(block):
                break
            end = max(end, block.span.end)
        return Span(first.span.start, end)
