"""An opportunity as its file states it: opportunities/<id>.yaml (SPEC.md 1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from kam.domain.fields import (
    PLACED,
    Amount,
    Count,
    Currency,
    Day,
    Free,
    Id,
    Keyed,
    OpenPercent,
    Percent,
    PeriodText,
    Person,
    Rate,
    Reference,
    Score,
    Word,
)
from kam.domain.settings import TaxBasis
from kam.domain.states import Kind, OpenCategory, Result


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadSource:
    """Where the opportunity came from."""

    channel: Annotated[str, Word("source-channel")] | None = None
    by: str | None = None
    date: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryOverride:
    """A category that a person set in place of the stage's."""

    value: OpenCategory
    reason: str | None = None
    date: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbabilityOverride:
    """A probability that a person set in place of the stage's, in percent, never 0 or 100."""

    value: OpenPercent
    reason: str | None = None
    date: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceApproval:
    """Who approved a price below policy: the lowest one of a unit that they agreed to."""

    by: str | None = None
    date: Day | None = None
    price: Amount | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """The part of the amount that one product line brings; both prices are of one unit."""

    line: str
    amount: Amount | None = None
    units: Count | None = None
    list_price: Amount | None = None
    price: Amount | None = None
    approval: PriceApproval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """One person's share of the credit in percent; an overlay stands outside the 100 %."""

    owner: Person
    share: Percent
    overlay: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """What is delivered in one period."""

    period: PeriodText
    amount: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A company that takes part."""

    name: str
    role: Annotated[str, Word("party-role")] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Who decided or allowed something."""

    by: str | None = None
    date: Day | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """The claim to a project, as it was registered (METHODS.md 9).

    `party` is the dealer whose claim it is, `by` who of us registered it. `wish` says that the
    customer wants it so; `effort` is what was done for it, 0 to 5. `settled` says who decided
    between several claims.
    """

    date: Day | None = None
    by: Person | None = None
    party: str | None = None
    wish: bool = False
    effort: Score | None = None
    settled: Consent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """The area that the customer buys in, and who authorised us where it is not ours alone."""

    area: Id
    authorised: Consent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHere:
    """What a contact is in this opportunity, over contacts.yaml.

    `roles` stated as an empty list take away those of contacts.yaml; `weight` 0 takes them out.
    """

    roles: tuple[Annotated[str, Word("role")], ...] | None = None
    lead: bool = False
    attitude: Annotated[str, Word("attitude")] | None = None
    weight: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Procurement:
    """How this purchase runs, and the step in progress."""

    mode: Annotated[str, Word("buying-mode")] | None = None
    procedure: Annotated[str, Word("procedure")] | None = None
    step: Id | None = None
    formality: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tender:
    """One round of a tender."""

    round: Count
    published: Day | None = None
    register_by: Day | None = None
    questions_by: Day | None = None
    bid_due: Day | None = None
    opens: Day | None = None
    ceiling: Amount | None = None
    bond: Amount | None = None
    bond_due: Day | None = None
    bond_returned: Day | None = None
    price: Amount | None = None
    rank: Count | None = None
    result: Annotated[str, Word("tender-result")] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What the customer decides by: how much it counts, and how we stand on it against the rest."""

    criterion: Annotated[str, Word("criterion")]
    weight: Count | None = None
    standing: Annotated[str, Word("standing")] | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Competitor:
    """Who else bids."""

    name: str
    incumbent: bool = False
    price: Amount | None = None
    discount: Percent | None = None
    service: str | None = None
    relations: str | None = None
    promises: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Out of the forecast, and since when."""

    since: Day
    until: Day | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageEntry:
    """One line of the append-only history: the milestone reached (none: taken on the list).

    `evidence` and `waived` speak of the evidence keys of every stage that the move passed, `waived`
    also of what was to delay the work that it began.
    """

    date: Day
    stage: str | None = None
    by: Person | None = None
    evidence: Mapping[Id, str] = field(default_factory=dict)
    waived: tuple[Id, ...] = ()
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How it ended, and what must not change later."""

    result: Result
    date: Day
    reason: str | None = None
    to: str | None = None
    price: Amount | None = None
    owner: Person | None = None
    team: Id | None = None
    amount: Amount | None = None
    currency: Currency | None = None
    rate: Rate | None = None
    playbook: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity:
    """A sales opportunity; absent facts fall to the account and the book in `domain.deal`."""

    id: str = field(default="", metadata=PLACED)
    account: str = field(default="", metadata=PLACED)
    path: str = field(default="", metadata=PLACED)
    name: str
    formerly: tuple[Reference, ...] = ()
    kind: Kind = Kind.PROJECT
    playbook: Id | None = None
    stage: str | None = None
    amount: Amount | None = None
    currency: Currency | None = None
    tax: TaxBasis | None = None
    tax_rate: Percent | None = None
    close_date: Day | None = None
    owner: Person | None = None
    source: LeadSource = field(default_factory=LeadSource)
    category: CategoryOverride | None = None
    probability: ProbabilityOverride | None = None
    products: Annotated[tuple[Product, ...], Keyed(("line",))] = ()
    splits: Annotated[tuple[Split, ...], Keyed(("owner",))] = ()
    schedule: Annotated[tuple[Phase, ...], Keyed(("period",))] = ()
    project: str | None = None
    lot: str | None = None
    alternative: bool = False
    parties: Annotated[tuple[Party, ...], Keyed(("name", "role"))] = ()
    registration: Registration | None = None
    territory: Territory | None = None
    people: Mapping[Reference, PersonHere] = field(default_factory=dict)
    procurement: Procurement = field(default_factory=Procurement)
    tenders: Annotated[tuple[Tender, ...], Keyed(("round",))] = ()
    criteria: Annotated[tuple[Criterion, ...], Keyed(("criterion",))] = ()
    discount_motive: Annotated[str, Word("discount-motive")] | None = None
    competitors: Annotated[tuple[Competitor, ...], Keyed(("name",))] = ()
    qualification: Mapping[str, Free] = field(default_factory=dict)
    hold: Hold | None = None
    history: tuple[StageEntry, ...] = ()
    outcome: Outcome | None = None
    custom: Mapping[str, Free] = field(default_factory=dict)

    @property
    def reference(self) -> str:
        """The full name, `account/opportunity`."""
        return f"{self.account}/{self.id}"
