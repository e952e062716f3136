"""Receivables on paper: who owes how much for how long, then each payment that is late or near.

Where the screen is narrow, names shorten and these columns go: not due, paid, retained; of the
payments: kind, owner. What is open and how late it is stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kam.domain.methods import Methods
from kam.i18n import translate
from kam.render import figures
from kam.render.json import Json, Parts, row_json
from kam.render.keys import OWED_KEYS, ROW_KEYS
from kam.render.labels import group_label, group_word, titled
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Tone, line
from kam.render.notes import next_step
from kam.render.payments_due import payment_word, payments_table
from kam.render.screen import Screen
from kam.render.table import Column, Row, Section, Table
from kam.render.units import Unit, choose_unit, money_heading
from kam.render.unplanned import unplanned_notes
from kam.reports.receivables import Owed, Receivables
from kam.reports.selection import By
from kam.reports.unplanned import Unplanned

_NAME = 10
_UNPLANNED = ("kind", "count", "amount", "stated", "account", "id")


def receivables_text(
    result: Receivables, methods: Methods, screen: Screen, names: Mapping[str, str]
) -> str:
    """The groups, and under them the payments; `names` are what people call the groups."""
    unit = choose_unit(_amounts(result))
    if result.by is By.KIND:
        names = {kind: payment_word(methods, kind) for kind in (row.kind for row in result.rows)}
    text = print_table(_groups(result, unit, names), screen)
    listed = payments_table(result, unit, methods)
    return f"{text}\n{print_table(listed, screen)}" if listed else text


def receivables_json(result: Receivables) -> Parts:
    """The payments, and beside them their sums by group and all that is not known."""
    return {
        "rows": [row_json(ROW_KEYS["receivables"], row) for row in result.rows],
        "totals": row_json(OWED_KEYS[1:], result.totals),
        "by": result.by,
        "ageing": [{"from": first, "to": last} for first, last in result.model.spans],
        "from": result.window.first,
        "to": result.window.last,
        "until": result.window.until,
        "groups": [row_json(OWED_KEYS, group) for group in result.groups],
        "unplanned": [_unplanned_json(one) for one in result.unplanned],
        "unread": list(result.unread),
    }


def _unplanned_json(one: Unplanned) -> dict[str, Json]:
    stated = [{"currency": currency, "amount": amount} for currency, amount in one.stated]
    return row_json(_UNPLANNED, one, stated=stated)


def _amounts(result: Receivables) -> Iterator[Decimal]:
    for owed in (*result.groups, result.totals):
        yield from (owed.open, owed.retention, owed.paid, owed.soon, *owed.ages)
    yield from (row.value for row in result.rows)


def _groups(result: Receivables, unit: Unit, names: Mapping[str, str]) -> Table:
    """A row a group; what is open by how late it is."""
    name = translate("Receivables by {group}").format(group=group_word(result.by))
    money = money_heading(unit, result.currency, result.tax)
    rows = [
        Row(_cells(group_label(result.by, one.group, names), one, result, unit))
        for one in result.groups
    ]
    total = Row(_cells(translate("Total"), result.totals, result, unit), Tone.STRONG)
    return Table(
        title=title_of(name, result.as_of, money),
        columns=_columns(result) if rows else [],
        sections=[Section(rows)],
        totals=[total] if rows else [],
        notes=list(_notes(result, unit)),
    )


def _columns(result: Receivables) -> list[Column]:
    """What is without a due date has a column only where there is something."""
    undated = [Column(heading=translate("No date"), right=True)] if result.totals.undated else []
    return [
        Column(heading=titled(group_word(result.by)), least=_NAME),
        Column(heading=translate("Unpaid"), right=True),
        Column(heading=translate("Not due"), right=True, drop=1),
        *(Column(heading=span, right=True) for span in _spans(result)),
        *undated,
        Column(heading=translate("Retained"), right=True, drop=3),
        Column(heading=translate("Paid"), right=True, drop=2),
    ]


def _spans(result: Receivables) -> Iterator[str]:
    for first, last in result.model.spans:
        if last is None:
            yield translate("> {days} d").format(days=first - 1)
        else:
            yield translate("{first}-{last} d").format(first=first, last=last)


def _cells(name: str, owed: Owed, result: Receivables, unit: Unit) -> Sequence[Line]:
    def money(amount: Decimal, tone: Tone = Tone.PLAIN) -> Line:
        return line(figures.amount(amount, unit), tone if amount else Tone.PLAIN)

    return [
        line(name),
        money(owed.open),
        money(owed.not_due),
        *(money(age, Tone.RISK) for age in owed.ages),
        *([money(owed.undated)] if result.totals.undated else []),
        money(owed.retention, Tone.RISK if owed.retention_due else Tone.PLAIN),
        money(owed.paid, Tone.WON),
    ]


def _notes(result: Receivables, unit: Unit) -> Iterator[Line]:
    totals, window = result.totals, result.window
    money = {
        name: figures.exact(getattr(totals, name), unit)
        for name in ("paid", "soon", "retention", "retention_due")
    }
    if result.rows:
        words = translate("paid from {first} through {last}: {paid}; due by {until}: {soon}")
        days = {"first": window.first, "last": window.last, "until": window.until}
        yield line(words.format(**days, **money))
    elif not (result.unplanned or result.unread):
        yield next_step(translate("no payment is stated"), "kam add-order ACCOUNT --amount AMOUNT")
    if totals.retention_due:
        words = translate("retention overdue: {retention_due} of {retention}")
        yield line(words.format(**money), Tone.RISK)
    elif totals.retention:
        yield line(translate("retained: {retention}, none of it overdue").format(**money))
    yield from unplanned_notes(result, unit)
