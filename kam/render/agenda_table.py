"""Lines of an agenda or of a plan as a table, in parts under headings (LOOKS.md).

Where a line is too long for the screen, what there is to do stands under each. Then ids shorten,
and the day and the owner go, in this order. How late it is stays.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kam.i18n import translate
from kam.render import figures
from kam.render.agenda_words import Look, distance, kind_word, sentence
from kam.render.layout import print_table
from kam.render.line import Line, Tone, line
from kam.render.screen import Screen
from kam.render.table import EMPTY, Column, Row, Section, Table
from kam.render.widths import fit, total
from kam.reports.agenda_items import AgendaItem

_WHERE = 18


class Sheet(NamedTuple):
    """What is drawn.

    Attributes:
        title: The heading line.
        parts: The lines under each heading; an empty part is left out.
        notes: The lines under the table.
        distance: Whether a column says how far away each day is.
        owner: Whether a column says whose each line is.
    """

    title: Sequence[Line]
    parts: Mapping[str, Sequence[AgendaItem]]
    notes: Sequence[Line]
    distance: bool = False
    owner: bool = False


def print_items(sheet: Sheet, look: Look, screen: Screen) -> str:
    """The text of the table."""
    table = _table(sheet, look, tall=False)
    if screen.width is not None and total(fit(table, None)) > screen.width:
        table = _table(sheet, look, tall=True)
    return print_table(table, screen)


def _table(sheet: Sheet, look: Look, *, tall: bool) -> Table:
    """The table with what there is to do in a column of its own, or, `tall`, under each line."""
    columns = [
        Column(heading=translate("Due"), drop=1 if sheet.distance else 0),
        *([Column(heading=translate("When"))] if sheet.distance else []),
        Column(heading=translate("Subject")),
        Column(heading=translate("Where"), least=_WHERE, keeps=True),
        *([Column(heading=translate("Owner"), drop=2)] if sheet.owner else []),
        *([] if tall else [Column(heading=translate("What"))]),
    ]
    blank = [EMPTY] * (len(columns) - 1)
    sections = [
        Section(
            [_row(item, sheet, look, tall=tall) for item in items],
            heading=Row([line(heading, Tone.STRONG), *blank], span=len(columns)),
        )
        for heading, items in sheet.parts.items()
        if items
    ]
    return Table(
        title=sheet.title,
        columns=columns if sections else [],
        sections=sections,
        notes=sheet.notes,
    )


def _row(item: AgendaItem, sheet: Sheet, look: Look, *, tall: bool) -> Row:
    late = Tone.RISK if item.due < look.today else Tone.PLAIN
    what = line(sentence(item, look))
    cells = [
        line(figures.day(item.due), late),
        *([line(distance(item.due, look.today), late)] if sheet.distance else []),
        line(kind_word(item.kind)),
        line(item.opportunity or item.account),
        *([line(item.owner or figures.NOTHING)] if sheet.owner else []),
        *([] if tall else [what]),
    ]
    return Row(cells, below=[what] if tall else [])
