"""A book with its amounts in another currency than its own, to be looked at (SPEC.md, money).

Everything is converted at one rate, that of the day on which the book is looked at: what was closed
at a rate of its own day keeps that one on its way into the book's currency. Each opportunity,
order, target and call is converted once and rounded once, so that rows add up to their totals.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeVar

from kam.domain.account import Account
from kam.domain.accounts_model import MONEY, AccountsModel, Question
from kam.domain.book import Book
from kam.domain.incentives import Call
from kam.domain.money import rate_on, to_cents
from kam.domain.settings import Settings

_Key = TypeVar("_Key")


class Display(NamedTuple):
    """In which currency amounts are shown, what one unit of it is worth in the book's, and when."""

    currency: str
    home: str
    rate: Decimal
    day: date


def show_settings(settings: Settings, currency: str, rate: Decimal) -> Settings:
    """The settings of a book whose amounts are shown in `currency`."""
    return replace(settings, currency=currency, stated=settings.home, shown_at=rate)


def show_book(book: Book, currency: str, rate: Decimal) -> Book:
    """The book with amounts in `currency`, one unit of which is worth `rate` in its own.

    What opportunities and orders state stays as it is and is converted by the settings.
    """
    return replace(
        book,
        settings=show_settings(book.settings, currency, rate),
        folders=tuple(
            replace(folder, account=_account(folder.account, rate)) for folder in book.folders
        ),
        targets=tuple(
            replace(target, amount=to_cents(target.amount / rate)) for target in book.targets
        ),
        calls=tuple(_call(call, rate) for call in book.calls),
        models=replace(book.models, accounts=_model(book.models.accounts, rate)),
    )


def known_currencies(settings: Settings, day: date) -> tuple[str, ...]:
    """The currencies in which a book's amounts can be shown on a day."""
    known = (name for name in sorted(settings.rates) if rate_on(settings, name, day) is not None)
    return tuple(name for name in known if name != settings.home)


def _account(account: Account, rate: Decimal) -> Account:
    costs, tests = account.acquisition, account.qualification
    return replace(
        account,
        category_spend=_amounts(account.category_spend, rate),
        category_spend_by_line={
            line: _amounts(years, rate) for line, years in account.category_spend_by_line.items()
        },
        we_buy=_amounts(account.we_buy, rate),
        qualification=replace(tests, revenue=_amount(tests.revenue, rate)),
        acquisition=replace(
            costs,
            invested=_amount(costs.invested, rate),
            upkeep_per_year=_amount(costs.upkeep_per_year, rate),
            expected_per_year=_amount(costs.expected_per_year, rate),
        ),
    )


def _model(model: AccountsModel, rate: Decimal) -> AccountsModel:
    """The same judgement: what an amount has to reach is converted as the amount is."""
    verdicts = {
        key: replace(
            verdict,
            parts={
                name: replace(
                    part,
                    questions={one: _question(part.questions[one], rate) for one in part.questions},
                )
                for name, part in verdict.parts.items()
            },
        )
        for key, verdict in model.verdicts.items()
    }
    return replace(model, verdicts=verdicts)


def _question(question: Question, rate: Decimal) -> Question:
    if question.fact not in MONEY:
        return question
    return replace(
        question,
        at_least=_amount(question.at_least, rate),
        at_most=_amount(question.at_most, rate),
    )


def _call(call: Call, rate: Decimal) -> Call:
    commit = to_cents(call.commit / rate)
    return replace(call, commit=commit, best_case=_amount(call.best_case, rate))


def _amount(amount: Decimal | None, rate: Decimal) -> Decimal | None:
    return None if amount is None else to_cents(amount / rate)


def _amounts(amounts: Mapping[_Key, Decimal], rate: Decimal) -> dict[_Key, Decimal]:
    return {key: to_cents(amount / rate) for key, amount in amounts.items()}
