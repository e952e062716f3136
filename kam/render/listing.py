"""Plain lists: accounts, opportunities, contacts, tasks, orders, activities; one row a thing."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from kam.domain.methods import Methods
from kam.i18n import translate, translate_plural
from kam.render import figures
from kam.render.json import Parts, row_json
from kam.render.keys import ROW_KEYS
from kam.render.layout import print_table, title_of
from kam.render.line import Line, line
from kam.render.list_columns import COLUMNS, Look
from kam.render.screen import Screen
from kam.render.table import Row, Section, Table
from kam.render.units import Unit, choose_unit, money_heading
from kam.reports import listing_rows as listing

NOTHING = line(figures.NOTHING)
_MONEY = ("amount", "margin")
_PRICED = (listing.OpportunityRow, listing.OrderRow)


def listing_text(
    kind: str, rows: Sequence[listing.Row], methods: Methods, today: date, screen: Screen
) -> str:
    """The table of one list; `kind` is a key of `kam.reports.listing.LISTS`.

    A column in which no row has anything is left out.
    """
    unit = choose_unit(getattr(row, name, None) for row in rows for name in _MONEY)
    currencies = {row.currency for row in rows if isinstance(row, _PRICED)}
    look = Look(methods, today, unit, mixed=len(currencies) > 1)
    drawn = [(column, [draw(row, look) for row in rows]) for column, draw in COLUMNS[kind]()]
    filled = [part for part in drawn if any(cell != NOTHING for cell in part[1])]
    table = Table(
        title=title_of(_counted(kind, len(rows)), today, _money(unit, currencies)),
        columns=[column for column, _ in filled],
        sections=[
            Section([Row(cells) for cells in zip(*(cells for _, cells in filled), strict=True)])
        ],
        notes=list(_notes(rows)),
    )
    return print_table(table, screen)


def _notes(rows: Sequence[listing.Row]) -> Iterator[Line]:
    """What the mark of an alternative means, where one has it."""
    if any(isinstance(row, listing.OpportunityRow) and row.superseded for row in rows):
        yield line(translate("alternative: not counted, another one stands in its place"))


def listing_json(kind: str, rows: Sequence[listing.Row]) -> Parts:
    """The rows, for `json.envelope`."""
    return {
        "rows": [row_json(ROW_KEYS[kind], row) for row in rows],
        "totals": {"count": len(rows)},
    }


def _money(unit: Unit, currencies: AbstractSet[str | None]) -> str:
    """The unit, with the currency where all amounts are in one."""
    if not currencies:
        return ""
    return money_heading(unit, next(iter(currencies)) if len(currencies) == 1 else None, None)


def _counted(kind: str, number: int) -> str:
    words = {
        "accounts": translate_plural("{count} account", "{count} accounts", number),
        "opportunities": translate_plural("{count} opportunity", "{count} opportunities", number),
        "contacts": translate_plural("{count} contact", "{count} contacts", number),
        "tasks": translate_plural("{count} next step", "{count} next steps", number),
        "orders": translate_plural("{count} order", "{count} orders", number),
        "activities": translate_plural("{count} activity", "{count} activities", number),
    }
    return words[kind].format(count=f"{number:,}")
