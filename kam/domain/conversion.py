"""How an opportunity's amounts, and its orders', come into the book's currency and tax basis."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from kam.domain.money import in_tax_basis, rate_on, to_cents
from kam.domain.settings import Amounts, Settings
from kam.domain.states import Kind

if TYPE_CHECKING:
    from kam.domain.opportunity import Opportunity
    from kam.domain.order import Order


@dataclass(frozen=True, slots=True)
class Terms:
    """In what an amount is stated; `rate` is the one that a closing fixed, else None."""

    currency: str | None
    basis: Amounts
    rate: Decimal | None = None


def terms_of(opportunity: "Opportunity | None", settings: Settings) -> Terms:
    """The terms of an opportunity's amounts; the book's own where there is none."""
    if opportunity is None:
        return Terms(settings.home, Amounts())
    outcome = opportunity.outcome
    return Terms(
        (outcome and outcome.currency) or opportunity.currency or settings.home,
        Amounts(tax=opportunity.tax, rate=opportunity.tax_rate),
        outcome.rate if outcome else None,
    )


def order_terms(opportunity: "Opportunity | None", settings: Settings) -> Terms:
    """The terms of an order: its opportunity's, else the book's.

    A framework's orders keep the rates of their own days: closing it changes no booked figure.
    """
    terms = terms_of(opportunity, settings)
    if opportunity is not None and opportunity.kind is Kind.FRAMEWORK:
        return Terms(terms.currency, terms.basis)
    return terms


def convert(amount: Decimal, terms: Terms, settings: Settings, day: date) -> Decimal | None:
    """`amount` in the book's currency and tax basis, rounded once to cents.

    None where no rate of `day`, or no tax rate, brings it there. The divisions come last, so that
    nothing but the result is rounded. Where amounts are shown in another currency it is that one.
    """
    if terms.currency == settings.home:
        rate: Decimal | None = Decimal(1)
    else:
        rate = terms.rate or (rate_on(settings, terms.currency, day) if terms.currency else None)
    if rate is None:
        return None
    restated = in_tax_basis(amount * rate, terms.basis, settings.amounts)
    return None if restated is None else to_cents(restated / settings.shown_at)


def order_value(
    order: "Order", opportunity: "Opportunity | None", settings: Settings
) -> Decimal | None:
    """An order's amount in the book's currency and tax basis; None where nothing converts it."""
    return convert(order.amount, order_terms(opportunity, settings), settings, order.date)


def order_margin(
    order: "Order", opportunity: "Opportunity | None", settings: Settings
) -> Decimal | None:
    """An order's margin in the same terms; None where none is stated or nothing converts it."""
    if order.margin is None:
        return None
    return convert(order.margin, order_terms(opportunity, settings), settings, order.date)
