"""What people earn: their credits at the rates of their plans, bonuses, and the pools of teams.

The basis of a span runs on over its deals by day and then by id; a deal that crosses the end of a
tier, or the year-to-date target, is cut there into lines of its own (METHODS.md 10).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.credits import Credit, shares_of
from kam.domain.deal import Deal
from kam.domain.incentive_plans import plan_on, tier_flaws
from kam.domain.incentive_rates import Step, cut
from kam.domain.incentives import (
    Basis,
    Bonus,
    Commission,
    CommissionPlan,
    Deferral,
    Multiplier,
    Pool,
)
from kam.domain.lines import OTHER_LINE
from kam.domain.money import HUNDRED, ZERO, percent_of, share_out, to_cents
from kam.domain.opportunity import Opportunity
from kam.domain.periods import Grain, Period
from kam.domain.playbook import Playbook
from kam.domain.settings import Settings
from kam.domain.states import ClosedWord, State
from kam.domain.target import Measure, Target
from kam.domain.targets import Monthly, owners_target, plan_targets
from kam.domain.teams import team_on, teams_under
from kam.reports.commission_basis import Event, Source
from kam.reports.commission_lines import Entry, Line, commission_on

MEASURES = {
    Basis.BOOKINGS: Measure.BOOKINGS,
    Basis.MARGIN: Measure.MARGIN,
    Basis.COLLECTIONS: Measure.CASH,
}
"""The measure of the targets that an accelerator on a basis looks at."""


class Lack(ClosedWord):
    """Why somebody's credit earns nothing: no plan, one that is not there, one with bad tiers."""

    NO_PLAN = "no_plan"
    UNKNOWN_PLAN = "unknown_plan"
    BAD_TIERS = "bad_tiers"


class Unpaid(NamedTuple):
    """Somebody whose credit earns nothing from a day on, and why; the plan where one is named."""

    person: str
    lack: Lack
    plan: str | None


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
            return Unpaid(person, Lack.NO_PLAN, None)
        if plan is None:
            return Unpaid(person, Lack.UNKNOWN_PLAN, key)
        if any(tier_flaws(plan)):
            return Unpaid(person, Lack.BAD_TIERS, key)
        return key, plan

    @property
    def bases(self) -> frozenset[Basis]:
        """What anybody is paid by."""
        plans = {plan.basis for plan in self.commission.plans.values()}
        return frozenset(plans | {pool.basis for pool in self.commission.pools.values()})


class Earning:
    """Reckons the lines of all people, event by event.

    Attributes:
        unpaid: Whose credit earned nothing, and why, with the days on which it did not.
    """

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._running: dict[tuple[str, Basis, Period], Decimal] = {}
        self._targets = {
            basis: plan_targets(
                [one for one in scheme.targets if one.measure is measure], scheme.settings
            )
            for basis, measure in MEASURES.items()
        }
        self.unpaid: list[tuple[date, Source, Unpaid]] = []

    def earn(self, events: Iterable[Event]) -> Iterator[Line]:
        """What the events earn people by their plans, and by the pools of their teams."""
        for event in events:
            for person, own in _by_person(event.credits):
                yield from self._of_plan(event, person, own)
            for key, pool in self._scheme.commission.pools.items():
                if pool.basis is event.basis:
                    yield from self._of_pool(event, key, pool)

    def _of_plan(self, event: Event, person: str, own: Sequence[Credit]) -> Iterator[Line]:
        amount = sum((one.amount for one in own), ZERO)
        before = {grain: self._basis(person, event, grain) for grain in Grain}
        for grain in Grain:
            self._running[self._span(person, event, grain)] = before[grain] + amount
        found = self._scheme.plan_of(person, event.day)
        if isinstance(found, Unpaid):
            self.unpaid.append((event.day, event.source, found))
            return
        key, plan = found
        if plan.basis is not event.basis:
            return
        span, year = before[plan.per], before[Grain.YEAR]
        steps = self._steps(person, plan, event.day)
        for factor, part in _by_factor(own, plan.multipliers, event):
            for piece in cut(part, span, plan.tiers, year, steps) if plan.tiers else ():
                commission = commission_on(piece.amount, piece.rate, piece.extra, factor)
                line = Line(
                    Entry.EARNED,
                    event.day,
                    person,
                    key,
                    event.source,
                    basis=event.basis,
                    order=event.order,
                    booked=event.booked,
                    share=own[0].share,
                    amount=piece.amount,
                    tier=piece.tier,
                    rate=piece.rate,
                    accelerator=piece.extra,
                    factor=factor,
                    before=piece.before,
                    after=piece.after,
                    commission=commission,
                    paid=commission,
                )
                yield _deferred(line, plan.deferred, event)
            span, year = span + part, year + part

    def _span(self, person: str, event: Event, grain: Grain) -> tuple[str, Basis, Period]:
        start = self._scheme.settings.fiscal_year_start
        return person, event.basis, Period.of(event.day, grain, start)

    def _basis(self, person: str, event: Event, grain: Grain) -> Decimal:
        return self._running.get(self._span(person, event, grain), ZERO)

    def _steps(self, person: str, plan: CommissionPlan, day: date) -> list[Step]:
        """The accelerators of a plan by the target of the year up to the month of a day."""
        if not plan.accelerators:
            return []
        target = self._target(person, plan.basis, day)
        if target is None:
            return []
        return [Step(target * one.above / HUNDRED, one.rate) for one in plan.accelerators]

    def _target(self, person: str, basis: Basis, day: date) -> Decimal | None:
        months: Monthly = owners_target(self._targets[basis], person)
        start = self._scheme.settings.fiscal_year_start
        year = Period.of(day, Grain.YEAR, start).first_month
        this = Period.of(day, Grain.MONTH, start).first_month
        known = [amount for month, amount in months.items() if year <= month <= this]
        return sum(known, ZERO) if known else None

    def _of_pool(self, event: Event, key: str, pool: Pool) -> Iterator[Line]:
        """The members' parts of what their team brought; an overlay brings a team nothing."""
        settings = self._scheme.settings
        teams = teams_under(pool.team, settings)
        brought = [one.amount for one in event.credits if one.team in teams and not one.overlay]
        members = [
            person
            for person, member in sorted(settings.people.items())
            if team_on(member, event.day) in teams
            and (not pool.weights or pool.weights.get(person))
        ]
        whole = sum(brought, ZERO)
        if not whole or not members:
            return
        weights = [Decimal(pool.weights.get(person, 1)) for person in members]
        for person, weight, part in zip(members, weights, share_out(whole, weights), strict=True):
            commission = commission_on(part, pool.rate)
            yield Line(
                Entry.POOL,
                event.day,
                person,
                key,
                event.source,
                basis=event.basis,
                order=event.order,
                booked=whole,
                share=to_cents(weight * HUNDRED / sum(weights)),
                amount=part,
                rate=pool.rate,
                commission=commission,
                paid=commission,
            )


