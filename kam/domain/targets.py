"""Targets by month, so that every period and scope adds up to the cent (METHODS.md 10).

A year is split by its weights, else into equal quarters; a quarter into equal months. Where targets
of one owner or team meet in a month, that of the narrowest period holds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kam.domain.money import ZERO, share_out
from kam.domain.periods import MONTHS, Grain, Period
from kam.domain.settings import Settings
from kam.domain.target import Measure, Target
from kam.domain.teams import parent_teams, team_of

Monthly = Mapping[int, Decimal]
"""Amounts by month, counted as `Period.first_month` counts; a month without a target is absent."""
QUARTERS = 4
WEIGHTED = frozenset({QUARTERS, MONTHS})
"""How many weights a year may have."""


@dataclass(frozen=True, slots=True)
class TargetPlan:
    """The targets of a book for one measure, each spread over its months.

    Attributes:
        owners: Each owner's own, by owner and the team that they are in that month.
        teams: What is stated for a team itself.
        book: What is stated for neither an owner nor a team.
        parents: Each team's parent.
    """

    owners: Mapping[tuple[str, str | None], Monthly]
    teams: Mapping[str, Monthly]
    book: Monthly
    parents: Mapping[str, str]


def plan_targets(
    targets: Iterable[Target], settings: Settings, measure: Measure = Measure.BOOKINGS
) -> TargetPlan:
    """Spread the targets for a measure over months; those of other measures are left out."""
    measured = [target for target in targets if target.measure is measure]
    for_people = [target for target in measured if target.owner]
    for_teams = [target for target in measured if target.team and not target.owner]
    for_all = [target for target in measured if not target.team and not target.owner]
    return TargetPlan(
        owners=_by_team(_spread_all(for_people, settings), settings),
        teams=_spread_all(for_teams, settings),
        book=_spread_all(for_all, settings).get("", {}),
        parents=parent_teams(settings),
    )


def owners_target(
    plan: TargetPlan, owner: str | None = None, teams: frozenset[str | None] | None = None
) -> Monthly:
    """What one owner has, or all have, in the months in which they are in one of `teams`."""
    return _sum(
        months
        for (own, team), months in plan.owners.items()
        if owner in {None, own} and (teams is None or team in teams)
    )


def team_target(plan: TargetPlan, team: str) -> Monthly:
    """A team's: as stated for the month, else what its members and the teams below add up to."""
    members = owners_target(plan, teams=frozenset({team}))
    return {**_sum((members, _below(plan, team))), **plan.teams.get(team, {})}


def team_share(plan: TargetPlan, team: str) -> Monthly:
    """The part of a team's target that the teams below it do not carry; never below nothing."""
    below = _below(plan, team)
    whole = team_target(plan, team)
    rest = {month: amount - below.get(month, ZERO) for month, amount in whole.items()}
    return {month: amount for month, amount in rest.items() if amount > 0 or month not in below}


def book_target(plan: TargetPlan) -> Monthly:
    """The whole book's: as stated for it, else the topmost teams' and that of people in none."""
    tops = [team_target(plan, team) for team in known_teams(plan) if team not in plan.parents]
    return {**_sum((*tops, teamless_target(plan))), **plan.book}


def teamless_target(plan: TargetPlan) -> Monthly:
    """What owners have in the months in which they are in no team, or are not in kam.yaml."""
    return owners_target(plan, teams=frozenset({None}))


def known_teams(plan: TargetPlan) -> tuple[str, ...]:
    """Every team that settings or targets name, by id."""
    homes = {team for _, team in plan.owners if team is not None}
    return tuple(sorted(homes | {*plan.teams, *plan.parents, *plan.parents.values()}))


def in_period(months: Monthly, period: Period) -> Decimal | None:
    """What a period holds of the months; None where none of its months has a target."""
    found = [months[month.first_month] for month in period.months() if month.first_month in months]
    return sum(found, ZERO) if found else None


def spread(target: Target, year_start: int) -> dict[int, Decimal]:
    """One target by month: the parts add up to it, cents going to the largest remainders.

    Weights count as shares of their sum; of any other number than 4 or 12 they say nothing.
    """
    period = Period.parse(target.period, year_start)
    months = [month.first_month for month in period.months()]
    weights = target.weights if len(target.weights) in WEIGHTED else (Decimal(1),) * QUARTERS
    if period.grain is not Grain.YEAR:
        parts = _even(target.amount, len(months))
    elif len(weights) == MONTHS:
        parts = share_out(target.amount, weights)
    else:
        quarters = share_out(target.amount, weights)
        parts = tuple(part for quarter in quarters for part in _even(quarter, MONTHS // QUARTERS))
    return dict(zip(months, parts, strict=True))


def _even(amount: Decimal, count: int) -> tuple[Decimal, ...]:
    return share_out(amount, (Decimal(1),) * count)


def _spread_all(targets: Iterable[Target], settings: Settings) -> dict[str, dict[int, Decimal]]:
    """Months by owner, team or "": a shorter period, having a longer text, overwrites."""
    found: dict[str, dict[int, Decimal]] = {}
    for target in sorted(targets, key=lambda target: len(target.period)):
        months = found.setdefault(target.owner or target.team or "", {})
        months.update(spread(target, settings.fiscal_year_start))
    return found


def _by_team(
    owned: Mapping[str, Monthly], settings: Settings
) -> dict[tuple[str, str | None], Monthly]:
    """Each owner's months by the team that they are in on the first day of the month."""
    found: dict[tuple[str, str | None], dict[int, Decimal]] = {}
    for owner, months in owned.items():
        for month, amount in months.items():
            team = team_of(owner, settings, Period(month, Grain.MONTH).first_day)
            found.setdefault((owner, team), {})[month] = amount
    return dict(found)


def _below(plan: TargetPlan, team: str) -> Monthly:
    return _sum(team_target(plan, child) for child, above in plan.parents.items() if above == team)


def _sum(parts: Iterable[Monthly]) -> dict[int, Decimal]:
    whole: dict[int, Decimal] = {}
    for months in parts:
        for month, amount in months.items():
            whole[month] = whole.get(month, ZERO) + amount
    return whole
