"""Credits: who has what of a deal, by splits, to the cent (METHODS.md 10)."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.credits import (
    Credit,
    closed_credits,
    credit_orders,
    is_uneven,
    open_credits,
    shares_of,
)
from kam.domain.deal import Booking, Deal, Share
from kam.domain.money import ZERO
from kam.domain.opportunity import Split
from kam.domain.settings import Member, Settings, TeamFrom
from kam.domain.states import Kind
from tests.domain.builders import TODAY, account, day, deal, facts, opportunity, order, won
from tests.strategies import LAW

TEAMS = Settings(
    currency="CNY",
    people={
        "li.wei": Member(team="north"),
        "chen.jie": Member(
            team=(
                TeamFrom(team="north", from_=day("2026-01-01")),
                TeamFrom(team="south", from_=day("2026-07-01")),
            )
        ),
    },
)
AMOUNTS = st.decimals(-10_000, 10_000, places=2)


def splits(**shares: float) -> tuple[Split, ...]:
    """Revenue shares by person; those of a name that begins with `o_` are overlays."""
    return tuple(
        Split(
            owner=name.removeprefix("o_"),
            share=Decimal(str(share)),
            overlay=name.startswith("o_"),
        )
        for name, share in shares.items()
    )


def sold(on: str = "2026-05-10", **stated: Any) -> Deal:
    more = {"orders": stated.pop("orders")} if "orders" in stated else {}
    facts = {"amount": 1000, "owner": "li.wei", "outcome": won(on), **stated}
    return deal(opportunity(**facts), settings=TEAMS, **more)


def of(found: Any) -> list[tuple[Any, ...]]:
    return [facts(one, "owner share overlay amount") for one in found]


def test_without_splits_the_owner_has_all() -> None:
    (credit,) = closed_credits(sold(), TEAMS)
    assert credit == Credit(
        owner="li.wei",
        team="north",
        share=Decimal(100),
        overlay=False,
        account="acme",
        opportunity="acme/mes",
        line="other",
        day=day("2026-05-10"),
        amount=Decimal(1000),
    )


def test_splits_share_the_amount_out_and_an_overlay_stands_beside_it() -> None:
    found = closed_credits(sold(splits=splits(a=70, b=30, o_c=20)), TEAMS)
    assert of(found) == [("a", 70, False, 700), ("b", 30, False, 300), ("c", 20, True, 200)]


def test_the_cents_go_to_the_largest_remainders() -> None:
    found = closed_credits(sold(amount="100.01", splits=splits(a=33.33, b=33.33, c=33.34)), TEAMS)
    assert [one.amount for one in found] == [Decimal("33.33"), Decimal("33.33"), Decimal("33.35")]


def test_splits_that_miss_100_count_once_in_proportion() -> None:
    one = sold(splits=splits(a=60, b=30, o_c=50))
    assert is_uneven(one)
    assert of(closed_credits(one, TEAMS)) == [
        ("a", Decimal("66.67"), False, Decimal("666.67")),
        ("b", Decimal("33.33"), False, Decimal("333.33")),
        ("c", 50, True, 500),
    ]


def test_overlays_alone_leave_the_whole_to_the_owner() -> None:
    found = closed_credits(sold(splits=splits(o_c=20)), TEAMS)
    assert of(found) == [("li.wei", 100, False, 1000), ("c", 20, True, 200)]


def test_a_deal_of_nobody_is_credited_to_nobody() -> None:
    assert of(closed_credits(sold(owner=None), TEAMS)) == [(None, 100, False, 1000)]


def test_the_team_is_the_persons_on_the_day() -> None:
    found = closed_credits(sold(splits=splits(**{"li.wei": 50, "chen.jie": 50})), TEAMS)
    assert [one.team for one in found] == ["north", "north"]
    found = closed_credits(sold("2026-08-01", splits=splits(**{"chen.jie": 100})), TEAMS)
    assert [one.team for one in found] == ["south"]


def test_what_a_closing_fixed_holds_for_its_owner_alone() -> None:
    fixed = won("2026-05-10", owner="chen.jie", team="west")
    assert [one.team for one in closed_credits(sold(outcome=fixed), TEAMS)] == ["west"]
    shared = sold(outcome=fixed, splits=splits(**{"li.wei": 50, "chen.jie": 50}))
    assert [one.team for one in closed_credits(shared, TEAMS)] == ["north", "west"]


def test_a_framework_is_credited_by_its_orders() -> None:
    orders = (
        order("late", "2026-08-01", 10, opportunity="mes", line="drives"),
        order("early", "2026-02-01", 100, opportunity="mes"),
    )
    found = closed_credits(
        sold(
            kind=Kind.FRAMEWORK,
            owner="chen.jie",
            outcome=None,
            stage="A",
            orders={"acme": orders},
        ),
        TEAMS,
    )
    assert [facts(one, "day line team amount") for one in found] == [
        (day("2026-02-01"), "other", "north", 100),
        (day("2026-08-01"), "drives", "south", 10),
    ]


def test_an_open_deal_is_credited_with_amount_and_weighted() -> None:
    one = deal(
        opportunity(amount=1000, stage="A", close_date="2027-01-10", splits=splits(a=70, b=30)),
        settings=TEAMS,
    )
    found = list(open_credits(one, TEAMS, TODAY))
    assert [facts(credit, "owner amount weighted") for credit in found] == [
        ("a", 700, 630),
        ("b", 300, 270),
    ]
    assert {credit.day for credit in found} == {day("2027-01-10")}
    assert not list(closed_credits(one, TEAMS))
    assert not list(open_credits(sold(), TEAMS, TODAY))


def test_what_belongs_to_no_deal_is_the_owners_of_the_account() -> None:
    entry = Booking(day("2026-08-01"), Decimal(5), "drives")
    (found,) = credit_orders(None, account("acme", owner="chen.jie"), [entry], TEAMS)
    assert facts(found, "owner team share opportunity amount") == (
        "chen.jie",
        "south",
        100,
        None,
        5,
    )


@LAW
@given(
    st.lists(AMOUNTS, min_size=1, max_size=5),
    st.lists(st.integers(0, 100), min_size=1, max_size=4),
)
def test_credits_add_up_by_line_and_by_person(amounts: list[Decimal], given: list[int]) -> None:
    bookings = tuple(
        Booking(day("2026-05-10"), amount, str(line)) for line, amount in enumerate(amounts)
    )
    shared = tuple(Share(f"p{place}", Decimal(part)) for place, part in enumerate(given))
    one = sold()._replace(bookings=bookings, splits=shared)
    found = list(closed_credits(one, TEAMS))
    for booking in bookings:
        parts = [credit.amount for credit in found if credit.line == booking.line]
        assert sum(parts) == booking.amount
    whole = sum(amounts, ZERO)
    total = sum(given) or 1
    for share, part in zip(shares_of(one), given if any(given) else [1], strict=True):
        own = sum(
            (credit.amount for credit in found if credit.owner == (share.owner or None)), ZERO
        )
        assert abs(own - whole * part / total) < Decimal("0.01")
