"""Triage, part: which findings a baseline knows, and which of its entries are found no more.

What a finding is for a baseline: its rule and, side by side, what is said and in which words. Line numbers, wrapping, order,
markup and the names of files are no part of it; a changed value is another finding.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from factcheck.frozen import dataclass
from factcheck.model.finding import Finding
from factcheck.model.triage import OWN_RULES, KnownFinding, KnownSide
from factcheck.triage.wording import Unit, compared_words, tells_of_what, units_of
from factcheck.values.words import fold


@dataclass(frozen=True, slots=True)
class Matched:
    """Fingerprints of the findings that are known, each with its entry; and the entries that nothing matches."""

    known: Mapping[str, KnownFinding]
    unmatched: tuple[KnownFinding, ...]


def entry_of(finding: Finding) -> KnownFinding:
    """The finding as a baseline keeps it; its sides in order of their paths and words."""
    sides = []
    for side in finding.sides:
        units = units_of(side)
        if units:
            sides.append(KnownSide(says=" ".join(side.label.split()), path=units[0].path, quote=units[0].quote))
    sides.sort(key=lambda s: (s.path, compared_words(s.quote, s.path), s.says))
    return KnownFinding(
        id=id_of(finding.rule, sides),
        rule=finding.rule,
        entity=" ".join(finding.entity.split()),
        predicate=" ".join(finding.predicate.split()),
        sides=tuple(sides),
    )


def id_of(rule: str, sides: Sequence[KnownSide]) -> str:
    """Twelve hexadecimal digits of SHA-256 over the rule and the sides."""
    parts = [rule, *(f"{s.says}\x1f{s.path}\x1f{s.quote}" for s in sides)]
    return hashlib.sha256("\x1e".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def sorted_entries(entries: Iterable[KnownFinding]) -> tuple[KnownFinding, ...]:
    """The entries in the order of the file, each once: by rule, then by place and words."""
    unique = {entry.id: entry for entry in entries}
    return tuple(sorted(unique.values(), key=lambda e: (e.rule, [(s.path, s.quote, s.says) for s in e.sides], e.id)))


def can_be_known(finding: Finding) -> bool:
    """Whether a baseline may hold it: not without a place, and not what is said of a suppression."""
    return bool(finding.places) and finding.rule not in OWN_RULES


def paths_named(entries: Iterable[KnownFinding]) -> frozenset[str]:
    """The documents that entries speak of."""
    return frozenset(side.path for entry in entries for side in entry.sides)


def match_baseline(
    findings: Sequence[Finding],
    entries: Sequence[KnownFinding],
    formerly: Mapping[str, str] | None,
    *,
    unseen: Collection[str] = frozenset(),
) -> Matched:
    """Tells the findings that the entries know, in three passes, each of what the passes before it left over.

    First the same words in the same documents. Then the same words anywhere: a document was renamed, a passage moved.
    Then the same values of the same thing: the words around them were edited. In the last two an entry knows one
    finding only, so that a copy of an old mistake is new; and none of the documents of the entry may be `unseen`, which
    are there but were not checked, for what it knows may still stand in them.
    """
    groups: dict[object, list[_Sought]] = defaultdict(list)
    for finding in findings:
        if can_be_known(finding):
            sought = _Sought(finding)
            groups[sought.identity].append(sought)
    entries = sorted_entries(entries)
    known: dict[str, KnownFinding] = {}
    used: set[str] = set()
    left = [group for _, group in sorted(groups.items(), key=lambda item: repr(item[0]))]
    for number, (keys_of_entry, keys_of_finding, fits) in enumerate(_passes(formerly)):
        index: dict[object, list[KnownFinding]] = defaultdict(list)
        for entry in entries:
            if number == 0 or (entry.id not in used and not any(side.path in unseen for side in entry.sides)):
                for key in set(keys_of_entry(entry)):
                    index[key].append(entry)
        taken: set[str] = set()
        rest = []
        for group in left:
            first = group[0]
            # any side will do: the one that fewest entries share
            keys = min(
                keys_of_finding(first), key=lambda side: sum(len(index.get(key, ())) for key in side), default=()
            )
            candidates = {e.id: e for key in keys for e in index.get(key, ())}
            found = [e for e in candidates.values() if (number == 0 or e.id not in taken) and fits(first, e)]
            if not found:
                rest.append(group)
                continue
            best = min(found, key=lambda e: (-len(first.paths & {s.path for s in e.sides}), len(e.sides), e.id))
            taken.update(e.id for e in found) if number == 0 else taken.add(best.id)
            known.update({sought.finding.fingerprint: best for sought in group})
        used |= taken
        left = rest
    return Matched(known=known, unmatched=tuple(entry for entry in entries if entry.id not in used))


class _Sought:
    """A finding as it is looked up."""

    __slots__ = ("finding", "identity", "labels", "paths", "subject", "units")

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        self.units: tuple[tuple[Unit, ...], ...] = tuple(units_of(side) for side in finding.sides if side.places)
        self.labels = frozenset(fold(side.label) for side in finding.sides if side.places)
        self.subject = (fold(finding.entity), fold(finding.predicate))
        self.paths = frozenset(unit.path for units in self.units for unit in units)
        self.identity = (
            finding.rule,
            *self.subject,
            *sorted(str([(u.path, u.key) for u in units]) for units in self.units),
            *sorted(self.labels),
        )


_Keys = Callable[[KnownFinding], Iterator[object]]
_SoughtKeys = Callable[[_Sought], Iterator[Sequence[object]]]
"""Of each side of a finding the keys under which entries with such a side are found."""


def _passes(
    formerly: Mapping[str, str] | None,
) -> Iterator[tuple[_Keys, _SoughtKeys, Callable[[_Sought, KnownFinding], bool]]]:
    """Of each pass: where an entry is found, where a finding looks, and whether the two fit."""

    def rule(entry: KnownFinding) -> str:
        return (formerly or {}).get(entry.rule, entry.rule)

    def words(entry: KnownFinding) -> Iterator[object]:
        for side in entry.sides:
            yield rule(entry), compared_words(side.quote, side.path)

    def sought_words(sought: _Sought) -> Iterator[Sequence[object]]:
        for units in sought.units:
            yield [(sought.finding.rule, key) for key in {unit.key: None for unit in units}]

    yield words, sought_words, lambda sought, entry: _fit_in_words(sought, entry, with_paths=True)
    yield words, sought_words, lambda sought, entry: _fit_in_words(sought, entry, with_paths=False)

    def values(entry: KnownFinding) -> Iterator[object]:
        for side in entry.sides:
            yield rule(entry), fold(entry.entity), fold(entry.predicate), fold(side.says)

    def sought_values(sought: _Sought) -> Iterator[Sequence[object]]:
        for label in sorted(sought.labels):
            yield [(sought.finding.rule, *sought.subject, label)]

    yield values, sought_values, _fit_in_values


def _fit_in_words(sought: _Sought, entry: KnownFinding, *, with_paths: bool) -> bool:
    """Whether each side of the finding says what a side of the entry says, in the same words."""
    if not _may_cover(sought, entry):
        return False
    if sought.subject != (fold(entry.entity), fold(entry.predicate)) and not all(map(says_of_what, entry.sides)):
        return False
    for side, units in zip((s for s in sought.finding.sides if s.places), sought.units, strict=True):
        label = fold(side.label)
        if not any(
            unit.key == key and (not with_paths or unit.path == known.path) and _is_said(label, known, key)
            for known in entry.sides
            for key in [compared_words(known.quote, known.path)]
            for unit in units
        ):
            return False
    return True


def _may_cover(sought: _Sought, entry: KnownFinding) -> bool:
    """A finding with fewer sides than it had, but still two, is known; one with more is new."""
    sides = len(sought.units)
    return sides == len(entry.sides) or 2 <= sides < len(entry.sides)


def says_of_what(side: KnownSide) -> bool:
    """Whether the words of a side alone tell what it is about."""
    return tells_of_what(compared_words(side.quote, side.path), fold(side.says))


_NUMBER = re.compile(r"\d+")


def _is_said(label: str, known: KnownSide, words: str) -> bool:
    """Whether a side has the value that it had: by its label, or since its words hold it (`14/05/1988`).

    Words alone do not always tell: `the following Monday` is another day when the text has another date.
    """
    if label == fold(known.says) or label in words:
        return True
    numbers = set(_NUMBER.findall(label))
    return bool(numbers) and numbers <= set(_NUMBER.findall(words))


def _fit_in_values(sought: _Sought, entry: KnownFinding) -> bool:
    """Whether the values are the same; where nothing says what they are of, some document must be, too."""
    if not _may_cover(sought, entry) or not sought.labels <= {fold(side.says) for side in entry.sides}:
        return False
    return sought.subject[0] != "" or bool(sought.paths & {side.path for side in entry.sides})


def fixed_entries(
    unmatched: Sequence[KnownFinding],
    *,
    checked: Collection[str],
    vanished: Collection[str],
    rules: Collection[str] | None,
) -> tuple[KnownFinding, ...]:
    """The entries that can be said to be mended: all their documents were checked, or are there no more.

    `rules` are the rules judged by, if not all were.
    """
    return tuple(
        entry
        for entry in unmatched
        if (rules is None or entry.rule in rules)
        and all(side.path in checked or side.path in vanished for side in entry.sides)
    )
