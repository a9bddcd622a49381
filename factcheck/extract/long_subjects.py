"""Extract, part of verb or noun: whether what stands before a word ends a subject of many words, so that it is its verb."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.closed_words import AUXILIARIES, DETERMINERS, PREPOSITIONS
from factcheck.extract.predicate_lexicon import class_of_verb, lexicon_of_predicates
from factcheck.extract.verb_forms import IS_BARE, IS_PARTICIPLE
from factcheck.extract.verbal_words import (
    CLAUSE_ENDS,
    COUNTING,
    FINITE,
    NEVER_NOUN_STEMS,
    PLURAL_FINITE,
    PLURAL_WORDS,
    is_amount,
    is_only_verb,
    is_plural_form,
)
from factcheck.values.words import Token, stem


def closes_clause(lowered: Sequence[str], index: int) -> bool:
    """Whether the comma before a form in -s closes what was put in behind its subject.

    `A list, which hangs in the porch, begins with one Walter`, `The claimant, Orme Ltd, makes bread`.
    """
    after = lowered[index + 1] if index + 1 < len(lowered) else "."
    if IS_BARE[lowered[index]] or not (after[0].isalnum() or after[0] in "$£€¥") or after in ("of", "and"):
        return False
    return _closes_relative(lowered, index) or _closes_apposition(lowered, index)


def continues_clause(lowered: Sequence[str], index: int) -> bool:
    """Whether a form in -s goes on with what the subject of a finite verb does: `It was opened in May, holds palms and is kept warm`."""
    if IS_BARE[lowered[index]] or stem(lowered[index]) not in NEVER_NOUN_STEMS or not _has_be_in(lowered[:index]):
        return False
    ends = next((k for k in range(index + 1, len(lowered)) if lowered[k] in (";", ".", ":")), len(lowered))
    return any(
        lowered[k] == "and" and lowered[k + 1 : k + 2] and _goes_on(lowered[k + 1]) for k in range(index + 1, ends)
    )


def _has_be_in(words: Sequence[str]) -> bool:
    return not {"is", "was", "has"}.isdisjoint(words) and {"which", "that", "who"}.isdisjoint(words)


def _goes_on(word: str) -> bool:
    return word in FINITE or (word.endswith("s") and bool(class_of_verb(word)) and not IS_BARE[word])


def _closes_apposition(lowered: Sequence[str], index: int) -> bool:
    """Whether the comma before a word closes a description without a verb that was put in behind the subject of the sentence."""
    opening = next((k for k in range(index - 2, 0, -1) if lowered[k] == ","), 0)
    if not 0 < opening < index - 2 or index - opening > 9 or opening > 6:
        return False
    if lowered[opening - 1] in COUNTING or lowered[opening - 1].endswith("s"):
        return False
    before = [*lowered[:opening], *lowered[opening + 1 : index - 1]]
    return lowered[0] in DETERMINERS and not any(
        w in FINITE or w in CLAUSE_ENDS or w in ("or", "to") or (w.endswith("ed") and IS_PARTICIPLE[w]) for w in before
    )


def _closes_relative(lowered: Sequence[str], index: int) -> bool:
    """Whether the comma before a word closes a relative clause that another comma opened in the same sentence."""
    for k in range(index - 2, 1, -1):
        if lowered[k] in ("which", "who", "whose") and lowered[k - 1] == ",":
            return True
        if lowered[k] in (",", ";", ":", "."):
            return False
    return False


def is_verb_behind_numbered_name(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    """Whether a word behind a name and a figure is a verb of which that is the subject: `The Corvel 60 draws 26 amps`."""
    if index < 2 or not tokens[index - 2].text[0].isupper() or lowered[index - 2] in PREPOSITIONS:
        return False
    k = index - 3
    while k > 0 and (lowered[k] in DETERMINERS or tokens[k].text[0].isupper()):
        k -= 1
    if k >= 0 and lowered[k] in PREPOSITIONS:
        return False  # `At Corvel 60 draws were held`
    return is_finite_behind_figure(lowered[index], lowered[index + 1] if index + 1 < len(lowered) else ".")


def is_finite_behind_figure(word: str, after: str) -> bool:
    """Whether a word behind a figure is a finite verb by its form and the word behind it, and not what the figure counts."""
    if not word.isalpha() or not (word.endswith("ed") or class_of_verb(word)):
        return False
    if IS_PARTICIPLE[word]:
        return True
    if not word.endswith("s") or IS_BARE[word]:
        return False
    if is_only_verb(word) and stem(word) not in lexicon_of_predicates().event_nouns:
        return True
    return after in DETERMINERS or after in COUNTING or after[:1].isdigit() or after[:1] in ("$", "£", "€", "¥")


def ends_pair(lowered: Sequence[str], index: int) -> bool:
    """Whether the nouns before a word end a series: `Scaffold towers and the cement mixer go out for 48 hours`."""
    for k in range(index - 1, max(0, index - 5), -1):
        if lowered[k] == "and":
            return k < index - 1
        if not lowered[k].isalpha() or lowered[k] in PREPOSITIONS or lowered[k] in AUXILIARIES:
            return False
    return False


def closes_reduced(lowered: Sequence[str], index: int, after: str) -> bool:
    """Whether a bare form is the verb of a plural that begins the sentence with a participle behind it: `Cabins marked 7B leave from`."""
    if not IS_BARE[lowered[index]] or (after not in PREPOSITIONS and not is_amount(after)) or after == "of":
        return False
    if lowered[index - 1] in DETERMINERS or lowered[index - 1] in PREPOSITIONS or not class_of_verb(lowered[index]):
        return False
    first = next((k for k in range(1, min(index - 1, 5)) if IS_PARTICIPLE[lowered[k]] and lowered[k].isalpha()), 0)
    if not first or lowered[first] in PLURAL_FINITE or not is_plural_form(lowered[first - 1]):
        return False
    return not any(w in FINITE or w in CLAUSE_ENDS for w in lowered[:index]) and not any(
        IS_PARTICIPLE[w] and w.endswith("ed") for w in lowered[first + 1 : index]
    )


_LEADS_PLACE = frozenset(["on", "in", "at", "from", "of", "with", "under", "over", "aged", "between"])


def ends_long_subject(lowered: Sequence[str], index: int, after: str) -> bool:
    """Whether a form that is only a verb follows a plural with its place, and an amount follows it: `Panels on the south side provide 60 per cent`."""
    is_verb = is_only_verb(lowered[index]) or (after[:1] in ("$", "£", "€", "¥") and class_of_verb(lowered[index]))
    if not IS_BARE[lowered[index]] or not is_amount(after) or not is_verb:
        return False
    begin = max([k + 1 for k in range(index) if lowered[k] in (";", ":")], default=0)
    place = next((k for k in range(begin + 1, min(index - 1, begin + 6)) if lowered[k] in _LEADS_PLACE), 0)
    if (
        not place
        or not (is_plural_form(lowered[place - 1]) or lowered[place - 1] in PLURAL_WORDS)
        or lowered[index - 1] in DETERMINERS
    ):
        return False
    return not any(
        w in FINITE or w in CLAUSE_ENDS or (IS_PARTICIPLE[w] and w.endswith("ed")) for w in lowered[begin:index]
    )


def has_finite_before(lowered: Sequence[str], index: int) -> bool:
    """Whether the clause has a form of `be`, `have` or `do` or a modal before a place."""
    for k in range(index - 1, -1, -1):
        if lowered[k] in CLAUSE_ENDS:
            return False
        if lowered[k] in FINITE:
            return True
    return False


def closes_description(lowered: Sequence[str], index: int) -> bool:
    """Whether the comma before a word closes a participle with its phrase that was put in behind the subject of the sentence."""
    after = lowered[index + 1] if index + 1 < len(lowered) else "."
    if after not in PREPOSITIONS and after not in DETERMINERS and after not in (".", ";") and not after[:1].isdigit():
        return False
    opening = next((k for k in range(index - 2, 0, -1) if lowered[k] == ","), 0)
    if opening < 1 or index - opening < 4 or not lowered[opening - 1][0].isalpha():
        return False
    leads = lowered[opening + 1]
    if leads in AUXILIARIES or not IS_PARTICIPLE[leads] or leads.endswith("ing"):
        return False
    inside = lowered[opening + 2 : index - 1]
    return not any(w in FINITE or w in CLAUSE_ENDS for w in inside) and not any(
        w in FINITE or w in (";", ":") or (IS_PARTICIPLE[w] and w.endswith("ed")) for w in lowered[:opening]
    )


def closes_insertion(lowered: Sequence[str], index: int, after: str) -> bool:
    """Whether the comma before a bare form closes what was put in behind a plural subject, and an object follows."""
    is_valued = after[:1].isdigit() or after[:1] in ("$", "£", "€", "¥") or after in DETERMINERS or after in COUNTING
    if not is_valued and not (after in PREPOSITIONS and is_only_verb(lowered[index])):
        return False
    opening = next((k for k in range(index - 2, 0, -1) if lowered[k] == ","), 0)
    if opening < 1 or any(lowered[k] in FINITE or lowered[k] in (";", ":") for k in range(opening)):
        return False
    subject = lowered[opening - 1]
    return subject in PLURAL_WORDS or (subject.endswith("s") and not subject.endswith(("ss", "us", "is", "'s")))
