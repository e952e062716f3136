"""A bar on stderr for what takes longer than half a second, on a terminal alone."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kam.i18n import mark, translate

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 0.5
"""Seconds that pass before there is a bar."""


@contextmanager
def progress_bar(
    words: str = mark("reading accounts"), *, colour: bool
) -> Iterator[Callable[[int, int], None]]:
    """A function that is told how many of how many are done; the bar is gone at the end."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    bar = _Bar(words, colour=colour)
    try:
        yield bar.show
    finally:
        bar.stop()


class _Bar:
    """The bar, drawn by Rich once it is due."""

    def __init__(self, words: str, *, colour: bool) -> None:
        self._words = words
        self._colour = colour
        self._due = time.monotonic() + PATIENCE
        self._drawn: Progress | None = None

    def show(self, done: int, total: int) -> None:
        """Say how far it is."""
        if self._drawn is None:
            if time.monotonic() < self._due or done == total:
                return
            self._drawn = self._begun(total)
        self._drawn.update(self._drawn.task_ids[0], completed=done)

    def stop(self) -> None:
        """Take the bar away."""
        if self._drawn:
            self._drawn.stop()

    def _begun(self, total: int) -> "Progress":
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        words = TextColumn(translate(self._words))
        bar = Progress(
            words,
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(stderr=True, no_color=not self._colour),
            transient=True,
        )
        bar.add_task("", total=total)
        bar.start()
        return bar
