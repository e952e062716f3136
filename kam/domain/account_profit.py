"""What an account earned over some months: margins less what it costs us (METHODS.md 5)."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.account import Acquisition
from kam.domain.money import HUNDRED, ZERO, to_cents
from kam.domain.periods import MONTHS, Period, months_before, months_until
from kam.domain.sales import Sale, in_last
from kam.domain.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountProfit:
    """The last months of one account, in the book's currency and cents.

    Attributes:
        count: How many sales there were.
        sales: What those that convert come to.
        before: The same of the months before; None where one of them does not convert.
        margin: Of the sales that state one.
        margined: What those sales come to.
        bare: How many of them state no margin; `bare_amount` is what they come to.
        apart: The currency and amount of each sale that nothing converts; it is in no other figure.
        cost: The parts of upkeep and acquisition that fall into these months.
        read: Whether all files that say it were read.
    """

    count: int
    sales: Decimal
    before: Decimal | None
    margin: Decimal
    margined: Decimal
    bare: int
    bare_amount: Decimal
    apart: tuple[tuple[str | None, Decimal], ...]
    cost: Decimal
    read: bool

    @property
    def profit(self) -> Decimal | None:
        """Margins less costs; None where no sale has a margin, or a file was not read.

        Sales without a margin are not in it, nor those that nothing converts: where there are some
        it is of the others alone.
        """
        known = self.read and (self.bare + len(self.apart) < self.count or not self.count)
        return self.margin - self.cost if known else None

    @property
    def growth(self) -> Decimal | None:
        """How sales grew over the months before, in percent; None where that is not known."""
        if not self.read or self.apart or not self.before or self.before < 0:
            return None
        return (self.sales - self.before) * HUNDRED / self.before

    @property
    def margin_percent(self) -> Decimal | None:
        """The gross margin of the sales that state one, in percent."""
        return self.margin * HUNDRED / self.margined if self.margined > 0 and self.read else None


def profit_of(  # noqa: PLR0913 - what one account is counted of
    sales: Sequence[Sale],
    acquisition: Acquisition,
    settings: Settings,
    months: int,
    today: date,
    *,
    read: bool,
) -> AccountProfit:
    """Add up the last `months` of an account's sales."""
    recent = in_last(sales, months, today)
    earlier = in_last(sales, months, months_before(today, months))
    known = [sale.amount for sale in earlier if sale.amount is not None]
    stated = [sale for sale in recent if sale.margin is not None]
    bare = [sale for sale in recent if sale.margin is None and sale.amount is not None]
    return AccountProfit(
        count=len(recent),
        sales=sum((sale.amount or ZERO for sale in recent), ZERO),
        before=sum(known, ZERO) if len(known) == len(earlier) else None,
        margin=sum((sale.margin or ZERO for sale in stated), ZERO),
        margined=sum((sale.amount or ZERO for sale in stated), ZERO),
        bare=len(bare),
        bare_amount=sum((sale.amount or ZERO for sale in bare), ZERO),
        apart=tuple(sale.apart or (None, ZERO) for sale in recent if sale.amount is None),
        cost=_cost(acquisition, _begun(sales, acquisition, settings), months, today),
        read=read,
    )


def _begun(sales: Sequence[Sale], acquisition: Acquisition, settings: Settings) -> date | None:
    """From when on the account bears its cost: the year stated, else its first sale."""
    if acquisition.since is not None:
        return Period.parse(str(acquisition.since), settings.fiscal_year_start).first_day
    return min((sale.day for sale in sales if sale.counts), default=None)


def _cost(acquisition: Acquisition, begun: date | None, months: int, today: date) -> Decimal:
    """Upkeep and acquisition cost of these months, as far as the account bore it in them.

    Upkeep runs from `begun` on and the acquisition is spread over `years` from there, both by
    months and their days. Of an account that has not begun, the cost is that of every month.
    """
    end = months_until(today) + Decimal(1) / monthrange(today.year, today.month)[1]
    years = acquisition.years or 1
    borne = spread = Decimal(months)
    if begun is not None:
        start = max(months_until(begun), end - months)
        borne = max(end - start, ZERO)
        spread = max(min(end, months_until(begun) + years * MONTHS) - start, ZERO)
    upkeep = (acquisition.upkeep_per_year or ZERO) * borne
    return to_cents((upkeep + (acquisition.invested or ZERO) * spread / years) / MONTHS)
