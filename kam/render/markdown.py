"""A page as Markdown: headings and lists, in which a book's text is only text (TRUST.md 5).

Whatever a name or note holds, it makes no heading, link, table, code or HTML of its own.
"""

import re
from collections.abc import Iterable, Sequence

from kam.render.line import Line
from kam.render.page import Block

_SPECIAL = re.compile(r"([\\`*_{}\[\]#!|~$@])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_BEGINS_LIST = re.compile(r"^([-+=])")
_BEGINS_NUMBERS = re.compile(r"^([0-9]+)([.)])")
_ADDRESS = re.compile(r"(?i)\b(?:(https?|ftp|mailto)(:)|(www)(\.))")


def page_markdown(title: Sequence[Line], blocks: Iterable[Block]) -> str:
    """The Markdown of a page: its title, then a section a block with a list item a line."""
    parts = [f"# {' · '.join(filter(None, map(markdown_text, title)))}"]
    for block in blocks:
        if not block.lines:
            continue
        heading = [f"## {escape(block.heading)}"] if block.heading else []
        items = [_item(row) for row in block.lines]
        parts.append("\n\n".join([*heading, "\n".join(items)]))
    return "\n\n".join(parts) + "\n"


def markdown_text(line: Line) -> str:
    """The text of a line, escaped; tones are not shown."""
    return escape("".join(span.text for span in line))


def escape(text: str) -> str:
    """A text that Markdown shows as it is. It has no line ends: spans were sanitised before."""
    shown = _SPECIAL.sub(r"\\\1", text.strip()).translate(_ENTITIES)
    shown = _ADDRESS.sub(lambda found: f"{found[1] or found[3]}\\{found[2] or found[4]}", shown)
    return _BEGINS_NUMBERS.sub(r"\1\\\2", _BEGINS_LIST.sub(r"\\\1", shown))


def _item(row: Sequence[Line]) -> str:
    """A list item; of several texts the first stands out."""
    texts = [text for text in map(markdown_text, row) if text]
    if len(texts) < 2:  # noqa: PLR2004 - nothing beside which one could stand out
        return f"- {''.join(texts)}"
    first, *rest = texts
    return f"- **{first}** {' · '.join(rest)}"
