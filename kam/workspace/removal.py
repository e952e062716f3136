"""Accounts and opportunities taken out of the book, with what names them.

What names a thing is changed before the thing goes, and an account's own file goes last: wherever
a removal ends early, the book is as valid as before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from kam.errors import AnswerNo, WriteRefused
from kam.i18n import mark
from kam.store.changes import Drop
from kam.store.nodes import nearest
from kam.workspace.desk import Desk
from kam.workspace.layout import ACCOUNTS, TASKS, Role, place_of
from kam.workspace.naming import Target
from kam.workspace.references import (
    Reference,
    opportunities_of,
    references_to_account,
    references_to_opportunity,
)
from kam.workspace.transplanting import is_sheet, take_entries

_ORDER = (
    Role.TASKS,
    Role.ACTIVITIES,
    Role.ORDERS,
    Role.PLAN,
    Role.SHEET,
    Role.OPPORTUNITY,
    Role.CONTACTS,
    Role.ACCOUNT,
)
"""What names something goes before what it names."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What a removal takes away.

    Attributes:
        target: The account or opportunity.
        opportunities: How many opportunities go with an account.
        references: What names it in the files that stay.
    """

    target: Target
    opportunities: int
    references: tuple[Reference, ...]


def plan_removal(desk: Desk, target: Target) -> Removal:
    """What removing an account or opportunity would take away.

    Raises:
        NotFound: It is not there.
        UnreadableFile: A file that may name it is not in the strict subset.
    """
    desk.require(target)
    if target.opportunity:
        return Removal(target, 0, references_to_opportunity(desk, target))
    references = references_to_account(desk, target.account)
    staying = tuple(one for one in references if not one.inside(target.account))
    return Removal(target, len(opportunities_of(desk, target.account)), staying)


def remove(desk: Desk, removal: Removal, *, with_references: bool) -> None:
    """Lay the removal of an account or opportunity ready.

    With references, an opportunity's next steps and sheets go with it; its activities and orders
    are facts of the account and only stop naming it. What names a removed account, or its people,
    is taken out of the other accounts' files.

    Raises:
        AnswerNo: Something names it, and references are to be kept.
        WriteRefused: The account's folder holds files that are not kam's to remove.
    """
    if removal.references and not with_references:
        raise AnswerNo(
            mark("{target} is named elsewhere"),
            hint=mark("change that first, or take it along: --with-references"),
            candidates=tuple(_place(desk, one) for one in removal.references),
            target=removal.target,
        )
    _drop(desk, removal.references)
    if removal.target.opportunity:
        desk.remove(removal.target.path)
        return
    for path in files_to_remove(desk, removal.target.account):
        desk.remove(path)


def _place(desk: Desk, reference: Reference) -> str:
    """The file and the line of a reference."""
    span = nearest(desk.document(reference.path).root, reference.keys)
    return f"{reference.path}:{span.start.line + 1}"


def _drop(desk: Desk, references: Iterable[Reference]) -> None:
    for path, group in groupby(references, key=lambda one: one.path):
        keys = [one.keys for one in group]
        if is_sheet(path) and ("opportunity",) in keys:
            desk.remove(path)
        elif path.endswith(f"/{TASKS}"):
            take_entries(desk, path, [key[0] for key in keys])
        else:
            desk.edit(path, *(Drop(key) for key in reversed(keys)))


def files_to_remove(desk: Desk, account: str) -> list[str]:
    """The files of an account's folder, in the order in which they go: its own file last.

    Raises:
        WriteRefused: There are others, which nobody asked to remove.
    """
    folder = desk.root / ACCOUNTS / account
    every = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    names = [path.relative_to(desk.root).as_posix() for path in every if _counts(path, folder)]
    strangers = [name for name in names if place_of(name) is None]
    if strangers:
        raise WriteRefused(
            mark("{folder} holds files that kam does not know"),
            hint=mark("move or delete them first"),
            candidates=strangers,
            folder=f"{ACCOUNTS}/{account}",
        )
    return sorted(names, key=_rank)


def _rank(path: str) -> tuple[int, str]:
    place = place_of(path)
    return (_ORDER.index(place.role) if place else len(_ORDER), path)


def _counts(path: Path, folder: Path) -> bool:
    """Whether a file is a person's, and not what a desktop or an editor leaves (`.DS_Store`)."""
    return not any(part.startswith(".") for part in path.relative_to(folder).parts)
