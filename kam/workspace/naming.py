"""Finds accounts and opportunities of a book by name, opening no more files than it must."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from kam.domain.book import Book, Folder
from kam.domain.contact import Contact
from kam.domain.fields import Person
from kam.domain.finding import Finding
from kam.domain.opportunity import Opportunity
from kam.errors import InvalidData, NotFound, UsageError
from kam.i18n import mark
from kam.store.text import ReadError
from kam.workspace.layout import (
    ACCOUNTS,
    CONTACTS,
    Role,
    account_path,
    file_path,
    opportunity_path,
    place_of,
)
from kam.workspace.reading import Reading
from kam.workspace.resolving import Named, resolve
from kam.workspace.view import View
from kam.workspace.worktree import Tree


class UnreadableFile(InvalidData):
    """The file that a name leads to does not read; `findings` say why."""

    def __init__(self, path: str, findings: tuple[Finding, ...]) -> None:
        super().__init__(mark("{path} does not read"), path=path)
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Target:
    """What a name means: an account, and an opportunity of it where one was named."""

    account: str
    opportunity: str | None = None

    def __str__(self) -> str:
        return self.account if self.opportunity is None else f"{self.account}/{self.opportunity}"

    @property
    def path(self) -> str:
        """The file of what is named."""
        if self.opportunity is None:
            return account_path(self.account)
        return opportunity_path(self.account, self.opportunity)


class Names:
    """Resolves names in one book.

    An exact id is looked for at its place. Only for what is none does the book have to be known,
    and its `view` is asked for.
    """

    def __init__(self, source: Tree, view: Callable[[], View], *, exact: bool) -> None:
        self._source = source
        self._view = view
        self._exact = exact

    def account(self, text: str) -> Target:
        """The account that `text` names.

        Raises:
            NotFound: Nothing, or more than one, answers to it.
        """
        if "/" in text:
            raise UsageError(mark('"{text}" names an opportunity; an account is wanted'), text=text)
        if self._has(account_path(text)):
            return Target(text)
        return Target(resolve(text, self._accounts(), mark("account"), exact=self._exact))

    def opportunity(self, text: str) -> Target:
        """The opportunity that `ACCOUNT/OPPORTUNITY` names.

        Raises:
            NotFound: Nothing, or more than one, answers to it.
            UsageError: There is no slash in it.
        """
        account, slash, name = text.partition("/")
        if not slash or not account or not name:
            raise UsageError(
                mark('"{text}" is not of the form ACCOUNT/OPPORTUNITY'),
                hint=mark("kam list opportunities shows them all"),
                text=text,
            )
        if self._has(opportunity_path(account, name)):
            return Target(account, name)
        try:
            owner = self.account(account).account
            if self._has(opportunity_path(owner, name)):
                return Target(owner, name)
            known = self._opportunities(owner)
            return Target(owner, resolve(name, known, mark("opportunity"), exact=self._exact))
        except NotFound:
            if moved := self._formerly(text):
                return moved
            raise

    def either(self, text: str) -> Target:
        """The account or the opportunity that `ACCOUNT[/OPPORTUNITY]` names."""
        return self.opportunity(text) if "/" in text else self.account(text)

    def contact(self, account: str, text: str) -> str:
        """The id of a contact of `account`; `other-account/id` is taken as it is."""
        if "/" in text:
            return text
        reading = Reading(self._source)
        contacts = reading.read(file_path(account, CONTACTS), dict[Person, Contact]) or {}
        if text in contacts:
            return text
        known = [Named(key, (contact.name,)) for key, contact in contacts.items()]
        return resolve(text, known, mark("contact"), exact=self._exact)

    def _has(self, path: str) -> bool:
        parts = PurePosixPath(path).parts
        if place_of(path) is None or ".." in parts:
            return False
        try:
            self._source.read(path)
        except (FileNotFoundError, ValueError):
            return False
        except ReadError:
            return True  # there is a file; whoever opens it says what is wrong with it
        return True

    def _accounts(self) -> Iterator[Named]:
        view = self._view()
        yield from (Named(one.id, (one.name, *one.aliases), one.formerly) for one in view.accounts)
        yield from (Named(name, ()) for name in view.unread)

    def _opportunities(self, account: str) -> Iterator[Named]:
        reading = Reading(self._source)
        for path in self._source.listing(f"{ACCOUNTS}/{account}"):
            place = place_of(path)
            if place is not None and place.role is Role.OPPORTUNITY:
                value: Opportunity | None = reading.read(path, Opportunity)
                yield Named(place.stem, (value.name,) if value else ())

    def _formerly(self, text: str) -> Target | None:
        """The opportunity that was once called `text`, in whatever account it is now."""
        for _, opportunity in self._view().book.opportunities():
            if text in opportunity.formerly:
                return Target(opportunity.account, opportunity.id)
        return None


def find_target(book: Book, target: Target) -> tuple[Folder, Opportunity | None]:
    """The folder and the opportunity that a name leads to in a book.

    Raises:
        UnreadableFile: Its file does not read.
    """
    folder = next(iter(book.folders), None)
    readable = folder is not None and (folder.readable or target.opportunity is not None)
    opportunity = None
    if folder and target.opportunity:
        opportunities = {item.id: item for item in folder.opportunities}
        opportunity = opportunities.get(target.opportunity)
        readable = opportunity is not None
    if folder is None or not readable:
        about = tuple(finding for finding in book.findings if finding.path == target.path)
        raise UnreadableFile(target.path, about)
    return folder, opportunity


def require(value: object | None, path: str, reading: Reading) -> None:
    """Refuse to go on without a file.

    Raises:
        UnreadableFile: It is there and does not read.
        NotFound: It is not there.
    """
    if value is not None:
        return
    findings = tuple(found for found in reading.findings if found.path == path)
    if findings:
        raise UnreadableFile(path, findings)
    raise NotFound(mark("there is no {path}"), path=path)
