"""A contact as their account, or one of its opportunities, sees them (METHODS.md 4)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kam.domain.consistency import split_reference
from kam.domain.contact import Contact
from kam.domain.opportunity import Opportunity, PersonHere

Contacts = Mapping[str, Mapping[str, Contact]]
"""Contacts by account and id."""
Key = tuple[str, str]
"""The account and the id of a contact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A contact with what an opportunity says of them over contacts.yaml.

    `named` where the opportunity names them; `weight` is stated there, in place of their roles'.
    """

    home: str
    contact: Contact
    roles: tuple[str, ...]
    attitude: str | None
    lead: bool = False
    weight: int | None = None
    named: bool = False

    @property
    def key(self) -> Key:
        """The account and the id."""
        return (self.home, self.contact.id)

    def reference(self, account: str) -> str:
        """How files of an account name this person."""
        return self.contact.id if self.home == account else "/".join(self.key)


def has_left(contact: Contact, today: date) -> bool:
    """Whether a contact has left and no longer counts."""
    return contact.left is not None and contact.left <= today


def is_out(person: Person) -> bool:
    """Whether an opportunity takes a person out, by a weight of 0."""
    return person.weight == 0


def people_of(
    account: str, contacts: Contacts, today: date, opportunity: Opportunity | None = None
) -> tuple[Person, ...]:
    """The account's contacts, and those of others that its opportunity names.

    Who left is not among them, nor whom the opportunity takes out. What it says of a person holds
    over contacts.yaml. A name that leads to no contact is passed over (KAM114 says so).
    """
    return here_and_gone(account, contacts, today, opportunity)[0]


def here_and_gone(
    account: str, contacts: Contacts, today: date, opportunity: Opportunity | None = None
) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """The people (`people_of`), and those who are not among them any more.

    What the book says of these shows that it speaks of people at all.
    """
    here: list[Person] = []
    gone: list[Person] = []
    for one in _people(account, contacts, opportunity):
        (gone if has_left(one.contact, today) or is_out(one) else here).append(one)
    return tuple(here), tuple(gone)


def _people(account: str, contacts: Contacts, opportunity: Opportunity | None) -> Iterator[Person]:
    stated = opportunity.people if opportunity else {}
    here = {split_reference(account, name): person for name, person in stated.items()}
    own = ((account, name) for name in contacts.get(account, {}))
    for home, name in dict.fromkeys((*own, *here)):
        contact = contacts.get(home, {}).get(name)
        if contact is None:
            continue
        person = here.get((home, name), PersonHere())
        yield Person(
            home=home,
            contact=contact,
            roles=tuple(dict.fromkeys(roles_here(contact, person))),
            attitude=person.attitude or contact.attitude,
            lead=person.lead,
            weight=person.weight,
            named=(home, name) in here,
        )


def roles_here(contact: Contact, here: PersonHere) -> tuple[str, ...]:
    """The roles of a contact in an opportunity: those that it states, be they none."""
    return contact.roles if here.roles is None else here.roles
