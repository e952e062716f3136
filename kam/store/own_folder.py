"""kam's own folder in a book: the lock and the index, which git does not see."""

import os
from pathlib import Path

from kam.store.places import inside

FOLDER = ".kam"
_IGNORE = ".gitignore"


def own_folder(root: Path) -> Path:
    """The folder of that name in a book, made where it is missing.

    Readers make it too, and they hold no lock: whoever comes first, the same text is put in place.

    Raises:
        WriteRefused: It is a link.
        OSError: It cannot be made.
    """
    folder = inside(root, Path(FOLDER)).path
    folder.mkdir(exist_ok=True)
    ignore = folder / _IGNORE
    if not os.path.lexists(ignore):
        aside = folder / f"{_IGNORE}.{os.getpid()}"
        try:
            aside.write_bytes(b"*\n")
            aside.replace(ignore)
        except OSError:
            aside.unlink(missing_ok=True)
            raise
    return folder
