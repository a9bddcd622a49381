"""Judge, part of the check total-mismatch: totals of columns and rows of tables, and of pairs that stand in a column.

A row or column is taken for a total by its head; what it adds up is tried in every way that the table's order allows, and
it is told as wrong only when none of them holds and nothing about the table speaks against adding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.judge.conflict import Conflict
from factcheck.judge.totals.accounts import account_conflicts
from factcheck.judge.totals.blocks import block_conflicts
from factcheck.judge.totals.closing import bears_name_of_whole, closes, is_said_whole, just_misses
from factcheck.judge.totals.equations import equation_conflicts
from factcheck.judge.totals.findings import Sum, arithmetic, conflict_of, rounding_of
from factcheck.judge.totals.grids import (
    Grid,
    grid_of,
    grids_of_pairs,
    is_no_total,
    is_opened,
    rank_of,
    speaks_of_whole,
    text_of,
)
from factcheck.judge.totals.lines import grids_of_lines
from factcheck.judge.totals.runs import Line, is_rate, line_of
from factcheck.judge.totals.sheets import sheet_conflicts
from factcheck.judge.totals.single import conflict_of_row
from factcheck.judge.totals.spells import spell_conflicts
from factcheck.judge.totals.words import whole, words
from factcheck.model.document import Block, Document
from factcheck.patterns import pattern_of

_FAR, _NEAR, _NEARER, _VERY_NEAR = Fraction(1, 5), Fraction(3, 20), Fraction(1, 10), Fraction(1, 20)
"""How far parts and total may lie apart to be still meant of each other: the less speaks for a sum, the less far."""
_MOST_BY_CHANCE = 50
"""Up to here a number may well be the sum of some beside it by chance."""
_MOST_OVER = 15
"""By how much shares may pass a hundred to be still meant as shares of one whole."""


def table_conflicts(document: Document) -> Iterator[Conflict]:
    """Conflicts in the tables of a document, and in its pairs that stand in a column."""
    tables: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.table is not None and not block.boilerplate and not block.struck:
            tables.setdefault(block.table.table, []).append(block)
    for _, blocks in sorted(tables.items()):
        grid = grid_of(document, blocks)
        if grid is not None:
            yield from _conflicts_of_grid(grid)
        elif (alone := conflict_of_row(document, blocks)) is not None:
            yield alone
    for grid in (*grids_of_pairs(document), *grids_of_lines(document)):
        last = grid.labels[-1]
        is_closed = len(grid.labels) > 3 and (grid.set_off or speaks_of_whole(last) or rank_of(last) or is_opened(grid))
        if is_closed or any(rank_of(label) == 2 for label in grid.labels):
            yield from _conflicts_of_grid(grid)
    yield from spell_conflicts(document)
    yield from account_conflicts(document)
    yield from sheet_conflicts(document)


def _conflicts_of_grid(grid: Grid) -> Iterator[Conflict]:
    if words("silence", "table").search(grid.around) or words("silence", "before").search(grid.before):
        return
    slack = Fraction(1, 2) if words("rounding").search(grid.document.text) else Fraction(0)
    held: list[Line] = []
    failed: list[Line] = []
    for row in grid.body:
        if (
            rank_of(grid.labels[row])
            or (
                row == grid.body[-1]
                and (
                    (grid.set_off and not is_no_total(grid.labels[row]))
                    or closes(grid, row, slack)
                    or bears_name_of_whole(grid, row)
                )
            )
            or is_said_whole(grid, row)
        ):
            _add_columns(grid, row, slack, held, failed)
    for column, head in enumerate(grid.heads):
        if rank_of(head) and column:
            _add_rows(grid, column, slack, held, failed)
    yield from _over_a_hundred(grid)
    told = _joined(grid, failed)
    if len(told) > max(1, min(3, len(held))):
        return
    yield from told
    if not told:
        yield from equation_conflicts(grid)
        yield from block_conflicts(grid)


# --- shares ----------------------------------------------------------------------------------------------------------


def _over_a_hundred(grid: Grid) -> Iterator[Conflict]:
    """Columns of shares of one whole without a row of their total that come to more than rounding makes of a hundred."""
    if grid.paired or any(rank_of(label) or words("labels", "apart").search(label) for label in grid.labels):
        return
    for column, head in enumerate(grid.heads):
        said = " ".join(head.split())
        is_known = whole("heads", "shares").match(said) is not None
        if not (is_known or _SHARE_OF.fullmatch(said)) or words("silence", "shares").search(text_of(grid.document)):
            continue
        rows = [r for r in grid.body if (r, column) in grid.amounts]
        parts = [grid.at(r, column) for r in rows]
        if len(rows) < 3 or rows != list(grid.body) or any(p.amount.noted or p.amount.value <= 0 for p in parts):
            continue
        found = Sum(parts=tuple(parts), total=parts[-1], whole=Fraction(100))
        most = _MOST_OVER if is_known else _A_LITTLE_OVER
        if rounding_of(parts) < found.off <= most and {p.amount.unit for p in parts} <= {"", "%"}:
            yield conflict_of(grid.document, found, entity=head, confidence=0.75)


_SHARE_OF = pattern_of(
    r"(?:share|proportion|percentage|per ?cent|%) of (?:the |all |our )?[a-z]+(?: [a-z]+)?(?: [(\[]%[)\]])?", re.I
)
_A_LITTLE_OVER = 6
"""By how much shares of anything may pass a hundred to be still meant as shares of one whole: answers to a choice pass it by far."""


# --- columns ---------------------------------------------------------------------------------------------------------


def _add_columns(grid: Grid, row: int, slack: Fraction, held: list[Line], failed: list[Line]) -> None:
    """Holds the sums of the columns that a row of totals closes (or opens)."""
    columns = [c for c in range(len(grid.heads)) if (row, c) in grid.amounts]
    columns = [c for c in columns if not is_rate(grid, c) or _is_hundred(grid, row, c)]
    best: list[tuple[Line, bool]] = []
    is_held = 0
    top = row == grid.body[0]
    for column in columns:
        readings = list(_readings(grid, row, column))
        lines = [line_of(grid, rows, (row, column), slack, down=True) for rows in readings]
        lines = [line for line in lines if line is not None]
        if any(line is not None and line.sum.holds for line in lines):
            held.append(next(line for line in lines if line is not None and line.sum.holds))
            is_held += 1
        elif (chosen := _closest(lines)) is not None and _may_be_sum(grid, chosen):
            if _is_hundred(grid, row, column) and abs(chosen.sum.off) <= rounding_of(chosen.sum.parts):
                continue
            plain = rank_of(grid.labels[row]) == 2 or (rank_of(grid.labels[row]) == 1 and grid.set_off)
            best.append((chosen, plain and not top))
    if len(best) > 1 and len(best) > is_held:
        if not is_held or len({line.sum.off for line, _ in best}) > 1:
            return
        best = best[:1]  # off by the same number: one total is wrong, and another was added up from it
    for line, sure in best:
        if grid.paired and len(line.places) < 3 and not line.sum.total.amount.unit:
            continue  # two pairs of a data file beside a `total` are as a rule of other things
        far = _FAR if is_held or line.sum.is_slip else _NEAR if len(line.places) > 2 else _NEARER
        near = line.sum.share_off <= far or (is_held > 1 and len(best) == 1 and line.sum.is_slip)
        last = row == grid.body[-1] and len(line.places) > 2 and line.sum.share_off <= _VERY_NEAR
        if near and (sure or is_held or last or line.sum.is_slip):
            failed.append(line)


def _readings(grid: Grid, row: int, column: int) -> Iterator[tuple[int, ...]]:
    """The rows that a total may add up: those above, since the last total, the subtotals, those below where it stands first."""
    if row == grid.body[0]:
        below = [r for r in grid.body if r > row]
        stop = next((r for r in below if rank_of(grid.labels[r])), None)
        yield tuple(r for r in below if stop is None or r < stop)
        return
    above = [r for r in grid.body if r < row]
    totals = [r for r in above if rank_of(grid.labels[r])]
    plain = tuple(r for r in above if r not in totals)
    yield plain
    if totals:
        yield tuple(r for r in plain if r > totals[-1])
        yield tuple(totals)
        yield tuple(sorted([*totals, *(r for r in plain if r > totals[-1])]))
        yield tuple(sorted([*totals[-1:], *(r for r in plain if r > totals[-1])]))
    groups = [r for r in plain if grid.labels[r] and not any((r, c) in grid.amounts for c in range(len(grid.heads)))]
    if groups:
        yield tuple(r for r in plain if r > groups[-1])


def _closest(lines: Sequence[Line | None]) -> Line | None:
    found = [line for line in lines if line is not None]
    return min(found, key=lambda line: abs(line.sum.off)) if found else None


def _is_hundred(grid: Grid, row: int, column: int) -> bool:
    """Whether a total of shares says that they make a hundred: of whatever, it is one whole."""
    is_of_shares = re.match(rf"\W*{words('heads', 'hundredths').pattern}", grid.heads[column], re.I)
    return grid.amounts[row, column].value == 100 and is_of_shares is not None


def _may_be_sum(grid: Grid, line: Line) -> bool:
    """Whether nothing in the line speaks against its being a sum."""
    found = line.sum
    parts = [p.amount for p in found.parts]
    total = found.total.amount
    if any(a.noted or a.hedged for a in [*parts, total]):
        return False
    down = line.places[0][1] == line.total[1]
    named = [grid.labels[r] for r, _ in line.places] if down else [grid.heads[c] for _, c in line.places]
    if any(words("labels", "apart").search(n) or re.match(r"\s*[-–—·•↳+]", n) for n in named):
        return False
    if any(found.off == 2 * a.value for a in parts):
        return False  # a part that is taken away
    if found.off > 0 and words("heads", "overlapping").search(
        f"{grid.heads[line.total[1]]} {grid.labels[line.total[0]]}"
    ):
        return False
    if all(a.value >= 0 for a in parts) and total.value <= max(a.value for a in parts):
        return False  # an average, a highest value, a count of something else
    if total.unit == "%" or any(a.unit == "%" for a in parts) or _is_share_head(grid, line.total[1]):
        if total.value != 100 or words("silence", "shares").search(text_of(grid.document)):
            return False
    values = [a.value for a in parts]
    groups = _inner_sums(values)
    if groups and (max(groups) > _MOST_BY_CHANCE or not just_misses(found) or found.off in (sum(groups), *groups)):
        return False
    return not any(total.value == a * b for n, a in enumerate(values) for b in values[n + 1 :])


def _is_share_head(grid: Grid, column: int) -> bool:
    return "%" in grid.heads[column]


def _inner_sums(values: Sequence[Fraction]) -> list[Fraction]:
    """The values that are the sum of two or more that follow or precede them: groups with their parts."""
    found = []
    for order in (list(values), list(values)[::-1]):
        for n, value in enumerate(order):
            added = Fraction(0)
            for k in range(n + 1, len(order)):
                added += order[k]
                if k - n >= 2 and added == value and value:
                    found.append(value)
    return found


# --- rows ------------------------------------------------------------------------------------------------------------


def _add_rows(grid: Grid, column: int, slack: Fraction, held: list[Line], failed: list[Line]) -> None:
    """Holds the sums of the rows that a column of totals closes: the run of columns that fits most rows is what it adds."""
    rows = [r for r in grid.body if (r, column) in grid.amounts]
    if len(rows) < 3:
        return
    best: tuple[int, list[Line]] = (0, [])
    for run in _runs(grid, column):
        lines = [line_of(grid, run, (r, column), slack, down=False) for r in rows]
        known = [line for line in lines if line is not None]
        fits = sum(line.sum.holds for line in known)
        if fits > best[0]:
            best = (fits, known)
    fits, known = best
    wrong = [line for line in known if not line.sum.holds]
    if fits < 2 or len(wrong) > max(1, fits // 3):
        return
    if any(len({p.amount.value for p in line.sum.parts if p.amount.value}) < 2 for line in known if line.sum.holds):
        # a single cell that is not nought proves nothing
        if sum(sum(bool(p.amount.value) for p in line.sum.parts) > 1 for line in known if line.sum.holds) < 2:
            return
    held.extend(line for line in known if line.sum.holds)
    failed.extend(line for line in wrong if line.sum.share_off <= Fraction(1, 2) and _may_be_sum(grid, line))


def _runs(grid: Grid, column: int) -> Iterator[tuple[int, ...]]:
    """The runs of columns beside a column of totals, the longest first."""
    usable = [c for c in range(len(grid.heads)) if c != column and not rank_of(grid.heads[c])]
    usable = [c for c in usable if any((r, c) in grid.amounts for r in grid.body)]
    left, right = [c for c in usable if c < column], [c for c in usable if c > column]
    for start in range(len(left) - 1):
        yield tuple(left[start:])
    for end in range(len(right), 1, -1):
        yield tuple(right[:end])
    if left and right and len(usable) > 2:
        yield tuple(usable)


# --- told ------------------------------------------------------------------------------------------------------------


def _joined(grid: Grid, failed: Sequence[Line]) -> list[Conflict]:
    """One conflict a wrong cell: where a row and a column fail by the same amount, the cell where they cross."""
    told: list[Conflict] = []
    used: set[int] = set()
    for n, one in enumerate(failed):
        for k, other in enumerate(failed[n + 1 :], n + 1):
            crossing = _crossing(one, other)
            if crossing is not None and not used & {n, k}:
                used |= {n, k}
                told.append(_conflict_of_cell(grid, crossing, one, other))
    rest = [line for n, line in enumerate(failed) if n not in used]
    told.extend(
        conflict_of(grid.document, line.sum, entity=_name(grid, line), confidence=0.85 if len(failed) == 1 else 0.8)
        for line in rest
    )
    return told


def _crossing(one: Line, other: Line) -> tuple[int, int] | None:
    """The cell whose change would mend both lines."""
    for cell in [*one.places, one.total]:
        if cell not in (*other.places, other.total):
            continue
        needed = [(-1 if cell in line.places else 1) * line.sum.off for line in (one, other)]
        if abs(needed[0] - needed[1]) <= one.sum.slack + other.sum.slack:
            return cell
    return None


def _conflict_of_cell(grid: Grid, cell: tuple[int, int], one: Line, other: Line) -> Conflict:
    label, head = grid.labels[cell[0]], grid.heads[cell[1]]
    where = f"{label}, {head}" if label and head else label or head
    lines = (one, other) if one.total == cell else (other, one)
    main = lines[0].sum
    if cell not in (one.total, other.total):
        signs = (1, *(-1 for place in lines[0].places if place != cell))
        main = Sum(
            parts=(lines[0].sum.total, *(p for p, at in zip(main.parts, lines[0].places, strict=True) if at != cell)),
            total=grid.at(*cell),
            signs=signs,
        )
    return conflict_of(
        grid.document,
        main,
        reason=f"row and column meet in {grid.amounts[cell].text} ({where}) and neither adds up: "
        f"{arithmetic(one.sum)}; {arithmetic(other.sum)}",
        entity=where,
        confidence=0.92,
    )


def _name(grid: Grid, line: Line) -> str:
    label, head = grid.labels[line.total[0]].strip(" :"), grid.heads[line.total[1]].strip(" :")
    return f"{label}, {head}" if label and head else label or head
