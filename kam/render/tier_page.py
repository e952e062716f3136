"""One account's tier on a page: what it earns, what that suggests, and every answer behind it."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from kam.domain.accounts_model import AccountsModel, Fact
from kam.domain.methods import Methods
from kam.domain.qualifying import Answer
from kam.domain.settings import Settings
from kam.i18n import language, translate, translate_plural
from kam.render import figures
from kam.render.labels import label_text
from kam.render.layout import title_of
from kam.render.line import Line, Tone, line
from kam.render.page import Block, facts, print_page
from kam.render.phrases import joined, with_detail
from kam.render.screen import Screen
from kam.render.show_parts import date_words
from kam.render.tier_words import reasons_words, tier_word, value_word, verdict_words
from kam.reports.tiers import TierRow

_SIGNS = {True: "+", False: "-", None: "?"}
_NOT_ASKED = "·"
_ELSEWHERE = {
    Fact.ORGANISATION: "purchasing.organisation",
    Fact.PATTERN: "purchasing.pattern",
    Fact.INDUSTRY: "industry",
    Fact.BUDGET: "category_spend",
}
"""The keys of facts that do not stand under `qualification`."""
_MEASURED = frozenset({Fact.SALES_SHARE, Fact.MARGIN})
_WORDS = {Fact.ORGANISATION: "purchasing-organisation", Fact.PATTERN: "purchasing-pattern"}


def tier_page(  # noqa: PLR0913, PLR0917 - what a page is drawn of
    row: TierRow,
    model: AccountsModel,
    methods: Methods,
    settings: Settings,
    today: date,
    screen: Screen,
) -> str:
    """The page of one account."""
    blocks = [
        Block("", _facts(row, model, methods, settings, today)),
        *_blocks(row, model, methods),
        Block("", list(_open(row))),
    ]
    return print_page(title_of(row.account, today, row.name), blocks, screen)


def _facts(
    row: TierRow, model: AccountsModel, methods: Methods, settings: Settings, today: date
) -> list[Sequence[Line]]:
    earned = row.profit
    currency = settings.currency
    months = translate_plural("last {count} month", "last {count} months", model.months)
    share = [
        row.class_,
        figures.money(earned, currency) if earned is not None else None,
        translate("{share} of all").format(share=figures.share(row.share)) if row.share else None,
    ]
    bare = translate_plural("{count} without a margin", "{count} without a margin", row.bare)
    apart = translate_plural("{count} not converted", "{count} not converted", row.unconverted)
    sold = [
        figures.money(row.sales, currency),
        months.format(count=model.months),
        translate("{growth} on the time before").format(growth=figures.signed_share(row.growth))
        if row.growth is not None
        else None,
        bare.format(count=row.bare) if row.bare else None,
        apart.format(count=row.unconverted) if row.unconverted else None,
    ]
    suggested = tier_word(methods, row.suggested_tier)
    reasons = reasons_words(row.reasons, methods)
    due = translate("review due {day}").format(day=date_words(row.review_due, today))
    return facts(
        (
            translate("Tier"),
            joined([tier_word(methods, row.tier), due if row.review_due else None]),
        ),
        (translate("Suggested"), joined([suggested, reasons])),
        (translate("Profit"), joined([*share, *_basis(row)])),
        (translate("Sales"), joined(sold)),
        (translate("Value"), value_word(model, row.value)),
        *(verdict_words(judgement, model) for judgement in row.judgements),
    )


def _basis(row: TierRow) -> Iterator[str]:
    """What the profit is made of, where there is more than one thing."""
    if row.cost and row.profit is not None:
        yield translate("margin {amount}").format(amount=figures.trimmed(row.margin))
        words = translate("upkeep and acquisition {amount}")
        yield words.format(amount=figures.trimmed(-row.cost))


def _blocks(row: TierRow, model: AccountsModel, methods: Methods) -> Iterator[Block]:
    for judgement in row.judgements:
        for key, part in model.verdicts[judgement.verdict].parts.items():
            answers = [answer for answer in judgement.answers if answer.part == key]
            lines = [_answer(answer, methods) for answer in answers]
            yield Block(label_text(part.label), lines)


def _answer(answer: Answer, methods: Methods) -> Sequence[Line]:
    """The sign of an answer, what is asked, what the account says, and what a no means."""
    question = answer.question
    sign = _SIGNS[answer.holds] if answer.asked else _NOT_ASKED
    tone = {True: Tone.WON, False: Tone.RISK, None: Tone.PLAIN}[answer.holds]
    if not answer.asked:
        said = translate("no limit set in playbooks/accounts.yaml")
    elif answer.holds is None:
        said = "" if question.fact in _MEASURED else _key(question.fact)
    else:
        said = label_text(question.yes if answer.holds else question.no)
    value = _value(answer, methods)
    return line(sign, tone), line(label_text(question.label)), line(joined([value, said]))


def _value(answer: Answer, methods: Methods) -> str | None:
    """What the account says where that is more than a yes or no, with the limit."""
    value, question = answer.value, answer.question
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, str):
        vocabulary = _WORDS.get(question.fact, "")
        return methods.vocabulary.label(vocabulary, value, language())
    unit = " %" if question.fact in _MEASURED else ""
    text = figures.rounded(Decimal(value), 0) + unit if unit else f"{value:,}"
    if question.at_least is not None:
        limit = translate("from {limit}").format(limit=figures.trimmed(question.at_least))
        text = with_detail(text, limit + unit)
    elif question.at_most is not None:
        limit = translate("at most {limit}").format(limit=figures.trimmed(question.at_most))
        text = with_detail(text, limit + unit)
    return text


def _key(fact: Fact) -> str:
    return _ELSEWHERE.get(fact, f"qualification.{fact}")


def _open(row: TierRow) -> Iterator[Sequence[Line]]:
    """How to answer what is open."""
    every = [one for judgement in row.judgements for one in judgement.of(holds=None)]
    settable = [one for one in every if one.question.fact not in _MEASURED]
    if settable:
        words = translate_plural("{count} to be answered", "{count} to be answered", len(settable))
        command = f"kam set {row.account} {_key(settable[0].question.fact)}=…"
        yield (line(f"? {words.format(count=len(settable))}{translate(': ')}{command}"),)
