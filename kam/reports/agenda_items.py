"""What an agenda is made of: its lines, and what the sources of them look at."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.book import Folder
from kam.domain.consistency import Unread
from kam.domain.deal import Deal
from kam.domain.fields import Day
from kam.domain.methods import Methods
from kam.domain.models import Models
from kam.domain.periods import days_after
from kam.domain.settings import Settings
from kam.domain.states import ClosedWord


class Kind(ClosedWord):
    """What a line is about, in the order of one day."""

    COMPLAINT = "complaint"
    TENDER = "tender"
    STEP = "step"
    PERSON = "person"
    ACTION = "action"
    CENTRE = "centre"
    CLOSE = "close"
    MILESTONE = "milestone"
    REVISIT = "revisit"
    TOUCH = "touch"
    STALLED = "stalled"
    EVENT = "event"
    OBJECTIVE = "objective"
    HOLD = "hold"
    ACCEPTANCE = "acceptance"
    PAYMENT = "payment"
    RENEWAL = "renewal"
    MAINTENANCE = "maintenance"
    SURVEY = "survey"
    OFFER = "offer"
    TIER_REVIEW = "tier-review"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One line.

    Attributes:
        kind: What it is about.
        due: The day by which to act.
        account: The account's id.
        opportunity: The full id, `account/opportunity`, where it is about one.
        owner: Who is to act; None: nobody is named.
        what: What people wrote: the step, the plan, the event, the reason of a hold.
        date: Since when: the last touch, the event, the day at which a stage was entered.
        detail: The key that says why: of the intent, tier, stage, event or day of a tender; the
            name of a person.
        limit: The days that the rhythm allows.
        id: What it is called beside its account: of a step, a person, a complaint, an order or a
            contract, or the round of a tender.
        number: Of a payment its place among those of its order, from 1.
        amount: Of a payment, as stated in `currency`.
        snoozed: How often a step was put off.
        because: Why it was put off the last time.
        playbook: Of the opportunity.
        dates: All its days, in a plan; in an agenda the first one alone.
    """

    kind: Kind
    due: Day
    account: str
    opportunity: str | None = None
    owner: str | None = None
    what: str | None = None
    date: Day | None = None
    detail: str | None = None
    limit: int | None = None
    id: str | None = None
    number: int | None = None
    amount: Decimal | None = None
    currency: str | None = None
    snoozed: int = 0
    because: str | None = None
    playbook: str | None = None
    dates: tuple[Day, ...]

    @property
    def order(self) -> tuple[object, ...]:
        """The most urgent one first; on one day in the order of the kinds."""
        kinds = list(Kind)
        return (
            self.due,
            kinds.index(self.kind),
            self.account,
            self.opportunity or "",
            self.id or "",
            self.number or 0,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The parts of a book that the sources look at, and up to which day they look.

    Attributes:
        deals: The rows of the opportunities, by account.
        touched: When each account was touched last.
        unread: Of what nothing may be said, because it did not read.
        last: The last day that the agenda is about; what its model says comes `ahead` of its day.
        repeats: Whether every time of a rhythm is wanted, and not only the next one.
    """

    settings: Settings
    methods: Methods
    models: Models
    folders: Sequence[Folder]
    deals: Mapping[str, Sequence[Deal]]
    touched: Mapping[str, date]
    unread: Unread
    today: date
    last: date
    repeats: bool = False

    def rows(self, folder: Folder) -> Mapping[str, Deal]:
        """The rows of an account's opportunities, by full id."""
        return {deal.id: deal for deal in self.deals.get(folder.account.id, ())}

    def until(self, kind: Kind) -> date:
        """The last due day of this kind that is on the agenda."""
        ahead = self.models.rhythm.ahead.get(kind, 0)
        return max(self.last, days_after(self.today, ahead))


Source = Callable[[Ground, Folder], Iterator[AgendaItem]]
"""The lines of one account; what is due later than its kind's last day is not among them."""
