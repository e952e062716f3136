"""Opens a book: every file read once, every default in place, everything unreadable said."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from kam.domain.account import Account
from kam.domain.activity import Activity, Task
from kam.domain.book import Book, Folder
from kam.domain.contact import Contact
from kam.domain.fields import FORMAT, Id, Person
from kam.domain.finding import Finding
from kam.domain.frame import Frame
from kam.domain.ids import is_id
from kam.domain.incentives import Call, Commission
from kam.domain.opportunity import Opportunity
from kam.domain.order import Order
from kam.domain.settings import Settings
from kam.domain.target import Target
from kam.errors import InvalidData
from kam.i18n import mark
from kam.schema.load import Context
from kam.workspace.flaws import error_of, flaw_of
from kam.workspace.layout import (
    ACCOUNTS,
    CALLS,
    COMMISSION,
    SETTINGS,
    TARGETS,
    Place,
    Role,
    account_path,
    is_playbook,
    is_yaml,
    place_of,
)
from kam.workspace.methods import MethodsReader, build_methods, context_of, words_of
from kam.workspace.reading import BAD_ID, MISSING, NOT_READ, UNREADABLE, Reading
from kam.workspace.worktree import BookSource

NEWER_FORMAT = "KAM009"
_TYPES: dict[Role, Any] = {
    Role.ACCOUNT: Account,
    Role.CONTACTS: dict[Person, Contact],
    Role.OPPORTUNITY: Opportunity,
    Role.ACTIVITIES: tuple[Activity, ...],
    Role.TASKS: dict[Id, Task],
    Role.ORDERS: dict[Id, Order],
}
_BY_FILE = frozenset({Role.OPPORTUNITY, Role.SHEET})
"""What is one thing a file, whose id is the file's name."""
_NO_FIGURES = frozenset({Role.PLAN, Role.SHEET})
"""Files that no figure is made of: whatever YAML stands in one, the figures are complete."""


class UnreadableSettings(InvalidData):
    """kam.yaml does not read: every figure leans on it, so none is given."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(mark("kam.yaml cannot be used, and every figure depends on it"))
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Opened:
    """Settings and methods, and the reading that goes on with them."""

    settings: Settings
    methods: MethodsReader
    reading: Reading


def open_settings(source: BookSource) -> Opened:
    """Read kam.yaml and the vocabularies: what every other file is read with.

    Raises:
        UnreadableSettings: kam.yaml does not read, or a newer kam wrote it.
    """
    reading = Reading(source)
    settings = reading.read(SETTINGS, Settings)
    skipped = tuple(finding for finding in reading.findings if finding.skips)
    if settings is None and skipped:
        raise UnreadableSettings(skipped)
    settings = settings or Settings()
    if settings.format > FORMAT:
        params = {"format": settings.format, "known": FORMAT}
        raise UnreadableSettings(
            (error_of(NEWER_FORMAT, "newer-format", SETTINGS, ("format",), params),)
        )
    methods = MethodsReader(reading, (path for path in source.playbooks() if is_playbook(path)))
    vocabulary = methods.vocabulary()
    reading.context = words_of(vocabulary)
    reading.context = context_of(vocabulary, methods.relationship())
    return Opened(settings, methods, reading)


def open_frame(source: BookSource, files: Iterable[str]) -> tuple[Frame, Context]:
    """Read what lies beside the accounts; `files` are all that do, and each is said or read.

    Raises:
        UnreadableSettings: kam.yaml does not read, or a newer kam wrote it.
    """
    opened = open_settings(source)
    reading = opened.reading
    for path in files:
        _beside(reading, path)
    targets = reading.read(TARGETS, tuple[Target, ...])
    commission = reading.read(COMMISSION, Commission)
    calls = reading.read(CALLS, tuple[Call, ...])
    frame = Frame(
        settings=opened.settings,
        methods=build_methods(opened.methods, opened.methods.keys()),
        models=opened.methods.models(),
        targets=targets or (),
        commission=commission or Commission(),
        calls=calls or (),
        findings=tuple(reading.findings),
    )
    return frame, reading.context or {}


def open_book(source: BookSource) -> Book:
    """Read a whole book; what does not read is left out and stands among the findings.

    Raises:
        UnreadableSettings: kam.yaml does not read, or a newer kam wrote it.
    """
    beside, accounts = _by_account(source.files())
    frame, context = open_frame(source, beside)
    reading = Reading(source, context)
    folders = [
        folder
        for account, files in accounts.items()
        if (folder := read_folder(reading, account, files, frame))
    ]
    return book_of(frame, folders, reading.findings)


def book_of(frame: Frame, folders: Iterable[Folder], findings: Iterable[Finding]) -> Book:
    """A book of its parts, with the findings of its accounts in the order of their places."""
    everything = (*frame.findings, *findings)
    return Book(
        settings=frame.settings,
        methods=frame.methods,
        models=frame.models,
        folders=tuple(folders),
        targets=frame.targets,
        commission=frame.commission,
        calls=frame.calls,
        findings=tuple(sorted(everything, key=lambda finding: finding.order)),
    )


def _by_account(files: Iterable[str]) -> tuple[list[str], dict[str, list[str]]]:
    """The files beside the accounts, and those in each account's folder."""
    beside: list[str] = []
    accounts: dict[str, list[str]] = {}
    for path in files:
        match path.split("/", 2):
            case [top, account, _] if top == ACCOUNTS:
                accounts.setdefault(account, []).append(path)
            case _:
                beside.append(path)
    return beside, accounts


