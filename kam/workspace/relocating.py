"""Accounts and opportunities under another id, and opportunities in another account.

Every reference is changed with them, and `formerly` keeps the old name, by which history knows
them. The files of the thing itself are written first, then it is moved in one step, then what
names it: wherever this ends early, every file reads and fits, and the old name still finds it.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from kam.errors import UsageError
from kam.i18n import mark
from kam.store.changes import Append, Drop, Edit, Put, Rename
from kam.store.nodes import find, to_plain
from kam.workspace.adding import name_in
from kam.workspace.desk import Desk
from kam.workspace.layout import ACCOUNTS, ORDERS
from kam.workspace.naming import Target
from kam.workspace.references import (
    Reference,
    opportunities_of,
    references_to_account,
    references_to_opportunity,
)
from kam.workspace.slugs import given_id
from kam.workspace.transplanting import transplant


def rename_account(desk: Desk, old: str, new: str) -> Target:
    """Lay ready that an account has another id.

    Raises:
        UsageError: The id is none, is the old one or is taken.
        UnreadableFile, Unfit: A file that has to be changed does not read or fit.
    """
    desk.require(Target(old))
    _require_new(desk, Target(old), Target(given_id(new)), f"{ACCOUNTS}/{new}")
    references = references_to_account(desk, old)
    renamed = [(one, one.text.replace(old, new, 1)) for one in references]
    repoint(desk, ((one, text) for one, text in renamed if one.inside(old)))
    leave_name(desk, Target(old), old, new)
    for opportunity in opportunities_of(desk, old):
        leave_name(desk, Target(old, opportunity), f"{old}/{opportunity}", f"{new}/{opportunity}")
    desk.move(f"{ACCOUNTS}/{old}", f"{ACCOUNTS}/{new}")
    repoint(desk, ((one, text) for one, text in renamed if not one.inside(old)))
    return Target(new)


def rename_opportunity(desk: Desk, target: Target, new: str) -> Target:
    """Lay ready that an opportunity has another id in its account.

    Raises:
        UsageError: The id is none, is the old one or is taken.
        UnreadableFile, Unfit: A file that has to be changed does not read or fit.
    """
    end = Target(target.account, given_id(new))
    desk.require(target)
    _require_new(desk, target, end, end.path)
    references = references_to_opportunity(desk, target)
    leave_name(desk, target, str(target), str(end))
    desk.move(target.path, end.path)
    repoint(desk, ((one, new) for one in references))
    return end


def move_opportunity(desk: Desk, target: Target, account: str) -> Target:
    """Lay ready that an opportunity belongs to another account.

    Its activities, next steps and orders go with it, since they name it; complaints and contracts
    are the account's and stop naming it. The customer's people stay where they are and are named
    `account/person` from there. An owner that its file does not state is the other account's from
    then on.

    Raises:
        UsageError: It is there already, or something of the same id is.
        UnreadableFile, Unfit: A file that has to be changed does not read or fit.
    """
    end = Target(account, target.opportunity)
    if account == target.account:
        raise UsageError(mark("{target} is in that account already"), target=target)
    desk.require(target)
    desk.require(Target(account))
    if desk.has(end.path):
        raise UsageError(
            mark("{account} has an opportunity {id} already"),
            hint=mark("give this one another id first: kam rename {target} NEW-ID"),
            account=account,
            id=target.opportunity,
            target=target,
        )
    references = references_to_opportunity(desk, target)
    leave_name(desk, target, str(target), str(end), _qualified_people(desk, target))
    desk.move(target.path, end.path)
    own = Target(target.account).path
    going = [one for one in references if one.path != own]
    transplant(desk, going, target.account, account)
    _stop_naming(desk, own, [one for one in references if one.path == own], going)
    return end


def _stop_naming(
    desk: Desk, path: str, staying: Sequence[Reference], going: Sequence[Reference]
) -> None:
    """Take out of an account's own file what it says of an opportunity, and of orders, that go."""
    orders = {one.keys[0] for one in going if one.path.endswith(f"/{ORDERS}")}
    complaints = to_plain(desk.document(path).root).get("complaints") or {}
    drops = [Drop(one.keys) for one in reversed(staying)]
    drops += [
        Drop(("complaints", key, "order"))
        for key, complaint in complaints.items()
        if complaint.get("order") in orders
    ]
    if drops:
        desk.edit(path, *drops)


def _require_new(desk: Desk, old: Target, new: Target, path: str) -> None:
    if old == new:
        raise UsageError(mark("{id} is called that already"), id=old)
    if desk.has(path):
        raise UsageError(
            mark('"{name}" cannot be called {id}: "{other}" is'),
            candidates=(str(new),),
            id=new,
            name=name_in(desk, old.path),
            other=name_in(desk, new.path),
        )


def repoint(desk: Desk, renamed: Iterable[tuple[Reference, str]]) -> None:
    """Change references, all of one file in one edit."""
    for path, group in groupby(renamed, key=lambda pair: pair[0].path):
        desk.edit(path, *(repointed(one, text) for one, text in group))


def repointed(reference: Reference, text: str) -> Edit:
    """The edit by which a reference names something else."""
    keys = reference.keys
    return Rename(keys, text) if reference.is_key else Put(keys, text)


def leave_name(desk: Desk, target: Target, old: str, new: str, edits: Sequence[Edit] = ()) -> None:
    """Write the old name under `formerly`, where the new one does not stand any more."""
    node = find(desk.document(target.path).root, ("formerly",))
    known = to_plain(node) if node else []
    stale = [Drop(("formerly", known.index(new)))] if new in known else []
    left = [] if old in known else [Append(("formerly",), old)]
    desk.edit(target.path, *edits, *stale, *left)


def _qualified_people(desk: Desk, target: Target) -> tuple[Edit, ...]:
    """The contacts of the old account, named so that they are found from the new one."""
    node = find(desk.document(target.path).root, ("people",))
    people = to_plain(node) if node else None
    return tuple(
        Rename(("people", key), f"{target.account}/{key}") for key in people or () if "/" not in key
    )
