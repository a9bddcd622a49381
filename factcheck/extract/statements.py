"""Extract, part: draft claims of who holds a role or did an act, where something is, who alone holds a title, and other names.

A shallow reading: the names of a sentence, closed classes of words around them, and the predicates that it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from factcheck.data import load_yaml
from factcheck.extract.clauses import Clauses, draft_of, governing
from factcheck.extract.phrases import Phrase, subject_of
from factcheck.extract.predicates import DETERMINERS, PREPOSITIONS, Form, PredicateMention, predicate_class
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind, NameMention
from factcheck.values.words import Token, content_words, fold, stem

_ENDS = frozenset(";:()[]—–!?|")
_HOLDERS = frozenset({NameKind.PERSON, NameKind.ORGANISATION, NameKind.UNKNOWN})
_FORMS = frozenset({"who", "it", "she", "he", "they"})


@dataclass(frozen=True, slots=True)
class Words:
    """The closed classes of `claims/statements/`, compiled."""

    role_of: dict[str, str]
    """Noun of a role, to the act that it stands for."""
    act_of: dict[str, str]
    """Stem of a verb, to the act, where it differs from the class of the verb."""
    agentive: frozenset[str]
    places: frozenset[str]
    place_label: re.Pattern[str]
    name_label: re.Pattern[str]
    unique: frozenset[str]
    not_unique: frozenset[str]
    not_titled: frozenset[str]
    apposition: re.Pattern[str]
    before_name: re.Pattern[str]
    become: re.Pattern[str]
    is_name: re.Pattern[str]
    as_role: re.Pattern[str]
    under: re.Pattern[str]
    other_name: re.Pattern[str]
    quoted_name: re.Pattern[str]


@cache
def statement_words() -> Words:
    """The closed classes of words that statements are known by."""
    data = load_yaml("claims/statements/en.yaml")
    role_of = {noun: act for act, nouns in data["roles"].items() for noun in nouns}
    role = "|".join(re.escape(n) for n in sorted(role_of, key=lambda n: (-len(n), n)))
    adjectives = r"(?:(?!(?:of|in|at|on|for|and|or|was|is|by|to|with|the)\b)[A-Za-z][\w-]*[ ]){0,3}?"
    of = r"(?P<of>[ ](?:of|at|for|to|in)[ ](?P<thing>[^,;:().]{2,60}?))?"
    an = r"(?:the|a|an|its|their|his|her|our|then|former|one of the|the then|now)"
    become = "|".join(re.escape(v) for v in sorted(data["become"], key=lambda v: (-len(v), v)))
    other = "|".join(re.escape(v) for v in sorted(data["other_name"], key=lambda v: (-len(v), v)))

    def label(words: list[str]) -> re.Pattern[str]:
        return re.compile(rf"(?:^|\b)(?:{'|'.join(map(re.escape, words))})\s*\Z")

    return Words(
        role_of=role_of,
        act_of={stem(verb): act for act, verbs in data["verbs"].items() for verb in verbs},
        agentive=frozenset(data["agentive"]),
        places=frozenset(data["places"]),
        place_label=label(data["place_labels"]),
        name_label=label(data["name_labels"]),
        unique=frozenset(data["unique"]),
        not_unique=frozenset(data["not_unique"]),
        not_titled=frozenset(data["not_titled"]),
        apposition=re.compile(
            rf"(?:,[ ]|[ ]\()(?:in the )?(?:{an}[ ])?(?P<whose>[A-Z][\w.&-]*(?:[ ][A-Z][\w.&-]*){{0,4}}[’']s?[ ])?{adjectives}(?P<role>{role})(?![\w-]){of}(?=[,;).:]|\Z| who| and\b| since\b)",
            re.I,
        ),
        before_name=re.compile(
            rf"(?P<whose>[\w.&-]+(?:[ ][A-Z][\w.&-]*){{0,4}}[’']s?[ ])?(?<![\w-])(?:{an}[ ])?{adjectives}(?P<role>{role})(?P<of>[ ](?:of|at|for)[ ](?P<thing>[^,;:().]{{2,50}}?),|,)?[ ]\Z",
            re.I,
        ),
        become=re.compile(
            rf"(?:,[^,;.]{{2,60}},)?[ ](?P<verb>{become})[ ](?:{an}[ ])?{adjectives}(?P<role>{role})(?![\w-]){of}(?=[,;).:]|\Z| who| and\b| since\b| from\b| until\b| when\b| after\b| before\b| by\b| on\b| with\b| but\b)",
            re.I,
        ),
        is_name=re.compile(
            rf"(?<![\w-])(?:{an}[ ]){adjectives}(?P<role>{role})(?P<of>[ ](?:of|at|for)[ ](?P<thing>[^,;:().]{{2,50}}?))?[ ](?:was|is|were|are|became|remains|will be)[ ]\Z",
            re.I,
        ),
        as_role=re.compile(rf"(?:,[^,;.]{{2,60}},)?[ ]as[ ](?:{an}[ ])?{adjectives}(?P<role>{role})(?![\w-])", re.I),
        under=re.compile(
            rf"\bunder[ ](?:the[ ])?(?:[a-z]+[ ])?(?:(?:{'|'.join(data['under'])})[ ]of[ ](?:the[ ])?(?:[a-z]+[ ]){{0,2}})\Z",
            re.I,
        ),
        quoted_name=re.compile(
            rf"(?<![\w-])(?P<cue>{other})[ ](?:simply[ ]|just[ ]|as[ ])?(?:the[ ])?[\"“‘](?P<name>[^\"”’\n]{{2,50}}?)[,.]?[\"”’]",
            re.I,
        ),
        other_name=re.compile(rf"(?<![\w-])(?:{other})[ ](?:simply[ ]|just[ ]|as[ ])?(?:the[ ])?[\"“‘*_]?\Z", re.I),
    )


def statements_of(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """The statements of one sentence whose value is words: roles, places, unique titles, other names."""
    made: set[tuple[int, ClaimType]] = set()
    for draft in _all(found, sentence):
        key = (draft.value_start, draft.type)
        if key not in made:
            made.add(key)
            yield draft


def _all(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    yield from _agents(found, sentence)
    for name in sentence.names:
        yield from _with_role(found, sentence, name)
        if (draft := _named(found, sentence, name)) is not None:
            yield draft
    yield from _called(found, sentence)
    yield from _places(found, sentence)
    yield from _uniques(found, sentence)


# --- roles ------------------------------------------------------------------------------------------------------------


def _with_role(found: Extraction, sentence: Clauses, name: NameMention) -> Iterator[DraftClaim]:
    """What a name is said to be: by apposition, by a noun before it, by a copula, or as the leader that something was under."""
    if name.kind not in _HOLDERS:
        return
    words, text = statement_words(), sentence.block.text
    before = text[max(sentence.start, name.start - 90) : name.start]
    after = text[name.end : min(sentence.end, name.end + 150)]
    for pattern, how in ((words.apposition, "apposition"), (words.become, "copula"), (words.as_role, "as")):
        match = pattern.match(after)
        if match and _is_role(match["role"], name):
            start, end = name.start, name.end + match.end()
            yield _role(found, sentence, name, match, name.end, (start, end), how)
            return
    for pattern, how in ((words.is_name, "copula"), (words.before_name, "title")):
        match = pattern.search(before)
        if match and _is_role(match["role"], name):
            at = name.start - len(before)
            yield _role(found, sentence, name, match, at, (at + match.start(), name.end), how)
            return
    if match := words.under.search(before):
        governed = governing(sentence, name.start - len(before) + match.start(), name.end)
        yield _statement(
            found, sentence, ClaimType.ROLE, (name.start, name.end), "lead", governed, how="under"
        )  # fmt: skip
        return
    first = name.text.split()[0].strip(".")
    if len(name.text.split()) > 1 and first.lower() in words.role_of and first[0].isupper():
        yield _statement(
            found, sentence, ClaimType.ROLE, (name.start, name.end), words.role_of[first.lower()], None, how="title",
            clause=(name.start, name.end), shown=first,
        )  # fmt: skip


def _is_role(noun: str, name: NameMention) -> bool:
    return noun.islower() or noun.istitle() or noun.isupper()


def _role(
    found: Extraction,
    sentence: Clauses,
    name: NameMention,
    match: re.Match[str],
    offset: int,
    clause: tuple[int, int],
    how: str,
) -> DraftClaim:
    """The claim that a name holds a role, of the thing after `of` or before `'s` where there is one."""
    groups = match.groupdict()
    about: tuple[int, int] | None = None
    if groups.get("thing") and not _is_time(sentence, offset + match.start("thing")):
        about = (offset + match.start("thing"), offset + match.end("thing"))
    elif groups.get("whose"):
        about = (offset + match.start("whose"), offset + match.end("whose") - 1)
    return _statement(
        found,
        sentence,
        ClaimType.ROLE,
        (name.start, name.end),
        statement_words().role_of[match["role"].lower()],
        None,
        how=how,
        clause=clause,
        about=about,
        shown=match["role"],
    )


def _is_time(sentence: Clauses, at: int) -> bool:
    return any(t.start <= at < t.end and k in sentence.blocked for k, t in enumerate(sentence.tokens))


def _agents(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """`designed by X`, and `X designed the house` where the class of the verb has one doer."""
    words = sentence.tokens
    for predicate in sentence.predicates:
        by = next(
            (
                k
                for k in range(predicate.last + 1, min(len(words), predicate.last + 9))
                if words[k].text.lower() == "by" and k + 1 < len(words) and k + 1 not in sentence.blocked
            ),
            None,
        )
        if by is not None and (predicate.passive or by == predicate.last + 1):
            level = sentence.breaks[predicate.last]
            if sentence.breaks[by] == level and not any(predicate.last < p.first < by for p in sentence.predicates):
                name = _name_at(sentence, by + 1)
                if name is not None and name.kind is not NameKind.PLACE:
                    yield _statement(
                        found,
                        sentence,
                        ClaimType.ROLE,
                        (name.start, name.end),
                        _act(sentence, predicate),
                        predicate,
                        how="agent",
                    )
            continue
        if (
            predicate.form is Form.VERB
            and not predicate.passive
            and _act(sentence, predicate) in statement_words().agentive
        ):
            known = predicate_class(predicate.name)
            subject = subject_of(words, predicate, sentence.predicates, sentence.blocked)
            if subject is None or (known is not None and known.theme == "subject"):
                continue
            name = _name_at(sentence, subject.first)
            if name is None or name.kind not in _HOLDERS or _has_no_object(sentence, predicate):
                continue
            yield _statement(
                found,
                sentence,
                ClaimType.ROLE,
                (name.start, name.end),
                _act(sentence, predicate),
                predicate,
                how="doer",
            )


def _act(sentence: Clauses, predicate: PredicateMention) -> str:
    """The act of a verb: where the nouns of roles tell it more exactly than the verb's class, theirs."""
    verb = stem(sentence.tokens[predicate.first].text.lower())
    return statement_words().act_of.get(verb, predicate.name)


