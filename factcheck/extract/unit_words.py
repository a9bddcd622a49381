"""Extract, part: the unit that stands behind a number, units made of others, and rates (`per month`, `an hour`)."""

from __future__ import annotations

import re
from functools import cache

from factcheck.extract.numbers import by_first_letter, number_data
from factcheck.frozen import dataclass
from factcheck.patterns import pattern_of
from factcheck.values.units import units


@dataclass(frozen=True, slots=True)
class UnitWords:
    """A unit as it stands: its canonical symbol and where its words end."""

    symbol: str
    end: int


_ONE_LETTER = frozenset(
    [
        "in",
        "A",
        "a",
        "B",
        "K",
        "N",
        "V",
        "T",
        "F",
        "bar",
        "st",
        "h",
        "d",
        "s",
        "t",
        "m",
        "g",
        "L",
        "l",
        "W",
        "min",
        "kt",
    ]
)
"""Symbols that are also words, names or initials: units only after digits."""
_NEVER_ALONE = frozenset(["d", "F"])
"""Symbols that are read only in a rate (`mg/d`) or with a prefix (`nF`)."""
_INCH_AFTER = pattern_of(r"\s?(?:[,.;)]|$|wide|long|high|tall|deep|thick|by\b|of\srain)")


@cache
def unit_table() -> dict[str, str]:
    """Every name of a unit or currency, with its canonical symbol."""
    table: dict[str, str] = {}
    for symbol, unit in units().items():
        for name in unit.names:
            table.setdefault(name, symbol)
    for abstract in ("part", "ordinal", "score"):
        table.pop(abstract, None)
    for code, names in number_data()["currencies"].items():
        for name in names:
            table.setdefault(name, code)
    return table


@cache
def _units_by_first() -> dict[str, re.Pattern[str]]:
    groups: dict[str, list[str]] = {}
    for name in unit_table():
        groups.setdefault(name[0], []).append(name)
    return {
        first: re.compile(f"(?:{'|'.join(re.escape(n) for n in sorted(names, key=lambda w: (-len(w), w)))})(?![\\w²³])")
        for first, names in groups.items()
    }


@cache
def currency_of() -> dict[str, str]:
    """Every name of a currency in lower case, with its code."""
    return {name.lower(): code for code, names in number_data()["currencies"].items() for name in names}


@cache
def _currency_before() -> re.Pattern[str]:
    """A symbol or code of a currency at the end of a text, as it stands before a number."""
    names = [
        n
        for all_names in number_data()["currencies"].values()
        for n in all_names
        if not n[0].isalpha() or n.isupper() or "$" in n or "£" in n or n.startswith("Rs")
    ]
    return re.compile(rf"(?<![A-Za-z$€£])({by_first_letter(names)})[ \u00a0\u202f]?\Z")


def currency_at_end(text: str, end: int) -> re.Match[str] | None:
    """The currency that stands right before a place."""
    last = end - 1 if text[end - 1] not in " \u00a0\u202f" else end - 2
    if last < 0 or not (text[last].isupper() or text[last] in _CURRENCY_ENDS):
        return None
    return _currency_before().search(text[max(0, end - 8) : end])


_CURRENCY_ENDS = "$€£¥₹₱₽₴₺₩฿₫₪₦₵s."


def name_at(text: str, at: int) -> UnitWords | None:
    """The longest name of a unit that starts there, whatever else its words may mean."""
    pattern = _units_by_first().get(text[at : at + 1])
    match = pattern.match(text, at) if pattern else None
    return UnitWords(unit_table()[match[0]], match.end()) if match else None


def read_unit(text: str, at: int, *, digits: bool) -> UnitWords | None:
    """The unit whose words start there, after a space or hyphen; None where the word is a common one here."""
    start = at
    if text[start : start + 1] in " \u00a0\u202f\u2009":
        start += 1
    if text[start : start + 1] == "-":
        start += 1
    found = name_at(text, start)
    if found is None:
        return _hundredth(text, start, digits)
    word = text[start : found.end]
    if word in _NEVER_ALONE or (word in _ONE_LETTER and not (digits and _is_symbol(text, word, found.end))):
        return None
    if word == "s" and start == at and _DECADE.search(text, max(0, at - 12), at):
        return None
    if word in ("pound", "pounds") and _is_weight(text, at, found.end):
        found = UnitWords("lb", found.end)
    unit = units().get(found.symbol)
    if unit is None:
        return found
    if unit.near and not _stands_near(text, at, found.end, unit.near):
        return None
    if unit.never and (after := re.match(r"\s([A-Za-z]+)", text[found.end : found.end + 20])):
        if after[1].lower() in unit.never:
            return None
    return _with_factors(text, found)


