"""Text of a scalar -> number, date, flag or word; a refusal says which form was wanted."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any

from pydantic_core import PydanticCustomError, core_schema

from kam.domain.fields import FIRST_YEAR, LAST_YEAR, Bounds, Form, Word
from kam.domain.guess import closest
from kam.domain.ids import is_reserved

_KEPT = 4096
"""How many texts of one form are kept with what they mean."""
_IDS = frozenset({Form.ID, Form.PERSON})
_NUMBERS = frozenset({Form.AMOUNT, Form.RATE, Form.PERCENT, Form.FACTOR, Form.WHOLE})
_CONVERT: Mapping[Form, Callable[[str], object]] = {
    Form.AMOUNT: Decimal,
    Form.RATE: Decimal,
    Form.PERCENT: Decimal,
    Form.FACTOR: Decimal,
    Form.WHOLE: int,
    Form.DATE: date.fromisoformat,
    Form.FLAG: "true".__eq__,
}
_DEFAULTS: Mapping[type, Form] = {
    str: Form.TEXT,
    bool: Form.FLAG,
    int: Form.WHOLE,
    Decimal: Form.AMOUNT,
    date: Form.DATE,
}


def form_of(kind: type) -> Form:
    """The form in which a type is written where no marker says otherwise."""
    return _DEFAULTS[kind]


def scalar_schema(form: Form, bounds: Bounds | None) -> core_schema.CoreSchema:
    """A validator of one scalar's text.

    Thousands of files say the same days, ids and figures: what was read of a text is kept.
    """
    if form is Form.TEXT:
        return _plain(lambda value: require_text(value, form), json_schema(form, bounds))
    pattern = re.compile(form.pattern)
    convert, is_id = _CONVERT.get(form, str), form in _IDS

    @lru_cache(maxsize=_KEPT)
    def read(text: str) -> object:
        if not pattern.fullmatch(text) or (is_id and is_reserved(text)):
            raise _refusal(form.name.lower(), text, example=form.example)
        try:
            result = convert(text)
        except ValueError:
            raise _refusal("no-such-day", text) from None
        if isinstance(result, date) and not FIRST_YEAR <= result.year <= LAST_YEAR:
            raise _refusal("far-date", text, low=FIRST_YEAR, high=LAST_YEAR)
        if bounds and not bounds.low <= result <= bounds.high:  # type: ignore[operator]
            raise _refusal("bounds", text, low=str(bounds.low), high=str(bounds.high))
        return result

    def read_any(value: object) -> object:
        return read(value if type(value) is str and value else require_text(value, form))

    return _plain(read_any, json_schema(form, bounds))


def choice_schema(kind: type[StrEnum]) -> core_schema.CoreSchema:
    """A validator of a word that Python knows, such as a kind or a result."""
    options = tuple(kind)

    def read(value: object) -> StrEnum:
        text = require_text(value, Form.TEXT)
        if text not in options:
            raise _unknown_word(text, options)
        return kind(text)

    return _plain(read, {"enum": [str(option) for option in options]})


def word_schema(word: Word) -> core_schema.CoreSchema:
    """A validator of a word of a vocabulary, which the context of the validation carries."""

    def read(value: object, info: core_schema.ValidationInfo[Any]) -> str:
        text = require_text(value, Form.TEXT)
        options = (info.context or {}).get(word.vocabulary)
        if options is not None and text not in options:
            raise _unknown_word(text, options)
        return text

    return core_schema.with_info_plain_validator_function(
        read, metadata=_metadata({"type": "string", "x-vocabulary": word.vocabulary})
    )


def require_text(value: object, form: Form) -> str:
    """The text of a scalar that is there, without control characters only its file can hold."""
    if isinstance(value, str) and (value or form is Form.TEXT):
        return value
    if value is None:
        raise PydanticCustomError("absent", "absent", {})
    raise PydanticCustomError("not-scalar", "not a scalar", {"example": form.example})


def json_schema(form: Form, bounds: Bounds | None) -> dict[str, object]:
    """The JSON Schema of a form, as an editor sees the value: typed by its look."""
    if form is Form.FLAG:
        return {"type": "boolean"}
    if form is Form.TEXT:
        return {"type": ["string", "number", "boolean"]}
    schema: dict[str, object] = {"pattern": f"^({form.pattern})$"}
    schema["type"] = ["number", "string"] if form in _NUMBERS or form is Form.PERIOD else "string"
    if form is Form.DATE:
        schema["format"] = "date"
    if bounds:
        schema |= {"minimum": float(bounds.low), "maximum": float(bounds.high)}
    return schema


def _unknown_word(text: str, options: tuple[str, ...]) -> PydanticCustomError:
    listed = ", ".join(str(option) for option in options)
    return _refusal("choice", text, options=listed, guess=closest(text, options) or "")


def _refusal(kind: str, text: str, **params: object) -> PydanticCustomError:
    return PydanticCustomError(kind, "{value}", {"value": text, **params})


def _plain(
    read: Callable[[object], object], schema: Mapping[str, object]
) -> core_schema.CoreSchema:
    return core_schema.no_info_plain_validator_function(read, metadata=_metadata(schema))


def _metadata(schema: Mapping[str, object]) -> dict[str, object]:
    return {"pydantic_js_functions": [lambda _schema, _handler: dict(schema)]}
