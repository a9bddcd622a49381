"""Run, part: writes a baseline, adds to it what is new, and takes out of it what is fixed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from factcheck.errors import Problem, UsageError
from factcheck.frozen import dataclass
from factcheck.model.finding import Report
from factcheck.model.triage import KnownFinding, Orders, Status
from factcheck.render._standing import fixed_in_short
from factcheck.run.orders import from_folder, shown
from factcheck.run.writing import write_whole
from factcheck.triage.baseline import can_be_known, entry_of, match_baseline, paths_named, sorted_entries
from factcheck.triage.baseline_text import write_baseline


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineChange:
    """What was written."""

    file: str
    total: int
    added: int
    fixed: tuple[KnownFinding, ...]
    """What is found no more."""
    pruned: bool
    """Whether that was taken out."""
    is_new: bool


def refuse_to_overwrite(file: Path, *, update: bool, prune: bool) -> None:
    """Raises UsageError where a baseline is there and nothing says what shall become of it, or where there is none to prune."""
    if file.exists() and not (update or prune):
        remedy = "--update accepts what is new, --prune takes out what is fixed, both together do both"
        raise UsageError(Problem(message="is there already", path=shown(file), remedy=remedy))
    if prune and not update and not file.exists():
        raise UsageError(
            Problem(message="is no baseline", path=shown(file), remedy="write one first: `factcheck baseline PATHS`")
        )


def change_baseline(report: Report, orders: Orders, file: Path, *, update: bool, prune: bool) -> BaselineChange:
    """Writes the file anew in one step. What is known stays as it is written, unless `update` quotes it afresh."""
    before = orders.baseline
    findings = report.all_findings
    fresh = update or before is None
    new = [entry_of(f) for f in findings if f.status is Status.NEW and can_be_known(f)] if fresh else []
    kept: Sequence[KnownFinding] = before or ()
    if update and before:
        seen = {document.path for document in report.documents} | orders.vanished
        known = match_baseline(findings, before, orders.rules, unseen=paths_named(before) - seen).known
        replaced = {entry.id for entry in known.values()}
        again = [entry_of(f) for f in findings if f.fingerprint in known]
        kept = [*(entry for entry in before if entry.id not in replaced), *again]
    if prune:
        gone = {entry.id for entry in report.fixed}
        kept = [entry for entry in kept if entry.id not in gone]
    old = {entry.id for entry in before or ()}
    folder = file.parent
    entries = sorted_entries(
        [*(from_folder(e, folder, keep_id=e.id in old) for e in kept), *(from_folder(e, folder) for e in new)]
    )
    write_whole(file, write_baseline(entries))
    return BaselineChange(
        file=shown(file),
        total=len(entries),
        added=len({from_folder(entry, folder).id for entry in new}),
        fixed=report.fixed,
        pruned=prune,
        is_new=before is None,
    )


def tell_change(change: BaselineChange) -> str:
    """What was done, in a few lines."""

    def some(number: int) -> str:
        return f"{number} finding{'s' if number != 1 else ''}"

    told = f"{change.file}: {some(change.total)}"
    told += "" if change.is_new or not change.added else f", {change.added} of them new"
    lines = [told + "."]
    if change.fixed:
        what = "taken out" if change.pruned else "found no more, and still in it (--prune takes them out)"
        lines.append(f"Fixed: {some(len(change.fixed))} {what}:")
        lines += [f"  {fixed_in_short(entry)}" for entry in change.fixed]
    if change.is_new and change.total:
        lines.append("Commit it. `factcheck check` reports only what is new since then.")
        lines.append(f"Its lines merge one by one: `{Path(change.file).name} merge=union` in .gitattributes.")
    return "\n".join(lines) + "\n"
