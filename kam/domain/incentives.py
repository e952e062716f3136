"""Incentives and calls: commission.yaml and calls.yaml (METHODS.md 10)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from kam.domain.fields import Amount, Day, Form, Id, Percent, PeriodText, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionTier:
    """A marginal tier: up to an amount (the last one without), a rate in percent."""

    to: Amount | None = None
    rate: Percent


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionPlan:
    """An incentive plan; its arithmetic comes with the commission report."""

    basis: Annotated[str, Form.ID] = "bookings"
    per: str = "year"
    tiers: tuple[CommissionTier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commission:
    """commission.yaml: plans, and who is on which."""

    plans: Mapping[Id, CommissionPlan] = field(default_factory=dict)
    people: Mapping[Person, Id] = field(default_factory=dict)
    default: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One line of calls.yaml: what a seller says the period will bring."""

    owner: Person
    period: PeriodText
    commit: Amount
    best_case: Amount | None = None
    date: Day
