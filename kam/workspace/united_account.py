"""The facts of two accounts of one customer as one: the second keeps its own (SPEC.md 1)."""

from collections.abc import Iterator

from kam.domain.account import Account
from kam.domain.names import same_name
from kam.errors import UsageError
from kam.i18n import mark
from kam.store.changes import Append, Drop, Edit, Put
from kam.store.nodes import to_plain
from kam.workspace.desk import Desk
from kam.workspace.naming import Target
from kam.workspace.united_facts import Left, Source, unite

_APART = frozenset({"name", "aliases", "formerly", "parent", "owner", "team", "relationship"})
"""Facts that are more than a value of their own."""
_RELATIONSHIP = "relationship"
_COURSE = frozenset({"stage", "history"})
"""What of a relationship is one fact."""


def account_edits(desk: Desk, first: Account, second: Account) -> Iterator[Edit | Left]:
    """The edits of the second's file, and the facts of the first that it has otherwise.

    The first's names become aliases and its ids former ones. Who owned it works on the other. The
    relationship is where its history left it, so both of the first are taken together or not.
    """
    kept = to_plain(desk.document(second.path).root)
    document = desk.document(first.path)
    found = list(unite(kept, Source(document.text, document.root), Account))
    yield from (one for one in found if one.path[0] not in _APART)
    yield from _names(first, second)
    yield from _people(first, second)
    yield from _parent(desk, first, second)
    mine, other = (data.get(_RELATIONSHIP) or {} for data in (kept, to_plain(document.root)))
    told = any(mine.get(key) for key in _COURSE)
    for one in found:
        course = not _COURSE.isdisjoint(one.path[1:2])
        if one.path[0] == _RELATIONSHIP and not (told and course):
            yield one
    if told and any(other.get(key) and other[key] != mine.get(key) for key in _COURSE):
        yield Left((_RELATIONSHIP,), second.relationship.stage, first.relationship.stage)


def require_no_ring(desk: Desk, first: Account, second: Account) -> None:
    """Refuse to make an account the descendant of itself.

    Raises:
        UsageError: The second lies below the first, by way of another account.
    """
    chain = _above(desk, second, second.parent)
    if first.id in chain[1:]:
        raise UsageError(
            mark("{account} would lie below itself: {chain}"),
            hint=mark("change the `parent` of one of them first"),
            account=second.id,
            chain=" -> ".join((second.id, *chain)),
        )


def _names(first: Account, second: Account) -> Iterator[Edit]:
    known = [second.name, *second.aliases]
    for name in (first.name, *first.aliases):
        if not any(same_name(name, one) for one in known):
            known.append(name)
            yield Append(("aliases",), name)
    for former in (*first.formerly, first.id):
        if former != second.id and former not in second.formerly:
            yield Append(("formerly",), former)


def _people(first: Account, second: Account) -> Iterator[Edit]:
    owner = second.owner or first.owner
    if owner and not second.owner:
        yield Put(("owner",), owner)
    ours = dict.fromkeys((first.owner, *first.team))
    for person in ours:
        if person and person not in {owner, *second.team}:
            yield Append(("team",), person)


def _parent(desk: Desk, first: Account, second: Account) -> Iterator[Edit | Left]:
    """The group of the second, else the first's; neither is the other's any more."""
    given = first.parent if first.parent != second.id else None
    if given is not None and second.id in _above(desk, first, given):
        given = None
    if second.parent is not None and second.parent != first.id:
        if given not in {None, second.parent}:
            yield Left(("parent",), second.parent, given)
    elif given is not None:
        yield Put(("parent",), given)
    elif second.parent is not None:
        yield Drop(("parent",))


def _above(desk: Desk, account: Account, parent: str | None) -> list[str]:
    """The accounts above one, from `parent` on, as far as they are there."""
    chain: list[str] = []
    while parent is not None and parent not in {account.id, *chain}:
        chain.append(parent)
        target = Target(parent)
        parent = desk.account(target).parent if desk.has(target.path) else None
    return chain
