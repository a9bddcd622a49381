"""Resolve, part: which short forms and spellings may stand for which fuller names. Blocks on keys, never all pairs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set

from factcheck.model.mention import NameKind
from factcheck.resolve.name_groups import Groups, Names, differ, token_count
from factcheck.values.name_variants import (
    fits_person,
    initials_of,
    is_namesake_word,
    is_region,
    is_ship_prefix,
    parts_of,
    spelled_out,
    spelled_words,
    spelling_key,
)
from factcheck.values.names import final_nouns, is_acronym_of, name_tokens, normalise, state_of
from factcheck.values.words import fold

_MAX_BLOCK = 120
Links = dict[str, dict[str, str]]
"""By short form: the fuller names that it may stand for, each with how sure that is."""

_WEAK = frozenset({"parenthesis", "generation", "loose", "body"})
"""Ties that hold only in a document which has the fuller name, and no other that the short form could stand for."""
_GOOD_PART = 0.3
"""So large a part of the documents names what the corpus is about: there `the Trust` needs no fuller name beside it."""


def merge_spellings(names: Names, groups: Groups) -> None:
    """Merges what is one name in several spellings: states, hyphens, accents, American forms, abbreviations."""
    by_key: dict[str, list[str]] = defaultdict(list)
    keys = sorted(names.surface.keys() | groups.owner.keys())
    for key in keys:
        if key not in groups.owner and (state := state_of(key)):
            groups.join(key, normalise(state))
            continue
        by_key[spelling_key(key)].append(key)
    for key in keys:
        for other in sorted({spelling_key(o) for form in names.surface.get(key, ()) for o in _other_spellings(form)}):
            if other in by_key:
                by_key[other].append(key)
    for block in by_key.values():
        for key in block[1:]:
            if not differ(block[0], key):
                groups.join(block[0], key)


def _other_spellings(form: str) -> Iterator[str]:
    """Forms that only the name as it stands gives: `Mueller` for `Müller`, `St Hildas` for `St Hilda's`."""
    if not form.isascii():
        yield spelled_out(form)
    if match := _INNER_POSSESSIVE.search(form):
        yield form[: match.start()] + "s" + form[match.end() :]


_INNER_POSSESSIVE = re.compile(r"[’']s(?=\s)")


def links_of(names: Names, groups: Groups, ordinary: Set[str]) -> Links:
    """All that a short form may stand for; a word that the corpus also writes small says less than a name."""
    links: Links = defaultdict(dict)
    for short, fulls in names.defined.items():
        for full in fulls:
            links[short].setdefault(full, "defined")
            if " " not in short and names.is_person(full):
                # `Greta Holloway (née Vasser)` was Greta Vasser
                maiden = f"{full.split()[0]} {short}"
                if maiden in names.surface:
                    links[maiden].setdefault(full, "defined")
    keys = sorted(names.surface)
    # names that only the lexicon holds are fuller forms, too
    _link_qualified(keys, links)
    _link_persons([k for k in keys if names.is_person(k)], names, ordinary, links)
    _link_tails(keys, names, ordinary, links)
    _link_heads(keys, links)
    _link_acronyms(keys, names, links)
    for short in list(links):
        if short in groups.owner:
            del links[short]
        elif state_of(short):  # a document may give it another meaning, and nothing else may
            links[short] = {full: how for full, how in links[short].items() if how == "defined"}
    return links


def _link_qualified(keys: Iterable[str], links: Links) -> None:
    """`Acme` for `Acme Ltd`, `Springfield` for `Springfield, Ohio`, `HMS Resolute` for `HMS Resolute (1850)`."""
    by_base: dict[str, list[str]] = defaultdict(list)
    bare: list[tuple[str, str]] = []
    for key in keys:
        parts = parts_of(key)
        form = " ".join(spelled_words(parts.base))
        if parts.sort:
            by_base[form].append(key)
        else:
            bare.append((form, key))
    for form, key in bare:
        for full in by_base.get(form, ()):
            links[key][full] = parts_of(full).sort


def _link_persons(keys: list[str], names: Names, ordinary: Set[str], links: Links) -> None:
    """Initials, middle names left out, and bare surnames."""
    by_last: dict[str, list[str]] = defaultdict(list)
    by_given: dict[tuple[str, str], list[str]] = defaultdict(list)
    firsts: Counter[str] = Counter()
    for key in keys:
        parts = parts_of(key)
        words = spelled_words(parts.base)
        if len(words) < 2 or words[-1] in final_nouns():
            continue
        firsts[words[0]] += 1
        if not parts.sort or parts.sort == "generation":
            by_given[words[-1], words[0][0]].append(key)
        if not any(is_namesake_word(w) or is_ship_prefix(w) for w in words[:-1]) and len(words) <= 5:
            by_last[parts.base.rsplit(" ", 1)[-1]].append(key)
    for block in by_given.values():
        if len(block) > _MAX_BLOCK:
            continue
        for short in block:
            if parts_of(short).sort:
                continue
            for full in block:
                if full != short and not parts_of(full).sort and fits_person(short, full):
                    is_thing = full.rsplit(" ", 1)[-1] in ordinary
                    links[short].setdefault(full, "loose" if is_thing else "initials")
    for short in names.surface:
        last = short.rsplit(" ", 1)[-1]
        if last not in by_last or len(last) < 3 or len(name_tokens(short)) != len(name_tokens(last)):
            continue
        if firsts[short] > len(by_last[last]):
            continue  # `Thanks Matteo` makes no surname of the first name of several people
        for full in by_last[last]:
            if full == short or (last != short and not full.endswith(f" {short}")) or _is_part_of_phrase(short, full):
                continue
            links[short].setdefault(full, "loose" if short in ordinary or is_region(short) else "surname")


def _link_tails(keys: list[str], names: Names, ordinary: Set[str], links: Links) -> None:
    """`Valley Railway` for `Kelder Valley Railway`, `Fulmar` for `RRS Fulmar`, `Van der Sloot` for `Willem van der Sloot`."""
    known = {" ".join(name_tokens(k)): k for k in reversed(keys)}
    for full in keys:
        words = name_tokens(full)
        if state_of(full) or not 2 <= len(words) <= 12:
            continue
        if len(words) == 2 and is_ship_prefix(words[0]):
            short = known.get(words[1])
            if short is not None:
                links[short].setdefault(full, "loose")
            continue
        short = known.get(words[-1])
        if short is not None and words[-1] not in ordinary and names.kind(full) is NameKind.ORGANISATION:
            if words[-1] in _CLUBS and not _is_part_of_phrase(short, full):
                links[short].setdefault(full, "loose")  # `Rovers` for `Penbury Rovers`
            elif words[-1] in final_nouns() and " " not in short and not _is_part_of_phrase(short, full):
                links[short].setdefault(full, "body")  # `the Trust` for `the Ellerby Housing Trust`
        for cut in range(1, len(words) - 1):
            short = known.get(" ".join(words[cut:]))
            if short is None or short == full or is_namesake_word(words[cut - 1]):
                continue
            if parts_of(short).numbers != parts_of(full).numbers or parts_of(short).sort != parts_of(full).sort:
                continue
            if words[cut] not in _PARTICLES and (names.is_person(full) or _is_part_of_phrase(short, full)):
                continue
            is_sure = words[cut] in _PARTICLES or (words[-1] in final_nouns() and _is_introduced(short, full, names))
            links[short].setdefault(full, "tail" if is_sure else "loose")


_CLUBS = frozenset(["rovers", "wanderers", "rangers", "united", "albion", "athletic", "ferries", "railways", "pharma"])
"""Last words of names that stand alone for the whole; of `the Trust` the noun tells."""
_MATTER = re.compile(r"(?P<head>.+?) (?:of|for) (?:the )?\S")


def _link_heads(keys: list[str], links: Links) -> None:
    """`the Guild` and `the Ostrey Guild` for `the Ostrey Guild of Home Bakers`, where the document has the fuller name."""
    known = set(keys)
    for full in keys:
        match = _MATTER.match(full)
        if match is None or state_of(full):
            continue
        words = match["head"].split()
        for cut in range(len(words)):
            short = " ".join(words[cut:])
            if short in known and words[-1] in final_nouns():
                links[short].setdefault(full, "loose")


def _is_part_of_phrase(short: str, full: str) -> bool:
    """`the Director of the Valley Railway` is not the Valley Railway."""
    before = full.removesuffix(short).rsplit(maxsplit=2)[-2:]
    return full.endswith(short) and (before[-1:] == ["the"] or before[-1] in _JOINING)


_JOINING = frozenset({"of", "for", "and", "in", "on", "at", "to"})


def _is_introduced(short: str, full: str, names: Names) -> bool:
    """Whether the fuller name stands in a good part of the documents that have the short form; else it is one of its own."""
    here, full_here = names.documents[short], names.documents[full]
    without = len(here - full_here)
    return without < 3 or without <= 2 * len(full_here)


_PARTICLES = frozenset(["van", "von", "der", "den", "ter", "ten", "du", "des", "di", "da", "del", "della", "al", "el", "bin", "ibn", "le", "af", "av", "zu", "dos", "das"])  # fmt: skip


def _link_acronyms(keys: list[str], names: Names, links: Links) -> None:
    """Acronyms that no document introduces, for the names with those initials."""
    by_initials: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        found = {i for form in names.surface[key] for i in initials_of(form)} if " " in key else set()
        for initials in sorted(found):
            by_initials[initials].append(key)
    for short in keys:
        if short in names.defined or " " in short or not 2 <= len(short) <= 7 or short not in by_initials:
            continue
        shown = next((f for f in sorted(names.surface[short]) if f.isupper()), "")
        for full in by_initials[short] if shown else ():
            least = 2 if names.kind(full) not in (NameKind.PERSON, NameKind.UNKNOWN) else 3
            if len(short) >= least and any(is_acronym_of(shown, form) for form in names.surface[full]):
                links[short].setdefault(full, "acronym" if len(short) > 2 else "loose")


def settle(names: Names, groups: Groups, links: Links) -> dict[tuple[str, str], str | None]:
    """Joins each short form to the only thing that it can stand for.

    Where there are several, the answer is by document and form: the one that the document introduces, none where two
    stand; a document that introduces none of them keeps the short form as a name of its own.
    """
    order = sorted(links, key=lambda k: (-token_count(k), -len(k), k))
    for _ in range(3):
        waiting: list[tuple[str, dict[str, list[str]]]] = []
        for short in order:
            fulls = {f: how for f, how in links[short].items() if groups.may_join(short, f, told=how == "defined")}
            roots: dict[str, list[str]] = defaultdict(list)
            for full in sorted(fulls):
                roots[groups.find(full)].append(full)
            roots.pop(groups.find(short), None)
            if not roots:
                continue
            how = set(fulls.values())
            weak = how <= _WEAK or (how == {"defined"} and _is_generic(short)) or state_of(short) is not None
            if len(roots) == 1 and not weak:
                groups.join(short, next(iter(roots)), told="defined" in how)
            else:
                waiting.append((short, roots))
        if not any(len(roots) > 1 and len({groups.find(r) for r in roots}) == 1 for _, roots in waiting):
            break
    by_document: dict[tuple[str, str], str | None] = {}
    for short, roots in waiting:
        _settle_by_document(names, groups, links[short], short, roots, by_document)
        if set(links[short].values()) == {"body"} and len(roots) == 1:
            _settle_elsewhere(names, short, next(iter(roots)), roots, by_document)
    return by_document


def _settle_elsewhere(
    names: Names, short: str, root: str, roots: dict[str, list[str]], answers: dict[tuple[str, str], str | None]
) -> None:
    """`the Trust` in documents that have no fuller name: the only one of the corpus, if a good part of it names that."""
    full_here = {document for full in roots[root] for document in names.documents[full]}
    everywhere = {document for documents in names.documents.values() for document in documents}
    if len(full_here) >= _GOOD_PART * len(everywhere):
        for document in sorted(names.documents[short] - full_here):
            answers.setdefault((document, short), root)


def _settle_by_document(
    names: Names,
    groups: Groups,
    ties: dict[str, str],
    short: str,
    roots: dict[str, list[str]],
    answers: dict[tuple[str, str], str | None],
) -> None:
    introduced: dict[str, set[str]] = defaultdict(set)
    defined: dict[str, set[str]] = defaultdict(set)
    here = names.documents[short]
    for root, fulls in roots.items():
        for full in fulls:
            for document in names.documents[full] & here:
                # `Society newsletter`: the society that is spoken of first is not the one that comes as a guest
                if ties.get(full) != "body" or names.first[document, full] < names.first[document, short]:
                    introduced[document].add(groups.find(root))
            for document in names.defined.get(short, {}).get(full, ()):
                defined[document].add(groups.find(root))
    for document in sorted(here):
        found = defined.get(document) or introduced.get(document, set())
        if found:
            answers[document, short] = next(iter(found)) if len(found) == 1 else None


def _is_generic(key: str) -> bool:
    """`the Authority`, `the Company`: a short form that holds in its own document only."""
    return all(fold(w) in final_nouns() for w in name_tokens(key))
