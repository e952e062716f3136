"""Activities, next steps, orders and sheets that go with their opportunity to another account."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from kam.errors import WriteRefused
from kam.i18n import mark
from kam.store import nodes
from kam.store.changes import Append, Drop, Edit, Put
from kam.store.copying import copied
from kam.store.emit import Block
from kam.store.members import Member
from kam.store.quoting import Value, text_of
from kam.workspace.desk import Desk
from kam.workspace.layout import Role, place_of
from kam.workspace.references import Reference, people_of_sheet
from kam.workspace.slugs import require_free


def transplant(desk: Desk, references: Sequence[Reference], old: str, new: str) -> None:
    """Lay ready that the entries that hold `references` move from one account's files to another's.

    All are added before the first is taken away, so that a change that ends early has lost none.

    Raises:
        UsageError: The other account has an entry of the same id.
        UnreadableFile, Unfit: A file that has to be changed does not read or fit.
    """
    files = [
        (path, [reference.keys[0] for reference in group])
        for path, group in groupby(references, key=lambda reference: reference.path)
        if not is_sheet(path)
    ]
    sheets = [reference.path for reference in references if is_sheet(reference.path)]
    for path, keys in files:
        _add(desk, path, path.replace(f"/{old}/", f"/{new}/", 1), keys, old)
    for path, keys in files:
        take_entries(desk, path, keys)
    for path in sheets:
        _carry(desk, path, path.replace(f"/{old}/", f"/{new}/", 1), old)


def is_sheet(path: str) -> bool:
    """Whether a file is a conversation sheet, which names its opportunity as a whole."""
    place = place_of(path)
    return place is not None and place.role is Role.SHEET


def _carry(desk: Desk, source: str, path: str, home: str) -> None:
    """Move a sheet, its people named so that they are found from the other account."""
    if desk.has(path):
        raise WriteRefused(mark("{path} is there already"), path=path)
    data = nodes.to_plain(desk.document(source).root)
    edits = [Put(keys, f"{home}/{text}") for keys, text in people_of_sheet(data) if "/" not in text]
    if edits:
        desk.edit(source, *edits)
    desk.move(source, path)


def _add(desk: Desk, source: str, path: str, keys: Sequence[str | int], home: str) -> None:
    root = desk.document(source).root
    taken = nodes.to_plain(desk.document(path).root) or {}
    edits: list[Edit] = []
    for key in keys:
        node = nodes.find(root, (key,))
        entry = value_of(node) if node else {}
        if isinstance(key, int):
            edits.append(Append((), _from_afar(entry, home)))
            continue
        if key in taken:
            require_free(key, f"{source}: {key}", {key: f"{path}: {key}"})
        flow = isinstance(node, nodes.Mapping) and node.flow
        edits.append(Put((key,), entry if flow else Block(entry)))
    desk.edit(path, *edits)


def take_entries(desk: Desk, path: str, keys: Sequence[str | int]) -> None:
    """Lay ready that entries of a file are taken away; a file that holds nothing else goes, too."""
    document = desk.document(path)
    if len(nodes.to_plain(document.root)) == len(keys) and "#" not in document.text:
        desk.remove(path)
        return
    ordered = sorted(keys, key=lambda key: key if isinstance(key, int) else 0, reverse=True)
    desk.edit(path, *(Drop((key,)) for key in ordered))


def _from_afar(entry: Mapping[str, Value], home: str) -> dict[str, Value]:
    """An activity whose people are named so that they are found from another account."""
    present = entry.get("with") or []
    named = [text if "/" in text else f"{home}/{text}" for text in present]
    return {**entry, **({"with": named} if named else {})}


def copy_of(text: str, member: Member) -> Value:
    """What a member of a file holds, to be written in another as it stands there."""
    value = value_of(member.value)
    block = isinstance(member.value, nodes.Mapping) and not member.value.flow
    return copied(text, member, Block(value) if block else value)


def value_of(node: nodes.Node) -> Any:
    """The value of a node that is written as it stood: numbers, days and flags without quotes."""
    if isinstance(node, nodes.Sequence):
        return [value_of(item) for item in node.items]
    if isinstance(node, nodes.Mapping):
        return {
            entry.key.text: value_of(entry.value)
            for entry in node.entries
            if not (isinstance(entry.value, nodes.Scalar) and entry.value.is_null)
        }
    return node.text if node.style else _unquoted(node.text)


def _unquoted(text: str) -> Value:
    """The value that is written as `text` without quotes; the text itself where none is."""
    if text in {"true", "false"}:
        return text == "true"
    for read in (Decimal, date.fromisoformat):
        try:
            value = read(text)
            if text_of(value) == text:
                return value
        except (ArithmeticError, ValueError):
            continue
    return text
