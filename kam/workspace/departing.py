"""People of a customer who leave, or go to another account: where they are then, and who relies.

Who works at the new place is written there first: wherever this ends early, nobody is lost.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kam.domain.deal import OPEN_STATES
from kam.domain.deals import state_of
from kam.domain.handover import ContactMove
from kam.domain.names import same_name
from kam.errors import AnswerNo, NotFound, UsageError
from kam.i18n import mark
from kam.store.changes import Drop, Put
from kam.store.emit import Block
from kam.store.nodes import find
from kam.workspace.desk import Desk
from kam.workspace.layout import CONTACTS, Role, file_path, place_of
from kam.workspace.naming import Target
from kam.workspace.references import Reference, references_to_account, references_to_contact
from kam.workspace.slugs import given_id, require_free
from kam.workspace.transplanting import value_of

_OF_THE_PERSON = ("name", "attitude", "contact", "need", "phone", "custom")
"""What goes with a person; the rest, such as title and level, belongs to the post."""
_INTEREST, _PERSONAL = "interest", "personal"
"""Of the two interests only that of the person goes with them."""


def move_contact(
    desk: Desk, person: str, end: str, day: date, given: str | None = None
) -> ContactMove:
    """Lay ready that a person left an account for another one, and how each names the other.

    Somebody of that id and name who is there already is the same person; who had left there has
    come back. A day on which they left that is stated already stays.

    Args:
        desk: The change.
        person: Who moved, `account/contact`.
        end: The other account.
        day: When.
        given: The id that the person has there; else the same one.

    Raises:
        NotFound: There is no such person, or no such account.
        AnswerNo: They have moved already.
        UsageError: Both accounts are one, or the id is taken there by somebody else.
        UnreadableFile, Unfit: A file that has to be changed does not read or fit.
    """
    account, _, contact = person.partition("/")
    if account == end:
        raise UsageError(mark("{target} is in that account already"), target=person)
    for target in (Target(account), Target(end)):
        desk.require(target)
    known = desk.contacts(account).get(contact)
    if known is None:
        raise NotFound(mark('there is no contact "{name}"'), name=person)
    if known.moved_to:
        raise AnswerNo(
            mark("{name} has moved to {place} already"), name=known.name, place=known.moved_to
        )
    new = given_id(given, person=True) if given else contact
    there = desk.contacts(end).get(new)
    if there is not None and not same_name(there.name, known.name):
        require_free(new, known.name, {new: there.name})
    own, other = file_path(account, CONTACTS), file_path(end, CONTACTS)
    relying = relying_on(desk, account, contact)
    if there is None:
        node = find(desk.document(own).root, (contact,))
        desk.edit(other, Put((new,), Block(_of_the_person(value_of(node) if node else {}))))
    elif there.left or there.moved_to:
        desk.edit(other, Drop((new, "moved_to")), Drop((new, "left")))
    left = known.left or day
    if known.left is None:
        desk.edit(own, Put((contact, "left"), left))
    desk.edit(own, Put((contact, "moved_to"), f"{end}/{new}"))
    return ContactMove(
        start=person,
        end=f"{end}/{new}",
        left=left,
        known=there is not None,
        back=there is not None and bool(there.left or there.moved_to),
        relying=relying,
    )


def relying_on(desk: Desk, account: str, contact: str) -> tuple[str, ...]:
    """What still counts on a person: open opportunities that name them, and who reports to them.

    Raises:
        UnreadableFile: A file that may name them is not in the strict subset.
    """
    near = references_to_contact(desk, account, contact)
    far = (
        one for one in references_to_account(desk, account) if one.text == f"{account}/{contact}"
    )
    return tuple(dict.fromkeys(found for one in (*near, *far) for found in _relying(desk, one)))


def _relying(desk: Desk, reference: Reference) -> Iterator[str]:
    place = place_of(reference.path)
    if place is None:
        return
    if place.role is Role.CONTACTS and reference.keys[-1] == "reports_to":
        yield f"{place.account}/{reference.keys[0]}"
    if place.role is Role.OPPORTUNITY:
        target = Target(place.account, place.stem)
        opportunity, playbook = desk.opportunity(target)
        if state_of(opportunity, playbook) in OPEN_STATES:
            yield str(target)


def _of_the_person(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that go with a person to another employer."""
    kept = {key: facts[key] for key in _OF_THE_PERSON if key in facts}
    interest = facts.get(_INTEREST)
    if isinstance(interest, Mapping) and _PERSONAL in interest:
        kept[_INTEREST] = {_PERSONAL: interest[_PERSONAL]}
    return kept
