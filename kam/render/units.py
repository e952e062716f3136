"""The unit of a table's amounts: one a table, chosen from its largest figure (LOOKS.md).

The largest figure keeps three or four digits at least, and a table of common size keeps whole
figures short: in English thousand from a million and million from a hundred million; in Chinese 万
from a hundred thousand and 亿 from a thousand million. JSON and CSV know no unit.
"""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from kam.domain.settings import TaxBasis
from kam.i18n import language, translate

HOME = "CNY"
"""The currency whose Chinese unit is 元 and stands apart from its name: 人民币 万元."""


class Unit(NamedTuple):
    """What amounts are divided by, the decimals that they keep, and the word for it."""

    divisor: Decimal
    decimals: int
    word: str


_PLAIN = Unit(Decimal(1), 0, "")
_CENTS = Unit(Decimal(1), 2, "")
_SCALES = {
    "en": (
        (Decimal(100_000_000), Unit(Decimal(1_000_000), 1, "million")),
        (Decimal(1_000_000), Unit(Decimal(1_000), 0, "thousand")),
    ),
    "zh": (
        (Decimal(1_000_000_000), Unit(Decimal(100_000_000), 2, "亿")),
        (Decimal(100_000), Unit(Decimal(10_000), 1, "万")),
    ),
}
"""From which figure on a unit serves, the largest first. The scale is the language's own."""


def choose_unit(figures: Iterable[Decimal | None]) -> Unit:
    """The unit for a table with these figures; cents are kept where no unit is needed."""
    known = [abs(figure) for figure in figures if figure is not None]
    largest = max(known, default=Decimal(0))
    for start, unit in _SCALES[language()]:
        if largest >= start:
            return unit
    return full_unit(known)


def full_unit(figures: Iterable[Decimal | None]) -> Unit:
    """The unit for a table of what is paid out: nothing is divided, cents stand where any are."""
    known = (figure for figure in figures if figure is not None)
    return _PLAIN if all(figure == int(figure) for figure in known) else _CENTS


def money_heading(unit: Unit, currency: str | None, tax: TaxBasis | None) -> str:
    """What the figures are: `CNY thousand, tax included`, `人民币 万元，含税`; perhaps nothing."""
    named = _chinese_unit(unit, currency) if language() == "zh" else _english_unit(unit, currency)
    return with_tax(named, tax)


def with_tax(money: str, tax: TaxBasis | None) -> str:
    """A unit or an amount, and whether it holds the tax."""
    taxed = tax_words(tax)
    if not money or not taxed:
        return money or taxed
    return translate("{money}, {tax}").format(money=money, tax=taxed)


def tax_words(tax: TaxBasis | None) -> str:
    """Whether amounts hold the tax; empty where nobody says."""
    if tax is None:
        return ""
    included = tax is TaxBasis.INCLUDED
    return translate("tax included") if included else translate("tax excluded")


def _english_unit(unit: Unit, currency: str | None) -> str:
    return " ".join(part for part in (currency, unit.word) if part)


def _chinese_unit(unit: Unit, currency: str | None) -> str:
    if currency is None:
        return unit.word
    name = currency_name(currency)
    if currency == HOME:
        return f"{name} {unit.word}元"
    return f"{unit.word} {name}".strip() if name == currency else f"{unit.word}{name}"


@lru_cache
def currency_name(currency: str) -> str:
    """The Chinese name of a currency, its code where it has none."""
    from babel.numbers import get_currency_name

    return get_currency_name(currency, locale="zh")
