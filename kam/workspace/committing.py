"""Saves a change and commits it: one commit a command, of exactly its own files (TRUST.md 4)."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kam.domain.settings import CommitMode
from kam.errors import GitFailed, WriteRefused
from kam.i18n import mark
from kam.store.files import read_bytes
from kam.store.own_folder import own_folder
from kam.store.text import ReadError
from kam.vcs.commits import commit_files
from kam.vcs.repository import Repository, require_repository
from kam.vcs.revisions import head_of
from kam.vcs.trees import blobs_of, entries_of
from kam.workspace.desk import Desk
from kam.workspace.steps import Move, Remove, Write
from kam.workspace.trailers import BY_HAND
from kam.workspace.uncommitted import Note, drop_note, write_note


class Saved(NamedTuple):
    """What became of a change.

    Attributes:
        changed: The files that changed.
        commit: The commit that holds them; None where none was made.
        by_hand: Those in which the commit also holds what somebody had changed by hand.
        problem: Why they are saved and not committed.
    """

    changed: tuple[str, ...]
    commit: str | None = None
    by_hand: tuple[str, ...] = ()
    problem: GitFailed | None = None


def save(desk: Desk, message: str, *, commits: bool | None = None) -> Saved:
    """Save what lies ready at a desk, and commit it where the book says so.

    Args:
        desk: The change, under the book's lock.
        message: The message of the commit.
        commits: Whether to commit; None: as the settings say.

    Raises:
        WriteRefused: It could not be saved.
    """
    files = desk.changed()
    if commits is None:
        commits = desk.settings.git.commit is CommitMode.AUTO
    if not commits or not files:
        return Saved(desk.save())
    before = _before(desk)
    moved = _moved_along(desk)
    note = _noted(desk.root, files, message)
    try:
        changed = desk.save()
    except WriteRefused as error:
        if not error.saved:
            drop_note(note)
        raise
    try:
        repository = require_repository(desk.root)
        committed = _committed(repository, (*before, *moved))
        by_hand = _changed_by_hand(repository, committed, before)
        message += "".join(f"{BY_HAND}: {path}\n" for path in by_hand)
        along = _known_to_git(committed, moved)
        commit = commit_now(repository, desk.root, (*files, *along), message)
    except GitFailed as problem:
        return Saved(changed, problem=problem)
    except OSError as error:
        return Saved(changed, problem=_unwritable(error))
    drop_note(note)
    return Saved(changed, commit, by_hand)


def commit_now(
    repository: Repository, root: Path, files: Iterable[str], message: str
) -> str | None:
    """Commit files as they lie there, as `commit_files` answers and raises.

    Raises:
        GitFailed: One lies behind a link or in another repository; that is not what git has there.
    """
    files = list(files)
    for folder in {folder for path in files for folder in PurePosixPath(path).parents}:
        if (root / folder).is_symlink() or (folder.name and (root / folder / ".git").exists()):
            raise GitFailed(
                mark("{path} is a link or a repository of its own"),
                hint=mark("Commit there yourself: kam git status"),
                path=folder,
            )
    empty = own_folder(root) / "empty"
    empty.mkdir(exist_ok=True)
    return commit_files(repository, _bytes_now(root, files), message, empty)


def _bytes_now(root: Path, files: Iterable[str]) -> dict[str, bytes | None]:
    """The bytes of each file as it lies there; None where it is gone."""
    found: dict[str, bytes | None] = {}
    for path in files:
        try:
            found[path] = read_bytes(root / path)
        except FileNotFoundError:
            found[path] = None
        except ReadError:  # too large for kam, and not for git; or no file any more
            if (root / path).is_file() and not (root / path).is_symlink():
                found[path] = (root / path).read_bytes()
    return found


def _noted(root: Path, files: tuple[str, ...], message: str) -> Note:
    try:
        return write_note(root, files, message)
    except OSError as error:
        raise WriteRefused(
            mark("this book cannot be written to: {problem}"), problem=error.strerror or error
        ) from error


def _before(desk: Desk) -> dict[str, bytes | None]:
    """The bytes on disk that each file of a change has before it; None for a new one."""
    found: dict[str, bytes | None] = {}
    for step in desk.steps:
        match step:
            case Write(path=path, old=old) | Remove(path=path, old=old):
                found.setdefault(path, old)
            case Move(source=source, files=files):
                for rest in files:
                    with suppress(FileNotFoundError, ReadError):
                        found.setdefault(source + rest, desk.source.read(source + rest))
    return found


def _moved_along(desk: Desk) -> dict[str, str]:
    """The files in moved folders that are none of kam's: where each is, and where it goes."""
    found: dict[str, str] = {}
    for step in desk.steps:
        if isinstance(step, Move):
            known = set(step.files)
            for folder, _, names in os.walk(desk.root / step.source):
                inside = Path(folder).relative_to(desk.root / step.source)
                rests = (f"/{(inside / name).as_posix()}" for name in names)
                found |= {
                    step.source + rest: step.path + rest for rest in rests if rest not in known
                }
    return found


def _committed(repository: Repository, paths: Iterable[str]) -> dict[str, str] | None:
    """The blobs that HEAD has of files, by their paths; None before the first commit."""
    head = head_of(repository)
    if head is None:
        return None
    return {entry.path: entry.blob for entry in entries_of(repository, head, *paths)}


def _known_to_git(committed: Mapping[str, str] | None, moved: Mapping[str, str]) -> list[str]:
    """The old and new places of those that are committed: what git does not know stays unknown."""
    known = [path for path in moved if path in (committed or ())]
    return [*known, *(moved[path] for path in known)]


def _changed_by_hand(
    repository: Repository, entries: Mapping[str, str] | None, before: Mapping[str, bytes | None]
) -> tuple[str, ...]:
    """The files that were not as HEAD has them before kam changed them; new ones are not."""
    if entries is None:
        return ()
    held: dict[str, bytes] = {}
    with suppress(GitFailed):  # a content that is missing here is not as it was, as far as we know
        held = blobs_of(repository, (entries[path] for path in before if path in entries))
    return tuple(
        path
        for path, raw in before.items()
        if raw is not None and raw != held.get(entries.get(path, ""))
    )


def _unwritable(error: OSError) -> GitFailed:
    return GitFailed(
        mark("git's folder cannot be written to: {problem}"), problem=error.strerror or error
    )
