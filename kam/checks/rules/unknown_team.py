"""unknown-team: a team that nobody is in and that kam.yaml does not name."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import TARGETS
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.guess import closest
from kam.domain.teams import teams_of

SLUG, CODE, SEVERITY = "unknown-team", "KAM296", Severity.ERROR
Naming = tuple[str, tuple[str | int, ...], str | None]
"""A file, the path of a fact in it, and the team that the fact names."""


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each target and each parent of a team whom a book that has teams does not know."""
    settings = book.settings
    known = {*settings.teams}
    for member in settings.people.values():
        known |= teams_of(member)
    for path, keys, team in _named(book) if known else ():
        if team is not None and team not in known:
            params = {"team": team, "guess": closest(team, known) or ""}
            yield Finding(CODE, SLUG, SEVERITY, path, keys, params=params)


def _named(book: Book) -> Iterator[Naming]:
    for key, team in book.settings.teams.items():
        yield book.settings.path, ("teams", key, "parent"), team.parent
    for index, target in enumerate(book.targets):
        yield TARGETS, (index, "team"), target.team
