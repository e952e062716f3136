"""The agenda on paper: a line a thing, the most urgent first (METHODS.md 7, LOOKS.md)."""

from collections.abc import Iterator

from kam.i18n import translate, translate_plural
from kam.render.agenda_table import Sheet, print_items
from kam.render.agenda_words import Look, command_of
from kam.render.json import Json, Parts, row_json
from kam.render.keys import ROW_KEYS
from kam.render.labels import label_text
from kam.render.layout import title_of
from kam.render.line import Line, line
from kam.render.notes import next_step
from kam.render.phrases import listed
from kam.render.screen import Screen
from kam.reports.agenda import Agenda
from kam.reports.agenda_items import AgendaItem, Kind


def agenda_text(result: Agenda, look: Look, screen: Screen) -> str:
    """The agenda of a day or of some."""
    sheet = Sheet(
        title=title_of(translate("Agenda"), result.as_of, *_whose(result)),
        parts=_parts(result),
        notes=list(_notes(result, look)),
        distance=True,
        owner=result.owner is None,
    )
    return print_items(sheet, look, screen)


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


def _parts(result: Agenda) -> dict[str, list[AgendaItem]]:
    return {
        translate("Late"): [row for row in result.rows if row.due < result.as_of],
        translate("Today"): [row for row in result.rows if row.due == result.as_of],
        translate("Coming"): [row for row in result.rows if row.due > result.as_of],
        translate("Put off"): list(result.snoozed),
    }


def _notes(result: Agenda, look: Look) -> Iterator[Line]:
    first = [row for row in result.rows if row.kind is Kind.TOUCH and row.date is None]
    if first:
        items = listed(map(label_text, look.models.rhythm.first_visit.values()))
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
