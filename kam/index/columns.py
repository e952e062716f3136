"""Deals <-> bytes, a column a fact: fifty thousand of them have to be there in a tenth of a second.

A column whose values repeat is a list of them and a byte a row; the others are a list a row. What
hangs on other accounts, `group` and `superseded`, is not kept.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import repeat
from typing import Any, NamedTuple

from kam.domain.deal import Booking, Deal, Rival, Share
from kam.domain.states import Category, Kind, State

_MOST = 256
"""How many values a byte tells apart."""
_AS_LINES = "="
"""Bookings that are the lines of the amount, all on the day of closing."""
_ONE_LINE = "="
"""Begins the name of the single line that the whole amount is in."""


class _Fact(NamedTuple):
    """How a fact of a deal is written, and how it is read where it is not None."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


def _write_shares(shares: Iterable[Share]) -> str:
    return ";".join(f"{one.owner} {one.percent} {int(one.overlay)}" for one in shares)


def _read_shares(text: str) -> tuple[Share, ...]:
    parted = [one.split() for one in text.split(";") if one]
    return tuple(Share(owner, Decimal(share), overlay == "1") for owner, share, overlay in parted)


def _write_rivals(rivals: Sequence[Rival]) -> str:
    if not rivals:
        return ""
    return json.dumps([[name, None if price is None else str(price)] for name, price in rivals])


def _read_rivals(text: str) -> tuple[Rival, ...]:
    if not text:
        return ()
    return tuple(
        Rival(name, None if price is None else Decimal(price)) for name, price in json.loads(text)
    )


_TEXT, _DAY, _NUMBER = (
    _Fact(_same, _same),
    _Fact(str, date.fromisoformat),
    _Fact(str, Decimal),
)
_FACTS: dict[str, _Fact] = {
    **dict.fromkeys(Deal._fields, _TEXT),
    **dict.fromkeys(("close_date", "closed_on", "began", "entered", "held_since"), _DAY),
    **dict.fromkeys(
        ("probability", "stated", "amount", "weighted", "ordered", "override"), _NUMBER
    ),
    "kind": _Fact(str, Kind),
    "state": _Fact(str, State),
    "category": _Fact(str, Category),
    "rivals": _Fact(_write_rivals, _read_rivals),
    "formerly": _Fact(" ".join, lambda ids: tuple(ids.split())),
    "splits": _Fact(_write_shares, _read_shares),
}
_ROW: Callable[[Iterable[Any]], Deal] = partial(tuple.__new__, Deal)
"""As `Deal._make`, without a call of Python for each row."""
_NESTED = ("lines", "bookings", "unbooked")
_LEFT_OUT = frozenset({*_NESTED, "group", "superseded"})
_PLAIN = tuple(name for name in Deal._fields if name not in _LEFT_OUT)


def pack_deals(deals: Sequence[Deal]) -> tuple[list[Any], bytes]:
    """The columns of deals: a list for JSON, and the codes of rows, column after column."""
    written = _written(deals)
    header: list[Any] = []
    codes: list[bytes] = []
    for column in written:
        values = list(dict.fromkeys(column))
        if len(values) > min(_MOST, 1 + len(column) * 3 // 4):
            header.append([column, None])
            continue
        places = {value: place for place, value in enumerate(values)}
        header.append([None, values])
        codes.append(bytes(places[value] for value in column))
    return header, b"".join(codes)


def rows_of(deals: Sequence[Deal]) -> list[list[Any]]:
    """The same facts of deals, a list for JSON a row: for few of them that are read with others."""
    return list(map(list, zip(*_written(deals), strict=True)))


def deals_of(rows: Iterable[Sequence[Any]]) -> list[Deal]:
    """The deals whose rows `rows_of` gave."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    if not columns:
        return []
    return unpack_deals([(column, None) for column in columns], b"", len(columns[0]))


def unpack_deals(header: Sequence[Any], codes: memoryview | bytes, count: int) -> list[Deal]:
    """The deals that `pack_deals` packed, each its own group, none superseded."""
    columns: dict[str, Iterable[Any]] = {}
    place = 0
    for name, (column, values) in zip((*_PLAIN, *_NESTED), header, strict=True):
        read = _FACTS[name].read
        if column is not None:
            columns[name] = _read(read, column)
            continue
        known = list(_read(read, values))
        own = codes[place : place + count]
        place += count
        alike = len(known) == 1
        columns[name] = repeat(known[0], count) if alike else map(known.__getitem__, own)
    for name in ("amount", "closed_on"):  # they are looked at twice
        columns[name] = list(columns[name])
    lines = columns["lines"] = list(map(_read_lines, columns["lines"], columns["amount"]))
    columns["bookings"] = map(_read_bookings, columns["bookings"], lines, columns["closed_on"])
    columns["unbooked"] = map(_read_unbooked, columns["unbooked"])
    columns["account"] = columns["group"] = list(columns["account"])
    columns["superseded"] = [False] * count
    rows = zip(*(columns[name] for name in Deal._fields), strict=True)
    return list(map(_ROW, rows))


def _written(deals: Sequence[Deal]) -> list[list[Any]]:
    """The columns, as JSON can hold their values."""
    return [
        *(_write(name, deals) for name in _PLAIN),
        [_write_lines(deal) for deal in deals],
        [_write_bookings(deal) for deal in deals],
        [json.dumps(_plain(deal.unbooked)) if deal.unbooked else None for deal in deals],
    ]


def _read(read: Callable[[Any], Any], column: Sequence[Any]) -> Iterable[Any]:
    if read is _same:
        return column
    if None in column:
        return [None if value is None else read(value) for value in column]
    return map(read, column)


def _write(name: str, deals: Iterable[Deal]) -> list[Any]:
    write = _FACTS[name].write
    values = [getattr(deal, name) for deal in deals]
    if write is _same:
        return values
    return [None if value is None else write(value) for value in values]


def _write_lines(deal: Deal) -> str | None:
    if not deal.lines:
        return None
    [(line, amount), *more] = deal.lines
    if not more and str(amount) == str(deal.amount):
        return f"{_ONE_LINE}{line}"
    return json.dumps(_plain(deal.lines))


def _read_lines(text: str | None, amount: Decimal | None) -> tuple[tuple[str, Decimal], ...]:
    if text is None:
        return ()
    if text.startswith(_ONE_LINE) and amount is not None:
        return ((text[1:], amount),)
    return tuple((line, Decimal(part)) for line, part in json.loads(text))


def _write_bookings(deal: Deal) -> str | None:
    if not deal.bookings:
        return None
    if deal.bookings == _of_lines(deal.lines, deal.closed_on):
        return _AS_LINES
    return json.dumps(_plain(deal.bookings))


def _read_bookings(
    text: str | None, lines: tuple[tuple[str, Decimal], ...], closed_on: date | None
) -> tuple[Booking, ...]:
    if text is None:
        return ()
    return _of_lines(lines, closed_on) if text == _AS_LINES else _read_unbooked(text)


def _of_lines(
    lines: tuple[tuple[str, Decimal], ...], closed_on: date | None
) -> tuple[Booking, ...]:
    if closed_on is None:
        return ()
    return tuple([Booking(closed_on, amount, line) for line, amount in lines])


def _read_unbooked(text: str | None) -> tuple[Booking, ...]:
    if text is None:
        return ()
    return tuple(
        Booking(date.fromisoformat(day), Decimal(amount), line)
        for day, amount, line in json.loads(text)
    )


def _plain(entries: Iterable[Iterable[Any]]) -> list[list[str]]:
    return [[str(part) for part in entry] for entry in entries]
