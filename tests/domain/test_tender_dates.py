"""The days of tenders: which there are, in order, and about which something is still to be done."""

from decimal import Decimal
from typing import Any

import pytest

from kam.domain.opportunity import Tender
from kam.domain.tender_dates import TenderStep, tender_days
from tests.domain.builders import TODAY, day

FIRST = Tender(
    round=1,
    register_by=day("2026-10-01"),
    bid_due=day("2026-10-10"),
    opens=day("2026-10-11"),
    bond=Decimal(50_000),
    result="failed",
)
FIRST_BOND: dict[str, Any] = {
    "round": 1,
    "opens": day("2026-10-11"),
    "bond": Decimal(1),
    "result": "failed",
}
SECOND = Tender(
    round=2,
    register_by=day("2026-11-20"),
    questions_by=day("2026-11-21"),
    bid_due=day("2026-12-01"),
    opens=day("2026-12-02"),
    bond=Decimal(50_000),
)


def days(*tenders: Tender, is_open: bool = True, ended: str | None = None) -> list[str]:
    """The days in one line each; `!` where something is still to be done."""
    return [
        f"{one.day} {one.round} {one.step}{' !' if one.matters else ''}"
        for one in tender_days(
            tenders, 30, TODAY, is_open=is_open, ended=day(ended) if ended else None
        )
    ]


def test_every_round_has_its_days_and_of_the_failed_one_only_the_bond_matters() -> None:
    assert days(SECOND, FIRST) == [
        "2026-10-01 1 register_by",
        "2026-10-10 1 bid_due",
        "2026-10-11 1 opens",
        "2026-11-10 1 bond_due !",
        "2026-11-20 2 register_by",
        "2026-11-21 2 questions_by !",
        "2026-12-01 2 bid_due !",
        "2026-12-02 2 opens !",
    ]


def test_of_a_closed_opportunity_only_bonds_matter_until_they_are_back() -> None:
    returned = Tender(round=1, bid_due=day("2026-10-10"), bond=Decimal(1), bond_returned=TODAY)
    assert days(returned, SECOND, is_open=False) == [
        "2026-10-10 1 bid_due",
        "2026-11-09 1 bond_due",
        "2026-11-20 2 register_by",
        "2026-11-21 2 questions_by",
        "2026-12-01 2 bid_due",
        "2026-12-02 2 opens",
        "2027-01-01 2 bond_due !",
    ]


@pytest.mark.parametrize(
    ("tender", "expected"),
    [
        (Tender(round=1, bid_due=day("2026-11-20")), ["2026-11-20 1 bid_due !"]),
        (Tender(round=1, bid_due=day("2026-11-20"), price=Decimal(7)), ["2026-11-20 1 bid_due"]),
        (Tender(round=1, bond=Decimal(7), result="lost"), []),
        (Tender(round=1, bond=Decimal(0), result="lost", opens=TODAY), ["2026-11-21 1 opens"]),
        (
            Tender(round=1, bond=Decimal(7), bond_due=day("2026-12-01")),
            ["2026-12-01 1 bond_due !"],
        ),
    ],
)
def test_a_day_matters_until_what_it_asks_for_is_there(tender: Tender, expected: list[str]) -> None:
    assert days(tender) == expected


def test_the_steps_stand_in_the_order_in_which_they_come() -> None:
    on_one_day = Tender(round=1, opens=TODAY, bid_due=TODAY, register_by=TODAY)
    found = tender_days([on_one_day], 30, TODAY, is_open=True)
    assert [one.step for one in found] == [
        TenderStep.REGISTER_BY,
        TenderStep.BID_DUE,
        TenderStep.OPENS,
    ]


def test_a_round_without_a_day_is_over_with_the_opportunity_and_its_bond_is_due() -> None:
    bond = Tender(round=2, bond=Decimal(100))
    assert days(bond, is_open=False, ended="2026-10-01") == ["2026-10-31 2 bond_due !"]
    assert days(bond, is_open=False) == []
    assert days(bond) == []


def test_a_bond_that_is_to_come_back_is_not_back() -> None:
    expected = Tender(round=1, bond=Decimal(100), bond_returned=day("2030-01-01"))
    assert days(expected) == ["2030-01-01 1 bond_due !"]
    late = Tender(**{**FIRST_BOND, "bond_returned": day("2030-01-01")})
    assert days(late) == ["2026-10-11 1 opens", "2026-11-10 1 bond_due !"]
    assert days(Tender(round=1, bond=Decimal(100), bond_returned=TODAY)) == []