def _has_no_object(sentence: Clauses, predicate: PredicateMention) -> bool:
    k = predicate.last + 1
    if k >= len(sentence.tokens) or k in sentence.blocked:
        return True
    token = sentence.tokens[k]
    return not (token.text.lower() in DETERMINERS or token.text[0].isupper())


def _name_at(sentence: Clauses, k: int) -> NameMention | None:
    """The name that a noun phrase begins with, past a determiner and at most four words in small letters."""
    words = sentence.tokens
    for at in range(k, min(len(words), k + 6)):
        token = words[at]
        name = next((n for n in sentence.names if n.start <= token.start < n.end), None)
        if name is not None and not _is_adjective(sentence, at, name):
            return name
        low = token.text.lower()
        if not token.text[0].isalpha() or at in sentence.blocked or low in PREPOSITIONS or low in ("and", "or"):
            return None
    return None


def _is_adjective(sentence: Clauses, at: int, name: NameMention) -> bool:
    """`the Danish architect Ida Holm`: a name that a noun in small letters and the name proper follow."""
    words = sentence.tokens
    if words[at].text.endswith(("'s", "’s")) and at + 1 < len(words) and words[at + 1].text.islower():
        return True  # by Rowan's daughter, Ann Lee
    nearby = words[at + 1 : at + 4]
    if name.end != words[at].end or not nearby or not nearby[0].text.islower() or not nearby[0].text.isalpha():
        return False
    return any(
        n.start == token.start and all(t.text.isalpha() and t.text.islower() for t in nearby[:k])
        for k, token in enumerate(nearby)
        for n in sentence.names
    )


