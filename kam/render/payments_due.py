"""The payments that ask for something: overdue, due soon, or without a due date."""

from collections.abc import Iterator, Sequence

from kam.domain.methods import Methods
from kam.i18n import language, translate, translate_plural
from kam.render import figures
from kam.render.layout import title_of
from kam.render.line import Line, Tone, line
from kam.render.notes import next_step
from kam.render.table import Column, Row, Section, Table
from kam.render.units import Unit
from kam.reports.payments import PaymentRow, PaymentState
from kam.reports.receivables import Receivables

_NAME, _OWNER = 10, 6


def payments_table(result: Receivables, unit: Unit, methods: Methods) -> Table | None:
    """A row a payment, the longest due first; None where there is none."""
    rows = [row for row in result.rows if _asks(row, result)]
    if not rows:
        return None
    until = translate("Overdue, or due by {day}").format(day=result.window.until)
    return Table(
        title=title_of(until),
        columns=[
            Column(heading=translate("Due date")),
            Column(heading=translate("Days late"), right=True),
            Column(heading=translate("Account"), least=_NAME),
            Column(heading=translate("Order"), least=_NAME, keeps=True),
            Column(heading=translate("Payment"), least=_NAME, sentence=True, drop=1),
            Column(heading=translate("Amount"), right=True),
            Column(heading=translate("Owner"), least=_OWNER, drop=2),
        ],
        sections=[Section([_row(row, unit, methods) for row in rows])],
        notes=list(_what_to_do(rows)),
    )


def payment_word(methods: Methods, kind: str) -> str:
    """What a kind of payment is called."""
    return methods.vocabulary.label("payment", kind, language())


def _asks(row: PaymentRow, result: Receivables) -> bool:
    near = row.due is not None and row.due <= result.window.until
    return row.is_open and (near or row.state is PaymentState.UNDATED)


def _row(row: PaymentRow, unit: Unit, methods: Methods) -> Row:
    late = row.state is PaymentState.OVERDUE
    amount = figures.amount(row.amount, unit)
    if row.amount is None:
        amount = figures.money(row.stated, row.currency)
    return Row(
        [
            line(figures.day(row.due)),
            line(figures.days(row.days_late) if late else figures.NOTHING, Tone.RISK),
            line(row.name),
            line(row.order),
            line(f"{row.payment} {payment_word(methods, row.kind)}"),
            line(amount),
            line(row.owner or figures.NOTHING),
        ]
    )


def _what_to_do(rows: Sequence[PaymentRow]) -> Iterator[Line]:
    """How many are late, else how many are to come, and the command for when the first is in."""
    first, late = rows[0], sum(row.state is PaymentState.OVERDUE for row in rows)
    words = translate_plural("{count} payment is overdue", "{count} payments are overdue", late)
    if not late:
        words = translate_plural(
            "{count} payment to come in", "{count} payments to come in", len(rows)
        )
    command = f"kam set {first.account} --order {first.order} payments.{first.payment}.paid=today"
    yield next_step(words.format(count=late or len(rows)), command)
