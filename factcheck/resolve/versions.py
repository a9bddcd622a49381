"""Resolve, part: what a version is of. `Loamkit 2.4` is Loamkit, and what is told of it holds for its version 2.4."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model.claim import EntityId
from factcheck.model.extraction import DraftClaim
from factcheck.resolve.entities import EntityIndex
from factcheck.values.names import normalise
from factcheck.values.versions import product_and_version


def version_told(
    draft: DraftClaim,
    subject: Sequence[EntityId],
    topic: Sequence[EntityId],
    document: str,
    index: EntityIndex,
) -> tuple[tuple[EntityId, ...], tuple[str, ...]]:
    """The subject with what it is a version of, and the scope of the claim with that version.

    What came out, without a word of what, on the page of one version, is that; of which product a bare number is the
    version, the only one tells that the corpus names with it.
    """
    if draft.extractor == "required-version":
        return (EntityId(draft.subject),), draft.scope
    found, scope = list(subject), draft.scope
    numbers = [s.partition(":")[2] for s in scope if s.startswith("version:")]
    if draft.extractor == "release" or (draft.predicate_words == "released" and draft.extractor == "table"):
        products = tuple(product_and_version(name)[0] or name for name in draft.subject_names)
        if not products and len(numbers) == 1 and not any(s.startswith("package:") for s in scope):
            products = tuple(p) if len(p := index.products(numbers[0])) == 1 else ()
    else:
        of_page = topic[:1] if draft.predicate == "release" and not (subject or draft.subject) else ()
        told = [t for e in (*subject, *of_page) if (t := product_and_version(index.name(e)))[0]]
        products = tuple(product for product, _ in told)
        if len(told) == 1 and not numbers:
            scope = tuple(sorted((*scope, f"version:{told[0][1]}")))
        if told and not subject:
            found += of_page
    found += [index.entity(document, product) or EntityId(normalise(product)) for product in products]
    return tuple(dict.fromkeys(found)), scope
