"""Incentives and calls: commission.yaml and calls.yaml (METHODS.md 10)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from kam.domain.fields import (
    Amount,
    Count,
    Day,
    Factor,
    Id,
    Keyed,
    Percent,
    PeriodText,
    Person,
    Tolerance,
    Word,
)
from kam.domain.periods import Grain
from kam.domain.states import ClosedWord


class Basis(ClosedWord):
    """What is rewarded: what was won, the margin of orders, or the money that came in."""

    BOOKINGS = "bookings"
    MARGIN = "margin"
    COLLECTIONS = "collections"


class Due(ClosedWord):
    """What releases the deferred part of a commission."""

    ACCEPTANCE = "acceptance"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionTier:
    """A marginal tier: up to an amount of the span's basis (the last one without), a rate."""

    to: Amount | None = None
    rate: Percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Accelerator:
    """What is paid on top of the tier's rate, above so many percent of the year-to-date target."""

    above: Tolerance = Decimal(100)
    rate: Percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiplier:
    """A factor of the commission on what is strategic: all that is stated must hold of a sale.

    `new_account`: nothing was bought before.
    """

    line: str | None = None
    tier: Annotated[str, Word("tier")] | None = None
    new_account: bool = False
    factor: Factor


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferral:
    """The part of a commission that is paid later, in percent, and what it waits for."""

    share: Percent
    until: Due = Due.ACCEPTANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonus:
    """A fixed amount when an opportunity of a playbook first reaches a stage."""

    playbook: Id | None = None
    stage: str
    amount: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionPlan:
    """An incentive plan; `tiers` are on the basis that the span has brought so far."""

    basis: Basis = Basis.BOOKINGS
    per: Grain = Grain.YEAR
    tiers: tuple[CommissionTier, ...] = ()
    accelerators: tuple[Accelerator, ...] = ()
    multipliers: tuple[Multiplier, ...] = ()
    deferred: Deferral | None = None
    bonuses: Annotated[tuple[Bonus, ...], Keyed(("playbook", "stage"))] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFrom:
    """The plan that a person is on from a day on."""

    plan: Id
    from_: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """A part of what a team brings, in percent, shared by its members; equally without weights."""

    team: Id
    basis: Basis = Basis.BOOKINGS
    rate: Percent
    weights: Mapping[Person, Count] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commission:
    """commission.yaml: plans, who is on which, and what teams share."""

    plans: Mapping[Id, CommissionPlan] = field(default_factory=dict)
    people: Mapping[Person, Id | Annotated[tuple[PlanFrom, ...], Keyed(("from_",))]] = field(
        default_factory=dict
    )
    default: Id | None = None
    pools: Mapping[Id, Pool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One line of calls.yaml: what a seller says the period will bring."""

    owner: Person
    period: PeriodText
    commit: Amount
    best_case: Amount | None = None
    date: Day
