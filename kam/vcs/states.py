"""What a repository is in the middle of: while it is, kam adds no commit of its own."""

from kam.errors import GitFailed
from kam.i18n import mark
from kam.vcs.repository import Repository

_MARKS = {
    "MERGE_HEAD": mark("a merge"),
    "CHERRY_PICK_HEAD": mark("a cherry-pick"),
    "REVERT_HEAD": mark("a revert"),
    "rebase-merge": mark("a rebase"),
    "rebase-apply": mark("a rebase"),
    "sequencer": mark("a cherry-pick"),
}
"""What lies in git's folder meanwhile."""


class Busy(GitFailed):
    """Git is in the middle of something; a commit would become a part of it."""


def require_idle(repository: Repository) -> None:
    """Refuse to commit into the middle of something.

    Raises:
        Busy: A merge, a rebase or the like is under way, or a conflict is not resolved.
    """
    for name, what in _MARKS.items():
        if (repository.folder / name).exists():
            raise _busy(what)
    if repository.run("ls-files", "-u", "-z"):
        raise _busy(mark("a merge"))


def _busy(what: str) -> Busy:
    return Busy(
        mark("git is in the middle of {what}"),
        hint=mark("Finish it with git, then: kam doctor --fix"),
        what=what,
    )
