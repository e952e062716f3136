"""Which targets a forecast is held against: its filter's, by owner or team (METHODS.md 10)."""

from kam.domain.settings import Settings
from kam.domain.targets import (
    Monthly,
    TargetPlan,
    book_target,
    known_teams,
    owners_target,
    team_share,
    team_target,
    teamless_target,
)
from kam.domain.teams import teams_under
from kam.reports.selection import By, Filter


def is_known(chosen: Filter) -> bool:
    """Whether a target can be known for a filter: it names at most an owner and a team."""
    return not (chosen.account or chosen.group or chosen.segment or chosen.tier)


def goal(plan: TargetPlan, chosen: Filter, settings: Settings) -> Monthly:
    """The months of the target for all that a filter lets through; empty where none is known."""
    if not is_known(chosen):
        return {}
    if chosen.owner is not None:
        return owners_target(plan, chosen.owner, _teams(chosen, settings))
    return book_target(plan) if chosen.team is None else team_target(plan, chosen.team)


def goals_by(
    plan: TargetPlan, by: By | None, chosen: Filter, settings: Settings
) -> dict[str | None, Monthly]:
    """The months of each group's target: an owner's own, of a team what no team below it carries.

    Without a grouping the whole goal stands under None; other groupings have no targets.
    """
    if not is_known(chosen):
        return {}
    if by is None:
        return {None: goal(plan, chosen, settings)}
    if by is By.OWNER:
        return _by_owner(plan, chosen, settings)
    return _by_team(plan, chosen, settings) if by is By.TEAM else {}


def _by_owner(plan: TargetPlan, chosen: Filter, settings: Settings) -> dict[str | None, Monthly]:
    owners = {owner for owner, _ in plan.owners if chosen.owner in {None, owner}}
    return {owner: owners_target(plan, owner, _teams(chosen, settings)) for owner in owners}


def _by_team(plan: TargetPlan, chosen: Filter, settings: Settings) -> dict[str | None, Monthly]:
    below = _teams(chosen, settings)
    teams = [team for team in (*known_teams(plan), None) if below is None or team in below]
    if chosen.owner is not None:
        own = {team: owners_target(plan, chosen.owner, frozenset({team})) for team in teams}
        return {team or "": months for team, months in own.items()}
    return {
        team or "": teamless_target(plan) if team is None else team_share(plan, team)
        for team in teams
    }


def _teams(chosen: Filter, settings: Settings) -> frozenset[str | None] | None:
    return None if chosen.team is None else frozenset(teams_under(chosen.team, settings))
