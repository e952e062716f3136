"""JSON of the reports: stable keys, exact amounts, one object (SPEC.md 4).

Amounts stay decimals up to the text, so that fifteen digits and two decimals come out exactly; a
float would lose the last ones. Rows stand one a line, so that two runs can be compared.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from kam.render.keys import RATIOS

if TYPE_CHECKING:
    from kam.domain.finding import Finding

Json = Any
"""`None`, `bool`, `int`, `str`, `Decimal`, `date`, an `Enum` of text, a mapping or a sequence."""
Parts = dict[str, Json]
"""What one report adds to the envelope: `rows`, `totals`, and keys of its own behind them."""
_RATIO = Decimal("0.0001")
_HIDDEN = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""What a terminal would obey or nobody would see, written as escapes that mean the same text."""


def envelope(  # noqa: PLR0913 - the common keys
    report: str,
    as_of: date,
    currency: str | None,
    parts: Mapping[str, Json],
    findings: "Sequence[Finding]" = (),
    *,
    revision: str | None = None,
) -> dict[str, Json]:
    """The whole object of a report; findings that take a file out of it stand in `skipped`."""
    return {
        "report": report,
        "as_of": as_of,
        "revision": revision,
        "currency": currency,
        "rows": [],
        "totals": {},
        **parts,
        "skipped": [finding_json(finding) for finding in findings if finding.skips],
        "warnings": [finding_json(finding) for finding in findings if not finding.skips],
    }


def finding_json(finding: "Finding") -> dict[str, Json]:
    """A finding as `skipped` and `warnings` list it."""
    from kam.render.messages import render_message

    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "code": finding.code,
        "message": render_message(finding)[0],
    }


def row_json(keys: Iterable[str], row: object, **given: Json) -> dict[str, Json]:
    """The facts of a row under their keys, from its attributes where they are not given.

    `with` is the attribute `with_`, a word of Python; ratios are rounded to four decimals.
    """
    return {key: given[key] if key in given else _fact(key, row) for key in keys}


def _fact(key: str, row: object) -> Json:
    value = getattr(row, key) if hasattr(row, key) else getattr(row, f"{key}_")
    if key in RATIOS and value is not None:
        return value.quantize(_RATIO, rounding=ROUND_HALF_UP)
    return value


def dump_json(value: Json) -> str:
    """The text of an object, ended by a line feed: two spaces deep, below that one line each.

    Raises:
        ValueError: A decimal is not finite.
        TypeError: A value has no form in JSON.
    """
    return "".join(_open(value, 0, deep=2)) + "\n"


def _open(value: Json, indent: int, deep: int) -> Iterator[str]:
    """Write a filled mapping or sequence over several lines, `deep` levels of them."""
    is_mapping = isinstance(value, Mapping)
    if deep == 0 or not value or not (is_mapping or isinstance(value, (list, tuple))):
        yield dump_line(value)
        return
    inner = " " * (indent + 2)
    start, end = "{}" if is_mapping else "[]"
    yield start
    items = value.items() if is_mapping else ((None, item) for item in value)
    for number, (key, item) in enumerate(items):
        yield (",\n" if number else "\n") + inner
        yield f"{_string(key)}: " if is_mapping else ""
        rows = isinstance(item, (list, tuple))
        yield from _open(item, indent + 2, deep - 1 if rows or not is_mapping else 0)
    yield f"\n{' ' * indent}{end}"


def dump_line(value: Json) -> str:
    """The text of a value on one line."""
    if isinstance(value, Mapping):
        pairs = (f"{_string(str(key))}: {dump_line(item)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(dump_line(item) for item in value) + "]"
    return _scalar(value.value if isinstance(value, Enum) else value)


def _scalar(value: Json) -> str:
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    raise TypeError(f"no JSON for {type(value).__name__}")


def number(value: Decimal) -> str:
    """A decimal in full, without an exponent and without zeros behind the point.

    Raises:
        ValueError: It is not finite.
    """
    if not value.is_finite():
        raise ValueError(f"no JSON for {value}")
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _string(text: str) -> str:
    return _HIDDEN.sub(_escaped, encode_basestring(text))


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code <= 0xFFFF:  # noqa: PLR2004 - the last code point that one escape can name
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
