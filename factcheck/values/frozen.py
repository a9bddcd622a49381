"""Dataclasses for the records that flow by the thousand: frozen to the type checker, made and changed at half the cost.

A frozen dataclass sets each field by a call, which takes a twentieth of a whole extraction. So that nobody changes a record is
left to the type checker here, which sees the standard library's own functions; equality and hash are those of a frozen one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass, replace
else:
    import dataclasses
    from functools import cache
    from operator import attrgetter

    def dataclass(*, frozen, **options):
        return dataclasses.dataclass(unsafe_hash=frozen, **options)

    def replace(record, /, **changes):
        """A copy of a record of several fields with other values for some of them."""
        kind = type(record)
        names, values_of = _fields_of(kind)
        return kind(**dict(zip(names, values_of(record), strict=True)) | changes)

    @cache
    def _fields_of(kind):
        names = tuple(field.name for field in dataclasses.fields(kind) if field.init)
        return names, attrgetter(*names)


__all__ = ["dataclass", "replace"]
