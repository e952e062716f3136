"""The share of wallet: what a customer buys from us, of all that it spends (METHODS.md 6)."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from kam.domain.money import HUNDRED, ZERO, ratio_of
from kam.domain.playbook import RelationshipModel
from kam.domain.sales import Sale, in_last

PRE, INTERRUPTED = "pre", "interrupted"


def share_of_wallet(
    sales: Sequence[Sale], spend: Mapping[int, Decimal], model: RelationshipModel, today: date
) -> Decimal | None:
    """Our sales of the model's last months / their spend of the latest year, a ratio to 0.0001.

    None where no spend is known for this year or an earlier one, or a sale does not convert.
    """
    years = [year for year in spend if year <= today.year]
    amounts = [sale.amount for sale in in_last(sales, model.months, today)]
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
    if not any(sale.counts for sale in in_last(sales, model.months, today)):
        return INTERRUPTED
    if share is None:
        return None
    reached = [key for key, band in model.bands.items() if share * HUNDRED >= band.above]
    return max(reached, key=lambda key: model.bands[key].above, default=None)
