"""Judge, part of spells: the day on which somebody left a post that another sentence tells the beginning of.

`X became keeper in 1951. She retired in 1968.`, `By the time he resigned, in 1968, X had been …`; only a retirement, a
resignation or a handing over, told of somebody by name or by a pronoun that can mean one person only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.frozen import dataclass
from factcheck.judge.sequence.beginnings import is_known
from factcheck.judge.sequence.owners import owner_before
from factcheck.judge.sequence.posts import comes_back, is_broken
from factcheck.judge.sequence.scene import Scene, cut_sentences
from factcheck.model.claim import EntityId
from factcheck.model.document import Block, BlockKind
from factcheck.model.time import Relation, Timex
from factcheck.patterns import pattern_of

_LEFT = pattern_of(
    r"\s(?:finally\s|then\s|duly\s|had\s)?(?P<verb>retired|resigned|stepped down|stood down|left office|gave up the post|handed over(?:\sto\s[A-Z][^,;:.]{2,40})?)"
    r"(?:\sas\s(?:its\s|the\s)?[A-Za-z ]{3,30}|\sfrom\s(?:the\s)?(?:post|office|chair))?,?\s(?:in|on|at the end of)\s(?:the\s)?\Z"
)
_DENIED = pattern_of(
    r"\b(?:not|never|would|should|could|might|may|will|shall|if|planned|due|expected|meant|wanted|intended|hoped|board|club|committee)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """That somebody left on a day."""

    who: EntityId
    timex: Timex
    block: Block
    document: str
    verb: str


def leavings_in(scene: Scene, path: str, block: Block, found: Sequence[Timex]) -> Iterator[Leaving]:
    if block.kind is BlockKind.TABLE_CELL or not any(map(is_known, found)):
        return
    for start, end in cut_sentences(block.text):
        sentence = block.text[start:end]
        if _DENIED.search(sentence) or is_broken(sentence) or comes_back(sentence):
            continue
        for timex in (t for t in found if start <= t.start < end and is_known(t) and t.relation is Relation.AT):
            match = _LEFT.search(block.text, start, timex.start)
            # a search that may not look beyond the date: the words end where it begins
            match = match if match is not None and match.end() == timex.start else None
            who = owner_before(scene, path, block, start, match.start()) if match is not None else None
            if match is not None and who is not None and not any(p.part == "year" for p in timex.provenance):
                yield Leaving(who=who, timex=timex, block=block, document=path, verb=match["verb"])
