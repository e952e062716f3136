"""Plain data of a file without places: the same events as the strict reader's, half its time.

A first reading of a large book needs the data of thousands of files and the places of none. What
is anything but plain mappings, sequences and scalars is left to the strict reader, which stays the
reference and says what is wrong.
"""

from collections.abc import Callable
from typing import Any

import yaml

from kam.store.nodes import PLAIN_NULLS, Plain
from kam.store.reader import DEEPEST, MOST_NODES
from kam.store.text import decode

_Next = Callable[[], Any]
_SCALAR = yaml.ScalarEvent


class NotPlain(Exception):  # noqa: N818 - no error: the strict reader decides
    """The strict reader has to look at this file."""


def plain_data(raw: bytes) -> Plain:
    """What `to_plain(parse(raw).root)` gives, for a file that is plain and small enough.

    Raises:
        NotPlain: It is not, or not in the strict subset.
        ReadError: The bytes are no text.
    """
    text, _ = decode(raw)
    if len(text) > MOST_NODES:
        raise NotPlain
    try:
        return _document(yaml.CSafeLoader(text).get_event)
    except yaml.MarkedYAMLError:
        raise NotPlain from None


def _document(following: _Next) -> Plain:
    following()  # the stream's start
    event = following()
    if type(event) is not yaml.DocumentStartEvent or event.version or event.tags:
        raise NotPlain
    data = _value(following, following(), DEEPEST)
    following()  # the document's end
    if type(following()) is not yaml.StreamEndEvent:
        raise NotPlain
    return data


def _value(following: _Next, event: Any, depth: int) -> Plain:
    kind = type(event)
    if kind is _SCALAR:
        if event.anchor or event.tag:
            raise NotPlain
        return None if not event.style and event.value in PLAIN_NULLS else event.value
    if kind is yaml.AliasEvent or event.anchor or event.tag or depth == 0:
        raise NotPlain
    if kind is yaml.SequenceStartEvent:
        return _items(following, depth - 1)
    return _mapping(following, depth - 1)


def _items(following: _Next, depth: int) -> list[Plain]:
    items: list[Plain] = []
    while type(event := following()) is not yaml.SequenceEndEvent:
        items.append(_value(following, event, depth))
    return items


def _mapping(following: _Next, depth: int) -> dict[str, Plain]:
    entries: dict[str, Plain] = {}
    absent: set[str] = set()
    while (kind := type(event := following())) is _SCALAR:
        key = event.value
        if event.anchor or event.tag or key in entries or key in absent:
            raise NotPlain
        if key == "<<" and not event.style:
            raise NotPlain
        value = _value(following, following(), depth)
        if value is None:
            absent.add(key)
        else:
            entries[key] = value
    if kind is not yaml.MappingEndEvent:
        raise NotPlain
    return entries
