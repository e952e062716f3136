"""Economics on paper: of one account a row a year, of several a row an account (METHODS.md 5).

Where the screen is narrow, the bar of the cumulative curve goes first, then these columns: upkeep,
margin; of several accounts: profit, revenue.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kam.domain.money import HUNDRED, ZERO, ratio_of
from kam.domain.plan import Source
from kam.i18n import mark, translate
from kam.render import figures
from kam.render.bars import Scale, step_bar
from kam.render.json import Json, Parts, row_json
from kam.render.keys import ECONOMICS_OF_ACCOUNT, OTHER_KEYS, ROW_KEYS
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Tone, line
from kam.render.notes import next_step, not_counted, unread_sales
from kam.render.screen import Screen
from kam.render.table import EMPTY, Column, Picture, Row, Section, Table
from kam.render.units import Unit, choose_unit, money_heading
from kam.reports.economics import AccountEconomics, EconomicsReport, YearRow

_BAR, _NAME = (8, 32), 14
_SUMS = ("lifetime_value", "invested", "earned", "coming", "margin")
_ASSUMPTIONS = ("margin", "discount", "retention", "horizon")
_PLANS = {
    Source.EXPECTED: mark("planned: what the account states for a year"),
    Source.PACE: mark("planned: every year as the last {months} months"),
    Source.OPPORTUNITIES: mark("planned: what is open is won, and comes again every year"),
    Source.ONCE: mark("planned: what is open is won, and does not come again"),
}


def economics_text(result: EconomicsReport, screen: Screen) -> str:
    """The years of one account, else a line for each."""
    if result.single and result.accounts:
        return _of_one(result, result.accounts[0], screen)
    return _of_many(result, screen)


def economics_json(result: EconomicsReport) -> Parts:
    """Rows by year, the sums, each account, what stands apart and is assumed."""
    keys = ROW_KEYS["economics"]
    accounts = result.accounts
    sums = {name: _sum(accounts, name) for name in _SUMS}
    return {
        "rows": [row_json(keys, row, assumed_margin=row.assumed) for row in result.rows],
        "totals": {
            "payback_year": result.payback_year,
            **sums,
            "assumed_margin": _sum(accounts, "assumed"),
            "count": len(accounts),
        },
        "accounts": [_account_json(one) for one in accounts],
        "other": [row_json(OTHER_KEYS, row) for row in result.other],
        "unread": list(result.unread),
        "assumptions": row_json(_ASSUMPTIONS, result.model),
    }


def economics_sheet(result: EconomicsReport) -> list[Mapping[str, Json]]:
    """The rows of the CSV: a year of an account each."""
    return [
        row_json(ROW_KEYS["account-years"], row, account=one.account, assumed_margin=row.assumed)
        for one in result.accounts
        for row in one.rows
    ]


def _account_json(one: AccountEconomics) -> dict[str, Json]:
    return row_json(
        ECONOMICS_OF_ACCOUNT,
        one,
        worth_it=one.pays,
        assumed_margin=one.assumed,
        wallet=[row_json(("year", "line", "spend", "sales", "share"), row) for row in one.wallet],
        reciprocal_trade=[row_json(("year", "they_buy", "we_buy"), row) for row in one.trade],
    )


def _sum(accounts: Sequence[AccountEconomics], name: str) -> Decimal:
    return sum((getattr(one, name) or ZERO for one in accounts), ZERO)


def _of_one(result: EconomicsReport, one: AccountEconomics, screen: Screen) -> str:
    figures_shown = [
        figure
        for row in one.rows
        for figure in (row.revenue, row.margin, row.profit, row.cumulative)
    ]
    unit = choose_unit([*figures_shown, one.invested, *(row.spend for row in one.wallet)])
    money = money_heading(unit, result.currency, result.tax)
    name = translate("Economics of {name}").format(name=one.name)
    table = Table(
        title=title_of(name, result.as_of, money),
        columns=[
            Column(heading=translate("Year")),
            Column(heading=translate("Revenue"), right=True),
            Column(heading=translate("Margin"), right=True, drop=2),
            Column(heading=translate("Upkeep"), right=True, drop=1),
            Column(heading=translate("Acq. cost"), right=True),
            Column(heading=translate("Profit"), right=True),
            Column(heading=translate("Cumulative"), right=True),
            Column(picture=_BAR),
        ],
        sections=list(_sections(result, one, unit)),
        notes=list(_notes(result, one, unit)),
    )
    text = print_table(table, screen)
    return text + "\n" + _wallet(one, unit, screen) if one.wallet else text


def _sections(result: EconomicsReport, one: AccountEconomics, unit: Unit) -> Iterator[Section]:
    """What was, then what is planned under a heading that says what it rests on."""
    scale = Scale.of([-(one.invested or ZERO), *(row.cumulative for row in one.rows)])
    past = [row for row in one.rows if not row.planned]
    coming = [row for row in one.rows if row.planned]
    before = [_before(one, scale, unit)] if one.invested else []
    rows = [_year(row, scale, unit, one.payback_year) for row in past]
    if before or rows:
        yield Section([*before, *rows])
    if coming:
        words = translate(_PLANS[one.plan]) if one.plan else translate("planned")
        text = words.format(months=result.model.months)
        heading = Row([line(text), *([EMPTY] * 7)], Tone.FAINT, span=8)
        yield Section([_year(row, scale, unit, one.payback_year) for row in coming], heading)


def _before(one: AccountEconomics, scale: Scale, unit: Unit) -> Row:
    """Where the cumulative curve begins: what winning the account cost."""
    spent = -(one.invested or ZERO)
    return Row(
        [
            line(translate("spent")),
            *([EMPTY] * 5),
            line(figures.amount(spent, unit)),
            _bar(spent, scale),
        ]
    )


def _year(row: YearRow, scale: Scale, unit: Unit, payback: int | None) -> Row:
    amounts = [
        line(figures.amount(getattr(row, name), unit))
        for name in ("revenue", "margin", "upkeep", "acquisition")
    ]
    loss = Tone.RISK if row.profit < 0 else Tone.PLAIN
    return Row(
        [
            line(str(row.year)),
            *amounts,
            line(figures.amount(row.profit, unit), loss),
            line(figures.amount(row.cumulative, unit)),
            _bar(row.cumulative, scale),
        ],
        Tone.WON if row.year == payback else Tone.PLAIN,
    )


def _bar(value: Decimal, scale: Scale) -> Picture:
    tone = Tone.RISK if value < 0 else Tone.WON
    return lambda width: line(step_bar(ZERO, value, scale, width), tone)


def _notes(result: EconomicsReport, one: AccountEconomics, unit: Unit) -> Iterator[Line]:
    yield _answer(one, unit)
    model = result.model
    words = translate(
        "lifetime value {value}: {earned} earned + {coming} to come − {invested} invested"
        " (a year: retention {retention} %, discount {discount} %)"
    )
    yield line(
        words.format(
            value=figures.exact(one.lifetime_value, unit),
            earned=figures.exact(one.earned, unit),
            coming=figures.exact(one.coming, unit),
            invested=figures.exact(one.invested or ZERO, unit),
            retention=figures.trimmed(model.retention),
            discount=figures.trimmed(model.discount),
        )
    )
    if one.assumed:
        yield line(_assumption(one.margin, one.assumed, result))
    if one.wallet_estimate is not None:
        words = translate("share of wallet ≈ {share} %: estimated by our rank, not measured")
        yield line(words.format(share=figures.rounded(one.wallet_estimate * HUNDRED, 1)))
    for trade in one.trade:
        words = translate("reciprocal trade {year}: they buy {they}, we buy {we}")
        sums = {
            "they": figures.exact(trade.they_buy, unit),
            "we": figures.exact(trade.we_buy, unit),
        }
        yield line(words.format(year=trade.year, **sums))
    yield from not_counted(result.other, unit)


def _assumption(margin: Decimal, assumed: Decimal, result: EconomicsReport) -> str:
    """How much of the margins nobody states."""
    part = ratio_of(assumed, margin)
    words = translate(
        "margin assumed where none is stated ({percent} %): {share} of all margins here"
    )
    return words.format(percent=figures.trimmed(result.model.margin), share=figures.share(part))


def _answer(one: AccountEconomics, unit: Unit) -> Line:
    """Whether the account is worth what it costs, and since when."""
    if one.invested is None:
        command = f"kam set {one.account} acquisition.invested=AMOUNT"
        return next_step(translate("what winning it cost is not stated"), command)
    if one.pays is None:
        command = f"kam set {one.account} acquisition.expected_per_year=AMOUNT"
        return next_step(translate("nothing says what it brings"), command)
    invested = figures.exact(one.invested, unit)
    last = one.rows[-1]
    if one.payback_year is None:
        words = translate("not worth it: of {invested} invested {left} are still out in {year}")
        left = figures.exact(-last.cumulative, unit)
        return line(words.format(invested=invested, left=left, year=last.year), Tone.RISK)
    if not one.pays:
        words = translate(
            "not worth it: {invested} invested are back in {year}, and are spread up to {by}"
        )
        text = words.format(invested=invested, year=one.payback_year, by=one.pays_by)
        return line(text, Tone.RISK)
    words = translate("worth it: {invested} invested are back in {year}")
    return line(words.format(invested=invested, year=one.payback_year), Tone.WON)


def _wallet(one: AccountEconomics, unit: Unit, screen: Screen) -> str:
    """What they spend in our category by year and line, and what of it with us."""
    table = Table(
        title=title_of(translate("Share of wallet")),
        columns=[
            Column(heading=translate("Year")),
            Column(heading=translate("Line"), least=_NAME),
            Column(heading=translate("They spend"), right=True),
            Column(heading=translate("With us"), right=True),
            Column(heading=translate("Share"), right=True),
        ],
        sections=[
            Section(
                [
                    Row(
                        [
                            line(str(row.year)),
                            line(row.line or translate("all lines")),
                            line(figures.amount(row.spend, unit)),
                            line(figures.amount(row.sales, unit)),
                            line(figures.share(row.share)),
                        ]
                    )
                    for row in one.wallet
                ]
            )
        ],
    )
    return print_table(table, screen)


def _of_many(result: EconomicsReport, screen: Screen) -> str:
    unit = choose_unit(
        figure
        for one in result.accounts
        for figure in (one.revenue, one.cumulative, one.lifetime_value)
    )
    money = money_heading(unit, result.currency, result.tax)
    table = Table(
        title=title_of(translate("Economics"), result.as_of, money),
        columns=[
            Column(heading=translate("Account"), least=_NAME, keeps=True),
            Column(
                heading=translate("Last {months} months").format(months=result.model.months),
                right=True,
                drop=1,
            ),
            Column(heading=translate("Profit this year"), right=True, drop=2),
            Column(heading=translate("Invested"), right=True),
            Column(heading=translate("Cumulative"), right=True),
            Column(heading=translate("Lifetime value"), right=True),
            Column(heading=translate("Back in")),
            Column(heading=translate("Worth it")),
        ]
        if result.accounts
        else [],
        sections=[Section([_line(one, unit) for one in result.accounts])],
        totals=[_total(result, unit)] if len(result.accounts) > 1 else [],
        notes=list(_notes_of_many(result, unit)),
    )
    return print_table(table, screen)


def _line(one: AccountEconomics, unit: Unit) -> Row:
    tone = Tone.RISK if one.pays is False else Tone.PLAIN
    answers = {True: translate("yes"), False: translate("no"), None: figures.NOTHING}
    return Row(
        [
            line(one.name),
            line(figures.amount(one.revenue, unit)),
            line(figures.amount(one.profit, unit)),
            line(figures.amount(one.invested, unit)),
            line(figures.amount(one.cumulative, unit)),
            line(figures.amount(one.lifetime_value, unit)),
            line(str(one.payback_year) if one.payback_year else figures.NOTHING),
            line(answers[one.pays], tone),
        ]
    )


def _total(result: EconomicsReport, unit: Unit) -> Row:
    sums = [
        line(figures.amount(_sum(result.accounts, name), unit))
        for name in ("revenue", "profit", "invested", "cumulative", "lifetime_value")
    ]
    year = str(result.payback_year) if result.payback_year else figures.NOTHING
    return Row([line(translate("Total")), *sums, line(year), EMPTY], Tone.STRONG)


def _notes_of_many(result: EconomicsReport, unit: Unit) -> Iterator[Line]:
    if not result.accounts and not result.unread:
        yield next_step(translate("nothing sold, invested or open"), "kam add-order ACCOUNT")
    assumed = _sum(result.accounts, "assumed")
    if assumed:
        yield line(_assumption(_sum(result.accounts, "margin"), assumed, result))
    yield from not_counted(result.other, unit)
    yield from unread_sales(result.unread)
