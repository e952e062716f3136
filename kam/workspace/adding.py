"""New accounts, opportunities, people, next steps and orders: ids, collisions, the files they take.

Facts come as a file stores them, by key and without what was not given.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kam.domain.account import Account
from kam.store.changes import Put
from kam.store.emit import Block
from kam.store.nodes import Scalar, find
from kam.store.quoting import Value
from kam.workspace.desk import Desk
from kam.workspace.layout import Role, file_path, place_of
from kam.workspace.naming import Target
from kam.workspace.reading import Reading
from kam.workspace.slugs import given_id, id_from_name, require_free, task_id

Facts = Mapping[str, Value]
CONTACTS, TASKS, ORDERS = "contacts.yaml", "tasks.yaml", "orders.yaml"


def add_account(desk: Desk, name: str, facts: Facts, given: str | None) -> Target:
    """Lay a new account ready.

    Args:
        desk: Where the change lies.
        name: What people call it.
        facts: All but its name.
        given: The id, where it is not to be made from the name.

    Raises:
        UsageError: No id can be made, or it is taken.
    """
    made = given_id(given) if given else id_from_name(name)
    target = Target(made)
    if desk.has(target.path):
        require_free(made, name, {made: _name_in(desk, target.path)})
    desk.create(target.path, {"name": name, **facts})
    return target


def namesakes(desk: Desk, account: str, names: Iterable[str]) -> tuple[str, ...]:
    """The ids of the other accounts that go by one of `names`, as name or alias."""
    wanted = {_folded(name) for name in names}
    return tuple(
        other.id
        for other in _accounts(desk)
        if other.id != account and wanted & {_folded(name) for name in (other.name, *other.aliases)}
    )


def add_opportunity(  # noqa: PLR0913 - what is known of it on the day it comes onto the list
    desk: Desk, account: str, name: str, facts: Facts, given: str | None, begun: Facts | None
) -> Target:
    """Lay a new opportunity ready.

    Args:
        desk: Where the change lies.
        account: The account that it belongs to.
        name: What people call it.
        facts: All but its name.
        given: The id, where it is not to be made from the name.
        begun: The first entry of its history: the day on which it came onto the list, and by
            whom. None where a stage is reached at once, whose move writes the entry.

    Raises:
        UsageError: No id can be made, or it is taken.
        NotFound: There is no such account.
    """
    desk.require(Target(account))
    made = given_id(given) if given else id_from_name(name)
    target = Target(account, made)
    if desk.has(target.path):
        require_free(made, name, {made: _name_in(desk, target.path)})
    history = {"history": [begun]} if begun else {}
    desk.create(target.path, {"name": name, **facts, **history})
    return target


def add_contact(desk: Desk, account: str, name: str, facts: Facts, given: str | None) -> str:
    """Lay a person of the customer ready in contacts.yaml; the id.

    Raises:
        UsageError: No id can be made, or it is taken.
    """
    taken = {key: contact.name for key, contact in desk.contacts(account).items()}
    made = given_id(given, person=True) if given else id_from_name(name)
    require_free(made, name, taken)
    _add(desk, file_path(account, CONTACTS), made, {"name": name, **facts})
    return made


def add_task(
    desk: Desk, target: Target, what: str, facts: Facts, given: str | None, today: date
) -> str:
    """Lay a next step ready in tasks.yaml; the id.

    One that was done before and has to be done again gets its due day, else today, behind the id.

    Args:
        desk: Where the change lies.
        target: The account, or the opportunity that it is a step of.
        what: What is to be done.
        facts: Its `due` and `owner`.
        given: The id, where it is not to be made from the text.
        today: The day of the command.

    Raises:
        UsageError: No id can be made, or it is taken.
    """
    tasks = desk.tasks(target.account)
    due = facts.get("due") or today
    made = given_id(given) if given else task_id(what, due, tasks)
    require_free(made, what, {key: task.what for key, task in tasks.items()})
    entry = {"what": what, **facts}
    if target.opportunity:
        entry["opportunity"] = target.opportunity
    _add(desk, file_path(target.account, TASKS), made, entry)
    return made


def add_order(desk: Desk, account: str, facts: Facts, given: str | None) -> str:
    """Lay an order ready in orders.yaml; the id, made from its day and line where none is given.

    Raises:
        UsageError: The id is taken.
    """
    made = given_id(given) if given else id_from_name(f"po {facts['date']} {facts.get('line', '')}")
    taken = {
        key: _order_name(order.date, order.line, order.amount)
        for key, order in desk.orders(account).items()
    }
    require_free(made, _order_name(facts["date"], facts.get("line"), facts["amount"]), taken)
    _add(desk, file_path(account, ORDERS), made, facts)
    return made


def _add(desk: Desk, path: str, key: str, entry: Facts) -> None:
    """Add an entry to a file of entries by id, one fact a line."""
    desk.edit(path, Put((key,), Block(entry)))


def _order_name(day: date, line: str | None, amount: Decimal) -> str:
    return " ".join(str(part) for part in (day, line, amount) if part is not None)


def _name_in(desk: Desk, path: str) -> str:
    """The name that a file states; its path where it does not read."""
    document = Reading(desk.source).document(path)
    node = find(document.root, ("name",)) if document else None
    return node.text if isinstance(node, Scalar) else path


def _accounts(desk: Desk) -> Iterator[Account]:
    reading = Reading(desk.source)
    for path in desk.source.files():
        place = place_of(path)
        if place and place.role is Role.ACCOUNT:
            value: Account | None = reading.read(path, Account)
            if value:
                yield replace(value, id=place.account)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
