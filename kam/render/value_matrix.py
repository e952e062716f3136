"""The value matrix on paper: volume by repetition, in each cell its accounts (METHODS.md 5)."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from kam.domain.accounts_model import AccountsModel
from kam.domain.methods import Methods
from kam.i18n import language, translate, translate_plural
from kam.render import figures
from kam.render.labels import label_text, titled
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Span, Tone, line
from kam.render.notes import next_step, no_account
from kam.render.screen import Screen
from kam.render.table import EMPTY, Column, Row, Section, Table
from kam.reports.tiers import TierRow, Tiers

_NAME = 14


def matrix_text(result: Tiers, model: AccountsModel, methods: Methods, screen: Screen) -> str:
    """Accounts by how much and how often they buy, each with its share of the profit."""
    volumes = dict.fromkeys(cell.volume for cell in model.matrix.values())
    patterns = dict.fromkeys(cell.pattern for cell in model.matrix.values())
    placed = any(row.value for row in result.rows)
    table = Table(
        title=title_of(translate("Value matrix"), result.as_of),
        columns=[
            Column(heading=translate("Volume")),
            *(
                Column(heading=titled(_word(methods, "purchasing-pattern", one)), least=_NAME)
                for one in patterns
            ),
        ]
        if placed
        else [],
        sections=[
            _section(volume, list(patterns), result.rows, model, methods) for volume in volumes
        ]
        if placed
        else [],
        notes=list(_notes(result)),
    )
    return print_table(table, screen)


def _section(
    volume: str,
    patterns: Sequence[str],
    rows: Sequence[TierRow],
    model: AccountsModel,
    methods: Methods,
) -> Section:
    """One volume: what each of its cells is called, then the accounts that are in it."""
    cells = {cell.pattern: key for key, cell in model.matrix.items() if cell.volume == volume}
    names = [cells.get(pattern) for pattern in patterns]
    columns = [[_account(row) for row in rows if row.value and row.value == name] for name in names]
    labels = [
        line(label_text(model.matrix[name].label), Tone.STRONG) if name else EMPTY for name in names
    ]
    return Section(
        rows=[Row([EMPTY, *cells]) for cells in zip_longest(*columns, fillvalue=EMPTY)],
        heading=Row([line(_word(methods, "purchasing-volume", volume)), *labels]),
    )


def _account(row: TierRow) -> Line:
    if row.share is None:
        return line(row.name)
    return (Span(row.name), Span(f"  {figures.share(row.share)}"))


def _word(methods: Methods, vocabulary: str, key: str) -> str:
    return methods.vocabulary.label(vocabulary, key, language())


def _notes(result: Tiers) -> Iterator[Line]:
    silent = sum(row.value is None for row in result.rows)
    if silent:
        words = translate_plural(
            "{count} account does not say how much and how often it buys",
            "{count} accounts do not say how much and how often they buy",
            silent,
        )
        yield next_step(
            words.format(count=silent), "kam set ACCOUNT purchasing.volume=… purchasing.pattern=…"
        )
    if not result.rows:
        yield no_account(is_empty=result.is_empty)
