"""Run, part: the runner on Apache Spark, for what outgrows a machine. It takes the same stages, and gives the same report.

Reading, extraction, resolution and the comparison of claims are the executors' work. This process merges names, by what they
counted, judges what was joined, and folds the findings; docs/spark.md says what that costs, and what it would take to spread it.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import Any

from factcheck import pipeline
from factcheck.align import Alignment
from factcheck.align.cells import make_cells
from factcheck.align.declared import declared_pairs
from factcheck.errors import Problem, UsageError
from factcheck.extract.house import extract_facts
from factcheck.model.extractor import Extractor
from factcheck.model.triage import NO_ORDERS
from factcheck.pipeline import Progress, with_lexicon
from factcheck.resolve import Resolution, resolve_document
from factcheck.run.configuration import DEFAULTS, Configuration
from factcheck.run.facts import load_facts
from factcheck.run.focus import EVERYTHING, Focus, changes_of, find_focused
from factcheck.run.gathering import wanted_sources
from factcheck.run.local import CheckResult, Watch, choose_rules, only_asked, read_lexicons, rules_on
from factcheck.run.orders import OrdersOf
from factcheck.run.processes import why_alone
from factcheck.run.spark_align import Aligned, Hot, align_all, plan_of
from factcheck.run.spark_extract import extract_items, open_checkpoint, survey
from factcheck.run.spark_inputs import Inputs, items_of_collection, items_of_files, sort_inputs
from factcheck.run.spark_resolve import background_of, resolution_of, resolve_all
from factcheck.run.spark_session import Engine, failure, spark_session


def run_check_on_spark(
    paths: Sequence[str],
    engine: Engine,
    *,
    only: Sequence[str] = (),
    folders: Sequence[str] = (),
    progress: Progress | None = None,
    day_first: bool | None = None,
    extractors: Sequence[Extractor] = (),
    facts: Sequence[str] = (),
    lexicons: Sequence[str] = (),
    configuration: Configuration = DEFAULTS,
    focus: Focus = EVERYTHING,
    orders: OrdersOf | None = None,
) -> CheckResult:
    """As `run_check` of `run/local.py`, with the same report, of files and of collections of records.

    Raises UsageError where there is no Spark, where it fails, and where an extractor from outside cannot be spread.
    """
    watch = Watch(progress)
    rules, rule_problems = choose_rules((), folders)
    book = configuration.rule_book(rules, only)
    rules = rules_on(only_asked(rules, only, rule_problems), book)
    books = load_facts(facts)
    lexicon = read_lexicons(lexicons)
    given = with_lexicon(extractors, lexicon)
    if reason := why_alone(given):
        raise UsageError(Problem(message=f"--engine spark cannot be used, since {reason}", remedy="leave it away"))
    inputs = sort_inputs(paths)
    focused = find_focused(inputs.files, focus, configuration.selection)
    changes = changes_of(focus, paths, focused, facts)
    sources, overlooked = wanted_sources(focused.sources, facts, configuration)
    notes: list[Problem] = []
    checkpoint = open_checkpoint(engine.checkpoint, given, notes)
    with closing(watch), spark_session(engine) as session:
        try:
            watch("extract", 0, 0)
            items = _items(session, inputs, sources, configuration)
            found = extract_items(items, given, checkpoint).persist(_disk())
            told = survey(found)
            _refuse_twice(told.twice)
            if checkpoint is not None:
                notes.append(_of_checkpoint(told.kept, len(told.names), engine.checkpoint or ""))
            watch("resolve", 0, 0)
            houses = [extract_facts(b.document, b.facts) for b in books]
            background = background_of(found, told, houses, session, day_first=day_first, lexicon=lexicon)
            resolved, counts = resolve_all(found, background, session)
            own = [(house, *resolve_document(house, (), background)) for house in houses]
            watch("align", 0, 0)
            workers = session.sparkContext.defaultParallelism
            plan = plan_of(counts, [(h.document.path, len(c)) for h, _, c in own], workers)
            aligned = align_all(resolved, plan, session)
            resolution = resolution_of(resolved.collect(), own, background)
        except UsageError:
            raise
        except Exception as error:
            raise UsageError(_of_failure(error, engine)) from error
    notes += _of_hot_keys(aligned.hot)
    houses_of = {book.document.path for book in books}
    documents = tuple(e.document for e in resolution.extractions if e.document.path not in houses_of)
    report = pipeline.conclude(
        documents,
        resolution,
        _alignment(resolution, aligned),
        rules,
        problems=(*rule_problems, *focused.problems, *overlooked, *told.problems),
        progress=watch,
        facts=books,
        authority=configuration.authority,
        policy=configuration.policy(book, [b.document.path for b in books]),
        orders=orders(documents) if orders is not None else NO_ORDERS,
    )
    return CheckResult(
        report=report, problems=report.problems, timings=watch.timings(), changes=changes, notes=tuple(notes)
    )


def _items(session: Any, inputs: Inputs, sources: Any, configuration: Configuration) -> Any:
    parts = [items_of_files(session, sources)] if sources else []
    parts += [items_of_collection(session, collection, configuration) for collection in inputs.collections]
    return session.sparkContext.union(parts) if parts else session.sparkContext.parallelize([], 1)


def _disk() -> Any:
    from pyspark import StorageLevel

    return StorageLevel.MEMORY_AND_DISK


def _alignment(resolution: Resolution, aligned: Aligned) -> Alignment:
    """The alignment of the run. Pairs that are not joined are left with the executors: nothing asks for them."""
    pairs = tuple(sorted((*aligned.pairs, *declared_pairs(resolution.claims)), key=lambda pair: (pair.a, pair.b)))
    return Alignment(claims=resolution.claims, pairs=pairs, cells=make_cells(resolution.claims, pairs))


# --- what is told -------------------------------------------------------------------------------------------------------


def _refuse_twice(paths: Sequence[str]) -> None:
    if paths:
        remedy = "give each document a path of its own: collections are not told apart"
        raise UsageError(*(Problem(message="is there twice", path=path, remedy=remedy) for path in paths[:10]))


def _of_checkpoint(kept: int, all_: int, folder: str) -> Problem:
    return Problem(message=f"--checkpoint: {kept} of {all_} documents were extracted by an earlier run", path=folder)


def _of_hot_keys(hot: Hot) -> list[Problem]:
    if not hot.count:
        return []
    largest = ", ".join(f"`{key}` ({count:,} claims)" for key, count in hot.largest)
    keys = "1 blocking key is" if hot.count == 1 else f"{hot.count:,} blocking keys are"
    return [
        Problem(
            message=f"{keys} shared by too many claims to tell anything, and made no pairs, as in a run on one machine; the largest: {largest}"
        )
    ]


def _of_failure(error: Exception, engine: Engine) -> Problem:
    problem = failure("Spark could not finish the run", error)
    if engine.checkpoint is None:
        return problem
    remedy = f"run it again with --checkpoint {engine.checkpoint}: what was extracted is kept there"
    return Problem(message=problem.message, remedy=remedy, fatal=True)
