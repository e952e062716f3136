from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.domain.settings import TaxBasis
from kam.i18n import set_language
from kam.render.figures import amount, chance, money, rounded, short_amount
from kam.render.units import choose_unit, money_heading

AMOUNTS = st.decimals(-(10**15), 10**15, places=2)


def heading(largest: str, currency: str | None = "CNY", tax: TaxBasis | None = None) -> str:
    return money_heading(choose_unit([Decimal(largest)]), currency, tax)


@pytest.mark.parametrize(
    ("largest", "english", "chinese"),
    [
        ("99999", "CNY", "人民币 元"),
        ("100000", "CNY", "人民币 万元"),
        ("999999.99", "CNY", "人民币 万元"),
        ("1000000", "CNY thousand", "人民币 万元"),
        ("-1000000", "CNY thousand", "人民币 万元"),
        ("100000000", "CNY million", "人民币 万元"),
        ("1000000000", "CNY million", "人民币 亿元"),
    ],
)
def test_the_unit_follows_the_largest_figure(largest: str, english: str, chinese: str) -> None:
    assert heading(largest) == english
    set_language("zh")
    assert heading(largest) == chinese


def test_the_heading_says_whether_tax_is_included() -> None:
    assert heading("5000000", tax=TaxBasis.INCLUDED) == "CNY thousand, tax included"
    assert heading("5", tax=TaxBasis.EXCLUDED) == "CNY, tax excluded"
    set_language("zh")
    assert heading("5000000", tax=TaxBasis.INCLUDED) == "人民币 万元，含税"


def test_a_foreign_currency_has_its_unit_before_its_chinese_name() -> None:
    set_language("zh")
    assert heading("5000000", "USD") == "万美元"
    assert heading("5", "EUR") == "欧元"
    assert heading("5000000", "QQQ") == "万 QQQ"


def test_where_no_currency_is_stated_none_is_shown() -> None:
    assert heading("5000000", None) == "thousand"
    assert heading("5", None, TaxBasis.INCLUDED) == "tax included"
    assert not heading("5", None)


def test_cents_are_kept_where_no_unit_hides_them() -> None:
    figures = [Decimal("1200.50"), Decimal(900)]
    unit = choose_unit(figures)
    assert [amount(figure, unit) for figure in figures] == ["1,200.50", "900.00"]
    assert amount(Decimal(900), choose_unit([Decimal(900)])) == "900"


def test_nothing_is_a_dash_and_a_little_is_not_nothing() -> None:
    unit = choose_unit([Decimal(5_000_000)])
    assert amount(None, unit) == amount(Decimal(0), unit) == "–"
    assert amount(Decimal(300), unit) == "<1"
    assert amount(Decimal(-300), unit) == "-<1"
    set_language("zh")
    assert amount(Decimal(300), choose_unit([Decimal(5_000_000)])) == "<0.1"


@given(value=AMOUNTS, largest=AMOUNTS, language=st.sampled_from(["en", "zh"]))
def test_a_figure_is_shown_as_zero_only_if_it_is_zero(
    value: Decimal, largest: Decimal, language: str
) -> None:
    set_language(language)
    shown = amount(value, choose_unit([value, largest]))
    assert (shown == "–") == (value == 0)
    assert any(digit in shown for digit in "123456789") == (value != 0)


@given(value=AMOUNTS, language=st.sampled_from(["en", "zh"]))
def test_the_largest_figure_of_a_table_stays_readable(value: Decimal, language: str) -> None:
    set_language(language)
    unit = choose_unit([value])
    digits = amount(value, unit).strip("-<–").split(".")[0].replace(",", "")
    assert len(digits) <= max(7, len(str(int(abs(value)))) - 5)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("probability", "shown"),
    [
        (None, "–"),
        ("0.00", "0 %"),
        ("0.01", "< 1 %"),
        ("0.49", "< 1 %"),
        ("0.5", "1 %"),
        ("99.49", "99 %"),
        ("99.50", "> 99 %"),
        ("99.99", "> 99 %"),
        ("100", "100 %"),
    ],
)
def test_only_what_is_certain_is_shown_as_certain(
    language: str, probability: str | None, shown: str
) -> None:
    set_language(language)
    assert chance(None if probability is None else Decimal(probability)) == shown


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        ("640000", "+0.64 M", "+64万"),
        ("-3200000", "-3.2 M", "-320万"),
        ("6400", "+6.4 K", "+6,400"),
        ("250000000", "+250 M", "+2.5亿"),
        ("12.5", "+12.5", "+12.5"),
        ("0", "+0", "+0"),
    ],
)
def test_one_amount_in_a_sentence_has_its_own_unit(value: str, english: str, chinese: str) -> None:
    assert short_amount(Decimal(value), signed=True) == english
    set_language("zh")
    assert short_amount(Decimal(value), signed=True) == chinese


def test_an_amount_in_full_has_its_currency() -> None:
    assert money(Decimal("3200000.00"), "CNY") == "CNY 3,200,000"
    assert money(Decimal("0.50"), None) == "0.5"
    set_language("zh")
    assert money(Decimal(3200000), "CNY") == "人民币 3,200,000元"
    assert money(Decimal(3200000), "USD") == "3,200,000 美元"


def test_half_is_rounded_up() -> None:
    assert rounded(Decimal("0.05"), 1) == "0.1"
    assert rounded(Decimal("2.45"), 1) == "2.5"
