"""Runs git: the one place that starts it, with all shut off by which a repository could run more.

Hooks, the file monitor, remotes and foreign bare repositories are off in every call of kam's own;
arguments go as lists; of git's own variables only those reach it that say who the user is and where
the user's settings are.
"""

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from kam.errors import GitFailed
from kam.i18n import mark

_KEPT = frozenset(
    {
        "GIT_AUTHOR_NAME",
        "GIT_AUTHOR_EMAIL",
        "GIT_AUTHOR_DATE",
        "GIT_COMMITTER_NAME",
        "GIT_COMMITTER_EMAIL",
        "GIT_COMMITTER_DATE",
        "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_SYSTEM",
        "GIT_CONFIG_NOSYSTEM",
    }
)
_SET = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_SHUT_OFF = (
    "--no-pager",
    "--literal-pathspecs",
    "-c",
    "safe.bareRepository=explicit",
    "-c",
    "core.fsmonitor=false",
    "-c",
    f"core.hooksPath={os.devnull}",
)


class Refused(GitFailed):
    """Git ended with an error.

    Attributes:
        status: Its exit status.
        said: What it wrote on stderr.
    """

    def __init__(self, arguments: Iterable[str], status: int, said: str) -> None:
        lines = [line for line in said.splitlines() if line.strip()]
        super().__init__(
            mark("git {command}: {problem}"),
            command=_command(arguments),
            problem=lines[0] if lines else f"exit status {status}",
        )
        self.status = status
        self.said = said


def _command(arguments: Iterable[str]) -> str:
    """The name of git's command among the arguments: behind settings for this one call."""
    words = list(arguments)
    while words[:1] == ["-c"]:
        words = words[2:]
    return words[0] if words else ""


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The variables that git is started with."""
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _KEPT
    }
    return own | _SET | dict(extra or {})


def run_git(
    folder: Path,
    *arguments: str,
    stdin: bytes = b"",
    extra: Mapping[str, str] | None = None,
) -> bytes:
    """What git answers in a folder.

    Args:
        folder: Where it runs.
        arguments: The command and its arguments.
        stdin: What it reads.
        extra: Variables beside those of `environment`.

    Raises:
        Refused: It ended with an error.
        GitFailed: It cannot be started.
    """
    try:
        answer = subprocess.run(  # noqa: S603 - no shell, and kam's own arguments
            ["git", *_SHUT_OFF, *arguments],  # noqa: S607 - git is found as the user finds it
            cwd=folder,
            env=environment(extra),
            input=stdin,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise _not_started(error) from None
    if answer.returncode:
        raise Refused(arguments, answer.returncode, answer.stderr.decode("utf-8", "replace"))
    return answer.stdout


def run_as_typed(folder: Path, arguments: Iterable[str]) -> int:
    """Let the user's own git command run on the terminal, with nothing shut off; its exit status.

    Raises:
        GitFailed: It cannot be started.
    """
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, check=False)  # noqa: S603, S607 - what the user asks git for
    except OSError as error:
        raise _not_started(error) from None
    return done.returncode


def _not_started(error: OSError) -> GitFailed:
    return GitFailed(mark("git cannot be started: {problem}"), problem=error.strerror or error)
