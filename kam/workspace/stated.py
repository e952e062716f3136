"""What versions of files say that trails are made of: a close date, an amount, older names."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from kam.domain.fields import Form
from kam.store.plain import NotPlain, plain_data
from kam.store.stated import stated_facts
from kam.store.text import ReadError

_WORDS = frozenset({b"close_date", b"amount", b"currency", b"tax", b"tax_rate"})
_THERE = frozenset({b"hold", b"outcome"})
_FORMERLY = "formerly"
_FORMS = {
    "amount": re.compile(Form.AMOUNT.pattern),
    "currency": re.compile(Form.CURRENCY.pattern),
    "tax": re.compile("included|excluded"),
    "tax_rate": re.compile(Form.PERCENT.pattern),
}


class Stated(NamedTuple):
    """Of an opportunity's file: the facts of `domain.trail.Stand`, and its older names."""

    close_date: str | None
    amount: str | None
    currency: str | None
    tax: str | None
    tax_rate: str | None
    rests: bool
    formerly: tuple[str, ...]


def read_stated(raw: bytes) -> Stated | None:
    """What a version of an opportunity's file says; None where kam would not count it."""
    facts = stated_facts(raw, _WORDS, _THERE, frozenset({_FORMERLY.encode()}))
    if facts is None or not _is_day(facts.get("close_date")):
        return None
    if any(key in facts and not _fits(form, facts[key]) for key, form in _FORMS.items()):
        return None
    return Stated(
        close_date=facts.get("close_date"),
        amount=facts.get("amount"),
        currency=facts.get("currency"),
        tax=facts.get("tax"),
        tax_rate=facts.get("tax_rate"),
        rests=bool(_THERE & {key.encode() for key in facts}),
        formerly=_names(facts),
    )


def former_names(raw: bytes) -> tuple[str, ...]:
    """The older names that a file states."""
    if _FORMERLY.encode() not in raw:
        return ()
    try:
        data = plain_data(raw)
    except (NotPlain, ReadError):
        return ()
    return _names(data) if isinstance(data, dict) else ()


def _names(facts: Mapping[str, Any]) -> tuple[str, ...]:
    names = facts.get(_FORMERLY)
    if not isinstance(names, list):
        return ()
    return tuple(name for name in names if isinstance(name, str))


def _is_day(text: Any) -> bool:
    """Whether it is a day, or nothing is."""
    if text is None:
        return True
    if not _fits(_DATE, text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


_DATE = re.compile(Form.DATE.pattern)


def _fits(form: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and form.fullmatch(value) is not None
