"""A value or a key of a file in place of another; what stands around it stays as it is."""

from kam.store import quoting
from kam.store.emit import (
    INDENT,
    WIDEST,
    bare,
    child_lines,
    flow,
    inline,
    is_list,
    item_lines,
    plain,
)
from kam.store.members import Member, head_of, trail
from kam.store.nodes import KeyPath, Mapping, Node, Scalar, Sequence, to_plain
from kam.store.quoting import Value, double_quoted, single_quoted, text_of
from kam.store.spans import (
    BLOCK_STYLES,
    content_end,
    header_of,
    insert_lines,
    line_end,
    line_start,
    newline_of,
    next_line,
)


def replace(text: str, member: Member, value: Value) -> str:
    """The text with another value in a member's place; the same value changes nothing.

    Raises:
        UnknownShape: The place has a shape that is not known.
    """
    node, value = member.value, bare(value)
    if to_plain(node) == plain(value):
        return text
    start, end = node.span.start.index, node.span.end.index
    if member.parent.flow:
        lead = _lead(text[member.key.span.end.index : start]) if member.key and start == end else ""
        return text[:start] + lead + (_in_old_quotes(node, value) or flow(value)) + text[end:]
    head = head_of(text, member)
    first, rest = _rendered(member, value, WIDEST - 1 - head + line_start(text, head))
    if first and not rest and start < end and _is_within_lines(node):
        return text[:start] + (_in_old_quotes(node, value) or first) + text[end:]
    newline = newline_of(text)
    text, kept = _without_value(text, node, head)
    new = f" {first}" if first else ""
    text = text[:head] + new + text[head:]
    return insert_lines(text, next_line(text, kept + len(new)), rest, newline)


def rename(text: str, root: Node, path: KeyPath, key: str) -> str:
    """The text with another key at a path; one that is not there, or is the same, stays."""
    found = trail(root, path)
    old = found[-1].key if len(found) == len(path) else None
    if old is None or old.text == key:
        return text
    new = quoting.key(key, flow=found[-1].parent.flow)
    return text[: old.span.start.index] + new + text[old.span.end.index :]


def _rendered(member: Member, value: Value, room: int) -> tuple[str | None, list[str]]:
    """What of a value in a block stands on the line of its key or dash, and the lines below."""
    if not member.key:
        indent = member.parent.span.start.column
        first, *rest = item_lines(value, indent)
        return first[indent:].removeprefix("- "), rest
    text = inline(value, room)
    if text is not None:
        return text, []
    node, indent = member.value, member.key.span.start.column + INDENT
    kind = Sequence if is_list(value) else Mapping
    if isinstance(node, kind) and not node.flow:
        indent = node.span.start.column
    return None, child_lines(value, indent)


def _without_value(text: str, node: Node, head: int) -> tuple[str, int]:
    """The text without a value, and the end of what stays between its key and where it was."""
    start, end = node.span.start.index, content_end(text, node)
    kept = head + len(text[head:start].rstrip())
    if _is_within_lines(node):
        return text[:kept] + text[end:], kept
    comment = ""
    if isinstance(node, Scalar):
        after = start + len(header_of(text, node))
        comment = text[after : line_end(text, after)]
    return text[:kept] + comment + text[line_end(text, end) :], kept


def _is_within_lines(node: Node) -> bool:
    """Whether other things may stand before and after a value on its lines."""
    return node.style not in BLOCK_STYLES if isinstance(node, Scalar) else node.flow


def _in_old_quotes(node: Node, value: Value) -> str | None:
    """A text in the quotes that the text before it had; None if it had none."""
    if not isinstance(node, Scalar) or not isinstance(value, str):
        return None
    if node.style == "'":
        return single_quoted(text_of(value))
    return double_quoted(text_of(value)) if node.style == '"' else None


def _lead(between: str) -> str:
    """What a first value in braces needs before it, by what is `between` its key and its place."""
    if ":" not in between:
        return ": "
    return " " if between.endswith(":") else ""
