"""Extract, part of times: the small language in which patterns of times are written in `claims/times/<language>/`.

A template is plain lower-case text with holes: `({weekday},? )?{day} {month}(,? {year})?`. `{class}` is a word class or
shape of the language, `{class:name}` captures it under another name, `{/phrase}` puts a named sub-template in, round
brackets group, `|` separates alternatives and `?` makes the item before it optional. Text is matched folded: lower case,
one kind of apostrophe, dash and space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from factcheck.frozen import dataclass
from factcheck.patterns import pattern_of


@dataclass(frozen=True, slots=True)
class Literal:
    """Text as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Hole:
    """A word of a class, captured."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; an empty one makes it optional."""

    options: tuple[tuple[Node, ...], ...]


Node = Literal | Hole | Choice


@dataclass(slots=True, kw_only=True, eq=False)
class WordClass:
    """Words or shapes that fill a hole."""

    values: Mapping[str, object]
    """Word to value; empty for a shape."""
    form: str = ""
    """The regex of a shape, or of words that are put together; of plain words it is made when it is first wanted."""
    digits: tuple[int, ...] = ()
    """How many digits a shape begins with; none for words."""
    first: tuple[str, ...] = ()
    """What a shape begins with that is no digit: `'#`."""

    @property
    def regex(self) -> str:
        """What matches one of the words, or the shape."""
        if not self.form:
            self.form = trie_regex(self.values)
        return self.form


class TemplateError(ValueError):
    """A template that cannot be read."""


