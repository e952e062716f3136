"""Retention on paper: a row a year, what its figures mean, then who needs a visit (METHODS.md 5).

Where the screen is narrow, names shorten and these columns go: new customers, kept, what was
bought; of the customers: days, gap, change.
"""

from collections.abc import Iterator
from decimal import Decimal

from kam.i18n import mark, translate, translate_plural
from kam.render import figures
from kam.render.json import Json, Parts, row_json
from kam.render.keys import RETENTION_YEAR, ROW_KEYS
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Tone, line
from kam.render.notes import next_step, unread_sales
from kam.render.phrases import listed
from kam.render.screen import Screen
from kam.render.table import Column, Row, Section, Table
from kam.render.units import Unit, choose_unit, money_heading
from kam.reports.retention import CustomerRow, Retention, RetentionYear, Status

_NAME = 14
_STATUSES = {Status.LOST: mark("customer lost"), Status.GONE: mark("long gone")}


def retention_text(result: Retention, screen: Screen) -> str:
    """The years, and the customers that are lost, falling or late."""
    unit = choose_unit(
        [
            *(sum_ for year in result.years for sum_ in (year.before, year.now)),
            *(sum_ for row in result.rows for sum_ in (row.before, row.now)),
        ]
    )
    alarming = sorted((row for row in result.rows if _alarms(row)), key=_urgency)
    text = print_table(_years(result, unit), screen)
    return f"{text}\n{print_table(_customers(result, alarming, unit), screen)}"


def retention_json(result: Retention) -> Parts:
    """The customers, the last year as totals, all years, and who is left out."""
    years = [row_json(RETENTION_YEAR, year) for year in result.years]
    return {
        "rows": [_row_json(row) for row in result.rows],
        "totals": years[0],
        "years": years,
        "unread": list(result.unread),
    }


def _row_json(row: CustomerRow) -> dict[str, Json]:
    gap = row.gap
    return row_json(
        ROW_KEYS["retention"],
        row,
        purchases=gap and gap.purchases,
        median_gap=gap and gap.median,
        due_by=gap and gap.due_by,
    )


def _alarms(row: CustomerRow) -> bool:
    return row.late or row.falling or row.status is Status.LOST


def _urgency(row: CustomerRow) -> tuple[Decimal, str]:
    """Those first of whom most was bought."""
    return (-max(row.before or Decimal(0), row.now or Decimal(0)), row.account)


def _years(result: Retention, unit: Unit) -> Table:
    money = money_heading(unit, result.currency, result.tax)
    return Table(
        title=title_of(translate("Retention"), result.as_of, money),
        columns=[
            Column(heading=translate("Year to")),
            Column(heading=translate("Customers"), right=True),
            Column(heading=translate("Kept"), right=True, drop=2),
            Column(heading=translate("New"), right=True, drop=1),
            Column(heading=translate("Logos"), right=True),
            Column(heading=translate("Bought before"), right=True, drop=3),
            Column(heading=translate("Gross"), right=True),
            Column(heading=translate("Net"), right=True),
        ],
        sections=[Section([_year(year, unit) for year in result.years])],
        notes=list(_notes(result, unit)),
    )


def _year(year: RetentionYear, unit: Unit) -> Row:
    return Row(
        [
            line(year.to.isoformat()),
            line(figures.count(year.customers)),
            line(figures.count(year.kept)),
            line(figures.count(year.new)),
            line(figures.share(year.logo_retention)),
            line(figures.amount(year.before, unit)),
            line(figures.share(year.gross_retention)),
            line(figures.share(year.net_retention)),
        ]
    )


def _notes(result: Retention, unit: Unit) -> Iterator[Line]:
    """What the figures of the last year mean, with what they are made of."""
    year = result.years[0]
    if not year.customers:
        yield line(translate("nobody bought in the year before {day}").format(day=year.from_))
    else:
        yield line(
            translate(
                "logos {share}: {kept} of {customers} customers of the year before bought again,"
                " {lost} did not (churn {churn})"
            ).format(
                share=figures.share(year.logo_retention),
                kept=year.kept,
                customers=year.customers,
                lost=year.lost,
                churn=figures.share(year.logo_churn),
            )
        )
    if year.before:
        sums = {
            name: figures.exact(getattr(year, name), unit)
            for name in ("before", "stayed", "lost_revenue", "contracted", "expanded")
        }
        yield line(
            translate(
                "gross {share}: {stayed} of {before} came again, {lost_revenue} went with customers"
                " lost and {contracted} as others bought less (churn {churn})"
            ).format(
                share=figures.share(year.gross_retention),
                churn=figures.share(year.revenue_churn),
                **sums,
            )
        )
        yield line(
            translate(
                "net {share}: the same and {expanded} more that these customers buy now, new ones"
                " not counted"
            ).format(share=figures.share(year.net_retention), **sums)
        )
    if year.unknown:
        words = translate_plural(
            "{count} customer is in no amount: not all it bought converts",
            "{count} customers are in no amount: not all they bought converts",
            year.unknown,
        )
        yield line(words.format(count=year.unknown), Tone.RISK)
    yield from unread_sales(result.unread)


def _customers(result: Retention, rows: list[CustomerRow], unit: Unit) -> Table:
    columns = [
        Column(heading=translate("Account"), least=_NAME, keeps=True),
        Column(heading=translate("What happens")),
        Column(heading=translate("Before"), right=True),
        Column(heading=translate("Now"), right=True),
        Column(heading=translate("Change"), right=True, drop=3),
        Column(heading=translate("Last order")),
        Column(heading=translate("Days since"), right=True, drop=1),
        Column(heading=translate("Gap"), right=True, drop=2),
        Column(heading=translate("Due by")),
    ]
    return Table(
        title=title_of(translate("Lost, falling or late")),
        columns=columns if rows else [],
        sections=[Section([_customer(row, unit) for row in rows])],
        notes=list(_what_to_do(result, rows)),
    )


def _customer(row: CustomerRow, unit: Unit) -> Row:
    gap = row.gap
    return Row(
        [
            line(row.name),
            line(listed(_words(row)), Tone.RISK),
            line(figures.known(row.before, unit)),
            line(figures.known(row.now, unit)),
            line(figures.signed_share(row.change)),
            line(row.last_order.isoformat()),
            line(figures.days(row.days_since)),
            line(figures.days(gap.median) if gap else figures.NOTHING),
            line(figures.day(gap.due_by if gap else None)),
        ]
    )


def _words(row: CustomerRow) -> Iterator[str]:
    if row.status in _STATUSES:
        yield translate(_STATUSES[row.status])
    elif row.falling:
        yield translate("falling")
    if row.late:
        yield translate("late")


def _what_to_do(result: Retention, rows: list[CustomerRow]) -> Iterator[Line]:
    model = result.model
    if rows:
        words = translate(
            "late: longer since the last order than the own median gap allows ({tolerance} %);"
            " falling: against the year before by at least {falling} %"
        )
        yield line(
            words.format(
                tolerance=figures.trimmed(model.tolerance), falling=figures.trimmed(model.falling)
            )
        )
        words = translate_plural("{count} to visit", "{count} to visit", len(rows))
        command = f"kam add-task {rows[0].account} TEXT --due DATE"
        yield next_step(words.format(count=len(rows)), command)
    elif result.rows:
        yield line(translate("nobody is lost, falling or late"))
    elif not result.unread:
        yield next_step(translate("nothing sold yet"), "kam add-order ACCOUNT")
