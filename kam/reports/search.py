"""Finds a text in what people wrote: names, titles, notes, next steps and ids (SPEC.md 2)."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from kam.domain.book import Book, Folder
from kam.domain.talk import texts_of_plan, texts_of_sheet


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that holds the text.

    Attributes:
        kind: `account`, `opportunity`, `contact`, `task`, `order`, `activity`, `plan` or
            `sheet`.
        id: Its full name; of an activity or plan, which has no id, that of the account; of a sheet
            the opportunity that it is for, else the account.
        path: Its file, relative to the book.
        text: The first of its texts that holds what was looked for.
    """

    kind: str
    id: str
    path: str
    text: str


def search(book: Book, text: str) -> tuple[Hit, ...]:
    """Everything that holds `text`, in any case and width, by account; nothing for no text."""
    wanted = _folded(text)
    if not wanted:
        return ()
    return tuple(
        Hit(kind, name, path, found)
        for folder in book.folders
        for kind, name, path, texts in _things(folder)
        if (found := next((part for part in texts if wanted in _folded(part)), None))
    )


_Thing = tuple[str, str, str, tuple[str, ...]]
"""Kind, full name, file, and the texts to look through, the most telling first."""


def _things(folder: Folder) -> Iterator[_Thing]:
    account = folder.account
    names = (account.name, *account.aliases, account.id, *account.formerly)
    yield "account", account.id, account.path, names
    for deal in folder.opportunities:
        names = (deal.name, deal.id, deal.project or "", *deal.formerly)
        yield "opportunity", deal.reference, deal.path, names
    for contact in folder.contacts.values():
        names = (contact.name, contact.title or "", contact.plan.what or "", contact.id)
        yield "contact", f"{account.id}/{contact.id}", contact.path, names
    for task in folder.tasks:
        yield "task", f"{account.id}/{task.id}", task.path, (task.what, task.id)
    for order in folder.orders:
        yield "order", f"{account.id}/{order.id}", order.path, (order.id, order.line or "")
    for activity in folder.activities:
        yield "activity", account.id, activity.path, (activity.note or "",)
    if plan := folder.plan:
        yield "plan", account.id, plan.path, tuple(texts_of_plan(plan))
    for sheet in folder.sheets:
        name = f"{account.id}/{sheet.opportunity}" if sheet.opportunity else account.id
        yield "sheet", name, sheet.path, tuple(texts_of_sheet(sheet))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
