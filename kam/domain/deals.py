"""The opportunities of a book -> deals: every default resolved, every amount converted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from kam.domain.account import Account
from kam.domain.book import Book, Folder
from kam.domain.buying import customers_step
from kam.domain.buying_model import BuyingModel
from kam.domain.conversion import order_value, terms_of
from kam.domain.deal import OPEN_STATES, Deal, Rival, Share, mark_alternatives
from kam.domain.hierarchy import topmost
from kam.domain.money import ZERO, percent_of
from kam.domain.opportunity import Opportunity
from kam.domain.order import Order
from kam.domain.playbook import Playbook
from kam.domain.runs import won_runs
from kam.domain.settings import Settings
from kam.domain.states import Category, State
from kam.domain.teams import team_of
from kam.domain.track import pack_track
from kam.domain.worth import closed_worth, open_worth, stated_amount


def build_deals(book: Book, today: date) -> tuple[Deal, ...]:
    """Resolve every opportunity of a book into a row, by account and id.

    `today` chooses the rate of what is still open; what has ended keeps the rate of its day.
    """
    groups = topmost_parents(folder.account for folder in book.folders)
    return mark_alternatives(
        deal._replace(group=groups[deal.account])
        for folder in book.folders
        for deal in derive_deals(
            folder, book.settings, book.methods.playbooks, book.models.buying, today
        )
    )


def derive_deals(
    folder: Folder,
    settings: Settings,
    playbooks: Mapping[str, Playbook],
    buying: BuyingModel,
    today: date,
) -> Iterator[Deal]:
    """The deals of one account by what its own folder says of them.

    What hangs on other accounts is not decided here: each is its own group, none is superseded.
    """
    for opportunity in folder.opportunities:
        step = customers_step(opportunity.procurement, folder.account, buying)
        deal = _deal(folder, opportunity, settings, playbooks, today)
        yield deal if step is None else deal._replace(buying_step=step)


def topmost_parents(accounts: Iterable[Account]) -> Mapping[str, str]:
    """Each account's group: the last of its chain of parents; a ring of accounts is one group."""
    return topmost({account.id: account.parent for account in accounts})


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


def _deal(
    folder: Folder,
    opportunity: Opportunity,
    settings: Settings,
    playbooks: Mapping[str, Playbook],
    today: date,
) -> Deal:
    account, outcome = folder.account, opportunity.outcome
    playbook = playbooks[playbook_of(opportunity, settings)]
    state = state_of(opportunity, playbook)
    closed_on = closing_day(opportunity, playbook)
    day = closed_on or today
    stated = stated_amount(opportunity)
    orders = [order for order in folder.orders if order.opportunity == opportunity.id]
    if state in OPEN_STATES:
        worth = open_worth(opportunity, orders, settings, today)
    else:
        worth = closed_worth(opportunity, orders, settings, day, won=state is State.WON)
    probability = _probability(opportunity, playbook, state)
    owner = (outcome and outcome.owner) or opportunity.owner or account.owner
    return Deal(
        id=opportunity.reference,
        account=account.id,
        name=opportunity.name,
        kind=opportunity.kind,
        playbook=playbook.key,
        stage=opportunity.stage,
        state=state,
        category=_category(opportunity, playbook, state),
        probability=probability,
        stated=stated,
        currency=terms_of(opportunity, settings).currency,
        amount=worth.amount,
        weighted=percent_of(worth.amount or ZERO, probability) if state in OPEN_STATES else ZERO,
        close_date=opportunity.close_date,
        closed_on=closed_on,
        began=opportunity.history[0].date if opportunity.history else None,
        entered=opportunity.history[-1].date if opportunity.history else None,
        owner=owner,
        team=(outcome and outcome.team) or team_of(owner, settings, day),
        segment=account.segment,
        tier=account.tier,
        project=opportunity.project,
        lot=opportunity.lot,
        alternative=opportunity.alternative,
        bookings=worth.bookings,
        unbooked=worth.unbooked,
        lines=worth.lines,
        unconverted=stated is not None and worth.amount is None,
        group=account.id,
        formerly=former_ids(opportunity, account),
        ordered=_ordered(opportunity, orders, settings),
        splits=tuple(Share(one.owner, one.share, one.overlay) for one in opportunity.splits),
        track=pack_track(opportunity.history, playbook, closed_on),
        held_since=opportunity.hold.since if opportunity.hold and state is State.HELD else None,
        reason=outcome.reason if outcome else None,
        lost_to=outcome.to if outcome else None,
        rivals=rivals_of(opportunity),
        override=opportunity.probability.value if opportunity.probability else None,
    )


def _ordered(
    opportunity: Opportunity, orders: Sequence[Order], settings: Settings
) -> Decimal | None:
    values = [order_value(order, opportunity, settings) for order in orders]
    known = [value for value in values if value is not None]
    sold = any(not order.is_credit for order in orders)
    return sum(known, ZERO) if sold and len(known) == len(orders) else None


def former_ids(opportunity: Opportunity, account: Account) -> tuple[str, ...]:
    """The full ids that an opportunity was known by before, the latest known one last.

    Its own file says them. Where only account.yaml says that the account was renamed, each of its
    names in the account was one in the account's former names too; these guesses stand first.
    """
    if not (opportunity.formerly or account.formerly):
        return ()
    own = [name if "/" in name else f"{account.id}/{name}" for name in opportunity.formerly]
    places = (*account.formerly, account.id)
    parted = [name.split("/") for name in (*own, opportunity.reference)]
    names = dict.fromkeys(name for place, name in parted if place in places)
    guessed = [f"{former}/{name}" for former in account.formerly for name in names]
    ordered = (*(name for name in guessed if name not in own), *own)
    return tuple(dict.fromkeys(name for name in ordered if name != opportunity.reference))


def rivals_of(opportunity: Opportunity) -> tuple[Rival, ...]:
    """The competitors by name; the one to whom it was lost has the price of the outcome."""
    found = {one.name: Rival(one.name, one.price) for one in opportunity.competitors}
    outcome = opportunity.outcome
    if outcome and outcome.to:
        known = found.get(outcome.to, Rival(outcome.to))
        found[outcome.to] = known if outcome.price is None else known._replace(price=outcome.price)
    return tuple(found.values())


def closing_day(opportunity: Opportunity, playbook: Playbook) -> date | None:
    """The day it ended: of its outcome, else of the entry that won it by hand.

    That is the first of the present run of won stages, so that no step after the sale moves it;
    where the last entry is not of a won stage it is that one, and without any the close date.
    """
    if opportunity.outcome:
        return opportunity.outcome.date
    if state_of(opportunity, playbook) is not State.WON:
        return None
    if not opportunity.history:
        return opportunity.close_date
    runs, last = won_runs(opportunity.history, playbook), opportunity.history[-1]
    return (runs[-1][0] if runs and runs[-1][-1] is last else last).date


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
    if state not in OPEN_STATES:
        return Category.CLOSED if state is State.WON else Category.OMITTED
    if opportunity.category:
        return Category(opportunity.category.value)
    stage = playbook.stages[opportunity.stage] if opportunity.stage is not None else None
    return (stage and stage.category) or Category.PIPELINE
