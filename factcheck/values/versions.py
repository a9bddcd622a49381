"""Values: versions as texts write them, and names that end in one."""

from __future__ import annotations

import re

STAGE = r"(?:[-. ]?(?:rc|alpha|beta|dev|preview|pre|post)[-. ]?\d*(?![^\W\d_])|(?:a|b)\d+)"
"""What stands behind a number that is of no final version: `-rc1`, ` beta 2`, `b3`."""
_VERSION = re.compile(r"v?(?P<number>[\d.]+)(?P<stage>.*)", re.S)
_VERSIONED = re.compile(
    r"(?P<product>[^\W\d_].*?)\s(?:[Vv]ersion\s|[Rr]elease\s|[vV](?=\d))?(?P<number>\d+(?:\.\d+)+)", re.S
)
_NO_PRODUCTS = frozenset({"version", "release", "v", "ver", "tag"})


def version_member(number: str) -> str:
    """A version in one form: `v2.4.0` and `2.4` are one, `2.4.0-RC 1` is `2.4-rc1`."""
    match = _VERSION.fullmatch(number.lower())
    if match is None:
        return number.lower()
    parts = match["number"].strip(".").split(".")
    while len(parts) > 2 and parts[-1] == "0":
        parts.pop()
    stage = re.sub(r"[-. ]", "", match["stage"])
    return f"{'.'.join(parts)}{'-' if stage else ''}{stage}"


def product_and_version(name: str) -> tuple[str, str]:
    """What a name with a dotted number at its end is of, and the number as `version_member` gives it; else two empty strings."""
    match = _VERSIONED.fullmatch(name)
    if match is None or match["product"].lower() in _NO_PRODUCTS:
        return "", ""
    return match["product"], version_member(match["number"])
