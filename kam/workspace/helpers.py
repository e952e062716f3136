"""Processes that do jobs beside this one, and end with it however it ends.

Each has a pipe of its own: what has died is noticed by its end, and its job is done here instead.
A pool of the standard library would wait for ever for a worker that was killed, or leave its
workers behind when it is killed itself.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from kam.interrupts import held_back

Job = TypeVar("Job")
Done = TypeVar("Done")
Do = Callable[[Any], Any]


def share(
    jobs: Sequence[Job], make: Callable[..., Callable[[Job], Done]], *facts: object
) -> Iterator[Done]:
    """What is done of each job, in whatever order; as many processes work as can run at once.

    Args:
        jobs: What is to be done; they travel to another process, and so does what is done.
        make: Gives the function that does a job, from `facts`, in the process where it is used.
        facts: What all jobs have in common; they travel as well.
    """
    waiting = list(reversed(jobs))
    with _started(min(os.cpu_count() or 1, len(jobs)), make, facts) as helpers:
        busy: dict[Connection, Job] = {}
        for helper in helpers:
            _give(helper, waiting, busy)
        while busy:
            ready: list[Any] = wait(list(busy))
            for helper in ready:
                job = busy.pop(helper)
                try:
                    done = helper.recv()
                except (EOFError, OSError):
                    waiting.append(job)
                else:
                    _give(helper, waiting, busy)
                    yield done
    if waiting:
        yield from map(make(*facts), waiting)


def _give(helper: Connection, waiting: list[Job], busy: dict[Connection, Job]) -> None:
    """Give a helper its next job; one that is gone gets none."""
    if not waiting:
        return
    try:
        helper.send(waiting[-1])
    except OSError:
        return
    busy[helper] = waiting.pop()


@contextmanager
def _started(
    count: int, make: Callable[..., Do], facts: tuple[object, ...]
) -> Iterator[list[Connection]]:
    forks = sys.platform == "linux"
    context: Any = multiprocessing.get_context("fork" if forks else "spawn")
    helpers: list[Connection] = []
    processes: list[Any] = []
    try:
        with held_back(), suppress(OSError):  # where no more can be started, fewer do the work
            for _ in range(count):
                ours, theirs = context.Pipe()
                inherited = (*helpers, ours) if forks else ()
                process = context.Process(
                    target=_serve, args=(theirs, inherited, make, facts), daemon=True
                )
                process.start()
                processes.append(process)
                helpers.append(ours)
                theirs.close()
        yield helpers
    finally:
        for helper in helpers:
            helper.close()
        for process in processes:
            process.terminate()
            process.join()


def _serve(
    pipe: Connection, inherited: Sequence[Connection], make: Callable[..., Do], facts: tuple[Any]
) -> None:
    """Do jobs until the pipe ends; a job that fails here is done, and said, where it came from."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in inherited:
        other.close()
    try:
        do = make(*facts)
        while True:
            pipe.send(do(pipe.recv()))
    except Exception:  # noqa: BLE001 - the end of the pipe tells that there was one
        return
