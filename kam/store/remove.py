"""Taking a key or an item out of the text of a file: its lines, or its part between commas."""

import re

from kam.store.members import Member, UnknownShape, members, start_of, trail
from kam.store.nodes import KeyPath, Mapping, Node, Scalar, to_plain
from kam.store.spans import content_end, line_end, line_start, next_line

_COMMA = re.compile(r"\A(?:\s|#[^\n]*)*,(?:[ \t]*#[^\r\n]*)?")
"""What follows a member in brackets: its comma and the comment on the comma's line."""


def drop(text: str, root: Node, path: KeyPath) -> str:
    """The text without what stands at a path and without the parents that it leaves empty.

    Raises:
        UnknownShape: The place has a shape that is not known.
    """
    found = trail(root, path)
    if len(found) < len(path):
        if found and _is_absent(found[-1].value):
            found.pop()
        if not found or to_plain(found[-1].value) not in ({}, []):
            return text
    while found and _is_alone(found[-1]):
        found.pop()
    if not found:
        empty = "{}" if isinstance(root, Mapping) else "[]"
        return text[: root.span.start.index] + empty + text[content_end(text, root) :]
    cut = _cut_from_brackets if found[-1].parent.flow else _cut_lines
    return cut(text, found[-1])


def _is_alone(member: Member) -> bool:
    """Whether its parent holds nothing else; keys without a value are nothing."""
    others = [other.value for other in members(member.parent) if other.nth != member.nth]
    if not member.key:
        return not others
    return all(_is_absent(other) for other in others)


def _is_absent(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null


def _cut_lines(text: str, member: Member) -> str:
    start, end = start_of(text, member), content_end(text, member.value)
    line = line_start(text, start)
    if not text[line:start].strip():
        return text[:line] + text[next_line(text, end) :]
    # It stands on a dash's line: the next one takes its place, or is left below its comments.
    siblings = members(member.parent)
    if member.nth + 1 == len(siblings):
        raise UnknownShape
    following = start_of(text, siblings[member.nth + 1])
    if text[next_line(text, end) : following].strip():
        return text[:start].rstrip(" ") + text[line_end(text, end) :]
    return text[:start] + text[following:]


def _cut_from_brackets(text: str, member: Member) -> str:
    start, end = start_of(text, member), content_end(text, member.value)
    siblings = members(member.parent)
    if member.nth + 1 < len(siblings):
        following = start_of(text, siblings[member.nth + 1])
        between = _COMMA.sub("", text[end:following])
        return text[:start] + (between if "#" in between else "") + text[following:]
    before = content_end(text, siblings[member.nth - 1].value)
    if "#" not in text[before:start]:
        return text[:before] + text[end:]
    # The comment between hangs on the comma before it, which may stay as the last one.
    close = member.parent.span.end.index - 1
    after = _COMMA.sub("", text[end:close])
    kept = text[:start].rstrip() if after.lstrip(" \t\r").startswith("\n") else text[:start]
    return kept + after + text[close:]
