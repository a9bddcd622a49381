"""Extract, part: the least version of something that is needed: `Python 3.10 or newer`, `requires-python = ">=3.10"`.

A version is told as a number of parts of four digits each, so that 3.9 lies before 3.10; `3` is all of 3.x.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import pairwise

from factcheck.data import load_yaml
from factcheck.extract.clauses import Clauses, inherited_names
from factcheck.extract.numbers import number_data
from factcheck.extract.releases import is_log, package_of
from factcheck.extract.scope import inherited_scope
from factcheck.frozen import dataclass
from factcheck.model.claim import ClaimType, Modality
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import QuantityMention
from factcheck.patterns import pattern_of
from factcheck.values.manifests import is_manifest
from factcheck.values.quantities import VERSION, Quantity
from factcheck.values.versions import product_and_version
from factcheck.values.words import content_words, fold, is_common_word

PATTERN = "required-version"
_NUMBER = r"\d{1,4}(?:\.\d{1,4}){0,2}"
_NAME = r"(?P<name>[A-Za-z][\w#-]{0,30}(?:\.[A-Za-z]\w{0,10})?\+{0,2}|\.NET)"
_OR_NEWER = r"(?:\+|\s(?:or|and)\s(?:newer|later|above|higher|greater|up|upwards|more\srecent|better|any\slater)(?![\w-])|\sonwards?\b)"
_NEEDED = pattern_of(
    rf"(?<![\w.#-]){_NAME}[*_`]*\s(?:version\s)?[*_`]*(?P<number>{_NUMBER})(?:\.x)?(?:{_OR_NEWER})"
    rf"|(?<![\w.#-])(?P<name2>[A-Za-z][\w.#-]{{0,30}})\s?(?:>=|≥)\s?(?P<number2>{_NUMBER})"
    rf"|\b[Aa]t\sleast\s(?P<name3>[A-Z][\w#-]{{0,30}}(?:\.[A-Za-z]\w{{0,10}})?)\s(?:version\s)?(?P<number3>{_NUMBER})(?![\w%]|\.\d|\s?(?:%|percent|[a-z]+s\b))"
    rf"|(?P<name4>[A-Z][\w#-]{{0,30}}(?:\.[A-Za-z]\w{{0,10}})?)\s(?:toolchain|version|compiler|runtime|interpreter)\s(?:of\s)?at\sleast\s(?P<number4>{_NUMBER})"
)
_CONTEXT = frozenset(["requires", "require", "required", "requirements", "requirement", "needs", "need", "needed", "must", "install", "installed", "support", "supports", "supported", "works", "work", "build", "builds", "built", "compile", "compiles", "compatible", "minimum", "prerequisites", "prerequisite", "expects", "depends", "dependencies", "dependency", "installation", "installing", "setup", "least"])  # fmt: skip
"""Words one of which stands in the sentence, its lead-in or its heading."""
_NO_NEED = frozenset(["recommended", "recommend", "recommends", "suggested", "dropped", "drop", "drops", "removed", "deprecated", "previously", "formerly", "no", "not", "was", "were", "until", "instead", "without", "optional", "optionally", "eventually"])  # fmt: skip
_LEADS_AWAY = pattern_of(r"(?:^|[.;:]\s|,\s)(?:in|from|since|on|as\sof|starting\swith|before)\s\Z", re.I)
_PARTS_OF_APP = frozenset(["server", "client", "plugin", "agent", "cli", "backend", "frontend", "app", "driver", "sdk", "extension", "worker", "dashboard", "daemon", "addon", "add-on", "desktop", "mobile"])  # fmt: skip
_MANIFEST = pattern_of(
    r"(?:^|[._-])requires?[-_](?P<a>[a-z]+)|^(?P<b>python|php|ruby|node)[-_]requires?|^(?P<c>rust)-version"
    r"|(?:^|[._-])min(?:imum)?[-_]?(?P<d>[a-z]+?)(?:[-_]version)?|(?:^|\.)engines[. ](?P<e>[a-z]+)|^(?P<f>python|node|npm|go)",
    re.I,
)
_SPECIFIED = pattern_of(rf"\s*[\"']?(?:>=|\^|~=?|≥)?\s?v?(?P<number>{_NUMBER})(?:\.[x*])?(?:\s?[,<].*)?[\"']?\s*\Z")
_LEAST = pattern_of(r"\b(?:minimum|min\.?|required|requires|at\sleast|lowest|oldest)\b", re.I)
_VALUES = frozenset([BlockKind.KEY_VALUE, BlockKind.FRONT_MATTER, BlockKind.TABLE_CELL])


@dataclass(frozen=True, slots=True)
class Needed:
    """A least version as it stands in a block."""

    name: str
    start: int
    number: tuple[int, int]
    end: int


def quantity_of_version(number: str) -> Quantity:
    """A version as a number: each part four digits; parts that are left out may be any."""
    parts = [int(part) for part in number.split(".")]
    low = sum(part * 10 ** (4 * (2 - k)) for k, part in enumerate(parts))
    return Quantity(low=Decimal(low), high=Decimal(low + 10 ** (4 * (3 - len(parts))) - 1), unit=VERSION)


def product_key(name: str) -> str:
    """A product under all its names: `Node.js` is node."""
    low = fold(name).removesuffix(".js")
    return _software()[2].get(low, low)


def with_required_versions(
    document: Document, quantities: Mapping[int, tuple[QuantityMention, ...]]
) -> dict[int, tuple[QuantityMention, ...]]:
    """The quantities of each block, with the versions that are needed instead of what else their figures seemed to count."""
    found = dict(quantities)
    for block in document.blocks:
        needed = needed_in(document, block)
        if not needed:
            continue
        own = [q for q in found[block.index] if not any(n.start < q.end and q.start < n.end for n in needed)]
        own += [
            QuantityMention(
                start=n.number[0],
                end=n.end,
                text=block.text[n.number[0] : n.end],
                number_start=n.number[0],
                number_end=n.number[1],
                quantity=quantity_of_version(block.text[slice(*n.number)]),
                pattern=PATTERN,
            )
            for n in needed
        ]
        found[block.index] = tuple(sorted(own, key=lambda q: q.start))
    return found


_DATE_IN_PATH = pattern_of(r"(?:19|20)\d\d[-_/]?[01]\d|release[s_-]|changelog|/news/|blog|posts?/", re.I)


def _is_dated(document: Document) -> bool:
    """Whether a page is of its day, by its path or its front matter: a post, the notes of a release."""
    if _DATE_IN_PATH.search(document.path):
        return True
    top = document.blocks[:20]
    return any(b.kind is BlockKind.FRONT_MATTER and b.key.lower() in ("date", "published", "pubdate") for b in top)


def needed_in(document: Document, block: Block) -> list[Needed]:
    """The least versions that a block tells."""
    if block.kind in _VALUES and (told := _of_value(document, block)) is not None:
        return [told]
    text = block.text
    if is_log(document) or _is_dated(document):
        return []  # of the past: what was needed then
    if (
        "+" not in text
        and " or " not in text
        and " and " not in text
        and ">=" not in text
        and "≥" not in text
        and "least" not in text
        and "onward" not in text
    ):
        return []
    found = []
    for match in _NEEDED.finditer(text):
        k = next(k for k in ("", "2", "3", "4") if match[f"name{k}"])
        name, number = match[f"name{k}"], match[f"number{k}"]
        if not _is_product(name, number, text[:400]) or _LEADS_AWAY.search(text, 0, match.start()):
            continue
        found.append(Needed(name, match.start(f"name{k}"), match.span(f"number{k}"), match.end()))
    return found


@cache
def _software() -> tuple[frozenset[str], frozenset[str], dict[str, str]]:
    """Names of software, words beside others, and names that mean another: `claims/words/software.en.yaml`."""
    data = load_yaml("claims/words/software.en.yaml")
    return frozenset(data["known"]), frozenset(data["beside"]), data["same"]


_CALENDAR = frozenset(["january", "february", "march", "april", "may", "june", "july", "august", "september", "sept", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])  # fmt: skip


def _is_product(name: str, number: str, text: str) -> bool:
    """Whether a name before a number is one of software: no `Level 3 or higher`, no `June 12 onwards`, no `IELTS 6.5 or higher`."""
    low = fold(name)
    known, beside, _ = _software()
    if low.removesuffix(".js") in known:
        return not (name.islower() and is_common_word(name))  # `go 5 or more`
    if low in _CALENDAR or low in number_data()["labels"] or low in number_data()["series"]:
        return False
    if not (name[0].isupper() or name[1:2].isupper()) or beside.isdisjoint(re.findall(r"[a-z]+", text.lower())):
        return False
    return "." in number or not is_common_word(low)


def _of_value(document: Document, block: Block) -> Needed | None:
    """The least version that a key or the heads of a cell ask for, and the value tells."""
    match = _SPECIFIED.match(block.text)
    if match is None or len(block.text) > 40:
        return None
    if block.table is None:
        key = _MANIFEST.fullmatch(block.key.lower()) or _MANIFEST.fullmatch(block.key.lower().rpartition(".")[2])
        name = next((n for n in key.groups() if n), "") if key is not None else ""
        if key is not None and key["f"] and not block.text.lstrip("\"' ").startswith((">=", "^", "~")):
            return None  # `python: 3.10` may be one of several
        if fold(name) not in _software()[0]:
            return None  # `min_age`, `requires_deposit`
        return Needed(name, match.start("number"), match.span("number"), match.end("number"))
    heads = [document.blocks[k].text for k in block.table.column_heads]
    rows = [document.blocks[k].text.strip(" *`") for k in block.table.row_heads]
    if len(rows) != 1 or not any("version" in head.lower() and _LEAST.search(head) for head in heads):
        return None
    return (
        Needed(rows[0], match.start("number"), match.span("number"), match.end("number")) if len(rows[0]) < 30 else None
    )


def required_versions_of(found: Extraction, block: Block, sentence: Clauses | None = None) -> Iterator[DraftClaim]:
    """The claims of the least versions of a sentence, or of a cell or value."""
    quantities = found.quantities[block.index]
    if not any(q.pattern == PATTERN for q in quantities):
        return
    for needed in needed_in(found.document, block):
        index = next(
            (n for n, q in enumerate(quantities) if q.pattern == PATTERN and q.number_start == needed.number[0]), None
        )
        if index is None or (sentence is not None and not sentence.start <= needed.start < sentence.end):
            continue
        requirer, version = "", ""
        if sentence is not None:
            if not _is_need(found, sentence):
                continue
            requirer, version = _requirer(sentence, needed)
        own: tuple[str, ...] = (f"version:{version}",) if version else ()
        own += _package(found)
        product = product_key(needed.name)
        yield DraftClaim(
            block=block.index,
            start=min(needed.start, needed.number[0]),
            end=needed.end,
            value_start=needed.number[0],
            value_end=needed.end,
            type=ClaimType.QUANTITY,
            quantity=index,
            predicate="require",
            predicate_words="needed",
            said="needed",
            measure="version",
            shown=needed.name,
            subject=product,
            subject_stems=(*content_words(requirer), product),
            inherited=inherited_names(found, block),
            context=(product, "version"),
            scope=inherited_scope(found, block, own),
            modality=Modality.ASSERTED,
            extractor=PATTERN,
        )


_PACKAGES = frozenset(["packages", "crates", "apps", "libs", "modules", "plugins", "services", "components", "examples", "projects", "tools"])  # fmt: skip
"""Folders each folder of which is a package of its own."""


def _package(found: Extraction) -> tuple[str, ...]:
    """The package of a repository that a page or manifest lies in, as its folder tells."""
    folders = found.document.path.split("/")[:-1]
    for above, folder in pairwise(folders):
        if above.lower() in _PACKAGES:
            return (f"package:{fold(above)}/{fold(folder)}",)
    return package_of(found) if is_manifest(found.document.path) else ()


def _is_need(found: Extraction, sentence: Clauses) -> bool:
    """Whether a sentence says what is needed, by a word of its own, of its lead-in or of its heading."""
    if not _NO_NEED.isdisjoint(sentence.lows):
        return False
    if not _CONTEXT.isdisjoint(sentence.lows):
        return True
    block = sentence.block
    above = [block.lead_in] if block.lead_in is not None else []
    texts = [found.document.blocks[k].text.lower() for k in (*above, *block.headings[-2:])]
    return any(not _CONTEXT.isdisjoint(re.findall(r"[a-z]+", text)) for text in texts)


def _requirer(sentence: Clauses, needed: Needed) -> tuple[str, str]:
    """What needs it, where that is a name or a part of an application, and its version: `Loamkit 2.0 needs`, `The server needs`."""
    before = sentence.block.text[sentence.start : needed.start]
    name = next((n.text for n in sentence.names if n.end <= needed.start), "")
    product, version = product_and_version(name)
    if name and product_key(name) != product_key(needed.name):
        return product or name, version
    text = sentence.block.text[sentence.start : sentence.end]
    part = next((w for w in re.findall(r"[a-z-]+", before.lower()) if w in _PARTS_OF_APP), "")
    told = _PART_SAID.match(before) or _FOR_PART.search(text)
    return part or (told["part"] if told is not None and told["part"] not in _THE_WHOLE else ""), ""


_PART_SAID = pattern_of(
    r"[\W_]*(?:The|Our|This)\s(?:[a-z-]+\s){0,2}?(?P<part>[a-z-]+)\s(?:requires?|needs?|supports?|works?|runs?|builds?)\b"
)
_FOR_PART = pattern_of(r"\b(?:for|[Tt]o\s[a-z]+)\s(?:the|our|your)\s(?P<part>[a-z-]{3,})\b")
"""What is done with it: `To build the docs you need`, `is required for the camera`."""
_THE_WHOLE = frozenset(["library", "package", "project", "tool", "program", "software", "application", "framework", "code", "release", "version", "installation", "installer"])  # fmt: skip
