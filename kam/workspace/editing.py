"""A file that a person changes in an editor: the copy to work on, and what becomes of it.

The copy lies in the book's own folder and stays there until its text is in the book, so that no
text is lost, whatever happens; no lock is held while the editor is open.
"""

import itertools
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from kam.domain.finding import Finding
from kam.errors import InvalidData, WriteRefused
from kam.i18n import mark
from kam.store.files import read_bytes
from kam.store.own_folder import FOLDER
from kam.store.places import inside, make_folders
from kam.store.system import CREATE_FLAGS
from kam.store.text import ReadError
from kam.workspace.desk import Desk, Unfit
from kam.workspace.naming import Target, UnreadableFile
from kam.workspace.reading import unreadable

EDITS = f"{FOLDER}/edits"


@dataclass(frozen=True, slots=True)
class Draft:
    """A copy of a file on which a person works.

    Attributes:
        target: The account or opportunity.
        file: The file that it is a copy of.
        path: The copy, relative to the book.
        before: The bytes that the copy began with: those of the file, else of a blank one.
        is_new: Whether the file was not there when the copy was made.
    """

    target: Target
    file: str
    path: str
    before: bytes
    is_new: bool = False


class BadDraft(InvalidData):
    """A draft that the book does not take; `findings` say why, at the draft's own lines."""

    def __init__(self, draft: Draft, findings: tuple[Finding, ...]) -> None:
        super().__init__(
            mark("{target} is as it was: the new text does not fit"),
            hint=mark("your text is kept in {path}"),
            target=draft.target,
            path=draft.path,
        )
        self.findings = findings


class OvertakenDraft(WriteRefused):
    """The file changed while its draft was being written."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(
            mark("{target} was changed by another program meanwhile; nothing was written"),
            hint=mark("your text is kept in {path}"),
            target=draft.target,
            path=draft.path,
        )


def begin_draft(desk: Desk, target: Target, file: str = "", blank: str = "") -> Draft:
    """Make the copy of a file; one that was left of an earlier edit is not written over.

    Args:
        desk: Where the change is made.
        target: The account or opportunity.
        file: A file beside its own; the copy of one that is not there yet begins with `blank`.
        blank: The text of a new file.

    Raises:
        NotFound: There is no such file.
        UnreadableFile: It is no plain file of a size that is read.
    """
    desk.require(target)
    file = file or target.path
    is_new = not desk.has(file)
    before = blank.encode() if is_new else desk.raw(file)
    beside = "" if file == target.path else f"--{PurePosixPath(file).parts[2]}"
    name = str(target).replace("/", "--") + beside.removesuffix(".yaml")
    for number in itertools.count(1):
        path = f"{EDITS}/{name}-{number}.yaml" if number > 1 else f"{EDITS}/{name}.yaml"
        if _create(desk.root, path, before):
            break
    return Draft(target, file, path, before, is_new)


def text_of_draft(root: Path, draft: Draft) -> bytes:
    """What the editor left; the text as it was where it left nothing.

    Raises:
        BadDraft: It is no plain file of a size that is read.
    """
    try:
        return read_bytes(root / draft.path)
    except FileNotFoundError:
        return draft.before
    except ReadError as error:
        raise BadDraft(draft, (unreadable(draft.path, error),)) from None


def accept_draft(desk: Desk, draft: Draft) -> bool:
    """Lay the text of a draft ready in its file's place; whether it says anything new.

    Raises:
        BadDraft: It is not in the strict subset or does not fit the format.
        OvertakenDraft: The file is not what it was when the draft was made.
    """
    new = text_of_draft(desk.root, draft)
    if new == draft.before:
        return False
    there = desk.has(draft.file)
    if there is draft.is_new or (there and desk.raw(draft.file) != draft.before):
        raise OvertakenDraft(draft)
    try:
        desk.replace(draft.file, None if draft.is_new else draft.before, new)
        if draft.target.opportunity and draft.file == draft.target.path:
            desk.opportunity(draft.target)  # its playbook and stage have to be there
    except (Unfit, UnreadableFile) as error:
        findings = tuple(replace(finding, path=draft.path) for finding in error.findings)
        raise BadDraft(draft, findings) from None
    return True


def discard_draft(root: Path, draft: Draft) -> None:
    """Remove a draft whose text is in the book."""
    (root / draft.path).unlink(missing_ok=True)


def discard_idle_draft(root: Path, draft: Draft) -> None:
    """Remove a draft that says nothing new."""
    with suppress(BadDraft):
        if text_of_draft(root, draft) == draft.before:
            discard_draft(root, draft)


def _create(root: Path, path: str, content: bytes) -> bool:
    """Make a new file; whether it was not there yet.

    Raises:
        WriteRefused: The disk does not take it, or it would lie outside the book.
    """
    spot = inside(root, Path(path))
    try:
        make_folders(spot.path.parent)
        with os.fdopen(os.open(spot.path, CREATE_FLAGS, 0o600), "wb") as file:
            file.write(content)
    except FileExistsError:
        return False
    except OSError as error:
        raise WriteRefused(
            mark("{path} cannot be written: {problem}"),
            path=path,
            problem=error.strerror or error,
        ) from None
    return True