# --- places -----------------------------------------------------------------------------------------------------------

_AT_PLACE = re.compile(r"(?<!\w)(?:in|at|near|outside|on|off|inside|from the (?:town|city|village|port|island|district) of)[ ](?:the[ ]|central[ ]|northern[ ]|southern[ ]|eastern[ ]|western[ ]|(?:the )?(?:town|city|village|port|island|district)[ ]of[ ])*\Z", re.I)  # fmt: skip


def _places(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    text, words = sentence.block.text, sentence.tokens
    for name in sentence.names:
        match = _AT_PLACE.search(text, max(sentence.start, name.start - 40), name.start)
        if match is None or (name.kind is NameKind.PERSON and len(name.text.split()) > 1 and match[0].lower() == "on "):
            continue
        predicate = governing(sentence, name.start, name.end)
        if predicate is None:
            continue
        yield _statement(
            found, sentence, ClaimType.PLACE, (name.start, name.end), predicate.name, predicate, how="place"
        )
    for k, token in enumerate(words[:-1]):
        if token.text.lower() not in ("in", "at", "on") or words[k + 1].text.lower() not in DETERMINERS:
            continue
        end = k + 2
        while end < len(words) and end < k + 9 and words[end].text not in _ENDS and words[end].text not in ",.":
            if stem(words[end].text.lower()) in _place_stems():
                while end + 1 < len(words) and stem(words[end + 1].text.lower()) in _place_stems():
                    end += 1
                break
            end += 1
        else:
            continue
        if end >= len(words) or words[end].text in _ENDS or any(j in sentence.blocked for j in range(k, end + 1)):
            continue
        if any(p.first <= end and p.last >= k for p in sentence.predicates):
            continue
        last = end
        if last + 2 < len(words) and words[last + 1].text.lower() == "of":
            last = min(len(words) - 1, last + 2)
            while last + 1 < len(words) and last < end + 6 and words[last].text.lower() in DETERMINERS | {"own"}:
                last += 1
            follow = next((n for n in sentence.names if n.start <= words[last].start < n.end), None)
            value_end = follow.end if follow else words[last].end
        else:
            value_end = words[last].end
        value = (words[k + 1].start, value_end)
        predicate = governing(sentence, *value)
        if predicate is not None:
            yield _statement(found, sentence, ClaimType.PLACE, value, predicate.name, predicate, how="place")


@cache
def _place_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in statement_words().places)


