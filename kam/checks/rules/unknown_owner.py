"""unknown-owner: a person of ours whom kam.yaml does not name."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book, Folder
from kam.domain.consistency import CALLS, COMMISSION, TARGETS
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.guess import closest

SLUG, CODE, SEVERITY = "unknown-owner", "KAM110", Severity.ERROR
Naming = tuple[str, tuple[str | int, ...], str | None]
"""A file, the path of a fact in it, and the person that the fact names."""


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each owner, team member and manager whom a book that names any does not know."""
    people = book.settings.people
    if not people:
        return
    for path, keys, person in _named(book):
        if person is not None and person not in people:
            params = {"person": person, "guess": closest(person, people) or ""}
            yield Finding(CODE, SLUG, SEVERITY, path, keys, params=params)


def _named(book: Book) -> Iterator[Naming]:
    for key, team in book.settings.teams.items():
        yield book.settings.path, ("teams", key, "manager"), team.manager
    for index, target in enumerate(book.targets):
        yield TARGETS, (index, "owner"), target.owner
    for index, call in enumerate(book.calls):
        yield CALLS, (index, "owner"), call.owner
    for person in book.commission.people:
        yield COMMISSION, ("people", person), person
    for key, pool in book.commission.pools.items():
        for person in pool.weights:
            yield COMMISSION, ("pools", key, "weights", person), person
    for folder in book.folders:
        yield from _named_below(folder)


def _named_below(folder: Folder) -> Iterator[Naming]:
    account = folder.account
    yield account.path, ("owner",), account.owner
    for index, person in enumerate(account.team):
        yield account.path, ("team", index), person
    for task in folder.tasks:
        yield task.path, (task.id, "owner"), task.owner
    for contact in folder.contacts.values():
        yield contact.path, (contact.id, "plan", "owner"), contact.plan.owner
    for opportunity in folder.opportunities:
        yield opportunity.path, ("owner",), opportunity.owner
        for index, split in enumerate(opportunity.splits):
            yield opportunity.path, ("splits", index, "owner"), split.owner