_DECADE = pattern_of(r"(?:\b(?:the|his|her|their|its|my|our|early|late|mid|into)[\s-]\d+0|\b1\d\d0|\b20\d0)\Z")


def _is_symbol(text: str, word: str, end: int) -> bool:
    """Whether a short unit is one here, and not the start of a word's use (`3 in the morning`, `5 A levels`)."""
    after = text[end : end + 12]
    if word == "in":
        return bool(_INCH_AFTER.match(after))
    if re.match(r"-\w", after):
        return False  # `36 F-16s`
    return not re.match(r"\s?[A-Z]", after) or word in ("m", "t", "g", "L", "h")


_WEIGHT_BEFORE = pattern_of(r"\b(?:weigh\w*|weight|heavy|lift\w*|lost|gained|scales|haul|load|catch|thrust)\b", re.I)
_WEIGHT_AFTER = pattern_of(
    r"\s(?:heavier|lighter|overweight|in weight|at birth|each of|of\s(?!(?:public|private|state|new|extra|tax|debt|money|revenue|profit|funding|savings|income|sales|spending|investment|aid|worth|damage|our|your|their|his|her|its|the)\b)[a-z])"
)


def _is_weight(text: str, at: int, end: int) -> bool:
    """Whether pounds are mass here and not money: `weighs 9 pounds`, `2 pounds of potatoes`."""
    if re.search(r"(?:llion|bn|thousand|\dm)\s?\Z", text[max(0, at - 12) : at]):
        return False
    return bool(_WEIGHT_AFTER.match(text, end)) or bool(_WEIGHT_BEFORE.search(text[max(0, at - 40) : at]))


def _stands_near(text: str, at: int, end: int, words: frozenset[str]) -> bool:
    around = f"{text[max(0, at - 40) : at]} {text[end : end + 30]}".lower()
    return not words.isdisjoint(re.findall(r"[a-z]+", around))


_HUNDREDTHS = pattern_of(r"(pence|penny|cents?)\b|p\b(?![./])")


def _hundredth(text: str, at: int, digits: bool) -> UnitWords | None:
    """`20p`, `75 cents`: the code with a mark that the number is of hundredths."""
    match = _HUNDREDTHS.match(text, at)
    if match is None or (match[0] == "p" and (not digits or not re.search(r"(?<!\d)\d\d?\Z", text[:at]))):
        return None
    return UnitWords(number_data()["hundredths"][match[0]] + "/100", match.end())


# --- units made of others -------------------------------------------------------------------------------------------

_EXPONENT = r"(?:[-−–]\s?(?P<{0}>[1-4])(?!\d|[.,]\d|\s?[a-zA-Z%°])|⁻(?P<{1}>[¹²³⁴]))"
_POWER = pattern_of(_EXPONENT.format("a", "b"))
_OVER = pattern_of(r"\s?/\s?(?=[A-Za-zµμ°%])")
_PER = pattern_of(r"\sper\s(?:each\s|every\s)?(?=[a-z])")
_A = pattern_of(r"\s(?:an?|each|every)\s(?!second\s(?:day|week|month|year|hour|night|morning)\b)(?=[a-z])")
_NEXT = pattern_of(r"[ \u00a0·⋅](?=[A-Za-zµμ])")
_LOWER = pattern_of(r"[a-z]{2,14}\b(?![-'’])")
_UNKNOWN = pattern_of(r"[a-zA-Zµμ°]{1,5}(?!\w)")
_RAISED = {"¹": 1, "²": 2, "³": 3, "⁴": 4}
_WORDS_OF_RATES = {"annum": "year", "capita": "person", "head": "person", "diem": "d", "night": "night"}
_NOT_PER = frozenset(["cent", "centum", "mille", "mil", "se"])
_TIMES = frozenset(["s", "min", "h", "d", "week", "month", "year", "ms"])
_NO_RATE_AFTER = pattern_of(r"\s(?:ago|later|earlier|before|after|old|or\stwo|long|away)\b")
_CLOSED = pattern_of(r"[.,;:)]|$|\s(?:for|in|on|to|from|and|until|since|when|by|at|but)\b")
_SQUARED = pattern_of(r"(?:squared|\^?2|²)(?!\w)")


