"""Extract, part of statements: the closed classes of `claims/statements/`, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from factcheck.data import load_yaml
from factcheck.values.words import fold, stem


@dataclass(frozen=True)
class Words:
    """The closed classes of `claims/statements/`. Patterns are large and are compiled when they are first asked for."""

    role_of: dict[str, str]
    """Noun of a role, to the act that it stands for."""
    act_of: dict[str, str]
    """Stem of a verb, to the act, where it differs from the class of the verb."""
    role_heads: frozenset[str]
    """The last words of the nouns of roles: a sentence without any of them tells no role by a noun."""
    role_cues: frozenset[str]
    """Those, and `under`."""
    before_holder: frozenset[str]
    """What stands right before a name that a role is told of: the role, a comma, a copula, `of`."""
    copulas: frozenset[str]
    """What stands between a role and the name that it is told of."""
    name_cues: frozenset[str]
    """The last words of what leads to another name."""
    name_leads: Mapping[str, frozenset[str]]
    """For each of them the words that may stand before it there; none where it leads to a name alone."""
    charges: tuple[tuple[str, ...], ...]
    """Phrases behind a copula by which one leads what follows: `in charge of`."""
    agentive: frozenset[str]
    giving: frozenset[str]
    """Verbs by whose object an event is called."""
    places: frozenset[str]
    vague_places: frozenset[str]
    """Those that say nothing without a name: `in the valley`."""
    unique: frozenset[str]
    not_unique: frozenset[str]
    not_titled: frozenset[str]
    forms: Mapping[str, str]

    @cached_property
    def place_label(self) -> re.Pattern[str]:
        return re.compile(self.forms["place_label"])

    @cached_property
    def name_label(self) -> re.Pattern[str]:
        return re.compile(self.forms["name_label"])

    @cached_property
    def apposition(self) -> re.Pattern[str]:
        return re.compile(self.forms["apposition"], re.I)

    @cached_property
    def before_name(self) -> re.Pattern[str]:
        return re.compile(self.forms["before_name"], re.I)

    @cached_property
    def become(self) -> re.Pattern[str]:
        return re.compile(self.forms["become"], re.I)

    @cached_property
    def is_name(self) -> re.Pattern[str]:
        return re.compile(self.forms["is_name"], re.I)

    @cached_property
    def whose(self) -> re.Pattern[str]:
        """Before a name: `the dig, whose foreman was`."""
        return re.compile(self.forms["whose"], re.I)

    @cached_property
    def labelled(self) -> re.Pattern[str]:
        """At the beginning of an entry: `Foreman, north trench:`."""
        return re.compile(self.forms["labelled"], re.I)

    @cached_property
    def as_role(self) -> re.Pattern[str]:
        return re.compile(self.forms["as_role"], re.I)

    @cached_property
    def under(self) -> re.Pattern[str]:
        return re.compile(self.forms["under"], re.I)

    @cached_property
    def in_rule_of(self) -> re.Pattern[str]:
        """Behind a name: `under Ann Lee's chairmanship`."""
        return re.compile(self.forms["in_rule_of"], re.I)

    @cached_property
    def other_name(self) -> re.Pattern[str]:
        return re.compile(self.forms["other_name"], re.I)

    @cached_property
    def quoted_name(self) -> re.Pattern[str]:
        return re.compile(self.forms["quoted_name"], re.I)


@cache
def statement_words() -> Words:
    """The closed classes of words that statements are known by."""
    data = load_yaml("claims/statements/en.yaml")
    role_of = {noun: act for act, nouns in data["roles"].items() for noun in nouns}
    role = "|".join(re.escape(n) for n in sorted(role_of, key=lambda n: (-len(n), n)))
    adjectives = r"(?:(?!(?:of|in|at|on|for|and|or|was|is|by|to|with|the|whose)\b)[A-Za-z][\w-]*[ ]){0,3}?"
    of = r"(?P<of>[ ](?:of|at|for|to|in)[ ](?P<thing>[^,;:().]{2,60}?))?"
    an = r"(?:the|a|an|its|their|his|her|our|then|former|one of the|the then|now)"
    name = r"(?-i:[A-Z])[\w.&-]*(?:[ ](?-i:[A-Z])[\w.&-]*){0,4}"
    whose = rf"(?P<whose>(?:{name}|(?:{an}[ ])?(?:{name}|(?-i:[a-z]){{3,}}))[’']s?[ ])"
    become = "|".join(re.escape(v) for v in sorted(data["become"], key=lambda v: (-len(v), v)))
    other = "|".join(re.escape(v) for v in sorted(data["other_name"], key=lambda v: (-len(v), v)))

    def label(words: list[str]) -> str:
        return rf"(?:^|\b)(?:{'|'.join(map(re.escape, words))})\s*\Z"

    forms = {
        "place_label": label(data["place_labels"]),
        "name_label": label(data["name_labels"]),
        "apposition": rf"(?:,[ ]|[ ]\()(?:in the )?(?:(?:then|now|later|already|still|formerly|previously|at the time|by then|at that time)[ ])?(?:{whose}|{an}[ ])?{adjectives}(?P<role>{role})(?![\w-]){of}(?=[,;).:]|\Z| who| and\b| since\b)",
        "before_name": rf"(?P<whose>[\w.&-]+(?:[ ](?-i:[A-Z])[\w.&-]*){{0,4}}[’']s?[ ])?(?<![\w-])(?:{an}[ ])?{adjectives}(?P<role>{role})(?P<of>[ ](?:of|at|for)[ ](?P<thing>(?:[^,;:().]|\.(?=\d)){{2,50}}?),|,)?[ ]\Z",
        "become": rf"(?:[ ](?:of|from|at)[ ](?:the[ ])?(?-i:[A-Z])[^,;.]{{2,50}}(?=,[ ]who[ ]))?(?:,[^,;.]{{2,60}},)?(?:,[ ]who)?[ ](?P<verb>{become})[ ](?:{whose}|{an}[ ])?{adjectives}(?P<role>{role})(?![\w-]){of}(?=[,;).:]|\Z| who| and\b| since\b| from\b| until\b| when\b| after\b| before\b| by\b| on\b| with\b| but\b)",
        "is_name": rf"(?:\A|(?<![\w-])(?:{an}[ ]|(?P<whose>{name}[’']s?[ ]))){adjectives}(?P<role>{role})"
        rf"(?P<of>[ ](?:of|at|for)[ ](?P<thing>(?:[^,;:().]|\.(?=\d)){{2,50}}?))?(?:[ ]in[ ]\d{{4}})?[ ](?:was|is|were|are|became|remains|will be|ha[sd] been|have been)[ ]\Z",
        "whose": rf",?[ ]whose[ ]{adjectives}(?P<role>{role})(?:[ ](?:was|is|were|are)|,)?[ ](?:the[ ])?\Z",
        "labelled": rf"\s*[*_]*(?P<before>(?:[A-Za-z][a-z’'-]+[ ]){{0,3}}?)(?P<role>{role})(?:[ ]in[ ]charge)?(?:(?:,|[ ](?:of|for|at)(?:[ ]the)?)[ ](?P<thing>[^,:;.]{{2,50}}?))?[ ]?[*_]*(?::[*_]*|[ ]?[–—])[ ](?=\S)",
        "as_role": rf"(?:,[^,;.]{{2,60}},)?[ ]as[ ](?:{an}[ ])?{adjectives}(?P<role>{role})(?![\w-])",
        "in_rule_of": rf"[’']s?[ ](?P<how>(?:[a-z]+[ ])?(?:{'|'.join(data['under'])}))\b(?![ ]of\b)",
        "under": rf"\bunder[ ](?:the[ ])?(?:[a-z]+[ ])?(?:(?:{'|'.join(data['under'])})[ ]of[ ](?:the[ ])?(?:[a-z]+[ ]){{0,2}})\Z",
        "other_name": rf"(?<![\w-])(?:{other})[ ](?:simply[ ]|just[ ]|as[ ])?(?:the[ ])?[\"“‘*_]?\Z",
        "quoted_name": rf"(?<![\w-])(?P<cue>{other})[ ](?:simply[ ]|just[ ]|as[ ])?(?:the[ ])?[\"“‘](?P<name>[^\"”’\n]{{2,50}}?)[,.]?[\"”’]",
    }
    return Words(
        role_of=role_of,
        act_of={stem(verb): act for act, verbs in data["verbs"].items() for verb in verbs},
        role_heads=frozenset(noun.split()[-1] for noun in role_of),
        role_cues=frozenset(noun.split()[-1] for noun in role_of) | {"under"},
        before_holder=frozenset(noun.split()[-1] for noun in role_of)
        | {",", "is", "was", "were", "are", "became", "remains", "be", "been", "of", "the"}
        | {word for phrase in data["under"] for word in phrase.split()}
        | {"a", "an"},
        copulas=frozenset(["was", "is", "were", "are", "became", "remains", "be", "been"]),
        name_cues=frozenset(cue.split()[-1] for cue in data["other_name"]),
        name_leads=_leads_of_names(data["other_name"]),
        charges=tuple(tuple(phrase.split()) for phrase in data["charges"]),
        agentive=frozenset(data["agentive"]),
        giving=frozenset(data["giving"]),
        places=frozenset(data["places"]),
        vague_places=frozenset(data["vague_places"]),
        unique=frozenset(data["unique"]),
        not_unique=frozenset(data["not_unique"]),
        not_titled=frozenset(data["not_titled"]),
        forms=forms,
    )


def is_superlative(word: str) -> bool:
    """Whether a word makes a title that one alone holds: `first`, `only`, `largest`."""
    words = statement_words()
    bare = fold(word)
    last = bare.rpartition("-")[2]
    return bare in words.unique or (len(last) > 4 and last.endswith("est") and last not in words.not_unique)


def _leads_of_names(phrases: Sequence[str]) -> dict[str, frozenset[str]]:
    words = [phrase.split() for phrase in phrases]
    alone = {few[-1] for few in words if len(few) == 1}
    leads = {
        few[-1]: frozenset(other[-2] for other in words if other[-1] == few[-1] and len(other) > 1) for few in words
    }
    leads["as"] |= {few[-1] for few in words}  # `named as the Kestrel`
    return {word: frozenset() if word in alone else before for word, before in leads.items()}
