"""What kind of thing stands at a place of the format: one value, a record, a list, a mapping."""

from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from kam.domain.fields import Form, Keyed, Word
from kam.schema.scalars import form_of
from kam.schema.shapes import Annotation, field_keys


class Shape(Enum):
    """The kinds of things that a file holds."""

    SCALAR = "scalar"
    RECORD = "record"
    LIST = "list"
    MAPPING = "mapping"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Nature:
    """A type of the domain taken apart.

    Attributes:
        shape: What kind of thing it is.
        annotation: The type itself, of a value that is there.
        inner: The scalar's Python type, the dataclass, or the type of a list's or mapping's values.
        markers: What its `Annotated` says beside that.
    """

    shape: Shape
    annotation: Annotation
    inner: Annotation
    markers: tuple[object, ...] = ()

    @property
    def word(self) -> str | None:
        """The vocabulary of a scalar that takes a word of one."""
        return next((mark.vocabulary for mark in self.markers if isinstance(mark, Word)), None)

    @property
    def form(self) -> Form:
        """The written form of a scalar that is neither a word nor an enumeration of Python's."""
        return next((mark for mark in self.markers if isinstance(mark, Form)), form_of(self.inner))

    @property
    def key(self) -> str:
        """The key by which an entry of a list of records is named: the declared or first one."""
        declared = next((mark.fields[0] for mark in self.markers if isinstance(mark, Keyed)), None)
        return declared or field_keys(self.inner)[0]

    @property
    def is_keyed(self) -> bool:
        """Whether no two entries of a list may have the same key."""
        return any(isinstance(mark, Keyed) for mark in self.markers)


def nature_of(annotation: Annotation) -> Nature:
    """Take a type apart; what may be absent is taken for what it is when it is there."""
    inner: Any = annotation
    markers: tuple[object, ...] = ()
    if get_origin(inner) is Annotated:
        inner, *rest = get_args(inner)
        markers = tuple(rest)
    origin: Any = get_origin(inner)
    if origin in {UnionType, Union}:
        return nature_of(next(member for member in get_args(inner) if member is not NoneType))
    if inner is Any or inner is object:
        return Nature(Shape.FREE, annotation, Any)
    if origin is tuple:
        return Nature(Shape.LIST, annotation, get_args(inner)[0], markers)
    if origin is not None and issubclass(origin, Mapping):
        return Nature(Shape.MAPPING, annotation, get_args(inner)[1], markers)
    shape = Shape.RECORD if is_dataclass(inner) else Shape.SCALAR
    return Nature(shape, annotation, inner, markers)
