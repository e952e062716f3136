"""Commission on paper: a line a person, or the statement of each with its audit lines.

What is paid out is never rounded to thousands. Where the screen is narrow these columns go first:
the plan; of a statement the basis so far, then the number of the tier; what is deferred; the
clawback.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

from kam.domain.money import HUNDRED, ZERO
from kam.i18n import mark, translate
from kam.render import figures
from kam.render.commission_notes import commission_notes
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Tone, line
from kam.render.phrases import listed
from kam.render.screen import Screen
from kam.render.statement_markdown import statement_markdown
from kam.render.table import EMPTY, Column, Row, Section, Table
from kam.render.units import Unit, full_unit, money_heading
from kam.reports.commission import CommissionReport, CommissionRow
from kam.reports.commission_if_won import Change, IfWon
from kam.reports.commission_lines import Entry
from kam.reports.commission_lines import Line as AuditLine

_NAME, _SALE = 10, 14
_DROPS = {"deferred": 3, "clawback": 4}
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


@dataclass(frozen=True, slots=True)
class CommissionPage:
    """A report as it is drawn.

    Attributes:
        people: Our people's names by id.
        person: Whose statement alone is wanted.
        lines: Whether every line is wanted, not only a line a person.
        if_won: What was supposed to be won.
    """

    result: CommissionReport
    people: Mapping[str, str]
    person: str | None = None
    lines: bool = False
    if_won: IfWon | None = None

    def name(self, person: str) -> str:
        """What a person is called."""
        return self.people.get(person, person)

    @property
    def changes(self) -> Sequence[Change]:
        """What the wins would change."""
        return self.if_won.changes if self.if_won else ()


def commission_text(page: CommissionPage, screen: Screen) -> str:
    """A line a person, or a statement each; and what wins would bring, where any are supposed."""
    return "\n".join(print_table(table, screen) for table in _tables(page))


def commission_markdown(page: CommissionPage) -> str:
    """The same as Markdown."""
    return "\n".join(statement_markdown(table) for table in _tables(page))


def _tables(page: CommissionPage) -> Iterator[Table]:
    """A statement alone says all that there is to say; several stand under the overview."""
    single = page.person is not None and bool(page.result.rows)
    if not single:
        yield _overview(page)
    if single or page.lines:
        for row in page.result.rows:
            yield _statement(page, row, None if single else row.person)
    if page.if_won and not single and not page.lines:
        yield _wins(page, page.if_won)


def _overview(page: CommissionPage) -> Table:
    result = page.result
    names = [name for name in _HEADINGS if name in _shown(result.total, result.audit)]
    unit = full_unit(getattr(row, name) for row in result.rows for name in names)
    total = _person(translate("Total"), result.total, names, unit)
    return Table(
        title=_title(translate("Commission"), page, unit),
        columns=[
            Column(heading=translate("Person"), least=_NAME),
            Column(heading=translate("Plan"), drop=1, least=_NAME),
            *(
                Column(heading=translate(_HEADINGS[name]), right=True, drop=_DROPS.get(name, 0))
                for name in names
            ),
        ]
        if result.rows
        else [],
        sections=[
            Section([_person(page.name(row.person), row, names, unit) for row in result.rows])
        ],
        totals=[total._replace(tone=Tone.STRONG)] if len(result.rows) > 1 else [],
        notes=list(commission_notes(result, page.name)),
    )


def _title(name: str, page: CommissionPage, unit: Unit, plan: str = "") -> list[Line]:
    wins = page.if_won.wins if page.if_won else ()
    supposed = listed(f"{win.opportunity} {win.day}" for win in wins)
    return title_of(
        name,
        None,
        page.result.window.name,
        plan,
        money_heading(unit, page.result.currency, page.result.tax),
        translate("if won: {opportunities}").format(opportunities=supposed) if supposed else "",
    )


def _shown(row: CommissionRow, lines: Sequence[AuditLine]) -> frozenset[str]:
    """The figures that say something: deferral and clawback only where there is any."""
    deferring = {"deferred"} if any(one.deferred for one in lines) else set()
    taking = {"clawback", "payout"} if row.clawback else set()
    return frozenset({*_ALWAYS, *deferring, *taking})


def _person(name: str, row: CommissionRow, names: Sequence[str], unit: Unit) -> Row:
    amounts = [line(figures.amount(getattr(row, name), unit)) for name in names]
    return Row([line(name), line(row.plan or ""), *amounts])


def _statement(page: CommissionPage, row: CommissionRow, whose: str | None) -> Table:
    """One person's lines by what they are about; the notes are about `whose`, None: everybody's."""
    mine = [one for one in page.result.audit if one.person == row.person]
    name = translate("Commission of {name}").format(name=page.name(row.person))
    changes = [one for one in page.changes if one.person == row.person]
    return _audited(page, name, mine, row)._replace(
        notes=[
            *_changed(page, changes),
            *commission_notes(page.result, page.name, whose),
        ]
    )


def _wins(page: CommissionPage, if_won: IfWon) -> Table:
    """The lines of what is supposed to be won, and what it changes for whom."""
    title = translate("What it would bring")
    table = _audited(page, title, if_won.audit)
    return table._replace(notes=list(_changed(page, if_won.changes)))


def _audited(
    page: CommissionPage,
    name: str,
    lines: Sequence[AuditLine],
    row: CommissionRow | None = None,
) -> Table:
    """Audit lines under what they are about, or, of several people, under each person."""
    look = _look(lines, mixed=row is None)
    columns = [
        Column(heading=translate("Date")),
        Column(heading=translate("Opportunity"), least=_SALE, keeps=True),
        Column(heading=translate("Amount"), right=True),
        Column(heading=translate("Tier no."), right=True, drop=2),
        Column(heading=translate("Rate"), right=True),
        *(
            Column(heading=translate(_HEADINGS[name]), right=True, drop=_DROPS.get(name, 0))
            for name in look.money
        ),
        Column(heading=translate("Basis so far"), right=True, drop=1),
    ]

    def head(one: AuditLine) -> str:
        return translate(_ENTRIES[one.kind]) if row else page.name(one.person)

    return Table(
        title=_title(name, page, look.unit, (row.plan or "") if row else ""),
        columns=columns if lines else [],
        sections=[
            Section(
                _rows(found, look),
                _sums(heading, found, look),
            )
            for heading, group in groupby(lines, key=head)
            for found in [list(group)]
        ],
        totals=[_sums(translate("Total"), lines, look)] if lines else [],
    )


def _changed(page: CommissionPage, changes: Sequence[Change]) -> Iterator[Line]:
    """What the wins would change for each person; that nothing is written."""
    if page.if_won is None:
        return
    unit = full_unit(figure for one in changes for figure in one[1:])
    for one in changes:
        words = translate("{name} if won: commission {commission}, falls due {paid}")
        yield line(
            words.format(
                name=page.name(one.person),
                commission=figures.signed(one.commission, unit),
                paid=figures.signed(one.paid, unit),
            ),
            Tone.COMMIT,
        )
    if not changes:
        yield line(translate("if won: nothing would change here"))
    if page.if_won.silent:
        yield line(translate("margin and collections come with orders: a win alone brings none"))


class _Look(NamedTuple):
    """How audit lines are shown; `mixed`: those of all kinds stand together."""

    unit: Unit
    money: tuple[str, ...]
    mixed: bool


def _look(lines: Sequence[AuditLine], *, mixed: bool) -> _Look:
    deferring = any(one.deferred for one in lines)
    settled = deferring or any(one.clawback for one in lines)
    shown = {"commission": True, "deferred": deferring, "payout": settled}
    unit = full_unit(
        figure for one in lines for figure in (one.amount, *(getattr(one, name) for name in shown))
    )
    return _Look(unit, tuple(name for name, is_shown in shown.items() if is_shown), mixed)


def _rows(lines: Sequence[AuditLine], look: _Look) -> list[Row]:
    """A row a line; what explains several of one deal alike stands below the last of them."""
    rows = [_line(one, look) for one in lines]
    for place, (one, following) in enumerate(pairwise(lines)):
        if one.source.key == following.source.key and rows[place].below == rows[place + 1].below:
            rows[place] = rows[place]._replace(below=())
    return rows


def _line(one: AuditLine, look: _Look) -> Row:
    unit, tone = look.unit, Tone.RISK if one.clawback else Tone.PLAIN
    money = [getattr(one, name) for name in look.money]
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
        below=list(_explained(one, look)),
    )


def _rate(one: AuditLine) -> str:
    """The rate as it is reckoned with: `8 %`, with an accelerator and a factor `8+2 % ×1.5`."""
    if one.rate is None:
        return ""
    more = f"+{figures.percent(one.accelerator)}" if one.accelerator else ""
    times = f" ×{figures.trimmed(one.factor)}" if one.factor != 1 else ""
    return f"{figures.percent(one.rate)}{more} %{times}"


def _explained(one: AuditLine, look: _Look) -> Iterator[Line]:
    """How a line came about that no rate explains."""
    unit = look.unit
    if look.mixed and one.kind in {Entry.BONUS, Entry.POOL}:
        yield line(translate(_ENTRIES[one.kind]), Tone.FAINT)
    if one.order and one.opportunity:
        yield line(translate("order {order}").format(order=one.order), Tone.FAINT)
    if one.earned:
        yield line(translate("earned on {day}").format(day=one.earned), Tone.FAINT)
    if one.share is not None and one.booked is not None and one.share != HUNDRED:
        words = translate("share of {booked}: {share} %")
        booked = figures.exact(one.booked, unit)
        yield line(words.format(share=figures.percent(one.share), booked=booked), Tone.FAINT)
    if one.stage:
        words = translate("reached {stage}")
        yield line(words.format(stage=one.stage), Tone.FAINT)
    if one.clawback and one.amount is not None:
        words = (
            translate("{refunded} of {booked} refunded, {paid} still deferred on it")
            if one.deferred
            else translate("{refunded} of {booked} refunded, {paid} paid on it")
        )
        text = words.format(
            refunded=figures.exact(-one.amount, unit),
            booked=figures.exact(one.booked or ZERO, unit),
            paid=figures.exact(one.before or ZERO, unit),
        )
        yield line(text, Tone.FAINT)


def _sums(name: str, lines: Sequence[AuditLine], look: _Look) -> Row:
    money = [sum((getattr(one, figure) for one in lines), ZERO) for figure in look.money]
    sums = [line(figures.amount(amount, look.unit)) for amount in money]
    return Row([line(name), EMPTY, EMPTY, EMPTY, EMPTY, *sums, EMPTY], Tone.STRONG, span=2)
