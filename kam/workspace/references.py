"""Where the files of a book name an account or an opportunity: what renaming has to change.

A person of another account is named `account/person`; an opportunity is named by its id alone,
and only in the files of its own account.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from kam.domain.ids import is_id
from kam.store.nodes import KeyPath, Plain, to_plain
from kam.workspace.desk import Desk
from kam.workspace.layout import Role, place_of
from kam.workspace.naming import Target, UnreadableFile


@dataclass(frozen=True, slots=True)
class Reference:
    """One place of a file that names something.

    Attributes:
        path: The file.
        keys: The fact; where `is_key`, the name is its last key and not its value.
        text: What stands there: `account`, `account/person` or the id of an opportunity.
        is_key: Whether it is a key of a mapping.
    """

    path: str
    keys: KeyPath
    text: str
    is_key: bool = False

    def inside(self, account: str) -> bool:
        """Whether the file lies in an account's folder."""
        place = place_of(self.path)
        return place is not None and place.account == account


def references_to_account(desk: Desk, account: str) -> tuple[Reference, ...]:
    """Every place in the book that names an account or a person of it.

    Raises:
        UnreadableFile: A file that holds the id is not in the strict subset, so that nobody can
            say whether it names the account.
    """
    return tuple(
        reference
        for path, role in files_holding(desk, account)
        for reference in _IN_BOOK.get(role, _none)(path, to_plain(desk.document(path).root))
        if reference.text.partition("/")[0] == account
    )


def references_to_opportunity(desk: Desk, target: Target) -> tuple[Reference, ...]:
    """What names an opportunity in its account: work, orders, sheets and what follows its sale.

    Raises:
        UnreadableFile: As for an account.
    """
    return tuple(
        reference
        for path, role in files_holding(desk, str(target.opportunity))
        for reference in _IN_ACCOUNT.get(role, _none)(path, to_plain(desk.document(path).root))
        if reference.text == target.opportunity and reference.inside(target.account)
    )


def references_to_contact(desk: Desk, account: str, contact: str) -> tuple[Reference, ...]:
    """Every place in an account's own files that names one of its people by the id alone.

    Raises:
        UnreadableFile: As for an account.
    """
    return tuple(
        reference
        for path, role in files_holding(desk, contact)
        for reference in _OF_PERSON.get(role, _none)(path, to_plain(desk.document(path).root))
        if reference.text == contact and reference.inside(account)
    )


def opportunities_of(desk: Desk, account: str) -> tuple[str, ...]:
    """The ids of an account's opportunities, whether they read or not."""
    places = (place_of(path) for path in desk.source.files())
    return tuple(
        place.stem
        for place in places
        if place and place.account == account and place.role is Role.OPPORTUNITY
        if is_id(place.stem)
    )


Find = Callable[[str, Plain], Iterator[Reference]]


def files_holding(desk: Desk, text: str) -> Iterator[tuple[str, Role]]:
    """The files of accounts that hold a text at all, and what each holds."""
    wanted = text.encode()
    for path in desk.source.files():
        place = place_of(path)
        if place is None:
            continue
        try:
            raw = desk.raw(path)
        except UnreadableFile:
            continue  # a link or a folder of that name: kam reads none
        if wanted in raw:
            yield path, place.role


def _none(_path: str, _data: Plain) -> Iterator[Reference]:
    return iter(())


def _named(path: str, data: Plain) -> Iterator[Reference]:
    """The account above, and those to whom this one vouched for us, where that is an id."""
    if text := _text(data, "parent"):
        yield Reference(path, ("parent",), text)
    given = data.get("references") if isinstance(data, Mapping) else None
    for index, entry in enumerate(given if isinstance(given, list) else ()):
        if is_id(text := _text(entry, "to")):
            yield Reference(path, ("references", index, "to"), text)


def _of_centre(path: str, data: Plain) -> Iterator[Reference]:
    purchasing = data.get("purchasing") if isinstance(data, Mapping) else None
    centre = purchasing.get("centre") if isinstance(purchasing, Mapping) else None
    if text := _text(centre, "contact"):
        yield Reference(path, ("purchasing", "centre", "contact"), text)


def _of_contact(path: str, data: Plain) -> Iterator[Reference]:
    for key, contact in _entries(data):
        for fact in ("reports_to", "moved_to"):
            if text := _text(contact, fact):
                yield Reference(path, (key, fact), text)


