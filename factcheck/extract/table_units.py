"""Extract, part: the unit that the heads, the caption or the lead-in of a table give to its bare numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from factcheck.extract.numbers import scales
from factcheck.extract.unit_words import UnitWords, currency_of, unit_table, with_rate
from factcheck.frozen import replace
from factcheck.model.document import BlockKind, Document
from factcheck.model.mention import QuantityMention
from factcheck.patterns import pattern_of
from factcheck.values.units import is_currency, unit_of
from factcheck.values.words import content_words, is_money_word, stem

_LABEL_UNIT = pattern_of(
    r"(?:\bin\s+)?(?:(?P<symbol>[€£$])(?!\s?[\d.])\s?(?P<short>m|mn|million|bn|billion|k|thousand)?\b|(?P<scale>millions?|thousands?|billions?)\s+of\s+(?P<name>[a-z]+)"
    r"|\b(?P<code>EUR|USD|GBP|CHF|SEK|NOK|JPY)\s?(?P<short2>m|mn|million|bn|billion|k|thousand)?\b|(?P<plain>million|thousand|billion)s?\s+(?P<name2>euros|dollars|pounds|kronor|tonnes|litres)|[(\[,]\s?(?:in\s)?(?P<unit>[A-Za-zµμΩ°%²³/·]{1,8})\s?[)\]]|[,(]\s?in\s(?P<long>[a-z]{3,})\b)"
)

_LETTERS = frozenset({"F", "T", "d"})
"""Units that in a head stand for something else: female, total."""


_KEY_UNIT = pattern_of(
    r"[a-z]\w*_(?P<unit>[A-Za-z]{1,8})|[a-z][a-z ]*\s(?P<spoken>gb|mb|kb|tb|gib|mib|ms|kg|km|cm|mm|kwh|mah|eur|usd|gbp|chf|sek|nok|dkk|percent|pct)|[a-z][a-z0-9]*(?P<camel>Ms|Mb|MB|Gb|GB|Kb|KB|Kg|Km|Cm|Mm|Eur|EUR|Usd|USD|Gbp|GBP)"
)
_KEY_UNITS = {
    "b": "B", "kb": "kB", "mb": "MB", "gb": "GB", "tb": "TB", "kib": "KiB", "mib": "MiB", "gib": "GiB", "bytes": "B", "ms": "ms",
    "kg": "kg", "g": "g", "mg": "mg", "grams": "g", "km": "km", "m": "m", "metres": "m", "meters": "m", "cm": "cm", "mm": "mm", "kw": "kW",
    "kwh": "kWh", "mw": "MW", "w": "W", "watts": "W", "v": "V", "volts": "V", "mah": "mAh", "hz": "Hz", "khz": "kHz", "mhz": "MHz",
    "ghz": "GHz", "l": "L", "litres": "L", "liters": "L", "ml": "mL", "percent": "%", "pct": "%", "eur": "EUR", "usd": "USD", "gbp": "GBP",
    "chf": "CHF", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "euros": "EUR", "dollars": "USD", "celsius": "°C",
}  # fmt: skip
"""What the end of a key says that its number is in: `storage_gb`, `timeoutMs`."""


def unit_of_key(key: str) -> str:
    """The unit that the key of a data file ends in: `max_file_size_mb`, `price_eur`; empty where it ends in none."""
    match = _KEY_UNIT.fullmatch(key.rpartition(".")[2]) if len(key) < 80 else None
    return (
        _KEY_UNITS.get((match["unit"] or match["spoken"] or match["camel"] or "").lower(), "")
        if match is not None
        else ""
    )


def _unit_alone(label: str, table: Mapping[str, str]) -> str:
    """The unit that the head of a column is, and nothing else: `Euros`, `Kilometres`, `kWh`."""
    bare = label.strip(" *_:")
    if not bare.isalpha() or not 2 < len(bare) < 12:
        return ""
    return currency_of().get(bare.lower(), "") or table.get(bare, "") or table.get(bare.lower(), "")


_SYMBOL_ALONE = pattern_of(
    r"(?P<symbol>[€£$]|EUR|USD|GBP|CHF)\s?(?P<scale>[’']?000s?|m|mn|million|bn|billion|k|thousand)?"
)
_LONGEST_ALONE = 16
_SCALES = {"m": "million", "mn": "million", "bn": "billion", "k": "thousand"}
_SHORT_UNITS = frozenset({"kg", "km", "cm", "mm", "ml", "kW", "MW", "GW", "GB", "MB", "TB", "ha", "ft", "lb", "mi", "dB", "Hz", "°C", "°F", "%", "m²", "m³", "km²"})  # fmt: skip
"""Units of few letters that as the head of a column can stand for nothing else."""


def _symbol_alone(label: str, table: Mapping[str, str]) -> tuple[str, Decimal] | None:
    """The unit and the factor that a short head is, and nothing else: `£`, `£'000`, `€m`, `kg`."""
    bare = label.strip(" *_:()[]")
    if bare in _SHORT_UNITS and (unit := table.get(bare, "")):
        return unit, Decimal(1)
    match = _SYMBOL_ALONE.fullmatch(bare)
    unit = table.get(match["symbol"], "") or currency_of().get(match["symbol"].lower(), "") if match is not None else ""
    if match is None or not unit:
        return None
    scale = (match["scale"] or "").lower()
    return unit, Decimal(1000) if "000" in scale else scales()[_SCALES.get(scale, scale)] if scale else Decimal(1)


def unit_of_labels(labels: Sequence[str]) -> tuple[str, Decimal] | None:
    """The unit and the factor that the heads, caption or lead-in of a table give its bare numbers (`in EUR million`)."""
    table = unit_table()
    for label in labels:
        if len(label) < _LONGEST_ALONE and (alone := _symbol_alone(label, table)) is not None:
            return alone
        if unit := unit_of_key(label) or _unit_alone(label, table):
            return unit, Decimal(1)
        for match in _LABEL_UNIT.finditer(label):
            scale = (match["short"] or match["short2"] or match["scale"] or match["plain"] or "").rstrip("s")
            factor = scales()[scale.lower()] if scale else Decimal(1)
            name = (
                match["symbol"]
                or match["code"]
                or match["name"]
                or match["name2"]
                or match["unit"]
                or match["long"]
                or ""
            )
            unit = "" if name in _LETTERS else table.get(name) or currency_of().get(name.lower(), "")
            if not unit and "/" in name:
                unit = table.get(name.partition("/")[0], "")  # `(°C/h)`: the rate is read off the label
            if unit:
                return unit + rate_of_labels([label]), factor
    rate = rate_of_labels(labels)
    return (rate, Decimal(1)) if rate else None


_RATE = pattern_of(r"(?<=\w)(?:\sper\s(?=[a-z])|\s?/\s?(?=[a-z]+\b))")


def rate_of_labels(labels: Sequence[str]) -> str:
    """What the heads say that a number is per: `Requests per minute` gives `/min`; nothing where they do not."""
    for label in labels:
        for match in _RATE.finditer(label):
            rate = with_rate(label, UnitWords("", match.start())).symbol
            if rate and unit_of(rate.strip("/")) is not None:
                return rate
    return ""


def with_rate_of_labels(mention: QuantityMention, rate: str) -> QuantityMention:
    """A price or count of a cell, with what the heads say that it is per."""
    return replace(mention, quantity=replace(mention.quantity, unit=mention.quantity.unit + rate))


def with_unit(mention: QuantityMention, unit: str, factor: Decimal) -> QuantityMention:
    """A bare number, completed by the unit of its table."""
    q = mention.quantity
    rounded = Decimal("0.5") if q.low == q.low.to_integral_value() and factor > 1 else Decimal(0)
    quantity = replace(
        q, low=q.low * factor, high=q.high * factor, tolerance=max(q.tolerance, rounded) * factor, unit=unit
    )
    return replace(mention, quantity=quantity, pattern="labelled")


_ALL_AMOUNTS = pattern_of(r"\b(?:amounts?|figures|sums|values|prices|numbers|money)\b[^.;:|]{0,40}?\b(?P<unit>in\s[^.;|]{2,40})", re.I)  # fmt: skip


def stated_unit(texts: Sequence[str]) -> tuple[str, Decimal] | None:
    """The currency and the factor in which a document states its amounts: `Amounts are in millions of euros`; None if it names two."""
    found = set()
    for text in texts:
        if "mount" not in text and "igures" not in text and "ums" not in text and "alues" not in text:
            continue
        for match in _ALL_AMOUNTS.finditer(text):
            unit = unit_of_labels([match["unit"]]) or _currency_in(match["unit"])
            if unit is not None and is_currency(unit[0]):
                found.add(unit)
    return found.pop() if len(found) == 1 else None


def currency_by_key(document: Document) -> tuple[str, Decimal] | None:
    """The one currency that a key `currency` of a document tells, at its top or in each of its records."""
    found = set()
    for block in document.blocks:
        if len(block.text) > 12 or block.kind not in (
            BlockKind.KEY_VALUE,
            BlockKind.FRONT_MATTER,
            BlockKind.TABLE_CELL,
        ):
            continue
        heads = [block.key] if block.table is None else [document.blocks[k].text for k in block.table.column_heads]
        if any(head.rpartition(".")[2].lower() == "currency" for head in heads):
            found.add(currency_of().get(block.text.strip(" \"'").lower(), ""))
    return (found.pop(), Decimal(1)) if len(found) == 1 and "" not in found else None


_SCALED = pattern_of(r"in\s(?:(?P<scale>million|thousand|billion)s?\s(?:of\s)?)?(?P<name>\w+(?:\s\w+)?)", re.I)


def _currency_in(words: str) -> tuple[str, Decimal] | None:
    """`in EUR`, `in euros`, `in millions of Swiss francs`."""
    match = _SCALED.match(words)
    if match is None:
        return None
    known, name = currency_of(), match["name"].lower()
    code = known.get(name) or known.get(name.split()[0])
    return (code, scales()[match["scale"].lower()] if match["scale"] else Decimal(1)) if code else None


_OF_MONEY = frozenset(
    stem(w) for w in
    ["revenue", "profit", "income", "cost", "costs", "sales", "turnover", "expenditure", "expenses", "assets", "liabilities",
     "equity", "ebit", "ebitda", "cash", "debt", "dividend", "dividends", "tax", "taxes", "spending", "budget", "capex", "earnings", "loss",
     "surplus", "deficit", "reserves", "fees", "royalties", "wages", "salaries", "interest", "borrowings", "price", "receipts"]
)  # fmt: skip


def is_of_money(label: str) -> bool:
    """Whether what a label names is counted in money: `Loss (before tax)`, `Sales by country`."""
    return any(w in _OF_MONEY or is_money_word(w) for w in content_words(label))


_HAS_SCALE = pattern_of(r"(?:illion|ousand|\d\s?(?:bn|mn|m|k))\b")


def with_stated_unit(mention: QuantityMention, unit: str, factor: Decimal) -> QuantityMention:
    """A bare amount in the unit that its document states; one that is written out, `2.3 billion`, is not scaled again."""
    return with_unit(mention, unit, Decimal(1) if _HAS_SCALE.search(mention.text) else factor)
