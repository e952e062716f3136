"""The cells of the whitespace grid: one line of one account, and of the accounts of a group.

Amounts are in the book's currency and tax basis, in cents (METHODS.md 5).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kam.domain.money import ZERO, ratio_of
from kam.domain.states import ClosedWord


class Chance(ClosedWord):
    """What selling more of a line to an account would be."""

    FIRST_SALE = "first-sale"
    CROSS_SELL = "cross-sell"
    UNKNOWN = "unknown"
    UP_SELL = "up-sell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One product line of an account, or of a group.

    `potential` is what they spend on it in the latest fiscal year that is stated and not in the
    future, None where nobody knows; `current` is what they bought from us in the last months, never
    below 0, None where a sale does not convert. `gap` = potential - current, never below 0;
    `share_of_wallet` is a ratio; of a group, an account whose spend is not known counts as what it
    buys from us, and a figure that one of its accounts lacks is None. `chance`: never bought it,
    `first-sale` of one that is no customer yet and else `cross-sell`; `unknown` where it bought
    something without a line, which may be of this one; bought it and could buy more, `up-sell`; of
    a group the last of these that one of its accounts has. `units` counts the accounts in
    the cell, `buying` those of them that bought it in the last months; `opportunities` are open.
    """

    account: str | None
    name: str
    group: str
    line: str
    potential: Decimal | None
    current: Decimal | None
    gap: Decimal | None
    share_of_wallet: Decimal | None
    chance: Chance | None
    units: int
    buying: int
    open_amount: Decimal
    opportunities: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show of it but whether it was sold there before."""
        return not (self.potential or self.current != ZERO or self.buying or self.opportunities)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wallet:
    """An account, or a group, in all lines: its cells, and what it spends as a whole.

    `unit` is an account that a command can name: itself, or one of the group, its parent first.
    `potential` is its category spend, else the sum of its lines; `estimated` says that it is
    neither, but what our sales and our rank among their suppliers stand for: then no share is
    given.
    """

    account: str | None
    name: str
    group: str
    unit: str
    potential: Decimal | None
    estimated: bool
    current: Decimal | None
    gap: Decimal | None
    share_of_wallet: Decimal | None
    cells: tuple[Cell, ...]


def by_group(wallets: Sequence[Wallet], names: Mapping[str, str]) -> list[Wallet]:
    """The accounts of each group together."""
    found = []
    for group in sorted({wallet.group for wallet in wallets}):
        members = [wallet for wallet in wallets if wallet.group == group]
        lines = dict.fromkeys(cell.line for wallet in members for cell in wallet.cells)
        name = names.get(group, group)
        potential, current = spent(members), whole(wallet.current for wallet in members)
        estimated = any(wallet.estimated for wallet in members)
        units = [wallet.unit for wallet in members]
        found.append(
            Wallet(
                account=None,
                name=name,
                group=group,
                unit=group if group in units else units[0],
                potential=potential,
                estimated=estimated,
                current=current,
                gap=elsewhere(members),
                share_of_wallet=None if estimated else share_between(potential, current),
                cells=tuple(_joined(group, name, line, members) for line in lines),
            )
        )
    return found


def _joined(group: str, name: str, line: str, members: Sequence[Wallet]) -> Cell:
    cells = [cell for wallet in members for cell in wallet.cells if cell.line == line]
    chances = {cell.chance for cell in cells}
    potential, current = spent(cells), whole(cell.current for cell in cells)
    return Cell(
        account=None,
        name=name,
        group=group,
        line=line,
        potential=potential,
        current=current,
        gap=elsewhere(cells),
        share_of_wallet=share_between(potential, current),
        chance=next((chance for chance in reversed(Chance) if chance in chances), None),
        units=len(members),
        buying=sum(cell.buying for cell in cells),
        open_amount=sum((cell.open_amount for cell in cells), ZERO),
        opportunities=tuple(name for cell in cells for name in cell.opportunities),
    )


def spent(parts: Sequence[Cell] | Sequence[Wallet]) -> Decimal | None:
    """What several spend; one of which nobody knows it spends at least what it buys from us.

    None where it is known of none of them, or what such a one buys does not convert.
    """
    if all(part.potential is None for part in parts):
        return None
    return whole(part.current if part.potential is None else part.potential for part in parts)


def elsewhere(parts: Sequence[Cell] | Sequence[Wallet]) -> Decimal | None:
    """What several spend elsewhere, of those whose spend is known; None where there is none.

    None as well where what one of them buys from us does not convert: nobody knows the rest.
    """
    known = [part.gap for part in parts if part.potential is not None]
    return whole(known) if known else None


def whole(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum; None where one of them is not known."""
    every = tuple(amounts)
    known = [amount for amount in every if amount is not None]
    return sum(known, ZERO) if len(known) == len(every) else None


def added(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of those that are known; None where none is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, ZERO) if known else None


def gap_between(potential: Decimal | None, current: Decimal | None) -> Decimal | None:
    """Potential - current, never below 0."""
    return None if potential is None or current is None else max(ZERO, potential - current)


def share_between(potential: Decimal | None, current: Decimal | None) -> Decimal | None:
    """Current / potential."""
    return None if potential is None or current is None else ratio_of(current, potential)
