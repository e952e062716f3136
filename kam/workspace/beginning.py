"""A new book: its folder, its settings and the place of its accounts."""

from contextlib import suppress
from pathlib import Path

from kam.errors import WriteRefused
from kam.i18n import mark
from kam.vcs.beginning import make_repository
from kam.vcs.registration import ATTRIBUTES, IGNORED, install_hook, register_driver
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
    """Lay kam.yaml ready, and what git has to know of the files of a book."""
    desk.replace(SETTINGS, None, text.encode())
    lay_rules(desk)


def lay_rules(desk: Desk) -> None:
    """Lay ready what git has to know of the files of a book, below what it is told already."""
    for path, lines in ((".gitattributes", ATTRIBUTES), (".gitignore", IGNORED)):
        known = desk.raw(path)
        if lines.encode() not in known:
            gap = b"" if not known or known.endswith(b"\n") else b"\n"
            desk.replace(path, known or None, known + gap + lines.encode())


def begin_history(root: Path) -> None:
    """Let the book lie in a repository that knows the merge driver and the hook.

    Another hook of the same name is left alone; `doctor` speaks of it.

    Raises:
        GitFailed: Git is not there, or refuses.
    """
    repository = make_repository(root)
    register_driver(repository)
    with suppress(OSError):
        install_hook(repository)