def bonuses_of(sources: Iterable[Source], scheme: Scheme) -> Iterator[Line]:
    """The fixed amounts for stages that opportunities reached, shared as their credit is."""
    for source in sources:
        if source.deal is None or source.opportunity is None:
            continue
        playbook = scheme.playbooks[source.deal.playbook]
        for share in shares_of(source.deal):
            for key, plan in scheme.commission.plans.items():
                for bonus in plan.bonuses:
                    day = _reached(bonus, source.deal, source.opportunity, playbook, scheme)
                    if day and share.owner and plan_on(share.owner, scheme.commission, day) == key:
                        amount = percent_of(bonus.amount, share.percent)
                        yield Line(
                            Entry.BONUS,
                            day,
                            share.owner,
                            key,
                            source,
                            share=share.percent,
                            stage=bonus.stage,
                            commission=amount,
                            paid=amount,
                        )


def _reached(
    bonus: Bonus, deal: Deal, opportunity: Opportunity, playbook: Playbook, scheme: Scheme
) -> date | None:
    """The day on which a stage, or a later one, was first reached; back moves keep it."""
    wanted = bonus.playbook or scheme.settings.playbook
    if deal.playbook != wanted or bonus.stage not in playbook.stages:
        return None
    place = playbook.position(bonus.stage)
    days = [
        entry.date
        for entry in opportunity.history
        if entry.stage in playbook.stages and playbook.position(entry.stage) >= place
    ]
    if deal.state is State.WON and deal.closed_on and place <= playbook.position(playbook.winning):
        days.append(deal.closed_on)
    return min(days, default=None)


def _by_person(shared: Iterable[Credit]) -> Iterator[tuple[str, list[Credit]]]:
    """Each person's credits of an event, by share; nobody's are left out."""
    found: dict[tuple[str, Decimal, bool], list[Credit]] = {}
    for one in shared:
        if one.owner is not None:
            found.setdefault((one.owner, one.share, one.overlay), []).append(one)
    yield from ((person, shares) for (person, _, _), shares in found.items())


def _by_factor(
    own: Iterable[Credit], multipliers: Sequence[Multiplier], event: Event
) -> Iterator[tuple[Decimal, Decimal]]:
    """What multipliers come to, and the part of the credit that they hold for."""
    found: dict[Decimal, Decimal] = {}
    for one in own:
        factor = Decimal(1)
        for multiplier in multipliers:
            if _holds(multiplier, one.line, event):
                factor *= multiplier.factor
        found[factor] = found.get(factor, ZERO) + one.amount
    yield from ((factor, amount) for factor, amount in found.items() if amount)


def _holds(multiplier: Multiplier, line: str | None, event: Event) -> bool:
    return (
        multiplier.line in {None, line or OTHER_LINE}
        and multiplier.tier in {None, event.source.account.tier}
        and (event.is_new or not multiplier.new_account)
    )


def _deferred(line: Line, deferral: Deferral | None, event: Event) -> Line:
    """The line less what is paid later; what is due already is not deferred."""
    if deferral is None:
        return line
    due = event.due.get(deferral.until)
    if due is not None and due <= line.day:
        return line
    later = percent_of(line.commission, deferral.share)
    return line._replace(paid=line.commission - later, deferred=later, release=due)
