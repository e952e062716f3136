"""What a change is about to commit, noted before it is saved: a crash in between is found by it."""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import NamedTuple

from kam.store.own_folder import own_folder

_FOLDER = "uncommitted"


class Note(NamedTuple):
    """Files that were to be committed together, and the message with which."""

    path: Path
    files: tuple[str, ...]
    message: str


def write_note(root: Path, files: Sequence[str], message: str) -> Note:
    """Note what is about to be saved and committed.

    Raises:
        OSError: It cannot be written.
    """
    folder = own_folder(root) / _FOLDER
    folder.mkdir(exist_ok=True)
    path = folder / f"{time.time_ns():020d}-{token_hex(4)}.json"
    path.write_text(json.dumps({"files": list(files), "message": message}), encoding="utf-8")
    return Note(path, tuple(files), message)


def drop_note(note: Note) -> None:
    """Forget what was committed, or never saved."""
    with suppress(OSError):
        note.path.unlink(missing_ok=True)


def notes(root: Path) -> Iterator[Note]:
    """What was noted and not dropped, the oldest first; what does not read is passed over."""
    for path in sorted((root / ".kam" / _FOLDER).glob("*.json")):
        try:
            known = json.loads(path.read_text(encoding="utf-8"))
            yield Note(path, tuple(map(str, known["files"])), str(known["message"]))
        except (OSError, ValueError, KeyError, TypeError):
            continue
