"""Plain data of a file -> an object of the domain, with every problem at the path of its fact."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import ErrorDetails, ValidationError

from kam.domain.guess import closest
from kam.schema.shapes import TAG, Annotation, field_keys, type_at, validator

Context = Mapping[str, tuple[str, ...]]
"""The vocabularies in force: name -> words."""
_TOLERATED = {"unexpected_keyword_argument": "unknown-key", "repeated": "repeated"}
_MISSING = frozenset({"missing", "missing_keyword_only_argument", "missing_argument"})
_MAPPING = frozenset({"dict_type", "dataclass_type", "dataclass_exact_type", "mapping_type"})
_LIST = frozenset({"tuple_type", "list_type"})


@dataclass(frozen=True, slots=True)
class Problem:
    """One fact that does not fit the format.

    Attributes:
        kind: What is wrong; `render.messages` has its words.
        keys: The path of the fact in the file.
        params: What the message names.
        tolerated: The file still counts.
    """

    kind: str
    keys: tuple[str | int, ...]
    params: Mapping[str, object] = field(default_factory=dict)
    tolerated: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file was read into: `None` where a problem keeps it out of the figures."""

    value: Any
    problems: tuple[Problem, ...] = ()


def check(annotation: Annotation, data: object, context: Context | None = None) -> Checked:
    """Validate the plain data of a file against a type of the domain.

    Args:
        annotation: A dataclass, or a mapping or tuple of them.
        data: As `store.nodes.to_plain` gives it.
        context: The vocabularies in force; without them any word goes.
    """
    try:
        return Checked(validator(annotation, strict=True).validate_python(data, context=context))
    except ValidationError as error:
        problems = tuple(
            _problem(annotation, detail, data) for detail in error.errors(include_url=False)
        )
    if any(not problem.tolerated for problem in problems):
        return Checked(None, problems)
    value = validator(annotation, strict=False).validate_python(data, context=context)
    return Checked(value, problems)


def _problem(annotation: Annotation, detail: ErrorDetails, data: object) -> Problem:
    keys = _path(detail["loc"], data)
    kind = detail["type"]
    params: dict[str, object] = dict(detail.get("ctx", {}))
    if kind == "repeated":
        return Problem("repeated", (*keys, int(str(params["index"]))), params, tolerated=True)
    if kind in _TOLERATED:
        parent = type_at(annotation, keys[:-1])
        guess = closest(str(keys[-1]), field_keys(parent)) or ""
        params = {"key": str(keys[-1]), "guess": guess}
        return Problem(_TOLERATED[kind], keys, params, tolerated=True)
    if kind in _MISSING:
        return Problem("missing", keys, {"key": str(keys[-1])})
    if kind in _MAPPING:
        return Problem("not-mapping", keys)
    if kind in _LIST:
        return Problem("not-list", keys)
    return Problem(kind, keys, params)


def _path(loc: tuple[str | int, ...], data: object) -> tuple[str | int, ...]:
    """Pydantic's location without the tags that unions and keys put into it."""
    path: list[str | int] = []
    for step in loc:
        if isinstance(data, dict):
            if step == "[key]" or str(step).startswith(TAG):
                continue
            path.append(str(step))
            data = data.get(str(step))
        elif isinstance(data, list) and isinstance(step, int):
            path.append(step)
            data = data[step] if step < len(data) else None
    return tuple(path)
