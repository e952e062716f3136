"""The share of wallet: what a customer buys from us, of all that it spends (METHODS.md 6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.account import Account, StrategicPartnership, latest
from kam.domain.fiscal import fiscal_year
from kam.domain.money import HUNDRED, ZERO, ratio_of
from kam.domain.playbook import RelationshipModel
from kam.domain.purchase_gap import bought_in
from kam.domain.sales import Sale, buys_in, remains
from kam.domain.settings import Settings

PRE, INTERRUPTED, STRATEGIC = "pre", "interrupted", "strategic"


def share_of_wallet(
    sales: Sequence[Sale],
    spend: Mapping[int, Decimal],
    settings: Settings,
    model: RelationshipModel,
    today: date,
) -> Decimal | None:
    """Our sales of the model's last months / their spend of the latest year, a ratio to 0.0001.

    None where no spend is known for this fiscal year or an earlier one, or a sale does not convert.
    What credit notes outweigh counts as nothing.
    """
    stated = latest(spend, fiscal_year(today, settings))
    bought = bought_in(sales, model.months, today)
    return None if stated is None or bought is None else ratio_of(bought, stated)


def share_by_rank(rank: int, of: int) -> Decimal | None:
    """An estimate of the share by our rank among their suppliers: (1 - rank/(n + 1)) x 2/n.

    A ratio (METHODS.md 11); None where there are fewer suppliers than the rank says.
    """
    return None if rank > of else (1 - Decimal(rank) / (of + 1)) * 2 / of


@dataclass(frozen=True, slots=True, kw_only=True)
class WalletRow:
    """What a customer spent in a fiscal year and what of it with us; `line` None: in all lines.

    `share` is a ratio, None where it is not known: nothing spent, or a sale does not convert. It is
    0 where credit notes outweigh the sales.
    """

    year: int
    line: str | None
    spend: Decimal
    sales: Decimal
    share: Decimal | None


def wallet_rows(account: Account, sales: Sequence[Sale], settings: Settings) -> Iterator[WalletRow]:
    """A row for each year and line of which the account states what they spend, by year."""
    whole = account.category_spend
    stated: list[tuple[int, str | None, Decimal]] = [(year, None, whole[year]) for year in whole]
    for name, years in account.category_spend_by_line.items():
        stated += [(year, name, spend) for year, spend in years.items()]
    for year, line, spend in sorted(stated, key=lambda one: (one[0], one[1] or "")):
        part = [
            sale.amount
            for sale in sales
            if fiscal_year(sale.day, settings) == year and line in {None, sale.line}
        ]
        known = [amount for amount in part if amount is not None]
        sold = sum(known, ZERO)
        share = ratio_of(max(ZERO, sold), spend) if len(known) == len(part) else None
        yield WalletRow(year=year, line=line, spend=spend, sales=sold, share=share)


def phase_of(
    sales: Sequence[Sale],
    share: Decimal | None,
    declared: StrategicPartnership | None,
    model: RelationshipModel,
    today: date,
) -> str | None:
    """The key of the phase: `strategic` where a person declared it, else as it is computed.

    That is `pre`, `interrupted` or the highest band that `share` reaches; None where the share is
    not known. A declared partner that bought and buys no more is interrupted all the same.
    """
    bought = remains(sales)
    if bought and not buys_in(sales, model.months, today):
        return INTERRUPTED
    if declared is not None and declared.since <= today:
        return STRATEGIC
    if not bought:
        return PRE
    if share is None:
        return None
    reached = [key for key, band in model.bands.items() if share * HUNDRED >= band.above]
    return max(reached, key=lambda key: model.bands[key].above, default=None)
