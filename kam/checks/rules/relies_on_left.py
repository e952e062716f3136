"""relies-on-left: an open opportunity or a colleague that counts on somebody who has left."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import split_reference
from kam.domain.contact import Contact
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "relies-on-left", "KAM261", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each person of an open opportunity, and each superior, who left; with their new place.

    Whom the opportunity does not name, the account's contacts, just count no more.
    """
    contacts = {folder.account.id: folder.contacts for folder in book.folders}
    for folder in book.folders:
        for contact in folder.contacts.values():
            above = folder.contacts.get(contact.reports_to or "")
            if above and _left(above, today) and not _left(contact, today):
                yield _finding("superior", contact.path, (contact.id, "reports_to"), above)
        for opportunity in folder.opportunities:
            if not deals[opportunity.reference].is_open:
                continue
            for name in opportunity.people:
                home, person = split_reference(folder.account.id, name)
                known = contacts.get(home, {}).get(person)
                if known and _left(known, today):
                    yield _finding("part", opportunity.path, ("people", name), known)


def _left(contact: Contact, today: date) -> bool:
    return contact.left is not None and contact.left <= today


def _finding(kind: str, path: str, keys: tuple[str, ...], contact: Contact) -> Finding:
    params = {"kind": kind, "name": contact.name, "left": contact.left}
    if contact.moved_to:
        params |= {"kind": f"{kind}-moved", "place": contact.moved_to}
    return Finding(CODE, SLUG, SEVERITY, path, keys, params=params)
