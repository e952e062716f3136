"""A deal: the flat row that reports count, with every default of account and book resolved.

Reports take rows and not files, so that an index can feed them. Amounts are in the book's currency
and tax basis, in cents; `None` where the file states no amount or no rate converts it. A row is a
tuple, because a large book has fifty thousand of them.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.money import ZERO
from kam.domain.states import Category, Kind, State

OPEN_STATES = frozenset({State.OPEN, State.HELD})
"""The states of what is neither won, lost nor abandoned; one on hold is open."""

Part = tuple[str, str | None]
"""A project and a lot of it; None for the whole."""


class Booking(NamedTuple):
    """What one day closed in one product line."""

    day: date
    amount: Decimal
    line: str


class Share(NamedTuple):
    """One person's part of the credit, in percent; an overlay stands outside the 100 %."""

    owner: str
    percent: Decimal
    overlay: bool = False


class Rival(NamedTuple):
    """A competitor for a deal, with its price where that is known, in the currency of the deal."""

    name: str
    price: Decimal | None = None


class Deal(NamedTuple):
    """One opportunity as the reports count it.

    Attributes:
        stated: The amount as the file has it, in `currency`.
        amount: The same in the book's currency and tax basis, cents; None if unknown. Of an open
            framework it is what its orders have left.
        probability: Percent; None for none yet and for what has ended without being won.
        weighted: amount x probability of an open one, rounded per opportunity; else 0.
        entered: The day of the last history entry, None without history.
        closed_on: The day it ended.
        bookings: What is closed, by day and line: a won one's amount, or a framework's orders.
        unbooked: What closed as well, as stated in `currency`, but nothing converts it.
        lines: The amount by product line, adding up to `amount`; empty where that is unknown.
        unconverted: It has an amount that no rate or tax rate brings into the book's.
        group: The account's topmost parent, the account itself where it has none.
        superseded: An alternative in whose place another one of its project and lot counts, or what
            is won of them.
        buying_step: Which of the eight buying steps the customer is at; None where nothing says.
        formerly: The full ids that it was known by before, the latest known one last.
        ordered: What its orders add up to; None where none of them sells, or one does not convert.
        override: The probability that a person set in place of the stage's, in percent.
        splits: Who shares the credit, as its file says; empty where the owner has all of it.
        track: The stages that it entered, see `domain.track`.
        held_since: From when an open one is on hold.
        reason: Why it ended, in the words of the file.
        lost_to: The competitor to whom it was lost.
        rivals: The competitors for it, that one with the price at which it won.
    """

    id: str
    account: str
    name: str
    kind: Kind
    playbook: str
    stage: str | None
    state: State
    category: Category
    probability: Decimal | None
    stated: Decimal | None
    currency: str | None
    amount: Decimal | None
    weighted: Decimal
    close_date: date | None
    closed_on: date | None
    began: date | None
    entered: date | None
    owner: str | None
    team: str | None
    segment: str | None
    tier: str | None
    project: str | None
    lot: str | None
    alternative: bool
    bookings: tuple[Booking, ...]
    unbooked: tuple[Booking, ...]
    lines: tuple[tuple[str, Decimal], ...]
    unconverted: bool
    group: str
    superseded: bool = False
    formerly: tuple[str, ...] = ()
    buying_step: int | None = None
    splits: tuple[Share, ...] = ()
    track: str = ""
    held_since: date | None = None
    reason: str | None = None
    lost_to: str | None = None
    rivals: tuple[Rival, ...] = ()
    ordered: Decimal | None = None
    override: Decimal | None = None

    @property
    def path(self) -> str:
        """Its file, relative to the book."""
        return f"accounts/{self.account}/opportunities/{self.id.partition('/')[2]}.yaml"

    @property
    def is_open(self) -> bool:
        """Whether it is neither won, lost nor abandoned; one on hold is open."""
        return self.state in OPEN_STATES

    @property
    def is_sold_whole(self) -> bool:
        """Whether it is won with its whole amount; of a framework only what it called off is."""
        return self.state is State.WON and self.kind is not Kind.FRAMEWORK

    @property
    def value(self) -> Decimal:
        """The amount as it adds into a sum."""
        return self.amount if self.amount is not None else ZERO


def by_account(deals: Iterable[Deal]) -> dict[str, list[Deal]]:
    """The deals of each account that has any."""
    found: dict[str, list[Deal]] = {}
    for deal in deals:
        found.setdefault(deal.account, []).append(deal)
    return found


def mark_alternatives(deals: Iterable[Deal]) -> tuple[Deal, ...]:
    """Mark the alternatives that do not count: all but the highest-weighted of a project and lot.

    What is won takes the place of them all, see `won_parts`. Held and unconverted ones are shown
    apart anyway.
    """
    rows = tuple(deals)
    if not any(deal.alternative for deal in rows):
        return rows
    won = won_parts(rows)
    best: dict[Part, Deal] = {}
    for deal in rows:
        if deal.project is None or not _competes(deal):
            continue
        rival = best.get((deal.project, deal.lot))
        if rival is None or _strength(deal) > _strength(rival):
            best[deal.project, deal.lot] = deal
    return tuple(
        deal._replace(superseded=True)
        if deal.project is not None
        and _competes(deal)
        and (won_instead(deal, won) or best[deal.project, deal.lot] is not deal)
        else deal
        for deal in rows
    )


def won_parts(deals: Iterable[Deal]) -> dict[Part, Deal]:
    """What is won of every project, whether or not it was called an alternative."""
    return {
        (deal.project, deal.lot): deal
        for deal in deals
        if deal.project is not None and deal.state is State.WON
    }


def won_instead(deal: Deal, won: Mapping[Part, Deal]) -> Deal | None:
    """Which won one an open alternative can no longer be: of its lot, else of the whole project."""
    if not (deal.alternative and deal.is_open and deal.project is not None):
        return None
    return won.get((deal.project, deal.lot)) or won.get((deal.project, None))


def _competes(deal: Deal) -> bool:
    return deal.alternative and deal.state is State.OPEN and not deal.unconverted


def _strength(deal: Deal) -> tuple[Decimal, Decimal]:
    return (deal.weighted, deal.value)
