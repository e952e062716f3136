"""A few facts at the top of a file: of a file in the house style by its lines alone.

History has every version of every opportunity, and wants of each a date. Where lines
leave any doubt, `plain_data` reads the file; what it refuses is refused here, but for a file that
is in order line by line and is none all the same, such as one with a key twice further in.
"""

import re
from collections.abc import Mapping

from kam.store.nodes import PLAIN_NULLS, Plain
from kam.store.text import LARGEST, ReadError

_TEXT = rb"[^\x00-\x1f\x7f\"'\\&*!|>%@`?#\[\]{}]*+"
_INNER = rb"%s(?:\{%s\}%s|\[%s\]%s)*+" % ((_TEXT,) * 5)
_VALUE = rb"%s(?:\{%s\}%s|\[%s\]%s)*+" % (_TEXT, _INNER, _TEXT, _INNER, _TEXT)
_IN_ORDER = re.compile(rb"(?:(?:[a-z_]++:(?: %s)?| ++%s|#[\x20-\x7e]*+|)\n)*+" % (_VALUE, _VALUE))
"""Keys at the top, lines below them, comments: no quote, and every bracket closed on its line."""
_ENTRY = re.compile(rb"^([a-z_]+):(.*)\n((?:\n*+ +[^ \n])?)", re.MULTILINE)
_WORD = re.compile(rb" [0-9A-Za-z.+-]+")
_NULLS = frozenset(text.encode() for text in PLAIN_NULLS)


def stated_facts(
    raw: bytes, words: frozenset[bytes], needed: frozenset[bytes]
) -> Mapping[str, Plain] | None:
    """Some facts of a file; None where it is none that kam reads.

    Args:
        raw: Its bytes.
        words: Keys whose values are wanted; each is one word, a date or a number.
        needed: Keys whose values are wanted and may be anything; they are seldom there.
    """
    found = _by_lines(raw, words, needed)
    if found is not None:
        return found
    from kam.store.plain import NotPlain, plain_data

    try:
        data = plain_data(raw)
    except (NotPlain, ReadError):
        return None
    if not isinstance(data, dict):
        return None
    names = (key.decode() for key in words | needed)
    return {key: data[key] for key in names if key in data}


def _by_lines(
    raw: bytes, words: frozenset[bytes], needed: frozenset[bytes]
) -> dict[str, Plain] | None:
    """The facts by the lines of a file; None where that takes more than lines."""
    if len(raw) > LARGEST or not _IN_ORDER.fullmatch(raw) or not _is_text(raw):
        return None
    found: dict[str, Plain] = {}
    entries = _ENTRY.findall(raw)
    if not entries or len({key for key, _, _ in entries}) < len(entries):
        return None
    for key, value, below in entries:
        if key in needed:
            return None
        if key in words:
            if below or not _WORD.fullmatch(value):
                return None
            if value[1:] not in _NULLS:
                found[key.decode()] = value[1:].decode()
    return found


def _is_text(raw: bytes) -> bool:
    if raw.isascii():
        return True
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not _ODD.search(text)


_ODD = re.compile("[\x80-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
