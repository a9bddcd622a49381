"""Stage 6, triage: gives findings their fingerprints and decides what they mean for the gate."""

from factcheck.triage.changes import keep_changed
from factcheck.triage.fingerprint import assign
from factcheck.triage.gate import is_blocked

__all__ = ["assign", "is_blocked", "keep_changed"]
