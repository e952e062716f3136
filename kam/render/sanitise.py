"""The one boundary that every text of a book passes on its way out (TRUST.md 5).

A name or note may hold anything. On a terminal it must not move the cursor, set the title, turn
the direction of the line or hide characters; in a spreadsheet it must not become a formula.
"""

import re
import unicodedata
from functools import lru_cache

_SPACES = frozenset("\t\n\v\f\r\x85\u2028\u2029")
"""What ends a line or a cell; shown as a space."""
_STYLE_SELECTORS = frozenset("\ufe0e\ufe0f")
"""They only choose between two drawings of the character before them."""
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"
)
"""Printable by category, yet without a shape of their own (Unicode: default ignorable)."""
_WIDE_SPACE = "\u3000"
"""The space of Chinese text, as wide as a character."""
_IDEOGRAPHS = (range(0x20000, 0x2FFFE), range(0x30000, 0x3FFFE))
"""Planes kept for Han characters: Python's Unicode tables may be older than a person's name."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def clean(text: str) -> str:
    r"""Make a text safe to print in one cell.

    Controls (C0, DEL, C1, so every escape sequence) are removed; line ends and tabs become spaces;
    bidirectional controls, zero-width and other invisible characters are shown as `\u202e`.
    """
    if text.isprintable() and (text.isascii() or not _INVISIBLE.search(text)):
        return text
    return "".join(_shown(character) for character in text)


@lru_cache(maxsize=1024)
def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if character in _SPACES:
        return " "
    if category == "Cc" or character in _STYLE_SELECTORS:
        return ""
    if _is_visible(character, category):
        return character
    return " " if category == "Zs" else escape(character)


def _is_visible(character: str, category: str) -> bool:
    if character == _WIDE_SPACE:
        return True
    if category == "Cn" and any(ord(character) in plane for plane in _IDEOGRAPHS):
        return True
    return character.isprintable() and not _INVISIBLE.match(character)


def escape(character: str) -> str:
    r"""The character as text: `\u202e`, `\U000e0001`."""
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - the last code point of four digits


def guard(text: str) -> str:
    """Make a text safe as a cell of a spreadsheet: one that starts a formula gets a leading `'`.

    A text that is a number stays as it is.
    """
    risky = text.startswith(_FORMULA) and not _NUMBER.fullmatch(text)
    return clean(f"'{text}" if risky else text)
