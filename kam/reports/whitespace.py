"""Whitespace: what each account could still buy from us, by product line (METHODS.md 5).

Amounts are in the book's currency and tax basis, in cents. An account is a business unit; with
`by` group the units of a group stand together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.account import Account, latest
from kam.domain.deal import Deal
from kam.domain.deals import topmost_parents
from kam.domain.fiscal import fiscal_year
from kam.domain.lines import OTHER_LINE
from kam.domain.money import ZERO, to_cents
from kam.domain.purchase_gap import bought_in
from kam.domain.sales import Sale, buys_in
from kam.domain.settings import TaxBasis
from kam.domain.states import State
from kam.reports.selection import EVERYTHING, By, Filter
from kam.reports.wallet import share_by_rank
from kam.reports.whitespace_cells import (
    Cell,
    Chance,
    Wallet,
    added,
    by_group,
    elsewhere,
    gap_between,
    share_between,
    spent,
    whole,
)
from kam.reports.worth_ground import WorthGround


@dataclass(frozen=True, slots=True, kw_only=True)
class Whitespace:
    """The result: a wallet an account or group, by id; `lines` are all that the book knows.

    `year` is the fiscal year that today lies in; `potential`, `current` and `gap` are of all
    accounts together, None as in a group.
    """

    as_of: date
    year: int
    currency: str | None
    tax: TaxBasis | None
    months: int
    by: By | None
    potential: Decimal | None
    current: Decimal | None
    gap: Decimal | None
    lines: tuple[str, ...]
    rows: tuple[Wallet, ...]
    unread: tuple[str, ...]


def build_whitespace(
    ground: WorthGround, by: By | None = None, chosen: Filter = EVERYTHING
) -> Whitespace:
    """Lay the lines of the whole book against each account that the filter accepts.

    `by` is nothing, or `group`: the accounts of a group together.
    """
    settings, model, today = ground.settings, ground.model, ground.today
    year = fiscal_year(today, settings)
    groups = topmost_parents(folder.account for folder in ground.folders)
    units = {
        folder.account.id: _Unit(
            folder.account,
            groups[folder.account.id],
            ground.sold_to(folder),
            [
                deal
                for deal in ground.deals_of(folder)
                if deal.state is State.OPEN and not deal.superseded
            ],
            model.months,
            today,
            year,
        )
        for folder in ground.folders
    }
    lines = _lines(units.values())
    known, left_out = ground.split(chosen)
    wallets = rows = [_wallet(units[folder.account.id], lines) for folder in known]
    if by is By.GROUP:
        rows = by_group(wallets, {name: unit.account.name for name, unit in units.items()})
    return Whitespace(
        as_of=today,
        year=year,
        currency=settings.currency,
        tax=settings.amounts.tax,
        months=model.months,
        by=by,
        potential=spent(wallets),
        current=whole(wallet.current for wallet in wallets),
        gap=elsewhere(wallets),
        lines=lines,
        rows=tuple(rows),
        unread=left_out,
    )


class _Unit(NamedTuple):
    """An account with what it bought up to today, and its open opportunities."""

    account: Account
    group: str
    sales: Sequence[Sale]
    deals: Sequence[Deal]
    months: int
    today: date
    year: int

    def bought(self, line: str) -> bool:
        """Whether it ever bought something of a line."""
        return any(sale.counts and sale.line == line for sale in self.sales)

    def recent(self, line: str | None = None) -> Decimal | None:
        """What it bought in the last months, of a line or of all; see `bought_in`."""
        return bought_in(self._sales_of(line), self.months, self.today)

    def buys(self, line: str) -> bool:
        """Whether it bought something of a line in the last months."""
        return buys_in(self._sales_of(line), self.months, self.today)

    def _sales_of(self, line: str | None) -> list[Sale]:
        return [sale for sale in self.sales if line in {None, sale.line}]

    def open_in(self, line: str) -> dict[str, Decimal]:
        """Its open opportunities in a line, with what they would bring there."""
        found = {deal.id: deal.lines or ((OTHER_LINE, deal.value),) for deal in self.deals}
        return {
            name: amount for name, parts in found.items() for part, amount in parts if part == line
        }


def _lines(units: Iterable[_Unit]) -> tuple[str, ...]:
    """Every line that was sold, is open or is spent on somewhere, by name."""
    found: set[str] = set()
    for unit in units:
        found |= {sale.line for sale in unit.sales} | {*unit.account.category_spend_by_line}
        found |= {line for deal in unit.deals for line, _ in deal.lines}
    return tuple(sorted(found - {OTHER_LINE}))


def _wallet(unit: _Unit, lines: Sequence[str]) -> Wallet:
    """An account's cells in all lines; `other` is one where there is something in it."""
    account = unit.account
    rest = _cell(unit, OTHER_LINE)
    cells = [_cell(unit, line) for line in lines]
    cells += [] if rest.is_empty else [replace(rest, chance=None)]
    current = unit.recent()
    stated = latest(account.category_spend, unit.year)
    potential = added(cell.potential for cell in cells) if stated is None else stated
    rank = account.wallet_rank
    estimated = potential is None and rank is not None
    if rank is not None and potential is None:
        share = share_by_rank(rank.rank, rank.of)
        potential = to_cents(current / share) if share and current else None
    return Wallet(
        account=account.id,
        name=account.name,
        group=unit.group,
        unit=account.id,
        potential=potential,
        estimated=estimated and potential is not None,
        current=current,
        gap=gap_between(potential, current),
        share_of_wallet=None if estimated else share_between(potential, current),
        cells=tuple(cells),
    )


def _cell(unit: _Unit, line: str) -> Cell:
    account = unit.account
    spend = account.category_spend_by_line.get(line, {})
    potential, current = latest(spend, unit.year), unit.recent(line)
    opens = unit.open_in(line)
    if unit.bought(line):
        chance = Chance.UP_SELL if gap_between(potential, current) or current == ZERO else None
    elif unit.bought(OTHER_LINE):
        chance = Chance.UNKNOWN
    else:
        customer = any(sale.counts for sale in unit.sales)
        chance = Chance.CROSS_SELL if customer else Chance.FIRST_SALE
    return Cell(
        account=account.id,
        name=account.name,
        group=unit.group,
        line=line,
        potential=potential,
        current=current,
        gap=gap_between(potential, current),
        share_of_wallet=share_between(potential, current),
        chance=chance,
        units=1,
        buying=int(unit.buys(line)),
        open_amount=sum(opens.values(), ZERO),
        opportunities=tuple(opens),
    )
