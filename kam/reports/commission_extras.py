"""What is paid beside the tiers: bonuses for stages, and the pools of teams (METHODS.md 10)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.credits import shares_of
from kam.domain.incentive_plans import plan_on
from kam.domain.incentives import Bonus
from kam.domain.money import HUNDRED, ZERO, percent_of, share_out, to_cents
from kam.domain.runs import won_runs
from kam.domain.states import State
from kam.domain.teams import team_on, teams_under
from kam.reports.commission_events import Event, Source
from kam.reports.commission_lines import Entry, Line, commission_on
from kam.reports.commission_scheme import Scheme


def pools_of(event: Event, scheme: Scheme) -> Iterator[tuple[str, Sequence[Line]]]:
    """The pools that get anything of an event, with the parts of those who share it, if anybody."""
    for key, pool in scheme.commission.pools.items():
        if pool.basis is event.basis:
            teams = teams_under(pool.team, scheme.settings)
            own = [one.amount for one in event.credits if one.team in teams and not one.overlay]
            if whole := sum(own, ZERO):
                yield key, tuple(_pool_lines(event, key, whole, scheme))


def _pool_lines(event: Event, key: str, whole: Decimal, scheme: Scheme) -> Iterator[Line]:
    """The members' parts of what their team brought; an overlay brings a team nothing."""
    pool, settings = scheme.commission.pools[key], scheme.settings
    teams = teams_under(pool.team, settings)
    members = [
        person
        for person, member in sorted(settings.people.items())
        if team_on(member, event.day) in teams and (not pool.weights or pool.weights.get(person))
    ]
    weights = [Decimal(pool.weights.get(person, 1)) for person in members]
    parts = share_out(whole, weights) if members else ()
    for person, weight, part in zip(members, weights, parts, strict=True):
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


class Reopening(NamedTuple):
    """An opportunity that was won on a day and opened again on another."""

    source: Source
    won: date
    reopened: date


def reopened_of(sources: Iterable[Source], scheme: Scheme) -> Iterator[Reopening]:
    """What was won and is not any more, or anew: no file says what was paid on it then."""
    for source in sources:
        if source.deal is None or source.opportunity is None:
            continue
        history = source.opportunity.history
        for run in won_runs(history, scheme.playbooks[source.deal.playbook]):
            place = history.index(run[-1]) + 1
            if place < len(history):
                yield Reopening(source, run[0].date, history[place].date)


def bonuses_of(sources: Iterable[Source], scheme: Scheme) -> Iterator[Line]:
    """The fixed amounts for stages that opportunities reached, shared as their credit is."""
    plans = scheme.commission.plans.items()
    offered = [(key, bonus) for key, plan in plans for bonus in plan.bonuses]
    for source in sources if offered else ():
        for key, bonus in offered:
            day = _reached(bonus, source, scheme)
            if source.deal is None or day is None:
                continue
            for share in shares_of(source.deal):
                if share.owner and plan_on(share.owner, scheme.commission, day) == key:
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


def _reached(bonus: Bonus, source: Source, scheme: Scheme) -> date | None:
    """The day on which a stage, or a later one, was first reached; back moves keep it."""
    deal, opportunity = source.deal, source.opportunity
    if deal is None or opportunity is None:
        return None
    playbook = scheme.playbooks[deal.playbook]
    wanted = bonus.playbook or scheme.settings.playbook
    if deal.playbook != wanted or bonus.stage not in playbook.stages:
        return None
    place = playbook.position(bonus.stage)
    days = [
        entry.date
        for entry in opportunity.history
        if entry.stage in playbook.stages and playbook.position(entry.stage) >= place
    ]
    if deal.state is State.WON and deal.closed_on and place <= playbook.winning_position:
        days.append(deal.closed_on)
    return min(days, default=None)
