"""Nouns of posts that somebody is appointed to, from the roles of `claims/statements/en.yaml`. Below every stage."""

from __future__ import annotations

from functools import cache

from factcheck.data import load_yaml
from factcheck.values.words import stem

_POSTS = ("lead", "chair", "manage", "finance", "conduct", "edit", "teach", "coach", "govern", "judge", "keep", "treat", "crew", "assist", "officiate", "practise", "maintain")  # fmt: skip
"""Acts whose nouns are posts; winners, owners and kin are appointed to nothing."""


@cache
def post_nouns() -> frozenset[str]:
    """The stems of the last words of nouns of posts: `curator`, `warden`."""
    roles = load_yaml("claims/statements/en.yaml")["roles"]
    return frozenset(stem(noun.split()[-1]) for act in _POSTS for noun in roles[act])
