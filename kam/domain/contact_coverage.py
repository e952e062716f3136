"""Contact coverage: how far the people who decide stand for us (METHODS.md 4)."""

from collections.abc import Sequence
from decimal import Decimal

from kam.domain.money import HUNDRED
from kam.domain.people_model import PeopleModel
from kam.domain.person import Person

_WHOLE = HUNDRED * HUNDRED


def weight_of(person: Person, model: PeopleModel) -> int:
    """What a person weighs: as the opportunity states, else the sum of the weights of their roles.

    A role that the model gives no weight, and a person without roles, weigh nothing.
    """
    if person.weight is not None:
        return person.weight
    return sum(model.weights.get(role, 0) for role in person.roles)


def strength_of(person: Person, model: PeopleModel) -> Decimal:
    """How strong a person stands for us, 0 to 1: of the attitude, as far as the contact is deep."""
    depth = model.share_at(person.contact.contact)
    return model.stance(person.attitude).strength * depth / _WHOLE


def holds(person: Person, role: str, model: PeopleModel) -> bool:
    """Whether a person holds a role; not with an attitude that contradicts it (`held_by`)."""
    fitting = model.held_by.get(role)
    fits = fitting is None or person.attitude is None or person.attitude in fitting
    return role in person.roles and fits


def missing_roles(people: Sequence[Person], model: PeopleModel) -> tuple[str, ...]:
    """The required and needed roles that nobody holds, in the model's order of roles' weights."""
    held = {role for person in people for role in person.roles if holds(person, role, model)}
    wanted = {*model.required, *model.needed} - held
    return tuple(role for role in dict.fromkeys((*model.weights, *model.needed)) if role in wanted)


def total_weight(people: Sequence[Person], model: PeopleModel) -> int:
    """What all people weigh, and the required roles that nobody is said to have."""
    empty = set(model.required) - {role for person in people for role in person.roles}
    weights = sum(weight_of(person, model) for person in people)
    return weights + sum(model.weights.get(role, 0) for role in empty)


def says_roles(people: Sequence[Person]) -> bool:
    """Whether anything is said of who plays which role."""
    return any(person.roles or person.weight is not None for person in people)


def contact_coverage(
    people: Sequence[Person], model: PeopleModel, gone: Sequence[Person] = ()
) -> Decimal | None:
    """Σ weight(role) · strength(person) / Σ weight(role), 0 to 1 (METHODS.md 4).

    The sums run over the roles of all people: one who holds two counts in both, two who hold one
    count each. A required role that nobody holds counts with its weight and no strength; any other
    role that nobody holds counts nothing. None where no role is stated at all, not even of those
    who are `gone`, or nothing weighs.
    """
    total = total_weight(people, model)
    if not total or not says_roles((*people, *gone)):
        return None
    held = sum((weight_of(one, model) * strength_of(one, model) for one in people), Decimal(0))
    return held / total
