"""veto-against: an enemy with a veto among the people of an open opportunity."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.checks.people_here import PeopleHere, open_opportunities
from kam.domain.book import Book
from kam.domain.consistency import split_reference
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.people_gaps import blocks
from kam.domain.person import Person

SLUG, CODE, SEVERITY = "veto-against", "KAM202", Severity.WARNING
Place = tuple[str, tuple[str, ...]]
"""A file and the path of a fact in it."""


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each such attitude once, where it is stated (METHODS.md 4)."""
    found: dict[Place, Person] = {}
    for here in open_opportunities(book, deals, today):
        for person in here.people:
            if blocks(person, book.models.people):
                found.setdefault(_place(here, person), person)
    for (path, keys), person in found.items():
        params = {
            "name": person.contact.name,
            "account": person.home,
            "contact": person.contact.id,
        }
        yield Finding(CODE, SLUG, SEVERITY, path, keys, params=params)


def _place(here: PeopleHere, person: Person) -> Place:
    for name, stated in here.opportunity.people.items():
        if stated.attitude and split_reference(here.deal.account, name) == person.key:
            return here.opportunity.path, ("people", name, "attitude")
    return person.contact.path, (person.contact.id, "attitude")
