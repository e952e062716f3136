"""An entry or item of one file as another takes it over: its lines, with comments and layout."""

from kam.store.emit import Copied
from kam.store.members import Member, UnknownShape, start_of
from kam.store.quoting import Value
from kam.store.spans import below, comment_column, content_end, line_start


def copied(text: str, member: Member, value: Value) -> Value:
    """The value of a member with the lines that it has in `text`; without where it shares them.

    Comments right above it are its own, and those below that stand further in than it does.

    Args:
        text: The file.
        member: An entry or an item.
        value: What it holds.
    """
    try:
        start = start_of(text, member)
    except UnknownShape:
        return value
    line = line_start(text, start)
    column = start - line
    if member.parent.flow or text[line:start].strip():
        return value
    end = below(text, content_end(text, member.value), column)
    while line and comment_column(above := text[line_start(text, line - 1) : line]) == column:
        line -= len(above)
    lines = (one.removesuffix("\r") for one in text[line:end].removesuffix("\n").split("\n"))
    return Copied(value, tuple(_outdented(one, column) for one in lines))


def _outdented(line: str, column: int) -> str:
    return line[min(column, len(line) - len(line.lstrip(" "))) :]
