"""A new book: its folder, its settings and the place of its accounts."""

from pathlib import Path

from kam.errors import WriteRefused
from kam.i18n import mark
from kam.workspace.desk import Desk
from kam.workspace.layout import ACCOUNTS, SETTINGS


def make_book_folder(root: Path) -> None:
    """Make the folder of a book and of its accounts; what is there stays.

    Raises:
        WriteRefused: There is a book already, or the disk refuses.
    """
    require_no_book(root)
    try:
        (root / ACCOUNTS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteRefused(
            mark("{path} cannot be made: {problem}"),
            path=error.filename,
            problem=error.strerror or error,
        ) from None


def require_no_book(root: Path) -> None:
    """Refuse to begin a book where there is one.

    Raises:
        WriteRefused: There is.
    """
    if (root / SETTINGS).exists():
        raise WriteRefused(
            mark("{path} is there already: this is a book"),
            path=root / SETTINGS,
        )


def write_settings(desk: Desk, text: str) -> None:
    """Lay kam.yaml ready."""
    desk.replace(SETTINGS, None, text.encode())
