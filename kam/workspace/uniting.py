"""Two accounts of one customer made one: all that lies in the first goes to the second.

What the second has not is written there before it is taken from the first, whose own file goes
last: wherever this ends early, every file reads and fits, and doing it again goes on from there.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby

from kam.domain.account import Account
from kam.domain.contact import Contact
from kam.domain.handover import Merger
from kam.domain.names import same_name
from kam.errors import UsageError
from kam.i18n import mark
from kam.store import nodes
from kam.store.changes import Append, Drop, Edit, Put, Rename
from kam.store.members import members
from kam.store.nodes import KeyPath, Plain, find, to_plain
from kam.workspace.clashes import (
    ACTIONS,
    COMPLAINTS,
    CONTRACTS,
    OBJECTIVES,
    OPPORTUNITIES,
    SHEETS,
    NewIds,
    new_ids,
)
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
    sheet_path,
)
from kam.workspace.naming import Target
from kam.workspace.opening import type_of
from kam.workspace.references import (
    Reference,
    references_to_account,
    references_to_contact,
    references_to_opportunity,
)
from kam.workspace.relocating import leave_name, repoint
from kam.workspace.removal import files_to_remove
from kam.workspace.transplanting import copy_of
from kam.workspace.united_account import account_edits, require_no_ring
from kam.workspace.united_facts import Left, Source, lacking, unite

_GONE = ("left", "moved_to")
_LISTS = {Role.TASKS: "tasks", Role.ORDERS: "orders", Role.CONTACTS: "contacts"}


def merge_accounts(desk: Desk, start: str, end: str, renamed: Mapping[str, str]) -> Merger:
    """Lay ready that all of one account belongs to another, which keeps its own facts.

    A contact of the same id and name is one person. An entry that both have alike is taken once.
    Opportunities that got their owner from the first account state it where the two differ, so
    that nothing changes hands.

    Args:
        desk: The change.
        start: The account that goes.
        end: The account that stays.
        renamed: Other ids for things of the first whose id the other has for something else.

    Raises:
        UsageError: Both have an id for different things; or the account would be its own parent.
        WriteRefused: The folder of the first holds files that are not kam's.
        UnreadableFile, Unfit: A file that has to be changed does not read or fit.
    """
    if start == end:
        raise UsageError(mark("{account} is one account already"), account=start)
    first, second = desk.account(Target(start)), desk.account(Target(end))
    for read in (desk.contacts, desk.tasks, desk.orders):
        read(start)
    leaving = files_to_remove(desk, start)
    ids = new_ids(desk, start, end, renamed)
    require_no_ring(desk, first, second)
    _rename(desk, start, ids)
    _repoint(desk, start, end, ids)
    union = _Union(desk, first, second)
    contacts = file_path(start, CONTACTS)
    for path in sorted(leaving, key=lambda path: path != contacts):
        union.bring(path, ids)
    desk.edit(second.path, *union.kept(account_edits(desk, first, second), end))
    for path in union.leaving:
        desk.remove(path)
    desk.remove(first.path)
    return union.merger()


class _Union:
    """What goes from one account's files to another's, and what becomes of it there."""

    def __init__(self, desk: Desk, first: Account, second: Account) -> None:
        self._desk = desk
        self._first = first
        self._second = second
        self._counts: Counter[str] = Counter()
        self._left: list[tuple[str, object, str, object]] = []
        self.leaving: list[str] = []

    def merger(self) -> Merger:
        """How much went."""
        return Merger(**self._counts, left=tuple(self._left))

    def kept(self, found: Iterator[Edit | Left], what: str) -> list[Edit]:
        """The edits of a union of facts; what was left behind is noted."""
        edits: list[Edit] = []
        for one in found:
            if isinstance(one, Left):
                fact = ".".join(str(key) for key in one.path)
                whose = self._second.id if one.given_up else self._first.id
                self._left.append((f"{what} {fact}", one.kept, whose, one.left))
            else:
                edits.append(one)
        return edits

    def bring(self, path: str, ids: NewIds) -> None:
        """Lay ready that a file of the first account goes to the second, or what is in it."""
        place = place_of(path)
        if place is None or place.role is Role.ACCOUNT:
            return
        new = path.replace(f"/{self._first.id}/", f"/{self._second.id}/", 1)
        if place.role is Role.OPPORTUNITY:
            self._bring_opportunity(path, ids[OPPORTUNITIES].get(place.stem, place.stem))
            return
        if place.role is Role.SHEET:
            new = sheet_path(self._second.id, ids[SHEETS].get(place.stem, place.stem))
        self._count(path, place.role)
        if not self._desk.has(new):
            self._desk.move(path, new)
            return
        self._desk.edit(new, *self._joined(path, new, place.role))
        self.leaving.append(path)

    def _bring_opportunity(self, path: str, new: str) -> None:
        first, second = self._first, self._second
        old = Target(first.id, path.rpartition("/")[2].removesuffix(".yaml"))
        owner = first.owner
        stated = find(self._desk.document(path).root, ("owner",))
        passes = stated is not None or owner in {None, second.owner or owner}
        edits = () if passes else (Put(("owner",), owner),)
        leave_name(self._desk, old, str(old), f"{second.id}/{new}", edits)
        self._desk.move(path, opportunity_path(second.id, new))
        self._counts["opportunities"] += 1

    def _count(self, path: str, role: Role) -> None:
        data = to_plain(self._desk.document(path).root) or ()
        name = "activities" if role is Role.ACTIVITIES else _LISTS.get(role)
        if name:
            self._counts[name] += len(data)

    def _joined(self, path: str, new: str, role: Role) -> list[Edit]:
        """The edits that put what is in one file into another of its kind."""
        document = self._desk.document(path)
        root, text = document.root, document.text
        kept = to_plain(self._desk.document(new).root)
        if isinstance(root, nodes.Sequence):
            return self._appended(text, root, kept or [], role)
        if not isinstance(root, nodes.Mapping):
            return []
        if role in {Role.PLAN, Role.SHEET}:
            name = new.partition(f"/{self._second.id}/")[2]
            return self.kept(unite(kept or {}, Source(text, root), type_of(role)), name)
        edits: list[Edit] = []
        for member in members(root):
            key, other = member.key.text if member.key else "", to_plain(member.value)
            if other is None:
                continue
            if key not in (kept or {}):
                edits.append(Put((key,), copy_of(text, member)))
            elif role is Role.CONTACTS:
                found = unite(kept[key], Source(text, member.value), Contact, (key,))
                edits += self.kept(_of_one_person(found, key, kept[key], other), key)
                self._counts.update(contacts=-1, persons=1)
            else:
                self._counts.update({_LISTS[role]: -1, "twice": 1})
        return edits

    def _appended(
        self, text: str, root: nodes.Sequence, kept: list[object], role: Role
    ) -> list[Edit]:
        added = list(lacking(kept, root))
        if role is Role.ACTIVITIES:
            twice = len(root.items) - len(added)
            self._counts.update(activities=-twice, twice=twice)
        return [Append((), copy_of(text, member)) for member in added]


def _of_one_person(
    found: Iterator[Edit | Left], key: str, kept: Plain, other: Plain
) -> Iterator[Edit | Left]:
    """The union of what two accounts say of one person; a name in another writing is the same.

    Who is there by one of the accounts has not left by what the other one says.
    """
    present = "left" not in kept
    for one in found:
        fact = one.path[-1]
        if present and fact in _GONE and isinstance(one, Put):
            yield Left((fact,), None, other[fact])
        elif not (fact == "name" and same_name(kept[fact], other[fact])):
            yield one
    if not present and "left" not in other:
        for fact in (one for one in _GONE if one in kept):
            yield Drop((key, fact))
            yield Left((fact,), None, kept[fact], given_up=True)


def _rename(desk: Desk, start: str, ids: NewIds) -> None:
    """Give things of the first account their new ids, in all of its own files."""
    for kind in (CONTACTS, TASKS, ORDERS):
        for old, new in ids[kind].items():
            desk.edit(file_path(start, kind), Rename((old,), new))
    account = account_path(start)
    for old, new in ids[ORDERS].items():
        complaints = to_plain(desk.document(account).root).get(COMPLAINTS) or {}
        about = [key for key, complaint in complaints.items() if complaint.get("order") == old]
        desk.edit(account, *(Put((COMPLAINTS, key, "order"), new) for key in about))
    for kind in (COMPLAINTS, CONTRACTS):
        for old, new in ids[kind].items():
            desk.edit(account, Rename((kind, old), new))
    plan = file_path(start, PLAN)
    for old, new in ids[OBJECTIVES].items():
        actions = to_plain(desk.document(plan).root).get(ACTIONS) or {}
        led = [key for key, action in actions.items() if action.get("supports") == old]
        supports = [Put((ACTIONS, key, "supports"), new) for key in led]
        desk.edit(plan, *supports, Rename((OBJECTIVES, old), new))
    for old, new in ids[ACTIONS].items():
        desk.edit(plan, Rename((ACTIONS, old), new))
    for old, new in ids[CONTACTS].items():
        repoint(desk, ((one, new) for one in references_to_contact(desk, start, old)))
    for old, new in ids[OPPORTUNITIES].items():
        own = Target(start, old)
        repoint(desk, ((one, new) for one in references_to_opportunity(desk, own)))


def _repoint(desk: Desk, start: str, end: str, ids: NewIds) -> None:
    """Change what names the first account or its people; the parents of both are settled apart."""
    own = {account_path(start), account_path(end)}
    every = references_to_account(desk, start)
    found = [one for one in every if one.path not in own or one.keys != ("parent",)]
    for path, group in groupby(found, key=lambda one: one.path):
        data = to_plain(desk.document(path).root)
        for reference in group:
            _, slash, person = reference.text.partition("/")
            new = f"{end}{slash}{ids[CONTACTS].get(person, person)}"
            if reference.is_key and new in data["people"]:
                desk.edit(path, *_one_person(desk, reference, new))
            else:
                repoint(desk, [(reference, new)])
    for account in (start, end):
        _stay(desk, file_path(account, CONTACTS), end)


def _one_person(desk: Desk, reference: Reference, new: str) -> Iterator[Edit]:
    """The edits by which an opportunity that names one person twice does so once."""
    document = desk.document(reference.path)
    root = document.root
    kept: KeyPath = ("people", new)
    value, other = find(root, kept), find(root, reference.keys)
    if value is not None and other is not None:
        found = unite(to_plain(value) or {}, Source(document.text, other), None, kept)
        yield from (one for one in found if not isinstance(one, Left))
    yield Drop(reference.keys)


def _stay(desk: Desk, path: str, end: str) -> None:
    """A person who moved from one of the two accounts to the other has not left any more."""
    data = to_plain(desk.document(path).root) or {}
    for key, contact in data.items():
        if isinstance(contact, dict) and contact.get("moved_to") == f"{end}/{key}":
            desk.edit(path, Drop((key, "moved_to")), Drop((key, "left")))