def fold(text: str) -> str:
    """The text as templates see it, of the same length: lower case, plain apostrophes, dashes and spaces."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if lower.isascii():
        return lower.replace("\n", " ").replace("\t", " ")
    return lower.translate(_FOLDED)


_FOLDED = str.maketrans("’‘ʼ‐‑–—−\u00a0\u2009\u202f\u2007\n\t", "'''-----      ")


def parse(template: str, phrases: Mapping[str, str]) -> tuple[Node, ...]:
    """The nodes of a template; raises TemplateError."""
    nodes, end = _sequence(template, 0, phrases)
    if end != len(template):
        raise TemplateError(f"`)` without `(` at column {end + 1} of `{template}`")
    return nodes[0] if len(nodes) == 1 else (Choice(tuple(nodes)),)


def _sequence(text: str, at: int, phrases: Mapping[str, str]) -> tuple[list[tuple[Node, ...]], int]:
    options: list[tuple[Node, ...]] = []
    nodes: list[Node] = []
    while at < len(text):
        char = text[at]
        if char == ")":
            break
        if char == "|":
            options.append(tuple(nodes))
            nodes, at = [], at + 1
            continue
        if char == "(":
            inner, at = _sequence(text, at + 1, phrases)
            if at >= len(text):
                raise TemplateError(f"`(` without `)` in `{text}`")
            node: Node = Choice(tuple(inner))
            at += 1
        elif char == "{":
            end = text.find("}", at)
            if end < 0:
                raise TemplateError(f"`{{` without `}}` in `{text}`")
            node, at = _hole(text[at + 1 : end], phrases), end + 1
        else:
            if char == "\\":
                at += 1
            node, at = Literal(text[at]), at + 1
        if at < len(text) and text[at] == "?":
            node, at = Choice(((node,), ())), at + 1
        nodes.append(node)
    options.append(tuple(nodes))
    return options, at


def _hole(inside: str, phrases: Mapping[str, str]) -> Node:
    if inside.startswith("/"):
        if inside[1:] not in phrases:
            raise TemplateError(f"no phrase `{inside[1:]}`")
        return Choice((parse(phrases[inside[1:]], phrases),))
    kind, _, name = inside.partition(":")
    return Hole(kind, name or kind)


def kinds_in(nodes: Sequence[Node]) -> Iterator[str]:
    """The word classes that a template names."""
    for node in nodes:
        if isinstance(node, Hole):
            yield node.kind
        elif isinstance(node, Choice):
            for option in node.options:
                yield from kinds_in(option)


def to_regex(nodes: Sequence[Node], classes: Mapping[str, WordClass]) -> tuple[str, list[Hole]]:
    """A regular expression over folded text, one group a hole, and the holes in the order of the groups."""
    holes: list[Hole] = []

    def of(sequence: Sequence[Node]) -> str:
        parts: list[str] = []
        for node in sequence:
            if isinstance(node, Literal):
                parts.append(" {1,2}" if node.text == " " else re.escape(node.text))
            elif isinstance(node, Hole):
                holes.append(node)
                parts.append(f"({classes[node.kind].regex})")
            else:
                options = [of(option) for option in node.options]
                if options[-1] == "" and len(options) > 1:
                    inner = options[0] if len(options) == 2 else "|".join(options[:-1])
                    parts.append(f"(?:{inner})?")
                else:
                    parts.append(f"(?:{'|'.join(options)})")
        return "".join(parts)

    regex = of(nodes)
    return rf"{regex}(?!(?<=\w)\w)", holes


def starts(nodes: Sequence[Node], classes: Mapping[str, WordClass], weak: frozenset[str]) -> set[str]:
    """The words that a template may begin with. `#` stands for digits (`#4` for four at the very start).

    A word too frequent to start a search by itself (`the`, `a`) is joined with what may follow it.
    """
    return {key for key in _starts(tuple(nodes), classes, weak, "")}


def _starts(
    nodes: tuple[Node, ...], classes: Mapping[str, WordClass], weak: frozenset[str], prefix: str
) -> Iterator[str]:
    if not nodes:
        if prefix.strip() and prefix.strip() not in weak:
            yield prefix
        return
    node, rest = nodes[0], nodes[1:]
    if isinstance(node, Choice):
        for option in node.options:
            yield from _starts((*option, *rest), classes, weak, prefix)
        return
    if isinstance(node, Literal):
        grown = prefix + node.text
        if _is_strong(grown, weak):
            yield grown.rstrip(" ")
        else:
            yield from _starts(rest, classes, weak, grown)
        return
    known = classes[node.kind]
    if known.digits:
        if prefix:
            yield prefix + "#"
        else:
            yield from (f"#{count}" for count in known.digits)
    yield from (prefix + first for first in known.first)
    for word in known.values:
        grown = prefix + word
        if not _is_strong(grown + " ", weak):
            yield from _starts(rest, classes, weak, grown)
        elif rest and isinstance(rest[0], Hole):  # a compound: Freitagabend
            ends = [word for word in classes[rest[0].kind].values if word[0].isalpha()]
            yield from [grown + end for end in ends] or [grown]
        else:
            yield grown


@dataclass(frozen=True, slots=True)
class AfterFigures:
    """What a template goes on with behind a run of digits, as far as it is known."""

    beginnings: frozenset[str]
    """The first three characters of every way to go on; fewer where it may end or where a shape follows."""
    shapes: str
    """The regexes that read the digits. What stands in none of them is surely behind what they read."""
    bare: str
    """The same without what they read before a digit only."""

    def allows(self, following: str) -> bool:
        """Whether a template may go on with the three characters (fewer at the end of a text) behind the digits."""
        if not self.beginnings.isdisjoint(("", following[:1], following[:2], following)):
            return True
        return bool(following) and following[0] in (self.shapes if following[1:2].isdecimal() else self.bare)


_READS_NOTHING = pattern_of(r"\(\?![^()]*\)|\(\?[:=]|[()]|\{[\d,]*\}|(?<=\d)-(?=\d)")
"""What stands in a regex and reads no character of its own: what must not follow, brackets, counts, the dash of a range."""
_INSIDE_FIGURES = pattern_of(r"(?:[,:']|\\\.|\[:\.\])\\d")
"""Marks that a regex reads inside figures alone: `,000`, `.5`."""


def after_figures(nodes: Sequence[Node], classes: Mapping[str, WordClass], count: int) -> AfterFigures:
    """What a template goes on with behind a run of so many digits at its beginning."""
    shapes: list[str] = []
    beginnings = frozenset(_after_figures(tuple(nodes), classes, count, shapes))
    read = _READS_NOTHING.sub("", "|".join(shapes))
    return AfterFigures(beginnings, read, _INSIDE_FIGURES.sub("", read))


def _after_figures(
    nodes: tuple[Node, ...], classes: Mapping[str, WordClass], count: int, shapes: list[str]
) -> Iterator[str]:
    if not nodes:
        yield ""
        return
    node, rest = nodes[0], nodes[1:]
    if isinstance(node, Choice):
        for option in node.options:
            yield from _after_figures((*option, *rest), classes, count, shapes)
    elif isinstance(node, Literal):
        if node.text.isdigit():
            yield ""
    else:
        known = classes[node.kind]
        if count in known.digits:
            shapes.append(known.regex)
            yield from _beginnings(rest, classes, "")
        elif not known.values or any(word[0] == "#" or word[0].isdigit() for word in known.values):
            yield ""


def _beginnings(nodes: tuple[Node, ...], classes: Mapping[str, WordClass], text: str) -> Iterator[str]:
    """The first three characters of what a template may go on with, behind those that are told already."""
    if len(text) > 2 or not nodes:
        yield text[:3]
        return
    node, rest = nodes[0], nodes[1:]
    if isinstance(node, Choice):
        for option in node.options:
            yield from _beginnings((*option, *rest), classes, text)
    elif isinstance(node, Literal):
        yield from _beginnings(rest, classes, text + node.text)
    elif not classes[node.kind].values:
        yield text
    else:
        for word in classes[node.kind].values:
            known, is_cut, _ = word.partition("#")
            yield from _beginnings(() if is_cut else rest, classes, text + known)


def _is_strong(text: str, weak: frozenset[str]) -> bool:
    """Whether the text holds a whole word that is none of the weak ones, or two of them."""
    whole = [word for word in text[: max(text.rfind(" "), text.rfind("-")) + 1].replace("-", " ").split(" ") if word]
    return len(whole) > 1 or (len(whole) == 1 and whole[0] not in weak)


def trie_regex(words: Iterable[str]) -> str:
    """A regular expression that matches the longest of the words, sharing common beginnings."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}

    def of(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
        ends = "" in node
        branches = sorted((c, of(child)) for c, child in node.items() if c)
        if not branches:
            return ""
        single = [c for c, rest in branches if rest == ""]
        options = [_escaped(c) + rest for c, rest in branches if rest != ""]
        if len(single) == 1:
            options.append(_escaped(single[0]))
        elif single:
            options.append("[" + "".join(re.escape(c) for c in single) + "]")
        if len(options) == 1 and not ends:
            return options[0]
        return f"(?:{'|'.join(options)})" + ("?" if ends else "")

    return of(tree)


def _escaped(char: str) -> str:
    if char == "#":
        return r"\d"
    return " {1,2}" if char == " " else re.escape(char)
