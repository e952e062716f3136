"""A scalar as text: plain where every reader of YAML takes it for what it is, else quoted."""

import re
from datetime import date, datetime
from typing import Any, Self

from kam.errors import UsageError
from kam.i18n import mark

Value = Any
"""`str` (`StrEnum` too), `bool`, `int`, `Decimal`, `date`, or mappings and sequences of them."""

_UNSEEN = (
    "\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
)
"""What an editor does not show or what turns the text around; not the joiners that scripts need."""
_HIDDEN = f"[{_UNSEEN}]"
_ESCAPED = f'[{_UNSEEN}"\\\\]'
"""These two, and that of numbers, are compiled when the first text needs them."""
_INDICATOR = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`]|\.\.\.")
_BREAKS_OFF = re.compile(r":(?=\s|$)|\s#")
_BREAKS_OFF_IN_FLOW = re.compile(r":(?=\s|$)|\s#|[,\[\]{}?]")
_YEAR = re.compile("[1-9][0-9]{3}")
_RETYPED = frozenset(("~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<"))
_NUMBER = (
    r"(?i)[-+]?\.?[0-9][0-9_,.:]*(e[-+]?[0-9]+)?"  # 12, 1_000, .5; 12:30 is base 60 in YAML 1.1
    r"|[-+]?0[box][0-9a-f_]+|[-+]?\.inf|\.nan"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t ]\s*[0-9].*)?"
)
"""Text that some reader of YAML 1.1 or 1.2 takes for a flag or nothing, for a number or a date."""
_BEGINS_NUMBER = frozenset("+-.0123456789")


class Written(str):
    """A text that is to be written as it was elsewhere: in the same quotes, or without any."""

    __slots__ = ("style",)
    style: str

    def __new__(cls, text: str, style: str) -> Self:
        """A text with the quote around it, `style`; empty for none."""
        written = super().__new__(cls, text)
        written.style = style
        return written


def text_of(value: Value) -> str:
    """The text that a reader gets back for a scalar.

    Raises:
        TypeError: It is no scalar of the format; a float and a time of day never are.
        ValueError: It is a Decimal that is not finite.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    from decimal import Decimal  # a merge writes texts alone, and has no time for it

    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(value)
        return format(value, "f")
    raise TypeError(type(value).__name__)


def scalar(value: Value, *, flow: bool = False) -> str:
    """A scalar as it is written; only text is ever quoted.

    Args:
        value: As for `text_of`.
        flow: It stands inside braces or brackets.

    Raises:
        UsageError: The text holds bytes that are not UTF-8.
    """
    text = text_of(value)
    if isinstance(value, Written):
        return _as_written(text, value.style, flow=flow)
    return double_quoted(text) if isinstance(value, str) and needs_quotes(text, flow) else text


def key(value: Value, *, flow: bool = False) -> str:
    """A key as it is written; a year stays plain: `category_spend: {2026: 12000000}`."""
    text = text_of(value)
    return text if _YEAR.fullmatch(text) else scalar(value, flow=flow)


def literal_lines(value: Written) -> list[str]:
    """The header and the lines of a text that stood on lines of its own; none where it did not.

    Nor for one that could not stand so without a word about its indent or its last line breaks.
    """
    text = text_of(value)
    lines = text.removesuffix("\n").split("\n")
    if value.style not in {"|", ">"} or not lines[-1] or lines[0][:1] in {"", " "}:
        return []
    if any(line != line.rstrip(" ") or _is_hidden(line) for line in lines):
        return []
    return ["|" if text.endswith("\n") else "|-", *lines]


def needs_quotes(text: str, flow: bool) -> bool:  # noqa: FBT001 - no reader mistakes it
    """Whether a text without quotes would be read as something else; `flow`: in brackets."""
    if text.lower() in _RETYPED:
        return True
    is_number = text[:1] in _BEGINS_NUMBER and re.fullmatch(_NUMBER, text)
    return bool(is_number) or _is_unsafe(text, flow=flow)


def _is_hidden(text: str) -> bool:
    """Whether something in a text is not shown as it is."""
    return not (text.isascii() and text.isprintable()) and re.search(_HIDDEN, text) is not None


def _is_unsafe(text: str, *, flow: bool) -> bool:
    breaks_off = _BREAKS_OFF_IN_FLOW if flow else _BREAKS_OFF
    return (
        text != text.strip()
        or not text
        or _INDICATOR.match(text) is not None
        or breaks_off.search(text) is not None
        or _is_hidden(text)
    )


def double_quoted(text: str) -> str:
    """A text in double quotes, what is hidden in it escaped.

    Raises:
        UsageError: The text holds bytes that are not UTF-8.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UsageError(mark("the text {text} is not UTF-8"), text=ascii(text)) from None
    return f'"{re.sub(_ESCAPED, _escape, text)}"'


def single_quoted(text: str) -> str:
    """A text in single quotes, in double ones where something in it must be escaped."""
    if _is_hidden(text):
        return double_quoted(text)
    return "'" + text.replace("'", "''") + "'"


def _as_written(text: str, style: str, *, flow: bool) -> str:
    if style == "'":
        return single_quoted(text)
    return double_quoted(text) if style or _is_unsafe(text, flow=flow) else text


def _escape(found: re.Match[str]) -> str:
    """Python's escapes are YAML's, but for the quote."""
    return '\\"' if found[0] == '"' else found[0].encode("unicode_escape").decode("ascii")
