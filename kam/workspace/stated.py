"""What versions of files say that trails are made of: a close date and older names."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from kam.domain.fields import Form
from kam.store.stated import stated_facts
from kam.store.text import ReadError

_WORDS = frozenset({b"close_date"})
_FORMERLY = "formerly"
_DATE = re.compile(Form.DATE.pattern)


class Stated(NamedTuple):
    """Of an opportunity's file: its close date in ISO form, and its older names."""

    close_date: str | None
    formerly: tuple[str, ...]


def read_stated(raw: bytes) -> Stated | None:
    """What a version of an opportunity's file says; None where kam would not count it."""
    facts = stated_facts(raw, _WORDS, frozenset({_FORMERLY.encode()}))
    if facts is None or not _is_day(facts.get("close_date")):
        return None
    return Stated(close_date=facts.get("close_date"), formerly=_names(facts))


def former_names(raw: bytes) -> tuple[str, ...]:
    """The older names that a file states."""
    if _FORMERLY.encode() not in raw:
        return ()
    from kam.store.plain import NotPlain, plain_data

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
    if not isinstance(text, str) or not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
