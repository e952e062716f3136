"""The shapes of files that the merge driver knows: written from the dataclasses of the domain."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from kam.domain.fields import Form, Keyed
from kam.schema.json_schema import FILES
from kam.schema.natures import Nature, Shape, nature_of
from kam.schema.shapes import key_of
from tests.docs.console import ROOT

PAGE = ROOT / "kam" / "merge" / "shapes.py"
NOT_MERGED_BY_SHAPE = frozenset({"playbook"})
"""A book's own playbook may leave out what it must have, and order says something in its lists."""
WIDEST = 100
HEAD = '''"""What each file holds, as plain data: the format without the schema's weight.

`python -m tests.docs.write` writes this module from the dataclasses of the domain, and a test
compares it. A shape is the name of a form, `any`, or a tuple: `choice` and its words; `record`
and its name; `list`, what it holds and the keys by which its entries are told apart; `map`, the
form of its keys and what they lead to; `either`, a scalar's shape and a list's.
"""

from typing import Any

Shape = Any
'''


class Shapes(NamedTuple):
    """What the module holds."""

    patterns: Mapping[str, str]
    files: Mapping[str, Any]
    records: Mapping[str, Mapping[str, Any]]
    required: Mapping[str, tuple[str, ...]]


def shapes() -> Shapes:
    """The shapes of all files, as the dataclasses say them now."""
    records: dict[str, Any] = {}
    files = {
        name: _shape(annotation, records)
        for name, annotation in FILES.items()
        if name not in NOT_MERGED_BY_SHAPE
    }
    return Shapes(
        patterns={form.name.lower(): form.pattern for form in Form if form is not Form.TEXT},
        files=files,
        records={name: _keys(records[name], records) for name in sorted(records)},
        required={name: _required(records[name]) for name in sorted(records)},
    )


def module_text() -> str:
    """The module as it should stand."""
    found = shapes()
    parts = [
        ("PATTERNS: dict[str, str]", found.patterns, "The expression that a whole text matches."),
        ("FILES: dict[str, Shape]", found.files, "The shape of each kind of file."),
        (
            "RECORDS: dict[str, dict[str, Shape]]",
            found.records,
            "The keys of each record and the shapes of their values.",
        ),
        (
            "REQUIRED: dict[str, tuple[str, ...]]",
            {name: keys for name, keys in found.required.items() if keys},
            "The keys that a record must have.",
        ),
    ]
    return HEAD + "".join(
        f'{name} = {{\n{"".join(_lines(value, 4))}}}\n"""{words}"""\n'
        for name, value, words in parts
    )


def _lines(values: Mapping[str, Any], indent: int) -> Iterator[str]:
    pad = " " * indent
    for key, value in values.items():
        line = f'{pad}"{key}": {_literal(value)},\n'
        if len(line) <= WIDEST + 1 or not isinstance(value, Mapping):
            yield line
        else:
            yield f'{pad}"{key}": {{\n{"".join(_lines(value, indent + 4))}{pad}}},\n'


def _literal(value: Any) -> str:
    if isinstance(value, tuple):
        inner = ", ".join(map(_literal, value))
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f'"{key}": {_literal(one)}' for key, one in value.items()) + "}"
    quote = 'r"' if "\\" in value else '"'
    return f'{quote}{value}"'


def _shape(annotation: Any, records: dict[str, Any]) -> Any:
    parts = _alternatives(annotation)
    if len(parts) > 1:
        scalar, listed = sorted(parts, key=lambda part: nature_of(part).shape is Shape.LIST)
        return ("either", _shape(scalar, records), _shape(listed, records))
    nature = nature_of(parts[0])
    if nature.shape is Shape.FREE:
        return "any"
    if nature.shape is Shape.RECORD:
        name = nature.inner.__name__
        if records.setdefault(name, nature.inner) is not nature.inner:
            raise ValueError(name)
        _keys(nature.inner, records)
        return ("record", name)
    if nature.shape is Shape.LIST:
        keyed = next((mark.fields for mark in nature.markers if isinstance(mark, Keyed)), ())
        return ("list", _shape(nature.inner, records), *map(key_of, keyed))
    if nature.shape is Shape.MAPPING:
        key, value = get_args(parts[0])
        return ("map", _shape(key, records), _shape(value, records))
    return _scalar(nature)


def _scalar(nature: Nature) -> Any:
    if nature.word:
        return "text"
    if issubclass(nature.inner, StrEnum):
        return ("choice", *map(str, nature.inner))
    return nature.form.name.lower()


def _alternatives(annotation: Any) -> list[Any]:
    if get_origin(annotation) not in {UnionType, Union}:
        return [annotation]
    return [part for part in get_args(annotation) if part is not NoneType]


def _keys(record: Any, records: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(record, include_extras=True)
    return {
        key_of(field.name): _shape(hints[field.name], records)
        for field in fields(record)
        if not field.metadata.get("placed")
    }


def _required(record: Any) -> tuple[str, ...]:
    return tuple(
        key_of(field.name)
        for field in fields(record)
        if field.default is MISSING and field.default_factory is MISSING
    )
