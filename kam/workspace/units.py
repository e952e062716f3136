"""One account's folder -> a unit of an index: what lies in it, what it says, its deals."""

import os
from datetime import date

from kam.domain.book import Folder
from kam.domain.deal import Deal
from kam.domain.deals import derive_deals
from kam.domain.frame import Frame
from kam.index.codec import Json, encode
from kam.index.facts import Facts
from kam.index.shelf import UNREAD, Unit
from kam.index.stamps import UNSURE, Stamp, stamp_of, stamps_at, sure, unpack
from kam.schema.load import Context
from kam.workspace.layout import ACCOUNTS
from kam.workspace.opening import read_folder
from kam.workspace.remembering import Stamping
from kam.workspace.worktree import WorkTree


class UnitReader:
    """Reads the folders of accounts that changed, with all that is the same for each of them."""

    def __init__(  # noqa: PLR0913, PLR0917 - what all units have in common
        self,
        source: WorkTree,
        frame: Frame,
        context: Context,
        facts: Facts,
        today: date,
        clock: int,
    ) -> None:
        self._source = source
        self._frame = frame
        self._context = context
        self.facts = facts
        self._today = today
        self._clock = clock

    def read(self, name: str, old: Unit | None) -> Unit:
        """The folder of an account as it is now; files that are as `old` knows them stay closed."""
        folders, files = self._listing(name)
        known = self._unchanged(old, files)
        reading = Stamping(
            self._source,
            self._context,
            self.facts,
            clock=self._clock,
            blobs={path: blob for path, (_, blob) in known.items()},
        )
        folder = read_folder(reading, name, files, self._frame)
        deals: tuple[Deal, ...] = ()
        if folder is not None:
            deals = tuple(
                derive_deals(
                    folder,
                    self._frame.settings,
                    self._frame.methods.playbooks,
                    self._frame.models.buying,
                    self._today,
                )
            )
        stamps = {path: stamp for path, (stamp, _) in known.items()} | reading.stamps
        paths = (*folders, *files)
        return Unit(
            name=name,
            paths=paths,
            stamps=[folders.get(path) or stamps.get(path, UNSURE) for path in paths],
            blobs=[reading.blobs.get(path, "") for path in paths],
            account=account_fact(folder),
            findings=[encode(finding) for finding in reading.findings],
            deals=deals,
        )

    def _listing(self, name: str) -> tuple[dict[str, Stamp], list[str]]:
        """The folders with their stamps, and the files in the order of a book.

        A folder that changes after it was looked into has changed since the clock was read, so
        that its stamp is an unsure one.
        """
        folders: dict[str, Stamp] = {}
        files = []
        for path in self._source.listing(f"{ACCOUNTS}/{name}"):
            if path.endswith("/"):
                folders[path] = self._stamp(path)
            else:
                files.append(path)
        return folders, sorted(files, key=lambda path: path.split("/"))

    def _stamp(self, path: str) -> Stamp:
        try:
            return sure(stamp_of(os.lstat(self._source.root / path)), self._clock)
        except OSError:
            return UNSURE

    def _unchanged(self, old: Unit | None, files: list[str]) -> dict[str, tuple[Stamp, str]]:
        """The stamp and blob of each file that is as it was."""
        if old is None:
            return {}
        then = dict(zip(old.paths, zip(old.stamps, old.blobs, strict=True), strict=True))
        now = unpack(stamps_at(str(self._source.root), files))
        return {
            path: then[path]
            for path, stamp in zip(files, now, strict=True)
            if path in then and then[path][0] == stamp and then[path][1]
        }


def account_fact(folder: Folder | None) -> Json | None:
    """What a unit has of its account: see `Unit.account`."""
    if folder is None:
        return None
    return encode(folder.account) if folder.readable else UNREAD
