"""Mends what `ailments` finds, under the book's lock; nothing that a person wrote is touched."""

from collections.abc import Callable, Mapping
from pathlib import Path

from kam.errors import GitFailed
from kam.i18n import mark
from kam.index.database import discard
from kam.store.safe_write import temporaries
from kam.vcs.left_locks import left_behind
from kam.vcs.registration import install_hook, register_driver
from kam.vcs.repository import Repository, require_repository
from kam.workspace.ailments import Ailment, Kind
from kam.workspace.beginning import begin_history, lay_rules
from kam.workspace.committing import commit_now, save
from kam.workspace.desk import Desk
from kam.workspace.uncommitted import drop_note, notes


def treat(desk: Desk, ailment: Ailment, message: str) -> None:
    """Mend one ailment; another command may have done so meanwhile.

    Args:
        desk: The book, under its lock.
        ailment: What is wrong.
        message: Of the commit, where mending changes a file of the book.

    Raises:
        GitFailed: Git does not let it be mended.
        WriteRefused: The disk does not.
    """
    if ailment.kind is Kind.NO_ATTRIBUTES:
        lay_rules(desk)
        saved = save(desk, message)
        if saved.problem is not None:
            raise saved.problem
    elif ailment.kind in _BY_KIND:
        try:
            _BY_KIND[ailment.kind](desk.root)
        except OSError as error:
            raise GitFailed(
                mark("it cannot be mended: {problem}"), problem=error.strerror or error
            ) from None


def _sweep(root: Path) -> None:
    for path in temporaries(root):
        path.unlink(missing_ok=True)


def _unlock(root: Path) -> None:
    for path in left_behind(require_repository(root)):
        path.unlink(missing_ok=True)


def _commit(root: Path) -> None:
    """Commit what was saved and not committed, the oldest first; what HEAD has is done with."""
    repository = require_repository(root)
    for note in notes(root):
        commit_now(repository, root, note.files, note.message)
        drop_note(note)


def _at(act: Callable[[Repository], object]) -> Callable[[Path], object]:
    return lambda root: act(require_repository(root))


_BY_KIND: Mapping[Kind, Callable[[Path], object]] = {
    Kind.NO_REPOSITORY: begin_history,
    Kind.NO_DRIVER: _at(register_driver),
    Kind.NO_HOOK: _at(install_hook),
    Kind.TEMPORARY: _sweep,
    Kind.LEFT_LOCK: _unlock,
    Kind.UNCOMMITTED: _commit,
    Kind.INDEX: lambda root: discard(root / ".kam"),
}
