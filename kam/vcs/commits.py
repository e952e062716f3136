"""Commits of exactly some files, built beside the index: what else is staged or changed stays.

The blobs are written as they are, without filters; the tree is HEAD's with these files in it; in
the index their entries become those of the commit, and all others stay as they were. No hook runs;
a signature is made if the user's settings ask for it (TRUST.md 4).
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from kam.vcs.author import STATED_ONLY
from kam.vcs.git import Refused, run_git
from kam.vcs.index_lock import aside, index_lock
from kam.vcs.repository import Repository
from kam.vcs.revisions import head_of
from kam.vcs.states import require_idle
from kam.vcs.tree_writing import write_tree
from kam.vcs.trees import Entry, entries_of

_FILE, _RUNS = "100644", "100755"
_GONE = "0" * 6
_IN_UTF8 = ("-c", "i18n.commitEncoding=utf-8")


def commit_files(
    repository: Repository, files: Mapping[str, bytes | None], message: str, empty: Path
) -> str | None:
    """Commit these files as they are given, and nothing else.

    Args:
        repository: Where.
        files: The bytes of each by its path in the book; None where it is gone.
        message: The whole message.
        empty: A folder below the work tree in which there is nothing (see `_in_index`).

    Returns:
        The id of the commit; None where HEAD has them so already.

    Raises:
        GitFailed: Nothing was committed: git is busy, knows no author or refuses.
        OSError: The same: git's folder cannot be written to.
    """
    require_idle(repository)
    with index_lock(repository) as lock:
        head = head_of(repository)
        entries = _entries(repository, head, files)
        before = _tree_of(repository, head) if head else None
        tree = write_tree(repository, before, entries)
        if tree == before:
            return None
        made = _commit(repository, head, tree, message)
        with _in_index(repository, entries, lock, empty):
            subject = message.partition("\n")[0]
            old = head or repository.nothing
            repository.run("update-ref", "-m", f"kam: {subject}", "HEAD", made, old)
        return made


def _tree_of(repository: Repository, commit: str) -> str:
    return repository.run("rev-parse", f"{commit}^{{tree}}").decode().strip()


def _entries(
    repository: Repository, head: str | None, files: Mapping[str, bytes | None]
) -> dict[str, Entry | None]:
    """What the tree has of each file, None where it is gone; one keeps the mode of HEAD's."""
    modes = {}
    if head is not None:
        modes = {entry.path: entry.mode for entry in entries_of(repository, head, *files)}
    found: dict[str, Entry | None] = {}
    for path, raw in files.items():
        found[path] = None
        if raw is not None:
            blob = repository.run("hash-object", "-w", "--no-filters", "--stdin", stdin=raw)
            runs = os.access(repository.top / repository.prefix / path, os.X_OK)
            mode = modes.get(path, _RUNS if runs else _FILE)
            mode = mode if mode.startswith("100") else _FILE
            found[path] = Entry(mode, blob.decode().strip(), path)
    return found


@contextmanager
def _in_index(
    repository: Repository, entries: Mapping[str, Entry | None], lock: Path, empty: Path
) -> Iterator[None]:
    """Set entries of the index, and leave all others as they are; what fails within undoes it.

    Where git writes an index it looks at files that changed when the last one was written, and
    runs the filters that the repository names. So it works in a folder where there are none, and
    the new index gets the time of the old one: what was in doubt by it stays in doubt.
    """
    current = repository.folder / "index"
    with aside(repository) as index, aside(repository) as before:
        time = None
        with suppress(FileNotFoundError):
            for name in (index, before):  # git replaces an index, and does not write into it
                _same_file(current, name)
            time = current.stat().st_mtime_ns
        _enter(repository, index, entries, empty)
        if time is not None:
            os.utime(index, ns=(time, time))
        index.replace(lock)
        lock.replace(current)
        try:
            yield
        except BaseException:
            if time is None:
                current.unlink(missing_ok=True)
            else:
                before.replace(current)
            raise


def _enter(
    repository: Repository, index: Path, entries: Mapping[str, Entry | None], empty: Path
) -> None:
    """Set entries of an index."""
    lines = []
    for path, entry in entries.items():
        mode, blob = (entry.mode, entry.blob) if entry else (_GONE, repository.nothing)
        lines.append(f"{mode} {blob}\t".encode() + os.fsencode(repository.prefix + path) + b"\0")
    named = {"GIT_INDEX_FILE": str(index), "GIT_WORK_TREE": str(empty)}
    run_git(empty, "update-index", "-z", "--index-info", stdin=b"".join(lines), extra=named)


def _same_file(path: Path, name: Path) -> None:
    """Give a file another name; where the disk has no such names, copy it."""
    try:
        os.link(path, name)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(path, name)


def _commit(repository: Repository, head: str | None, tree: str, message: str) -> str:
    parents = ("-p", head) if head else ()
    signed = ("-S",) if _signs(repository) else ()
    words = (*STATED_ONLY, *_IN_UTF8, "commit-tree", *signed, *parents, "-F", "-", tree)
    return repository.run(*words, stdin=message.encode()).decode().strip()


def _signs(repository: Repository) -> bool:
    try:
        answer = repository.run("config", "--type=bool", "--get", "commit.gpgsign")
    except Refused:
        return False
    return answer.strip() == b"true"
