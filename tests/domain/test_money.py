from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.domain.money import in_tax_basis, percent_of, rate_on, ratio_of, share_out, to_cents
from kam.domain.settings import Amounts, RateFrom, Settings, TaxBasis
from tests.domain.builders import INCLUDED, day
from tests.strategies import LAW

CENTS = st.decimals(-(10**15), 10**15, places=2)
EXCLUDED = Amounts(tax=TaxBasis.EXCLUDED, rate=Decimal(13))
UNSAID = Amounts()


@pytest.mark.parametrize(
    ("amount", "rounded"), [("0.005", "0.01"), ("-0.005", "-0.01"), ("1.0049999", "1.00")]
)
def test_amounts_are_rounded_half_up(amount: str, rounded: str) -> None:
    assert to_cents(Decimal(amount)) == Decimal(rounded)


def test_the_worked_example_of_a_weighted_pipeline() -> None:
    weighted = percent_of(Decimal(3800), Decimal(90)) + percent_of(Decimal(22500), Decimal(20))
    assert weighted == 7920


def test_no_probability_weighs_nothing() -> None:
    assert percent_of(Decimal(100), None) == 0


@LAW
@given(CENTS, st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=12))
def test_shares_add_up_to_the_cent(total: Decimal, weights: list[Decimal]) -> None:
    shares = share_out(total, weights)
    assert sum(shares) == total
    assert all(share == to_cents(share) for share in shares)


@LAW
@given(CENTS, st.lists(CENTS, min_size=1, max_size=4))
def test_shares_add_up_whatever_the_weights(total: Decimal, weights: list[Decimal]) -> None:
    assert sum(share_out(total, weights)) == total


@LAW
@given(CENTS, st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=12))
def test_a_share_is_within_a_cent_of_its_exact_part(total: Decimal, weights: list[Decimal]) -> None:
    whole = sum(weights)
    for share, weight in zip(share_out(total, weights), weights, strict=True):
        if whole:
            assert abs(share * whole - total * weight) < whole * Decimal("0.01")


def shares(total: str, *weights: int) -> str:
    parts = share_out(Decimal(total), [Decimal(weight) for weight in weights])
    return " ".join(str(part) for part in parts)


def test_cents_that_are_left_go_to_the_largest_remainders() -> None:
    assert shares("1", 1, 1, 1) == "0.34 0.33 0.33"
    assert shares("0.01", 20, 80) == "0.00 0.01"


def test_weights_of_nothing_are_equal_shares() -> None:
    assert shares("10", 0, 0) == "5.00 5.00"


def test_a_discount_line_takes_its_part_away() -> None:
    assert shares("90", 100, -10) == "100.00 -10.00"
    assert shares("-10", -20, 10) == "-20.00 10.00"


def test_a_ratio_has_four_decimals_half_up() -> None:
    assert ratio_of(Decimal(1), Decimal(3)) == Decimal("0.3333")
    assert ratio_of(Decimal("0.00005"), Decimal(1)) == Decimal("0.0001")
    assert ratio_of(Decimal(1), Decimal(0)) is None
    assert ratio_of(Decimal(1), Decimal(-1)) is None


def test_the_rate_of_a_day() -> None:
    steps = (
        RateFrom(from_=day("2026-07-01"), rate=Decimal(8)),
        RateFrom(from_=day("2026-01-01"), rate=Decimal("7.8")),
    )
    book = Settings(currency="CNY", rates={"USD": Decimal("7.12"), "EUR": steps})
    assert rate_on(book, "CNY", day("2026-11-21")) == 1
    assert rate_on(book, "USD", day("2026-11-21")) == Decimal("7.12")
    assert rate_on(book, "EUR", day("2026-06-30")) == Decimal("7.8")
    assert rate_on(book, "EUR", day("2026-07-01")) == 8
    assert rate_on(book, "EUR", day("2025-12-31")) is None
    assert rate_on(book, "GBP", day("2026-11-21")) is None


@pytest.mark.parametrize(
    ("stated", "book", "restated"),
    [
        (UNSAID, INCLUDED, "113"),
        (INCLUDED, INCLUDED, "113"),
        (EXCLUDED, INCLUDED, "127.69"),
        (INCLUDED, EXCLUDED, "100"),
        (Amounts(tax=TaxBasis.INCLUDED), EXCLUDED, "100"),
        (Amounts(tax=TaxBasis.INCLUDED, rate=Decimal(0)), EXCLUDED, "113"),
        (UNSAID, UNSAID, "113"),
    ],
)
def test_an_amount_comes_into_the_books_tax_basis(
    stated: Amounts, book: Amounts, restated: str
) -> None:
    assert in_tax_basis(Decimal(113), stated, book) == Decimal(restated)


def test_without_a_tax_rate_there_is_no_way_between_bases() -> None:
    net, gross = Amounts(tax=TaxBasis.EXCLUDED), Amounts(tax=TaxBasis.INCLUDED)
    assert in_tax_basis(Decimal(100), net, gross) is None


@pytest.mark.parametrize("stated", [INCLUDED, EXCLUDED])
def test_a_book_that_says_no_basis_cannot_take_in_an_amount_that_does(stated: Amounts) -> None:
    assert in_tax_basis(Decimal(100), stated, UNSAID) is None
