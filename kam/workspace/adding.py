"""New accounts, opportunities, people, next steps and orders: ids, collisions, the files they take.

Facts come as a file stores them, by key and without what was not given.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.account import Account
from kam.domain.names import folded_name
from kam.store.changes import Put
from kam.store.emit import Block
from kam.store.nodes import Scalar, find
from kam.store.quoting import Value
from kam.workspace.desk import Desk
from kam.workspace.layout import CONTACTS, ORDERS, TASKS, file_path
from kam.workspace.naming import Target
from kam.workspace.reading import Reading
from kam.workspace.slugs import given_id, id_from_name, require_free, task_id

Facts = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Something new: what people call it, its facts, and an id if one is not to be made."""

    name: str
    facts: Facts
    id: str | None = None

    @property
    def entry(self) -> dict[str, Value]:
        """Its name and its facts."""
        return {"name": self.name, **self.facts}


def add_account(desk: Desk, new: Newcomer) -> Target:
    """Lay a new account ready.

    Raises:
        UsageError: No id can be made, or it is taken.
    """
    target = Target(_free_id(desk, new, lambda made: Target(made).path))
    desk.create(target.path, new.entry)
    return target


def namesakes(accounts: Iterable[Account], account: str, names: Iterable[str]) -> tuple[str, ...]:
    """The ids of those of `accounts` but `account` that go by one of `names`, as name or alias."""
    wanted = {folded_name(name) for name in names}
    return tuple(
        other.id
        for other in accounts
        if other.id != account
        and wanted & {folded_name(name) for name in (other.name, *other.aliases)}
    )


def add_opportunity(desk: Desk, account: str, new: Newcomer, begun: Facts | None) -> Target:
    """Lay a new opportunity ready.

    Args:
        desk: Where the change lies.
        account: The account that it belongs to.
        new: The opportunity.
        begun: The first entry of its history: the day on which it came onto the list, and by
            whom. None where a stage is reached at once, whose move writes the entry.

    Raises:
        UsageError: No id can be made, or it is taken.
        NotFound: There is no such account.
    """
    desk.require(Target(account))
    target = Target(account, _free_id(desk, new, lambda made: Target(account, made).path))
    history = {"history": [begun]} if begun else {}
    desk.create(target.path, {**new.entry, **history})
    return target


def add_contact(desk: Desk, account: str, new: Newcomer) -> str:
    """Lay a person of the customer ready in contacts.yaml; the id.

    Raises:
        UsageError: No id can be made, or it is taken.
    """
    taken = {key: contact.name for key, contact in desk.contacts(account).items()}
    made = given_id(new.id, person=True) if new.id else id_from_name(new.name)
    require_free(made, new.name, taken)
    _add(desk, file_path(account, CONTACTS), made, new.entry)
    return made


def add_task(desk: Desk, target: Target, new: Newcomer, today: date) -> str:
    """Lay a next step ready in tasks.yaml, where its name is `what`; the id.

    One that was done before and has to be done again gets its due day, else today, behind the id.

    Raises:
        UsageError: No id can be made, or it is taken.
    """
    tasks = desk.tasks(target.account)
    made = given_id(new.id) if new.id else task_id(new.name, new.facts.get("due") or today, tasks)
    require_free(made, new.name, {key: task.what for key, task in tasks.items()})
    entry = {"what": new.name, **new.facts}
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


def _free_id(desk: Desk, new: Newcomer, path_of: Callable[[str], str]) -> str:
    """The id of something with a file of its own."""
    made = given_id(new.id) if new.id else id_from_name(new.name)
    if desk.has(path_of(made)):
        require_free(made, new.name, {made: name_in(desk, path_of(made))})
    return made


def _add(desk: Desk, path: str, key: str, entry: Facts) -> None:
    """Add an entry to a file of entries by id, one fact a line."""
    desk.edit(path, Put((key,), Block(entry)))


def _order_name(day: date, line: str | None, amount: Decimal) -> str:
    return " ".join(str(part) for part in (day, line, amount) if part is not None)


def name_in(desk: Desk, path: str) -> str:
    """The name that a file states; its path where it does not read or is not there."""
    document = Reading(desk.source).document(path)
    node = find(document.root, ("name",)) if document else None
    return node.text if isinstance(node, Scalar) else path
