"""Laws of payroll: a month that has been paid stays as it was, whatever is written down later."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.deals import build_deals
from kam.domain.incentives import Basis, Commission, CommissionPlan, CommissionTier, Deferral, Due
from kam.domain.opportunity import Opportunity
from kam.domain.order import Order
from kam.domain.periods import Period
from kam.reports.commission import CommissionGround, CommissionReport, build_commission
from kam.reports.commission_scheme import Scheme
from kam.reports.commission_window import Window
from tests.domain.builders import METHODS, MILESTONE, closing, opportunity, order, won
from tests.reports.test_commission_laws import SETTINGS, whole_book
from tests.strategies import LAW

_ACCEPTED = replace(closing("T")["T"], accepts=True)
_PLAYBOOK = replace(MILESTONE, key="delivered", stages={**MILESTONE.stages, "T": _ACCEPTED})
DELIVERED = replace(METHODS, playbooks={**METHODS.playbooks, "delivered": _PLAYBOOK})
MONTHS = [Period.parse(f"2026-{number:02}") for number in range(1, 13)]
AMOUNTS = st.sampled_from([Decimal(100), Decimal(600), Decimal("333.34"), Decimal(1000)])
DAYS = st.sampled_from([date(2026, month, day) for month in range(1, 9) for day in (10, 20)])
FIGURES = ("basis", "commission", "paid", "clawback", "payout")


@st.composite
def orders(draw: st.DrawFn, number: int) -> Order:
    """An order, or a credit note, with payments; any of its days may be the first."""
    amount = draw(AMOUNTS) * draw(st.sampled_from([1, 1, -1]))
    parts = draw(st.lists(st.tuples(st.sampled_from([1, 2, -1]), DAYS), max_size=3))
    return order(
        f"o{number}",
        str(draw(DAYS)),
        amount,
        opportunity="deal",
        margin=draw(st.sampled_from([None, amount / 4])),
        accepted=draw(st.one_of(st.none(), DAYS.map(str))),
        payments=[f"advance {amount * part / 2} paid={day}" for part, day in parts],
    )


@st.composite
def sales(draw: st.DrawFn) -> tuple[Opportunity, list[Order]]:
    first, second, third = sorted(draw(st.tuples(DAYS, DAYS, DAYS)))
    entries = draw(
        st.sampled_from(
            [
                (f"{first} S",),
                (f"{first} S", f"{second} T"),
                (f"{first} S", f"{second} T", f"{third} S"),
            ]
        )
    )
    one = opportunity(
        "acme/deal",
        amount=Decimal(1000),
        owner="li.wei",
        kind=draw(st.sampled_from(["project", "framework"])),
        playbook="delivered",
        history=entries,
        outcome=won(str(first)),
    )
    return one, [draw(orders(number)) for number in range(draw(st.integers(1, 4)))]


@st.composite
def schemes(draw: st.DrawFn) -> Commission:
    share, until = draw(st.sampled_from([0, 30, 100])), draw(st.sampled_from(Due))
    plan = CommissionPlan(
        basis=draw(st.sampled_from(Basis)),
        tiers=(CommissionTier(to=Decimal(700), rate=Decimal(10)), CommissionTier(rate=Decimal(7))),
        deferred=Deferral(share=Decimal(share), until=until),
    )
    return Commission(plans={"one": plan}, default="one")


def book_on(day: date, one: Opportunity, bought: Sequence[Order]) -> tuple[Any, ...]:
    """What of the opportunity and its orders was known on a day, each fact on its own."""
    known = []
    for each in bought:
        payments = tuple(paid for paid in each.payments if paid.paid and paid.paid <= day)
        accepted = each.accepted if each.accepted and each.accepted <= day else None
        if each.date <= day or payments:
            known.append(replace(each, payments=payments, accepted=accepted))
    history = tuple(entry for entry in one.history if entry.date <= day)
    outcome = one.outcome if one.outcome and one.outcome.date <= day else None
    return replace(one, history=history, outcome=outcome), known


def statement(
    sale: tuple[Opportunity, Sequence[Order]], commission: Commission, days: Window, today: date
) -> CommissionReport:
    """The statement of some days, on the book as it was on `today`."""
    one, known = book_on(today, *sale)
    book = replace(whole_book([one], known), methods=DELIVERED)
    ground = CommissionGround(
        folders=book.folders,
        deals=build_deals(book, today),
        scheme=Scheme(commission, (), SETTINGS, book.methods.playbooks),
        unread=frozenset(),
        today=today,
    )
    return build_commission(ground, days)


def days_of(first: Period, last: Period) -> Window:
    return Window(first.first_day, last.last_day, "days")


@LAW
@given(sales(), schemes())
def test_what_was_paid_month_by_month_is_what_the_year_comes_to(
    sale: tuple[Opportunity, list[Order]], commission: Commission
) -> None:
    whole = days_of(MONTHS[0], MONTHS[-1])
    year = statement(sale, commission, whole, whole.last)
    earned, received = Decimal(0), Decimal(0)
    sums = dict.fromkeys(FIGURES, Decimal(0))
    for month in MONTHS:
        total = statement(sale, commission, days_of(month, month), month.last_day).total
        for name in FIGURES:
            sums[name] += getattr(total, name)
        earned += total.commission - total.clawback
        received += total.payout
        assert 0 <= received <= earned
        assert received + total.deferred == earned
    assert sums == {name: getattr(year.total, name) for name in FIGURES}


@LAW
@given(sales(), schemes(), st.sampled_from(MONTHS))
def test_what_is_dated_later_changes_no_line_of_a_month(
    sale: tuple[Opportunity, list[Order]], commission: Commission, month: Period
) -> None:
    days = days_of(month, month)
    then = statement(sale, commission, days, month.last_day)
    now = statement(sale, commission, days, MONTHS[-1].last_day)
    assert [line[:4] + line[5:] for line in now.audit] == [
        line[:4] + line[5:] for line in then.audit
    ]
