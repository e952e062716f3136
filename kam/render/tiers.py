"""The tiers on paper: a row an account by profit, why the data suggest another tier under it.

Where the screen is narrow, names shorten and these columns go: sales, growth, cumulative share,
value, review, share of the profit, class. Profit and the suggested tier stay.
"""

from collections.abc import Iterator

from kam.domain.accounts_model import AccountsModel
from kam.domain.methods import Methods
from kam.domain.money import to_cents
from kam.domain.qualifying import Judgement
from kam.domain.settings import Settings
from kam.domain.tiering import Reason
from kam.i18n import translate, translate_plural
from kam.render import figures
from kam.render.json import Json, Parts, row_json
from kam.render.keys import OTHER_KEYS, ROW_KEYS
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Tone, line
from kam.render.notes import next_step, no_account, not_counted
from kam.render.screen import Screen
from kam.render.table import EMPTY, Column, Row, Section, Table
from kam.render.tier_words import reasons_words, tier_word, value_word
from kam.render.units import Unit, choose_unit, money_heading
from kam.reports.tiers import TierRow, Tiers, differs

_NAME = 14
_TOTALS = ("count", "profit", "sales", "without_margin")


def tiers_text(
    result: Tiers, model: AccountsModel, methods: Methods, settings: Settings, screen: Screen
) -> str:
    """The table of all accounts."""
    unit = choose_unit([result.sales, *(row.profit for row in result.rows)])
    span = translate_plural("last {count} month", "last {count} months", result.months)
    table = Table(
        title=title_of(
            translate("Tiers"),
            result.as_of,
            span.format(count=result.months),
            money_heading(unit, settings.currency, settings.amounts.tax),
        ),
        columns=_columns() if result.rows else [],
        sections=[Section([_row(row, result, model, methods, unit) for row in result.rows])],
        totals=[_total(result, unit)] if result.rows else [],
        notes=list(_notes(result, unit)),
    )
    return print_table(table, screen)


def tiers_json(result: Tiers) -> Parts:
    """The rows and their totals, for `json.envelope`."""
    keys = ROW_KEYS["tiers"]
    return {
        "rows": [
            row_json(
                keys,
                row,
                reasons=[_reason_json(reason) for reason in row.reasons],
                verdicts=[_verdict_json(judgement) for judgement in row.judgements],
            )
            for row in result.rows
        ],
        "totals": row_json(_TOTALS, result, count=len(result.rows)),
        "other": [row_json(OTHER_KEYS, row) for row in result.other],
        "months": result.months,
    }


def _reason_json(reason: Reason) -> Json:
    found = row_json(("ground", "tier", "value", "limit", "holds"), reason)
    value = reason.value
    return found if value is None else {**found, "value": to_cents(value)}


def _verdict_json(judgement: Judgement) -> Json:
    """What a verdict says, and the questions that it rests on by their keys."""
    return {
        "verdict": judgement.verdict,
        "says": judgement.says,
        "yes": [answer.key for answer in judgement.of(holds=True)],
        "no": [answer.key for answer in judgement.of(holds=False)],
        "open": [answer.key for answer in judgement.of(holds=None)],
    }


def _columns() -> list[Column]:
    return [
        Column(heading=translate("Account"), least=_NAME, keeps=True),
        Column(heading=translate("Class"), drop=7),
        Column(heading=translate("Sales"), right=True, drop=1),
        Column(heading=translate("Profit"), right=True),
        Column(heading=translate("Of profit"), right=True, drop=6),
        Column(heading=translate("Cum."), right=True, drop=3),
        Column(heading=translate("Growth"), right=True, drop=2),
        Column(heading=translate("Tier"), drop=8),
        Column(heading=translate("Suggested")),
        Column(heading=translate("Value"), drop=4),
        Column(heading=translate("Review due"), drop=5),
    ]


def _row(row: TierRow, result: Tiers, model: AccountsModel, methods: Methods, unit: Unit) -> Row:
    other = differs(row)
    due = row.review_due
    late = Tone.RISK if due and due < result.as_of else Tone.PLAIN
    why = line(f"-> {reasons_words(row.reasons, methods)}", Tone.FAINT)
    return Row(
        [
            line(row.name),
            line(row.class_ or figures.NOTHING),
            line(figures.amount(row.sales, unit)),
            line(_profit(row, unit)),
            line(figures.share(row.share)),
            line(figures.share(row.cumulative_share)),
            line(figures.signed_share(row.growth)),
            line(tier_word(methods, row.tier)),
            line(tier_word(methods, row.suggested_tier), Tone.RISK if other else Tone.PLAIN),
            line(value_word(model, row.value)),
            line(figures.day(due), late),
        ],
        below=[why] if other else [],
    )


def _profit(row: TierRow, unit: Unit) -> str:
    """The profit; with `*` where some of the sales state no margin and are not in it."""
    figure = figures.amount(row.profit, unit)
    return f"{figure}*" if row.bare and row.profit is not None else figure


def _total(result: Tiers, unit: Unit) -> Row:
    cells = [line(translate("Total")), EMPTY]
    cells += [line(figures.amount(value, unit)) for value in (result.sales, result.profit)]
    return Row([*cells, *[EMPTY] * (len(_columns()) - len(cells))])


def _notes(result: Tiers, unit: Unit) -> Iterator[Line]:
    if not result.rows:
        yield no_account(is_empty=result.is_empty)
    if result.bare:
        words = translate_plural(
            "* not in the profit: {count} sale without a margin ({amount})",
            "* not in the profit: {count} sales without a margin ({amount})",
            result.bare,
        )
        amount = figures.amount(result.without_margin, unit)
        text = words.format(count=result.bare, amount=amount)
        yield next_step(text, "kam set ACCOUNT --order ID margin=AMOUNT")
    yield from not_counted(result.other, unit)
    if result.overdue:
        words = translate_plural(
            "{count} tier review is due", "{count} tier reviews are due", result.overdue
        )
        yield next_step(words.format(count=result.overdue), "kam check --select tier-review")
    if result.differing:
        words = translate_plural(
            "{count} tier differs from what the data suggest",
            "{count} tiers differ from what the data suggest",
            result.differing,
        )
        yield next_step(words.format(count=result.differing), "kam tiers --account ACCOUNT")
