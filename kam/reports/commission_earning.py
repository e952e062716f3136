"""What people earn: their credits at the rates of their plans, bonuses, and the pools of teams.

The basis of a span runs on over its deals by day and then by id; a deal that crosses the end of a
tier, or the year-to-date target, is cut there into lines of its own (METHODS.md 10).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from kam.domain.credits import Credit
from kam.domain.incentive_rates import Step, cut
from kam.domain.incentives import (
    Basis,
    CommissionPlan,
    Deferral,
    Multiplier,
)
from kam.domain.lines import OTHER_LINE
from kam.domain.money import HUNDRED, ZERO, percent_of
from kam.domain.periods import Grain, Period
from kam.domain.target import Measure
from kam.domain.targets import Monthly, owners_target, plan_targets
from kam.reports.commission_events import Event, Source
from kam.reports.commission_extras import pools_of
from kam.reports.commission_lines import Entry, Line, commission_on
from kam.reports.commission_scheme import Lack, Scheme, Unpaid

MEASURES = {
    Basis.BOOKINGS: Measure.BOOKINGS,
    Basis.MARGIN: Measure.MARGIN,
    Basis.COLLECTIONS: Measure.CASH,
}
"""The measure of the targets that an accelerator on a basis looks at."""


class Earning:
    """Reckons the lines of all people, event by event.

    Attributes:
        unpaid: Whose credit earned nothing, or nothing on top, and why: with what and when.
        unowned: What is nobody's, and when it was.
        unshared: The pools that got something which nobody shares, and when.
    """

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._running: dict[tuple[str, Basis, Period], Decimal] = {}
        self._targets = {
            basis: plan_targets(scheme.targets, scheme.settings, measure)
            for basis, measure in MEASURES.items()
        }
        self._months: dict[tuple[str, Basis], Monthly] = {}
        self.unpaid: list[tuple[date, Source, Unpaid]] = []
        self.unowned: list[tuple[date, Source]] = []
        self.unshared: list[tuple[date, Source, str]] = []

    def earn(self, events: Iterable[Event]) -> Iterator[Line]:
        """What the events earn people by their plans, and by the pools of their teams."""
        for event in events:
            if any(one.owner is None for one in (*event.credits, *event.apart)):
                self.unowned.append((event.day, event.source))
            for person, own in _by_person(event.credits):
                yield from self._of_plan(event, person, own)
            for key, lines in pools_of(event, self._scheme):
                yield from lines
                if not lines:
                    self.unshared.append((event.day, event.source, key))

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
        steps = self._steps(person, key, plan, event)
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

    def _steps(self, person: str, key: str, plan: CommissionPlan, event: Event) -> list[Step]:
        """The accelerators of a plan by the target of the year up to the month of the event."""
        if not plan.accelerators:
            return []
        target = self._target(person, plan.basis, event.day)
        if target is None:
            self.unpaid.append((event.day, event.source, Unpaid(Lack.NO_TARGET, key, person)))
            return []
        return [Step(target * one.above / HUNDRED, one.rate) for one in plan.accelerators]

    def _target(self, person: str, basis: Basis, day: date) -> Decimal | None:
        if (person, basis) not in self._months:
            self._months[person, basis] = owners_target(self._targets[basis], person)
        months = self._months[person, basis]
        start = self._scheme.settings.fiscal_year_start
        year = Period.of(day, Grain.YEAR, start).first_month
        this = Period.of(day, Grain.MONTH, start).first_month
        known = [amount for month, amount in months.items() if year <= month <= this]
        return sum(known, ZERO) if known else None


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
