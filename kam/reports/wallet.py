"""The share of wallet: what a customer buys from us, of all that it spends (METHODS.md 6)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.book import Folder
from kam.domain.conversion import order_value
from kam.domain.deal import Deal
from kam.domain.money import HUNDRED, ZERO, ratio_of
from kam.domain.periods import months_before
from kam.domain.playbook import RelationshipModel
from kam.domain.settings import Settings

PRE, INTERRUPTED = "pre", "interrupted"


class Sale(NamedTuple):
    """Something sold on a day, in the book's currency; None where nothing converts it."""

    day: date
    amount: Decimal | None

    @property
    def counts(self) -> bool:
        """Whether anything was bought: a credit note or a free order is no purchase."""
        return self.amount is None or self.amount > 0


def sales_of(folder: Folder, deals: Sequence[Deal], settings: Settings) -> Iterator[Sale]:
    """What an account bought: its orders, and won deals that no order belongs to (SPEC.md 1)."""
    by_id = {opportunity.id: opportunity for opportunity in folder.opportunities}
    ordered = set()
    for order in folder.orders:
        opportunity = by_id.get(order.opportunity or "")
        if opportunity:
            ordered.add(opportunity.reference)
        yield Sale(order.date, order_value(order, opportunity, settings))
    for deal in deals:
        if deal.id not in ordered:
            yield from (Sale(booking.day, booking.amount) for booking in deal.bookings)
            yield from (Sale(booking.day, None) for booking in deal.unbooked)


def share_of_wallet(
    sales: Sequence[Sale], spend: Mapping[int, Decimal], model: RelationshipModel, today: date
) -> Decimal | None:
    """Our sales of the model's last months / their spend of the latest year, a ratio to 0.0001.

    None where no spend is known for this year or an earlier one, or a sale does not convert.
    """
    years = [year for year in spend if year <= today.year]
    amounts = [sale.amount for sale in _recent(sales, model, today)]
    known = [amount for amount in amounts if amount is not None]
    if not years or len(known) < len(amounts):
        return None
    return ratio_of(sum(known, ZERO), spend[max(years)])


def phase_of(
    sales: Sequence[Sale], share: Decimal | None, model: RelationshipModel, today: date
) -> str | None:
    """The key of the phase: `pre`, `interrupted`, else of the highest band that `share` reaches.

    None where the share is not known.
    """
    if not any(sale.counts for sale in sales):
        return PRE
    if not any(sale.counts for sale in _recent(sales, model, today)):
        return INTERRUPTED
    if share is None:
        return None
    reached = [key for key, band in model.bands.items() if share * HUNDRED >= band.above]
    return max(reached, key=lambda key: model.bands[key].above, default=None)


def _recent(sales: Sequence[Sale], model: RelationshipModel, today: date) -> list[Sale]:
    start = months_before(today, model.months)
    return [sale for sale in sales if start < sale.day <= today]
