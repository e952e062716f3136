"""A dataclass of the domain -> Pydantic's core schema: the format is defined there and only there.

Two validators are built of each type. The strict one refuses keys that the format does not have
and lists whose keys repeat; the lenient one takes them, so that such a file still counts.
"""

import os
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic_core import PydanticCustomError, SchemaValidator, core_schema

from kam.domain.fields import Bounds, Form, Keyed, Word
from kam.interrupts import held_back
from kam.schema.scalars import choice_schema, form_of, scalar_schema, word_schema

Annotation = Any
"""A type as `get_type_hints` gives it."""
_SECRET = f"\x00{os.urandom(8).hex()}"
"""Begins names that no file can have for a key: it is made anew in each process."""
_UNREACHABLE = f"{_SECRET} placed "
"""Begins the alias of a field that comes from the file's place and not from its text."""
TAG = f"{_SECRET} member "
"""Begins the tag by which a location names the member of a union; no path holds it."""


@cache
def validator(annotation: Annotation, *, strict: bool) -> SchemaValidator:
    """The validator of a type of the domain, strict or lenient."""
    with held_back():  # inside its making an interruption would be printed and forgotten
        return SchemaValidator(build_schema(annotation, strict=strict))


def key_of(name: str) -> str:
    """The key in a file of a field: `from_` is written `from`."""
    return name.removesuffix("_")


def build_schema(annotation: Annotation, *, strict: bool) -> core_schema.CoreSchema:
    """The core schema of a type: dataclass, list, mapping, union, word or scalar."""
    annotation, markers = _unwrap(annotation)
    if annotation is Any or annotation is object:
        return core_schema.any_schema()
    origin: Any = get_origin(annotation)
    if origin in {UnionType, Union}:
        return _union(get_args(annotation), strict=strict)
    if origin is tuple:
        return _sequence(get_args(annotation)[0], markers, strict=strict)
    if origin is not None:
        return _mapping(get_args(annotation), strict=strict)
    if is_dataclass(annotation):
        return _record(annotation, strict=strict)
    return _scalar(annotation, markers)


def _unwrap(annotation: Annotation) -> tuple[Annotation, tuple[object, ...]]:
    origin: Any = get_origin(annotation)
    if origin is Annotated:
        inner, *markers = get_args(annotation)
        return inner, tuple(markers)
    return annotation, ()


def _scalar(kind: type, markers: tuple[object, ...]) -> core_schema.CoreSchema:
    for marker in markers:
        if isinstance(marker, Word):
            return word_schema(marker)
    if issubclass(kind, StrEnum):
        return choice_schema(kind)
    form = next((marker for marker in markers if isinstance(marker, Form)), form_of(kind))
    bounds = next((marker for marker in markers if isinstance(marker, Bounds)), None)
    return scalar_schema(form, bounds)


def _record(kind: Any, *, strict: bool) -> core_schema.CoreSchema:
    hints = get_type_hints(kind, include_extras=True)
    members = fields(kind)
    return core_schema.dataclass_schema(
        kind,
        core_schema.dataclass_args_schema(
            kind.__name__,
            [_member(member, hints[member.name], strict=strict) for member in members],
            extra_behavior="forbid" if strict else "ignore",
        ),
        [member.name for member in members],
        slots=True,
        frozen=True,
    )


def _member(
    member: Field[Any], annotation: Annotation, *, strict: bool
) -> core_schema.DataclassField:
    placed = bool(member.metadata.get("placed"))
    schema = core_schema.any_schema() if placed else build_schema(annotation, strict=strict)
    if member.default is not MISSING:
        schema = core_schema.with_default_schema(schema, default=member.default)
    elif member.default_factory is not MISSING:
        schema = core_schema.with_default_schema(schema, default_factory=member.default_factory)
    alias = _UNREACHABLE + member.name if placed else key_of(member.name)
    return core_schema.dataclass_field(member.name, schema, kw_only=True, validation_alias=alias)


def _sequence(
    item: Annotation, markers: tuple[object, ...], *, strict: bool
) -> core_schema.CoreSchema:
    schema = core_schema.tuple_schema(
        [build_schema(item, strict=strict)], variadic_item_index=0, strict=False
    )
    keyed = next((marker for marker in markers if isinstance(marker, Keyed)), None)
    if keyed is None or not strict:
        return schema

    def refuse_repeats(items: tuple[object, ...]) -> tuple[object, ...]:
        seen: dict[tuple[object, ...], int] = {}
        for index, entry in enumerate(items):
            key = tuple(getattr(entry, name) for name in keyed.fields)
            if key in seen:
                shown = ", ".join(str(part) for part in key if part is not None)
                raise PydanticCustomError("repeated", "repeated", {"value": shown, "index": index})
            seen[key] = index
        return items

    return core_schema.no_info_after_validator_function(refuse_repeats, schema)


def _mapping(arguments: tuple[Annotation, ...], *, strict: bool) -> core_schema.CoreSchema:
    key, value = arguments
    return core_schema.dict_schema(
        build_schema(key, strict=strict), build_schema(value, strict=strict)
    )


def _union(members: tuple[Annotation, ...], *, strict: bool) -> core_schema.CoreSchema:
    """An optional value (absent keys never reach here), or a scalar or a list by what is there."""
    kept = [member for member in members if member is not NoneType]
    if len(kept) == 1:
        return build_schema(kept[0], strict=strict)
    scalar, listed = sorted(kept, key=_is_listed)

    def which(value: object) -> str:
        return f"{TAG}list" if isinstance(value, list) else f"{TAG}scalar"

    return core_schema.tagged_union_schema(
        {
            f"{TAG}scalar": build_schema(scalar, strict=strict),
            f"{TAG}list": build_schema(listed, strict=strict),
        },
        which,
    )


def _is_listed(member: Annotation) -> bool:
    origin: Any = get_origin(_unwrap(member)[0])
    return origin is tuple


def field_keys(annotation: Annotation) -> tuple[str, ...]:
    """The keys that a mapping of this type takes; empty where any key goes."""
    annotation, _ = _unwrap(annotation)
    if get_origin(annotation) in {UnionType, Union}:
        return tuple(key for member in get_args(annotation) for key in field_keys(member))
    if not is_dataclass(annotation):
        return ()
    return tuple(key_of(f.name) for f in fields(annotation) if not f.metadata.get("placed"))


def type_at(annotation: Annotation, path: tuple[str | int, ...]) -> Annotation:
    """The type of the value at a path of a file; `None` where the format has nothing there."""
    for step in path:
        annotation = _child(annotation, step)
        if annotation is None:
            return None
    return annotation


def _child(annotation: Annotation, step: str | int) -> Annotation:
    annotation, _ = _unwrap(annotation)
    origin: Any = get_origin(annotation)
    if origin in {UnionType, Union}:
        for member in get_args(annotation):
            if member is not NoneType and (found := _child(member, step)) is not None:
                return found
        return None
    if origin is tuple:
        return get_args(annotation)[0] if isinstance(step, int) else None
    if origin is not None and issubclass(origin, Mapping):
        return get_args(annotation)[1]
    if is_dataclass(annotation):
        hints = get_type_hints(annotation, include_extras=True)
        known = {
            key_of(f.name): hints[f.name]
            for f in fields(annotation)
            if not f.metadata.get("placed")
        }
        return known.get(str(step))
    return Any if annotation in {Any, object} else None
