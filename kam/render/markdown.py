"""A page as Markdown: headings, lists and tables, in which a book's text is only text (TRUST.md 5).

Whatever a name or note holds, it makes no heading, link, table, code or HTML of its own.
"""

import re
from collections.abc import Iterable, Sequence

from kam.render.line import Line
from kam.render.page import Block
from kam.render.table import Cell, Row, Table

_SPECIAL = re.compile(r"([\\`*_{}\[\]#!|~$@])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_BEGINS_LIST = re.compile(r"^([-+=])")
_BEGINS_NUMBERS = re.compile(r"^([0-9]+)([.)])")
_ADDRESS = re.compile(r"(?i)\b(?:(https?|ftp|mailto)(:)|(www)(\.))")


def page_markdown(title: Sequence[Line], blocks: Iterable[Block]) -> str:
    """The Markdown of a page: its title, then a section a block with a list item a line."""
    parts = [title_markdown(title)]
    for block in blocks:
        if not block.lines:
            continue
        heading = [f"## {escape(block.heading)}"] if block.heading else []
        items = [_item(row) for row in block.lines]
        parts.append("\n\n".join([*heading, "\n".join(items)]))
    return "\n\n".join(parts) + "\n"


def title_markdown(title: Sequence[Line]) -> str:
    """The heading of a whole page."""
    return f"# {' · '.join(filter(None, map(markdown_text, title)))}"


def lines_markdown(lines: Iterable[Line]) -> str:
    """Lines as a list."""
    return "\n".join(_item((one,)) for one in lines)


def table_markdown(table: Table) -> str:
    """A table whose first heading is its section's; what stands below its rows is a list.

    Pictures are left out: a reader has no screen of ours.
    """
    shown = [place for place, column in enumerate(table.columns) if not column.picture]
    columns = [table.columns[place] for place in shown]
    rows = [row for section in table.sections for row in section.rows]
    lines = [
        row_markdown(
            escape(column.heading) if place else "" for place, column in enumerate(columns)
        ),
        row_markdown("--:" if column.right else ":--" for column in columns),
        *(
            row_markdown(cell_markdown(row.cells[place]) for place in shown)
            for row in (*rows, *table.totals)
        ),
    ]
    below = [_below(row) for row in rows if row.below]
    heading = f"## {escape(table.columns[0].heading)}"
    parts = [heading, "\n".join(lines), "\n".join(below), lines_markdown(table.notes)]
    return "\n\n".join(filter(None, parts))


def row_markdown(texts: Iterable[str]) -> str:
    """A row of a table, of escaped texts."""
    return f"| {' | '.join(texts)} |"


def cell_markdown(cell: Cell) -> str:
    """A cell as escaped text; of a picture nothing."""
    return markdown_text(cell) if isinstance(cell, tuple) else ""


def _below(row: Row) -> str:
    """What a table has below a row, as a list item under the row's name."""
    first, *_ = row.cells
    return "\n".join(
        [f"- **{cell_markdown(first)}**", *(f"  - {markdown_text(one)}" for one in row.below)]
    )


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
