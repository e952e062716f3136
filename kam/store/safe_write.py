"""Writing one file so that a reader finds the old or the new one, never less (TRUST.md 1).

The caller holds the lock of the book (`lock.book_lock`) from reading the old bytes until the end.
"""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path

from kam.errors import WriteRefused
from kam.i18n import mark
from kam.store.files import read_bytes
from kam.store.places import Spot, inside, make_folders, prune, take_away
from kam.store.reader import parse
from kam.store.system import CREATE_FLAGS, may_write, set_mode, sync_folder
from kam.store.text import ReadError

_TEMPORARY = re.compile(r"\.kam-[0-9a-f]{32}\.tmp")
_YAML = frozenset({".yaml", ".yml"})


class Durability(StrEnum):
    """Whether what was written also outlives a power cut."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not-confirmed"


def write(root: Path, path: Path, old: bytes | None, new: bytes) -> Durability:
    """Put new bytes in a file's place, keeping its mode; folders that are missing are made.

    Args:
        root: The book's folder.
        path: The file, absolute or relative to `root`.
        old: The bytes that the new ones were made from; None for a file that must not be there.
        new: The bytes; of a YAML file they must read.

    Raises:
        WriteRefused: Nothing was written: the file is not what it was, or lies outside the book,
            the new bytes do not read, or the disk does not take them.
    """
    spot = inside(root, path)
    _require_reads(spot, new)
    with _refusing(spot):
        made = make_folders(spot.path.parent)
        temporary = spot.path.with_name(f".kam-{os.urandom(16).hex()}.tmp")
        try:
            sweep(spot.path.parent)
            _fill(temporary, _mode_of(spot.path), new)
            _require_unchanged(spot, old)
            temporary.replace(spot.path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            take_away(made)
            raise
    return _sync(spot.path.parent, *(folder.parent for folder in made))


def remove(root: Path, path: Path, old: bytes) -> Durability:
    """Remove a file and the folders that it leaves empty.

    Args:
        root: The book's folder.
        path: The file, absolute or relative to `root`.
        old: The bytes that it must still have.

    Raises:
        WriteRefused: It was not removed: it is not what it was, lies outside, or the disk refuses.
    """
    spot = inside(root, path)
    with _refusing(spot):
        sweep(spot.path.parent)
        _require_unchanged(spot, old)
        spot.path.unlink()
    return _sync(prune(spot))


def move(root: Path, source: Path, target: Path) -> Durability:
    """Rename a file or a folder of a book; folders that are missing are made, empty ones go.

    Raises:
        WriteRefused: Nothing was moved: there is something at `target` or nothing at `source`,
            one of them lies outside, or the disk refuses.
    """
    before, after = inside(root, source), inside(root, target)
    if os.path.lexists(after.path):
        raise WriteRefused(mark("{path} is there already"), path=after.name)
    with _refusing(before):
        made = make_folders(after.path.parent)
        try:
            before.path.rename(after.path)
        except BaseException:
            take_away(made)
            raise
    return _sync(after.path.parent, *(folder.parent for folder in made), prune(before))


def sweep(folder: Path) -> None:
    """Remove what killed writes left in a folder; under the lock no write is under way."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _TEMPORARY.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                Path(entry.path).unlink()


def temporaries(root: Path) -> Iterator[Path]:
    """What killed writes left anywhere in a book."""
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in {".git", ".kam"})
        yield from (Path(folder, name) for name in sorted(files) if _TEMPORARY.fullmatch(name))


def _fill(temporary: Path, mode: int | None, new: bytes) -> None:
    descriptor = os.open(temporary, CREATE_FLAGS, 0o666 if mode is None else 0o600)
    try:
        if mode is not None:
            set_mode(temporary, descriptor, mode)
        rest = memoryview(new)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _mode_of(path: Path) -> int | None:
    try:
        return stat.S_IMODE(path.lstat().st_mode)
    except FileNotFoundError:
        return None


def _require_reads(spot: Spot, new: bytes) -> None:
    if spot.path.suffix not in _YAML:
        return
    try:
        parse(new)
    except ReadError as error:
        raise WriteRefused(
            mark("{path} would not read any more: {problem}"), path=spot.name, problem=error.refusal
        ) from None


def _require_unchanged(spot: Spot, old: bytes | None) -> None:
    """Compare the whole of it with what the change was made from: surer than a hash, and as fast.

    A file that its owner has made read-only is left alone, though its folder would let it go.
    """
    try:
        now = read_bytes(spot.path)
    except FileNotFoundError:
        now = None
    except ReadError as error:
        raise WriteRefused(
            mark("{path} is no longer a file that kam reads: {problem}"),
            path=spot.name,
            problem=error.refusal,
        ) from None
    if now is not None and old is None:
        raise WriteRefused(mark("{path} is there already"), path=spot.name)
    if now != old:
        raise WriteRefused(
            mark("{path} was changed by another program meanwhile; nothing was written"),
            hint=mark("Run the command again: it then starts from what is there now."),
            path=spot.name,
        )
    if now is not None and not may_write(spot.path):
        raise WriteRefused(mark("{path} is read-only"), path=spot.name)


@contextmanager
def _refusing(spot: Spot) -> Iterator[None]:
    """Turn what the disk says into the refusal of a write."""
    try:
        yield
    except OSError as error:
        raise WriteRefused(
            mark("{path} cannot be written: {problem}"),
            hint=mark("Nothing was changed."),
            path=spot.name,
            problem=error.strerror or error,
        ) from error


def _sync(*folders: Path) -> Durability:
    try:
        for folder in folders:
            sync_folder(folder)
    except OSError:
        return Durability.NOT_CONFIRMED
    return Durability.CONFIRMED
