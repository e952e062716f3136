"""Where the history of a book begins: its repository, and the commit from which it runs back."""

from typing import TYPE_CHECKING

from kam.vcs.repository import Repository, known_repository
from kam.vcs.revisions import head_of
from kam.workspace.worktree import WorkTree

if TYPE_CHECKING:
    from kam.workspace.revision import Revision


def history_of(source: "WorkTree | Revision") -> tuple[Repository, str] | tuple[None, None]:
    """The repository and the id of the commit to begin at; neither where nothing is committed.

    Raises:
        GitFailed: There is a repository, and git does not want to look at it.
    """
    if not isinstance(source, WorkTree):
        return source.repository, source.commit.id
    repository = known_repository(source.root)
    head = head_of(repository) if repository else None
    return (repository, head) if repository and head else (None, None)
