"""What is missing or dangerous among a customer's people: the alerts of METHODS.md 4."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kam.domain.contact_coverage import missing_roles, says_roles
from kam.domain.levels import top_level
from kam.domain.people_model import LevelScale, PeopleModel, Side
from kam.domain.person import Key, Person
from kam.domain.states import ClosedWord


class GapKind(ClosedWord):
    """What may be missing, the gravest first."""

    ROLE = "no-role"
    VETO = "veto-against"
    LEVEL = "no-decision-level"
    TOP = "decision-level-not-met"
    THREAD = "single-threaded"
    UNSEEN = "not-seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One gap: the role that nobody holds, the people whom it is about, the days without contact.

    `needed` of a role: it must be known, and does not only count in the coverage.
    """

    kind: GapKind
    role: str | None = None
    people: tuple[Key, ...] = ()
    days: int | None = None
    needed: bool = False

    @property
    def alert(self) -> str:
        """Its name among the alerts of a report: `no-coach`, `veto-against`."""
        return f"no-{self.role}" if self.kind is GapKind.ROLE else self.kind.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """When people were last seen; None of what could not all be read."""

    today: date
    seen: Mapping[Key, date] | None

    def days(self, person: Person) -> int | None:
        """The days since somebody of us was with a person; None where nobody knows of any."""
        day = (self.seen or {}).get(person.key)
        return None if day is None else (self.today - day).days


def is_met(person: Person, model: PeopleModel, sight: Sight) -> bool:
    """Whether we are in touch: by a depth of contact that counts, or by an activity with them."""
    depth = model.depths.get(person.contact.contact or "", 0)
    return depth > 0 or sight.days(person) is not None


def blocks(person: Person, model: PeopleModel) -> bool:
    """Whether a person can stop us and wants to: a veto in the hands of an enemy."""
    return person.contact.veto and model.stance(person.attitude).blocks


def is_key(person: Person, model: PeopleModel) -> bool:
    """Whether a person must be seen: a needed role, a veto, or the lead of the evaluation."""
    needed = any(role in model.needed for role in person.roles)
    return needed or person.contact.veto or person.lead


def plan_day(person: Person, model: PeopleModel) -> date | None:
    """The day by which the plan for a person is to be done; None once its aim is reached."""
    plan = person.contact.plan
    reached = (
        plan.aim is not None
        and person.attitude is not None
        and model.stance(person.attitude).strength >= model.stance(plan.aim).strength
    )
    return None if reached else plan.due


def find_gaps(
    people: Sequence[Person], scale: LevelScale, model: PeopleModel, sight: Sight
) -> Iterator[Gap]:
    """The gaps, each only where the book speaks of its subject.

    Roles where any is stated, the decision level where any level is. Where activities could not be
    read, nothing is said that hangs on who was seen.
    """
    if says_roles(people):
        for role in missing_roles(people, model):
            yield Gap(kind=GapKind.ROLE, role=role, needed=role in model.needed)
    if against := tuple(one.key for one in people if blocks(one, model)):
        yield Gap(kind=GapKind.VETO, people=against)
    placed = [one for one in people if one.contact.level and not one.contact.outside]
    top = [one for one in placed if one.contact.level == top_level(scale)]
    if placed and not top:
        yield Gap(kind=GapKind.LEVEL)
    if sight.seen is None:
        return
    met = [one for one in people if is_met(one, model, sight)]
    if top and met and not any(one in met for one in top):
        yield Gap(kind=GapKind.TOP, people=tuple(one.key for one in top))
    if 0 < len(met) < model.threads.least:
        yield Gap(kind=GapKind.THREAD, people=tuple(one.key for one in met))
    days = [number for one in people if (number := sight.days(one)) is not None]
    if days and min(days) > model.unseen_days:
        yield Gap(kind=GapKind.UNSEEN, days=min(days))


def side_of(person: Person, model: PeopleModel) -> Side:
    """On whose side a person is."""
    return model.stance(person.attitude).side
