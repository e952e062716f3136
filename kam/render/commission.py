"""Commission on paper: a line a person, or the statement of each with its audit lines.

What is paid out is never rounded to thousands. Where the screen is narrow these columns go first:
the plan; of a statement the basis so far, then the number of the tier.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from kam.domain.money import ZERO
from kam.i18n import mark, translate, translate_plural
from kam.render import figures
from kam.render.json import Json, Parts, row_json
from kam.render.keys import ROW_KEYS
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Tone, line
from kam.render.notes import next_step
from kam.render.phrases import joined, listed
from kam.render.screen import Screen
from kam.render.table import EMPTY, Column, Row, Section, Table
from kam.render.units import Unit, full_unit, money_heading
from kam.reports.commission import Apart, CommissionReport, CommissionRow
from kam.reports.commission_earning import Lack
from kam.reports.commission_lines import Entry
from kam.reports.commission_lines import Line as AuditLine

_NAME, _SALE = 10, 14
_ALWAYS = ("basis", "commission", "paid")
_HEADINGS = {
    "basis": mark("Basis"),
    "commission": mark("Commission"),
    "deferred": mark("Deferred"),
    "paid": mark("Falls due"),
    "clawback": mark("Clawback"),
    "payout": mark("Payout"),
}
_ENTRIES = {
    Entry.CARRIED: mark("Deferred earlier"),
    Entry.EARNED: mark("Earned"),
    Entry.BONUS: mark("Milestone bonuses"),
    Entry.POOL: mark("Team pool"),
    Entry.RELEASED: mark("Released"),
    Entry.CLAWBACK: mark("Clawback"),
}
_LACKS = {
    Lack.NO_PLAN: mark("{people}: on no plan of commission.yaml"),
    Lack.UNKNOWN_PLAN: mark("{people}: commission.yaml has no plan {plan}"),
    Lack.BAD_TIERS: mark("{people}: the tiers of plan {plan} do not rise"),
}


def commission_text(
    result: CommissionReport, people: Mapping[str, str], screen: Screen, *, lines: bool
) -> str:
    """A line a person, or with `lines` a statement each; `people` are names by id."""
    if lines and result.rows:
        statements = [_statement(result, row, people, screen) for row in result.rows]
        return "\n".join(statements)
    return _overview(result, people, screen)


def commission_json(result: CommissionReport) -> Parts:
    """The rows, their sums, the audit, and what no figure holds."""
    keys = ROW_KEYS["commission"]
    sums = [key for key in keys if key not in {"person", "period", "plan"}]
    return {
        "rows": [row_json(keys, row) for row in result.rows],
        "totals": row_json((*sums, "count"), result.total, count=len(result.rows)),
        "from": result.window.first,
        "to": result.window.last,
        "audit": commission_sheet(result),
        "unconverted": [
            row_json(("person", "date", "opportunity", "currency", "amount"), one, date=one.day)
            for one in result.apart
        ],
        "unpaid": [
            {"person": one.person, "reason": one.lack, "plan": one.plan or None}
            for one in result.unpaid
        ],
        "incomplete": list(result.incomplete),
        "without_margin": list(result.unstated),
    }


def commission_sheet(result: CommissionReport) -> list[Mapping[str, Json]]:
    """The audit lines."""
    return [
        row_json(ROW_KEYS["commission-audit"], one, date=one.day, due=one.release, share=one.share)
        for one in result.audit
    ]


def _overview(result: CommissionReport, people: Mapping[str, str], screen: Screen) -> str:
    names = [name for name in _HEADINGS if name in _shown(result.total, result.audit)]
    unit = full_unit(getattr(row, name) for row in result.rows for name in names)
    table = Table(
        title=title_of(
            translate("Commission"),
            None,
            result.window.name,
            money_heading(unit, result.currency, result.tax),
        ),
        columns=[
            Column(heading=translate("Person"), least=_NAME),
            Column(heading=translate("Plan"), drop=1, least=_NAME),
            *(Column(heading=translate(_HEADINGS[name]), right=True) for name in names),
        ]
        if result.rows
        else [],
        sections=[
            Section(
                [
                    _person(people.get(row.person, row.person), row, names, unit)
                    for row in result.rows
                ]
            )
        ],
        totals=[_person(translate("Total"), result.total, names, unit)._replace(tone=Tone.STRONG)]
        if len(result.rows) > 1
        else [],
        notes=list(_notes(result, people)),
    )
    return print_table(table, screen)


def _shown(row: CommissionRow, lines: Sequence[AuditLine]) -> frozenset[str]:
    """The figures that say something: deferral and clawback only where there is any."""
    deferring = {"deferred"} if any(one.deferred for one in lines) else set()
    taking = {"clawback", "payout"} if row.clawback else set()
    return frozenset({*_ALWAYS, *deferring, *taking})


def _person(name: str, row: CommissionRow, names: Sequence[str], unit: Unit) -> Row:
    amounts = [line(figures.amount(getattr(row, name), unit)) for name in names]
    return Row([line(name), line(row.plan or ""), *amounts])


def _statement(
    result: CommissionReport, row: CommissionRow, people: Mapping[str, str], screen: Screen
) -> str:
    """One person's lines by what they are about, each block with its sums."""
    mine = [one for one in result.audit if one.person == row.person]
    settled = any(one.deferred or one.clawback for one in mine)
    unit = full_unit(
        figure
        for one in mine
        for figure in (one.amount, one.commission, one.deferred, one.paid, one.clawback)
    )
    name = translate("Commission of {name}").format(name=people.get(row.person, row.person))
    heading = money_heading(unit, result.currency, result.tax)
    columns = [
        Column(heading=translate("Date")),
        Column(heading=translate("Opportunity"), least=_SALE, keeps=True),
        Column(heading=translate("Amount"), right=True),
        Column(heading=translate("Tier"), right=True, drop=2),
        Column(heading=translate("Rate"), right=True),
        Column(heading=translate("Commission"), right=True),
        *([Column(heading=translate("Deferred"), right=True)] if settled else []),
        *([Column(heading=translate("Payout"), right=True)] if settled else []),
        Column(heading=translate("Basis so far"), right=True, drop=1),
    ]
    table = Table(
        title=title_of(name, None, result.window.name, row.plan or "", heading),
        columns=columns if mine else [],
        sections=[
            Section(
                [_line(one, unit, settled=settled) for one in found],
                _sums(translate(_ENTRIES[kind]), found, unit, settled=settled),
            )
            for kind, group in groupby(mine, key=lambda one: one.kind)
            for found in [list(group)]
        ],
        totals=[_sums(translate("Total"), mine, unit, settled=settled)] if mine else [],
        notes=list(_notes(result, people, row.person)),
    )
    return print_table(table, screen)


