"""Dates, periods and amounts as people type them, in both languages (SPEC.md 2)."""

import re
from datetime import date, timedelta
from decimal import Decimal

from kam.domain.fields import FIRST_YEAR, LAST_YEAR, Form
from kam.domain.periods import Period
from kam.errors import UsageError
from kam.i18n import mark

_DAYS = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "今天": 0,
    "昨天": -1,
    "前天": -2,
    "明天": 1,
    "后天": 2,
}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HAN_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
_OFFSET = re.compile(r"([+-])([0-9]{1,4})([dwmy天周月年])")
_UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"} | {
    "天": "days",
    "周": "weeks",
    "月": "months",
    "年": "years",
}
_HAN_WEEK = re.compile(r"(上|本|这|下)?(?:周|星期|礼拜)([一二三四五六日天])")
_WEEK_SHIFT = {"上": -1, "本": 0, "这": 0, "下": 1}
_AMOUNT = re.compile(r"(-?[0-9][0-9,]*(?:\.[0-9]+)?)\s*(k|m|b|千|万|百万|千万|亿)?", re.IGNORECASE)
_FACTORS = {
    "": 1,
    "k": 10**3,
    "m": 10**6,
    "b": 10**9,
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
}
WEEK = 7


def day_of(text: str, today: date) -> date:
    """The day that `text` means: ISO, a word or an offset in either language.

    Raises:
        UsageError: It is none of them.
    """
    return _day_of(
        text, today, mark("2026-11-20, today, +2w, next monday, month-end; 下周三, 月底")
    )


def _day_of(text: str, today: date, hint: str) -> date:
    word = text.strip().lower()
    if re.fullmatch(Form.DATE.pattern, word):
        try:
            return date.fromisoformat(word)
        except ValueError:
            raise UsageError(mark('there is no day "{text}"'), text=text) from None
    if word in _DAYS:
        return today + timedelta(days=_DAYS[word])
    found = _shifted(word, today) or _weekday(word, today) or _edge(word, today)
    if found is None:
        raise UsageError(
            mark('"{text}" is not a date'),
            hint=hint,
            text=text,
        )
    return found


def period_of(text: str, year_start: int) -> Period:
    """The period that `text` names: `2027`, `2027Q1` or `2027-03`.

    Raises:
        UsageError: It is none of them.
    """
    if not re.fullmatch(Form.PERIOD.pattern, text) or not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        raise UsageError(
            mark('"{text}" is not a period'), hint=mark("2027Q1, 2027-03 or 2027"), text=text
        )
    return Period.parse(text, year_start)


def days_of(text: str, today: date, year_start: int) -> tuple[date, date]:
    """The first and the last day of the period, or the day, that `text` names.

    Raises:
        UsageError: It is neither.
    """
    if re.fullmatch(Form.PERIOD.pattern, text):
        period = period_of(text, year_start)
        return period.first_day, period.last_day
    day = _day_of(
        text, today, mark("a period (2026Q1, 2026-03, 2026) or a day (2026-11-20, today)")
    )
    return day, day


def _shifted(word: str, today: date) -> date | None:
    if not (found := _OFFSET.fullmatch(word)):
        return None
    from dateutil.relativedelta import relativedelta

    count = int(found[2]) * (1 if found[1] == "+" else -1)
    try:
        return today + relativedelta(**{_UNITS[found[3]]: count})  # type: ignore[arg-type]
    except (OverflowError, ValueError):
        return None


def _weekday(word: str, today: date) -> date | None:
    monday = today - timedelta(days=today.weekday())
    if found := _HAN_WEEK.fullmatch(word):
        shift = _WEEK_SHIFT[found[1] or "本"]
        return monday + timedelta(days=WEEK * shift + _HAN_WEEKDAYS[found[2]])
    name = word.removeprefix("next ")
    matches = [index for index, full in enumerate(_WEEKDAYS) if name in {full, full[:3]}]
    if not matches:
        return None
    ahead = (matches[0] - today.weekday() - 1) % WEEK + 1
    if word.startswith("next "):
        return monday + timedelta(days=WEEK + matches[0])
    return today + timedelta(days=ahead)


def _edge(word: str, today: date) -> date | None:
    from dateutil.relativedelta import relativedelta

    month_end = today.replace(day=1) + relativedelta(months=1, days=-1)
    quarter_end = today.replace(day=1) + relativedelta(months=3 - (today.month - 1) % 3, days=-1)
    edges = {
        "month-end": month_end,
        "月底": month_end,
        "quarter-end": quarter_end,
        "季末": quarter_end,
        "year-end": date(today.year, 12, 31),
        "年底": date(today.year, 12, 31),
        "next week": today + timedelta(days=WEEK),
        "下周": today + timedelta(days=WEEK),
        "next month": today + relativedelta(months=1),
        "下个月": today + relativedelta(months=1),
        "下月": today + relativedelta(months=1),
    }
    return edges.get(word)


def amount_of(text: str) -> Decimal:
    """The amount that `text` means: plain, with thousands commas, `3.2M`, `320万`, `1.2亿`.

    Raises:
        UsageError: It is none of them, or finer than a cent.
    """
    found = _AMOUNT.fullmatch(text.strip().replace("，", ","))
    number = found[1] if found else ""
    if found and "," in number and not re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", number):
        found = None
    if found:
        value = Decimal(number.replace(",", "")) * _FACTORS[(found[2] or "").lower()]
        plain = format(value.normalize(), "f")
        if re.fullmatch(Form.AMOUNT.pattern, plain):
            return Decimal(plain)
    raise UsageError(
        mark('"{text}" is not an amount'), hint=mark("320000, 3.2M, 320万 or 1.2亿"), text=text
    )


def ratio_of(text: str) -> Decimal:
    """The ratio below 1 that `text` means: `0.2` or `20%`.

    Raises:
        UsageError: It is none.
    """
    word = text.strip().replace("％", "%")
    found = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,4})?)\s*(%)?", word)
    value = Decimal(found[1]) / (100 if found[2] else 1) if found else None
    if value is None or value >= 1:
        raise UsageError(
            mark('"{text}" is not a ratio'),
            hint=mark("from 0 to less than 1, or a percentage: 0.2, 20%"),
            text=text,
        )
    return value
