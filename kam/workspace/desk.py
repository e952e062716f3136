"""The desk: where a command reads what it is about to change, lays changes ready and saves them.

Everything happens under the book's lock, so that what was read is what is changed. Changes are
saved in the order in which they were laid ready; a command orders them so that every beginning of
the list leaves a valid book.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kam.domain.account import Account
from kam.domain.activity import Task
from kam.domain.contact import Contact
from kam.domain.deals import playbook_of
from kam.domain.finding import Finding
from kam.domain.methods import Methods
from kam.domain.opportunity import Opportunity
from kam.domain.order import Order
from kam.domain.playbook import Playbook
from kam.domain.settings import Settings
from kam.errors import InvalidData, NotFound, WriteRefused
from kam.i18n import mark
from kam.schema.shapes import field_keys, type_at
from kam.store.changes import Edit
from kam.store.edit import apply, begin
from kam.store.emit import document
from kam.store.lock import book_lock
from kam.store.nodes import KeyPath
from kam.store.quoting import Value
from kam.store.reader import Document
from kam.store.safe_write import Durability
from kam.store.text import ReadError
from kam.workspace.flaws import flaw_of
from kam.workspace.layout import CONTACTS, ORDERS, TASKS, file_path, place_of
from kam.workspace.methods import build_methods
from kam.workspace.naming import Target, UnreadableFile, require
from kam.workspace.opening import Opened, open_settings, read_place, type_of
from kam.workspace.reading import Reading, unreadable
from kam.workspace.steps import Move, Remove, Step, Write
from kam.workspace.worktree import WorkTree

if TYPE_CHECKING:
    from kam.domain.models import Models


class Desk:
    """One change of a book."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.source = WorkTree(root)
        self._opened: Opened | None = None
        self.steps: list[Step] = []
        self._pending: dict[str, bytes] = {}
        self.durability = Durability.CONFIRMED

    @property
    def opened(self) -> Opened:
        """Settings and methods, read when first asked for."""
        if self._opened is None:
            self._opened = open_settings(self.source)
        return self._opened

    @property
    def settings(self) -> Settings:
        """The book's settings."""
        return self.opened.settings

    def methods(self, *playbooks: str) -> Methods:
        """The methods with the playbooks of these keys."""
        return build_methods(self.opened.methods, playbooks)

    def models(self) -> "Models":
        """The models beside the playbooks."""
        return self.opened.methods.models()

    def account(self, target: Target) -> Account:
        """The account that a target lies in.

        Raises:
            UnreadableFile, NotFound: Its file does not read, or is not there.
        """
        return self._required(Target(target.account).path)  # type: ignore[no-any-return]

    def opportunity(self, target: Target) -> tuple[Opportunity, Playbook]:
        """The opportunity of a target, and the playbook that it follows.

        Raises:
            UnreadableFile, NotFound: Its file does not read or fit, or is not there.
        """
        found: Opportunity = self._required(target.path)
        key = playbook_of(found, self.settings)
        methods = self.methods(key)
        if flaw := flaw_of(found, self.settings, methods):
            raise UnreadableFile(target.path, (flaw,))
        return found, methods.playbooks[key]

    def contacts(self, account: str) -> Mapping[str, Contact]:
        """The contacts of an account; empty without a file."""
        return self._optional(file_path(account, CONTACTS))  # type: ignore[no-any-return]

    def tasks(self, account: str) -> Mapping[str, Task]:
        """The next steps of an account; empty without a file."""
        return self._optional(file_path(account, TASKS))  # type: ignore[no-any-return]

    def orders(self, account: str) -> Mapping[str, Order]:
        """The orders of an account; empty without a file."""
        return self._optional(file_path(account, ORDERS))  # type: ignore[no-any-return]

    def has(self, path: str) -> bool:
        """Whether the book has a file or folder of that path, or will have it."""
        return path in self._pending or os.path.lexists(self.root / path)

    def raw(self, path: str) -> bytes:
        """The bytes of a file as they would be after this change; none where there is none.

        Raises:
            UnreadableFile: It is no plain file of a size that is read.
        """
        return self._bytes(path)[1]

    def document(self, path: str) -> Document:
        """A file as it would be after this change; an empty one where there is none.

        Raises:
            UnreadableFile: It is not in the strict subset.
        """
        return _begun(path, self.raw(path))

    def require(self, target: Target) -> None:
        """Refuse to write beside an account or opportunity that is not there; it need not read.

        Raises:
            NotFound: It is not.
        """
        for named in (Target(target.account), target):
            if not self.has(named.path):
                raise NotFound(mark("there is no {path}"), path=named.path)

    def edit(self, path: str, *edits: Edit) -> None:
        """Lay edits of a file ready; a file that is not there yet is begun by them.

        Raises:
            WriteRefused: The edit cannot be made without touching more than its target.
            UnreadableFile: The file is not in the strict subset, or would not fit its format.
        """
        old, current = self._bytes(path)
        new = apply(_begun(path, current), edits, _order_of(path))
        self._check(path, new)
        self._lay(path, old, new)

    def create(self, path: str, data: Value) -> None:
        """Lay a new file ready, in the house style.

        Raises:
            WriteRefused: There is one already.
        """
        if self.has(path):
            raise WriteRefused(mark("{path} is there already"), path=path)
        new = document(data).encode()
        self._check(path, new)
        self._lay(path, None, new)

    def replace(self, path: str, old: bytes | None, new: bytes) -> None:
        """Lay a whole new text of a file ready, as an editor left it; `old` is what it was."""
        self._check(path, new)
        self._lay(path, old, new)

    def remove(self, path: str) -> None:
        """Lay the removal of a file ready; edits of it that lie ready are made no more.

        Raises:
            UnreadableFile: It is no plain file of a size that is read.
        """
        self._take_back(path)
        self.steps.append(Remove(path, self._bytes(path)[0] or b""))

    def move(self, source: str, path: str) -> None:
        """Lay the move of a file or folder ready."""
        inside = [found for found in self.source.files() if found.startswith(f"{source}/")]
        files = tuple(found.removeprefix(source) for found in inside) or ("",)
        self.steps.append(Move(source, path, files))

    def save(self) -> tuple[str, ...]:
        """Write everything that lies ready, in order; the paths that changed.

        `durability` says afterwards whether all of it is known to outlive a power cut.

        Raises:
            WriteRefused: A file was changed underneath; what was written before it is named.
        """
        done: list[str] = []
        for step in self.steps:
            try:
                if step.apply(self.root) is Durability.NOT_CONFIRMED:
                    self.durability = Durability.NOT_CONFIRMED
            except WriteRefused as error:
                error.saved = tuple(done)
                raise
            done += step.paths
        self.steps.clear()
        return tuple(dict.fromkeys(done))

    def changed(self) -> tuple[str, ...]:
        """The paths that lie ready to be changed."""
        return tuple(dict.fromkeys(path for step in self.steps for path in step.paths))

    def _bytes(self, path: str) -> tuple[bytes | None, bytes]:
        """The bytes that lie on disk, and those that edits of this change start from."""
        try:
            old: bytes | None = self.source.read(path)
        except FileNotFoundError:
            old = None
        except ReadError as error:
            raise UnreadableFile(path, (unreadable(path, error),)) from None
        return old, self._pending.get(path, old or b"")

    def _lay(self, path: str, old: bytes | None, new: bytes) -> None:
        self._take_back(path)
        if old != new:
            self.steps.append(Write(path, old, new))
        self._pending[path] = new

    def _take_back(self, path: str) -> None:
        """Forget that a file is to be written."""
        self.steps = [
            step for step in self.steps if not (isinstance(step, Write) and step.path == path)
        ]

    def _check(self, path: str, new: bytes) -> None:
        """Refuse to write what would not read back."""
        place = place_of(path)
        reading = Reading(_Single(path, new), self.opened.reading.context)
        if place is None:
            return
        read_place(reading, path, place)
        skipped = tuple(found for found in reading.findings if found.skips)
        if skipped:
            raise Unfit(path, skipped)

    def _required(self, path: str) -> Any:
        value, reading = self._read(path)
        require(value, path, reading)
        return value

    def _optional(self, path: str) -> Any:
        value, reading = self._read(path)
        if value is None and reading.findings:
            require(value, path, reading)
        return value or {}

    def _read(self, path: str) -> tuple[Any, Reading]:
        pending = self._pending.get(path)
        source = self.source if pending is None else _Single(path, pending)
        reading = Reading(source, self.opened.reading.context)
        place = place_of(path)
        if place is None or not self.has(path):
            return None, reading
        return read_place(reading, path, place), reading


