"""A repository for a book that is in none."""

from pathlib import Path

from kam.vcs.git import run_git
from kam.vcs.repository import Repository, find_repository, require_repository


def make_repository(root: Path) -> Repository:
    """The repository of a book; one is made where there is none.

    Raises:
        GitFailed: Git is not there, or refuses.
    """
    found = find_repository(root)
    if found is not None:
        return found
    run_git(root, "init", "--quiet")
    return require_repository(root)
