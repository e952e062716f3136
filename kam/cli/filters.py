"""The filters of a report as people type them -> ids and keys, as far as the book knows them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from kam.cli.enumerations import names_of_word
from kam.cli.session import Session
from kam.domain.choosing import choose
from kam.domain.hierarchy import topmost
from kam.domain.targets import known_teams, plan_targets
from kam.domain.teams import teams_of
from kam.errors import NotFound, UsageError
from kam.i18n import mark
from kam.reports.selection import Filter
from kam.workspace.resolving import Named, resolve
from kam.workspace.view import View

if TYPE_CHECKING:
    from kam.cli.past import Dated
    from kam.workspace.naming import Names


def _people(view: View) -> Iterator[Named]:
    """Our people as kam.yaml has them."""
    people = view.settings.people
    yield from (Named(key, (member.name or key,)) for key, member in people.items())


def _owners(view: View) -> Iterator[Named]:
    """Our people, and whoever else owns or does something in the book."""
    people = view.settings.people
    yield from _people(view)
    found = {deal.owner for deal in view.deals} | {account.owner for account in view.accounts}
    found |= {member for account in view.accounts for member in account.team}
    found |= {share.owner for deal in view.deals for share in deal.splits}
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


def find_owner(text: str, view: View, *, exact: bool) -> str:
    """Who is meant: most are in kam.yaml, and nobody has to look further.

    Raises:
        NotFound: Nobody, or more than one, answers to it.
    """
    with suppress(NotFound):
        return resolve(text, _people(view), mark("owner"), exact=True)
    return resolve(text, _owners(view), mark("owner"), exact=exact)


def _tier(text: str, view: View) -> str:
    return choose(text, names_of_word(view.methods.vocabulary, "tier"), mark("tier"))


def _group(account: str, view: View) -> str:
    """The group that an account heads.

    Raises:
        UsageError: It lies below another one, and nothing would be found under its own name.
    """
    parents = {one.id: one.parent for one in view.accounts}
    group = topmost(parents).get(account, account)
    if group != account:
        raise UsageError(
            mark('"{account}" heads no group: it belongs to "{group}"'),
            hint=mark("--group {group} is all of it, --account {account} this one alone"),
            candidates=(group,),
            account=account,
            group=group,
        )
    return account


_NAMED: Mapping[str, Callable[[View], Iterator[Named]]] = {
    "team": _teams,
    "segment": _segments,
}
_ACCOUNTS = frozenset({"account", "group"})


def resolve_filter(session: Session, stated: Mapping[str, str | None]) -> Filter:
    """The filters with names turned into ids and labels into keys."""
    found = {
        name: _resolved(name, text, lambda: session.view, session.names, exact=False)
        for name, text in stated.items()
        if text
    }
    return Filter(**found)


def resolve_between(
    stated: Mapping[str, str | None], first: "Dated", last: "Dated", present: "Callable[[], Dated]"
) -> tuple[Filter, Filter]:
    """The filters at two ends: what is meant there is what the reports of each mean by it.

    What one end alone knows by exactly that name, the other does not have, unless it has it under
    another id. `present` is asked for what neither knows.

    Raises:
        NotFound: Nothing answers to a name at either end, or today.
    """
    found = {
        name: _at_ends(name, text, first, last, present) for name, text in stated.items() if text
    }
    return (
        Filter(**{name: ids[0] for name, ids in found.items()}),
        Filter(**{name: ids[1] for name, ids in found.items()}),
    )


def _at_ends(
    name: str, text: str, first: "Dated", last: "Dated", present: "Callable[[], Dated]"
) -> tuple[str, str]:
    for exact in (True, False):
        was, now = (_tried(name, text, end, exact=exact) for end in (first, last))
        if was is not None:
            return was, now or _elsewhere(name, was, first, last)
        if now is not None:
            return _elsewhere(name, now, last, first), now
    today = present()
    known = _in(name, text, today, exact=False)
    return _elsewhere(name, known, today, first), _elsewhere(name, known, today, last)


def _elsewhere(name: str, known: str, here: "Dated", there: "Dated") -> str:
    """What is called `known` here is called there: an account may have had another id."""
    if name not in _ACCOUNTS:
        return known
    own = next((one.formerly for one in here.view.accounts if one.id == known), ())
    for account in there.view.accounts:
        if account.id in own or known in account.formerly:
            return account.id
    return known


def _tried(name: str, text: str, end: "Dated", *, exact: bool) -> str | None:
    try:
        return _in(name, text, end, exact=exact)
    except (NotFound, UsageError):
        return None


def _in(name: str, text: str, end: "Dated", *, exact: bool) -> str:
    from kam.workspace.naming import Names

    def names() -> Names:
        return Names(end.source, lambda: end.view, exact=exact)

    return _resolved(name, text, lambda: end.view, names, exact=exact)


def _resolved(
    name: str, text: str, view: Callable[[], View], names: "Callable[[], Names]", *, exact: bool
) -> str:
    """The id or key that a text means in one filter."""
    if name in _ACCOUNTS:
        account = names().account(text).account
        return _group(account, view()) if name == "group" else account
    if name == "owner":
        return find_owner(text, view(), exact=exact)
    if name == "tier":
        return _tier(text, view())
    return resolve(text, _NAMED[name](view()), mark(name), exact=exact)