def _begun(path: str, raw: bytes) -> Document:
    try:
        return begin(raw)
    except ReadError as error:
        raise UnreadableFile(path, (unreadable(path, error),)) from None


def _order_of(path: str) -> Callable[[KeyPath], Sequence[str]]:
    """The order of the keys in each mapping of a file, as the format has it."""
    place = place_of(path)
    annotation = type_of(place.role) if place else None
    return lambda keys: field_keys(type_at(annotation, keys))


class Unfit(InvalidData):
    """A change that would leave a file which does not fit the format; nothing was written."""

    def __init__(self, path: str, findings: Sequence[Finding]) -> None:
        super().__init__(mark("nothing was written: {path} would not fit the format"), path=path)
        self.findings = tuple(findings)


class _Single:
    """A source of one file whose bytes are not on disk yet."""

    def __init__(self, path: str, raw: bytes) -> None:
        self._path = path
        self._raw = raw

    def files(self) -> Iterator[str]:
        yield self._path

    def read(self, path: str) -> bytes:
        if path != self._path:
            raise FileNotFoundError(path)
        return self._raw


@contextmanager
def open_desk(root: Path, *, dry_run: bool = False) -> Iterator[Desk]:
    """A desk under the book's lock; a rehearsal takes none, since it writes nothing."""
    if dry_run:
        yield Desk(root)
        return
    with book_lock(root):
        yield Desk(root)
