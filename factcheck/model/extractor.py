"""The seam for extractors from outside: what an object must offer to add to, or sharpen, what `extract` finds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

from factcheck.model.extraction import DraftClaim, Extraction


class Extractor(Protocol):
    """Looks at one document at a time, keeps no state between documents, and gives the same for the same document.

    Offsets are of the block's text. Whatever it raises becomes a problem of the document, and the built-in result stands.
    """

    name: str
    """Short and unique: it stands in the `extractor` of each claim that it makes, as `name/pattern`."""

    def mentions(self, found: Extraction) -> Extraction:
        """The extraction with mentions (names, times, quantities) added or sharpened; called before claims are drafted."""
        ...

    def claims(self, found: Extraction) -> Iterable[DraftClaim]:
        """Further draft claims; called once the built-in ones stand in `found.drafts`."""
        ...


@runtime_checkable
class Sharpener(Protocol):
    """An extractor that also sharpens the draft claims of others, which it may do and no extractor must."""

    def sharpened(self, found: Extraction) -> Sequence[DraftClaim]:
        """The drafts of `found.drafts`, each once and in their order; called before `claims`.

        What it is about, its predicate, scope and clause may change; its block, its type and its value may not.
        """
        ...
