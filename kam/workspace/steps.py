"""The steps of a change of a book: a file written or removed, a file or folder moved."""

from dataclasses import dataclass
from pathlib import Path

from kam.store import safe_write
from kam.store.safe_write import Durability


@dataclass(frozen=True, slots=True)
class Write:
    """A file gets other bytes; `old` is None for a new one."""

    path: str
    old: bytes | None
    new: bytes

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that the step changes."""
        return (self.path,)

    def apply(self, root: Path) -> Durability:
        """Write it."""
        return safe_write.write(root, Path(self.path), self.old, self.new)


@dataclass(frozen=True, slots=True)
class Remove:
    """A file goes, and with it the folders that it leaves empty."""

    path: str
    old: bytes

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that the step changes."""
        return (self.path,)

    def apply(self, root: Path) -> Durability:
        """Remove it."""
        return safe_write.remove(root, Path(self.path), self.old)


@dataclass(frozen=True, slots=True)
class Move:
    """A file or a folder goes to another place.

    `files` are what is moved, as the rest of each path: empty for a file, `/…` in a folder.
    """

    source: str
    path: str
    files: tuple[str, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that the step changes: gone from the one place, new at the other."""
        return tuple(f"{top}{rest}" for top in (self.source, self.path) for rest in self.files)

    def apply(self, root: Path) -> Durability:
        """Move it."""
        return safe_write.move(root, Path(self.source), Path(self.path))


Step = Write | Remove | Move