# --- titles held by one alone -------------------------------------------------------------------------------------------


def is_superlative(word: str) -> bool:
    """Whether a word makes a title that one alone holds: `first`, `only`, `largest`."""
    words = statement_words()
    bare = fold(word)
    last = bare.rpartition("-")[2]
    return bare in words.unique or (len(last) > 4 and last.endswith("est") and last not in words.not_unique)


def _uniques(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    words = sentence.tokens
    k = 1
    while k < len(words) - 1:
        begin = k
        word, before = words[k].text, words[k - 1].text.lower()
        is_led = before in ("the", "its", "his", "her", "their", "our") or before.endswith(("'s", "’s"))
        most = fold(word) == "most" and words[k + 1].text.isalpha() and k + 2 < len(words)
        if not is_led or not (is_superlative(word) or most) or k in sentence.blocked:
            k += 1
            continue
        noun = k + 2 if most else k + 1
        end = _end_of_title(sentence, noun)
        k = max(end, k + 1)
        bare = fold(words[noun].text) if end > noun else ""
        titled = bare not in statement_words().not_titled or (
            bare == "of"
            and (fold(word) not in ("first", "last") or words[min(noun + 1, end - 1)].text.lower() in ("its", "their"))
        )
        if end <= noun or not titled or noun in sentence.blocked:
            continue
        owned = before.endswith(("'s", "’s"))
        start = begin - 1 if owned else begin
        holder = _holder(sentence, begin - 1, end)
        if holder is None:
            if not (owned or start < 2 or _has_scope(words, noun, end)):
                continue
            holder = (words[start].start, words[end - 1].end)  # whoever it is, the text names it by its title
        act = "most" if most else fold(word).rpartition("-")[2]
        yield _statement(
            found, sentence, ClaimType.UNIQUE, (words[start].start, words[end - 1].end), act, None, how="unique",
            about=holder, clause=(min(holder[0], words[start].start), max(holder[1], words[end - 1].end)),
            shown=word,
        )  # fmt: skip


def _has_scope(words: tuple[Token, ...], first: int, end: int) -> bool:
    """Whether a title says where or among what it holds: `the highest top in the range`."""
    return any(words[k].text.lower() in ("in", "of", "to", "on", "since", "among") for k in range(first, end))


def _end_of_title(sentence: Clauses, at: int) -> int:
    """The index after the last token of a title: up to the end of its clause, its infinitive and places included."""
    words = sentence.tokens
    end = at
    while end < len(words) and end - at < 14:
        text = words[end].text
        low = text.lower()
        if text in _ENDS or text in ".," or end in sentence.blocked:
            break
        if low in (
            "which",
            "who",
            "that",
            "where",
            "when",
            "while",
            "but",
            "because",
            "and",
            "was",
            "is",
            "were",
            "are",
            "had",
            "has",
        ):
            break
        end += 1
    while end > at and words[end - 1].text.lower() in (
        "in",
        "of",
        "on",
        "at",
        "since",
        "until",
        "to",
        "for",
        "from",
        "by",
        "the",
        "with",
        "a",
    ):
        end -= 1
    return end


def _holder(sentence: Clauses, start: int, end: int) -> tuple[int, int] | None:
    """The words for who holds the title that stands from `start` to `end`: before a copula, or in apposition."""
    words = sentence.tokens
    at = start - 1
    while at >= 0 and words[at].text.lower() in (
        "also",
        "then",
        "still",
        "now",
        "thus",
        "therefore",
        "as",
        "by",
        "far",
        "not",
        "only",
    ):
        at -= 1
    copulas = (
        "is",
        "was",
        "are",
        "were",
        "be",
        "been",
        "became",
        "become",
        "becomes",
        "remains",
        "remained",
        "being",
        "'s",
    )
    if at >= 1 and words[at].text.lower() in copulas:
        probe = PredicateMention(first=at, last=at, name="", form=Form.VERB)
        found = subject_of(words, probe, sentence.predicates, sentence.blocked)
        if found is not None and _is_about(sentence, found):
            return words[found.first].start, words[found.last - 1].end
    if at >= 0 and words[at].text == ",":
        name = next((n for n in sentence.names if n.end == words[at - 1].end), None) if at else None
        if name is not None:
            return name.start, name.end
    if end < len(words):
        after = words[end].text.lower()
        if after in (",", "is", "was", "were", "are", "—", ":") and end + 1 < len(words):
            name = _name_at(sentence, end + 1)
            if name is not None:
                return name.start, name.end
    return None


def _is_about(sentence: Clauses, phrase: Phrase) -> bool:
    words = sentence.tokens
    bare = [words[k].text.lower() for k in range(phrase.first, phrase.last)]
    return any(w[0].isalpha() for w in bare) and bare != ["there"]


# --- other names ------------------------------------------------------------------------------------------------------


def _named(found: Extraction, sentence: Clauses, name: NameMention) -> DraftClaim | None:
    if name.alias_of:
        long = next((n for n in reversed(sentence.names) if n.text == name.alias_of and n.end <= name.start), None)
        if long is not None:
            return _statement(
                found, sentence, ClaimType.NAME, (name.start, name.end), "name", None, how="name",
                about=(long.start, long.end), clause=(long.start, name.end), shown="(",
            )  # fmt: skip
    before = sentence.block.text[max(sentence.start, name.start - 40) : name.start]
    match = statement_words().other_name.search(before)
    if match is None:
        return None
    earlier = [n for n in sentence.names if n.end <= name.start - len(before) + match.start()]
    about = (earlier[-1].start, earlier[-1].end) if earlier else None
    start = name.start - len(before) + match.start()
    return _statement(
        found, sentence, ClaimType.NAME, (name.start, name.end), "name", None, how="name", about=about,
        clause=(about[0] if about else start, name.end), shown=match[0].strip(),
    )  # fmt: skip


def _called(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """Another name in quotation marks and small letters: `also known as “orchard ether”`."""
    text = sentence.block.text
    for match in statement_words().quoted_name.finditer(text, sentence.start, sentence.end):
        value = (match.start("name"), match.end("name"))
        k = next((k for k, t in enumerate(sentence.tokens) if t.start >= match.start()), 0)
        probe = PredicateMention(first=k, last=k, name="", form=Form.VERB)
        phrase = subject_of(sentence.tokens, probe, sentence.predicates, sentence.blocked)
        about = (sentence.tokens[phrase.first].start, sentence.tokens[phrase.last - 1].end) if phrase else None
        yield _statement(
            found, sentence, ClaimType.NAME, value, "name", None, how="name", about=about,
            clause=(match.start(), value[1]), shown=match["cue"],
        )  # fmt: skip


# --- the draft --------------------------------------------------------------------------------------------------------


def _statement(
    found: Extraction,
    sentence: Clauses,
    kind: ClaimType,
    value: tuple[int, int],
    act: str,
    predicate: PredicateMention | None,
    *,
    how: str,
    clause: tuple[int, int] | None = None,
    about: tuple[int, int] | None = None,
    shown: str = "",
) -> DraftClaim:
    draft = draft_of(found, sentence, predicate, kind, value, extractor=f"prose/{how}")
    text = sentence.block.text
    draft = replace(draft, words=text[slice(*value)], predicate=act, predicate_words=draft.predicate_words or shown)
    if clause is None and about is None:
        return draft
    start, end = clause or value
    if about is not None:
        start, end = min(start, about[0]), max(end, about[1])
    subject = text[slice(*about)] if about else ""
    inside = tuple(n.text for n in sentence.names if about and about[0] <= n.start < about[1])
    return replace(
        draft,
        start=start,
        end=end,
        subject=subject,
        subject_names=inside,
        names=tuple(dict.fromkeys((*inside, *draft.names))),
        subject_stems=content_words(subject) if about else (),
    )
