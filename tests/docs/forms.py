"""The keys of a file and how each is written, read off the dataclasses that define the format."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from kam.domain.fields import Bounds, Form
from kam.domain.label import Label
from kam.schema.natures import Nature, Shape, nature_of
from kam.schema.shapes import key_of

WORDS: Mapping[str, Mapping[object, str]] = {
    "en": {
        Form.ID: "id",
        Form.PERSON: "person",
        Form.REFERENCE: "reference",
        Form.CURRENCY: "currency",
        Form.AMOUNT: "amount",
        Form.RATE: "rate",
        Form.PERCENT: "percent",
        Form.FACTOR: "factor",
        Form.DATE: "date",
        Form.PERIOD: "period",
        Form.WHOLE: "number",
        Form.FLAG: "true or false",
        Form.TEXT: "text",
        "word": "word: {}",
        "choice": "one of {}",
        "range": "{} {} to {}",
        Shape.RECORD: "map",
        "map-of": "map: {} to {}",
        Shape.LIST: "list",
        "list-of": "list: {}",
        "or": "{} or {}",
        Shape.FREE: "anything",
        "label": "label",
        "required": "{}; required",
    },
    "zh": {
        Form.ID: "标识",
        Form.PERSON: "人员",
        Form.REFERENCE: "引用",
        Form.CURRENCY: "币种",
        Form.AMOUNT: "金额",
        Form.RATE: "汇率",
        Form.PERCENT: "百分数",
        Form.FACTOR: "系数",
        Form.DATE: "日期",
        Form.PERIOD: "期间",
        Form.WHOLE: "整数",
        Form.FLAG: "true 或 false",
        Form.TEXT: "文本",
        "word": "词：{}",
        "choice": "取值 {}",
        "range": "{} {} 至 {}",
        Shape.RECORD: "映射",
        "map-of": "映射：{}到{}",
        Shape.LIST: "列表",
        "list-of": "列表：{}",
        "or": "{}或{}",
        Shape.FREE: "任意",
        "label": "双语文本",
        "required": "{}；必填",
    },
}
ORDINARY = frozenset({(0, 100), (0, 999_999_999), (1900, 2199)})
"""Ranges that a reader expects and that need no word; nor does that of a rate."""


class Key(NamedTuple):
    """A key of a file: the path of keys that leads to it, and its form in words."""

    path: str
    form: str


def keys_of(annotation: Any, language: str, above: str = "") -> Iterator[Key]:
    """Every key that a file of this type takes, those of its lists and maps under theirs."""
    record = record_of(annotation)
    if record is None:
        return
    hints = get_type_hints(record, include_extras=True)
    for field in fields(record):
        if field.metadata.get("placed"):
            continue
        path = f"{above}{key_of(field.name)}"
        form = form_words(hints[field.name], language)
        if field.default is MISSING and field.default_factory is MISSING:
            form = WORDS[language]["required"].format(form)
        yield Key(path, form)
        yield from keys_of(hints[field.name], language, f"{path}.")


def record_of(annotation: Any) -> Any:
    """The dataclass inside an annotation, however many lists and maps are around it; no label."""
    found = [_record_of_nature(nature_of(part)) for part in _alternatives(annotation)]
    return next((record for record in found if record), None)


def _record_of_nature(nature: Nature) -> Any:
    if nature.shape is Shape.RECORD:
        return None if nature.inner is Label else nature.inner
    return record_of(nature.inner) if nature.shape in {Shape.LIST, Shape.MAPPING} else None


def form_words(annotation: Any, language: str) -> str:
    """How a value is written, in words."""
    words, parts = WORDS[language], _alternatives(annotation)
    if len(parts) > 1:
        return words["or"].format(*(form_words(part, language) for part in parts))
    nature = nature_of(parts[0])
    if nature.shape is Shape.SCALAR:
        return _scalar_words(nature, language)
    if nature.shape is Shape.MAPPING:
        sides = get_args(parts[0])
        return words["map-of"].format(*(form_words(side, language) for side in sides))
    if nature.shape is Shape.LIST and not record_of(nature.inner):
        return words["list-of"].format(form_words(nature.inner, language))
    return words["label" if nature.inner is Label else nature.shape]


def _alternatives(annotation: Any) -> list[Any]:
    """What a value may be where it is there: mostly one type, of a rate or a team two."""
    if get_origin(annotation) not in {UnionType, Union}:
        return [annotation]
    return [part for part in get_args(annotation) if part is not NoneType]


def _scalar_words(nature: Nature, language: str) -> str:
    words = WORDS[language]
    if nature.word:
        return words["word"].format(nature.word)
    if issubclass(nature.inner, StrEnum):
        return words["choice"].format(", ".join(nature.inner))
    bounds = next((one for one in nature.markers if isinstance(one, Bounds)), None)
    form = words[nature.form]
    if bounds is None or nature.form is Form.RATE or (bounds.low, bounds.high) in ORDINARY:
        return form
    return words["range"].format(form, bounds.low, bounds.high)
