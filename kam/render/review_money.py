"""The parts of a review that are of amounts: the quarter, the months, and what is owed."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kam.domain.money import ZERO
from kam.i18n import translate, translate_plural
from kam.render import figures
from kam.render.forecast_face import coverage_cell
from kam.render.labels import category_word, titled
from kam.render.line import Line, Tone, line
from kam.render.month_columns import fit_months, month_columns, no_room
from kam.render.notes import not_counted
from kam.render.phrases import joined, listed, with_detail
from kam.render.review_paper import NAME, Paper, amount_column, in_room, left_out
from kam.render.table import Column, Row, Section, Table
from kam.reports.payments import PaymentState
from kam.reports.receivables import Owed, Receivables
from kam.reports.review import QuarterRow, Review

_QUARTER = ("target", "closed", "commit", "call_commit", "best_case", "expected", "gap")
_QUANTILES = ("p10", "p50", "p90")
_OWNERS = "kam receivables --by owner"
_OWED = ("overdue", "retention_due", "soon", "paid")


def quarter_table(result: Review, paper: Paper) -> Table | None:
    """The quarter by owner: what is aimed at, closed, near and missing."""
    if not (result.quarters or result.other or result.totals.target):
        return None
    shown = in_room(result.quarters, result.page.people, _weight)
    called = result.totals.call_commit is not None
    fields = [field for field in _QUARTER if called or field != "call_commit"]
    rows = [_quarter_row(row, fields, paper) for row in shown]
    total = _quarter_row(result.totals, fields, paper)
    headings = {
        "target": translate("Target"),
        "expected": translate("Expected"),
        "gap": translate("To go"),
        "call_commit": translate("Called"),
    }
    headings |= {name: titled(category_word(name)) for name in ("closed", "commit", "best_case")}
    return Table(
        title=(),
        columns=[
            Column(heading=str(result.quarter), least=NAME),
            *(
                amount_column(headings[name], drop=1 if name == "best_case" else 0)
                for name in fields
            ),
            amount_column(translate("Coverage"), drop=2),
            amount_column(translate("≥ target")),
        ],
        sections=[Section(rows or [total])],
        totals=[total] if rows else [],
        notes=[
            *left_out(len(result.quarters) - len(shown), "kam forecast --by owner"),
            *not_counted(result.other, paper.unit),
            *_not_called(result, paper),
            *_range(result.totals, paper),
        ],
    )


def _weight(row: QuarterRow) -> Decimal:
    return max(row.target or ZERO, row.expected)


def _quarter_row(row: QuarterRow, fields: Sequence[str], paper: Paper) -> Row:
    name = translate("Total") if row.owner is None else paper.person(row.owner)
    return Row(
        [
            line(name),
            *(paper.amount(getattr(row, field)) for field in fields),
            coverage_cell(row.coverage),
            line(figures.chance(row.target_probability)),
        ],
        Tone.STRONG if row.owner is None else Tone.PLAIN,
    )


def _not_called(result: Review, paper: Paper) -> Iterator[Line]:
    """Whose word is not in the sum of what was called."""
    if result.not_called:
        words = translate("not called yet for {period}: {people}")
        named = listed(map(paper.person, result.not_called))
        yield line(words.format(period=result.quarter, people=named))


def _range(row: QuarterRow, paper: Paper) -> Iterator[Line]:
    """How the quarter may turn out; nothing where that is certain."""
    if row.p10 != row.p90:
        words = translate("P10 {p10}, P50 {p50}, P90 {p90}: kam forecast --range")
        found = {name: figures.exact(getattr(row, name), paper.unit) for name in _QUANTILES}
        yield line(words.format(**found))


def months_table(result: Review, paper: Paper) -> Table | None:
    """The months of the fiscal year: closed against target; of a narrow screen the last ones."""
    months = result.months
    if months is None or not any(row.closed or row.target for row in months.rows):
        return None
    columns, names = (*months.rows, months.totals), [str(month) for month in months.periods]
    table = Table(
        title=(),
        columns=[
            Column(heading=titled(translate("month"))),
            *month_columns(names),
            amount_column(translate("Total")),
        ],
        sections=[
            Section(
                [
                    Row([line(name), *map(cell, columns)])
                    for name, cell in (
                        (translate("Target"), lambda row: paper.amount(row.target)),
                        (titled(category_word("closed")), lambda row: paper.amount(row.closed)),
                        (translate("Attained"), lambda row: line(figures.share(row.attainment))),
                    )
                ]
            )
        ],
    )
    shown, gone = fit_months(table, names, paper.width)
    return shown._replace(notes=list(no_room(gone, "kam forecast --period month")))


def money_table(result: Review, paper: Paper) -> Table | None:
    """What customers owe, by owner, and the payments that are latest."""
    found = result.money
    if found is None:
        return None
    rows = [row for row in found.groups if any(getattr(row, field) for field in _OWED)]
    if not rows:
        return None
    shown = in_room(rows, result.page.people, _owed)
    until = translate("By {day}").format(day=found.window.until.isoformat()[5:])
    return Table(
        title=(),
        columns=[
            Column(heading=translate("Payments"), least=NAME),
            amount_column(translate("Past due")),
            amount_column(translate("Retained, due"), drop=1),
            amount_column(until),
            amount_column(translate("Came in")),
        ],
        sections=[Section([_owed_row(row, paper) for row in shown])],
        totals=[_owed_row(found.totals, paper)],
        notes=[*left_out(len(rows) - len(shown), _OWNERS), *_late(found, result, paper)],
    )


def _owed(row: Owed) -> Decimal:
    return row.overdue + row.soon


def _owed_row(row: Owed, paper: Paper) -> Row:
    total = row.group is None
    cells = [paper.amount(getattr(row, field)) for field in _OWED]
    name = translate("Total") if total else paper.person(row.group)
    return Row([line(name), *cells], Tone.STRONG if total else Tone.PLAIN)


def _late(found: Receivables, result: Review, paper: Paper) -> Iterator[Line]:
    late = [row for row in found.rows if row.state is PaymentState.OVERDUE]
    names = [
        with_detail(
            f"{row.account} {row.order} {figures.amount(row.value, paper.unit)}",
            translate_plural("{days} day", "{days} days", row.days_late or 0).format(
                days=row.days_late
            ),
        )
        for row in late[: result.page.names]
    ]
    if names:
        yield line(translate("latest: {names}").format(names=joined(names)), Tone.RISK)
    yield from left_out(len(late) - len(names), "kam receivables")
