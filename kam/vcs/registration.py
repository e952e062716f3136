"""What a clone has to know beside its files: the merge driver and the pre-commit hook.

Attributes are committed with a book; a driver's command and hooks are each clone's own, and git
never takes them from elsewhere. Both do without kam where it is not on PATH (TRUST.md 3 and 4).
"""

import os
import shlex
import stat
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

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
DRIVER = (
    "if command -v kam-merge >/dev/null 2>&1; "
    "then kam-merge --marker-size %L -- %O %A %B %P && exit 0; "
    "grep -q '^<<<<<<<' %A && exit 1; fi; "
    "git merge-file --marker-size=%L %A %O %B"
)
"""One that cannot start, or is killed, has left no markers: then git merges the lines."""
_HOOK = """\
#!/bin/sh
# kam: no commit brings errors into the book. Without kam it asks for nothing.
command -v kam >/dev/null 2>&1 || exit 0
"""
_CHECKS = "check --staged"
_NAME_OF_HOOK = "pre-commit"


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
    return known.decode("utf-8", "replace").strip() == DRIVER


def register_driver(repository: Repository) -> None:
    """Let this clone know the merge driver.

    Raises:
        GitFailed: Its settings cannot be written.
    """
    repository.run("config", "--local", "merge.kam.name", _NAME)
    repository.run("config", "--local", "merge.kam.driver", DRIVER)


def hook_here(repository: Repository) -> Hook:
    """What stands where git looks for the pre-commit hook."""
    path, is_ours = _hook_place(repository)
    text = _text_of(path)
    if text is None:
        return Hook.MISSING if is_ours else Hook.ANOTHER
    if text.startswith(_HOOK):
        return Hook.OURS if _line(repository) in text else Hook.MISSING
    return Hook.OURS if _CHECKS in text else Hook.ANOTHER


def install_hook(repository: Repository) -> Path:
    """Put the pre-commit hook in its place; of several books in a repository each has a line.

    Raises:
        OSError: It cannot be written, or something else is there already.
    """
    path, is_ours = _hook_place(repository)
    known = _text_of(path)
    if not is_ours or not (known is None or known.startswith(_HOOK)):
        raise FileExistsError(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = (known or _HOOK) + _line(repository)
    path.write_text(text, encoding="utf-8", newline="\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return path


class _Place(NamedTuple):
    """Where git looks for a hook, and whether that is this repository's own."""

    path: Path
    is_ours: bool


def _line(repository: Repository) -> str:
    """The line of a hook that checks one book, where the commit has it."""
    book = shlex.quote(repository.prefix or ".")
    return f"if [ -d {book} ]; then kam --book {book} {_CHECKS} || exit 1; fi\n"


def _text_of(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None


def _hook_place(repository: Repository) -> _Place:
    """Where git looks for the hook: a folder that all of a user's repositories share is not ours.

    The last value of `core.hooksPath` is the one by which every call of kam shuts hooks off.
    """
    words = ("config", "--type=path", "--show-scope", "--get-all", "-z", "core.hooksPath")
    stated = repository.run(*words).split(b"\0")[:-3]
    if stated:
        scope, folder = stated[-2:]
        path = repository.top / os.fsdecode(folder) / _NAME_OF_HOOK
        return _Place(path, scope in {b"local", b"worktree"})
    return _Place(repository.common / "hooks" / _NAME_OF_HOOK, is_ours=True)
