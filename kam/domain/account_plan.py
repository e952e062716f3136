"""The plan of an account: plan.yaml: what is to be reached in a period, and what is done for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from kam.domain.fields import PLACED, Day, Free, Id, PeriodText, Person, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """What is to be reached: `measure` says in what it is counted, `target` how much of it."""

    what: str
    measure: str | None = None
    target: str | None = None
    due: Day | None = None
    owner: Person | None = None
    status: Annotated[str, Word("objective-status")] | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAction:
    """What is done for an objective; done once `done` says when."""

    what: str
    due: Day | None = None
    owner: Person | None = None
    supports: Id | None = None
    done: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPlan:
    """The objectives and actions of an account, by id."""

    account: str = field(default="", metadata=PLACED)
    path: str = field(default="", metadata=PLACED)
    period: PeriodText | None = None
    objectives: Mapping[Id, Objective] = field(default_factory=dict)
    actions: Mapping[Id, PlanAction] = field(default_factory=dict)
    custom: Mapping[str, Free] = field(default_factory=dict)
