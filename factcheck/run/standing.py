"""Run, part of explaining: what a finding counts for: new, known by which entry, or suppressed by whom, why and until when."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from factcheck.frozen import dataclass
from factcheck.model.finding import Finding, Report
from factcheck.model.triage import KnownFinding, Orders, Status, Suppression
from factcheck.run.casebook import Casebook, judged
from factcheck.run.orders import TriageFiles, path_from, shown
from factcheck.triage.baseline import can_be_known, match_baseline, paths_named
from factcheck.triage.decide import orders_in_documents
from factcheck.triage.suppressions import apply_orders, is_expired
from factcheck.triage.suppressions_text import write_suppression


@dataclass(frozen=True, slots=True, kw_only=True)
class Triaged:
    """The findings of a case after triage, and what it went by."""

    report: Report
    orders: Orders
    baseline: Path | None
    suppressions: Path
    """Where a suppression stands, or would stand."""

    def standing(self, finding: Finding) -> Iterator[str]:
        """What triage made of the finding, in clauses: the status first."""
        own = next((f for f in self.report.all_findings if f.fingerprint == finding.fingerprint), finding)
        if own.status is Status.SUPPRESSED and own.suppression is not None:
            yield f"suppressed {_signed(own.suppression)}"
        elif own.status is Status.KNOWN:
            yield f"known: {self._known(own)}"
        else:
            yield "new since the baseline" if self.report.baselined and can_be_known(own) else "new"
            expired = self._expired(own)
            if expired is not None:
                yield f"no longer suppressed: the last day has passed; it was {_signed(expired)}"

    def suppression_of(self, finding: Finding) -> str:
        """An entry of the file of suppressions that would set the finding aside; empty where it is set aside, or cannot be."""
        own = next((f for f in self.report.all_findings if f.fingerprint == finding.fingerprint), finding)
        if own.status is not Status.NEW or not can_be_known(own):
            return ""
        paths = tuple(path_from(path, self.suppressions.parent) for path in own.named)
        return write_suppression(
            finding=own.fingerprint, wording=own.wording, paths=paths, reason="say why this is right as it is"
        )

    def _known(self, finding: Finding) -> str:
        entries = self.orders.baseline or ()
        seen = {document.path for document in self.report.documents} | self.orders.vanished
        matched = match_baseline(
            self.report.all_findings, entries, self.orders.rules, unseen=paths_named(entries) - seen
        )
        entry = matched.known.get(finding.fingerprint)
        if entry is None or self.baseline is None:
            return "it stands in the baseline"
        return f"entry {entry.id} of the baseline, {shown(self.baseline)}:{entry.line}{self._formerly(entry)}"

    def _formerly(self, entry: KnownFinding) -> str:
        """The documents of an entry that have another name now."""
        gone = sorted({side.path for side in entry.sides} & self.orders.vanished)
        return f", which has it of {' and '.join(gone)}" if gone else ""

    def _expired(self, finding: Finding) -> Suppression | None:
        found, _ = orders_in_documents(self.report.documents, self.orders.rules)
        late = [order for order in (*self.orders.suppressions, *found) if is_expired(order, self.orders.today)]
        applied = apply_orders([finding], late, vanished=self.orders.vanished)
        return applied.suppressed.get(finding.fingerprint)


def triage_case(book: Casebook, files: TriageFiles, suppressions: Path) -> Triaged:
    """Holds the findings of a case against baseline and suppressions; raises UsageError where a file is wrong."""
    orders = files(tuple(book.case.documents.values()))
    return Triaged(report=judged(book, orders), orders=orders, baseline=files.baseline, suppressions=suppressions)


def _signed(suppression: Suppression) -> str:
    """By whom, until when, where that is written, and why."""
    by = f"by {suppression.owner} " if suppression.owner else ""
    until = f"until {suppression.until.isoformat()} " if suppression.until is not None else ""
    return f"{by}{until}in {suppression.place}: {suppression.reason}"
