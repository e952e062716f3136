"""Amounts: rounding, tax and currency; decimals all the way (SPEC.md 3)."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from kam.domain.settings import Amounts, RateFrom, Settings, TaxBasis

CENT = Decimal("0.01")
HUNDRED = Decimal(100)
ZERO = Decimal(0)


def to_cents(amount: Decimal) -> Decimal:
    """Round half up to 0.01: the one rounding that a figure goes through."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def percent_of(amount: Decimal, percent: Decimal | None) -> Decimal:
    """`amount` weighted by a probability or share in percent, in cents; nothing without one."""
    return ZERO if percent is None else to_cents(amount * percent / HUNDRED)


def rate_on(settings: Settings, currency: str, day: date) -> Decimal | None:
    """What one unit of `currency` is worth in the book's on `day`; None where no rate says."""
    if currency == settings.currency:
        return Decimal(1)
    rates = settings.rates.get(currency)
    if rates is None or isinstance(rates, Decimal):
        return rates
    begun = [entry for entry in rates if entry.from_ <= day]
    return max(begun, key=_beginning).rate if begun else None


def _beginning(entry: RateFrom) -> date:
    return entry.from_


def in_tax_basis(amount: Decimal, stated: Amounts, book: Amounts) -> Decimal | None:
    """Restate an amount in the book's tax basis, unrounded; None where the tax rate is unknown.

    net = gross / (1 + rate); an amount that does not say is taken to be in the book's basis.
    """
    basis = stated.tax or book.tax
    if basis == book.tax:
        return amount
    rate = stated.rate if stated.rate is not None else book.rate
    if rate is None:
        return None
    factor = 1 + rate / HUNDRED
    return amount * factor if basis is TaxBasis.EXCLUDED else amount / factor
