"""The filters of a report as people type them -> ids and keys, as far as the book knows them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from kam.cli.session import Session
from kam.domain.choosing import choose
from kam.domain.targets import known_teams, plan_targets
from kam.domain.teams import teams_of
from kam.errors import NotFound
from kam.i18n import mark
from kam.reports.selection import Filter
from kam.workspace.resolving import Named, resolve
from kam.workspace.view import View


def _people(view: View) -> Iterator[Named]:
    """Our people as kam.yaml has them."""
    people = view.settings.people
    yield from (Named(key, (member.name or key,)) for key, member in people.items())


def _owners(view: View) -> Iterator[Named]:
    """Our people, and whoever else owns or does something in the book."""
    people = view.settings.people
    yield from _people(view)
    found = {deal.owner for deal in view.deals} | {account.owner for account in view.accounts}
    for folder in view.folders("activities", "tasks"):
        found |= {entry.by for entry in folder.activities} | {task.owner for task in folder.tasks}
    yield from (Named(owner, ()) for owner in sorted(filter(None, found)) if owner not in people)


def _teams(view: View) -> Iterator[Named]:
    """The teams of kam.yaml, and those that only a person there names."""
    teams = view.settings.teams
    plan = plan_targets(view.targets, view.settings)
    yield from (Named(key, (team.name or key,)) for key, team in teams.items())
    homes = {team for member in view.settings.people.values() for team in teams_of(member)}
    named = sorted({*known_teams(plan), *homes} - teams.keys())
    yield from (Named(team, ()) for team in named)


def _segments(view: View) -> Iterator[Named]:
    """The segments that accounts state."""
    found = {account.segment for account in view.accounts}
    yield from (Named(segment, (segment,)) for segment in sorted(filter(None, found)))


def _owner(text: str, view: View) -> str:
    """Who is meant: most are in kam.yaml, and nobody has to look further."""
    with suppress(NotFound):
        return resolve(text, _people(view), mark("owner"), exact=True)
    return resolve(text, _owners(view), mark("owner"), exact=False)


_NAMED: Mapping[str, Callable[[View], Iterator[Named]]] = {
    "team": _teams,
    "segment": _segments,
}


def resolve_filter(session: Session, stated: dict[str, str | None]) -> Filter:
    """The filters with names turned into ids and labels into keys."""
    for name in ("account", "group"):
        if text := stated[name]:
            stated[name] = session.names().account(text).account
    if text := stated["owner"]:
        stated["owner"] = _owner(text, session.view)
    for name, named in _NAMED.items():
        if text := stated[name]:
            stated[name] = resolve(text, named(session.view), mark(name), exact=False)
    if text := stated["tier"]:
        terms = session.view.methods.vocabulary.words.get("tier", {})
        names = {
            key: (term.label.text("en"), term.label.text("zh"), *term.aliases)
            for key, term in terms.items()
        }
        stated["tier"] = choose(text, names, mark("tier"))
    return Filter(**stated)
