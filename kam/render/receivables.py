"""Receivables on paper: who owes how much for how long, then each payment that is late or near.

Where the screen is narrow, names shorten and these columns go: not due, paid, retained; of the
payments: kind, owner. What is open and how late it is stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kam.domain.methods import Methods
from kam.i18n import language, translate, translate_plural
from kam.render import figures
from kam.render.json import Json, Parts, row_json
from kam.render.keys import OWED_KEYS, ROW_KEYS
from kam.render.labels import group_label, group_word, titled
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Tone, line
from kam.render.notes import next_step
from kam.render.screen import Screen
from kam.render.table import Column, Row, Section, Table
from kam.render.units import Unit, choose_unit, money_heading
from kam.render.unplanned import unplanned_notes
from kam.reports.payments import PaymentRow, PaymentState
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
    look = _Look(result, unit, methods, names)
    text = print_table(look.groups(), screen)
    return f"{text}\n{print_table(look.payments(), screen)}" if look.listed else text


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


class _Look:
    """What the two tables share."""

    def __init__(
        self, result: Receivables, unit: Unit, methods: Methods, names: Mapping[str, str]
    ) -> None:
        self.result = result
        self.unit = unit
        self.methods = methods
        self.names = names
        self.listed = [row for row in result.rows if _asks(row, result)]

    def groups(self) -> Table:
        """A row a group; what is open by how late it is."""
        result = self.result
        name = translate("Receivables by {group}").format(group=group_word(result.by))
        money = money_heading(self.unit, result.currency, result.tax)
        rows = [Row(self._owed(self._name(owed.group), owed)) for owed in result.groups]
        return Table(
            title=title_of(name, result.as_of, money),
            columns=self._columns() if rows else [],
            sections=[Section(rows)],
            totals=[Row(self._owed(translate("Total"), result.totals), Tone.STRONG)]
            if rows
            else [],
            notes=list(self._notes()),
        )

    def _columns(self) -> list[Column]:
        spans = [Column(heading=span, right=True) for span in self._spans()]
        undated = [Column(heading=translate("No date"), right=True)] if self._has_undated else []
        return [
            Column(heading=titled(group_word(self.result.by)), least=_NAME),
            Column(heading=translate("Unpaid"), right=True),
            Column(heading=translate("Not due"), right=True, drop=1),
            *spans,
            *undated,
            Column(heading=translate("Retained"), right=True, drop=3),
            Column(heading=translate("Paid"), right=True, drop=2),
        ]

    @property
    def _has_undated(self) -> bool:
        return bool(self.result.totals.undated)

    def _spans(self) -> Iterator[str]:
        for first, last in self.result.model.spans:
            if last is None:
                yield translate("> {days} d").format(days=first - 1)
            else:
                yield translate("{first}-{last} d").format(first=first, last=last)

    def _owed(self, name: str, owed: Owed) -> Sequence[Line]:
        undated = [owed.undated] if self._has_undated else []
        return [
            line(name),
            self._money(owed.open),
            self._money(owed.not_due),
            *(self._money(age, Tone.RISK) for age in owed.ages),
            *map(self._money, undated),
            self._money(owed.retention, Tone.RISK if owed.retention_due else Tone.PLAIN),
            self._money(owed.paid, Tone.WON),
        ]

    def _money(self, amount: Decimal, tone: Tone = Tone.PLAIN) -> Line:
        return line(figures.amount(amount, self.unit), tone if amount else Tone.PLAIN)

    def _name(self, group: str | None) -> str:
        if self.result.by is By.KIND and group:
            return self._kind(group)
        return self.names.get(group or "", group_label(self.result.by, group))

    def _kind(self, kind: str) -> str:
        return self.methods.vocabulary.label("payment", kind, language())

    def _notes(self) -> Iterator[Line]:
        result = self.result
        totals, window = result.totals, result.window
        money = {
            name: figures.exact(getattr(totals, name), self.unit)
            for name in ("paid", "soon", "retention", "retention_due")
        }
        if result.rows:
            words = translate("paid from {first} through {last}: {paid}; due by {until}: {soon}")
            yield line(
                words.format(first=window.first, last=window.last, until=window.until, **money)
            )
        elif not (result.unplanned or result.unread):
            yield next_step(
                translate("no payment is stated"),
                "kam add-order ACCOUNT --amount AMOUNT",
            )
        if totals.retention_due:
            words = translate("retention overdue: {retention_due} of {retention}")
            yield line(words.format(**money), Tone.RISK)
        yield from unplanned_notes(result, self.unit)

    def payments(self) -> Table:
        """Every payment that is overdue or due soon, and every one without a due date."""
        name = translate("Overdue, or due by {day}").format(day=self.result.window.until)
        return Table(
            title=title_of(name),
            columns=[
                Column(heading=translate("Due date")),
                Column(heading=translate("Days late"), right=True),
                Column(heading=translate("Account"), least=_NAME),
                Column(heading=translate("Order"), least=_NAME, keeps=True),
                Column(heading=translate("Payment"), least=_NAME, sentence=True, drop=1),
                Column(heading=translate("Amount"), right=True),
                Column(heading=translate("Owner"), least=6, drop=2),
            ],
            sections=[Section([self._payment(row) for row in self.listed])],
            notes=list(self._what_to_do()),
        )

    def _payment(self, row: PaymentRow) -> Row:
        late = row.state is PaymentState.OVERDUE
        amount = (
            figures.money(row.stated, row.currency)
            if row.amount is None
            else figures.amount(row.amount, self.unit)
        )
        return Row(
            [
                line(figures.day(row.due)),
                line(figures.days(row.days_late) if late else figures.NOTHING, Tone.RISK),
                line(row.name),
                line(row.order),
                line(f"{row.payment} {self._kind(row.kind)}"),
                line(amount),
                line(row.owner or figures.NOTHING),
            ]
        )

    def _what_to_do(self) -> Iterator[Line]:
        first, number = self.listed[0], len(self.listed)
        late = sum(row.state is PaymentState.OVERDUE for row in self.listed)
        words = translate_plural("{count} payment is overdue", "{count} payments are overdue", late)
        if not late:
            words = translate_plural(
                "{count} payment to come in", "{count} payments to come in", number
            )
        command = (
            f"kam set {first.account} --order {first.order} payments.{first.payment}.paid=today"
        )
        yield next_step(words.format(count=late or number), command)


def _asks(row: PaymentRow, result: Receivables) -> bool:
    near = row.due is not None and row.due <= result.window.until
    return row.is_open and (near or row.state is PaymentState.UNDATED)
