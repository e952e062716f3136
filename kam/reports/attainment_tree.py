"""The lines of the attainment report: teams with their people and the teams below them.

Each line knows its target and whose credits it adds up.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kam.domain.settings import Settings
from kam.domain.states import ClosedWord
from kam.domain.targets import Monthly, TargetPlan, known_teams, owners_target, team_target
from kam.domain.teams import teams_under
from kam.reports.credit_ledger import Who
from kam.reports.goals import goal, is_known
from kam.reports.selection import Filter


class Level(ClosedWord):
    """Whom a row is about: a person, a team with those below it, or all that was asked for."""

    OWNER = "owner"
    TEAM = "team"
    BOOK = "book"


class Entry(NamedTuple):
    """A line: whom it is about, how far below a topmost team, the target, and whose credits.

    A person's line has the overlays too, a team's has not.
    """

    level: Level
    owner: str | None
    team: str | None
    depth: int
    months: Monthly
    whos: frozenset[Who]
    overlays: bool = False


def tree_of(
    plan: TargetPlan, whos: frozenset[Who], chosen: Filter, settings: Settings
) -> tuple[Entry, ...]:
    """The lines in the order of the tree, the one of everything last.

    People stand below each team that they were in, with what they had there; those who were in
    none come behind the teams.
    """
    if not is_known(chosen):
        plan = TargetPlan({}, {}, {}, plan.parents)
    tree = _Tree(plan, whos, chosen, settings)
    whole = Entry(
        Level.BOOK,
        chosen.owner,
        chosen.team,
        0,
        goal(plan, chosen, settings),
        whos,
        overlays=chosen.owner is not None,
    )
    return (*tree.lines(), whole)


class _Tree:
    """What the lines are made of: who has credits or a target, by team."""

    def __init__(
        self, plan: TargetPlan, whos: frozenset[Who], chosen: Filter, settings: Settings
    ) -> None:
        self._plan = plan
        self._settings = settings
        allowed = None if chosen.team is None else teams_under(chosen.team, settings)
        aimed = {who for who in plan.owners if chosen.owner in {None, who[0]}}
        self._people = sorted(
            (who for who in (*whos, *(aimed - whos)) if allowed is None or who[1] in allowed),
            key=lambda who: (who[0] is None, who[0] or ""),
        )
        self._teams = self._shown(allowed) if chosen.owner is None else frozenset()

    def _shown(self, allowed: frozenset[str] | None) -> frozenset[str]:
        """The teams that have a target or anybody in them or below."""
        named = {*known_teams(self._plan), *(team for _, team in self._people if team)}
        return frozenset(
            team
            for team in named
            if (allowed is None or team in allowed)
            and (team_target(self._plan, team) or self._within(team))
        )

    def _within(self, team: str) -> frozenset[Who]:
        below = teams_under(team, self._settings)
        return frozenset(who for who in self._people if who[1] in below)

    def lines(self) -> Iterator[Entry]:
        """Every line but that of the whole."""
        parents: Mapping[str, str] = self._plan.parents
        for team in sorted(self._teams):
            if parents.get(team) not in self._teams:
                yield from self._team(team, 0)
        for who in self._people:
            if who[1] not in self._teams:
                yield self._person(who, 0)

    def _team(self, team: str, depth: int) -> Iterator[Entry]:
        months = team_target(self._plan, team)
        yield Entry(Level.TEAM, None, team, depth, months, self._within(team))
        for who in self._people:
            if who[1] == team:
                yield self._person(who, depth + 1)
        for below in sorted(self._teams):
            if self._plan.parents.get(below) == team:
                yield from self._team(below, depth + 1)

    def _person(self, who: Who, depth: int) -> Entry:
        owner, team = who
        months = owners_target(self._plan, owner, frozenset({team})) if owner else {}
        return Entry(Level.OWNER, owner, team, depth, months, frozenset({who}), overlays=True)
