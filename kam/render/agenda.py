"""The agenda on paper: a line a thing, the most urgent first (METHODS.md 7, LOOKS.md).

Where a line is too long for the screen, what there is to do stands under each. Then ids shorten,
and the day and the owner go, in this order. How late it is stays.
"""

from collections.abc import Iterator

from kam.i18n import translate, translate_plural
from kam.render import figures
from kam.render.agenda_words import Look, command_of, distance, kind_word, sentence
from kam.render.json import Json, Parts, row_json
from kam.render.keys import ROW_KEYS
from kam.render.labels import label_text
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Tone, line
from kam.render.notes import next_step
from kam.render.screen import Screen
from kam.render.table import EMPTY, Column, Row, Section, Table
from kam.render.widths import fit, total
from kam.reports.agenda import Agenda
from kam.reports.agenda_items import AgendaItem, Kind

_WHERE = 18


def agenda_text(result: Agenda, look: Look, screen: Screen) -> str:
    """The agenda of a day or of some."""
    wide = _table(result, look, tall=False)
    fits = screen.width is None or total(fit(wide, None)) <= screen.width
    return print_table(wide if fits else _table(result, look, tall=True), screen)


def agenda_json(result: Agenda) -> Parts:
    """The rows, what was put off, and how many there are, for `json.envelope`."""
    return {
        "rows": [item_json(item, result) for item in result.rows],
        "totals": {
            "count": len(result.rows),
            "late": result.late,
            "today": result.today,
            "undated": result.undated,
            "others": result.others,
        },
        "owner": result.owner,
        "until": result.last,
        "snoozed": [item_json(item, result) for item in result.snoozed],
    }


def item_json(item: AgendaItem, result: Agenda) -> Json:
    """One line under its keys; `days` until it is due, negative where it is late."""
    return row_json(ROW_KEYS["agenda"], item, days=(item.due - result.as_of).days)


def _whose(result: Agenda) -> Iterator[str]:
    if result.last > result.as_of:
        yield translate("until {day}").format(day=result.last)
    yield result.owner or translate("everybody")


def _table(result: Agenda, look: Look, *, tall: bool) -> Table:
    """The agenda with what there is to do in a column of its own, or, `tall`, under each line."""
    owners = result.owner is None
    columns = [
        Column(heading=translate("Due"), drop=1),
        Column(heading=translate("When")),
        Column(heading=translate("Subject")),
        Column(heading=translate("Where"), least=_WHERE, keeps=True),
        *([Column(heading=translate("Owner"), drop=2)] if owners else []),
        *([] if tall else [Column(heading=translate("What"))]),
    ]
    sections = []
    for heading, items in _parts(result).items():
        cells = [line(heading, Tone.STRONG), *[EMPTY] * (len(columns) - 1)]
        rows = [_row(item, look, owners=owners, tall=tall) for item in items]
        if rows:
            sections.append(Section(rows, heading=Row(cells, span=len(columns))))
    return Table(
        title=title_of(translate("Agenda"), result.as_of, *_whose(result)),
        columns=columns if sections else [],
        sections=sections,
        notes=list(_notes(result, look)),
    )


def _parts(result: Agenda) -> dict[str, list[AgendaItem]]:
    return {
        translate("Late"): [row for row in result.rows if row.due < result.as_of],
        translate("Today"): [row for row in result.rows if row.due == result.as_of],
        translate("Coming"): [row for row in result.rows if row.due > result.as_of],
        translate("Put off"): list(result.snoozed),
    }


def _row(item: AgendaItem, look: Look, *, owners: bool, tall: bool) -> Row:
    late = Tone.RISK if item.due < look.today else Tone.PLAIN
    what = line(sentence(item, look))
    cells = [
        line(figures.day(item.due), late),
        line(distance(item.due, look.today), late),
        line(kind_word(item.kind)),
        line(item.opportunity or item.account),
        *([line(item.owner or figures.NOTHING)] if owners else []),
        *([] if tall else [what]),
    ]
    return Row(cells, below=[what] if tall else [])


def _notes(result: Agenda, look: Look) -> Iterator[Line]:
    first = [row for row in result.rows if row.kind is Kind.TOUCH and row.date is None]
    if first:
        items = translate(", ").join(map(label_text, look.rhythm.first_visit.values()))
        yield line(translate("a first visit collects: {items}").format(items=items))
    if result.undated:
        words = translate_plural(
            "{count} step without a day", "{count} steps without a day", result.undated
        )
        yield next_step(words.format(count=result.undated), "kam list tasks")
    if result.others:
        words = translate_plural(
            "{count} more is other people's", "{count} more are other people's", result.others
        )
        yield next_step(words.format(count=result.others), "kam agenda --all")
    if result.rows:
        item = result.rows[0]
        words = translate("first {where}").format(where=item.opportunity or item.account)
        yield next_step(words, command_of(item))
    else:
        yield line(translate("nothing is due"))
