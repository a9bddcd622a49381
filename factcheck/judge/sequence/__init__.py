"""Judge, part: the claims of a case as a temporal network, and what of it cannot all be true.

`knowledge` reads what must come before what, `scene` looks things up, `things` tells what a claim is about, `events` makes
dated events of claims. Statements about them come from `durations`, `lasting` and `tenures` (lengths), `ages`,
`anniversaries` and `years_old`, `steps` and `distances` (words of order), `widows`, and `acts` (who did what when). Read
from words alone are `beginnings`, and `presences` (with `taking_part`) and `makers` against them, and the lengths of
`offices` (with `owners`, `posts`, `spells`, `begun`, `leavings`, `office_lengths` and `whole_terms`), `voyages`, `waits`, `hours`, `birthdays`, `sittings` and `works`. So are the chains
of `stages` (received, accepted, published), the `sequels` of a dated event, `after_clauses` (what came before or after a deed dated elsewhere) and the number of yearly `editions`.
`network` puts all together and tells the conflicts.
"""
