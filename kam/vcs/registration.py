"""What a clone has to know beside its files: the merge driver and the pre-commit hook.

Attributes are committed with a book; a driver's command and hooks are each clone's own, and git
never takes them from elsewhere. Both do without kam where it is not on PATH (TRUST.md 3 and 4).
"""

import os
import shlex
import stat
from enum import StrEnum
from pathlib import Path

from kam.vcs.git import Refused
from kam.vcs.repository import Repository

ATTRIBUTES = """\
# Files of kam: kept byte by byte, and merged fact by fact where kam's driver is registered.
*.yaml -text merge=kam
*.yml -text merge=kam
"""
IGNORED = """\
# What kam keeps for itself, and what its writes leave behind when they are killed.
.kam/
.kam-*.tmp
"""
_NAME = "kam: fact by fact"
_DRIVER = (
    "if command -v kam-merge >/dev/null 2>&1; "
    "then kam-merge --marker-size %L -- %O %A %B %P; "
    "else git merge-file --marker-size=%L %A %O %B; fi"
)
_HOOK = """\
#!/bin/sh
# kam: no commit brings errors into the book. Without kam it asks for nothing.
command -v kam >/dev/null 2>&1 || exit 0
[ -d {book} ] || exit 0
exec kam --book {book} check --staged
"""


class Hook(StrEnum):
    """What stands where the pre-commit hook belongs."""

    OURS = "ours"
    ANOTHER = "another"
    MISSING = "missing"


def has_driver(repository: Repository) -> bool:
    """Whether this clone knows the merge driver as this kam registers it."""
    try:
        known = repository.run("config", "--local", "--get", "merge.kam.driver")
    except Refused:
        return False
    return known.decode("utf-8", "replace").strip() == _DRIVER


def register_driver(repository: Repository) -> None:
    """Let this clone know the merge driver.

    Raises:
        GitFailed: Its settings cannot be written.
    """
    repository.run("config", "--local", "merge.kam.name", _NAME)
    repository.run("config", "--local", "merge.kam.driver", _DRIVER)


def hook_here(repository: Repository) -> Hook:
    """What stands where git looks for the pre-commit hook."""
    path = _hook_path(repository)
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return Hook.MISSING
    return Hook.OURS if "check --staged" in text else Hook.ANOTHER


def install_hook(repository: Repository) -> Path:
    """Put the pre-commit hook in its place.

    Raises:
        OSError: It cannot be written, or something is there already.
    """
    path = _hook_path(repository)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(_HOOK.format(book=shlex.quote(repository.prefix or ".")))
    path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return path


def _hook_path(repository: Repository) -> Path:
    """Where git looks for the hook.

    The last value of `core.hooksPath` is the one by which every call of kam shuts hooks off.
    """
    answer = repository.run("config", "--type=path", "--get-all", "-z", "core.hooksPath")
    stated = answer.split(b"\0")[:-2]
    if stated:
        return repository.top / os.fsdecode(stated[-1]) / "pre-commit"
    common = repository.run("rev-parse", "--git-common-dir").decode().strip()
    return repository.top / common / "hooks" / "pre-commit"
