"""Tables: what they are made of. `layout` fits them to a screen.

A table reads from its heading line down: what it is, the columns, their rows in sections, totals,
and lines that say what was not counted and what to do next.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kam.render.line import Line, Tone

Picture = Callable[[int], Line]
"""A drawing for the width that it is given, such as a bar."""
Cell = Line | Picture


class Column(NamedTuple):
    """One column.

    Attributes:
        heading: The words over it.
        right: Right-aligned, as figures are.
        least: The smallest width to which its texts may be shortened; None: never shortened.
        keeps: Shortened only after the columns that do not keep their width, as ids are.
        sentence: Texts shorten at their end and not, as names do, in the middle.
        drop: The order in which columns go where the screen is too narrow, 1 first; 0: never.
        picture: The smallest and largest width of a column of pictures. It takes the width that
            the others leave and goes first where that is too small.
    """

    heading: str = ""
    right: bool = False
    least: int | None = None
    keeps: bool = False
    sentence: bool = False
    drop: int = 0
    picture: tuple[int, int] | None = None


class Row(NamedTuple):
    """One row.

    Attributes:
        cells: One cell a column.
        tone: Of every text that has none of its own.
        span: How many leading columns the first cell takes; the cells of the others are ignored.
        below: Lines under the row, indented and broken where they are too long.
    """

    cells: Sequence[Cell]
    tone: Tone = Tone.PLAIN
    span: int = 1
    below: Sequence[Line] = ()


class Section(NamedTuple):
    """Rows under a heading of their own, which may carry their sums."""

    rows: Sequence[Row]
    heading: Row | None = None


class Table(NamedTuple):
    """A whole table; see the module. The legend stands in the heading where pictures are shown."""

    title: Sequence[Line]
    columns: Sequence[Column]
    sections: Sequence[Section]
    legend: Line = ()
    totals: Sequence[Row] = ()
    notes: Sequence[Line] = ()

    @property
    def rows(self) -> list[Row]:
        """Every row, headings of sections and totals too."""
        found = list(self.totals)
        for section in self.sections:
            found += [section.heading] if section.heading else []
            found += section.rows
        return found


EMPTY: Line = ()
"""A cell with nothing in it."""
