"""What people type for a fact -> the value that its file stores, by the fact's type (SPEC.md 2)."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from kam.cli.enumerations import FLAGS, names_of_member, names_of_word, question
from kam.cli.words import amount_of, day_of
from kam.domain.choosing import choose, require_key
from kam.domain.fields import Form
from kam.domain.finding import Finding, Severity
from kam.domain.members import find_member
from kam.domain.playbook import Vocabulary
from kam.domain.settings import Member
from kam.errors import UsageError
from kam.i18n import mark
from kam.schema.load import check
from kam.schema.natures import Nature, Shape, nature_of
from kam.schema.shapes import Annotation, field_keys, type_at
from kam.store.emit import plain
from kam.store.nodes import to_plain
from kam.store.quoting import Value, text_of
from kam.store.reader import parse
from kam.store.text import ReadError
from kam.workspace.desk import Desk

_SEPARATOR = re.compile(r"\s*[,，、]\s*")
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,2})?")
_CODES = {"missing": "KAM004", "repeated": "KAM008"}
_UNDIVIDED = frozenset({Form.TEXT})
"""Forms that may hold a comma, so that a text of them is one item of a list and not several."""


@dataclass(frozen=True, slots=True)
class Typist:
    """Reads what people type; a mistake is a `UsageError` that names it.

    Attributes:
        today: What dates in words count from.
        vocabulary: The words in force, with their labels in both languages.
        people: Ours, who may be named by their names.
    """

    today: date
    vocabulary: Vocabulary
    people: Mapping[str, Member]

    def facts(self, kind: type, given: Mapping[str, object]) -> dict[str, Value]:
        """The facts of a record as its file stores them; what was not given is left out.

        Args:
            kind: The dataclass of the record.
            given: Texts, lists of texts or flags by key; `None`, empty and false say nothing.
        """
        return {
            key: value if value is True else self.value(type_at(kind, (key,)), value)
            for key, value in given.items()
            if value
        }

    def value(self, annotation: Annotation, given: object) -> Value:
        """One value of a type, from a text or from the plain data inside braces and brackets."""
        nature = nature_of(annotation)
        collects = nature.shape is not Shape.SCALAR
        if collects and isinstance(given, str) and given.startswith(("{", "[")):
            given = _read_flow(given)
        return _READERS[nature.shape](self, nature, given)

    def free(self, _: Nature, given: object) -> Value:
        """A value without a type: a number or a flag is written as one."""
        if isinstance(given, dict):
            return {key: self.free(_, member) for key, member in given.items()}
        if isinstance(given, list):
            return [self.free(_, member) for member in given]
        if isinstance(given, str) and _PLAIN_NUMBER.fullmatch(given):
            return Decimal(given)
        return given == "true" if given in {"true", "false"} else given

    def items(self, nature: Nature, given: object) -> list[Value]:
        """The items of a list; a text of several ids or words is divided at its commas."""
        inner = nature_of(nature.inner)
        if isinstance(given, str):
            divided = inner.shape is Shape.SCALAR and (inner.word or inner.form not in _UNDIVIDED)
            given = _SEPARATOR.split(given.strip()) if divided else [given]
        listed = given if isinstance(given, (list, tuple)) else [given]
        if inner.shape is Shape.RECORD:
            listed = [{nature.key: item} if isinstance(item, str) else item for item in listed]
        items = [self.value(nature.inner, item) for item in listed]
        fit(nature.annotation, items)
        return items

    def record(self, nature: Nature, given: object) -> Value:
        """The parts of a record."""
        keys = field_keys(nature.inner)
        if not isinstance(given, dict):
            raise _parts_wanted(given, keys)
        for key in given:
            require_key(key, keys)
        record = {
            key: self.value(type_at(nature.inner, (key,)), given[key])
            for key in keys
            if given.get(key) is not None
        }
        fit(nature.inner, record)
        return record

    def mapping(self, nature: Nature, given: object) -> Value:
        """The entries of a mapping."""
        if not isinstance(given, dict):
            raise _parts_wanted(given, ())
        entries = {key: self.value(nature.inner, member) for key, member in given.items()}
        fit(nature.annotation, entries)
        return entries

    def scalar(self, nature: Nature, given: object) -> Value:
        """A single value: a word in either language, an amount, a day, a person, a text."""
        if not isinstance(given, str):
            raise UsageError(mark("one value is expected here, not several"))
        text = given.strip()
        if nature.word:
            names = names_of_word(self.vocabulary, nature.word)
            return choose(text, names, question(nature.word)) if names else text
        if issubclass(nature.inner, StrEnum):
            return choose(text, names_of_member(nature.inner), mark("word for this"))
        read = _FORMS.get(nature.form)
        value = fit(nature.annotation, read(self, text) if read else text)
        return int(text) if nature.form is Form.PERIOD and text.isdecimal() else value


def typist_at(desk: Desk, today: date) -> Typist:
    """The typist of one change."""
    return Typist(today, desk.methods().vocabulary, desk.settings.people)


def fit(annotation: Annotation, value: Value) -> Value:
    """The value as the schema reads it back.

    Raises:
        UsageError: It does not fit the format.
    """
    checked = check(annotation, plain(value))
    if not checked.problems:
        return checked.value
    from kam.render.messages import render_message

    problem = checked.problems[0]
    code = _CODES.get(problem.kind, "KAM003")
    params = {"kind": problem.kind, **problem.params}
    found = Finding(code, "", Severity.ERROR, "", keys=problem.keys, params=params)
    message, advice = render_message(found)
    raise UsageError("{problem}", hint="{advice}", problem=message, advice=advice)


_READERS: Mapping[Shape, Callable[[Typist, Nature, Any], Value]] = {
    Shape.SCALAR: Typist.scalar,
    Shape.RECORD: Typist.record,
    Shape.LIST: Typist.items,
    Shape.MAPPING: Typist.mapping,
    Shape.FREE: Typist.free,
}
_FORMS: Mapping[Form, Callable[[Typist, str], Value]] = {
    Form.AMOUNT: lambda _, text: amount_of(text),
    Form.DATE: lambda typist, text: day_of(text, typist.today),
    Form.PERSON: lambda typist, text: find_member(text, typist.people),
    Form.PERCENT: lambda _, text: text.rstrip("%％ "),
    Form.CURRENCY: lambda _, text: text.upper(),
    Form.FLAG: lambda _, text: choose(text, FLAGS, mark("word for this")),
}


def _read_flow(text: str) -> object:
    """The plain data of a value in braces or brackets, by the same reader as the files."""
    try:
        return to_plain(parse(text.encode()).root)
    except (ReadError, UnicodeEncodeError):
        raise UsageError(
            mark('"{text}" does not read'),
            hint=mark("write it as in a file: {example}"),
            text=text,
            example="{line: automation, amount: 2000000}",
        ) from None


def _parts_wanted(given: object, keys: Sequence[str]) -> UsageError:
    return UsageError(
        mark('"{text}" cannot stand for the whole of it'),
        hint=mark("set its parts, KEY.SUB=VALUE: {keys}") if keys else mark("KEY.SUB=VALUE"),
        candidates=keys,
        text=text_of(given) if isinstance(given, str) else "…",
        keys=", ".join(keys),
    )
