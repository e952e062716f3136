"""Whom to visit next, and why (METHODS.md 4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kam.domain.contact_coverage import strength_of, weight_of
from kam.domain.label import Label
from kam.domain.money import HUNDRED, ZERO
from kam.domain.people_gaps import Gap, GapKind, Sight, blocks, is_key, open_plan
from kam.domain.people_model import PeopleModel, Side
from kam.domain.person import Key, Person
from kam.domain.relation_type import relation_type
from kam.domain.states import ClosedWord


class Reason(ClosedWord):
    """Why somebody is to be visited, the most urgent first."""

    VETO = "veto-against"
    TOP_DOWN = "top-down"
    PLAN = "plan-due"
    UNSEEN = "not-seen"
    GAIN = "coverage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What speaks for visiting one person.

    `gain` is the coverage that reaching the aim would add at the depth of contact that there is, of
    none at the least one that counts; `stake` that and what would be lost with a key person whom
    nobody sees; ratios. `rank` counts from 1; None where nothing speaks for it.
    """

    rank: int | None
    reasons: tuple[Reason, ...]
    gain: Decimal
    stake: Decimal
    aim: str | None
    approach: Label


def plan_visits(
    people: Sequence[Person], gaps: Iterable[Gap], total: int, model: PeopleModel, sight: Sight
) -> Mapping[Key, Visit]:
    """Rank the people whom a visit would help, the most urgent first.

    By the most urgent of their reasons: who can stop us, the decision level where nobody there was
    met yet (top-down access), plans that are due, key people whom nobody sees, coverage to gain.
    Within each by the coverage at stake, by the days since they were seen, and as in the file.

    `total` is the weight of all people; 0 where it is not known, and with it no gain.
    """
    top = {key for gap in gaps if gap.kind is GapKind.TOP for key in gap.people}
    found = {one.key: _unranked(one, total, top, model, sight) for one in people}
    wanted = [one for one in people if found[one.key].reasons]

    def urgency(person: Person) -> tuple[int, Decimal, int]:
        visit = found[person.key]
        first = tuple(Reason).index(visit.reasons[0])
        return first, -visit.stake, -(sight.days(person) or 0)

    ranks = {one.key: rank for rank, one in enumerate(sorted(wanted, key=urgency), start=1)}
    return {key: replace(visit, rank=ranks.get(key)) for key, visit in found.items()}


def _unranked(person: Person, total: int, top: set[Key], model: PeopleModel, sight: Sight) -> Visit:
    plan = open_plan(person, model)
    aim = plan.aim or model.stance(person.attitude).aim
    share = Decimal(weight_of(person, model)) / total if total else ZERO
    strength = strength_of(person, model)
    gain = max(ZERO, share * (_strength_at(aim, person, model) - strength)) if aim else ZERO
    days, due = sight.days(person), plan.due
    unseen = days is not None and is_key(person, model) and days > model.key_unseen_days
    holds = {
        Reason.VETO: blocks(person, model),
        Reason.TOP_DOWN: person.key in top,
        Reason.PLAN: due is not None and due <= sight.today,
        Reason.UNSEEN: unseen,
        Reason.GAIN: gain > 0,
    }
    return Visit(
        rank=None,
        reasons=tuple(reason for reason, is_so in holds.items() if is_so),
        gain=gain,
        stake=gain + (share * strength if unseen else ZERO),
        aim=aim,
        approach=_approach(person, model),
    )


def _strength_at(aim: str, person: Person, model: PeopleModel) -> Decimal:
    """How strong a person would stand for us with the attitude aimed at."""
    depth = model.share_at(person.contact.contact)
    met = depth or min(filter(None, model.depths.values()), default=ZERO)
    return model.stance(aim).strength * met / (HUNDRED * HUNDRED)


def _approach(person: Person, model: PeopleModel) -> Label:
    stance = model.stance(person.attitude)
    kind = relation_type(person.contact.interest, model)
    if kind and stance.side in {Side.FOR, Side.UNDECIDED}:
        return model.relation_types[kind].approach
    return stance.approach
