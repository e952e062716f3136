"""Receivables: what of orders is to be paid, what is late, what came in (METHODS.md 13)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.money import ZERO
from kam.domain.periods import days_after
from kam.domain.receivables_model import ReceivablesModel
from kam.domain.settings import TaxBasis
from kam.reports.payments import Owing, PaymentRow, PaymentState, orders_sold, payment_rows
from kam.reports.selection import EVERYTHING, By, Filter, acceptor, in_order
from kam.reports.unplanned import Unplanned, find_unplanned, left_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What a group owes; `group` is None in the totals.

    `open` = not_due + overdue + undated holds ordinary payments, `ages` shares `overdue` out over
    the spans of the model. Retention stands apart, `retention_due` is what of it is overdue. `soon`
    is due within the days that are looked ahead, `paid` came in within the window; both hold
    retention too. `count` counts what is open, retention too.
    """

    group: str | None
    count: int
    open: Decimal
    not_due: Decimal
    ages: tuple[Decimal, ...]
    overdue: Decimal
    undated: Decimal
    retention: Decimal
    retention_due: Decimal
    soon: Decimal
    paid: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What came in counts from `first` through `last`; what is due through `until` is due soon."""

    first: date
    last: date
    until: date


def window_of(owing: Owing, first: date, last: date, days: int | None) -> Window:
    """The days from one through another, today at the latest, and how far one looks ahead."""
    ahead = owing.model.soon if days is None else days
    return Window(first=first, last=min(last, owing.today), until=days_after(owing.today, ahead))


@dataclass(frozen=True, slots=True, kw_only=True)
class Receivables:
    """The result: what is open and what came in within the window, the longest due first.

    `unread` are accounts some of whose orders are left out, because a file of theirs does not read.
    """

    as_of: date
    currency: str | None
    tax: TaxBasis | None
    model: ReceivablesModel
    by: By
    window: Window
    rows: tuple[PaymentRow, ...]
    groups: tuple[Owed, ...]
    totals: Owed
    unplanned: tuple[Unplanned, ...]
    unread: tuple[str, ...]


def build_receivables(
    owing: Owing, window: Window, by: By = By.ACCOUNT, chosen: Filter = EVERYTHING
) -> Receivables:
    """List the payments of the orders that a filter lets through, and sum them by group."""
    accepts = acceptor(chosen, owing.settings)
    sold = [one for one in orders_sold(owing) if accepts(one.facts)]
    every = [row for one in sold for row in payment_rows(one, owing)]
    rows = sorted((row for row in every if _is_shown(row, window)), key=_order)
    grouped: dict[str | None, list[PaymentRow]] = {}
    for row in rows:
        grouped.setdefault(getattr(row, by.value) or "", []).append(row)
    return Receivables(
        as_of=owing.today,
        currency=owing.settings.currency,
        tax=owing.settings.amounts.tax,
        model=owing.model,
        by=by,
        window=window,
        rows=tuple(rows),
        groups=tuple(
            _owed(group, grouped[group], owing.model, window) for group in in_order(grouped)
        ),
        totals=_owed(None, rows, owing.model, window),
        unplanned=find_unplanned(sold, owing, accepts),
        unread=left_out(owing, chosen),
    )


def _is_shown(row: PaymentRow, window: Window) -> bool:
    return row.paid is None or window.first <= row.paid <= window.last


def _order(row: PaymentRow) -> tuple[object, ...]:
    """What is open first, by its due date, what has none behind it; then what came in."""
    day = row.due if row.is_open else row.paid
    return (not row.is_open, day is None, day or date.max, row.account, row.order, row.payment)


def _owed(
    group: str | None, rows: Sequence[PaymentRow], model: ReceivablesModel, window: Window
) -> Owed:
    unpaid = [row for row in rows if row.is_open]
    kept = [row for row in unpaid if row.retention]
    ordinary = [row for row in unpaid if not row.retention]
    late = _in_state(ordinary, PaymentState.OVERDUE)
    ages = [ZERO] * len(model.spans)
    for row in late:
        ages[model.span_of(row.days_late or 0)] += row.value
    coming = _in_state(unpaid, PaymentState.NOT_DUE)
    return Owed(
        group=group,
        count=len(unpaid),
        open=_sum(ordinary),
        not_due=_sum(_in_state(ordinary, PaymentState.NOT_DUE)),
        ages=tuple(ages),
        overdue=_sum(late),
        undated=_sum(_in_state(ordinary, PaymentState.UNDATED)),
        retention=_sum(kept),
        retention_due=_sum(_in_state(kept, PaymentState.OVERDUE)),
        soon=_sum(row for row in coming if row.due and row.due <= window.until),
        paid=_sum(row for row in rows if not row.is_open),
    )


def _in_state(rows: Iterable[PaymentRow], state: PaymentState) -> list[PaymentRow]:
    return [row for row in rows if row.state is state]


def _sum(rows: Iterable[PaymentRow]) -> Decimal:
    return sum((row.value for row in rows), ZERO)
