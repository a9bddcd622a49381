"""Stage 6, triage: gives findings their fingerprints and decides what they mean: new, known, suppressed; and the gate."""

from factcheck.triage.changes import keep_changed
from factcheck.triage.decide import decide
from factcheck.triage.fingerprint import assign
from factcheck.triage.gate import Gate, closing, is_blocked
from factcheck.triage.suppressions import claims_in_the_way

__all__ = ["Gate", "assign", "claims_in_the_way", "closing", "decide", "is_blocked", "keep_changed"]