def _with_factors(text: str, base: UnitWords) -> UnitWords:
    """A unit with the factors behind it: `mg/kg/d`, `m s−1`, `kg m−3`, `tonnes per hectare`."""
    if base.symbol in units():
        symbol, end = _powers(text, base)
        if symbol is not None:
            return UnitWords(symbol, end)
    return with_rate(text, base)


def _powers(text: str, base: UnitWords) -> tuple[str | None, int]:
    """Factors with negative powers, or none where there are none."""
    above, below, end = [base.symbol], [], base.end
    power = _POWER.match(text, end)
    if power and base.symbol not in ("%", "°C", "°F", "°"):
        above, below, end = [], [_raised(base.symbol, power)], power.end()
    while step := _NEXT.match(text, end):
        following = name_at(text, step.end())
        attached = re.compile(r"[A-Za-zµμ]{1,4}").match(text, step.end())
        if following is None or following.symbol not in units() or (attached and attached.end() > following.end):
            break
        power = _POWER.match(text, following.end)
        if power is None:
            if step[0] in "·⋅":
                above, end = [*above, following.symbol], following.end
                continue
            break
        below, end = [*below, _raised(following.symbol, power)], power.end()
    if not below and len(above) == 1:
        return None, end
    symbol = "/".join(("·".join(above), *below))
    made = with_rate(text, UnitWords(symbol, end))
    return made.symbol, made.end


def _raised(symbol: str, power: re.Match[str]) -> str:
    exponent = int(power["a"]) if power["a"] else _RAISED[power["b"]]
    return symbol + {1: "", 2: "²", 3: "³", 4: "⁴"}[exponent]


def with_rate(text: str, base: UnitWords, *, counted: bool = False) -> UnitWords:
    """A unit, a currency or a count with what it is per: `GBP/month`, `USD/user/month`, `/min`."""
    symbol, end = base.symbol, base.end
    money = symbol != "" and symbol.split("/")[0] not in units()
    for _ in range(3):
        step = _step(text, end, money=money, loose=money or counted)
        if step is None:
            break
        symbol, end = f"{symbol}/{step.symbol}", step.end
    return UnitWords(_AS_TABLED.get(symbol, symbol), end)


_AS_TABLED = {"mi/h": "mph", "mi/gal": "mpg", "mi/imp gal": "imp mpg", "mi/US gal": "mpg"}


def _step(text: str, at: int, *, money: bool, loose: bool) -> UnitWords | None:
    """One factor of a rate: `/month`, ` per tonne`, ` an hour`."""
    if over := _OVER.match(text, at):
        found = name_at(text, over.end())
        if found is not None and found.symbol != "in":
            return _squared(text, found)
        word = (_LOWER if loose else _UNKNOWN).match(text, over.end())
        if word is None or (loose and " " in over[0]):
            return None
        return UnitWords(_WORDS_OF_RATES.get(word[0], word[0]), word.end())
    if per := _PER.match(text, at):
        found = name_at(text, per.end())
        if found is not None:
            return _squared(text, found)
        word = _LOWER.match(text, per.end())
        if word is None or word[0] in _NOT_PER:
            return None
        return UnitWords(_WORDS_OF_RATES.get(word[0], word[0]), word.end())
    if each := _A.match(text, at):
        found = name_at(text, each.end())
        if found is not None and found.symbol in units():
            if (found.symbol in _TIMES or money) and not _NO_RATE_AFTER.match(text, found.end):
                return found
            return None
        word = _LOWER.match(text, each.end())
        if money and word and each[0].strip() in ("a", "an") and _CLOSED.match(text, word.end()):
            return UnitWords(_WORDS_OF_RATES.get(word[0], word[0]), word.end())
    return None


def _squared(text: str, found: UnitWords) -> UnitWords:
    square = _SQUARED.match(text, found.end)
    return UnitWords(found.symbol + "²", square.end()) if square else found
