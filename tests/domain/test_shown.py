"""A book with its amounts in another currency: everything once, at one rate."""

from dataclasses import replace
from decimal import Decimal

from kam.domain.account import Account, Acquisition, KeyAccountTests
from kam.domain.accounts_model import Fact, Part, Question, Verdict
from kam.domain.book import Book
from kam.domain.conversion import order_value
from kam.domain.deals import build_deals
from kam.domain.incentives import Call
from kam.domain.settings import RateFrom, Settings
from kam.domain.shown import known_currencies, show_book
from tests.domain.builders import (
    HERE,
    INCLUDED,
    MODELS,
    TODAY,
    account,
    book,
    day,
    facts,
    opportunity,
    order,
    target,
    won,
)

RATES = Settings(
    currency="CNY",
    amounts=INCLUDED,
    rates={
        "USD": Decimal(7),
        "EUR": (RateFrom(from_=day("2026-07-01"), rate=Decimal(8)),),
        "JPY": (RateFrom(from_=day("2027-01-01"), rate=Decimal("0.05")),),
    },
)


def in_dollars(whole: Book) -> Book:
    return show_book(whole, "USD", Decimal(7))


def test_open_and_closed_come_through_the_books_currency_at_the_rate_of_today() -> None:
    whole = book(
        opportunity("acme/own", amount=700, stage="A"),
        opportunity("acme/dollars", amount=100, currency="USD", stage="A"),
        opportunity("acme/euros", amount=70, currency="EUR", stage="A"),
        opportunity("acme/frozen", amount=100, currency="USD", outcome=won("2026-02-01", rate=6.3)),
        opportunity("acme/early", amount=100, currency="EUR", outcome=won("2026-02-01")),
        settings=RATES,
    )
    shown = {one.id: one for one in build_deals(in_dollars(whole), TODAY)}
    assert {name: one.amount for name, one in shown.items()} == {
        "acme/own": 100,
        "acme/dollars": 100,
        "acme/euros": 80,
        "acme/frozen": 90,
        "acme/early": None,
    }
    assert shown["acme/own"].weighted == 90
    assert facts(shown["acme/own"], "currency stated") == ("CNY", 700)
    assert shown["acme/frozen"].bookings[0].amount == 90
    assert shown["acme/early"].unbooked[0].amount == 100


def test_an_order_and_what_the_book_states_itself_are_converted_once() -> None:
    spent = {2026: Decimal(70)}
    costs = Acquisition(invested=Decimal(10), years=5, upkeep_per_year=Decimal(700))
    described = account(
        category_spend=spent,
        category_spend_by_line={"drives": spent},
        we_buy=spent,
        acquisition=costs,
        qualification=KeyAccountTests(revenue=Decimal(1400)),
    )
    calls = (Call(owner="li.wei", period="2026", commit=Decimal(1), date=TODAY),)
    whole = book(
        settings=RATES,
        accounts=(described,),
        orders={"acme": (order("one", "2026-02-01", 50),)},
        targets=(target("owner li.wei", "2026", 100),),
    )
    shown = in_dollars(replace(whole, calls=calls))
    (folder,) = shown.folders
    own: Account = folder.account
    assert order_value(folder.orders[0], None, shown.settings) == Decimal("7.14")
    assert own.category_spend == own.we_buy == {2026: 10}
    assert own.category_spend_by_line == {"drives": {2026: 10}}
    assert facts(own.acquisition, "invested upkeep_per_year expected_per_year") == (
        Decimal("1.43"),
        100,
        None,
    )
    assert own.qualification.revenue == 200
    assert shown.targets[0].amount == Decimal("14.29")
    assert facts(shown.calls[0], "commit best_case") == (Decimal("0.14"), None)


def test_what_an_amount_has_to_reach_is_converted_with_it() -> None:
    whole = book(settings=RATES)
    asked = {
        "spend": Question(fact=Fact.BUDGET, label=HERE, at_least=Decimal(700)),
        "people": Question(fact=Fact.EMPLOYEES, label=HERE, at_least=Decimal(700)),
    }
    part = Part(label=HERE, questions=asked)
    verdicts = {"fit": Verdict(label=HERE, passes=Decimal(50), parts={"size": part})}
    judged = replace(MODELS.accounts, verdicts=verdicts)
    shown = in_dollars(replace(whole, models=replace(MODELS, accounts=judged)))
    questions = shown.models.accounts.verdicts["fit"].parts["size"].questions
    assert [one.at_least for one in questions.values()] == [100, 700]
    assert questions["spend"].at_most is None


def test_known_are_the_currencies_with_a_rate_on_the_day() -> None:
    assert known_currencies(RATES, TODAY) == ("EUR", "USD")
    assert known_currencies(RATES, day("2026-01-01")) == ("USD",)