def _people(path: str, data: Plain) -> Iterator[Reference]:
    people = data.get("people") if isinstance(data, Mapping) else None
    for key, _ in _entries(people):
        yield Reference(path, ("people", key), key, is_key=True)


def _present(path: str, data: Plain) -> Iterator[Reference]:
    for index, entry in enumerate(data if isinstance(data, list) else ()):
        present = entry.get("with") if isinstance(entry, Mapping) else None
        for position, text in enumerate(present if isinstance(present, list) else ()):
            if isinstance(text, str):
                yield Reference(path, (index, "with", position), text)


def _elsewhere(references: Iterator[Reference]) -> Iterator[Reference]:
    """Those that say in which account what they name is."""
    return (one for one in references if "/" in one.text)


def _of_activity(path: str, data: Plain) -> Iterator[Reference]:
    for index, entry in enumerate(data if isinstance(data, list) else ()):
        if text := _text(entry, "opportunity"):
            yield Reference(path, (index, "opportunity"), text)


def _of_entry(path: str, data: Plain) -> Iterator[Reference]:
    for key, entry in _entries(data):
        if text := _text(entry, "opportunity"):
            yield Reference(path, (key, "opportunity"), text)


def _of_service(path: str, data: Plain) -> Iterator[Reference]:
    """The opportunities that answers to surveys, complaints and contracts are about."""
    for keys, entry in _after_sale(data):
        for name in ("opportunity", "renewal"):
            if text := _text(entry, name):
                yield Reference(path, (*keys, name), text)


def _who_said(path: str, data: Plain) -> Iterator[Reference]:
    """The people who answered surveys and complained."""
    for keys, entry in _after_sale(data):
        if text := _text(entry, "of"):
            yield Reference(path, (*keys, "of"), text)


def _after_sale(data: Plain) -> Iterator[tuple[KeyPath, Plain]]:
    """Answers to surveys, complaints and contracts of account.yaml, each with the way to it."""
    record = data if isinstance(data, Mapping) else {}
    answers = record.get("satisfaction")
    for index, answer in enumerate(answers if isinstance(answers, list) else ()):
        yield ("satisfaction", index), answer
    for name in ("complaints", "contracts"):
        for key, entry in _entries(record.get(name)):
            yield (name, key), entry


def _of_sheet(path: str, data: Plain) -> Iterator[Reference]:
    if text := _text(data, "opportunity"):
        yield Reference(path, ("opportunity",), text)


def _in_sheet(path: str, data: Plain) -> Iterator[Reference]:
    for keys, text in people_of_sheet(data):
        yield Reference(path, keys, text)


def people_of_sheet(data: Plain, keys: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Every place of a conversation sheet that names a person of a customer."""
    if isinstance(data, list):
        for index, item in enumerate(data):
            yield from people_of_sheet(item, (*keys, index))
    for key, value in _entries(data):
        if key in _PERSON_KEYS and isinstance(value, str) and keys[:1] != ("review",):
            yield (*keys, key), value
        elif key != "custom":
            yield from people_of_sheet(value, (*keys, key))


_PERSON_KEYS = frozenset({"by", "for"})
_IN_BOOK: Mapping[Role, Find] = {
    Role.ACCOUNT: lambda path, data: chain(_named(path, data), _elsewhere(_of_centre(path, data))),
    Role.CONTACTS: lambda path, data: _elsewhere(_of_contact(path, data)),
    Role.OPPORTUNITY: lambda path, data: _elsewhere(_people(path, data)),
    Role.ACTIVITIES: lambda path, data: _elsewhere(_present(path, data)),
    Role.SHEET: lambda path, data: _elsewhere(_in_sheet(path, data)),
}
_OF_PERSON: Mapping[Role, Find] = {
    Role.ACCOUNT: lambda path, data: chain(_of_centre(path, data), _who_said(path, data)),
    Role.CONTACTS: _of_contact,
    Role.OPPORTUNITY: _people,
    Role.ACTIVITIES: _present,
    Role.SHEET: _in_sheet,
}
_IN_ACCOUNT: Mapping[Role, Find] = {
    Role.ACCOUNT: _of_service,
    Role.ACTIVITIES: _of_activity,
    Role.TASKS: _of_entry,
    Role.ORDERS: _of_entry,
    Role.SHEET: _of_sheet,
}


def _entries(data: Plain) -> Iterator[tuple[str, Plain]]:
    yield from data.items() if isinstance(data, Mapping) else ()


def _text(record: Plain, key: str) -> str:
    text = record.get(key) if isinstance(record, Mapping) else None
    return text if isinstance(text, str) else ""
