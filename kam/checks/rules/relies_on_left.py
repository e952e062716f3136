"""relies-on-left: an open opportunity or a colleague that counts on somebody who has left."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import split_reference
from kam.domain.contact import Contact, PersonPlan
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.person import Contacts, has_left

SLUG, CODE, SEVERITY = "relies-on-left", "KAM261", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each person who left and still has a part in an open opportunity, or somebody below.

    Or a plan for the relationship with them, or the visits to the procurement centre. Contacts that
    no opportunity names just count no more. Kinds end in `-moved` where the new place is known.
    """
    contacts = {folder.account.id: folder.contacts for folder in book.folders}
    for folder in book.folders:
        centre = folder.account.purchasing.centre
        if centre and (found := _gone(contacts, folder.account.id, centre.contact, today)):
            keys = ("purchasing", "centre", "contact")
            yield _finding("centre", folder.account.path, keys, found)
        for contact in folder.contacts.values():
            if contact.plan != PersonPlan() and has_left(contact, today):
                yield _finding("plan", contact.path, (contact.id, "plan"), contact)
            above = folder.contacts.get(contact.reports_to or "")
            if above and has_left(above, today) and not has_left(contact, today):
                yield _finding("superior", contact.path, (contact.id, "reports_to"), above)
        for opportunity in folder.opportunities:
            if not deals[opportunity.reference].is_open:
                continue
            for name in opportunity.people:
                if found := _gone(contacts, folder.account.id, name, today):
                    yield _finding("part", opportunity.path, ("people", name), found)


def _gone(contacts: Contacts, account: str, name: str | None, today: date) -> Contact | None:
    """The contact that a file of an account names, if there is one who has left."""
    home, person = split_reference(account, name or "")
    known = contacts.get(home, {}).get(person)
    return known if known and has_left(known, today) else None


def _finding(kind: str, path: str, keys: tuple[str, ...], contact: Contact) -> Finding:
    params = {"kind": kind, "name": contact.name, "left": contact.left}
    if contact.moved_to:
        params |= {"kind": f"{kind}-moved", "place": contact.moved_to}
    return Finding(CODE, SLUG, SEVERITY, path, keys, params=params)
