"""Ids that two accounts have for different things, and those that they get instead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kam.domain.names import same_name
from kam.errors import UsageError
from kam.i18n import mark
from kam.store.nodes import Plain, to_plain
from kam.workspace.adding import name_in
from kam.workspace.desk import Desk
from kam.workspace.layout import (
    CONTACTS,
    ORDERS,
    PLAN,
    TASKS,
    Role,
    account_path,
    file_path,
    opportunity_path,
    place_of,
)
from kam.workspace.references import opportunities_of
from kam.workspace.slugs import given_id

OPPORTUNITIES, SHEETS = "opportunities", "sheets"
OBJECTIVES, ACTIONS = "objectives", "actions"
COMPLAINTS, CONTRACTS = "complaints", "contracts"
KINDS = (
    CONTACTS,
    OPPORTUNITIES,
    SHEETS,
    TASKS,
    ORDERS,
    OBJECTIVES,
    ACTIONS,
    COMPLAINTS,
    CONTRACTS,
)
"""What has ids in an account: files, folders, two parts of a plan and two of account.yaml."""
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
        """Whether two of one id are one thing.

        A person of one name, sheets that both speak of the account, or entries that are alike.
        """
        match self.kind:
            case "opportunities":
                return False
            case "sheets":
                return "opportunity" not in one and "opportunity" not in other
            case "contacts.yaml":
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
    linked = _linked(desk, start, end)
    known = [_Both(kind, _things(desk, start, kind), _things(desk, end, kind)) for kind in KINDS]
    for both in known:
        chosen = [key for key in renamed if key in both.first and key in both.second]
        one = linked if both.kind == CONTACTS else {}
        clashes += [both.line(key) for key in both.shared() if key not in {*chosen, *one}]
        found[both.kind] |= {old: new for old, new in one.items() if old != new}
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


def _linked(desk: Desk, start: str, end: str) -> Mapping[str, str]:
    """The people of the first who are people of the second, because one of them moved there.

    Nobody gets an id that somebody else of the first has. One of another name is somebody else.
    """
    first, second = _things(desk, start, CONTACTS), _things(desk, end, CONTACTS)
    moved = [(key, _moved(contact, end)) for key, contact in first.items()]
    moved += [(_moved(contact, start), key) for key, contact in second.items()]
    found: dict[str, str] = {}
    for old, new in moved:
        taken = new in found.values() or (new in first and new != old)
        known = old in first and new in second
        if known and not taken and same_name(_name(first[old]), _name(second[new])):
            found.setdefault(old, new)
    return found


def _moved(contact: Plain, account: str) -> str:
    """The id that a contact has in an account to which they moved; empty where they did not."""
    home, _, person = str(_mapping(contact).get("moved_to", "")).partition("/")
    return person if home == account else ""


def _things(desk: Desk, account: str, kind: str) -> Mapping[str, Plain]:
    """What an account has of a kind, by id."""
    match kind:
        case "opportunities":
            paths = {key: opportunity_path(account, key) for key in opportunities_of(desk, account)}
            return {key: {"name": name_in(desk, path)} for key, path in paths.items()}
        case "sheets":
            places = [(path, place_of(path)) for path in desk.source.files()]
            return {
                place.stem: _entries(desk, path)
                for path, place in places
                if place and place.account == account and place.role is Role.SHEET
            }
        case "objectives" | "actions":
            return _mapping(_entries(desk, file_path(account, PLAN)).get(kind))
        case "complaints" | "contracts":
            return _mapping(_entries(desk, account_path(account)).get(kind))
    return _entries(desk, file_path(account, kind))


def _entries(desk: Desk, path: str) -> Mapping[str, Plain]:
    return _mapping(to_plain(desk.document(path).root))


def _mapping(data: Plain) -> Mapping[str, Plain]:
    return data if isinstance(data, Mapping) else {}


def _name(entry: Plain) -> str:
    """What people call an entry: its name, what is to be done, or what was bought when."""
    facts = [_mapping(entry).get(key) for key in ("name", "what", "date", "line", "amount")]
    facts = [fact for fact in facts if fact] or [_mapping(entry).get("opportunity") or "–"]
    return " ".join(str(fact) for fact in facts)
