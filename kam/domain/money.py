"""Amounts: rounding, sharing out, tax and currency; decimals all the way (SPEC.md 3)."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, DefaultContext, setcontext

from kam.domain.settings import Amounts, RateFrom, Settings, TaxBasis

CENT = Decimal("0.01")
HUNDRED = Decimal(100)
RATIO = Decimal("0.0001")
ZERO = Decimal(0)

# The longest legal amount at the longest legal rate has 26 digits, and ratios of such have more.
DefaultContext.prec = 80
setcontext(DefaultContext)


def to_cents(amount: Decimal) -> Decimal:
    """Round half up to 0.01: the one rounding that a figure goes through."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def percent_of(amount: Decimal, percent: Decimal | None) -> Decimal:
    """`amount` weighted by a probability or share in percent, in cents; nothing without one."""
    return ZERO if percent is None else to_cents(amount * percent / HUNDRED)


def ratio_of(part: Decimal, whole: Decimal) -> Decimal | None:
    """How many times `whole` goes into `part`, half up to 0.0001; None where there is no whole."""
    return (part / whole).quantize(RATIO, rounding=ROUND_HALF_UP) if whole > 0 else None


def share_out(total: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Split `total` in proportion to `weights`, in cents; the parts add up to it.

    The cents that are left go to the largest remainders, the first of equal ones first. Total and
    weights have at most two decimals; weights that add up to nothing stand for equal shares.
    """
    cents = int(total * HUNDRED)
    units = [int(weight * HUNDRED) for weight in weights]
    whole = sum(units)
    if not whole:
        units, whole = [1] * len(units), len(units)
    sign = 1 if whole > 0 else -1
    shares = [divmod(cents * unit * sign, whole * sign) for unit in units]
    left = cents - sum(share for share, _ in shares)
    by_remainder = sorted(range(len(shares)), key=lambda place: -shares[place][1])
    rounded_up = frozenset(by_remainder[:left])
    return tuple(
        Decimal(share + (place in rounded_up)).scaleb(-2) for place, (share, _) in enumerate(shares)
    )


def rate_on(settings: Settings, currency: str, day: date) -> Decimal | None:
    """What one unit of `currency` is worth in the book's own on `day`; None where no rate says."""
    if currency == settings.home:
        return Decimal(1)
    rates = settings.rates.get(currency)
    if rates is None or isinstance(rates, Decimal):
        return rates
    begun = [entry for entry in rates if entry.from_ <= day]
    return max(begun, key=_beginning).rate if begun else None


def _beginning(entry: RateFrom) -> date:
    return entry.from_


def in_tax_basis(amount: Decimal, stated: Amounts, book: Amounts) -> Decimal | None:
    """Restate an amount in the book's tax basis, unrounded; None where the way there is unknown.

    net = gross / (1 + rate); an amount that does not say is taken to be in the book's basis. One
    that says it in a book that does not has no way there: nobody knows what it would add up with.
    """
    basis = stated.tax or book.tax
    if basis == book.tax:
        return amount
    if book.tax is None:
        return None
    rate = stated.rate if stated.rate is not None else book.rate
    if rate is None:
        return None
    factor = 1 + rate / HUNDRED
    return amount * factor if basis is TaxBasis.EXCLUDED else amount / factor
