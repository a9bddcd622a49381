"""Run, part: what becomes of a finding by the settings: its severity, and whether it is sure enough to be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from factcheck.errors import Problem
from factcheck.frozen import dataclass, replace
from factcheck.judge import Policy
from factcheck.model.finding import Finding
from factcheck.model.rule import Rule, Severity
from factcheck.run.terms import Term, TermsBook
from factcheck.settings import OFF, RuleSettings, Settings
from factcheck.settings.source import KeyPath, suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is set for the findings of a rule in some place."""

    severity: Term[str | None]
    """A severity or off; none for that of the rule."""
    min_confidence: Term[float | None]


class RuleBook:
    """What the settings say of each rule, for all documents and for those of overrides. Later entries win.

    Of a rule its id, a former id or its pack may be named; the id goes before the pack. A least confidence for a rule goes
    before one for all rules, wherever they stand.
    """

    def __init__(self, settings: Settings, rules: Sequence[Rule], *, asked: Sequence[str] = ()) -> None:
        """`asked` are the ids of rules that the command line asks for, so that they are on whatever the settings say."""
        self.settings = settings
        self._ids = _ids_by_name(rules)
        self._asked = frozenset(asked)
        self._general = self._by_id(settings.rules)
        self._special = [self._by_id(override.rules) for override in settings.overrides]
        self._verdicts: dict[tuple[str, tuple[int, ...]], Verdict] = {}

    def verdict(self, rule: str, overrides: tuple[int, ...]) -> Verdict:
        """What is set for a rule where these overrides hold."""
        key = (rule, overrides)
        if key not in self._verdicts:
            self._verdicts[key] = self._verdict(rule, overrides)
        return self._verdicts[key]

    def _verdict(self, rule: str, overrides: tuple[int, ...]) -> Verdict:
        severity: Term[str | None] = Term(value=None)
        own: Term[float | None] = Term(value=None)
        least: Term[float | None] = Term(value=None)
        for entry in (*self._general.get(rule, ()), *(e for n in overrides for e in self._special[n].get(rule, ()))):
            lifted = entry.severity == OFF and rule in self._asked and entry.at[0] == "rules"
            if entry.severity is not None and not lifted:
                severity = Term(value=entry.severity, at=entry.at)
            if entry.min_confidence is not None:
                own = Term(value=entry.min_confidence, at=entry.at)
        holders: list[tuple[float | None, KeyPath]] = [(self.settings.min_confidence, ("min_confidence",))]
        holders += [
            (o.min_confidence, (*o.at, "min_confidence")) for o in map(self.settings.overrides.__getitem__, overrides)
        ]
        for value, at in holders:
            if value is not None:
                least = Term(value=value, at=at)
        return Verdict(severity=severity, min_confidence=own if own.value is not None else least)

    def _by_id(self, entries: Iterable[RuleSettings]) -> Mapping[str, tuple[RuleSettings, ...]]:
        """What is said of each rule, in the order in which it counts: of its pack first, then of the rule itself."""
        found: dict[str, tuple[RuleSettings, ...]] = {}
        for entry in sorted(entries, key=lambda e: e.name in self._ids and self._ids[e.name][1]):
            for id_ in self._ids.get(entry.name, ((), False))[0]:
                found[id_] = (*found.get(id_, ()), entry)
        return found

    def is_off(self, rule: str) -> bool:
        """Whether a rule is switched off for good: no override switches it on."""
        special = (self._verdict(rule, (number,)).severity.value for number in range(len(self._special)))
        return self._verdict(rule, ()).severity.value == OFF and all(value == OFF for value in special)

    def problems(self) -> Iterator[Problem]:
        """Names that are those of no rule."""
        source = self.settings.source
        entries: list[RuleSettings] = [*self.settings.rules, *(r for o in self.settings.overrides for r in o.rules)]
        for entry in entries:
            if entry.name not in self._ids and source is not None:
                yield source.problem(
                    f"no rule `{entry.name}`",
                    entry.at,
                    f"{suggestion(entry.name, sorted(self._ids))}`factcheck list rules` tells them; a folder of rules may be named, too",
                )


def _ids_by_name(rules: Sequence[Rule]) -> dict[str, tuple[tuple[str, ...], bool]]:
    """The ids of rules by each name that they can be asked for, and whether it is the name of one rule, not of a pack."""
    packs: dict[str, tuple[str, ...]] = {}
    for rule in rules:
        pack = PurePath(rule.path).parent.name
        packs[pack] = (*packs.get(pack, ()), rule.id)
    found = {name: (ids, False) for name, ids in packs.items() if name}
    for rule in rules:
        found.update(dict.fromkeys((*rule.formerly, rule.id), ((rule.id,), True)))
    return found


def policy_of(book: RuleBook, terms: TermsBook, houses: frozenset[str]) -> Policy | None:
    """What becomes of findings; none where the settings say nothing about it.

    An override holds for a finding all of whose places lie in its documents; `houses`, the files of house facts, lie in all.
    """
    settings = book.settings
    if not (settings.rules or settings.overrides or settings.min_confidence):
        return None

    def policy(rule: Rule, finding: Finding) -> Finding | None:
        paths = {place.document for place in finding.places} - houses
        held = [set(terms(path).overrides) for path in sorted(paths)]
        overrides = tuple(sorted(set.intersection(*held))) if held else ()
        verdict = book.verdict(rule.id, overrides)
        if verdict.severity.value == OFF:
            return None
        least = verdict.min_confidence.value
        if least is not None and finding.confidence < least:
            return None
        if verdict.severity.value is None:
            return finding
        return replace(finding, severity=_severity(Severity(verdict.severity.value), finding, rule))

    return policy


def _severity(wanted: Severity, finding: Finding, rule: Rule) -> Severity:
    """The severity that is set; a finding that its rule holds to be weaker than usual is not made stronger by it."""
    weaker = finding.severity.rank > rule.severity.rank
    return max(wanted, finding.severity, key=lambda s: s.rank) if weaker else wanted
