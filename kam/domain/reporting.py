"""The reporting tree of a customer's people (METHODS.md 4)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kam.domain.hierarchy import without_rings
from kam.domain.person import Key, Person


class Branch(NamedTuple):
    """A person of the tree; `last` says of each step down to them whether it is the last one."""

    person: Person
    last: tuple[bool, ...]


def reporting_tree(people: Iterable[Person]) -> Iterator[Branch]:
    """The people from the top down, each after their superior, in the order of the file.

    Who reports to nobody, or to nobody who is still there, is at the top; a ring is cut open.
    """
    by_name = {_name(person.key): person for person in people}
    stated = {
        name: _name((one.home, one.contact.reports_to)) if one.contact.reports_to else None
        for name, one in by_name.items()
    }
    superior = without_rings({name: up if up in by_name else None for name, up in stated.items()})
    below: dict[str | None, list[str]] = {}
    for name in by_name:
        below.setdefault(superior.get(name), []).append(name)
    waiting = _steps(below.get(None, []), None)
    while waiting:
        name, last = waiting.pop()
        yield Branch(by_name[name], last)
        waiting += _steps(below.get(name, []), last)


def _steps(
    names: Sequence[str], above: tuple[bool, ...] | None
) -> list[tuple[str, tuple[bool, ...]]]:
    """The people below one, in reverse, with the steps down to each."""
    end = len(names) - 1
    steps = [
        (name, () if above is None else (*above, place == end)) for place, name in enumerate(names)
    ]
    return steps[::-1]


def _name(key: Key) -> str:
    return "/".join(key)
