"""Where a book's files may be written: inside its folder, through no link that leaves it."""

from pathlib import Path
from typing import NamedTuple

from kam.errors import WriteRefused
from kam.i18n import mark


class Spot(NamedTuple):
    """A place in a book: the book's folder and the place, both absolute, links resolved."""

    home: Path
    path: Path

    @property
    def name(self) -> str:
        """The path relative to the book, with forward slashes."""
        return self.path.relative_to(self.home).as_posix()


def inside(root: Path, path: Path) -> Spot:
    """The place of a path, absolute or relative to the book's folder `root`.

    Raises:
        WriteRefused: It lies outside the book, is the book itself, or is a link.
    """
    try:
        home = root.resolve(strict=True)
        place = home / path
        spot = Spot(home, place.parent.resolve() / place.name)
        is_link = spot.path.is_symlink()
    except (OSError, RuntimeError) as error:  # up to Python 3.12 a loop of links is the latter
        raise WriteRefused(
            mark("{path} leads nowhere: {problem}"), path=path, problem=error
        ) from None
    if home not in spot.path.parents or place.name == "..":
        raise WriteRefused(mark("{path} lies outside the book"), path=path)
    if is_link:
        raise WriteRefused(mark("{path} is a link; kam writes through none"), path=spot.name)
    return spot


def make_folders(folder: Path) -> list[Path]:
    """Make a folder and its missing parents; those that were made, the outermost first.

    Raises:
        OSError: One could not be made; none is left.
    """
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    made: list[Path] = []
    try:
        for place in reversed(missing):
            place.mkdir()
            made.append(place)
    except BaseException:
        take_away(made)
        raise
    return made


def take_away(made: list[Path]) -> None:
    """Remove folders just made, as far as nothing is in them."""
    for place in reversed(made):
        if not remove_folder(place):
            break


def prune(spot: Spot) -> Path:
    """Remove the folders that a file left empty, as git does, and return the first that stays.

    Folders directly in the book stay: `accounts/` makes it one.
    """
    folder = spot.path.parent
    while spot.home not in {folder, folder.parent} and remove_folder(folder):
        folder = folder.parent
    return folder


def remove_folder(folder: Path) -> bool:
    """Remove a folder if it is empty; whether it was."""
    try:
        folder.rmdir()
    except OSError:
        return False
    return True
