"""Outsider, friend, supplier, partner: what two interests make of a relation (METHODS.md 4)."""

from collections.abc import Sequence

from kam.domain.contact import TwoInterests
from kam.domain.contact_coverage import weight_of
from kam.domain.people_model import PeopleModel
from kam.domain.person import Person


def relation_type(interest: TwoInterests, model: PeopleModel) -> str | None:
    """The type of one person's relation to us; None where one of the two interests is not known."""
    if interest.company is None or interest.personal is None:
        return None
    pair = tuple(value >= model.interest_high for value in (interest.company, interest.personal))
    types = model.relation_types.items()
    return next((key for key, one in types if (one.company, one.personal) == pair), None)


def account_relation_type(people: Sequence[Person], model: PeopleModel) -> str | None:
    """The type of an account: the one whose people weigh most; of equal ones the model's first.

    Where none of them holds a role that weighs, each counts once. None where no person has a type.
    """
    found = [(relation_type(one.contact.interest, model), weight_of(one, model)) for one in people]
    if not any(weight for kind, weight in found if kind):
        found = [(kind, 1) for kind, _ in found]
    sums = {
        kind: sum(weight for one, weight in found if one == kind)
        for kind in model.relation_types
        if any(one == kind for one, _ in found)
    }
    return max(sums, key=lambda kind: sums[kind]) if sums else None
