"""Judge, part: the claims of a case as a temporal network, and what of it cannot all be true.

`knowledge` reads what must come before what, `things` tells what a claim is about, `events` makes dated events of claims,
`lengths` the lengths of time between them, `acts` who did what when, `network` puts them together and tells the conflicts.
"""
