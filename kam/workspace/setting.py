"""Facts that are set, added to, taken from and cleared in a file, as a list of assignments says."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kam.domain.account import Account
from kam.domain.account_plan import AccountPlan
from kam.domain.activity import Task
from kam.domain.contact import Contact
from kam.domain.opportunity import Opportunity
from kam.domain.order import Order
from kam.domain.sheet import Sheet
from kam.errors import AnswerNo, UsageError
from kam.i18n import mark
from kam.schema.natures import Shape, nature_of
from kam.schema.shapes import Annotation, field_keys, type_at
from kam.store.changes import Append, Drop, Edit, Put, change
from kam.store.emit import plain
from kam.store.nodes import KeyPath, Plain, to_plain
from kam.store.quoting import Value
from kam.workspace.assignments import Assignment, Fact, Operation, entry_index, locate
from kam.workspace.desk import Desk, Unfit
from kam.workspace.layout import CONTACTS, ORDERS, TASKS, file_path
from kam.workspace.naming import Target, UnreadableFile
from kam.workspace.resolving import Named, resolve
from kam.workspace.sheet_files import OPPORTUNITY, plan_file, sheet_file

Read = Callable[[Annotation, str], Value]
"""What people type -> the value of a type; raises `UsageError` where it is none."""
VALUE = "value"
"""The part of a record that a text alone means."""
_TYPES: Mapping[str, type] = {CONTACTS: Contact, TASKS: Task, ORDERS: Order}
_WHAT = {CONTACTS: mark("contact"), TASKS: mark("next step"), ORDERS: mark("order")}
_RELATE = "relate ACCOUNT --to STAGE --because TEXT"
_VERBS: Mapping[type, Mapping[tuple[str, ...], str]] = {
    Opportunity: {
        ("stage",): "advance ACCOUNT/OPPORTUNITY",
        ("history",): "advance ACCOUNT/OPPORTUNITY",
        ("outcome",): "win, kam lose, kam abandon",
        ("hold",): "hold, kam resume",
        ("formerly",): "rename, kam move",
    },
    Account: {
        ("relationship", "stage"): _RELATE,
        ("relationship", "history"): _RELATE,
        ("formerly",): "rename",
    },
    Sheet: {("opportunity",): "rename, kam move"},
}
"""The facts that have a verb of their own, which keeps what belongs together together."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which record is set: the file, its type and, inside the file, the way to it."""

    target: Target
    path: str
    annotation: type
    prefix: KeyPath = ()

    @property
    def id(self) -> str:
        """The full id of what is set."""
        return f"{self.target}/{self.prefix[0]}" if self.prefix else str(self.target)


@dataclass(frozen=True, slots=True)
class Change:
    """What an assignment changed: the old and the new value, or what was added or taken."""

    key: str
    operation: Operation
    old: Plain
    new: Plain


def scope_of(target: Target) -> Scope:
    """An account's or an opportunity's own file."""
    return Scope(target, target.path, Opportunity if target.opportunity else Account)


def plan_scope(target: Target) -> Scope:
    """The plan of an account."""
    return Scope(target, plan_file(target), AccountPlan)


def sheet_scope(desk: Desk, target: Target) -> Scope:
    """The conversation sheet of an opportunity or account.

    Raises:
        NotFound: There is no such account or opportunity.
        UsageError: The place of a new one is taken.
    """
    desk.require(target)
    return Scope(target, sheet_file(desk, target), Sheet)


def entry_scope(desk: Desk, account: str, name: str, text: str, *, exact: bool) -> Scope:
    """One entry of contacts.yaml, tasks.yaml or orders.yaml, by its id, name or text.

    The file need not fit the format: what is set may be what mends it.

    Raises:
        NotFound: None, or more than one, answers to it.
        UnreadableFile: The file is not in the strict subset.
    """
    path = file_path(account, name)
    entries = to_plain(desk.document(path).root) or {}
    if text not in entries:
        known = [Named(key, _names(entry)) for key, entry in entries.items()]
        text = resolve(text, known, _WHAT[name], exact=exact)
    return Scope(Target(account), path, _TYPES[name], (text,))


def set_facts(
    desk: Desk, scope: Scope, assignments: Iterable[Assignment], read: Read
) -> tuple[Change, ...]:
    """Lay assignments ready, all of one record in one edit; each sees those before it.

    Raises:
        UsageError: A key or value that the format does not have, or a fact with its own verb.
        Unfit: The file would not fit the format: something else in it is wrong.
        UnreadableFile: It is not in the strict subset.
    """
    data = to_plain(desk.document(scope.path).root)
    assignments = tuple(assignments)
    _require_open(scope, data, assignments)
    edits: list[Edit] = []
    changes: list[Change] = []
    for assignment in assignments:
        _require_settable(scope, assignment.key)
        fact = _fact(scope, data, assignment)
        old = _at(data, fact.keys)
        for edit, new in tuple(_EDITS[assignment.operation](fact, old, assignment, read)):
            edits.append(edit)
            changes.append(Change(assignment.key, assignment.operation, old, new))
            data = change(data, edit)
    if edits:
        if scope.annotation is Sheet and scope.target.opportunity and OPPORTUNITY not in data:
            edits.append(Put((OPPORTUNITY,), scope.target.opportunity))
        desk.edit(scope.path, *edits)
        _require_counted(desk, scope)
    return tuple(changes)


