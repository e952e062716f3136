"""What reports are made of: the parts of a book, from an index or from the files themselves.

A report asks for the parts that it needs, and cannot tell where they came from.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from kam.domain.deal import Deal, mark_alternatives
from kam.domain.hierarchy import topmost
from kam.errors import GitFailed
from kam.index.beside import Beside
from kam.index.codec import Json, decoder
from kam.index.shelf import UNREAD

if TYPE_CHECKING:
    from kam.domain.account import Account
    from kam.domain.book import Book, Folder
    from kam.domain.finding import Finding
    from kam.domain.incentives import Call, Commission
    from kam.domain.methods import Methods
    from kam.domain.models import Models
    from kam.domain.settings import Settings
    from kam.domain.target import Target
    from kam.domain.trail import Trails

ReadTrails = Callable[[], "Trails | None"]


class View(Protocol):
    """The parts of a book."""

    @property
    def settings(self) -> "Settings":
        """Those of kam.yaml."""

    @property
    def methods(self) -> "Methods":
        """The playbooks, the relationship model and the words in force."""

    @property
    def models(self) -> "Models":
        """The models beside them."""

    @property
    def targets(self) -> Sequence["Target"]:
        """Those of targets.yaml."""

    @property
    def calls(self) -> Sequence["Call"]:
        """The lines of calls.yaml, in their order."""

    @property
    def commission(self) -> "Commission":
        """The plans of commission.yaml, and who is on which."""

    @property
    def findings(self) -> Sequence["Finding"]:
        """What was found wrong while reading, by place."""

    @property
    def deals(self) -> Sequence[Deal]:
        """Every opportunity as a row, by account and id."""

    @property
    def accounts(self) -> Sequence["Account"]:
        """Every account whose own file reads, by id."""

    @property
    def unread(self) -> Sequence[str]:
        """The ids of accounts whose folder is there and whose own file does not read."""

    @property
    def trails(self) -> "Trails | None":
        """What its past says of its opportunities; None where there is no history."""

    @property
    def problems(self) -> Sequence[GitFailed]:
        """Why some part of it is not known, as far as that was asked for."""

    @property
    def book(self) -> "Book":
        """All of it, without the trails."""

    def folders(self, *facts: str) -> Sequence["Folder"]:
        """The accounts' folders with these facts of them at least, by account.

        Args:
            facts: Names of fields of `Folder`; with `orders` come the opportunities of a folder
                that has any, for they say in what an order is stated.
        """

    def part(self, account: str) -> "Book":
        """The book with the folder of that account alone."""


def _known(read: ReadTrails, problems: list[GitFailed]) -> "Trails | None":
    """What is read; nothing, and why, where git has it and does not give it."""
    try:
        return read()
    except GitFailed as problem:
        problems.append(problem)
        return None


class FileView:
    """A book that was read from its files.

    Args:
        book: The book.
        today: Chooses the rates and teams of what is open.
        read_trails: Reads its history when it is asked for.
    """

    def __init__(self, book: "Book", today: date, read_trails: ReadTrails = lambda: None) -> None:
        self.book = book
        self.settings = book.settings
        self.methods = book.methods
        self.models = book.models
        self.targets = book.targets
        self.calls = book.calls
        self.commission = book.commission
        self.findings = book.findings
        self._today = today
        self._read_trails = read_trails
        self.problems: list[GitFailed] = []

    @cached_property
    def trails(self) -> "Trails | None":
        """See `View.trails`."""
        return _known(self._read_trails, self.problems)

    @cached_property
    def deals(self) -> tuple[Deal, ...]:
        """See `View.deals`."""
        from kam.domain.deals import build_deals

        return build_deals(self.book, self._today)

    @cached_property
    def accounts(self) -> "tuple[Account, ...]":
        """See `View.accounts`."""
        return tuple(folder.account for folder in self.book.folders if folder.readable)

    @property
    def unread(self) -> tuple[str, ...]:
        """See `View.unread`."""
        return tuple(folder.account.id for folder in self.book.folders if not folder.readable)

    def folders(self, *_facts: str) -> "tuple[Folder, ...]":
        """See `View.folders`."""
        return self.book.folders

    def part(self, account: str) -> "Book":
        """See `View.part`."""
        folders = tuple(folder for folder in self.book.folders if folder.account.id == account)
        return replace(self.book, folders=folders)


class Rows(Protocol):
    """What an index knows of some accounts; of a shelf of a work tree or of a revision."""

    names: list[str]
    parents: dict[str, str]
    findings: list[Json]

    @property
    def deals(self) -> list[Deal]:
        """The rows of all their opportunities."""

    def accounts(self) -> list[Json]:
        """The account of each, as `shelf.Unit` has it."""


AnyRows = TypeVar("AnyRows", bound=Rows)


class IndexView(Generic[AnyRows]):
    """A book as an index knows it; a part is decoded when it is asked for.

    Args:
        beside: What it knows beside the accounts.
        shelves: What it knows of the accounts.
        recall: Makes the book of those shelves, with these facts of its folders or with all.
        read_trails: Reads its history when it is asked for.
    """

    def __init__(
        self,
        beside: Beside,
        shelves: Sequence[AnyRows],
        recall: "Callable[[Sequence[AnyRows], Sequence[str] | None], Book]",
        read_trails: ReadTrails,
    ) -> None:
        self._beside = beside
        self._shelves = shelves
        self._recall = recall
        self._read_trails = read_trails
        self.problems: list[GitFailed] = []

    @cached_property
    def settings(self) -> "Settings":
        """See `View.settings`."""
        from kam.domain.settings import Settings

        return self._part("settings", Settings)  # type: ignore[no-any-return]

    @cached_property
    def methods(self) -> "Methods":
        """See `View.methods`."""
        from kam.domain.methods import Methods

        return self._part("methods", Methods)  # type: ignore[no-any-return]

    @cached_property
    def models(self) -> "Models":
        """See `View.models`."""
        from kam.domain.models import Models

        return self._part("models", Models)  # type: ignore[no-any-return]

    @cached_property
    def targets(self) -> "tuple[Target, ...]":
        """See `View.targets`."""
        from kam.domain.target import Target

        return self._part("targets", tuple[Target, ...])  # type: ignore[no-any-return]

    @cached_property
    def calls(self) -> "tuple[Call, ...]":
        """See `View.calls`."""
        if not self._beside.parts["calls"]:
            return ()
        from kam.domain.incentives import Call

        return self._part("calls", tuple[Call, ...])  # type: ignore[no-any-return]

    @cached_property
    def commission(self) -> "Commission":
        """See `View.commission`."""
        from kam.domain.incentives import Commission

        return self._part("commission", Commission)  # type: ignore[no-any-return]

    @cached_property
    def findings(self) -> "tuple[Finding, ...]":
        """See `View.findings`."""
        found = [*self._beside.parts["findings"]]
        for shelf in self._shelves:
            found += shelf.findings
        if not found:
            return ()
        from kam.domain.finding import Finding

        every = decoder(tuple[Finding, ...])(found)
        return tuple(sorted(every, key=lambda finding: finding.order))

    @cached_property
    def deals(self) -> tuple[Deal, ...]:
        """See `View.deals`."""
        rows = [deal for shelf in self._shelves for deal in shelf.deals]
        rows.sort(key=lambda deal: deal.account)
        parents = {name: above for shelf in self._shelves for name, above in shelf.parents.items()}
        if parents:
            groups = topmost(parents)
            rows = [deal._replace(group=groups.get(deal.account, deal.account)) for deal in rows]
        return mark_alternatives(rows)

    @cached_property
    def accounts(self) -> "tuple[Account, ...]":
        """See `View.accounts`."""
        from kam.domain.account import Account

        found = [account for _, account in self._accounts if account]
        return tuple(sorted(decoder(tuple[Account, ...])(found), key=lambda account: account.id))

    @property
    def unread(self) -> tuple[str, ...]:
        """See `View.unread`."""
        return tuple(sorted(name for name, account in self._accounts if account == UNREAD))

    @cached_property
    def trails(self) -> "Trails | None":
        """See `View.trails`."""
        return _known(self._read_trails, self.problems)

    @cached_property
    def book(self) -> "Book":
        """See `View.book`."""
        return self._recall(self._shelves, None)

    def folders(self, *facts: str) -> "tuple[Folder, ...]":
        """See `View.folders`."""
        return self._recall(self._shelves, facts).folders

    def part(self, account: str) -> "Book":
        """See `View.part`."""
        shelves = [shelf for shelf in self._shelves if account in shelf.names]
        book = self._recall(shelves, None)
        folders = tuple(folder for folder in book.folders if folder.account.id == account)
        return replace(book, folders=folders, findings=self.findings)

    @cached_property
    def _accounts(self) -> list[tuple[str, Any]]:
        """The units and their accounts."""
        return [
            (name, account)
            for shelf in self._shelves
            for name, account in zip(shelf.names, shelf.accounts(), strict=True)
        ]

    def _part(self, name: str, annotation: Any) -> Any:
        return decoder(annotation)(self._beside.parts[name])
