"""What may send a relationship back: a decision maker who leaves (METHODS.md 6)."""

from datetime import date

from kam.domain.book import Folder
from kam.domain.contact import Contact
from kam.domain.playbook import RelationshipModel
from kam.domain.working_points import stage_of


def leavers(folder: Folder, model: RelationshipModel, today: date) -> tuple[Contact, ...]:
    """The people who decide and left after the last entry of the relationship, by day.

    An entry that is younger, be it to the same stage, has taken it into account. Of a relationship
    without entries nobody knows what it was built on, and the first stage cannot fall back.
    """
    relationship = folder.account.relationship
    first = next(iter(model.stages))
    if not relationship.history or stage_of(relationship, model) == first:
        return ()
    last = relationship.history[-1].date
    gone = [
        contact
        for contact in folder.contacts.values()
        if contact.left is not None and last < contact.left <= today and _decides(contact, model)
    ]
    return tuple(sorted(gone, key=lambda contact: (contact.left or today, contact.id)))


def _decides(contact: Contact, model: RelationshipModel) -> bool:
    roles = set(model.regress.roles) & set(contact.roles)
    return contact.level in model.regress.levels or bool(roles)
