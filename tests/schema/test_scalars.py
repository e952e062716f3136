"""The text of one value -> what it means, or why it is refused (SPEC.md 1, TRUST.md 2)."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.domain.fields import (
    Amount,
    Bounds,
    Currency,
    Day,
    Form,
    Id,
    Month,
    OpenPercent,
    Percent,
    PeriodText,
    Person,
    Rate,
    Reference,
    Score,
    Word,
    Year,
)
from kam.domain.states import Kind
from kam.schema.load import check

GOOD: list[tuple[Any, str, object]] = [
    (str, "NO", "NO"),
    (str, "12:30", "12:30"),
    (str, "0123", "0123"),
    (str, "~x", "~x"),
    (str, "", ""),
    (Amount, "100", Decimal(100)),
    (Amount, "-100.25", Decimal("-100.25")),
    (Amount, "0.5", Decimal("0.5")),
    (Amount, "0123", Decimal(123)),
    (Amount, "999999999999999.99", Decimal("999999999999999.99")),
    (Rate, "7.1234567891", Decimal("7.1234567891")),
    (Percent, "0", Decimal(0)),
    (Percent, "100", Decimal(100)),
    (OpenPercent, "0.01", Decimal("0.01")),
    (OpenPercent, "99.99", Decimal("99.99")),
    (Day, "2026-11-20", date(2026, 11, 20)),
    (Day, "2028-02-29", date(2028, 2, 29)),
    (PeriodText, "2027", "2027"),
    (PeriodText, "2027Q4", "2027Q4"),
    (PeriodText, "2027-12", "2027-12"),
    (Score, "0", 0),
    (Score, "5", 5),
    (Year, "2026", 2026),
    (Month, "12", 12),
    (bool, "true", True),
    (bool, "false", False),
    (Id, "mes-upgrade", "mes-upgrade"),
    (Id, "4th-line", "4th-line"),
    (Id, "a" * 64, "a" * 64),
    (Person, "li.wei", "li.wei"),
    (Reference, "acme/mes-upgrade", "acme/mes-upgrade"),
    (Reference, "wang-fang", "wang-fang"),
    (Currency, "CNY", "CNY"),
    (Kind, "framework", Kind.FRAMEWORK),
]
BAD: list[tuple[Any, str, str]] = [
    *((Amount, text, "amount") for text in (
        "", "1_000", "１２００", "1,200", "12k", "1e3", ".5", "5.", "+5", "12.345", "0x1F", "0o17",
        "12:30", ".nan", ".inf", "-.inf", "NaN", "Infinity", "1" * 16, "9" * 41, " 5", "5\n", "٣",
    ) if text),
    *((Day, text, "date") for text in (
        "20261120", "2026-1-2", "2026/11/20", "20.11.2026", "２０２６-11-20", "2026-11-20T10:00:00",
        "2026-W01-1", "2026-325", "tomorrow", "2026-11-20 ", "11-20",
    )),
    *((Day, text, "no-such-day") for text in (
        "2026-02-30", "2026-13-01", "2027-02-29", "0000-01-01",
    )),
    *((Day, text, "far-date") for text in ("1899-12-31", "2200-01-01", "0206-10-01")),
    *((PeriodText, text, "period") for text in (
        "2027Q5", "2027Q0", "2027-13", "27Q1", "2027q1", "1827",
    )),
    *((Percent, text, "percent") for text in ("60 %", "60%", "0.605", "-1")),
    *((Percent, text, "bounds") for text in ("101", "100.01", "999")),
    *((OpenPercent, text, "bounds") for text in ("0", "0.00", "100", "100.00")),
    *((Score, text, "bounds") for text in ("6", "-1")),
    *((Score, text, "whole") for text in ("1.0", "five", "1_0")),
    (Rate, "0", "bounds"),
    (Rate, "-7", "rate"),
    (Rate, "7,12", "rate"),
    *((bool, text, "flag") for text in ("yes", "no", "on", "True", "TRUE", "1", "y")),
    *((Id, text, "id") for text in (
        "MES", "mes upgrade", "mes_upgrade", "-mes", "2026", "con", "no", "null", "com1", "li.wei",
        "é", "0x1f", "12e-3", "a" * 65, "mes/upgrade", "..",
    )),
    *((Person, text, "person") for text in ("Li Wei", "李伟", "12.5", "nul", "con.x", "/li")),
    *((Reference, text, "reference") for text in ("a/b/c", "/a", "a/", "../a", "A/b")),
    *((Currency, text, "currency") for text in ("cny", "RMB ", "¥", "CNYX")),
    (Kind, "Framework", "choice"),
    (Kind, "", "choice"),
]  # fmt: skip


@pytest.mark.parametrize(("annotation", "text", "value"), GOOD)
def test_a_text_is_typed_by_its_field(annotation: Any, text: str, value: object) -> None:
    checked = check(annotation, text)
    assert (checked.value, checked.problems) == (value, ())
    assert type(checked.value) is type(value)


@pytest.mark.parametrize(("annotation", "text", "kind"), BAD)
def test_what_a_field_does_not_take_is_refused_by_its_form(
    annotation: Any, text: str, kind: str
) -> None:
    checked = check(annotation, text)
    (problem,) = checked.problems
    assert (checked.value, problem.kind, problem.tolerated) == (None, kind, False)
    assert problem.params["value"] == text


@pytest.mark.parametrize("annotation", [str, Amount, Day, bool, Id, Kind])
@pytest.mark.parametrize(
    ("data", "kind"),
    [(None, "absent"), ([], "not-scalar"), ({}, "not-scalar"), (["5"], "not-scalar")],
)
def test_what_is_no_text_is_no_value(annotation: Any, data: object, kind: str) -> None:
    assert [one.kind for one in check(annotation, data).problems] == [kind]


@pytest.mark.parametrize("annotation", [Amount, Day, bool, Id])
def test_an_empty_text_in_quotes_is_no_figure(annotation: Any) -> None:
    assert check(annotation, "").problems


def test_a_word_has_to_be_in_its_vocabulary() -> None:
    attitude = Annotated[str, Word("attitude")]
    words = {"attitude": ("mentor", "supporter", "neutral")}
    assert check(attitude, "mentor", words).value == "mentor"
    (problem,) = check(attitude, "suporter", words).problems
    assert (problem.kind, problem.params) == (
        "choice",
        {"value": "suporter", "options": "mentor, supporter, neutral", "guess": "supporter"},
    )
    assert check(attitude, "xyz", words).problems[0].params["guess"] == ""
    assert check(attitude, "anything").value == "anything"
    assert check(attitude, "anything", {"role": ("user",)}).value == "anything"


def test_bounds_name_both_ends() -> None:
    (problem,) = check(Annotated[int, Form.WHOLE, Bounds(1, 8)], "9").problems
    assert problem.params == {"value": "9", "low": "1", "high": "8"}


@given(st.integers(-(10**17) + 1, 10**17 - 1))
def test_every_amount_of_cents_comes_back_exactly(cents: int) -> None:
    amount = Decimal(cents).scaleb(-2)
    assert check(Amount, f"{amount:f}").value == amount


@given(st.text())
def test_no_text_at_all_is_more_than_refused(text: str) -> None:
    for annotation in (Amount, Rate, Percent, Day, PeriodText, Score, bool, Id, Person, Reference):
        checked = check(annotation, text)
        assert (checked.value is None) == bool(checked.problems)


@given(st.decimals(allow_nan=True, allow_infinity=True).map(str))
def test_only_plain_decimals_are_amounts(text: str) -> None:
    value = check(Amount, text).value
    assert value is None or (value.is_finite() and f"{value:f}" == text)
