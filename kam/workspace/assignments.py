"""Assignments as people type them, and the place in a file that each one means.

A key leads into the file as its format has it: `purchasing.mode`, `people.li.wei.lead` (an id may
hold dots), `competitors.Siemens.price` (an entry of a list by what names it), `payments.2.paid`
(by its number from 1, where nothing names it).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kam.domain.choosing import require_key
from kam.domain.guess import closest
from kam.errors import UsageError
from kam.i18n import mark
from kam.schema.natures import Nature, Shape, nature_of
from kam.schema.shapes import Annotation, field_keys, type_at
from kam.store.nodes import KeyPath, Plain

_FORM = re.compile(r"\s*([^=+\s][^=]*?)\s*([+-]?=)(.*)", re.DOTALL)


class Operation(StrEnum):
    """What an assignment does with its fact."""

    SET = "="
    ADD = "+="
    TAKE = "-="


@dataclass(frozen=True, slots=True)
class Assignment:
    """One word of `kam set`: `KEY=VALUE`, `KEY+=VALUE`, `KEY-=VALUE`; `KEY=` clears."""

    key: str
    operation: Operation
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A place in a file and the type of what may stand there."""

    keys: KeyPath
    annotation: Annotation


def parse_assignment(text: str) -> Assignment:
    """Read one assignment.

    Raises:
        UsageError: It is not of one of the forms.
    """
    found = _FORM.fullmatch(text)
    if not found:
        raise UsageError(
            mark('"{text}" is not of the form KEY=VALUE'),
            hint=mark("KEY=VALUE sets, KEY+=VALUE adds, KEY-=VALUE takes away, KEY= clears"),
            text=text,
        )
    return Assignment(found[1], Operation(found[2]), found[3].strip())


def locate(annotation: Annotation, data: Plain, key: str) -> Fact:
    """The fact that a key means inside a record of the type `annotation` that holds `data`.

    Raises:
        UsageError: The format has no such key, or a list no such entry.
    """
    steps = key.split(".")
    for fact in _facts(annotation, data, steps):
        return fact
    raise _unknown(annotation, data, steps)


def entry_index(nature: Nature, data: Plain, name: str) -> int | None:
    """Which entry of a list of records goes by `name`; by its number where nothing names it."""
    entries = data if isinstance(data, list) else []
    named = [index for index, entry in enumerate(entries) if _name(nature, entry) == name]
    if len(named) == 1:
        return named[0]
    counted = not nature.is_keyed and name.isdecimal() and 0 < int(name) <= len(entries)
    return int(name) - 1 if counted else None


def _facts(annotation: Annotation, data: Plain, steps: Sequence[str]) -> Iterator[Fact]:
    """The places that the steps of a key may mean, the likeliest first."""
    if not steps:
        yield Fact((), annotation)
        return
    nature = nature_of(annotation)
    for step, used in _first_steps(nature, data, steps):
        inner = type_at(annotation, (step,))
        for fact in _facts(inner, _child(data, step), steps[used:]):
            yield Fact((step, *fact.keys), fact.annotation)


def _first_steps(
    nature: Nature, data: Plain, steps: Sequence[str]
) -> Iterator[tuple[str | int, int]]:
    """What the first steps may name, each with how many steps it takes; what is there first."""
    if nature.shape is Shape.RECORD:
        if steps[0] in field_keys(nature.inner):
            yield steps[0], 1
        return
    names = [(".".join(steps[:count]), count) for count in range(1, len(steps) + 1)]
    if nature.shape is Shape.LIST:
        for name, count in names:
            index = entry_index(nature, data, name)
            if index is not None:
                yield index, count
    elif nature.shape is not Shape.SCALAR:
        known = [one for one in names if isinstance(data, Mapping) and one[0] in data]
        others = [one for one in names if one not in known]
        yield from (*known, *(others[:-1] if known and others else others))


def _unknown(annotation: Annotation, data: Plain, steps: Sequence[str]) -> UsageError:
    """The error for the first step that leads nowhere."""
    nature = nature_of(annotation)
    if nature.shape is Shape.RECORD:
        require_key(steps[0], field_keys(nature.inner))
    if nature.shape is Shape.LIST:
        entries = data if isinstance(data, list) else []
        names = [_name(nature, entry) for entry in entries]
        if same := [str(place) for place, name in enumerate(names, 1) if name == steps[0]]:
            return UsageError(
                mark('more than one entry is called "{name}"'),
                hint=mark("say which by its number: {numbers}"),
                name=steps[0],
                numbers=", ".join(same),
            )
        return UsageError(
            mark('there is no entry "{name}"'),
            hint=mark("there are: {names}"),
            candidates=[closest(steps[0], names) or ""] if closest(steps[0], names) else (),
            name=".".join(steps),
            names=", ".join(names) or "-",
        )
    if nature.shape is Shape.SCALAR:
        return UsageError(
            mark('"{key}" leads nowhere: there is one value, without parts'), key=".".join(steps)
        )
    step, used = next(_first_steps(nature, data, steps))
    return _unknown(type_at(annotation, (step,)), _child(data, step), steps[used:])


def _name(nature: Nature, entry: Plain) -> str:
    """What names an entry of a list of records; nothing where it is none."""
    return str(entry.get(nature.key, "")) if isinstance(entry, Mapping) else ""


def _child(data: Plain, step: str | int) -> Plain:
    if isinstance(data, Mapping):
        return data.get(step)
    return data[step] if isinstance(data, list) and isinstance(step, int) else None
