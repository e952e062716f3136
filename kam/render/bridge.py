"""The bridge on paper: a row a movement, its bar where the sum stood, then all that moved by name.

Where the screen is narrow, the bars go first, then the numbers. Of what moved, names shorten and
go first, then stages shorten and ids, then stages go and close dates; amounts stay.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from kam.domain.money import ZERO
from kam.i18n import translate, translate_plural
from kam.render import figures
from kam.render.bars import Scale, step_bar
from kam.render.json import Json, Parts, row_json
from kam.render.keys import MOVED_KEYS, ROW_KEYS
from kam.render.labels import movement_word
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Tone, line
from kam.render.screen import Screen
from kam.render.table import EMPTY, Column, Picture, Row, Section, Table
from kam.render.units import Unit, choose_unit, money_heading
from kam.reports.bridge import Bridge, BridgeRow, Entry
from kam.reports.movements import Movement

_BAR = (8, 48)
_LABEL, _ID, _NAME, _STAGE = 8, 12, 8, 8
_ARROW = " -> "
_TONES = {
    Movement.WON: Tone.WON,
    **dict.fromkeys(
        (Movement.LOST, Movement.ABANDONED, Movement.DECREASED, Movement.PUSHED_OUT), Tone.RISK
    ),
}


class _Stretch(NamedTuple):
    """A row, and from where to where it leads the sum."""

    row: BridgeRow
    start: Decimal
    end: Decimal


def bridge_text(result: Bridge, screen: Screen) -> str:
    """The table of a bridge, and below it every opportunity that moved, under its kind."""
    moved = [row for row in result.movements if row.count]
    unit = choose_unit(_amounts(result))
    table = Table(
        title=_title(result, unit),
        columns=[
            Column(least=_LABEL),
            Column(heading=translate("Amount"), right=True),
            Column(heading=translate("No."), right=True, drop=1),
            Column(picture=_BAR),
        ],
        sections=[Section(_rows(result, unit))],
        totals=[_row(_whole(result.closing), _scale(result), unit)],
        notes=list(_notes(result)),
    )
    whole = print_table(table, screen)
    return whole + print_table(_named(moved, unit), screen) if moved else whole


def _amounts(result: Bridge) -> Iterator[Decimal | None]:
    yield from (row.amount for row in result.rows)
    for row in result.movements:
        for entry in row.opportunities:
            yield from (entry.from_amount, entry.to_amount, entry.amount)


def _title(result: Bridge, unit: Unit) -> list[Line]:
    name = translate("Bridge")
    if result.due:
        name = translate("Bridge of {period}").format(period=result.due)
    days = f"{result.from_day}{_ARROW}{result.as_of}"
    money = money_heading(unit, result.currency, result.tax)
    balanced = translate("(balanced)") if result.balanced else ""
    return title_of(name, None, days, money, balanced)


def _stretches(result: Bridge) -> Iterator[_Stretch]:
    """Every row with the running sum before and after it; opening and closing from nothing."""
    yield _whole(result.opening)
    reached = result.opening.amount
    for row in result.movements:
        yield _Stretch(row, reached, reached + row.amount)
        reached += row.amount
    yield _whole(result.closing)


def _whole(row: BridgeRow) -> _Stretch:
    return _Stretch(row, ZERO, row.amount)


def _scale(result: Bridge) -> Scale:
    return Scale.of(stretch.end for stretch in _stretches(result))


def _rows(result: Bridge, unit: Unit) -> list[Row]:
    """Opening, and the kinds that have something."""
    *stretches, _ = _stretches(result)
    scale = _scale(result)
    shown = (one for one in stretches if one.row.count or one.row.kind is Movement.OPENING)
    return [_row(one, scale, unit) for one in shown]


def _row(stretch: _Stretch, scale: Scale, unit: Unit) -> Row:
    row = stretch.row
    tone = _TONES.get(row.kind, Tone.PLAIN)
    is_end = row.kind in {Movement.OPENING, Movement.CLOSING}
    amount = figures.amount(row.amount, unit) if is_end else figures.signed(row.amount, unit)
    return Row(
        [
            line(movement_word(row.kind)),
            line(amount, tone),
            line(figures.count(row.count)),
            _bar(stretch, scale, tone),
        ],
        Tone.STRONG if row.kind is Movement.CLOSING else Tone.PLAIN,
    )


def _bar(stretch: _Stretch, scale: Scale, tone: Tone) -> Picture:
    return lambda width: line(step_bar(stretch.start, stretch.end, scale, width), tone)


def _notes(result: Bridge) -> Iterator[Line]:
    yield from end_notes(result)
    if not any(row.count for row in result.movements):
        yield line(translate("nothing moved"))


def end_notes(result: Bridge) -> Iterator[Line]:
    """What must be known of the two ends beside their figures."""
    if result.from_currency != result.currency:
        words = translate("the opening is in {currency}")
        yield line(words.format(currency=result.from_currency or figures.NOTHING))
    if result.left_out:
        words = translate_plural(
            "{count} opportunity is on neither side: a file of it does not read",
            "{count} opportunities are on neither side: a file of theirs does not read",
            result.left_out,
        )
        yield line(words.format(count=result.left_out), Tone.RISK)


def _named(moved: Sequence[BridgeRow], unit: Unit) -> Table:
    """The opportunities that moved: how much, and what each was before and after."""
    return Table(
        title=(),
        columns=[
            Column(heading=translate("Opportunity"), least=_ID, keeps=True),
            Column(heading=translate("Name"), least=_NAME, drop=1),
            Column(heading=translate("Change"), right=True),
            Column(heading=translate("Amount"), right=True),
            Column(heading=translate("Close date"), drop=3),
            Column(heading=translate("Stage"), least=_STAGE, drop=2),
        ],
        sections=[
            Section(
                [_moved(entry, row.kind, unit) for entry in row.opportunities],
                _heading(row),
            )
            for row in moved
        ],
    )


def _heading(row: BridgeRow) -> Row:
    cells = [line(movement_word(row.kind)), *[EMPTY] * 5]
    return Row(cells, Tone.STRONG, span=2)


def _moved(entry: Entry, kind: Movement, unit: Unit) -> Row:
    amounts = (figures.amount(entry.from_amount, unit), figures.amount(entry.to_amount, unit))
    days = (figures.day(entry.from_close), figures.day(entry.to_close))
    stages = (entry.from_stage or figures.NOTHING, entry.to_stage or figures.NOTHING)
    return Row(
        [
            line(f"  {entry.id}"),
            line(entry.name),
            line(figures.signed(entry.amount, unit), _TONES.get(kind, Tone.PLAIN)),
            *(line(_led(entry, *pair)) for pair in (amounts, days, stages)),
        ]
    )


def _led(entry: Entry, before: str, after: str) -> str:
    """What it was and what it is; once where that is the same, or it is there at one end only."""
    was, is_ = entry.there
    if before == after or not was:
        return after
    return f"{before}{_ARROW}{after}" if is_ else before


def bridge_json(
    result: Bridge, *, from_revision: str | None = None, to_revision: str | None = None
) -> Parts:
    """The rows, every kind, with their opportunities, for `json.envelope`."""
    opening, closing = result.opening.amount, result.closing.amount
    return {
        "rows": [
            row_json(
                ROW_KEYS["bridge"],
                row,
                opportunities=[row_json(MOVED_KEYS, entry) for entry in row.opportunities],
            )
            for row in result.rows
        ],
        "totals": {
            "opening": opening,
            "closing": closing,
            "change": closing - opening,
            "left_out": result.left_out,
        },
        "from": {
            "as_of": result.from_day,
            "revision": from_revision,
            "currency": result.from_currency,
        },
        "to": {"as_of": result.as_of, "revision": to_revision, "currency": result.currency},
        "due": str(result.due) if result.due else None,
        "balanced": result.balanced,
    }


def bridge_sheet(result: Bridge) -> list[dict[str, Json]]:
    """The rows of its CSV: opening and closing once, and between them a row an opportunity.

    So a column sums to the closing where the last row is left out, and a pivot table by kind shows
    the bridge.
    """
    keys = ROW_KEYS["movements"]
    nothing: dict[str, Json] = dict.fromkeys(keys)
    ends = [row_json(keys[:3], row) for row in (result.opening, result.closing)]
    return [
        nothing | ends[0],
        *(
            row_json(keys, entry, kind=row.kind, count=1)
            for row in result.movements
            for entry in row.opportunities
        ),
        nothing | ends[1],
    ]
