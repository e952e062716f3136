"""A deal: the flat row that reports count, with every default of account and book resolved.

Reports take rows and not files, so that an index can feed them. Amounts are in the book's currency
and tax basis, in cents; `None` where the file states no amount or no rate converts it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kam.domain.account import Account
from kam.domain.book import Book, Folder
from kam.domain.conversion import terms_of
from kam.domain.hierarchy import line_up, without_rings
from kam.domain.money import ZERO, percent_of
from kam.domain.opportunity import Category, Kind, Opportunity
from kam.domain.playbook import Playbook
from kam.domain.settings import Settings
from kam.domain.teams import team_of, team_on
from kam.domain.worth import Booking, closed_worth, open_worth, stated_amount

__all__ = [
    "Deal",
    "State",
    "build_deals",
    "closing_day",
    "playbook_of",
    "state_of",
    "stated_amount",
    "team_on",
    "topmost_parents",
]


class State(StrEnum):
    """Whether an opportunity is still open, and how it ended where it is not."""

    OPEN = "open"
    HELD = "held"
    WON = "won"
    LOST = "lost"
    ABANDONED = "abandoned"


_OPEN = frozenset({State.OPEN, State.HELD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
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
        group: The account's topmost parent, the account itself where it has none.
        superseded: An alternative of a project and lot whose highest-weighted one counts instead.
        unconverted: It has an amount that no rate or tax rate brings into the book's.
    """

    id: str
    account: str
    name: str
    path: str
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
    group: str
    project: str | None
    lot: str | None
    alternative: bool
    bookings: tuple[Booking, ...]
    unbooked: tuple[Booking, ...]
    lines: tuple[tuple[str, Decimal], ...]
    superseded: bool = False
    unconverted: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is neither won, lost nor abandoned; one on hold is open."""
        return self.state in _OPEN

    @property
    def value(self) -> Decimal:
        """The amount as it adds into a sum."""
        return self.amount if self.amount is not None else ZERO


def build_deals(book: Book, today: date) -> tuple[Deal, ...]:
    """Resolve every opportunity of a book into a row, by account and id.

    `today` chooses the rate of what is still open; what has ended keeps the rate of its day.
    """
    groups = topmost_parents(folder.account for folder in book.folders)
    deals = [
        _deal(book, folder, opportunity, groups[folder.account.id], today)
        for folder, opportunity in book.opportunities()
    ]
    return tuple(_mark_alternatives(deals))


def topmost_parents(accounts: Iterable[Account]) -> Mapping[str, str]:
    """Each account's group: the last of its chain of parents; a ring of accounts is one group."""
    own = {account.id: account.parent for account in accounts}
    parents = without_rings(own)
    return {account: line_up(account, parents)[-1] for account in own}


def playbook_of(opportunity: Opportunity, settings: Settings) -> str:
    """The key of the playbook that an opportunity follows; a closed one keeps its own."""
    closed = opportunity.outcome.playbook if opportunity.outcome else None
    return closed or opportunity.playbook or settings.playbook


def state_of(opportunity: Opportunity, playbook: Playbook) -> State:
    """Open, held or how it ended; the winning stage written by hand is won."""
    if opportunity.outcome:
        return State(opportunity.outcome.result)
    if opportunity.stage is not None and playbook.has_won(opportunity.stage):
        return State.WON
    return State.HELD if opportunity.hold else State.OPEN


def _deal(book: Book, folder: Folder, opportunity: Opportunity, group: str, today: date) -> Deal:
    settings, account, outcome = book.settings, folder.account, opportunity.outcome
    playbook = book.methods.playbooks[playbook_of(opportunity, settings)]
    state = state_of(opportunity, playbook)
    closed_on = closing_day(opportunity, playbook)
    day = closed_on or today
    stated = stated_amount(opportunity)
    orders = [order for order in folder.orders if order.opportunity == opportunity.id]
    if state in _OPEN:
        worth = open_worth(opportunity, orders, settings, today)
    else:
        worth = closed_worth(opportunity, orders, settings, day, won=state is State.WON)
    probability = _probability(opportunity, playbook, state)
    owner = (outcome and outcome.owner) or opportunity.owner or account.owner
    return Deal(
        id=opportunity.reference,
        account=account.id,
        name=opportunity.name,
        path=opportunity.path,
        kind=opportunity.kind,
        playbook=playbook.key,
        stage=opportunity.stage,
        state=state,
        category=_category(opportunity, playbook, state),
        probability=probability,
        stated=stated,
        currency=terms_of(opportunity, settings).currency,
        amount=worth.amount,
        weighted=percent_of(worth.amount or ZERO, probability) if state in _OPEN else ZERO,
        close_date=opportunity.close_date,
        closed_on=closed_on,
        began=opportunity.history[0].date if opportunity.history else None,
        entered=opportunity.history[-1].date if opportunity.history else None,
        owner=owner,
        team=(outcome and outcome.team) or team_of(owner, settings, day),
        segment=account.segment,
        tier=account.tier,
        group=group,
        project=opportunity.project,
        lot=opportunity.lot,
        alternative=opportunity.alternative,
        bookings=worth.bookings,
        unbooked=worth.unbooked,
        lines=worth.lines,
        unconverted=stated is not None and worth.amount is None,
    )


def closing_day(opportunity: Opportunity, playbook: Playbook) -> date | None:
    """The day it ended: of its outcome, else of the last entry of one that was won by hand."""
    if opportunity.outcome:
        return opportunity.outcome.date
    if state_of(opportunity, playbook) is not State.WON:
        return None
    return opportunity.history[-1].date if opportunity.history else opportunity.close_date


def _probability(opportunity: Opportunity, playbook: Playbook, state: State) -> Decimal | None:
    if state is State.WON:
        return Decimal(100)
    if state in {State.LOST, State.ABANDONED}:
        return None
    if opportunity.probability:
        return opportunity.probability.value
    return playbook.probability(opportunity.stage)


def _category(opportunity: Opportunity, playbook: Playbook, state: State) -> Category:
    """The override's, else the stage's; none yet is pipeline, won is closed, lost counts nowhere.

    An open stage has a category other than closed: a playbook that says so is not used.
    """
    if state not in _OPEN:
        return Category.CLOSED if state is State.WON else Category.OMITTED
    if opportunity.category:
        return Category(opportunity.category.value)
    stage = playbook.stages[opportunity.stage] if opportunity.stage is not None else None
    return (stage and stage.category) or Category.PIPELINE


def _mark_alternatives(deals: Iterable[Deal]) -> Iterator[Deal]:
    """Mark the alternatives that do not count: all but the highest-weighted of a project and lot.

    A won one takes the place of them all. Held and unconverted ones are shown apart anyway.
    """
    rows = list(deals)
    best: dict[tuple[str | None, str | None], Deal] = {}
    for deal in rows:
        if not _competes(deal):
            continue
        rival = best.get((deal.project, deal.lot))
        if rival is None or _strength(deal) > _strength(rival):
            best[deal.project, deal.lot] = deal
    for deal in rows:
        if _competes(deal) and deal.is_open and best[deal.project, deal.lot] is not deal:
            yield replace(deal, superseded=True)
        else:
            yield deal


def _competes(deal: Deal) -> bool:
    counts = deal.state in {State.OPEN, State.WON} and not deal.unconverted
    return deal.alternative and deal.project is not None and counts


def _strength(deal: Deal) -> tuple[bool, Decimal, Decimal]:
    return (deal.state is State.WON, deal.weighted, deal.value)
