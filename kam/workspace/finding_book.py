"""Which book a command works on (SPEC.md 1)."""

from pathlib import Path

from kam.errors import NotFound
from kam.i18n import mark
from kam.workspace.layout import ACCOUNTS, SETTINGS


def find_book(named: Path | None, here: Path) -> Path:
    """The book's folder: the one that was named, else the nearest one upward from `here`.

    Raises:
        NotFound: The named folder is none, or there is no book from `here` upward.
    """
    if named is not None:
        if not named.is_dir():
            raise NotFound(mark('"{path}" is not a folder'), path=named)
        return named.resolve()
    start = here.resolve()
    for folder in (start, *start.parents):
        if (folder / SETTINGS).is_file() or (folder / ACCOUNTS).is_dir():
            return folder
    raise NotFound(
        mark("no book here or in any folder above"),
        hint=mark("name one with --book DIR, or begin one with: kam init"),
    )
