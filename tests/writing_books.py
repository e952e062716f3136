"""A book of the domain as files: the same facts in kam's own house style, no defaults spelt out."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Any

from kam.domain.book import Book, Folder
from kam.schema.shapes import key_of
from kam.store.emit import document
from kam.store.quoting import Value


def write_book(root: Path, book: Book) -> Path:
    """Write every file of a book into a folder, which is made; the folder."""
    for path, content in files_of(book):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(document(content), encoding="utf-8", newline="")
    (root / "accounts").mkdir(parents=True, exist_ok=True)
    return root


def files_of(book: Book) -> Iterator[tuple[str, Value]]:
    """Path and content of every file; one that would hold nothing is not there."""
    yield "kam.yaml", {"format": 1, **facts(book.settings)}
    if book.targets:
        yield "targets.yaml", facts(book.targets)
    for folder in book.folders:
        for name, content in _contents(folder):
            if content:
                yield f"accounts/{folder.account.id}/{name}", facts(content)


def facts(one: Any) -> Value:
    """What a file says of a thing; what its place says and what is by default so is left out."""
    if is_dataclass(one):
        return {
            key_of(field.name): facts(value)
            for field in fields(one)
            if not field.metadata.get("placed")
            and (value := getattr(one, field.name)) is not None
            and value != _default(field)
        }
    if isinstance(one, Mapping):
        return {key: facts(value) for key, value in one.items()}
    return [facts(item) for item in one] if isinstance(one, tuple) else one


def _contents(folder: Folder) -> Iterator[tuple[str, Any]]:
    yield "account.yaml", folder.account
    yield "contacts.yaml", folder.contacts
    yield "tasks.yaml", {task.id: task for task in folder.tasks}
    yield "orders.yaml", {order.id: order for order in folder.orders}
    yield "activities.yaml", folder.activities
    if folder.plan:
        yield "plan.yaml", folder.plan
    for sheet in folder.sheets:
        yield f"sheets/{sheet.id}.yaml", sheet
    for opportunity in folder.opportunities:
        yield f"opportunities/{opportunity.id}.yaml", opportunity


def _default(field: Field[Any]) -> object:
    return field.default_factory() if field.default_factory is not MISSING else field.default
