"""Judge, part of the check total-mismatch: parts and totals, in sentences, lists, tables and sheets.

`amounts` reads numbers, `findings` makes a wrong sum a conflict. The forms of a sentence are in `forms`, `enumerations`, `remainders`,
`shares`, `ratios` and `changes`, which `sentences` tries in turn; `tallies`, `votes` and `hundreds` know sums of one kind. Lists are in
`lists` and `breakdowns`, tables in `tables` and what it calls, what a text states of a table in `stated`, plain-text accounts in `lines`,
lengths of time in `spells`.
"""
