"""A sales review on paper: compact tables under one another, one page at 80 columns (LOOKS.md).

What the page has a part for and the book says nothing of is named in one line at its end. Where a
screen is narrow, these columns go: best case, coverage, what was pushed out, other changes,
owners of single opportunities.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from kam.domain.review_model import Part
from kam.i18n import mark, translate
from kam.render.agenda_words import Look
from kam.render.labels import chosen_words, label_text
from kam.render.layout import draw, note_lines, title_lines, title_of
from kam.render.line import Line, Tone, line, write
from kam.render.markdown import lines_markdown, table_markdown, title_markdown
from kam.render.phrases import listed
from kam.render.review_changes import bridge_table, results_table
from kam.render.review_money import money_table, months_table, quarter_table
from kam.render.review_paper import Paper
from kam.render.review_work import attention_table, largest_table, tenders_table
from kam.render.screen import Screen
from kam.render.table import Table
from kam.render.units import choose_unit, money_heading
from kam.reports.review import Review

_TABLES: Mapping[Part, Callable[[Review, Paper], Table | None]] = {
    Part.QUARTER: quarter_table,
    Part.MONTHS: months_table,
    Part.RESULTS: results_table,
    Part.BRIDGE: bridge_table,
    Part.LARGEST: largest_table,
    Part.TENDERS: tenders_table,
    Part.ATTENTION: attention_table,
    Part.MONEY: money_table,
}
_EMPTY = {
    Part.QUARTER: mark("closed, due or aimed at in this quarter"),
    Part.MONTHS: mark("closed or aimed at in this year"),
    Part.RESULTS: mark("won or lost"),
    Part.LARGEST: mark("due in this quarter"),
    Part.TENDERS: mark("tender dates"),
    Part.ATTENTION: mark("overdue, stalled or without a next step"),
    Part.MONEY: mark("payments owed"),
}

_BACK = frozenset({Part.BRIDGE, Part.RESULTS, Part.MONEY})
"""The parts that look back to a day."""


def review_text(
    result: Review, look: Look, names: Mapping[str, str], screen: Screen, problem: str | None
) -> str:
    """The page for a screen; `problem` is why nothing is known of the time before."""
    paper = _paper(result, look, names, problem)._replace(width=screen.width)
    tables = _tables(result, paper)
    lines = [*title_lines(_title(result, paper), screen)]
    for table in filter(None, tables.values()):
        lines += draw(table, screen)
    if notes := list(_notes(result, paper, tables)):
        lines += [(), *note_lines(notes, screen)]
    return write(lines, screen)


def review_markdown(
    result: Review, look: Look, names: Mapping[str, str], problem: str | None
) -> str:
    """The page as a Markdown file."""
    paper = _paper(result, look, names, problem)
    tables = _tables(result, paper)
    parts = [title_markdown(_title(result, paper))]
    parts += map(table_markdown, filter(None, tables.values()))
    parts += [lines_markdown(_notes(result, paper, tables))]
    return "\n\n".join(filter(None, parts)) + "\n"


def _paper(result: Review, look: Look, names: Mapping[str, str], problem: str | None) -> Paper:
    """The page's paper: one unit, chosen from its largest amount."""
    return Paper(look, names, choose_unit(_amounts(result)), problem)


def _tables(result: Review, paper: Paper) -> dict[Part, Table | None]:
    return {part: _TABLES[part](result, paper) for part in result.page.parts}


def _amounts(result: Review) -> Iterator[Decimal | None]:
    for row in (*result.quarters, result.totals):
        yield from (row.target, row.closed, row.commit, row.best_case, row.pipeline, row.expected)
    if result.bridge:
        whole = result.bridge.totals
        yield from (whole.opening, whole.created, whole.closing)
    for due in result.largest or ():
        yield due.deal.amount


def _title(result: Review, paper: Paper) -> list[Line]:
    money = money_heading(paper.unit, result.currency, result.tax)
    back = _BACK.intersection(result.page.parts)
    since = translate("since {day}").format(day=result.since) if back else ""
    name = label_text(result.page.label)
    return title_of(name, result.as_of, since, *chosen_words(result.chosen, paper.names), money)


def _notes(result: Review, paper: Paper, tables: Mapping[Part, Table | None]) -> Iterator[Line]:
    """Why nothing is known of the time before, and which parts are empty."""
    if Part.BRIDGE in tables and result.bridge is None and paper.problem:
        words = translate("no comparison with {day}: {problem}")
        yield line(words.format(day=result.since, problem=paper.problem), Tone.RISK)
    empty = [translate(_EMPTY[part]) for part, one in tables.items() if not one and part in _EMPTY]
    if empty:
        yield line(translate("nothing: {parts}").format(parts=listed(empty)))
