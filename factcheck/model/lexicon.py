"""A user's lexicon of entities: names that the user declares to be one thing, or to be others."""

from __future__ import annotations

from factcheck.frozen import dataclass
from factcheck.model.mention import NameKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LexiconEntry:
    """A thing with all the names that it goes by."""

    name: str
    """The canonical name."""
    aliases: tuple[str, ...] = ()
    kind: NameKind = NameKind.UNKNOWN
    lifespan: str = ""
    """EDTF interval in which it lived or existed: `1943/1991`."""
    others: tuple[str, ...] = ()
    """Names that are none of its own, however much they look like it."""

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical name and the aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLexicon:
    """The entries of all lexicon files of a run; no alias stands in two of them."""

    entries: tuple[LexiconEntry, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.entries)


NO_LEXICON = EntityLexicon()
