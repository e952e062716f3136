"""The whitespace grid on paper: an account's lines under it, what it spends elsewhere as a bar.

Where the screen is narrow, the bar goes first, then names shorten, then these columns go: units,
share, with us. A line of which nothing is known but whether it was sold there is only named.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kam.domain.lines import OTHER_LINE
from kam.domain.money import ZERO
from kam.i18n import mark, translate, translate_plural
from kam.render import figures
from kam.render.bars import bar
from kam.render.json import Parts, row_json
from kam.render.keys import ROW_KEYS, WALLET
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Tone, line
from kam.render.notes import next_step, unread_sales
from kam.render.phrases import listed
from kam.render.screen import Screen
from kam.render.table import EMPTY, Column, Picture, Row, Section, Table
from kam.render.units import Unit, choose_unit, money_heading
from kam.reports.selection import By
from kam.reports.whitespace import Whitespace
from kam.reports.whitespace_cells import Cell, Chance, Wallet

_BAR, _NAME = (6, 24), 14
_CHANCES = {
    Chance.FIRST_SALE: mark("first sale"),
    Chance.CROSS_SELL: mark("cross-sell"),
    Chance.UNKNOWN: mark("unclear"),
    Chance.UP_SELL: mark("up-sell"),
}


def whitespace_text(result: Whitespace, screen: Screen) -> str:
    """A section an account, or a group, with its lines; those of which nothing is known below."""
    shown = [wallet for wallet in result.rows if not _is_blank(wallet)]
    cells = [cell for wallet in shown for cell in wallet.cells]
    unit = choose_unit(
        [
            *(figure for one in cells for figure in (one.potential, one.current, one.open_amount)),
            *(figure for one in shown for figure in (one.potential, one.current)),
        ]
    )
    largest = max((cell.gap or ZERO for cell in cells), default=ZERO)
    by_group = result.by is By.GROUP
    name = translate("Whitespace by group") if by_group else translate("Whitespace")
    money = money_heading(unit, result.currency, result.tax)
    months = translate("with us: the last {months} months").format(months=result.months)
    table = Table(
        title=title_of(name, result.as_of, money, months),
        columns=_columns(by_group=by_group) if shown else [],
        sections=[_section(wallet, unit, largest, by_group=by_group) for wallet in shown],
        notes=list(_notes(result, shown)),
    )
    return print_table(table, screen)


def whitespace_json(result: Whitespace) -> Parts:
    """A row a cell, the sums of all accounts, each account, and who is left out."""
    keys = ROW_KEYS["whitespace"]
    cells = [cell for wallet in result.rows for cell in wallet.cells]
    totals = {
        **{key: getattr(result, key) for key in ("potential", "current", "gap")},
        "open_amount": _open(cells),
        "count": len(cells),
    }
    return {
        "rows": [row_json(keys, cell) for cell in cells],
        "totals": totals,
        "accounts": [row_json(WALLET, wallet) for wallet in result.rows],
        "lines": list(result.lines),
        "unread": list(result.unread),
    }


def _open(cells: Sequence[Cell]) -> Decimal:
    return sum((cell.open_amount for cell in cells), ZERO)


def _is_blank(wallet: Wallet) -> bool:
    return wallet.potential is None and all(cell.is_empty for cell in wallet.cells)


def _columns(*, by_group: bool) -> list[Column]:
    units = [Column(heading=translate("Units"), right=True, drop=3)] if by_group else []
    return [
        Column(heading=translate("Account and line"), least=_NAME),
        Column(heading=translate("They spend"), right=True),
        Column(heading=translate("With us"), right=True, drop=1),
        Column(heading=translate("Elsewhere"), right=True),
        Column(picture=_BAR),
        Column(heading=translate("Share"), right=True, drop=2),
        *units,
        Column(heading=translate("Open"), right=True),
        Column(heading=translate("Chance")),
    ]


def _section(wallet: Wallet, unit: Unit, largest: Decimal, *, by_group: bool) -> Section:
    shown = sorted((cell for cell in wallet.cells if not cell.is_empty), key=_by_gap)
    potential, gap = _spending(wallet, unit, by_group=by_group)
    heading = Row(
        [
            line(wallet.name),
            line(f"≈ {potential}" if wallet.estimated else potential),
            line(figures.known(wallet.current, unit)),
            line(gap),
            EMPTY,
            line(figures.share(wallet.share_of_wallet)),
            *([EMPTY] if by_group else []),
            line(figures.amount(_open(wallet.cells), unit)),
            EMPTY,
        ],
        Tone.STRONG,
        below=[line(text, Tone.FAINT) for text in _blanks(wallet)] if not shown else [],
    )
    rows = [_row(cell, unit, largest, by_group=by_group) for cell in shown]
    if rows:
        below = [line(text, Tone.FAINT) for text in _blanks(wallet)]
        rows[-1] = rows[-1]._replace(below=below)
    return Section(rows, heading)


def _by_gap(cell: Cell) -> tuple[Decimal, Decimal, str]:
    return (-(cell.gap or ZERO), -cell.open_amount, cell.line)


def _row(cell: Cell, unit: Unit, largest: Decimal, *, by_group: bool) -> Row:
    name = translate("without a line") if cell.line == OTHER_LINE else cell.line
    units = translate("{buying} of {units}").format(buying=cell.buying, units=cell.units)
    chance = translate(_CHANCES[cell.chance]) if cell.chance else figures.NOTHING
    potential, gap = _spending(cell, unit, by_group=by_group)
    opened = figures.amount(cell.open_amount, unit)
    if cell.opportunities and not cell.open_amount:
        opened = "?"
    return Row(
        [
            line(f"  {name}"),
            line(potential),
            line(figures.known(cell.current, unit)),
            line(gap),
            _bar(cell, largest),
            line(figures.share(cell.share_of_wallet)),
            *([line(units)] if by_group else []),
            line(opened, Tone.COMMIT if cell.opportunities else Tone.PLAIN),
            line(chance),
        ]
    )


def _bar(cell: Cell, largest: Decimal) -> Picture:
    return lambda width: line(bar(cell.gap or ZERO, largest, width))


def _spending(part: Cell | Wallet, unit: Unit, *, by_group: bool) -> tuple[str, str]:
    """What they spend, and what of it elsewhere; `?` where only that is missing which converts."""
    spends, gap = figures.amount(part.potential, unit), figures.amount(part.gap, unit)
    if part.current is not None:
        return spends, gap
    unsaid = part.potential is None and part.gap is None and not by_group
    return (
        (spends, gap)
        if unsaid
        else (figures.known(part.potential, unit), figures.known(part.gap, unit))
    )


def _blanks(wallet: Wallet) -> Iterator[str]:
    """The lines of which nothing else is known: never sold there, not any more, or unclear."""
    blank = [cell for cell in wallet.cells if cell.is_empty]
    before = [cell.line for cell in blank if cell.chance is Chance.UP_SELL]
    unclear = [cell.line for cell in blank if cell.chance is Chance.UNKNOWN]
    never = [cell.line for cell in blank if cell.line not in {*before, *unclear}]
    if never:
        yield translate("never sold there: {lines}").format(lines=listed(never))
    if before:
        yield translate("sold there, but not lately: {lines}").format(lines=listed(before))
    if unclear:
        words = translate("unclear, as sales there state no line: {lines}")
        yield words.format(lines=listed(unclear))


def _notes(result: Whitespace, shown: Sequence[Wallet]) -> Iterator[Line]:
    blank = [wallet for wallet in result.rows if _is_blank(wallet)]
    if any(wallet.estimated for wallet in shown):
        yield line(translate("≈ estimated by our rank among their suppliers, not measured"))
    if any(wallet.current is None for wallet in shown):
        yield line(translate("? = not all that was sold converts"), Tone.RISK)
    if blank:
        words = translate_plural(
            "of {count} nothing is sold, open or known",
            "of {count} nothing is sold, open or known",
            len(blank),
        )
        command = f"kam set {blank[0].unit} category_spend_by_line.LINE.{result.year}=AMOUNT"
        yield next_step(words.format(count=len(blank)), command)
    if not result.rows and not result.unread:
        yield next_step(translate("no account"), "kam add-account NAME")
    yield from unread_sales(result.unread)
