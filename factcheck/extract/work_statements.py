"""Extract, part of statements: whose work something is: `The emblem is the work of Ida Holm`, `Salt Road, a novel by Ida Holm`."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.extract.clauses import Clauses
from factcheck.extract.phrases import Phrase
from factcheck.extract.statement_drafts import statement
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind
from factcheck.patterns import pattern_of

_WORK = pattern_of(
    r"(?P<copula>\s(?:is|was|are|were)(?:\sall|\sboth)?\s|,\s)(?:the|an?)\s(?:[a-z]+\s)?work\sof\s(?:(?:the|an?)\s)?(?:[a-z-]+\s){0,3}\Z"
)
_TO_DESIGN = pattern_of(
    r"(?P<act>\s(?:built|rebuilt|erected|constructed|made|laid\sout|carried\sout|raised|cast))(?:\s[a-z]+){0,3}?\s(?:to|from|after|on)\s(?:the\s|a\s)?(?:[a-z-]+\s)?(?:designs?|plans?|drawings)\s(?:of|by|from|drawn\s(?:up\s)?by|made\sby)\s(?:the\s(?:[a-z-]+\s){1,3})?\Z"
)
_TRANSLATED = pattern_of(r"[’']s?\s(?:fine\s|own\s)?(?P<noun>translation|rendering)\b(?!\s(?:of|into)\b)")
_HOLDERS = frozenset({NameKind.PERSON, NameKind.ORGANISATION, NameKind.UNKNOWN})
_REACH = 80


_KINDS = {
    "write": ["novel", "novella", "book", "play", "poem", "memoir", "biography", "essay", "monograph", "comedy", "tragedy", "thriller", "textbook", "trilogy"],
    "compose": ["opera", "operetta", "symphony", "cantata", "oratorio", "sonata", "concerto", "requiem", "string quartet", "tone poem"],
    "paint": ["painting", "mural", "fresco", "watercolour", "altarpiece"],
    "sculpt": ["sculpture", "statue", "bust", "relief"],
    "direct": ["film", "documentary", "feature film", "short film"],
}  # fmt: skip
"""What one makes, by the act that makes it."""
_ACT_OF = {kind: act for act, kinds in _KINDS.items() for kind in kinds}
_KIND = "|".join(sorted(_ACT_OF, key=lambda kind: (-len(kind), kind)))
_BY = pattern_of(
    rf"(?P<copula>\s(?:is|was)\s|,\s)(?:the|an?)\s(?:[a-z-]+\s){{0,2}}?(?P<kind>{_KIND})\sby\s(?:the\s(?:[a-z-]+\s){{1,2}})?\Z"
)
_CALLED = pattern_of(rf"\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Aa]n?)\s(?:[a-z-]+\s)?(?P<kind>{_KIND})\s[“\"*_]{{0,2}}\Z")
_SHARED = pattern_of(r"(?:\s(?:and|with)|,)\s[A-Z]")


def works_of(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """The statements of whose work a thing is, which an act of designing, writing or composing it tells as well."""
    if "by" in sentence.vocabulary and not sentence.vocabulary.isdisjoint(_HEADS):
        yield from _made_by(found, sentence)
    if not sentence.vocabulary.isdisjoint(_DESIGNS):
        yield from _to_designs(found, sentence)
    if "translation" in sentence.vocabulary or "rendering" in sentence.vocabulary:
        yield from _translations(found, sentence)
    if "work" not in sentence.vocabulary:
        return
    text = sentence.block.text
    for name in sentence.names:
        begin = max(sentence.start, name.start - _REACH)
        match = _WORK.search(text, begin, name.start) if name.kind in _HOLDERS else None
        thing = _thing_before(sentence, match.start("copula")) if match is not None else None
        if match is not None and thing is not None:
            tokens = sentence.tokens
            about = (tokens[thing.first].start, tokens[thing.last - 1].end)
            yield statement(
                found, sentence, ClaimType.ROLE, (name.start, name.end), "design", None, how="agent", about=about,
                clause=(about[0], name.end), shown="work",
            )  # fmt: skip


_DESIGNS = frozenset(["design", "designs", "plan", "plans", "drawings"])


def _to_designs(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """`The tower was built to the design of Ida Holm`, `Haddow Head, built to plans by Ida Holm`."""
    text = sentence.block.text
    for name in sentence.names:
        begin = max(sentence.start, name.start - _REACH)
        match = _TO_DESIGN.search(text, begin, name.start) if name.kind in _HOLDERS else None
        if match is None or _SHARED.match(text, name.end):
            continue
        k = sentence.index(match.start("act") + 1)
        if k and sentence.texts[k - 1] == ",":
            thing = sentence.grammar.ending_at(k - 2) if k > 1 else None
        else:
            thing = sentence.grammar.subject(k)
        if thing is not None:
            about = (sentence.tokens[thing.first].start, sentence.tokens[thing.last - 1].end)
            if _PART_OF.search(text, *about):
                continue  # `The lens of Haddow Head was made to the design of`
            yield statement(
                found, sentence, ClaimType.ROLE, (name.start, name.end), "design", None, how="agent", about=about,
                clause=(about[0], name.end), shown="design",
            )  # fmt: skip


def _translations(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """`Salt Road, in Ida Holm's translation`: who translated the work that is named right before."""
    text = sentence.block.text
    for name in sentence.names:
        match = _TRANSLATED.match(text, name.end, sentence.end) if name.kind is NameKind.PERSON else None
        if match is None or not _IN.search(text, max(sentence.start, name.start - 6), name.start):
            continue
        work = next((n for n in reversed(sentence.names) if n.end <= name.start), None)
        if work is None or _IN_TITLE.search(text, max(sentence.start, work.start - 5), work.start):
            continue  # `A Winter in Tarn`
        if not _RIGHT_BEFORE.fullmatch(text, work.end, name.start):
            continue
        yield statement(
            found, sentence, ClaimType.ROLE, (name.start, name.end), "translate", None, how="agent",
            about=(work.start, work.end), clause=(work.start, match.end()), shown="translation",
        )  # fmt: skip


_PART_OF = pattern_of(r"\b[a-z]+\s(?:of|at|for)\s(?:the\s)?[A-Z]|[’']s?\s")
_IN = pattern_of(r"\bin\s\Z")
_IN_TITLE = pattern_of(r"\s(?:in|at|of|to|from)\s\Z")
_RIGHT_BEFORE = pattern_of(r"[”\"*_]*(?:,\s|\s\(|\s)in\s")
_HEADS = frozenset(kind.split()[-1] for kind in _ACT_OF)


def _made_by(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """`Salt Road is a novel by Ida Holm`, `the play Salt Road by Ida Holm`."""
    text = sentence.block.text
    for name in sentence.names:
        begin = max(sentence.start, name.start - _REACH)
        if name.kind is NameKind.PLACE or _SHARED.match(text, name.end):
            continue
        match = _BY.search(text, begin, name.start)
        about: tuple[int, int] | None = None
        if match is not None:
            thing = _thing_before(sentence, match.start("copula"))
            tokens = sentence.tokens
            about = (tokens[thing.first].start, tokens[thing.last - 1].end) if thing is not None else None
        else:
            work = next(
                (n for n in sentence.names if n.end < name.start and text[n.end : name.start].strip('”"*_') == " by "),
                None,
            )
            match = _CALLED.search(text, begin, work.start) if work is not None else None
            about = (work.start, work.end) if work is not None else None
        if match is not None and about is not None:
            yield statement(
                found, sentence, ClaimType.ROLE, (name.start, name.end), _ACT_OF[match["kind"]], None, how="agent",
                about=about, clause=(about[0], name.end), shown=match["kind"],
            )  # fmt: skip


def _thing_before(sentence: Clauses, at: int) -> Phrase | None:
    """The noun phrase that ends before a copula or a comma; before a copula the subject of it."""
    k = sentence.index(at)
    if k >= len(sentence.tokens) or not k:
        return None
    if sentence.texts[k] == ",":
        return sentence.grammar.ending_at(k - 1)
    return sentence.grammar.subject(k)
