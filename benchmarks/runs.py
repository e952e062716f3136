"""One run of a program: how long it took, or why it gives no time.

The clock runs around the whole process, from before it is started until it has been waited for.
`os.wait4` blocks, so the end is seen at once; a wait with a timeout of Python's would poll, and add
milliseconds to runs of a few. Hence an alarm, and POSIX.
"""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from time import perf_counter
from types import FrameType
from typing import IO

LIMIT = 300.0
"""Seconds that a run may take where nothing else is said."""


class RunFailedError(Exception):
    """A run gives no time; its text says why without any path, `detail` is the program's own."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Command:
    """A program with its arguments, where it runs, and the seconds that it may take."""

    arguments: tuple[str, ...]
    folder: Path
    limit: float = LIMIT


@dataclass(slots=True)
class Running:
    """A process, and the clock at its start; whoever waits for it sets `status`."""

    pid: int
    start: float
    status: int | None = None


def measure(command: Command) -> float:
    """Run a command, its output thrown away; the seconds that it took.

    Raises:
        RunFailedError: It is not there, took too long, or exited with other than 0.
    """
    with running(command) as process:
        _, process.status, _ = os.wait4(process.pid, 0)
        return perf_counter() - process.start


def answer(command: Command) -> str:
    """Run a command; what it wrote on standard output.

    Raises:
        RunFailedError: As for `measure`.
    """
    with TemporaryFile() as output:
        with running(command, output) as process:
            _, process.status, _ = os.wait4(process.pid, 0)
        output.seek(0)
        return output.read().decode(errors="replace")


@contextmanager
def running(command: Command, output: int | IO[bytes] = subprocess.DEVNULL) -> Iterator[Running]:
    """A command while it runs, to be waited for within; it does not outlive the block.

    It has a session of its own, so that all its processes can be ended.

    Raises:
        RunFailedError: As for `measure`.
    """
    with TemporaryFile() as errors:
        with _started(command, output, errors) as process:
            yield process
        code = os.waitstatus_to_exitcode(process.status or 0)
        if code:
            errors.seek(0)
            detail = errors.read().decode(errors="replace").strip()
            raise RunFailedError(f"failed with exit code {code}", detail)


@contextmanager
def _started(command: Command, output: int | IO[bytes], errors: IO[bytes]) -> Iterator[Running]:
    before = signal.signal(signal.SIGALRM, _break_off)
    process = Running(0, perf_counter())
    try:
        popen = _popen(command, output, errors)
        process.pid = popen.pid
        signal.setitimer(signal.ITIMER_REAL, command.limit)
        try:
            yield process
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            if process.status is None:
                _end(process)
            popen.returncode = 0  # it has been waited for, and not by Popen
    except _LateError:
        raise RunFailedError(f"takes over {command.limit:g} s") from None
    finally:
        signal.signal(signal.SIGALRM, before)


def _popen(command: Command, output: int | IO[bytes], errors: IO[bytes]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - to run other programs is what this is for
            command.arguments,
            cwd=command.folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            start_new_session=True,
        )
    except OSError as error:
        raise RunFailedError("cannot be started", str(error)) from error


class _LateError(Exception):
    """The alarm rang. No OSError, as `TimeoutError` is, which the block may well handle."""


def _break_off(_number: int, _frame: FrameType | None) -> None:
    raise _LateError


def _end(process: Running) -> None:
    """End a process that nobody has waited for, with all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.wait4(process.pid, 0)
