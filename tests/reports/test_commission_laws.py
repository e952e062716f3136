"""Laws of commission: whatever the plan and the deals, every statement is the sum of its lines."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.book import Book
from kam.domain.deals import build_deals
from kam.domain.incentives import (
    Accelerator,
    Basis,
    Bonus,
    Commission,
    CommissionPlan,
    CommissionTier,
    Deferral,
    Due,
    Multiplier,
    Pool,
)
from kam.domain.periods import Grain, Period
from kam.domain.settings import Member, Settings
from kam.reports.commission import CommissionGround, CommissionReport, build_commission
from kam.reports.commission_lines import Entry
from kam.reports.commission_scheme import Scheme
from kam.reports.commission_window import Window
from tests.domain.builders import TODAY, opportunity, order, target, won
from tests.domain.test_credits import splits
from tests.strategies import LAW

PEOPLE = ("li.wei", "chen.jie", "sun.hao")
RATES = st.decimals(0, 100, places=2)
CENTS = st.decimals(1, 500_000, places=2)
DAYS = st.dates(date(2025, 6, 1), date(2026, 12, 31)).map(str)
SETTINGS = Settings(
    currency="CNY", people={person: Member(team="north") for person in PEOPLE}, playbook="milestone"
)
FIGURES = ("commission", "paid", "deferred", "clawback")


@st.composite
def plans(draw: st.DrawFn) -> CommissionPlan:
    ends = sorted(draw(st.sets(CENTS, max_size=3)))
    tiers = [CommissionTier(to=end, rate=draw(RATES)) for end in ends]
    deferral = Deferral(share=draw(RATES), until=draw(st.sampled_from(Due)))
    return CommissionPlan(
        basis=draw(st.sampled_from(Basis)),
        per=draw(st.sampled_from(Grain)),
        tiers=(*tiers, CommissionTier(rate=draw(RATES))),
        accelerators=draw(st.sampled_from([(), (Accelerator(rate=Decimal(3)),)])),
        multipliers=(Multiplier(line="a", factor=Decimal("1.25")),),
        deferred=draw(st.sampled_from([None, deferral])),
        bonuses=draw(st.sampled_from([(), (Bonus(stage="C", amount=Decimal("99.99")),)])),
    )


@st.composite
def deals(draw: st.DrawFn, number: int) -> tuple[Any, list[Any]]:
    """A won opportunity with its splits, and its orders, credit notes and payments."""
    amount, on = draw(CENTS), draw(DAYS)
    share = draw(st.integers(0, 100))
    shared = splits(**{"li.wei": share, "chen.jie": 100 - share, "o_sun.hao": 10})
    one = opportunity(
        f"acme/d{number}",
        amount=amount,
        products={"a": amount / 2} if draw(st.booleans()) else {},
        owner="li.wei",
        splits=shared if draw(st.booleans()) else (),
        history=(f"{on} C", f"{on} S"),
        outcome=won(on),
    )
    orders = []
    for place in range(draw(st.integers(0, 3))):
        value = draw(CENTS) * draw(st.sampled_from([1, 1, -1]))
        bought = draw(DAYS)
        payments = [f"advance {value} paid={draw(DAYS)}"] if draw(st.booleans()) else []
        accepted = draw(st.sampled_from([None, bought]))
        orders.append(
            order(
                f"po-{number}-{place}",
                bought,
                value,
                opportunity=one.id,
                margin=value / 4,
                payments=payments,
                accepted=accepted,
            )
        )
    return one, orders


@st.composite
def grounds(draw: st.DrawFn) -> CommissionGround:
    found = [draw(deals(number)) for number in range(draw(st.integers(0, 4)))]
    book = whole_book([one for one, _ in found], [order for _, some in found for order in some])
    pools = {"north": Pool(team="north", rate=Decimal(1), weights={"li.wei": 2, "sun.hao": 1})}
    commission = Commission(
        plans={"one": draw(plans()), "two": draw(plans())},
        people={"li.wei": "one"},
        default="two",
        pools=draw(st.sampled_from([{}, pools])),
    )
    return ground_of(book, commission)


def whole_book(opportunities: Iterable[Any], orders: Iterable[Any]) -> Book:
    from tests.domain.builders import book

    return book(*opportunities, settings=SETTINGS, orders={"acme": tuple(orders)})


def ground_of(book: Book, commission: Commission) -> CommissionGround:
    targets = (target("owner li.wei", "2026", 300_000),)
    return CommissionGround(
        folders=book.folders,
        deals=build_deals(book, TODAY),
        scheme=Scheme(commission, targets, SETTINGS, book.methods.playbooks),
        unread=frozenset(),
        today=TODAY,
    )


def statement(ground: CommissionGround, period: str = "2026") -> CommissionReport:
    found = Period.parse(period)
    return build_commission(ground, Window(found.first_day, found.last_day, period))


@LAW
@given(grounds())
def test_a_statement_is_the_sum_of_its_audit_lines_and_each_line_is_its_own_product(
    ground: CommissionGround,
) -> None:
    result = statement(ground)
    for row in result.rows:
        own = [line for line in result.audit if line.person == row.person]
        for name in FIGURES:
            assert getattr(row, name) == sum(getattr(line, name) for line in own)
    for name in (*FIGURES, "payout", "basis"):
        assert getattr(result.total, name) == sum(getattr(row, name) for row in result.rows)
    for line in result.audit:
        if line.kind in {Entry.EARNED, Entry.POOL}:
            assert line.amount is not None
            assert line.rate is not None
            exact = line.amount * (line.rate + line.accelerator) * line.factor / 100
            assert abs(line.commission - exact) <= Decimal("0.005")
            assert line.commission == line.paid + line.deferred
        if line.kind is Entry.EARNED:
            assert line.after == (line.before or 0) + (line.amount or 0)


@LAW
@given(grounds())
def test_the_quarters_add_up_to_the_year_and_carry_what_is_deferred(
    ground: CommissionGround,
) -> None:
    year = statement(ground)
    quarters = [statement(ground, f"2026Q{number}") for number in range(1, 5)]
    for name in ("basis", "commission", "paid", "clawback"):
        assert getattr(year.total, name) == sum(getattr(one.total, name) for one in quarters)
    assert year.total.deferred == quarters[-1].total.deferred
    carried = sum(line.deferred for line in year.audit if line.kind is Entry.CARRIED)
    assert carried + year.total.commission == year.total.paid + year.total.deferred


@LAW
@given(grounds())
def test_nobody_gives_back_more_than_was_paid(ground: CommissionGround) -> None:
    result = build_commission(ground, Window(date(2025, 1, 1), date(2027, 12, 31), "all"))
    for row in result.rows:
        assert 0 <= row.clawback <= row.paid


@LAW
@given(grounds())
def test_the_order_of_files_changes_nothing(ground: CommissionGround) -> None:
    turned = replace(
        ground,
        folders=[
            replace(one, opportunities=one.opportunities[::-1], orders=one.orders[::-1])
            for one in ground.folders[::-1]
        ],
        deals=ground.deals[::-1],
    )
    assert statement(turned).audit == statement(ground).audit


@LAW
@given(st.lists(CENTS, max_size=5), plans())
def test_tiers_pay_what_the_whole_basis_earns_whatever_deals_it_came_in(
    amounts: list[Decimal], plan: CommissionPlan
) -> None:
    """With one span, one rate a line and no extras: the marginal formula on the sum."""
    bare = CommissionPlan(tiers=plan.tiers)
    won_ones = [
        opportunity(f"acme/d{number}", amount=amount, owner="li.wei", outcome=won("2026-05-01"))
        for number, amount in enumerate(amounts)
    ]
    result = statement(
        ground_of(whole_book(won_ones, ()), Commission(plans={"one": bare}, default="one"))
    )
    whole, start, exact = sum(amounts, Decimal(0)), Decimal(0), Decimal(0)
    for tier in plan.tiers:
        end = whole if tier.to is None else min(whole, tier.to)
        exact += max(Decimal(0), end - start) * tier.rate / 100
        start = max(start, end)
    assert abs(result.total.commission - exact) <= Decimal("0.005") * len(result.audit)
