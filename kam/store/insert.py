"""A new key or item in the text of a file, in the style of its siblings and at its place."""

import re
from collections.abc import Callable, Sequence

from kam.store import nodes
from kam.store.emit import child_lines, entry_lines, flow, flow_entry, item_lines
from kam.store.members import members, start_of, trail
from kam.store.nodes import Entry, KeyPath, Mapping, Node
from kam.store.quoting import Value
from kam.store.replace import replace
from kam.store.spans import below, content_end, insert_lines, line_start, newline_of

Order = Callable[[KeyPath], Sequence[str]]
"""The keys of the mapping at a path in the order of the format; empty where any order is fine."""
_DASH = re.compile(r"-( +)(?=[^ #\r\n])")


def put(text: str, root: Node, path: KeyPath, value: Value, order: Order) -> str:
    """The text with a value at a path; parents that are missing are made.

    Raises:
        UnknownShape: The place has a shape that is not known.
    """
    known = trail(root, path)
    missing = path[len(known) :]
    node = known[-1].value if known else root
    for step in reversed(missing[1:]):
        value = {step: value}
    if missing and isinstance(node, Mapping) and (node.entries or known):
        return _add_entry(text, node, str(missing[0]), value, order(path[: len(known)]))
    value = {missing[0]: value} if missing else value
    return replace(text, known[-1], value) if known else _fill_root(text, root, value)


def append(text: str, root: Node, path: KeyPath, value: Value, order: Order) -> str:
    """The text with one more item in the list at a path; a missing list is made.

    Raises:
        UnknownShape: The place has a shape that is not known.
    """
    node = nodes.find(root, path)
    if not isinstance(node, nodes.Sequence) or not node.items:
        return put(text, root, path, [value], order)
    end = content_end(text, node.items[-1])
    if node.flow:
        return f"{text[:end]}, {flow(value)}{text[end:]}"
    style = _DASH.match(text, start_of(text, members(node)[-1]))
    column = node.span.start.column
    lines = item_lines(value, column, style[0] if style else "- ")
    return insert_lines(text, below(text, end, column), lines, newline_of(text))


def before(text: str, root: Node, path: KeyPath, value: Value, order: Order) -> str:
    """The text with a new item before the one at a path; at the list's end where there is none.

    It stands below the comments that follow the item before it, next to the item at the path.

    Raises:
        UnknownShape: The place has a shape that is not known.
    """
    siblings = trail(root, path)
    if len(siblings) < len(path):
        return append(text, root, path[:-1], value, order)
    member = siblings[-1]
    at = start_of(text, member)
    if member.parent.flow:
        return f"{text[:at]}{flow(value)}, {text[at:]}"
    style = _DASH.match(text, at)
    lines = item_lines(value, member.parent.span.start.column, style[0] if style else "- ")
    column = " " * (at - line_start(text, at))
    lines = [*lines, column]
    return text[:at] + newline_of(text).join(lines).lstrip(" ") + text[at:]


def _fill_root(text: str, root: Node, value: Value) -> str:
    start, end = root.span.start.index, root.span.end.index
    lines = child_lines(value, 0)
    if start == end:
        return insert_lines(text, start, lines, newline_of(text))
    return text[:start] + newline_of(text).join(lines) + text[end:]


def _add_entry(text: str, parent: Mapping, key: str, value: Value, order: Sequence[str]) -> str:
    if not parent.entries:
        at = parent.span.start.index + 1
        return text[:at] + flow_entry(key, value) + text[at:]
    before = _predecessor(parent, key, order)
    first = parent.entries[0].key.span.start
    at = content_end(text, before.value) if before else first.index
    if parent.flow:
        new = flow_entry(key, value)
        return text[:at] + (f", {new}" if before else f"{new}, ") + text[at:]
    lines = entry_lines(key, value, first.column)
    if before:
        return insert_lines(text, below(text, at, first.column), lines, newline_of(text))
    lines = [*lines, " " * first.column]
    return text[:at] + newline_of(text).join(lines).lstrip(" ") + text[at:]


def _predecessor(parent: Mapping, key: str, order: Sequence[str]) -> Entry | None:
    """The entry that a new key follows; None where it comes first."""
    rank = {name: index for index, name in enumerate(order)}
    ranked = [entry for entry in parent.entries if entry.key.text in rank]
    if key not in rank or not ranked:
        return parent.entries[-1]
    earlier = [entry for entry in ranked if rank[entry.key.text] < rank[key]]
    return max(earlier, key=lambda entry: rank[entry.key.text], default=None)
