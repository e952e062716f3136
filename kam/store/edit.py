"""Edits of a file's text: only the lines of the facts that change (TRUST.md 1)."""

from collections.abc import Sequence

from kam.store import insert, remove
from kam.store.changes import Append, Drop, Edit, Insert, Rename, change, refusal
from kam.store.insert import Order
from kam.store.members import UnknownShape
from kam.store.nodes import KeyPath, Node, Place, Scalar, Span, to_plain
from kam.store.reader import Document, parse
from kam.store.replace import rename
from kam.store.text import BOM, ReadError, Refusal, decode


def begin(raw: bytes) -> Document:
    """Read the bytes of a file in order to edit it: one without any value is read too.

    Raises:
        ReadError: The bytes are not in the strict subset.
    """
    try:
        return parse(raw)
    except ReadError as error:
        if error.refusal is not Refusal.EMPTY:
            raise
    text, has_bom = decode(raw)
    end = Place(len(text), text.count("\n"), 0)
    return Document(raw, text, has_bom, Scalar("", "", Span(end, end)))


def in_any_order(_path: KeyPath) -> Sequence[str]:
    """The order of a mapping whose new keys come last."""
    return ()


def apply(document: Document, edits: Sequence[Edit], order: Order = in_any_order) -> bytes:
    """The bytes of a file after edits, one after another; all but their lines stay as they are.

    Args:
        document: As `begin` or `reader.parse` gives it.
        edits: Each sees what those before it have done.
        order: The keys of the mapping at a path in the order of the format. A new key follows the
            nearest key before it; one that is not in the order comes last.

    Raises:
        WriteRefused: The result would not read, or would differ in more than the edits.
        UsageError: A text to be written holds bytes that are not UTF-8.
    """
    text, root, data = document.text, document.root, to_plain(document.root)
    for edit in edits:
        data = change(data, edit)
        try:
            edited = _edited(text, root, edit, order)
            if edited != text:
                text, root = edited, parse(edited.encode()).root
        except (UnknownShape, ReadError):
            raise refusal(edit) from None
        if to_plain(root) != data:
            raise refusal(edit)
    return (BOM * document.has_bom + text).encode()


def _edited(text: str, root: Node, edit: Edit, order: Order) -> str:
    if isinstance(edit, Drop):
        return remove.drop(text, root, edit.path)
    if isinstance(edit, Rename):
        return rename(text, root, edit.path, edit.key)
    if isinstance(edit, Insert):
        return insert.before(text, root, edit.path, edit.value, order)
    if isinstance(edit, Append):
        return insert.append(text, root, edit.path, edit.value, order)
    return insert.put(text, root, edit.path, edit.value, order)
