"""Economics: what accounts cost and bring, year by year, and whether they are worth it.

Amounts are in the book's currency and tax basis, in cents; years are fiscal ones (METHODS.md 5).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.account import Account
from kam.domain.economics import Economics, EconomicYear, economics_of
from kam.domain.fiscal import fiscal_year
from kam.domain.money import ZERO, ratio_of
from kam.domain.plan import Source
from kam.domain.sales import Sale, in_last
from kam.domain.settings import Settings, TaxBasis
from kam.domain.worth_model import WorthModel
from kam.reports.selection import EVERYTHING, Filter, OtherRow, unconverted_rows
from kam.reports.wallet import WalletRow, share_by_rank, wallet_rows
from kam.reports.worth_ground import WorthGround


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRow(EconomicYear):
    """One fiscal year, of one account or of all.

    `share_of_wallet` is what was sold / what they spend in the category, of one account's year
    that is not planned; None where that is not known, 0 where credit notes outweigh the sales.
    """

    share_of_wallet: Decimal | None


class ReciprocalTrade(NamedTuple):
    """Reciprocal trade of a fiscal year: what they bought from us, and we from them."""

    year: int
    they_buy: Decimal
    we_buy: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEconomics:
    """One account.

    `revenue` is of the last months, `profit` and `cumulative` of the year that today lies in, None
    where the account begins later. `earned` is margin less upkeep up to today, `coming` what is
    still planned, weighted and discounted; `lifetime_value` = both less `invested`. `pays` says
    whether it is worth it. `wallet_estimate` is what the rank among their suppliers
    stands for, where one is stated.
    """

    account: str
    name: str
    plan: Source | None
    revenue: Decimal
    profit: Decimal | None
    cumulative: Decimal | None
    invested: Decimal | None
    begun: int
    pays_by: int | None
    payback_year: int | None
    earned: Decimal
    coming: Decimal
    lifetime_value: Decimal
    pays: bool | None
    margin: Decimal
    assumed: Decimal
    wallet_estimate: Decimal | None
    wallet: tuple[WalletRow, ...]
    trade: tuple[ReciprocalTrade, ...]
    rows: tuple[YearRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EconomicsReport:
    """The result.

    Attributes:
        rows: The years of all accounts together.
        accounts: One by one, by id; those of which nothing is known are left out.
        other: What was sold and nothing converts.
        unread: Accounts of which nobody can say what they bought; they are in no figure.
        single: Whether one account was asked for.
    """

    as_of: date
    currency: str | None
    tax: TaxBasis | None
    model: WorthModel
    rows: tuple[YearRow, ...]
    accounts: tuple[AccountEconomics, ...]
    other: tuple[OtherRow, ...]
    unread: tuple[str, ...]
    single: bool

    @property
    def payback_year(self) -> int | None:
        """The first year, of those since the last cost was borne, that ends with nothing left."""
        paying = [one for one in self.accounts if one.invested is not None]
        if not paying:
            return None
        if len(self.accounts) == 1:
            return paying[0].payback_year
        begun = max(one.begun for one in paying)
        return next(
            (row.year for row in self.rows if row.year >= begun and row.cumulative >= 0), None
        )


def build_economics(ground: WorthGround, chosen: Filter = EVERYTHING) -> EconomicsReport:
    """Count the years of each account whose own file reads; the filter is on facts of it."""
    settings, model, today = ground.settings, ground.model, ground.today
    known, left_out = ground.split(chosen)
    found = [
        (
            folder.account,
            economics_of(folder, ground.deals_of(folder), settings, model, today),
        )
        for folder in known
    ]
    accounts = tuple(
        _account(account, one, settings, model, today) for account, one in found if one.years
    )
    return EconomicsReport(
        as_of=today,
        currency=settings.currency,
        tax=settings.amounts.tax,
        model=model,
        rows=accounts[0].rows if len(accounts) == 1 else _together(accounts),
        accounts=accounts,
        other=_unconverted([one for _, one in found]),
        unread=left_out,
        single=chosen.account is not None,
    )


def _unconverted(every: Sequence[Economics]) -> tuple[OtherRow, ...]:
    """What was sold or is open and nothing converts; the lines of one purchase are one of them."""
    sales = [sale for one in every for sale in one.apart]
    opens = [entry for one in every for entry in one.open_apart]
    apart = [*(sale.apart or (None, ZERO) for sale in sales), *opens]
    count = len({(sale.purchase, sale.day) for sale in sales}) + len(opens)
    return unconverted_rows(apart, count)


def _account(
    account: Account, one: Economics, settings: Settings, model: WorthModel, today: date
) -> AccountEconomics:
    rank = account.wallet_rank
    recent = in_last(one.sales, model.months, today)
    this = fiscal_year(today, settings)
    present = next((year for year in one.years if year.year == this), None)
    return AccountEconomics(
        account=account.id,
        name=account.name,
        plan=one.plan.source if one.plan else None,
        revenue=sum((sale.amount or ZERO for sale in recent), ZERO),
        profit=present.profit if present else None,
        cumulative=present.cumulative if present else None,
        invested=one.invested,
        begun=one.begun,
        pays_by=one.pays_by,
        payback_year=one.payback_year,
        earned=one.realised,
        coming=one.coming,
        lifetime_value=one.lifetime_value,
        pays=one.pays,
        margin=one.margin,
        assumed=one.assumed,
        wallet_estimate=share_by_rank(rank.rank, rank.of) if rank else None,
        wallet=tuple(wallet_rows(account, (*one.sales, *one.apart), settings)),
        trade=tuple(_trade(account, one.sales, settings)),
        rows=tuple(_row(year, account) for year in one.years),
    )


def _trade(
    account: Account, sales: Sequence[Sale], settings: Settings
) -> Iterator[ReciprocalTrade]:
    for year, bought in sorted(account.we_buy.items()):
        sold = [sale.amount or ZERO for sale in sales if fiscal_year(sale.day, settings) == year]
        yield ReciprocalTrade(year, sum(sold, ZERO), bought)


def _row(year: EconomicYear, account: Account) -> YearRow:
    spend = account.category_spend.get(year.year)
    share = None if spend is None or year.planned else ratio_of(max(ZERO, year.revenue), spend)
    return YearRow(
        **{name: getattr(year, name) for name in EconomicYear.__slots__},
        share_of_wallet=share,
    )


def _together(accounts: Sequence[AccountEconomics]) -> tuple[YearRow, ...]:
    """The years of several accounts: each account's last cumulative figure stands on."""
    years = sorted({row.year for one in accounts for row in one.rows})
    return tuple(_sum(year, accounts) for year in years)


def _sum(year: int, accounts: Sequence[AccountEconomics]) -> YearRow:
    rows = [row for one in accounts for row in one.rows if row.year == year]
    ends = [[row for row in one.rows if row.year <= year][-1:] for one in accounts]
    sums = {
        name: sum((getattr(row, name) for row in rows), ZERO)
        for name in ("revenue", "margin", "upkeep", "acquisition", "profit", "assumed")
    }
    return YearRow(
        year=year,
        cumulative=sum((row.cumulative for end in ends for row in end), ZERO),
        planned=any(row.planned for row in rows),
        share_of_wallet=None,
        **sums,
    )
