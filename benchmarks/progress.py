"""What the person who waits is told, on standard error; the tables have standard output alone."""

import sys
from time import monotonic

from benchmarks.runs import RunFailedError

_START = monotonic()


def say(text: str) -> None:
    """One line of progress, with the minutes and seconds since the start."""
    minutes, seconds = divmod(int(monotonic() - _START), 60)
    sys.stderr.write(f"[{minutes:02d}:{seconds:02d}] {text}\n")


def complain(name: str, error: RunFailedError) -> None:
    """That a contestant failed, with the last line of what it said itself."""
    last = error.detail.splitlines()[-1:]
    say(": ".join((name, str(error), *last)))
