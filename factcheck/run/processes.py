"""Run, part: takes sources through `read` and `extract` in several processes, each document in one of them.

Each worker has a pipe of its own, so that it is known which document a worker that dies was at. Results come as packed
bytes in the order in which they are ready; whoever wants an order puts them in it.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import struct
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from factcheck.errors import Problem
from factcheck.model.extractor import Extractor
from factcheck.model.reporter import Reporter
from factcheck.run.sources import Source
from factcheck.run.taking import Result, take, warm_up

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

BYTES_PER_FORK = 32 * 1024
BYTES_PER_SPAWN = 512 * 1024
"""What a process must have to do to be worth its start: a fork shares modules and lexicons, a spawned one loads them."""
_AHEAD = 64 * 1024
"""Sources handed to a worker before it asks for them, in bytes: it need not wait, and large ones are spread evenly."""
_MOST_AHEAD = 8
_HEADER = struct.Struct(">IB32s")
_PACKED, _PROBLEM, _UNPACKABLE = 0, 1, 2
_READY = b""


# --- how many, and how --------------------------------------------------------------------------------------------------


def cores() -> int:
    """The cores that this process may use: its affinity, and the quota of its container."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with suppress(OSError, ValueError), open("/sys/fs/cgroup/cpu.max", encoding="ascii") as file:
        quota, period = file.read().split()
        if quota != "max":
            count = min(count, -(-int(quota) // int(period)))
    return max(count, 1)


def jobs_for(sizes: Sequence[int], wanted: int | None) -> int:
    """How many processes to take sources of these sizes in; 1 where that is faster or all that can be had.

    `wanted` is what the user asked for, and only the number of sources limits it.
    """
    if wanted is not None:
        return max(1, min(wanted, len(sizes)))
    worth = BYTES_PER_FORK if start_method() == "fork" else BYTES_PER_SPAWN
    return max(1, min(cores(), len(sizes), sum(sizes) // worth))


def why_alone(extractors: Sequence[Extractor]) -> str:
    """What keeps extractors from working in several processes; nothing where they can."""
    for extractor in extractors:
        if isinstance(extractor, Reporter):
            return f"the extractor {extractor.name} reports on the run as a whole"
        try:
            pickle.dumps(extractor)
        except Exception as error:
            return f"the extractor {extractor.name} cannot be sent to another process ({type(error).__name__})"
    return ""


def start_method() -> str:
    """How processes are started.

    Linux forks: it costs milliseconds and shares the lexicons, and is safe as long as this process has one thread; with
    more of them a fork could inherit a lock that nobody opens, so that a server forks, which has none. macOS, whose
    frameworks do not bear forking, and Windows, which cannot, start afresh.
    """
    if sys.platform != "linux":
        return "spawn"
    try:
        return "fork" if len(os.listdir("/proc/self/task")) == 1 else "forkserver"
    except OSError:
        return "forkserver"


# --- the workers --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    at: deque[int] = field(default_factory=deque)
    """The numbers of the sources that it has been given, the one that it is at first."""
    ahead: int = 0
    """Their bytes."""
    ready: bool = False


def take_in_processes(
    sources: Mapping[int, Source], sizes: Mapping[int, int], jobs: int, extractors: Sequence[Extractor] = ()
) -> Generator[tuple[int, Result], None, None]:
    """What became of each source by its number, in no order. Workers are ended when the caller leaves the loop."""
    waiting = deque(sorted(sources, key=lambda number: (-sizes[number], number)))
    crew: list[_Worker] = []
    failed_starts = 0
    try:
        if start_method() == "fork":
            warm_up()
        while waiting or any(worker.at for worker in crew):
            while len(crew) < jobs and sum(not worker.at for worker in crew) < len(waiting) and failed_starts < jobs:
                started = _start(crew, extractors)
                failed_starts += started is None
                crew += [started] if started is not None else []
            for most in (1, _MOST_AHEAD):
                for worker in crew:
                    _give(worker, waiting, sources, sizes, min(most, 1 + len(waiting) // (2 * jobs)))
            if not crew:
                break
            for pipe in wait([worker.pipe for worker in crew]):
                worker = next(w for w in crew if w.pipe is pipe)
                try:
                    message = worker.pipe.recv_bytes()
                except (EOFError, OSError):
                    crew.remove(worker)
                    failed_starts += not worker.ready
                    yield from _bury(worker, waiting, sources)
                    continue
                if message == _READY:
                    worker.ready = True
                    continue
                number, result = _opened(message)
                worker.at.remove(number)
                worker.ahead -= sizes[number]
                _give(worker, waiting, sources, sizes, min(_MOST_AHEAD, 1 + len(waiting) // (2 * jobs)))
                yield number, result
        for number in waiting:
            yield number, Result()
    finally:
        dismiss([(worker.process, worker.pipe) for worker in crew])


def _give(
    worker: _Worker, waiting: deque[int], sources: Mapping[int, Source], sizes: Mapping[int, int], most: int
) -> None:
    """Hands a worker the next sources, as far as it may be ahead."""
    while waiting and len(worker.at) < most:
        # who sends text waits until it is read: it goes to an idle worker only, never to one that may be sending, too
        fits = not sources[waiting[0]].in_memory and worker.ahead + sizes[waiting[0]] <= _AHEAD
        if worker.at and not fits:
            return
        number = waiting.popleft()
        worker.at.append(number)
        worker.ahead += sizes[number]
        with suppress(OSError):  # it has died, as reading from it will tell
            worker.pipe.send((number, sources[number]))


def _bury(worker: _Worker, waiting: deque[int], sources: Mapping[int, Source]) -> Iterator[tuple[int, Result]]:
    """Tells which document a worker died of, and puts back what else it had been given."""
    worker.pipe.close()
    worker.process.join()
    if worker.ready and worker.at:
        number = worker.at.popleft()
        yield number, Result(problem=_crash(sources[number].path, worker.process.exitcode))
    waiting.extendleft(reversed(worker.at))
    worker.at.clear()


def _crash(path: str, code: int | None) -> Problem:
    how = f"exit code {code}"
    if code is not None and code < 0:
        with suppress(ValueError):
            how = f"signal {signal.Signals(-code).name}"
    more = "; the system may have run out of memory" if how == "signal SIGKILL" else ""
    return Problem(
        message=f"the process that read it died ({how}{more})",
        path=path,
        remedy="the document is left out, the others were checked; see what --jobs 1 says of it, and please report it",
        fatal=True,
    )


def _opened(message: bytes) -> tuple[int, Result]:
    number, kind, digest = _HEADER.unpack_from(message)
    rest = message[_HEADER.size :]
    if kind == _PROBLEM:
        return number, Result(problem=pickle.loads(rest), digest=digest)
    return number, Result(packed=rest if kind == _PACKED else b"", digest=digest)


def _start(crew: Iterable[_Worker], extractors: Sequence[Extractor]) -> _Worker | None:
    """One more worker, or none where the system has none to give."""
    method = start_method()
    context: BaseContext = multiprocessing.get_context(method)
    ours, theirs = context.Pipe()
    # only a fork inherits the pipes of the other workers, and must close them: an open end hides that a process is gone
    inherited = [worker.pipe for worker in crew] + [ours] if method == "fork" else []
    try:
        process = context.Process(  # type: ignore[attr-defined]
            target=_work, args=(theirs, tuple(extractors), inherited), daemon=True, name="factcheck-worker"
        )
        with interrupts_held():
            process.start()
    except (OSError, EOFError, RuntimeError):
        ours.close()
        return None
    finally:
        theirs.close()
    return _Worker(process, ours)


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Lets Ctrl-C wait: a worker that has just been forked does not yet ignore it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def dismiss(crew: Sequence[tuple[Any, Connection]]) -> None:
    """Ends processes, and closes the pipes to them."""
    for process, _ in crew:
        process.terminate()
    for process, pipe in crew:
        process.join(2)
        if process.exitcode is None:
            process.kill()
            process.join()
        pipe.close()


def _work(pipe: Connection, extractors: Sequence[Extractor], inherited: Sequence[Connection]) -> None:
    """A worker's life: takes what it is given until nobody gives it anything more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the first process ends the others
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    for other in inherited:
        other.close()
    try:
        pipe.send_bytes(_READY)
        while True:
            number, source = pipe.recv()
            pipe.send_bytes(_answer(number, source, extractors))
    except (EOFError, OSError):
        return


def _answer(number: int, source: Source, extractors: Sequence[Extractor]) -> bytes:
    from factcheck.run.packing import NotPackable, pack

    taken = take(source, extractors)
    if taken.extraction is None:
        return _HEADER.pack(number, _PROBLEM, taken.digest) + pickle.dumps(taken.problem)
    try:
        return _HEADER.pack(number, _PACKED, taken.digest) + pack(taken.extraction)
    except NotPackable:
        return _HEADER.pack(number, _UNPACKABLE, taken.digest)
