"""The grid of the relationship map: levels down, departments across."""

from collections.abc import Sequence

from kam.i18n import translate
from kam.render import figures
from kam.render.grid import GridRow, draw_grid
from kam.render.labels import label_text, titled
from kam.render.line import Line, Span, line
from kam.render.page import Block
from kam.render.people_look import Look
from kam.reports.people_map import MapRow, PeopleMap

_OUTSIDE = "outside"


def grid_block(result: PeopleMap, look: Look, width: int | None) -> Block:
    """The grid under the name of its scale; one line a filled cell where it does not fit.

    Every level and department of the model is shown, empty ones too; others where somebody is.
    """
    if not result.rows:
        return Block("", [])
    across = _across(result.rows, look)
    down = _down(result, look)
    rows = [
        GridRow(
            name,
            [
                [
                    look.placed(row)
                    for row in result.rows
                    if _level(row, result) == level and row.person.contact.department == place
                ]
                or [line(figures.NOTHING)]
                for place in across
            ],
        )
        for level, name in down.items()
    ]
    heading = label_text(result.scale.label)
    drawn = draw_grid(list(across.values()), rows, width)
    if drawn is not None:
        return Block(titled(heading), [(one,) for one in drawn])
    return Block(titled(heading), list(_listed(rows, list(across.values()))))


def _across(rows: Sequence[MapRow], look: Look) -> dict[str | None, str]:
    used = [row.person.contact.department for row in rows]
    found: dict[str | None, str] = {
        key: titled(look.word("department", key))
        for key in dict.fromkeys((*look.model.departments, *filter(None, used)))
    }
    return {**found, None: translate("Not stated")} if None in used else found


def _down(result: PeopleMap, look: Look) -> dict[str | None, str]:
    used = {_level(row, result) for row in result.rows}
    known = (*result.scale.levels, *(key for key in look.words.keys("level") if key in used))
    found: dict[str | None, str] = {
        key: titled(look.word("level", key)) for key in dict.fromkeys(known)
    }
    if None in used:
        found[None] = translate("Not stated")
    return {**found, _OUTSIDE: translate("Outside")} if _OUTSIDE in used else found


def _level(row: MapRow, result: PeopleMap) -> str | None:
    """The row of a person: the level; outside for advisers, and for who is beside the levels."""
    contact = row.person.contact
    beside = contact.level is None and any(
        role in result.scale.outside for role in row.person.roles
    )
    return _OUTSIDE if contact.outside or beside else contact.level


def _listed(rows: Sequence[GridRow], headings: Sequence[str]) -> list[Sequence[Line]]:
    """The filled cells, one a line: level, department, people."""
    found: list[Sequence[Line]] = []
    for row in rows:
        for heading, cell in zip(headings, row.cells, strict=True):
            if cell[0] == line(figures.NOTHING):
                continue
            spans: list[Span] = []
            for entry in cell:
                spans += [Span(translate(", "))] if spans else []
                spans += entry
            found.append((line(row.name), line(heading), tuple(spans)))
    return found