Edits = Iterable[tuple[Edit, Plain]]
"""Edits, each with the value that it sets, adds or takes away."""


def _set(fact: Fact, old: Plain, assignment: Assignment, read: Read) -> Edits:
    if not assignment.text:
        return [(Drop(fact.keys), None)] if old is not None else []
    value = read(fact.annotation, assignment.text)
    return [(Put(fact.keys, value), plain(value))] if plain(value) != old else []


def _add(fact: Fact, old: Plain, assignment: Assignment, read: Read) -> Edits:
    nature = nature_of(fact.annotation)
    if nature.shape is not Shape.LIST:
        raise _no_list(assignment)
    known = list(old or [])
    for item in read(fact.annotation, assignment.text):
        if plain(item) in known:
            continue
        name = plain(item).get(nature.key, "") if isinstance(item, Mapping) else ""
        if nature.is_keyed and entry_index(nature, known, name) is not None:
            raise UsageError(
                mark('{key} has an entry "{name}" already'),
                hint=mark("set its parts: {key}.{name}.{part}=VALUE"),
                key=assignment.key,
                name=name,
                part=field_keys(nature.inner)[1],
            )
        known.append(plain(item))
        yield Append(fact.keys, item), plain(item)


def _take(fact: Fact, old: Plain, assignment: Assignment, read: Read) -> Edits:
    nature, name = nature_of(fact.annotation), assignment.text
    if nature.shape is Shape.MAPPING and name in (old or {}):
        return [(Drop((*fact.keys, name)), name)]
    if nature.shape is not Shape.LIST:
        raise _no_list(assignment)
    entries = old or []
    if nature_of(nature.inner).shape is Shape.RECORD:
        found = [entry_index(nature, old, name)]
    else:
        wanted = [plain(item) for item in read(fact.annotation, name)]
        found = [entries.index(item) if item in entries else None for item in wanted]
    places = sorted({index for index in found if index is not None}, reverse=True)
    if None in found:
        raise UsageError(
            mark('{key} does not hold "{name}"'), key=assignment.key, name=assignment.text
        )
    return [(Drop((*fact.keys, index)), entries[index]) for index in places]


_EDITS: Mapping[Operation, Callable[[Fact, Plain, Assignment, Read], Edits]] = {
    Operation.SET: _set,
    Operation.ADD: _add,
    Operation.TAKE: _take,
}


def _fact(scope: Scope, data: Plain, assignment: Assignment) -> Fact:
    """Where an assignment leads; `probability=60` means its `value` and leaves the reason."""
    fact = locate(scope.annotation, _at(data, scope.prefix), assignment.key)
    nature = nature_of(fact.annotation)
    whole = assignment.operation is not Operation.SET or assignment.text[:1] in {"", "{"}
    if not whole and nature.shape is Shape.RECORD and VALUE in field_keys(nature.inner):
        fact = Fact((*fact.keys, VALUE), type_at(nature.inner, (VALUE,)))
    return Fact((*scope.prefix, *fact.keys), fact.annotation)


_FIXED = frozenset({"kind", "tax", "tax_rate", "products"})
"""What gives the amount of an outcome its meaning."""


def _require_open(scope: Scope, data: Plain, assignments: Iterable[Assignment]) -> None:
    """Refuse to change beside an outcome what the outcome has fixed: no figure would follow."""
    fixed = data.get("outcome") if scope.annotation is Opportunity else None
    for assignment in assignments:
        key = assignment.key.split(".")[0]
        if isinstance(fixed, dict) and (key in fixed or key in _FIXED):
            raise AnswerNo(
                mark("{target} has ended, and its {key} was fixed then: {value}"),
                hint=mark("open it again first: kam reopen {target} --because TEXT"),
                target=scope.target,
                key=key,
                value=fixed.get(key, data.get(key, "–")),
            )


def _require_settable(scope: Scope, key: str) -> None:
    steps = tuple(key.split("."))
    for keys, verb in _VERBS.get(scope.annotation, {}).items():
        if steps[: len(keys)] == keys or keys[: len(steps)] == steps:
            raise UsageError(
                mark('"{key}" is not set by hand, because other facts go with it'),
                hint=mark("use kam {verb}"),
                key=".".join(keys),
                verb=verb,
            )


def _require_counted(desk: Desk, scope: Scope) -> None:
    """Refuse what would take an opportunity out of the figures: a strange playbook or stage."""
    if scope.annotation is not Opportunity:
        return
    try:
        desk.opportunity(scope.target)
    except UnreadableFile as error:
        raise Unfit(scope.path, error.findings) from None


def _no_list(assignment: Assignment) -> UsageError:
    return UsageError(
        mark("{key} is not a list"), hint=mark("set it: {key}=VALUE"), key=assignment.key
    )


def _at(data: Plain, keys: KeyPath) -> Plain:
    for step in keys:
        if isinstance(data, Mapping):
            data = data.get(step)
        else:
            data = data[step] if isinstance(data, list) and isinstance(step, int) else None
    return data


def _names(entry: Plain) -> tuple[str, ...]:
    """What people call an entry: a contact's name, a next step's text."""
    record = entry if isinstance(entry, Mapping) else {}
    return tuple(str(record[key]) for key in ("name", "what") if key in record)
