"""Places in the text of a file: where a value ends, where its line does, how a line ends."""

import re
from collections.abc import Sequence

from kam.store.nodes import Mapping, Node, Scalar

_HEADER = re.compile(r"[|>][0-9+-]*")
_LAST_BREAK = re.compile(r"\r?\n\Z")
_LAST_BREAKS = re.compile(r"(?:\r?\n)+\Z")
BLOCK_STYLES = frozenset({"|", ">"})


def newline_of(text: str) -> str:
    """The line break of a file: that of its first line."""
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"


def line_start(text: str, index: int) -> int:
    """The index at which the line of `index` begins."""
    return text.rfind("\n", 0, index) + 1


def line_end(text: str, index: int) -> int:
    """The index at which the line of `index` ends, before its line break."""
    end = text.find("\n", index)
    if end < 0:
        return len(text)
    return end - 1 if text[end - 1] == "\r" else end


def next_line(text: str, index: int) -> int:
    """The start of the line after that of `index`; the end of the text where there is none."""
    end = text.find("\n", index)
    return len(text) if end < 0 else end + 1


def comment_column(line: str) -> int:
    """How far in a line stands that is a comment alone; -1 for any other."""
    code = line.lstrip(" ")
    return len(line) - len(code) if code.startswith("#") else -1


def below(text: str, end: int, column: int) -> int:
    """The start of the line below a member that begins at `column` and whose value ends at `end`.

    Comments that stand further in than it does are its own.
    """
    following = next_line(text, end)
    while comment_column(text[following : next_line(text, following)]) > column:
        following = next_line(text, following)
    return following


def content_end(text: str, node: Node) -> int:
    """The index just after the last character of a value, before the break of its last line.

    libyaml ends a block collection at the next token, comments and empty lines later; and a block
    scalar after its empty lines, which belong to it only where `+` keeps them.
    """
    start, end = node.span.start.index, node.span.end.index
    if isinstance(node, Scalar):
        if node.style not in BLOCK_STYLES:
            return end
        closing = _LAST_BREAK if "+" in header_of(text, node) else _LAST_BREAKS
        return start + len(closing.sub("", text[start:end]))
    if node.flow:
        return end
    last = node.entries[-1].value if isinstance(node, Mapping) else node.items[-1]
    return content_end(text, last)


def header_of(text: str, node: Scalar) -> str:
    """The indicators of a block scalar: `|`, `>-`, `|2+`; empty for any other."""
    found = _HEADER.match(text, node.span.start.index) if node.style in BLOCK_STYLES else None
    return found[0] if found else ""


def insert_lines(text: str, at: int, lines: Sequence[str], newline: str) -> str:
    """The text with lines at the start of a line; a missing last line break stays missing."""
    if at and text[at - 1] != "\n":
        return text[:at] + "".join(newline + line for line in lines) + text[at:]
    return text[:at] + "".join(line + newline for line in lines) + text[at:]
