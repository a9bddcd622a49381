"""Triage, part: the file of suppressions as text and back: a list that people write and that is only ever added to."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.data import KeyPath, parse_yaml
from factcheck.errors import Problem, UsageError
from factcheck.frozen import replace
from factcheck.model.triage import KnownSide, Order, Origin
from factcheck.triage.baseline_text import quoted
from factcheck.triage.fields import order_of

NAME = "factcheck-suppressions.yaml"
HEAD = """\
# Findings that are set aside, each with its reason. docs/gate.md explains the keys.
"""
_DEEPEST = 20


def read_suppressions(text: str, shown: str, rules: Mapping[str, str] | None) -> tuple[Order, ...]:
    """The suppressions of a text; raises UsageError with everything that is wrong with it."""
    lines = text.splitlines()
    _refuse_depth(text, shown)
    value, places = parse_yaml(text, shown)

    def tell(message: str, at: KeyPath, remedy: str) -> Problem:
        line, column = next((places[at[:n]] for n in range(len(at), -1, -1) if at[:n] in places), (1, 1))
        quote = lines[line - 1][:200] if line <= len(lines) else ""
        return Problem(message=message, path=shown, line=line, column=column, quote=quote, remedy=remedy, fatal=True)

    if value in ("", None):
        return ()
    if not isinstance(value, list):
        raise UsageError(
            tell("is no list of suppressions", (), "begin each suppression with `- `; docs/gate.md shows some")
        )
    orders: list[Order] = []
    problems: list[Problem] = []
    for number, item in enumerate(value):
        line, column = places.get((number,), (1, 1))
        order, wrong = order_of(item, (number,), rules, tell, origin=Origin.FILE, path=shown, place=(line, column))
        problems += wrong
        if order is not None:
            orders.append(_quoted(order, lines))
    if problems:
        raise UsageError(*sorted(problems, key=lambda p: (p.line, p.column)))
    return tuple(orders)


def _quoted(order: Order, lines: list[str]) -> Order:
    line = order.suppression.line
    return replace(order, quote=lines[line - 1].strip()[:200] if line <= len(lines) else "")


def _refuse_depth(text: str, shown: str) -> None:
    """Composing recurses without any bound, so what is nested absurdly deep is refused before."""
    import yaml

    depth = 0
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                line = event.start_mark.line + 1 if event.start_mark is not None else 0
                raise UsageError(
                    Problem(
                        message="is nested too deep",
                        path=shown,
                        line=line,
                        remedy="a suppression has a few plain keys",
                        fatal=True,
                    )
                )
    except yaml.YAMLError:
        return  # said with its place when it is read


def write_suppression(
    *,
    reason: str,
    rule: str = "",
    finding: str = "",
    wording: str = "",
    paths: tuple[str, ...] = (),
    sides: tuple[KnownSide, ...] = (),
    about: str = "",
    owner: str = "",
    until: str = "",
) -> str:
    """One suppression as text, to be put at the end of the file."""
    lines = []
    if finding:
        lines.append(f"finding: {quoted(finding)}")
    if wording:
        lines += [f"wording: {quoted(wording)}", f"paths: [{', '.join(map(quoted, paths))}]"]
    if rule:
        lines.append(f"rule: {rule}")
    if about:
        lines.append(f"about: {quoted(about)}")
    if sides:
        lines.append("passages:")
        for side in sides:
            lines += [f"  - path: {quoted(side.path)}", f"    quote: {quoted(side.quote)}"]
    lines.append(f"reason: {quoted(reason)}")
    lines += [f"owner: {quoted(owner)}"] if owner else []
    lines += [f"until: {until}"] if until else []
    return "\n".join(("- " if n == 0 else "  ") + line for n, line in enumerate(lines)) + "\n"
