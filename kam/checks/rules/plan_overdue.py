"""plan-overdue: a plan for a person whose day has gone by, and whose aim is not reached."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.people_gaps import open_plan
from kam.domain.person import people_of

SLUG, CODE, SEVERITY = "plan-overdue", "KAM207", Severity.WARNING


def find(book: Book, _deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each open plan due before `today`; `days` late in its parameters (METHODS.md 4)."""
    for folder in book.folders:
        account = folder.account.id
        for person in people_of(account, {account: folder.contacts}, today):
            due = open_plan(person, book.models.people).due
            if due is not None and due < today:
                contact = person.contact
                params = {"days": (today - due).days, "name": contact.name, "account": account}
                keys = (contact.id, "plan", "due")
                yield Finding(CODE, SLUG, SEVERITY, contact.path, keys, params=params)
