"""Objects of the domain <-> data that JSON can hold, by the types of their fields.

Nothing of an index is ever executed: it is text, and what it becomes is decided by the types here.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

Json = Any
"""`None`, `bool`, `int`, `str`, a list or a mapping of them."""
Decode = Callable[[Json], Any]


def encode(value: object) -> Json:
    """The data of a value; of a record only the fields that differ from their defaults."""
    kind: Any = type(value)
    if kind is str or value is None or kind is bool or kind is int:
        return value
    if kind is Decimal or kind is date:
        return str(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): encode(entry) for key, entry in value.items()}
    if isinstance(value, (tuple, list)):
        return [encode(entry) for entry in value]
    return {
        name: encode(entry)
        for name, default in _defaults(kind)
        if (entry := getattr(value, name)) is not default and entry != default
    }


@cache
def _defaults(kind: Any) -> tuple[tuple[str, object], ...]:
    """The fields of a record, each with its default; one that equals nothing where it has none."""
    return tuple((field.name, _default(field)) for field in fields(kind))


def _default(field: Any) -> object:
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
