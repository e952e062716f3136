"""What may send a relationship back: a decision maker who leaves (METHODS.md 6)."""

from collections.abc import Sequence
from datetime import date

from kam.domain.account import RelationshipEntry
from kam.domain.book import Folder
from kam.domain.contact import Contact
from kam.domain.playbook import RelationshipModel
from kam.domain.working_points import entries_until, stage_of


def leavers(folder: Folder, model: RelationshipModel, today: date) -> tuple[Contact, ...]:
    """The people who decide and left after the last entry of the relationship, by day.

    An entry that is younger, be it to the same stage, has taken it into account. So has one of the
    same day that confirms the stage or goes back; a move forward of that day rests on who left. Of
    a relationship without entries nobody knows what it was built on, and the first stage cannot
    fall back.
    """
    relationship = folder.account.relationship
    entries = entries_until(relationship, today)
    if not entries or stage_of(relationship, model, today) == next(iter(model.stages)):
        return ()
    last, rests = entries[-1].date, _moves_forward(entries, model)
    gone = [
        contact
        for contact in folder.contacts.values()
        if contact.left is not None
        and (last < contact.left <= today or (rests and contact.left == last))
        and _decides(contact, folder, model)
    ]
    return tuple(sorted(gone, key=lambda contact: (contact.left or today, contact.id)))


def _moves_forward(entries: Sequence[RelationshipEntry], model: RelationshipModel) -> bool:
    """Whether the last entry is the first one, or to a later stage than the one before."""
    order = list(model.stages)
    places = [order.index(entry.stage) for entry in entries if entry.stage in order][-2:]
    return len(entries) == 1 or places != sorted(places, reverse=True)


def _decides(contact: Contact, folder: Folder, model: RelationshipModel) -> bool:
    """Whether a contact decides by level or role, which an open opportunity may state too."""
    roles = set(contact.roles)
    for opportunity in folder.opportunities:
        here = opportunity.people.get(contact.id)
        if here is not None and opportunity.outcome is None:
            roles |= set(here.roles or ())
    return contact.level in model.regress.levels or bool(roles & set(model.regress.roles))
