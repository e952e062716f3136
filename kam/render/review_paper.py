"""What the parts of a review share on paper: people by name, one unit, the rows that have room."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

from kam.i18n import translate
from kam.render import figures
from kam.render.agenda_words import Look
from kam.render.brief_room import more_words
from kam.render.fitting import shorten_line
from kam.render.line import Line, line
from kam.render.notes import next_step
from kam.render.table import Column
from kam.render.units import Unit
from kam.render.widths import GAP, INDENT

AnyRow = TypeVar("AnyRow")
BELOW = INDENT + GAP
NAME = 8
"""The least width of names of people."""


class Paper(NamedTuple):
    """What the words and figures of a page need beside its result.

    Attributes:
        look: The methods and models in force.
        names: What our people and teams are called, by id; ids stand for the rest.
        unit: Of all amounts on the page.
        problem: Why nothing is known of the time before; None where something is, or was not asked.
        width: Of the screen; None: of a file, where nothing is cut.
    """

    look: Look
    names: Mapping[str, str]
    unit: Unit
    problem: str | None = None
    width: int | None = None

    def person(self, owner: str | None) -> str:
        """One of our people, or a team, by name."""
        return self.names.get(owner, owner) if owner else translate("none")

    def amount(self, value: Decimal | None) -> Line:
        """An amount in the page's unit."""
        return line(figures.amount(value, self.unit))

    def on_one(self, text: Line) -> Line:
        """A text below a row, on one line: of many rows a page has room for one each."""
        if self.width is None:
            return text
        return shorten_line(text, max(1, self.width - BELOW), at_end=True)

    def signed(self, value: Decimal) -> Line:
        """A change in the page's unit."""
        return line(figures.signed(value, self.unit))


def amount_column(heading: str, drop: int = 0) -> Column:
    """A column of figures."""
    return Column(heading=heading, right=True, drop=drop)


def in_room(
    rows: Sequence[AnyRow], count: int, weight: Callable[[AnyRow], Decimal]
) -> Sequence[AnyRow]:
    """As many rows as there is room for: the heaviest, in the order that they have."""
    if len(rows) <= count:
        return rows
    heavy = sorted(range(len(rows)), key=lambda place: -weight(rows[place]))[:count]
    return [rows[place] for place in sorted(heavy)]


def left_out(number: int, command: str) -> Iterator[Line]:
    """How many more there are, and the command that shows them all; nothing where none is."""
    if number > 0:
        yield next_step(more_words(number), command)
