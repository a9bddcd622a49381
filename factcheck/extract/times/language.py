"""Extract, part of times: the words and patterns of one language, read from `claims/times/` and made ready to match."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import cache
from typing import Any

from factcheck.data import folder, load_yaml
from factcheck.errors import Problem, UsageError
from factcheck.extract.times.templates import (
    AfterFigures,
    Node,
    TemplateError,
    WordClass,
    after_figures,
    kinds_in,
    parse,
    starts,
    to_regex,
    trie_regex,
)
from factcheck.extract.times.trigger import Trigger
from factcheck.frozen import dataclass
from factcheck.model.time import Relation
from factcheck.patterns import pattern_of

DEFAULT = "en"
_MOST_NARROWED = 20_000


@dataclass(slots=True, eq=False)
class Pattern:
    """One pattern of the grammar, matched at a place where one of its first words stands."""

    name: str
    reads: str
    nodes: Sequence[Node]
    """The template of the regex, over folded text; made when it is first wanted, for a short text wants few of them."""
    classes: Mapping[str, WordClass]
    given: Mapping[str, str]
    examples: Mapping[str, str]
    rank: int
    holes: tuple[tuple[str, Mapping[str, object] | None], ...] = ()
    """For each group of the regex: the name it is read under, and the values of its words (none: as it stands)."""
    to: tuple[int, ...] = ()
    """The groups that stand between the two ends of a range."""
    direction: tuple[int, ...] = ()
    """The groups of `later`, `after`."""
    match: Callable[[str, int], re.Match[str] | None] = field(init=False)
    """Matches the pattern at a place of a folded text."""

    def __post_init__(self) -> None:
        self.match = self._compile

    def _compile(self, folded: str, start: int) -> re.Match[str] | None:
        regex, holes = to_regex(self.nodes, self.classes)
        self.holes = tuple([(hole.name, self.classes[hole.kind].values or None) for hole in holes])
        self.to = tuple([n for n, hole in enumerate(holes, 1) if hole.name == "to"])
        self.direction = tuple([n for n, hole in enumerate(holes, 1) if hole.name == "direction"])
        self.match = re.compile(regex).match
        return self.match(folded, start)


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language's words and patterns of time."""

    code: str
    trigger: Trigger
    by_word: Mapping[str, tuple[Pattern, ...]]
    by_digits: Mapping[int, tuple[Pattern, ...]]
    patterns: tuple[Pattern, ...]
    classes: Mapping[str, WordClass]
    cues: Mapping[str, tuple[Relation | None, str | None]]
    """Words before an expression: the relation that they give, or the modifier (`""` for a mere filler)."""
    not_after: Mapping[str, frozenset[str]]
    casual: bool
    day_first: bool
    """Whether dates in figures always put the day first."""
    counted: re.Pattern[str]
    """What follows a number that counts things: it is no year then."""
    labels: frozenset[str]
    """Words before a number that name it: it is no year then."""
    after: Mapping[str, re.Pattern[str]]
    """What after an expression changes its relation."""
    contexts: Mapping[str, Context]
    """For some patterns, what must stand before or after."""
    words: Mapping[str, frozenset[str]]
    joins: Mapping[str, frozenset[str]]
    """What joins a date and a time of day to one expression."""
    around: Mapping[str, re.Pattern[str]]
    _after_figures: dict[int, tuple[tuple[Pattern, AfterFigures], ...]] = field(default_factory=dict)
    _by_figures: dict[tuple[int, str], tuple[Pattern, ...]] = field(default_factory=dict)

    def by_figures(self, count: int, following: str) -> tuple[Pattern, ...]:
        """The patterns that may begin with so many digits and go on with the three characters that follow."""
        if (known := self._by_figures.get((count, following))) is not None:
            return known
        candidates = self.by_digits.get(count, ())
        if "  " in following:
            return candidates  # a template has one space for two
        if count not in self._after_figures:
            self._after_figures[count] = tuple((p, after_figures(p.nodes, self.classes, count)) for p in candidates)
        found = tuple([p for p, after in self._after_figures[count] if after.allows(following)])
        if len(self._by_figures) < _MOST_NARROWED:
            self._by_figures[count, following] = found
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """What must stand, or must not stand, around a pattern."""

    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    not_before: re.Pattern[str] | None = None
    not_after: re.Pattern[str] | None = None
    never_between: tuple[re.Pattern[str], re.Pattern[str]] | None = None
    """What must not stand before and behind it at once."""

    def allows(self, folded: str, start: int, end: int) -> bool:
        """Whether the pattern may stand there."""
        before = folded[max(0, start - 24) : start]
        return (
            (self.before is None or self.before.search(before) is not None)
            and (self.after is None or self.after.match(folded, end) is not None)
            and (self.not_before is None or self.not_before.search(before) is None)
            and (self.not_after is None or self.not_after.match(folded, end) is None)
            and not self._is_between(before, folded, end)
        )

    def _is_between(self, before: str, folded: str, end: int) -> bool:
        if self.never_between is None:
            return False
        first, last = self.never_between
        return first.search(before) is not None and last.match(folded, end) is not None


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that there are words and patterns for."""
    return tuple(sorted(p.name for p in (folder("claims") / "times").iterdir() if (p / "patterns.yaml").is_file()))


@cache
def known_words(code: str) -> frozenset[str]:
    """Function words by which a text is known to be in a language."""
    return frozenset(load_yaml(f"claims/times/{code}/language.yaml")["known_by"])


@cache
def language(code: str = DEFAULT, *, casual: bool = False) -> Language:
    """The words and patterns of a language (`en`), read once; raises UsageError where its files are wrong.

    `casual` adds the forms of chat and calendars, where the language has a file of them.
    """
    if code not in languages():
        raise UsageError(
            Problem(
                message=f"there are no times for the language `{code}`", remedy=f"use one of {', '.join(languages())}"
            )
        )
    return _Loader(code, casual).load()


class _Loader:
    def __init__(self, code: str, casual: bool) -> None:
        self.code = code
        self.casual = casual
        self.words = load_yaml(f"claims/times/{code}/words.yaml")
        self.grammar = load_yaml(f"claims/times/{code}/patterns.yaml")
        self.common = load_yaml("claims/times/common.yaml")
        self.weak = frozenset(self.words["weak"])
        if casual and (folder("claims") / "times" / code / "casual.yaml").is_file():
            self.add(load_yaml(f"claims/times/{code}/casual.yaml"))

    def add(self, more: dict[str, Any]) -> None:
        """Takes the words and patterns of another file in; its patterns come first."""
        classes = dict(self.words["classes"])
        for name, entries in more.get("classes", {}).items():
            classes[name] = {**classes.get(name, {}), **entries}
        shapes = {**self.words.get("shapes", {}), **more.get("shapes", {})}
        self.words = {**self.words, "classes": classes, "shapes": shapes}
        self.grammar = {**self.grammar, "patterns": [*more["patterns"], *self.grammar["patterns"]]}

    def load(self) -> Language:
        classes = self.classes()
        patterns: list[Pattern] = []
        by_word: dict[str, list[Pattern]] = {}
        by_digits: dict[int, list[Pattern]] = {}
        for entry in [*self.grammar["patterns"], *self.common["patterns"]]:
            pattern, first = self.pattern(entry, classes, len(patterns))
            patterns.append(pattern)
            for word in first:
                if word[0] == "#":
                    by_digits.setdefault(int(word[1:]), []).append(pattern)
                else:
                    by_word.setdefault(word, []).append(pattern)
        shared = {
            key: tuple(
                sorted(
                    {p.rank: p for other in _beginnings(key, by_word) for p in by_word[other]}.values(),
                    key=lambda p: p.rank,
                )
            )
            for key in by_word
        }
        return Language(
            code=self.code,
            casual=self.casual,
            day_first=self.words.get("day_first") == "yes",
            trigger=Trigger(shared),
            by_word=shared,
            by_digits={count: tuple(found) for count, found in by_digits.items()},
            patterns=tuple(patterns),
            classes=classes,
            cues=self.cues(),
            not_after={word: frozenset(others) for word, others in self.words.get("not_after", {}).items()},
            counted=pattern_of(rf" ?(?:{self.words['counted']})"),
            labels=frozenset(self.words["labels"]),
            contexts={
                str(entry["name"]): _context(entry["context"])
                for entry in [*self.grammar["patterns"], *self.common["patterns"]]
                if "context" in entry
            },
            joins={name: frozenset(entries) for name, entries in self.words["joins"].items()},
            words={name: frozenset(entries) for name, entries in self.words["plain"].items()},
            around={name: pattern_of(regex) for name, regex in self.words["around"].items()},
            after={name: pattern_of(regex) for name, regex in self.words["after"].items()},
        )

    def classes(self) -> dict[str, WordClass]:
        classes = {
            name: WordClass(values=values)
            for name, values in (
                *((name, _spelled(entries)) for name, entries in self.words["classes"].items()),
                *((name, _spelled(entries)) for name, entries in self.common.get("classes", {}).items()),
            )
        }
        for name, source in (("number", "numbers"), ("ordinal", "ordinals")):
            classes[name] = _composed(self.words[source])
        for name, shape in [*self.common["shapes"].items(), *self.words.get("shapes", {}).items()]:
            classes[name] = WordClass(
                values={},
                form=f"(?:{shape['regex']})",
                digits=tuple(int(n) for n in shape.get("digits", ())),
                first=tuple(shape.get("first", ())),
            )
        return classes

    def pattern(
        self, entry: dict[str, object], classes: Mapping[str, WordClass], rank: int
    ) -> tuple[Pattern, set[str]]:
        name = str(entry["name"])
        try:
            nodes = parse(str(entry["form"]), {**self.common.get("phrases", {}), **self.grammar.get("phrases", {})})
            if unknown := [kind for kind in kinds_in(nodes) if kind not in classes]:
                raise TemplateError(f"no word class `{unknown[0]}`")
            first = starts(nodes, classes, self.weak)
        except (TemplateError, KeyError) as error:
            raise UsageError(
                Problem(
                    message=f"pattern `{name}`: {error}",
                    path=f"claims/times/{self.code}/patterns.yaml",
                    remedy="mend its `form`",
                )
            ) from error
        made = Pattern(
            name=name,
            reads=str(entry["reads"]),
            nodes=nodes,
            classes=classes,
            given=entry.get("with", {}),  # type: ignore[arg-type]
            examples=entry.get("examples", {}),  # type: ignore[arg-type]
            rank=rank,
        )
        return made, first

    def cues(self) -> dict[str, tuple[Relation | None, str | None]]:
        cues: dict[str, tuple[Relation | None, str | None]] = {}
        for modifier, entries in self.words["modifiers"].items():
            for words in entries:
                cues[words] = (None, modifier)
        for relation, entries in self.words["relations"].items():
            for words in entries:
                cues[words] = (Relation(relation), cues[words][1] if words in cues else None)
        return cues


def _context(data: Mapping[str, str]) -> Context:
    def ending(key: str) -> re.Pattern[str] | None:
        return pattern_of(rf"(?:{data[key]})\Z") if key in data else None

    def beginning(key: str) -> re.Pattern[str] | None:
        return pattern_of(data[key]) if key in data else None

    first, last = ending("between_before"), beginning("between_after")
    between = (first, last) if first is not None and last is not None else None
    return Context(ending("before"), beginning("after"), ending("not_before"), beginning("not_after"), between)


def _beginnings(key: str, by_word: Mapping[str, list[Pattern]]) -> list[str]:
    general = re.sub(r"(?<= )\d.*", "#", key)
    return [general] * (general != key and general in by_word) + [
        key[:n]
        for n in range(1, len(key) + 1)
        if key[:n] in by_word and (n == len(key) or not (key[n].isalnum() and key[n - 1].isalnum()))
    ]


def _spelled(entries: Mapping[str, str]) -> dict[str, object]:
    """Words to values; a final dot is optional, whole numbers become int."""
    made: dict[str, object] = {}
    for word, value in entries.items():
        known: object = int(value) if re.fullmatch(r"-?\d+", value) else value
        made[word] = known
        if word.endswith(".") and word.count(".") == 1:
            made[word[:-1]] = known
    return made


def _composed(data: Mapping[str, Mapping[str, str]]) -> WordClass:
    """Ones, teens and tens with what is made of them (`twenty-one`), and others as they stand."""
    values: dict[str, object] = {}
    for group in ("ones", "teens", "tens_alone" if "tens_alone" in data else "tens", "others"):
        values.update({word: int(value) for word, value in data.get(group, {}).items()})
    made = []
    for form in data["compose"]:
        for tens, ten in data["tens"].items():
            for ones, one in data.get("ones_composed", data["ones"]).items():
                values[form.format(tens=tens, ones=ones)] = int(ten) + int(one)
        made.append(
            re.escape(form)
            .replace(r"\{tens\}", trie_regex(data["tens"]))
            .replace(r"\{ones\}", trie_regex(data.get("ones_composed", data["ones"])))
            .replace(r"\ ", " ")
        )
    alone = trie_regex(
        w
        for g in ("ones", "teens", "tens_alone" if "tens_alone" in data else "tens", "others")
        for w in data.get(g, {})
    )
    return WordClass(values=values, form=f"(?:{'|'.join(made)}|{alone})")
