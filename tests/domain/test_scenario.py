"""What a scenario makes of an opportunity, as of 2026-11-21."""

from decimal import Decimal
from typing import Any

import pytest

from kam.domain.opportunity import Opportunity, Product
from kam.domain.scenario import Change, changed
from kam.domain.states import Result
from tests.domain.builders import TODAY, day, facts, opportunity


def after(stated: Opportunity, **change: Any) -> Opportunity:
    return changed(stated, Change(**change), TODAY)


@pytest.mark.parametrize(
    ("due", "moved", "won_on"),
    [
        ("2027-03-31", None, "2027-03-31"),
        ("2026-11-01", None, "2026-11-21"),
        (None, None, "2026-11-21"),
        ("2027-03-31", "2026-12-31", "2026-12-31"),
    ],
)
def test_what_is_won_is_won_on_its_close_date_or_today(
    due: str | None, moved: str | None, won_on: str
) -> None:
    found = after(
        opportunity(close_date=due, hold="2026-10-01"),
        result=Result.WON,
        close_date=moved and day(moved),
    )
    assert found.hold is None
    assert found.outcome is not None
    assert found.outcome.date == day(won_on)


def test_what_is_lost_is_lost_today() -> None:
    found = after(opportunity(close_date="2027-03-31"), result=Result.LOST)
    assert found.outcome is not None
    assert (found.outcome.result, found.outcome.date) == (Result.LOST, TODAY)


def test_date_amount_stage_and_probability_change_and_all_else_stays() -> None:
    stated = opportunity(amount=100, stage="C", close_date="2026-12-01", owner="li.wei")
    found = after(
        stated,
        close_date=day("2027-06-30"),
        amount=Decimal(320),
        stage="A",
        probability=Decimal(60),
    )
    assert facts(found, "close_date amount stage") == (day("2027-06-30"), 320, "A")
    assert found.probability is not None
    assert found.probability.value == 60
    assert found.owner == "li.wei"
    assert after(stated) == stated


def test_a_hold_is_put_on_and_taken_off() -> None:
    held = after(opportunity(), hold=True)
    assert held.hold is not None
    assert held.hold.since == TODAY
    assert after(held, hold=False).hold is None


@pytest.mark.parametrize(
    ("products", "amount", "new", "expected"),
    [
        ({"a": 60, "b": 20}, 100, 200, [120, 40]),
        ({"a": 60, "b": 20}, None, 40, [30, 10]),
        ({"a": 60, "b": 20}, 50, 100, [60, 20]),
        ({}, 100, 200, []),
    ],
)
def test_products_keep_their_shares_where_they_are_shares(
    products: dict[str, int], amount: int | None, new: int, expected: list[int]
) -> None:
    found = after(opportunity(amount=amount, products=products), amount=Decimal(new))
    assert [product.amount for product in found.products] == expected


def test_a_product_without_an_amount_stays_without() -> None:
    stated = opportunity(amount=100)
    parts = (Product(line="a"), Product(line="b", amount=Decimal(50)))
    found = changed(
        Opportunity(id=stated.id, account="acme", name="x", amount=Decimal(100), products=parts),
        Change(amount=Decimal(10)),
        TODAY,
    )
    assert [product.amount for product in found.products] == [None, 5]


@pytest.mark.parametrize(
    ("facts", "is_one"),
    [
        ({"result": Result.LOST}, True),
        ({"result": Result.LOST, "amount": Decimal(1)}, False),
        ({"result": Result.ABANDONED, "close_date": TODAY}, False),
        ({"hold": True, "stage": "A"}, False),
        ({"hold": False, "close_date": TODAY}, True),
        ({"result": Result.WON, "amount": Decimal(1), "close_date": TODAY}, True),
        ({"result": Result.WON, "stage": "A"}, False),
        ({"stage": "A", "probability": Decimal(60), "amount": Decimal(1)}, True),
    ],
)
def test_what_goes_together(facts: dict[str, Any], *, is_one: bool) -> None:
    assert Change(**facts).is_one is is_one
