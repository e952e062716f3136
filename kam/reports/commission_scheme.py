"""Who is paid what: the plans of commission.yaml with all that they look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kam.domain.incentive_plans import plan_on, tier_flaws
from kam.domain.incentives import Basis, Commission, CommissionPlan
from kam.domain.playbook import Playbook
from kam.domain.settings import Settings
from kam.domain.states import ClosedWord
from kam.domain.target import Target


class Lack(ClosedWord):
    """Why somebody's credit earns nothing: no plan, one that is not there, bad tiers or none.

    Without a target only the accelerators of a plan pay nothing.
    """

    NO_PLAN = "no_plan"
    UNKNOWN_PLAN = "unknown_plan"
    BAD_TIERS = "bad_tiers"
    NO_TIERS = "no_tiers"
    NO_TARGET = "no_target"


class Unpaid(NamedTuple):
    """Somebody whose credit earns nothing from a day on, and why; the plan where one is named."""

    lack: Lack
    plan: str | None
    person: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """All that says who is paid what: commission.yaml, the targets, the people and playbooks."""

    commission: Commission
    targets: Sequence[Target]
    settings: Settings
    playbooks: Mapping[str, Playbook]

    def plan_of(self, person: str, day: date) -> tuple[str, CommissionPlan] | Unpaid:
        """The plan that a person is paid by on a day, with its key."""
        key = plan_on(person, self.commission, day)
        plan = self.commission.plans.get(key) if key else None
        if key is None:
            return Unpaid(Lack.NO_PLAN, None, person)
        if plan is None:
            return Unpaid(Lack.UNKNOWN_PLAN, key, person)
        if any(tier_flaws(plan)):
            return Unpaid(Lack.BAD_TIERS, key, person)
        if not plan.tiers and not plan.bonuses:
            return Unpaid(Lack.NO_TIERS, key, person)
        return key, plan

    def pays(self, person: str, basis: Basis, day: date) -> bool:
        """Whether a person is paid by a basis on a day."""
        found = self.plan_of(person, day)
        return not isinstance(found, Unpaid) and found[1].basis is basis

    @property
    def bases(self) -> frozenset[Basis]:
        """What anybody is paid by."""
        plans = {plan.basis for plan in self.commission.plans.values()}
        return frozenset(plans | {pool.basis for pool in self.commission.pools.values()})