def _line(one: AuditLine, unit: Unit, *, settled: bool) -> Row:
    money = [one.commission, *([one.deferred, one.paid - one.clawback] if settled else [])]
    tone = Tone.RISK if one.clawback else Tone.PLAIN
    earned = one.kind is Entry.EARNED
    return Row(
        [
            line(figures.day(one.day)),
            line(one.opportunity or f"{one.account} {one.order}"),
            line(figures.amount(one.amount, unit)),
            line(str(one.tier) if one.tier else ""),
            line(_rate(one)),
            *(line(figures.amount(amount, unit), tone) for amount in money),
            line(figures.exact(one.after, unit) if earned and one.after is not None else ""),
        ],
        below=list(_explained(one, unit)),
    )


def _rate(one: AuditLine) -> str:
    """The rate as it is reckoned with: `8 %`, with an accelerator and a factor `8+2 % ×1.5`."""
    if one.rate is None:
        return ""
    more = f"+{figures.percent(one.accelerator)}" if one.accelerator else ""
    times = f" ×{figures.trimmed(one.factor)}" if one.factor != 1 else ""
    return f"{figures.percent(one.rate)}{more} %{times}"


def _explained(one: AuditLine, unit: Unit) -> Iterator[Line]:
    """How a line came about that no rate explains."""
    if one.share is not None and one.booked is not None and one.share != _WHOLE:
        words = translate("share of {booked}: {share} %")
        booked = figures.exact(one.booked, unit)
        yield line(words.format(share=figures.percent(one.share), booked=booked), Tone.FAINT)
    if one.stage:
        words = translate("reached {stage}")
        yield line(words.format(stage=one.stage), Tone.FAINT)
    if one.clawback and one.amount is not None:
        words = translate("{refunded} of {booked} refunded, {paid} paid on it")
        text = words.format(
            refunded=figures.exact(-one.amount, unit),
            booked=figures.exact(one.booked or ZERO, unit),
            paid=figures.exact(one.before or ZERO, unit),
        )
        yield line(text, Tone.FAINT)


_WHOLE = Decimal(100)


def _sums(name: str, lines: Sequence[AuditLine], unit: Unit, *, settled: bool) -> Row:
    commission = sum((one.commission for one in lines), ZERO)
    deferred = sum((one.deferred for one in lines), ZERO)
    payout = sum((one.paid - one.clawback for one in lines), ZERO)
    money = [commission, *([deferred, payout] if settled else [])]
    sums = [line(figures.amount(amount, unit)) for amount in money]
    return Row([line(name), EMPTY, EMPTY, EMPTY, EMPTY, *sums, EMPTY], Tone.STRONG, span=2)


def _notes(
    result: CommissionReport, people: Mapping[str, str], person: str | None = None
) -> Iterator[Line]:
    """What no figure holds, of all or of one person; and what would change it."""
    if not result.rows and not result.unpaid:
        yield line(translate("nobody earned anything in these days"))
    for whose, apart in groupby(result.apart, key=lambda one: one.person):
        if person in {None, whose}:
            yield line(_unconverted(people.get(whose, whose), list(apart)))
    for (lack, plan), found in groupby(result.unpaid, key=lambda one: (one.lack, one.plan)):
        names = listed(people.get(one.person, one.person) for one in found)
        words = translate(_LACKS[lack]).format(people=names, plan=plan)
        yield next_step(words, "kam help commission")
    if result.unstated:
        yield line(
            translate_plural(
                "{count} order without a margin earns nothing",
                "{count} orders without a margin earn nothing",
                len(result.unstated),
            ).format(count=len(result.unstated))
        )
    if result.incomplete:
        words = translate("may hold credit, and does not read: {paths}")
        yield line(words.format(paths=listed(result.incomplete)), Tone.RISK)


def _unconverted(name: str, apart: Sequence[Apart]) -> str:
    sums: dict[str | None, Decimal] = {}
    for one in apart:
        sums[one.currency] = sums.get(one.currency, ZERO) + one.amount
    amounts = listed(figures.money(amount, currency) for currency, amount in sums.items())
    return joined([translate("not converted"), name, amounts])
