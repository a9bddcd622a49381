"""Extract, part of prose: what somebody says of themselves in quotation marks: whose it is no line of a listing can tell."""

from __future__ import annotations

from factcheck.model.extraction import DraftClaim

_FIRST_PERSON = frozenset(["i", "me", "my"])
_FAR = 600
"""Characters back within which the quotation has to begin."""


def is_of_speaker(text: str, draft: DraftClaim) -> bool:
    """Whether a claim is about `I` and stands inside quotation marks: `"I began in May," she told a reporter`."""
    if draft.subject.lower() not in _FIRST_PERSON:
        return False
    before = text[max(0, draft.value_start - _FAR) : draft.value_start]
    if "“" in before or "”" in before:
        return before.rfind("“") > before.rfind("”")
    return text.count('"', 0, draft.value_start) % 2 == 1
