"""contacts-contradict: a stage that the customer's contacts do not bear out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import Known, playbook_of_deal, split_reference
from kam.domain.contact import Contact
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.opportunity import Opportunity, PersonHere
from kam.domain.playbook import ContactCondition

SLUG, CODE, SEVERITY = "contacts-contradict", "KAM113", Severity.WARNING
Contacts = Mapping[str, Mapping[str, Contact]]
"""Contacts by account and id."""


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each stage up to the reached one whose contact condition nobody meets (METHODS.md 1).

    Nothing is said where a contacts.yaml that matters did not read.
    """
    known = Known(book)
    contacts = {folder.account.id: folder.contacts for folder in book.folders}
    for _, opportunity in book.opportunities():
        deal = deals[opportunity.reference]
        homes = {split_reference(deal.account, name)[0] for name in opportunity.people}
        reads = all(known.reads(home, "contacts.yaml") for home in (deal.account, *homes))
        if opportunity.stage is None or not deal.is_open or not reads:
            continue
        people = tuple(_people(opportunity, contacts, today))
        for stage in playbook_of_deal(book, deal).passed(None, opportunity.stage):
            condition = stage.contacts
            if condition and not any(person.meets(condition) for person in people):
                params = {"stage": stage.key, "condition": condition.label}
                yield Finding(CODE, SLUG, SEVERITY, opportunity.path, ("stage",), params=params)


@dataclass(frozen=True, slots=True)
class _Person:
    """A contact as this opportunity sees them."""

    attitude: str | None
    level: str | None
    leads: bool

    def meets(self, condition: ContactCondition) -> bool:
        if self.attitude not in condition.attitudes:
            return False
        placed = not condition.levels or self.level in condition.levels
        return placed or (condition.or_lead and self.leads)


def _people(opportunity: Opportunity, contacts: Contacts, today: date) -> Iterator[_Person]:
    """The account's contacts and those that the opportunity names of others, who have not left."""
    here = {
        split_reference(opportunity.account, name): person
        for name, person in opportunity.people.items()
    }
    own = ((opportunity.account, name) for name in contacts[opportunity.account])
    for home, name in dict.fromkeys((*own, *here)):
        contact = contacts.get(home, {}).get(name)
        if contact is not None and not (contact.left and contact.left <= today):
            person = here.get((home, name), PersonHere())
            yield _Person(person.attitude or contact.attitude, contact.level, person.lead)
