"""moved-unlinked: somebody who left, and who may be the person of that name at another account."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.names import folded_name
from kam.domain.person import has_left

SLUG, CODE, SEVERITY = "moved-unlinked", "KAM262", Severity.WARNING


def find(book: Book, _deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each contact who left for no stated place while another account has one of that name.

    Somebody else to whom a contact has moved already is nobody's namesake.
    """
    everybody = [contact for folder in book.folders for contact in folder.contacts.values()]
    taken = {contact.moved_to for contact in everybody}
    present: dict[str, list[str]] = {}
    for folder in book.folders:
        for contact in folder.contacts.values():
            full = f"{folder.account.id}/{contact.id}"
            if contact.left is None and full not in taken:
                present.setdefault(folded_name(contact.name), []).append(full)
    for folder in book.folders:
        for contact in folder.contacts.values():
            if not has_left(contact, today) or contact.moved_to:
                continue
            here = f"{folder.account.id}/"
            names = present.get(folded_name(contact.name), [])
            if others := [name for name in names if not name.startswith(here)]:
                params = {"name": contact.name, "other": others[0], "account": folder.account.id}
                params |= {"contact": contact.id}
                keys = (contact.id, "left")
                yield Finding(CODE, SLUG, SEVERITY, contact.path, keys, params=params)