def type_of(role: Role) -> Any:
    """What a file of an account is read into; a plan's and a sheet's are loaded when asked for."""
    if role is Role.PLAN:
        from kam.domain.account_plan import AccountPlan

        return AccountPlan
    if role is Role.SHEET:
        from kam.domain.sheet import Sheet

        return Sheet
    return _TYPES[role]


def read_place(reading: Reading, path: str, place: Place) -> Any | None:
    """Read one file of an account and put its place into what it holds."""
    value = reading.read(path, type_of(place.role))
    if value is None:
        return None
    if place.role is Role.ACCOUNT:
        return _put(value, id=place.account, path=path)
    if place.role in _BY_FILE:
        return _put(value, id=place.stem, account=place.account, path=path)
    if place.role is Role.PLAN:
        return _put(value, account=place.account, path=path)
    if place.role is Role.ACTIVITIES:
        return [
            _put(entry, account=place.account, path=path, index=index)
            for index, entry in enumerate(value)
        ]
    extra = {} if place.role is Role.CONTACTS else {"account": place.account}
    return {key: _put(entry, id=key, path=path, **extra) for key, entry in value.items()}


def _put(value: Any, **facts: object) -> Any:
    """Put into a value what its place says of it; it was just made, and nobody else has it."""
    for name, fact in facts.items():
        object.__setattr__(value, name, fact)
    return value


def read_folder(
    reading: Reading, account: str, files: Iterable[str], frame: Frame
) -> Folder | None:
    """Read an account's folder; None where nothing in it can be taken.

    Opportunities that cannot be counted are left out; `reading.findings` say of each why.
    """
    held: dict[Role, list[Any]] = {}
    unread: list[str] = []
    for path in files:
        place = place_of(path)
        if place is None:
            _not_read(reading, path)
            continue
        names = {place.account, place.stem} if place.role is Role.OPPORTUNITY else {place.account}
        if bad := [name for name in sorted(names) if not is_id(name)]:
            reading.findings.append(_bad_id(path, bad[0]))
            continue
        before = len(reading.findings)
        value = read_place(reading, path, place)
        if place.role in _NO_FIGURES:
            reading.findings[before:] = map(_beside_figures, reading.findings[before:])
        held.setdefault(place.role, [])
        if value is None:
            unread.append(path)
        else:
            held[place.role].append(value)
    if not held:
        return None
    folder = replace(_folder(reading, account, held), unread=tuple(unread))
    return _checked(folder, frame, reading)


def _beside_figures(finding: Finding) -> Finding:
    """What a file has wrong that only leaves itself out; none may be hidden by bad YAML."""
    return finding if finding.code == UNREADABLE else replace(finding, skips=False)


def _beside(reading: Reading, path: str) -> None:
    """Say of a file beside the accounts what is wrong with its place or its name."""
    if not is_playbook(path):
        _not_read(reading, path)
    elif not is_id(stem := PurePosixPath(path).stem):
        reading.findings.append(_bad_id(path, stem))


def _not_read(reading: Reading, path: str) -> None:
    if is_yaml(path):
        reading.findings.append(error_of(NOT_READ, "file-not-read", path))
    else:
        _say_no_folder(reading, path)


def _folder(reading: Reading, account: str, held: dict[Role, list[Any]]) -> Folder:
    if Role.ACCOUNT not in held:
        params = {"key": "account.yaml"}
        path = account_path(account)
        reading.findings.append(error_of(MISSING, "missing-key", path, params=params, skips=True))
    own = next(iter(held.get(Role.ACCOUNT, ())), None)
    activities = [entry for log in held.get(Role.ACTIVITIES, ()) for entry in log]
    return Folder(
        account=own or Account(id=account, path=account_path(account), name=account),
        contacts=next(iter(held.get(Role.CONTACTS, ())), {}),
        opportunities=tuple(held.get(Role.OPPORTUNITY, ())),
        activities=tuple(sorted(activities, key=lambda entry: entry.date)),
        tasks=tuple(task for tasks in held.get(Role.TASKS, ()) for task in tasks.values()),
        orders=tuple(order for orders in held.get(Role.ORDERS, ()) for order in orders.values()),
        plan=next(iter(held.get(Role.PLAN, ())), None),
        sheets=tuple(held.get(Role.SHEET, ())),
        readable=own is not None,
    )


def _checked(folder: Folder, frame: Frame, reading: Reading) -> Folder:
    kept = []
    for opportunity in folder.opportunities:
        flaw = flaw_of(opportunity, frame.settings, frame.methods)
        if flaw is None:
            kept.append(opportunity)
        else:
            reading.findings.append(flaw)
    return replace(folder, opportunities=tuple(kept))


def _say_no_folder(reading: Reading, path: str) -> None:
    """Say that a link, or a file, lies where a folder belongs."""
    if reading.document(path) is not None:
        reading.findings.append(error_of(NOT_READ, "file-not-read", path, skips=True))


def _bad_id(path: str, name: str) -> Finding:
    return error_of(BAD_ID, "bad-id", path, params={"value": name}, skips=True)
