"""The matrix on paper: a group two rows, amounts and weighted; a stage a column (METHODS.md 1).

Stages at which nothing stands have no column. Where the screen is narrow, names of groups and
stages shorten, then columns go from the first stage on, and a line says which. The total stays.
"""

from collections.abc import Iterator, Mapping, Sequence

from kam.domain.methods import Methods
from kam.i18n import language, translate
from kam.render import figures
from kam.render.json import Json, Parts, row_json
from kam.render.keys import MATRIX_COLUMN, MATRIX_SUM, OTHER_KEYS, ROW_KEYS
from kam.render.labels import group_label, group_word, stage_code, stage_label, titled
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Tone, line, width_of
from kam.render.notes import counted_once, next_step, not_counted
from kam.render.phrases import listed
from kam.render.screen import Screen
from kam.render.table import Column, Row, Section, Table
from kam.render.units import Unit, choose_unit, money_heading
from kam.render.widths import fit
from kam.reports.matrix import Cell, Matrix, MatrixColumn

_NAME = 8
_HEADING = 6


def matrix_text(result: Matrix, methods: Methods, screen: Screen, names: Mapping[str, str]) -> str:
    """The table of a matrix; `names` are what people call the groups."""
    unit = choose_unit([result.totals.amount, *(cell.amount for cell in result.cells.values())])
    shown = [column for column, cell in result.columns.items() if cell.count]
    name = translate("Pipeline: {group} by stage").format(group=group_word(result.by))
    if result.folded:
        name = translate("Pipeline: {group} by buying step").format(group=group_word(result.by))
    table = Table(
        title=title_of(name, result.as_of, money_heading(unit, result.currency, result.tax)),
        columns=_columns(result, shown, methods) if shown else (),
        sections=[
            Section(
                [
                    row
                    for group, total in result.groups.items()
                    for row in _rows(
                        group_label(result.by, group, names),
                        [result.cells[group, column] for column in shown],
                        total,
                        unit,
                    )
                ]
            )
        ],
        totals=_totals(result, shown, unit),
    )
    return print_table(
        table._replace(notes=list(_notes(result, table, methods, unit, screen))), screen
    )


def _columns(result: Matrix, shown: Sequence[MatrixColumn], methods: Methods) -> list[Column]:
    return [
        Column(heading=titled(group_word(result.by)), least=_least()),
        *(
            Column(
                heading=_heading(column, methods),
                right=True,
                least=None if _is_code(column) else _HEADING,
                drop=place,
            )
            for place, column in enumerate(shown, start=1)
        ),
        Column(heading=translate("Total"), right=True),
    ]


def _least() -> int:
    """The least width of names: the words beside them are never cut."""
    return max(_NAME, *map(width_of, (_weighted_word(), _count_word(), line(translate("Total")))))


def _is_code(column: MatrixColumn) -> bool:
    return column.playbook is None or bool(stage_code(column.stage))


def _heading(column: MatrixColumn, methods: Methods) -> str:
    """The number of a buying step, the letter of a stage, else what people call it."""
    if column.playbook is None:
        step = column.buying_step
        return "–" if step == 0 else "?" if step is None else str(step)
    return stage_code(column.stage) or titled(column_label(column, methods))


def column_label(column: MatrixColumn, methods: Methods) -> str:
    """What people call a stage or a buying step."""
    if column.playbook is not None or column.buying_step == 0:
        return stage_label(methods.playbooks.get(column.playbook or ""), column.stage)
    if column.buying_step is None:
        return translate("not stated")
    return methods.vocabulary.label("buying-step", str(column.buying_step), language())


def _rows(name: str, cells: Sequence[Cell], total: Cell, unit: Unit) -> list[Row]:
    """The amounts, and below them the weighted ones."""
    every = (*cells, total)
    amounts = [line(figures.amount(cell.amount, unit)) for cell in every]
    weighted = [line(figures.amount(cell.weighted, unit), Tone.FAINT) for cell in every]
    return [Row([line(name), *amounts]), Row([_weighted_word(), *weighted])]


def _weighted_word() -> Line:
    return line(f"  {translate('weighted')}", Tone.FAINT)


def _count_word() -> Line:
    return line(f"  {translate('No.')}")


def _totals(result: Matrix, shown: Sequence[MatrixColumn], unit: Unit) -> list[Row]:
    cells = [result.columns[column] for column in shown]
    counts = [line(figures.count(cell.count)) for cell in (*cells, result.totals)]
    return [
        *(
            row._replace(tone=Tone.STRONG)
            for row in _rows(translate("Total"), cells, result.totals, unit)
        ),
        Row([_count_word(), *counts], Tone.STRONG),
    ]


def _notes(
    result: Matrix, table: Table, methods: Methods, unit: Unit, screen: Screen
) -> Iterator[Line]:
    """Which columns are not shown, what they mean, and what is in none."""
    shown = [column for column, cell in result.columns.items() if cell.count]
    there = fit(table, screen.width)
    gone = [_heading(one, methods) for at, one in enumerate(shown, start=1) if at not in there]
    if gone:
        yield line(translate("no room for {stages}; --csv has them").format(stages=listed(gone)))
    if result.folded:
        steps = [f"{_heading(column, methods)} {column_label(column, methods)}" for column in shown]
        yield line(translate("; ").join(steps))
    yield from counted_once(result.totals.count, result.count_unique)
    yield from not_counted(result.other, unit)
    if not shown and not result.other:
        yield next_step(translate("no open opportunity"), "kam add-opportunity ACCOUNT NAME")


def matrix_json(result: Matrix, methods: Methods) -> Parts:
    """The cells one by one, and the sums of rows, columns and all."""

    def sums(cell: Cell) -> dict[str, Json]:
        return row_json(MATRIX_SUM, cell)

    def of_column(column: MatrixColumn) -> dict[str, Json]:
        return row_json(MATRIX_COLUMN, column, label=column_label(column, methods))

    keys = ROW_KEYS["pipeline-matrix"]
    found = [
        {"group": group, **of_column(column), **sums(cell)}
        for (group, column), cell in result.cells.items()
    ]
    return {
        "rows": [{key: row[key] for key in keys} for row in found],
        "totals": {"count_unique": result.count_unique, **sums(result.totals)},
        "by": result.by,
        "folded": result.folded,
        "groups": [{"group": group, **sums(cell)} for group, cell in result.groups.items()],
        "columns": [{**of_column(one), **sums(cell)} for one, cell in result.columns.items()],
        "other": [row_json(OTHER_KEYS, row) for row in result.other],
    }
