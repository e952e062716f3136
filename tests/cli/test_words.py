"""Dates and amounts as people type them, in both languages."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.cli.words import amount_of, day_of
from kam.errors import UsageError
from tests.conftest import MakeBook, RunKam

SATURDAY = "2026-11-21"
DAYS = [
    # today, what is typed, what is meant
    (SATURDAY, "2027-03-31", "2027-03-31"),
    (SATURDAY, "today", "2026-11-21"),
    (SATURDAY, "Today", "2026-11-21"),
    (SATURDAY, " yesterday ", "2026-11-20"),
    (SATURDAY, "tomorrow", "2026-11-22"),
    (SATURDAY, "今天", "2026-11-21"),
    (SATURDAY, "昨天", "2026-11-20"),
    (SATURDAY, "前天", "2026-11-19"),
    (SATURDAY, "明天", "2026-11-22"),
    (SATURDAY, "后天", "2026-11-23"),
    (SATURDAY, "+3d", "2026-11-24"),
    (SATURDAY, "-3d", "2026-11-18"),
    (SATURDAY, "+2w", "2026-12-05"),
    (SATURDAY, "+1m", "2026-12-21"),
    (SATURDAY, "+1y", "2027-11-21"),
    (SATURDAY, "+3天", "2026-11-24"),
    (SATURDAY, "-1周", "2026-11-14"),
    (SATURDAY, "+2月", "2027-01-21"),
    (SATURDAY, "-1年", "2025-11-21"),
    (SATURDAY, "+0d", "2026-11-21"),
    ("2026-12-31", "+1d", "2027-01-01"),
    ("2026-12-31", "tomorrow", "2027-01-01"),
    ("2026-01-31", "+1m", "2026-02-28"),
    ("2028-01-31", "+1m", "2028-02-29"),
    ("2026-03-31", "-1m", "2026-02-28"),
    ("2026-05-31", "+1m", "2026-06-30"),
    ("2026-08-31", "+6m", "2027-02-28"),
    ("2028-02-29", "+1y", "2029-02-28"),
    ("2028-02-29", "+4y", "2032-02-29"),
    ("2028-02-28", "+1d", "2028-02-29"),
    ("2028-02-28", "tomorrow", "2028-02-29"),
    ("2027-02-28", "tomorrow", "2027-03-01"),
    ("2028-03-01", "昨天", "2028-02-29"),
    (SATURDAY, "monday", "2026-11-23"),
    (SATURDAY, "sat", "2026-11-28"),
    (SATURDAY, "Sunday", "2026-11-22"),
    (SATURDAY, "next monday", "2026-11-23"),
    (SATURDAY, "next saturday", "2026-11-28"),
    ("2026-11-18", "wednesday", "2026-11-25"),
    ("2026-11-18", "fri", "2026-11-20"),
    ("2026-11-18", "next friday", "2026-11-27"),
    (SATURDAY, "周三", "2026-11-18"),
    (SATURDAY, "本周三", "2026-11-18"),
    (SATURDAY, "这周日", "2026-11-22"),
    (SATURDAY, "下周三", "2026-11-25"),
    (SATURDAY, "上周五", "2026-11-13"),
    (SATURDAY, "下星期天", "2026-11-29"),
    (SATURDAY, "礼拜一", "2026-11-16"),
    ("2026-12-30", "下周一", "2027-01-04"),
    (SATURDAY, "month-end", "2026-11-30"),
    (SATURDAY, "月底", "2026-11-30"),
    ("2026-02-28", "月底", "2026-02-28"),
    ("2028-02-01", "month-end", "2028-02-29"),
    ("2026-12-31", "month-end", "2026-12-31"),
    (SATURDAY, "quarter-end", "2026-12-31"),
    ("2026-01-01", "季末", "2026-03-31"),
    ("2026-04-30", "季末", "2026-06-30"),
    ("2026-09-30", "quarter-end", "2026-09-30"),
    (SATURDAY, "year-end", "2026-12-31"),
    (SATURDAY, "年底", "2026-12-31"),
    (SATURDAY, "next week", "2026-11-28"),
    (SATURDAY, "下周", "2026-11-28"),
    (SATURDAY, "next month", "2026-12-21"),
    ("2026-01-31", "下个月", "2026-02-28"),
    ("2026-12-15", "下月", "2027-01-15"),
]
NO_DAYS = (
    "", " ", "soon", "2026-13-01", "2026-02-30", "2026-2-3", "20261120", "26-11-20", "20/11/2026",
    "２０２６-11-20", "2026-11-20T10:00", "+2", "2w", "+2 w", "+w", "+99999d", "+9999y", "-9999y",
    "周八", "下下周三", "next", "next moon", "mond", "下", "1.5d", "+２w", "--", "now",
)  # fmt: skip
AMOUNTS = [
    ("0", "0"),
    ("5", "5"),
    ("-5", "-5"),
    ("320000", "320000"),
    ("320000.50", "320000.5"),
    ("0.01", "0.01"),
    ("1,200,000", "1200000"),
    ("1,200", "1200"),
    ("-1,200.25", "-1200.25"),
    ("1，200，000", "1200000"),
    ("3.2M", "3200000"),
    ("3.2m", "3200000"),
    ("3.2 M", "3200000"),
    ("12k", "12000"),
    ("1.5K", "1500"),
    ("2b", "2000000000"),
    ("320万", "3200000"),
    ("320 万", "3200000"),
    ("3.2万", "32000"),
    ("0.0001万", "1"),
    ("1.2亿", "120000000"),
    ("3百万", "3000000"),
    ("2千万", "20000000"),
    ("5千", "5000"),
    (" 7 ", "7"),
    ("999999999999999", "999999999999999"),
    ("999999999999999.99", "999999999999999.99"),
]
NO_AMOUNTS = (
    "", " ", "lots", "1_000", "１２", "1,2,3", "12,00", "1,2000", ",100", "1e3", "1E3", "nan",
    "NaN", "Infinity", "inf",
    "0x10", "0o17", "12:30", "1.2.3", ".5", "5.", "+5", "--5", "3.2MM", "3.2X",
    "12.345", "0.001", "1.23456789k", "5 %", "CNY 5", "5 EUR", "¥5", "1000000000000000", "9" * 41,
    "99999999999亿", "万", "M", "1 000", "1'000", "五百万", "1.23456789",
)  # fmt: skip


@pytest.mark.parametrize(("today", "text", "meant"), DAYS)
def test_a_day_in_words(today: str, text: str, meant: str) -> None:
    assert day_of(text, date.fromisoformat(today)) == date.fromisoformat(meant)


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        day_of(text, date(2026, 11, 21))


@given(st.dates())
def test_an_iso_day_is_that_day_whatever_today_is(day: date) -> None:
    assert day_of(day.isoformat(), date(2026, 11, 21)) == day


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(0, 999), st.sampled_from("dw天周"))
def test_there_and_back_is_where_it_began(today: date, number: int, unit: str) -> None:
    there = day_of(f"+{number}{unit}", today)
    assert (there - today).days == number * (7 if unit in "w周" else 1)
    assert day_of(f"-{number}{unit}", there) == today


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_words_for_ends_name_the_last_day_of_what_today_lies_in(today: date) -> None:
    month, quarter, year = (day_of(f"{name}-end", today) for name in ("month", "quarter", "year"))
    assert today <= month <= quarter <= year
    assert (month.year, month.month) == (today.year, today.month)
    assert (quarter.month % 3, (quarter.month - today.month) < 3) == (0, True)
    assert (year.month, year.day) == (12, 31)
    for end in (month, quarter, year):
        assert day_of("tomorrow", end).day == 1
    assert [day_of(name, today) for name in ("月底", "季末", "年底")] == [month, quarter, year]


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(0, 6))
def test_a_weekday_lies_in_the_days_that_its_words_say(today: date, number: int) -> None:
    english = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    coming, following = day_of(english[number], today), day_of(f"next {english[number]}", today)
    this, after = (day_of(f"{word}周{'一二三四五六日'[number]}", today) for word in "本下")
    assert {day.weekday() for day in (coming, following, this, after)} == {number}
    assert 1 <= (coming - today).days <= 7
    assert following == after
    assert (after - this).days == 7
    assert this.isocalendar()[:2] == today.isocalendar()[:2]


@pytest.mark.parametrize(("text", "meant"), AMOUNTS)
def test_an_amount(text: str, meant: str) -> None:
    assert amount_of(text) == Decimal(meant)


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        amount_of(text)


@given(st.integers(-(10**17) + 1, 10**17 - 1))
def test_an_amount_is_read_as_it_is_written_with_and_without_commas(cents: int) -> None:
    amount = Decimal(cents).scaleb(-2)
    assert amount_of(f"{amount:f}") == amount_of(f"{amount:,f}") == amount


@pytest.fixture
def root(book: MakeBook) -> Path:
    return book(
        {
            "kam.yaml": "currency: CNY\n",
            "accounts/acme/account.yaml": "name: Acme\n",
            "accounts/acme/opportunities/mes.yaml": "name: MES\n",
        }
    )


def test_files_store_what_words_mean(kam: RunKam, root: Path) -> None:
    words = ("amount=320万", "close_date=下周三", "products+=agv", "products.agv.amount=1.2M")
    assert kam(root, "set", "acme/mes", *words).exit_code == 0
    text = (root / "accounts/acme/opportunities/mes.yaml").read_text(encoding="utf-8")
    for fact in ("amount: 3200000\n", "close_date: 2026-11-25\n", "{line: agv, amount: 1200000}"):
        assert fact in text


def test_every_option_for_a_day_takes_words(kam: RunKam, root: Path) -> None:
    done = [
        kam(root, "log", "acme", "called", "--date", "前天", "--next", "again", "--due", "+1w"),
        kam(root, "add-task", "acme", "visit", "--due", "月底"),
        kam(root, "add-order", "acme", "--amount", "1.2亿", "--date", "昨天", "--line", "agv"),
        kam(root, "hold", "acme/mes", "--because", "x", "--date", "yesterday", "--until", "年底"),
        kam(root, "relate", "acme", "--to", "establish", "--because", "x", "--date", "-1w"),
        kam(root, "add-opportunity", "acme", "Line 3", "--close", "next month", "--amount", "5k"),
    ]
    assert [result.exit_code for result in done] == [0] * 6, [one.output for one in done]
    rows = {
        kind: json.loads(kam(root, "list", kind, "--json").stdout)["rows"]
        for kind in ("activities", "tasks", "orders", "opportunities")
    }
    assert [row["date"] for row in rows["activities"]] == ["2026-11-19"]
    assert {row["due"] for row in rows["tasks"]} == {"2026-11-28", "2026-11-30"}
    assert [(row["date"], row["amount"]) for row in rows["orders"]] == [("2026-11-20", 120_000_000)]
    assert rows["opportunities"][0]["close_date"] == "2026-12-21"
    assert "since: 2026-11-20, until: 2026-12-31" in (
        root / "accounts/acme/opportunities/mes.yaml"
    ).read_text(encoding="utf-8")


def test_files_themselves_take_no_words(kam: RunKam, root: Path) -> None:
    """A word in a file would mean another day tomorrow."""
    path = root / "accounts/acme/opportunities/mes.yaml"
    for fact in ("close_date: tomorrow", "amount: 3.2M", "amount: 1,200"):
        path.write_text(f"name: MES\n{fact}\n", encoding="utf-8")
        assert kam(root, "pipeline").exit_code == 3
