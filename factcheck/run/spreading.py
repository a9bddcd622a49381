"""Run, part: has the parts of a stage done in several processes, which are forked when the stage comes to them.

A fork knows all that this process knows, so that only results are sent, and costs milliseconds. Where the system does not
fork, or a process dies, this one does the work.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import struct
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from factcheck.model.spread import Spread, one_after_another
from factcheck.run import processes
from factcheck.run.packing import NotPackable, flat_records, made_of_flat
from factcheck.run.shelf import LARGE

BYTES_PER_FORK = 192 * 1024
"""Bytes of documents that a process must have to compare to be worth its start."""
BYTES_OF_ALL = 160 * 1024 * 1024
"""Bytes of documents that all processes together may come to copy, in about seventeen times as much memory."""
BYTES_OF_ALL_IN_FILE = 320 * 1024 * 1024
"""As much of a run that keeps its documents and claims in a file: half as much memory is copied."""
_NUMBER = struct.Struct("<I")
_MOST_PARTS = 4096
"""Their numbers have room in a pipe that nobody reads yet."""
_FAILED, _RECORDS, _OBJECT = b"", b"r", b"o"

Part = TypeVar("Part")
Result = TypeVar("Result")


def spread_for(size: int, wanted: int | None) -> Spread:
    """How the stages of a run over so many bytes of documents hand out their parts; `wanted` is how many processes the user wants.

    A process that is forked copies what it touches, in the end nearly all, so that the larger a run is, the fewer there are.
    Where memory is what a run is short of, it stays alone.
    """
    if wanted == 1 or processes.start_method() != "fork":
        return one_after_another
    most = (BYTES_OF_ALL if size < LARGE else BYTES_OF_ALL_IN_FILE) // max(size, 1)
    jobs = min(wanted or processes.cores(), size // BYTES_PER_FORK, most)
    return partial(done_in_processes, jobs=jobs) if jobs > 1 else one_after_another


def done_in_processes(work: Callable[[Part], Result], parts: Sequence[Part], /, *, jobs: int) -> Iterator[Result]:
    """The results of the parts in their order. Processes are ended when the caller leaves the loop."""
    if len(parts) < 2 or len(parts) > _MOST_PARTS:
        yield from map(work, parts)
        return
    crew: list[tuple[Any, Connection]] = []
    numbers = _numbers_to_take(len(parts))
    try:
        for _ in range(min(jobs, len(parts))):
            started = _start(work, parts, numbers, [pipe for _, pipe in crew])
            crew += [started] if started is not None else []
        results = _results([pipe for _, pipe in crew])
        ready: dict[int, bytes] = {}
        for number, part in enumerate(parts):
            while number not in ready and (result := next(results, None)) is not None:
                ready[result[0]] = result[1]
            packed = ready.pop(number, _FAILED)
            # what a process could not do or send, or died of, is done here: if it is a mistake, it is told as ever
            yield work(part) if packed == _FAILED else _received(packed)
    finally:
        os.close(numbers)
        processes.dismiss(crew)


def _numbers_to_take(count: int) -> int:
    """A pipe that holds the numbers of all parts: who is free takes the next one, whoever it is."""
    given, takes = os.pipe()[::-1]
    os.write(given, b"".join(_NUMBER.pack(number) for number in range(count)))
    os.close(given)
    return takes


def _results(pipes: list[Connection]) -> Iterator[tuple[int, bytes]]:
    """What comes back, as it comes, until all processes are gone."""
    while pipes:
        for pipe in wait(pipes):
            assert isinstance(pipe, Connection)
            try:
                message = pipe.recv_bytes()
            except (EOFError, OSError):
                pipes.remove(pipe)
                continue
            yield _NUMBER.unpack_from(message)[0], message[_NUMBER.size :]


def _start(
    work: Callable[[Part], Result], parts: Sequence[Part], numbers: int, inherited: Sequence[Connection]
) -> tuple[Any, Connection] | None:
    """One more process, or none where the system has none to give."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(
        target=_do, args=(theirs, work, parts, numbers, (*inherited, ours)), daemon=True, name="factcheck-stage"
    )
    try:
        with processes.interrupts_held():
            process.start()
    except OSError:
        ours.close()
        return None
    finally:
        theirs.close()
    return process, ours


def _do(
    pipe: Connection,
    work: Callable[[Part], Result],
    parts: Sequence[Part],
    numbers: int,
    inherited: Sequence[Connection],
) -> None:
    """A process's life: does parts until none is left."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends the others
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    gc.disable()  # it would touch, and so copy, all that was there before
    for other in inherited:
        other.close()
    try:
        while taken := os.read(numbers, _NUMBER.size):
            number = _NUMBER.unpack(taken)[0]
            try:
                packed = _sent(work(parts[number]))
            except Exception:
                packed = _FAILED
            pipe.send_bytes(taken + packed)
    except OSError:  # nobody listens any more
        return


def _sent(result: Any) -> bytes:
    """A result as bytes: as records in half the time that any other object takes."""
    try:
        return _RECORDS + flat_records(result)
    except NotPackable:
        return _OBJECT + pickle.dumps(result, pickle.HIGHEST_PROTOCOL)


def _received(sent: bytes) -> Any:
    flat = memoryview(sent)[1:]
    return made_of_flat(flat) if sent[:1] == _RECORDS else pickle.loads(flat)
