"""Open work of one of our people handed over to another; what has ended keeps who had it.

What is closed is written first where only its account said whose it was, an account's own file
last: wherever a transfer ends early, every file reads and fits, and running it again goes on.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kam.domain.account import Account
from kam.domain.deal import OPEN_STATES
from kam.domain.deals import state_of
from kam.domain.fields import Form
from kam.domain.handover import Transfer
from kam.domain.opportunity import Opportunity, Split
from kam.schema.natures import Shape, nature_of
from kam.schema.shapes import Annotation, type_at
from kam.store.changes import Drop, Edit, Put
from kam.store.nodes import KeyPath, Plain, to_plain
from kam.workspace.desk import Desk
from kam.workspace.layout import Place, Role, account_path, place_of
from kam.workspace.naming import Target
from kam.workspace.opening import type_of
from kam.workspace.references import files_holding, opportunities_of

_ENTRIES = frozenset({Role.TASKS, Role.CONTACTS, Role.PLAN, Role.SHEET})
"""Files of an account in which `owner:` says who does something."""
_ENDED = frozenset({"done", "result"})
"""Keys by which something says that it has ended."""
_OWNER = "owner"
_SAID_APART = frozenset({"splits", "outcome", "history"})
"""Keys of an opportunity whose owners are not simply who does it."""


@dataclass(frozen=True, slots=True)
class _People:
    """From whom to whom."""

    start: str
    end: str


def transfer(desk: Desk, start: str, end: str, accounts: Collection[str] = ()) -> Transfer:
    """Lay ready that the open work of one person is another's; of all accounts, or of these.

    Activities keep who did them. The shares of open opportunities go with them: what closes later
    is credited to who closes it. Where the other person has a share already, the two are one.

    Raises:
        UnreadableFile, Unfit: A file that is concerned does not read or fit; nothing is written.
    """
    people = _People(start, end)
    held = [
        (path, place)
        for path, _ in files_holding(desk, start)
        if (place := place_of(path)) and (not accounts or place.account in accounts)
    ]
    total = Transfer()
    for account, group in groupby(held, key=lambda one: one[1].account):
        total += _of_account(desk, account, dict(group), people)
    return total


def _of_account(desk: Desk, account: str, held: Mapping[str, Place], people: _People) -> Transfer:
    """Hand over what lies in one account's folder; `held` are its files that name the person."""
    own = account_path(account)
    record = desk.account(Target(account)) if own in held else None
    passes_on = record is not None and record.owner == people.start
    total = Transfer()
    for opportunity in opportunities_of(desk, account):
        target = Target(account, opportunity)
        if passes_on or target.path in held:
            total += _of_opportunity(desk, target, people, passes_on=passes_on)
    for path, place in held.items():
        if place.role in _ENTRIES:
            total += _of_entries(desk, path, place.role, people)
    return total + _of_record(desk, own, record, people) if record else total


def _of_opportunity(desk: Desk, target: Target, people: _People, *, passes_on: bool) -> Transfer:
    opportunity, playbook = desk.opportunity(target)
    stated = opportunity.owner
    if state_of(opportunity, playbook) not in OPEN_STATES:
        outcome = opportunity.outcome
        stated = (outcome and outcome.owner) or stated
        if stated is None and passes_on:
            keys = ("outcome", "owner") if outcome else ("owner",)
            desk.edit(target.path, Put(keys, people.start))
        was_theirs = stated == people.start or (stated is None and passes_on)
        return Transfer(kept=int(was_theirs))
    data = to_plain(desk.document(target.path).root)
    own = {key: value for key, value in data.items() if key not in _SAID_APART}
    edits: list[Edit] = [Put(keys, people.end) for keys in _owned(own, people.start, Opportunity)]
    shared = _share_edits(opportunity.splits, people)
    _edit(desk, target.path, *edits, *shared)
    theirs = stated == people.start or (stated is None and passes_on)
    others = len(edits) - (stated == people.start)
    return Transfer(opportunities=int(theirs), shares=int(bool(shared)), plans=others)


def _share_edits(splits: Sequence[Split], people: _People) -> list[Edit]:
    """The share of one person given to the other: added to a share of the same kind.

    Who has a share within the 100 % has no overlay beside it: that one falls away.
    """
    owners = [split.owner for split in splits]
    if people.start not in owners:
        return []
    left = owners.index(people.start)
    if people.end not in owners:
        return [Put(("splits", left, "owner"), people.end)]
    kept = owners.index(people.end)
    given, had = splits[left], splits[kept]
    edits: list[Edit] = []
    if given.overlay == had.overlay:
        edits.append(Put(("splits", kept, "share"), given.share + had.share))
    elif had.overlay:
        edits.append(Put(("splits", kept, "share"), given.share))
        edits.append(Drop(("splits", kept, "overlay")))
    return [*edits, Drop(("splits", left))]


def _of_entries(desk: Desk, path: str, role: Role, people: _People) -> Transfer:
    found = [
        Put(keys, people.end)
        for keys in _owned(to_plain(desk.document(path).root), people.start, type_of(role))
    ]
    _edit(desk, path, *found)
    return Transfer(tasks=len(found)) if role is Role.TASKS else Transfer(plans=len(found))


def _of_record(desk: Desk, path: str, account: Account, people: _People) -> Transfer:
    data = to_plain(desk.document(path).root)
    owned = list(_owned(data, people.start, Account))
    edits: list[Edit] = [Put(keys, people.end) for keys in owned]
    places = [place for place, one in enumerate(account.team) if one == people.start]
    member = bool(places)
    if places and people.end not in {*account.team, account.owner}:
        edits.append(Put(("team", places.pop(0)), people.end))
    edits += [Drop(("team", place)) for place in reversed(places)]
    _edit(desk, path, *edits)
    handed = ("owner",) in owned
    return Transfer(accounts=int(handed), memberships=int(member), plans=len(owned) - int(handed))


def _edit(desk: Desk, path: str, *edits: Edit) -> None:
    """Lay edits ready; a file that nothing is changed in need not fit."""
    if edits:
        desk.edit(path, *edits)


def _owned(data: Plain, person: str, annotation: Annotation, at: KeyPath = ()) -> Iterator[KeyPath]:
    """Every `owner:` of a file that is one of ours by the format and names the person.

    What has ended is passed over. Ids and what people add under `custom` may be called as our keys
    are and are none of them, so the format says which record and which person is meant.
    """
    nature = None if annotation is None else nature_of(annotation)
    if nature is None:
        return
    if nature.shape is Shape.LIST:
        for index, item in enumerate(data if isinstance(data, list) else ()):
            yield from _owned(item, person, nature.inner, (*at, index))
    ended = nature.shape is Shape.RECORD and not _ENDED.isdisjoint(data or ())
    if not isinstance(data, Mapping) or ended:
        return
    for key, value in data.items():
        inner = type_at(annotation, (key,))
        if value == person and key == _OWNER and _is_person(inner):
            yield (*at, key)
        yield from _owned(value, person, inner, (*at, key))


def _is_person(annotation: Annotation) -> bool:
    """Whether a value is one of ours, or a contact, by its written form."""
    nature = None if annotation is None else nature_of(annotation)
    return bool(nature and nature.shape is Shape.SCALAR and nature.form is Form.PERSON)
