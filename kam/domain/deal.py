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
from kam.domain.money import ZERO, in_tax_basis, percent_of, rate_on, to_cents
from kam.domain.opportunity import Category, Kind, Opportunity, Result
from kam.domain.playbook import Playbook
from kam.domain.settings import Amounts, Member, Settings

OTHER_LINE = "other"
"""The product line of what the products of an opportunity leave of its amount."""


class State(StrEnum):
    """Whether an opportunity is still open, and how it ended where it is not."""

    OPEN = "open"
    HELD = "held"
    WON = "won"
    LOST = "lost"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """One opportunity as the reports count it.

    Attributes:
        stated: The amount as the file has it, in `currency`.
        amount: The same in the book's currency and tax basis, cents; None if unknown.
        probability: Percent; None for none yet and for what has ended without being won.
        weighted: amount x probability of an open one, rounded per opportunity; else 0.
        entered: The day of the last history entry, None without history.
        closed_on: The day it ended.
        bookings: What is closed, by day: the amount of a won one, or a framework's orders.
        lines: The amount by product line, adding up to `amount`.
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
    bookings: tuple[tuple[date, Decimal], ...]
    lines: tuple[tuple[str, Decimal], ...]
    superseded: bool = False
    unconverted: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is neither won, lost nor abandoned; one on hold is open."""
        return self.state in {State.OPEN, State.HELD}

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
    """Each account's group: the last of its chain of parents; a ring ends where it began."""
    parents = {account.id: account.parent for account in accounts}

    def top(account: str) -> str:
        seen = {account}
        while (parent := parents.get(account)) and parent not in seen:
            seen.add(parent)
            account = parent
        return account

    return {account: top(account) for account in parents}


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


def stated_amount(opportunity: Opportunity) -> Decimal | None:
    """The amount of the outcome, else of the file, else what its products add up to."""
    if opportunity.outcome and opportunity.outcome.amount is not None:
        return opportunity.outcome.amount
    if opportunity.amount is not None:
        return opportunity.amount
    parts = [product.amount for product in opportunity.products if product.amount is not None]
    return sum(parts, ZERO) if parts else None


def team_on(member: Member | None, day: date) -> str | None:
    """The team of a person on `day`."""
    if member is None or member.team is None or isinstance(member.team, str):
        return member.team if member else None
    begun = [entry for entry in member.team if entry.from_ <= day]
    return max(begun, key=lambda entry: entry.from_).team if begun else None


class _Converter:
    """Brings amounts of one opportunity into the book's currency and tax basis."""

    def __init__(self, opportunity: Opportunity, settings: Settings, day: date) -> None:
        outcome = opportunity.outcome
        self.currency = (outcome and outcome.currency) or opportunity.currency or settings.currency
        frozen = outcome.rate if outcome else None
        self._rate = frozen or (rate_on(settings, self.currency, day) if self.currency else None)
        if self.currency == settings.currency:
            self._rate = Decimal(1)
        self._stated = Amounts(tax=opportunity.tax, rate=opportunity.tax_rate)
        self._book = settings.amounts

    def __call__(self, amount: Decimal) -> Decimal | None:
        if self._rate is None:
            return None
        restated = in_tax_basis(amount, self._stated, self._book)
        return None if restated is None else to_cents(restated * self._rate)


def _deal(book: Book, folder: Folder, opportunity: Opportunity, group: str, today: date) -> Deal:
    settings, account = book.settings, folder.account
    playbook = book.methods.playbooks[playbook_of(opportunity, settings)]
    state = state_of(opportunity, playbook)
    closed_on = closing_day(opportunity, playbook)
    convert = _Converter(opportunity, settings, closed_on or today)
    stated = stated_amount(opportunity)
    booked = [
        (order.date, convert(order.amount))
        for order in folder.orders
        if order.opportunity == opportunity.id
    ]
    framework = opportunity.kind is Kind.FRAMEWORK
    amount = None if stated is None else convert(stated)
    if framework and amount is not None and state in {State.OPEN, State.HELD}:
        amount = max(ZERO, amount - sum((part or ZERO for _, part in booked), ZERO))
    if framework:
        bookings = tuple((day, part) for day, part in booked if part is not None)
    elif state is State.WON and closed_on and amount is not None:
        bookings = ((closed_on, amount),)
    else:
        bookings = ()
    probability = _probability(opportunity, playbook, state)
    is_open = state in {State.OPEN, State.HELD}
    outcome = opportunity.outcome
    owner = (outcome and outcome.owner) or opportunity.owner or account.owner
    member = settings.people.get(owner) if owner else None
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
        currency=convert.currency,
        amount=amount,
        weighted=percent_of(amount, probability) if is_open and amount is not None else ZERO,
        close_date=opportunity.close_date,
        closed_on=closed_on,
        began=opportunity.history[0].date if opportunity.history else None,
        entered=opportunity.history[-1].date if opportunity.history else None,
        owner=owner,
        team=(outcome and outcome.team) or team_on(member, closed_on or today),
        segment=account.segment,
        tier=account.tier,
        group=group,
        project=opportunity.project,
        lot=opportunity.lot,
        alternative=opportunity.alternative,
        bookings=bookings,
        lines=_lines(opportunity, amount, convert),
        unconverted=stated is not None and convert(stated) is None,
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
    """The override's, else the stage's; none yet is pipeline, what has ended is closed."""
    if state not in {State.OPEN, State.HELD}:
        return Category.CLOSED
    if opportunity.category:
        return Category(opportunity.category.value)
    stage = playbook.stages[opportunity.stage] if opportunity.stage is not None else None
    return (stage and stage.category) or Category.PIPELINE


def _lines(
    opportunity: Opportunity, amount: Decimal | None, convert: _Converter
) -> tuple[tuple[str, Decimal], ...]:
    if amount is None:
        return ()
    parts = [
        (product.line, convert(product.amount) or ZERO)
        for product in opportunity.products
        if product.amount is not None
    ]
    rest = amount - sum((part for _, part in parts), ZERO)
    return (*parts, (OTHER_LINE, rest)) if rest or not parts else tuple(parts)


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
