"""Who git says the user is."""

from pathlib import Path

from kam.errors import GitFailed
from kam.vcs.git import run_git


def user_email(folder: Path) -> str | None:
    """`user.email` as git has it in `folder`; None without git or without a setting."""
    try:
        answer = run_git(folder, "config", "--get", "user.email")
    except GitFailed:
        return None
    return answer.decode("utf-8", "replace").strip() or None
