"""Plain data -> YAML text in the house style: one fact a line, small facts in braces (SPEC.md 1)."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kam.errors import UsageError

WIDEST = 100
"""A mapping or a list of scalars stays on its key's line up to this many characters."""
INDENT = 2
Value = Any
"""`str` (`StrEnum` too), `bool`, `int`, `Decimal`, `date`, or mappings and sequences of them."""

_HIDDEN_SET = (
    "\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
)
"""What an editor does not show, or what turns the text around; the joiners of scripts are not."""
_HIDDEN = re.compile(f"[{_HIDDEN_SET}]")
_ESCAPED = re.compile(f'[{_HIDDEN_SET}"\\\\]')
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_INDICATOR = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`]|\.\.\.")
_BREAKS_OFF = re.compile(r":(?=\s|$)|\s#")
_BREAKS_OFF_IN_FLOW = re.compile(r":(?=[\s?]|$)|\s#|[,\[\]{}]")
_YEAR = re.compile("[1-9][0-9]{3}")
_RETYPED = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|=|<<"
    r"|[-+]?\.?[0-9][0-9_,.:]*(e[-+]?[0-9]+)?"  # 12, 1_000, .5, 1e3; 12:30 is base 60 in YAML 1.1
    r"|[-+]?0[box][0-9a-f_]+|[-+]?\.inf|\.nan"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t ]\s*[0-9].*)?",
    re.IGNORECASE,
)
"""Text that some reader of YAML 1.1 or 1.2 takes for a number, a flag, a date or nothing."""


class Block(dict[str, Value]):
    """A mapping that is written one fact a line, however small it is."""


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
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(value)
        return format(value, "f")
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def plain(value: Value) -> Value:
    """The plain data, as `nodes.to_plain` gives it, that a reader gets back for a value."""
    if isinstance(value, Mapping):
        return {text_of(key): plain(member) for key, member in value.items()}
    if is_list(value):
        return [plain(member) for member in value]
    return text_of(value)


def is_list(value: Value) -> bool:
    """Whether a value is written as a sequence."""
    return isinstance(value, Sequence) and not isinstance(value, str)


def scalar(value: Value, *, flow: bool = False) -> str:
    """A scalar: plain where every reader takes it for what it is, else in double quotes.

    Raises:
        UsageError: The text holds bytes that are not UTF-8.
    """
    text = text_of(value)
    if not isinstance(value, str) or not needs_quotes(text, flow=flow):
        return text
    return double_quoted(text)


def needs_quotes(text: str, *, flow: bool) -> bool:
    """Whether a text without quotes would be read as something else; `flow`: inside brackets."""
    breaks_off = _BREAKS_OFF_IN_FLOW if flow else _BREAKS_OFF
    return (
        text != text.strip()
        or not text
        or _RETYPED.fullmatch(text) is not None
        or _INDICATOR.match(text) is not None
        or breaks_off.search(text) is not None
        or _HIDDEN.search(text) is not None
    )


def double_quoted(text: str) -> str:
    """A text in double quotes, what is hidden in it escaped.

    Raises:
        UsageError: The text holds bytes that are not UTF-8.
    """
    return f'"{_ESCAPED.sub(_escape, text)}"'


def single_quoted(text: str) -> str:
    """A text in single quotes; in double ones where something in it must be escaped."""
    if _HIDDEN.search(text):
        return double_quoted(text)
    return "'" + text.replace("'", "''") + "'"


def flow(value: Value) -> str:
    """A value on one line, mappings in braces and lists in brackets."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(k, flow=True)}: {flow(v)}" for k, v in value.items()) + "}"
    if is_list(value):
        return "[" + ", ".join(flow(member) for member in value) + "]"
    return scalar(value, flow=True)


def inline(value: Value, room: int) -> str | None:
    """A value as it stands on its key's line; None where it takes lines of its own.

    Args:
        value: Any value.
        room: How many characters the line has left for a mapping or list.
    """
    if not isinstance(value, Mapping) and not is_list(value):
        return scalar(value)
    members = list(value.values()) if isinstance(value, Mapping) else value
    if members and (isinstance(value, Block) or any(isinstance(m, Mapping) for m in members)):
        return None
    text = flow(value)
    return text if len(text) <= room or not members else None


def entry_lines(key: str, value: Value, indent: int) -> list[str]:
    """The lines of `key: value` in a block mapping whose keys are indented by `indent`."""
    head = " " * indent + _key(key, flow=False) + ":"
    text = inline(value, WIDEST - len(head) - 1)
    if text is not None:
        return [f"{head} {text}"]
    return [head, *child_lines(value, indent + INDENT)]


def item_lines(value: Value, indent: int, dash: str = "- ") -> list[str]:
    """The lines of an item of a block list whose dashes are indented by `indent`."""
    head = " " * indent + dash
    if isinstance(value, Block) and value:
        first, *rest = child_lines(value, len(head))
        return [head + first.lstrip(" "), *rest]
    is_collection = isinstance(value, Mapping) or is_list(value)
    return [head + (flow(value) if is_collection else scalar(value))]


def child_lines(value: Value, indent: int) -> list[str]:
    """The lines of a mapping's entries or of a list's items."""
    if isinstance(value, Mapping):
        return [line for key, member in value.items() for line in entry_lines(key, member, indent)]
    return [line for member in value for line in item_lines(member, indent)]


def document(value: Value) -> str:
    """A whole new file from a mapping or a list, keys in the order given."""
    lines = child_lines(value, 0) if value else [flow(value)]
    return "".join(f"{line}\n" for line in lines)


def _key(key: Value, *, flow: bool) -> str:
    """A key; a year is plain as in `category_spend: {2026: 12000000}`."""
    text = text_of(key)
    return text if _YEAR.fullmatch(text) else scalar(key, flow=flow)


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        raise UsageError("the text {text} is not UTF-8", text=ascii(found.string))
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return _SHORT.get(character) or (f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}")
