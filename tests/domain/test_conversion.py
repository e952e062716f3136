from decimal import Decimal

from kam.domain.conversion import convert, order_value, terms_of
from kam.domain.settings import Settings, TaxBasis
from kam.domain.states import Kind
from tests.domain.builders import CNY, INCLUDED, day, opportunity, order, won

TODAY = day("2026-11-21")


def test_an_order_of_no_opportunity_is_in_the_books_terms() -> None:
    assert order_value(order("po-1", "2026-02-01", 100), None, CNY) == 100


def test_an_order_is_in_its_opportunitys_currency_and_tax_basis() -> None:
    terms = opportunity(currency="USD", tax=TaxBasis.EXCLUDED, tax_rate=10)
    assert order_value(order("po-1", "2026-02-01", 100), terms, CNY) == Decimal("783.20")


def test_an_order_of_a_won_project_has_the_rate_that_its_closing_fixed() -> None:
    outcome = won("2026-01-15", currency="USD", rate=7)
    project = opportunity(outcome=outcome)
    framework = opportunity(kind=Kind.FRAMEWORK, outcome=outcome)
    bought = order("po-1", "2026-02-01", 100)
    assert order_value(bought, project, CNY) == 700
    assert order_value(bought, framework, CNY) == 712


def test_a_fixed_rate_outlives_the_books_rates() -> None:
    fixed = terms_of(opportunity(outcome=won("2026-01-15", currency="GBP", rate=9)), CNY)
    assert convert(Decimal(100), fixed, CNY, TODAY) == 900


def test_no_currency_does_not_convert_into_one() -> None:
    bare = terms_of(opportunity(), Settings())
    assert convert(Decimal(100), bare, Settings(amounts=INCLUDED), TODAY) == 100
    assert convert(Decimal(100), bare, CNY, TODAY) is None
