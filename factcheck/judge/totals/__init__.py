"""Judge, part of the check total-mismatch: parts and totals, in sentences, lists, tables and sheets.

`amounts` reads numbers, `findings` makes a wrong sum a conflict. The forms of a sentence are in `forms`, `enumerations`, `remainders`,
`shares`, `ratios` and `changes`, which `sentences` tries in turn; `tallies`, `votes` and `hundreds` know sums of one kind. Lists are in
`lists`, `titles` and `breakdowns`, tables in `tables` and what it calls (`single` for one row), what a text states of a table in `stated`
and `counted`, of lines and items in `gathered`, plain-text accounts in `lines` and `accounts`, keys and values in `sheets`, lengths of
time in `spells`. Counts over several sentences are in `stories`, matches in `scores`.
"""
