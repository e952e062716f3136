"""Who belongs to which team on a day, and which teams stand under which."""

from collections.abc import Mapping
from datetime import date

from kam.domain.hierarchy import line_up, without_rings
from kam.domain.settings import Member, Settings


def team_on(member: Member | None, day: date) -> str | None:
    """The team of a person on `day`; None for a stranger and before the first team."""
    team = member.team if member else None
    if not isinstance(team, tuple):
        return team
    begun = [entry for entry in team if entry.from_ <= day]
    return max(begun, key=lambda entry: entry.from_).team if begun else None


def team_of(owner: str | None, settings: Settings, day: date) -> str | None:
    """The team on `day` of a person named by id; None where nobody is named."""
    return team_on(settings.people.get(owner), day) if owner is not None else None


def teams_of(member: Member) -> frozenset[str]:
    """Every team that a person is in at some time."""
    team = member.team
    if isinstance(team, tuple):
        return frozenset(entry.team for entry in team)
    return frozenset() if team is None else frozenset({team})


def parent_teams(settings: Settings) -> Mapping[str, str]:
    """Each team's parent; a ring of teams is cut open."""
    return without_rings({team: entry.parent for team, entry in settings.teams.items()})


def teams_under(team: str, settings: Settings) -> frozenset[str]:
    """A team and all that stand under it."""
    parents = parent_teams(settings)
    return frozenset({team} | {below for below in parents if team in line_up(below, parents)})
