"""Reads the folders of a revision that no index knows, each file by its content."""

from collections.abc import Sequence
from datetime import date

from kam.domain.deal import Deal
from kam.domain.deals import derive_deals
from kam.index.beside import Beside
from kam.index.codec import encode
from kam.index.database import Database
from kam.index.facts import Facts
from kam.index.past import PastUnit
from kam.workspace.framing import context_in, frame_of
from kam.workspace.git_tree import GitTree
from kam.workspace.layout import ACCOUNTS
from kam.workspace.opening import read_folder
from kam.workspace.recalling import Content
from kam.workspace.remembering import Remembering
from kam.workspace.revision import Revision
from kam.workspace.units import account_fact


def contents_of(source: GitTree, names: Sequence[str]) -> list[Content]:
    """The files of these accounts, with the ids of their contents."""
    found = []
    for name in names:
        listed = source.listing(f"{ACCOUNTS}/{name}")
        files = sorted(
            (path for path in listed if not path.endswith("/")), key=lambda path: path.split("/")
        )
        found.append(Content(name, files, {path: source.blob(path) for path in files}))
    return found


class PastReader:
    """Reads folders of one revision, with all that is the same for each of them."""

    def __init__(
        self, source: Revision, beside: Beside, database: Database | None, today: date
    ) -> None:
        self._source = source
        self._frame = frame_of(beside)
        self._context = context_in(beside)
        self._today = today
        self.facts = Facts(database, beside.words)

    def units(self, names: Sequence[str]) -> list[PastUnit]:
        """The folders of these accounts; what is new of their files is in `facts`."""
        contents = contents_of(self._source, names)
        self._source.expect(path for content in contents for path in content.paths)
        return [self._unit(content) for content in contents]

    def _unit(self, content: Content) -> PastUnit:
        reading = Remembering(self._source, self._context, self.facts, blobs=content.blobs)
        folder = read_folder(reading, content.name, content.paths, self._frame)
        deals: Sequence[Deal] = ()
        if folder is not None:
            frame = self._frame
            playbooks, buying = frame.methods.playbooks, frame.models.buying
            deals = tuple(derive_deals(folder, frame.settings, playbooks, buying, self._today))
        findings = [encode(finding) for finding in reading.findings]
        return PastUnit(content.name, account_fact(folder), findings, deals)
