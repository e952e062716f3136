"""Ids that two accounts have for different things, and those that they get instead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kam.errors import UsageError
from kam.i18n import mark
from kam.store.nodes import Plain, to_plain
from kam.workspace.adding import CONTACTS, ORDERS, TASKS, name_in, same_name
from kam.workspace.desk import Desk
from kam.workspace.layout import file_path, opportunity_path
from kam.workspace.references import opportunities_of
from kam.workspace.slugs import given_id

OPPORTUNITIES = "opportunities"
KINDS = (CONTACTS, OPPORTUNITIES, TASKS, ORDERS)
"""What has ids in an account, by the file or folder that holds it."""
NewIds = Mapping[str, Mapping[str, str]]
"""By kind, the ids of an account that change: old to new."""


@dataclass(frozen=True, slots=True)
class _Both:
    """One kind of thing in both accounts, by id."""

    kind: str
    first: Mapping[str, Plain]
    second: Mapping[str, Plain]

    def shared(self) -> Iterator[str]:
        """The ids that stand for different things."""
        for key in self.first:
            if key in self.second and not self._is_one(self.first[key], self.second[key]):
                yield key

    def _is_one(self, one: Plain, other: Plain) -> bool:
        """Whether two of one id are one thing: a person of one name, or entries that are alike."""
        if self.kind == OPPORTUNITIES:
            return False
        if self.kind == CONTACTS:
            return same_name(_name(one), _name(other))
        return bool(one == other)

    def line(self, key: str) -> str:
        """Both of an id by their names."""
        return f"{self.kind} {key}: {_name(self.first[key])} | {_name(self.second[key])}"


def new_ids(desk: Desk, start: str, end: str, renamed: Mapping[str, str]) -> NewIds:
    """The ids that change when all of `start` goes to `end`.

    Raises:
        UsageError: Both have an id for different things and it gets no other one; or one that is
            taken, or one is given to what is not there or needs none.
        UnreadableFile: A file that has such ids is not in the strict subset.
    """
    found: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    clashes: list[str] = []
    known = [_Both(kind, _things(desk, start, kind), _things(desk, end, kind)) for kind in KINDS]
    for both in known:
        chosen = [key for key in renamed if key in both.first and key in both.second]
        clashes += [both.line(key) for key in both.shared() if key not in chosen]
        for key in chosen:
            new = given_id(renamed[key], person=both.kind == CONTACTS)
            if new in both.first or new in both.second:
                raise UsageError(mark("the id {id} is taken: {kind}"), id=new, kind=both.kind)
            found[both.kind][key] = new
    if idle := [key for key in renamed if not any(key in ids for ids in found.values())]:
        raise UsageError(
            mark('"{id}" is not an id that both have'), candidates=tuple(idle), id=idle[0]
        )
    if clashes:
        raise UsageError(
            mark("{start} and {end} have the same id for different things"),
            hint=mark("give what is in {start} another one: --rename ID=NEW-ID"),
            candidates=tuple(clashes),
            start=start,
            end=end,
        )
    return found


def _things(desk: Desk, account: str, kind: str) -> Mapping[str, Plain]:
    if kind == OPPORTUNITIES:
        return {
            key: {"name": name_in(desk, opportunity_path(account, key))}
            for key in opportunities_of(desk, account)
        }
    data = to_plain(desk.document(file_path(account, kind)).root)
    return data if isinstance(data, Mapping) else {}


def _name(entry: Plain) -> str:
    """What people call an entry: its name, what is to be done, or what was bought when."""
    if not isinstance(entry, Mapping):
        return "–"
    facts = (entry.get(key) for key in ("name", "what", "date", "line", "amount"))
    return " ".join(fact for fact in facts if isinstance(fact, str))
