"""Whether git knows who commits here: a name and an address that somebody stated."""

from kam.vcs.git import Refused
from kam.vcs.repository import Repository

STATED_ONLY = ("-c", "user.useConfigOnly=true")
"""An author that git makes up from a machine's name is no author."""


def has_author(repository: Repository) -> bool:
    """Whether a commit could be signed with a name here."""
    try:
        repository.run(*STATED_ONLY, "var", "GIT_COMMITTER_IDENT")
        repository.run(*STATED_ONLY, "var", "GIT_AUTHOR_IDENT")
    except Refused:
        return False
    return True
