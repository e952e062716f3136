"""A statement as Markdown: its lines with the sums of each section, what explains one beside it."""

from collections.abc import Sequence

from kam.render.line import Tone
from kam.render.markdown import cell_markdown, escape, lines_markdown, markdown_text, row_markdown
from kam.render.table import Row, Table

_EXPLAINED = 1
"""The column that takes what stands below a row: whose name is long, not whose figures."""


def statement_markdown(table: Table) -> str:
    """The Markdown of a table without pictures: its title, its rows as they stand, its notes."""
    title = " · ".join(filter(None, map(markdown_text, table.title)))
    parts = [f"## {title}"]
    if table.columns:
        rows: list[Row] = []
        for section in table.sections:
            rows += [section.heading] if section.heading else []
            rows += section.rows
        lines = [
            row_markdown(escape(column.heading) for column in table.columns),
            row_markdown("--:" if column.right else "---" for column in table.columns),
            *(row_markdown(_texts(row)) for row in (*rows, *table.totals)),
        ]
        parts.append("\n".join(lines))
    if table.notes:
        parts.append(lines_markdown(table.notes))
    return "\n\n".join(parts) + "\n"


def _texts(row: Row) -> Sequence[str]:
    """The cells of a row; those of sums stand out."""
    texts = [cell_markdown(cell) for cell in row.cells]
    more = [markdown_text(below) for below in row.below]
    texts[_EXPLAINED] = " · ".join(filter(None, [texts[_EXPLAINED], *more]))
    return [f"**{text}**" if row.tone is Tone.STRONG and text else text for text in texts]
