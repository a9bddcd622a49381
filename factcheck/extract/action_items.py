"""Extract, part: action items of minutes and plans: who is to do what by when, in a row of a table or an item of a list.

`Ann | send the ledgers | 27 May` and `Ann to send the ledgers (27 May)` under `Actions` are last days of what is to be done.
"""

from __future__ import annotations

import re

from factcheck.extract.clauses import Clauses, clauses_of
from factcheck.extract.tags import TaggedSentence
from factcheck.extract.task_phrases import read_matter, stems_with_of, task_of_verb
from factcheck.extract.verb_forms import IS_BARE
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType
from factcheck.model.document import Block, BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.values.words import function_words, tokens

_ACTIONS = re.compile(
    r"(?:(?:agreed|open|new|outstanding|key|list\sof|summary\sof)\s)*(?:actions?|action\s(?:items?|points?|list|log|plan)|to[\s-]?dos?(?:\slist)?|tasks?|next\ssteps|follow[\s-]?ups?)(?:\s(?:agreed|arising|items?|list|points?|before\s.{3,40}|for\s.{3,40}|from\s.{3,40}|since\s.{3,40}))?\W*", re.I,
)  # fmt: skip
_AT_END = re.compile(r"[\s).;\]]*\Z")


def is_action(found: Extraction, sentence: Clauses, timex: Timex) -> bool:
    """Whether a day closes an item under a heading of actions, so that it is the last one for what the item asks."""
    if timex.relation is not Relation.AT or timex.type is not TimexType.DATE or timex.until is not None:
        return False
    if timex.parts is None or not timex.parts.day:
        return False
    block = sentence.block
    if block.kind not in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH) or not _stands_under_actions(found, block):
        return False
    return _AT_END.match(block.text, timex.end, sentence.end) is not None


def _stands_under_actions(found: Extraction, block: Block) -> bool:
    above = [found.document.blocks[k].text for k in block.headings[-1:]]
    if block.lead_in is not None:
        above.append(found.document.blocks[block.lead_in].text)
    return any([len(text) < 60 and _ACTIONS.fullmatch(text.strip(" *_:.")) is not None for text in above])


def of_action_row(found: Extraction, block: Block, draft: DraftClaim) -> DraftClaim:
    """The draft of a day in a row that tells what is to be done, as the last day of that: `send the ledgers` | `27 May`."""
    place = block.table
    if draft.type not in (ClaimType.DATE, ClaimType.DEADLINE) or place is None or place.column_heads:
        return draft
    beside = _beside(found, block)
    for cell in beside:
        task = _task_of(found, cell)
        if task is not None:
            predicate, said, shown, stems = task
            return replace(
                draft, type=ClaimType.DEADLINE, predicate=predicate, said=said, predicate_words=said, shown=shown,
                shown_start=-1, subject_names=(), subject_stems=stems,
            )  # fmt: skip
    return draft


def is_task_of_row_head(found: Extraction, block: Block) -> bool:
    """Whether a cell of a table without heads tells a task of the one who heads its row: `Ann` | `send the ledgers`."""
    place = block.table
    return (
        place is not None
        and not place.column_heads
        and bool(place.row_heads)
        and bool(found.names[place.row_heads[0]])
        and _task_of(found, block) is not None
    )


def _beside(found: Extraction, block: Block) -> list[Block]:
    """The cells of the row before a cell, without the one that heads it."""
    place, cells = block.table, []
    assert place is not None
    for other in reversed(found.document.blocks[max(0, block.index - 6) : block.index]):
        if other.table is None or (other.table.table, other.table.row) != (place.table, place.row):
            break
        if other.table.column:
            cells.append(other)
    return cells


def _task_of(found: Extraction, cell: Block) -> tuple[str, str, str, tuple[str, ...]] | None:
    """The task, its verb, its thing and the stems of that, of a cell that begins with an infinitive: `send ledgers to auditors`."""
    words = tokens(cell.text)
    if len(words) < 2 or len(words) > 16 or found.times[cell.index]:
        return None
    low, after = words[0].low, words[1].low
    if not low.isalpha() or low in function_words() or not IS_BARE[low] or after in ("of", "and", ",", ":"):
        return None
    first = next(iter(clauses_of(found, cell)), None)
    is_verb = first is not None and any([p.first == 0 for p in first.predicates])
    task = task_of_verb(low, low)
    if not task or not (is_verb or words[0].text.islower()):
        return None
    tags = TaggedSentence(words, [w.text for w in words], [w.low for w in words], (), set()).tags
    matter = read_matter(words, tags, 0, len(words), is_verb=True)
    thing = matter.thing if matter is not None else None
    if matter is None or thing is None:
        return task, cell.text, "", ()
    shown = cell.text[words[thing.first].start : words[thing.last - 1].end]
    return matter.task or task, words[0].text, shown, stems_with_of(words, thing)
