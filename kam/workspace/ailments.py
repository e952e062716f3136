"""What can be wrong around the files of a book, and what mends it: the subject of `doctor`."""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kam.domain.settings import CommitMode, Settings
from kam.index.database import FILE, is_sound
from kam.store.safe_write import temporaries
from kam.vcs.author import has_author
from kam.vcs.left_locks import held, left_behind
from kam.vcs.registration import ATTRIBUTES, Hook, has_driver, hook_here
from kam.vcs.repository import Repository
from kam.workspace.layout import ACCOUNTS
from kam.workspace.uncommitted import notes

ATTRIBUTES_FILE = ".gitattributes"


class Kind(StrEnum):
    """What is wrong, in the order in which it is mended."""

    NO_REPOSITORY = "no-repository"
    NO_AUTHOR = "no-author"
    NO_DRIVER = "no-driver"
    NO_ATTRIBUTES = "no-attributes"
    NO_HOOK = "no-hook"
    OTHER_HOOK = "other-hook"
    TEMPORARY = "temporary"
    LEFT_LOCK = "left-lock"
    HELD_LOCK = "held-lock"
    UNCOMMITTED = "uncommitted"
    INDEX = "index"
    TWINS = "twins"


BEYOND_US = frozenset({Kind.NO_AUTHOR, Kind.OTHER_HOOK, Kind.HELD_LOCK, Kind.TWINS})
"""What a person has to mend."""


@dataclass(frozen=True, slots=True)
class Ailment:
    """One thing that is wrong: its kind, and the files that it is about."""

    kind: Kind
    paths: tuple[str, ...] = ()


def examine(root: Path, settings: Settings, repository: Repository | None) -> Iterator[Ailment]:
    """Everything that is wrong, in the order in which it is mended.

    Raises:
        GitFailed: Git cannot be asked.
    """
    if repository is not None:
        yield from _of_git(root, settings, repository)
    elif settings.git.commit is CommitMode.AUTO:
        yield Ailment(Kind.NO_REPOSITORY)
    for path in temporaries(root):
        yield Ailment(Kind.TEMPORARY, (_shown(root, path),))
    if repository is not None:
        for path in left_behind(repository):
            yield Ailment(Kind.LEFT_LOCK, (_shown(repository.top, path),))
        for path in held(repository):
            yield Ailment(Kind.HELD_LOCK, (_shown(repository.top, path),))
    for note in notes(root):
        yield Ailment(Kind.UNCOMMITTED, note.files)
    index = root / ".kam" / FILE
    if index.exists() and not is_sound(index):
        yield Ailment(Kind.INDEX, (_shown(root, index),))
    for twins in _twins(root):
        yield Ailment(Kind.TWINS, twins)


def _of_git(root: Path, settings: Settings, repository: Repository) -> Iterator[Ailment]:
    if settings.git.commit is CommitMode.AUTO and not has_author(repository):
        yield Ailment(Kind.NO_AUTHOR)
    if not has_driver(repository):
        yield Ailment(Kind.NO_DRIVER)
    if not has_attributes(root):
        yield Ailment(Kind.NO_ATTRIBUTES, (ATTRIBUTES_FILE,))
    hook = hook_here(repository)
    if hook is Hook.MISSING:
        yield Ailment(Kind.NO_HOOK)
    elif hook is Hook.ANOTHER:
        yield Ailment(Kind.OTHER_HOOK)


def has_attributes(root: Path) -> bool:
    """Whether git is told how the files of the book are to be kept and merged."""
    try:
        text = (root / ATTRIBUTES_FILE).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    rules = re.findall(r"(?m)^(\*\.ya?ml)\s.*\bmerge=kam\b", text)
    wanted = re.findall(r"(?m)^(\*\.ya?ml)\s", ATTRIBUTES)
    return set(wanted) <= set(rules)


def _twins(root: Path) -> Iterator[tuple[str, ...]]:
    """Names that are one and the same on a system that tells no case or composition apart."""
    for folder, folders, files in os.walk(root / ACCOUNTS):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        place = Path(folder).relative_to(root).as_posix()
        for names in _alike((*folders, *files)):
            yield tuple(f"{place}/{name}" for name in names)


def _alike(names: Iterable[str]) -> Iterator[list[str]]:
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(unicodedata.normalize("NFC", name).casefold(), []).append(name)
    yield from (sorted(twins) for twins in found.values() if len(twins) > 1)


def _shown(top: Path, path: Path) -> str:
    return path.relative_to(top).as_posix() if path.is_relative_to(top) else str(path)
