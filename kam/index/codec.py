"""Objects of the domain <-> data that JSON can hold, by the types of their fields.

Nothing of an index is ever executed: it is text, and what it becomes is decided by the types here.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

Json = Any
"""`None`, `bool`, `int`, `str`, a list or a mapping of them."""
Decode = Callable[[Json], Any]


def encode(value: object) -> Json:
    """The data of a value; of a record only the fields that differ from their defaults."""
    kind: Any = type(value)
    return _writer(kind)(value)


@cache
def _writer(kind: Any) -> Callable[[Any], Json]:
    """How values of a class are written."""
    if issubclass(kind, StrEnum):
        return str
    if issubclass(kind, (str, int, NoneType)):
        return _same
    if issubclass(kind, (Decimal, date)):
        return str
    if issubclass(kind, Mapping):
        return lambda value: {str(key): encode(entry) for key, entry in value.items()}
    if issubclass(kind, (tuple, list)):
        return lambda value: [encode(entry) for entry in value]
    return _record_writer(kind)


def _record_writer(kind: Any) -> Callable[[Any], Json]:
    names = [field.name for field in fields(kind)]
    defaults = [_default(field) for field in fields(kind)]
    if len(names) == 1:  # of one name the getter gives no tuple
        names, defaults = names * 2, defaults * 2
    entries_of = attrgetter(*names)
    return lambda value: {
        name: encode(entry)
        for name, default, entry in zip(names, defaults, entries_of(value), strict=True)
        if entry is not default and entry != default
    }


def _default(field: Any) -> object:
    """The default of a field; what equals nothing where it has none."""
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


@cache
def decoder(annotation: Any) -> Decode:
    """The way back from the data of a value to a value of that type."""
    if get_origin(annotation) is Annotated:
        return decoder(get_args(annotation)[0])
    origin = get_origin(annotation)
    if origin in {UnionType, Union}:
        return _either([kind for kind in get_args(annotation) if kind is not NoneType])
    if origin is tuple:
        item = decoder(get_args(annotation)[0])
        return lambda data: tuple([item(entry) for entry in data])
    if origin is not None:
        return _mapping(*get_args(annotation))
    return _record(annotation) if is_dataclass(annotation) else _scalar(annotation)


def _scalar(kind: Any) -> Decode:
    if kind is date:
        return date.fromisoformat
    is_written_as_text = kind is Decimal or (isinstance(kind, type) and issubclass(kind, StrEnum))
    return kind if is_written_as_text else _same


def _same(data: Json) -> Any:
    return data


def _either(kinds: list[Any]) -> Decode:
    """A scalar or a list, by what is there; of two scalars neither needs decoding."""
    if len(kinds) == 1:
        return decoder(kinds[0])
    listed = [kind for kind in kinds if get_origin(_bare(kind)) is tuple]
    if not listed:
        return _same
    single = decoder(next(kind for kind in kinds if kind not in listed))
    several = decoder(listed[0])
    return lambda data: several(data) if isinstance(data, list) else single(data)


def _bare(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def _mapping(key: Any, value: Any) -> Decode:
    name, entry = int if _bare(key) is int else _same, decoder(value)
    return lambda data: {name(key): entry(part) for key, part in data.items()}


def _record(kind: Any) -> Decode:
    hints = get_type_hints(kind, include_extras=True)
    parts = {field.name: decoder(hints[field.name]) for field in fields(kind)}
    return lambda data: kind(**{name: parts[name](entry) for name, entry in data.items()})
