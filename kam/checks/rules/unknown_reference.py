"""unknown-reference: a fact that names something of the book which is not there."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book, Folder
from kam.domain.consistency import Known
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.guess import closest
from kam.domain.hierarchy import rings
from kam.domain.talk import people_in

SLUG, CODE, SEVERITY = "unknown-reference", "KAM114", Severity.ERROR
Reference = tuple[str, tuple[str | int, ...], str | None]
"""A file, the path of a fact in it, and the name that the fact gives."""


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each reference into nothing; what did not read is not taken for missing.

    Its `kind` is opportunity, order, contact, account or objective; or `ring`, a parent that is its
    own descendant.
    """
    known = Known(book)
    for folder in book.folders:
        home = folder.account.id
        for path, keys, name in _opportunities(folder):
            if name and not known.has_opportunity(home, name):
                guess = known.guess_opportunity(home, name)
                yield _finding("opportunity", path, keys, name, guess)
        for path, keys, name in (*_contacts(folder), *_people_of_sheets(folder)):
            if name and not known.has_contact(home, name):
                yield _finding("contact", path, keys, name, known.guess_contact(home, name))
        yield from _orders(folder, known)
        yield from _objectives(folder)
        parent = folder.account.parent
        if parent and not known.has_account(parent):
            guess = known.guess_account(parent)
            yield _finding("account", folder.account.path, ("parent",), parent, guess)
    yield from _rings(book)


def _finding(
    kind: str, path: str, keys: tuple[str | int, ...], name: str, guess: str = ""
) -> Finding:
    params = {"kind": kind, "name": name, "guess": guess}
    return Finding(CODE, SLUG, SEVERITY, path, keys, params=params)


def _opportunities(folder: Folder) -> Iterator[Reference]:
    for task in folder.tasks:
        yield task.path, (task.id, "opportunity"), task.opportunity
    for activity in folder.activities:
        yield activity.path, (activity.index, "opportunity"), activity.opportunity
    for order in folder.orders:
        yield order.path, (order.id, "opportunity"), order.opportunity
    for sheet in folder.sheets:
        yield sheet.path, ("opportunity",), sheet.opportunity
    account = folder.account
    for index, answer in enumerate(account.satisfaction):
        yield account.path, ("satisfaction", index, "opportunity"), answer.opportunity
    for key, complaint in account.complaints.items():
        yield account.path, ("complaints", key, "opportunity"), complaint.opportunity
    for key, contract in account.contracts.items():
        yield account.path, ("contracts", key, "opportunity"), contract.opportunity
        yield account.path, ("contracts", key, "renewal"), contract.renewal


def _orders(folder: Folder, known: Known) -> Iterator[Finding]:
    """Complaints about orders that are not there."""
    account, orders = folder.account, {order.id for order in folder.orders}
    for key, complaint in account.complaints.items():
        name = complaint.order
        if name and name not in orders and known.reads(account.id, "orders.yaml"):
            guess = closest(name, orders) or ""
            yield _finding("order", account.path, ("complaints", key, "order"), name, guess)


def _contacts(folder: Folder) -> Iterator[Reference]:
    account = folder.account
    for index, answer in enumerate(account.satisfaction):
        yield account.path, ("satisfaction", index, "of"), answer.of
    for key, complaint in account.complaints.items():
        yield account.path, ("complaints", key, "of"), complaint.of
    if centre := folder.account.purchasing.centre:
        yield folder.account.path, ("purchasing", "centre", "contact"), centre.contact
    for contact in folder.contacts.values():
        yield contact.path, (contact.id, "reports_to"), contact.reports_to
        yield contact.path, (contact.id, "moved_to"), contact.moved_to
    for activity in folder.activities:
        for place, name in enumerate(activity.with_):
            yield activity.path, (activity.index, "with", place), name
    for opportunity in folder.opportunities:
        for name in opportunity.people:
            yield opportunity.path, ("people", name), name


def _people_of_sheets(folder: Folder) -> Iterator[Reference]:
    for sheet in folder.sheets:
        for keys, name in people_in(sheet):
            yield sheet.path, keys, name


def _objectives(folder: Folder) -> Iterator[Finding]:
    """The actions of the account plan that support no objective of it."""
    plan = folder.plan
    for key, action in plan.actions.items() if plan else ():
        if plan and action.supports and action.supports not in plan.objectives:
            guess = closest(action.supports, plan.objectives) or ""
            keys = ("actions", key, "supports")
            yield _finding("objective", plan.path, keys, action.supports, guess)


def _rings(book: Book) -> Iterator[Finding]:
    """One finding a ring of parents, at its first account."""
    accounts = {folder.account.id: folder.account for folder in book.folders}
    for ring in rings({name: account.parent for name, account in accounts.items()}):
        name = " -> ".join((*ring, ring[0]))
        yield _finding("ring", accounts[ring[0]].path, ("parent",), name)
