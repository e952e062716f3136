"""The room on a brief: so many lines of each part, and how much more there is."""

from collections.abc import Iterable

from kam.i18n import translate
from kam.render.line import Tone, line
from kam.render.phrases import joined
from kam.render.show_parts import Lines


def limited(rows: Lines, room: int) -> Lines:
    """As many rows as there is room for, and how many more there are."""
    more = len(rows) - room
    return [*rows[:room], (line(more_words(more), Tone.FAINT),)] if more > 0 else rows


def in_a_row(texts: Iterable[str], room: int) -> str:
    """As many texts as there is room for on one line, and how many more there are."""
    every = list(texts)
    more = len(every) - room
    return joined([*every[:room], more_words(more)] if more > 0 else every)


def more_words(number: int) -> str:
    """How many things there is no room for."""
    return translate("{count} more").format(count=number)
