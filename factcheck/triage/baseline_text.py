"""Triage, part: a baseline as text and back. Every line carries the id of its finding, so that git can merge line by line.

A block of lines a finding, sorted; a union of the lines of two branches, in whatever order, is a baseline again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from factcheck.errors import Problem, UsageError
from factcheck.model.triage import KnownFinding, KnownSide
from factcheck.patterns import pattern_of
from factcheck.triage.baseline import sorted_entries

NAME = "factcheck-baseline.yaml"
HEAD = """\
# Findings that factcheck knows and does not count: `factcheck check` reports only what is new since then.
# Written by `factcheck baseline`. Every line begins with the id of its finding, so that branches merge line by line.
"""
_KEY = pattern_of(r"(?P<id>[0-9a-f]{12}) (?:(?P<side>[a-z]{1,3}) )?(?P<field>rule|about|does|says|path|quote)")
_MARKS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_UNSAFE = pattern_of(
    "[^\\x20-\\x7e\\xa0-\\u2027\\u202a-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff]|[\\u202a-\\u202e\\u2066-\\u2069]"
)
_REMEDY = "take the line from version control, or write the file anew: move it away and run `factcheck baseline PATHS`"


def write_baseline(entries: Iterable[KnownFinding]) -> str:
    """The text of a baseline; the same entries give the same text."""
    return HEAD + "".join("\n" + _block(entry) for entry in sorted_entries(entries))


def _block(entry: KnownFinding) -> str:
    fields = [("rule", entry.rule), ("about", entry.entity), ("does", entry.predicate)]
    for number, side in enumerate(entry.sides):
        letter = _letter(number)
        fields += [(f"{letter} says", side.says), (f"{letter} path", side.path), (f"{letter} quote", side.quote)]
    always = ("says", "path", "quote", "rule")
    return "".join(f"{entry.id} {name}: {quoted(value)}\n" for name, value in fields if value or name.endswith(always))


def _letter(number: int) -> str:
    """a to z, then aa, ab and so on."""
    return ("" if number < 26 else _letter(number // 26 - 1)) + chr(ord("a") + number % 26)


def _number(letters: str) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - ord("a") + 1
    return found


def quoted(value: str) -> str:
    """A text in double quotes, valid YAML whatever is in it."""
    plain = json.dumps(value, ensure_ascii=False)
    return _UNSAFE.sub(lambda m: _escaped(m[0]), plain)


def _escaped(sign: str) -> str:
    return "\\ufffd" if "\ud800" <= sign <= "\udfff" else f"\\u{ord(sign):04x}"


def read_baseline(text: str, shown: str) -> tuple[KnownFinding, ...]:
    """The entries of a text, sorted, each once; `shown` names it in problems. Raises UsageError with all that is wrong."""
    problems: list[Problem] = []
    lines = text.splitlines()

    def wrong(message: str, line: int, remedy: str = _REMEDY) -> None:
        quote = lines[line - 1] if 0 < line <= len(lines) else ""
        problems.append(Problem(message=message, path=shown, line=line, quote=quote[:200], remedy=remedy, fatal=True))

    for number, written in enumerate(lines, 1):
        if written.startswith(_MARKS):
            wrong(
                "a conflict of a merge is left",
                number,
                "keep the lines of both sides and delete the marks: order does not matter",
            )
    if problems:
        raise UsageError(*problems)
    blocks: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    begins: dict[str, int] = {}
    for key, value, line in _pairs(text, shown):
        match = _KEY.fullmatch(key)
        if match is None or (match["side"] is None) != (match["field"] in ("rule", "about", "does")):
            wrong(f"{key[:60]!r} is no line of a baseline", line)
        elif value is None:
            wrong(f"`{key}` holds no text", line)
        else:
            place = (match["side"] or "", match["field"])
            block = blocks[match["id"]]
            begins.setdefault(match["id"], line)
            if block.setdefault(place, value) != value:
                wrong(f"`{key}` stands twice with different texts", line, "keep one of the two lines")
    entries = []
    for id_, block in blocks.items():
        missing = _missing(block)
        if missing:
            wrong(f"the finding {id_} has no line `{id_} {missing}`", begins[id_])
        else:
            entries.append(_entry(id_, block, begins[id_]))
    if problems:
        raise UsageError(*sorted(problems, key=lambda p: p.line))
    return sorted_entries(entries)


_LINE = pattern_of(r'([0-9a-f]{12} [a-z]+(?: [a-z]+)?): ("(?:[^"\\]|\\.)*")')


def _pairs(text: str, shown: str) -> Iterator[tuple[str, str | None, int]]:
    """Key, value (none for what is no text) and line of each pair, duplicates too.

    As it is written, line by line; what an editor or a formatter made of it, as YAML.
    """
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.isspace() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        try:
            found.append((match[1], json.loads(match[2]), number) if match else None)
        except ValueError:
            found.append(None)
        if found[-1] is None:
            yield from _yaml_pairs(text, shown)
            return
    yield from (pair for pair in found if pair is not None)


def _yaml_pairs(text: str, shown: str) -> Iterator[tuple[str, str | None, int]]:
    """The pairs of a flat mapping, by the events of the parser: nothing nested is ever built."""
    import yaml

    depth, key = 0, None
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            line = event.start_mark.line + 1 if event.start_mark is not None else 0
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth == 1 and not isinstance(event, yaml.MappingStartEvent):
                    raise UsageError(_no_lines(text, shown, line))
                if depth == 2:
                    yield (key[0] if key else "?"), None, line
                    key = None if key else ("", line)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent) and depth < 2:
                value = event.value if isinstance(event, yaml.ScalarEvent) else None
                if depth == 0 and value != "":
                    raise UsageError(_no_lines(text, shown, line))
                if depth == 1 and key is None:
                    key = (value or "", line)
                elif depth == 1 and key is not None:
                    yield key[0], value, key[1]
                    key = None
    except yaml.YAMLError as error:
        # of a text that is never closed the place where it begins helps, not the end of the file
        mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
        line = min(mark.line + 1, len(text.splitlines())) if mark else 0
        problem = _no_lines(
            text, shown, line, f"broken YAML: {getattr(error, 'problem', None) or 'it cannot be parsed'}"
        )
        raise UsageError(problem) from error


def _no_lines(text: str, shown: str, line: int, message: str = "is no baseline") -> Problem:
    lines = text.splitlines()
    quote = lines[line - 1][:200] if 0 < line <= len(lines) else ""
    return Problem(message=message, path=shown, line=line, quote=quote, remedy=_REMEDY, fatal=True)


def _missing(block: Mapping[tuple[str, str], str]) -> str:
    """The first line that a block lacks."""
    if not block.get(("", "rule")):
        return "rule"
    letters = {side for side, _ in block if side} or {"a"}
    return next(
        (
            f"{letter} {field}"
            for letter in sorted(letters)
            for field in ("says", "path", "quote")
            if (letter, field) not in block
        ),
        "",
    )


def _entry(id_: str, block: Mapping[tuple[str, str], str], line: int) -> KnownFinding:
    letters = sorted({side for side, _ in block if side}, key=_number)
    return KnownFinding(
        id=id_,
        rule=block["", "rule"],
        entity=block.get(("", "about"), ""),
        predicate=block.get(("", "does"), ""),
        sides=tuple(KnownSide(says=block[a, "says"], path=block[a, "path"], quote=block[a, "quote"]) for a in letters),
        line=line,
    )
