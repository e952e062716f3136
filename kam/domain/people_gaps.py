"""What is missing or dangerous among a customer's people: the alerts of METHODS.md 4."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kam.domain.contact import PersonPlan
from kam.domain.contact_coverage import missing_roles, says_roles, strength_of
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
    NOBODY = "nobody-met"
    THREAD = "single-threaded"
    UNSEEN = "not-seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One gap: the role that nobody holds, the people whom it is about, the days without contact.

    `needed` of a role: it must be known, and does not only count in the coverage. `people` of a
    role are those who are said to have it and whose attitude contradicts that.
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
    """Whether we are in touch: by a depth of contact that counts, or by an activity with them.

    Whoever brings something to the coverage is met: of whom no depth is stated, how they stand is.
    """
    depth = person.contact.contact
    stated = depth is not None and model.share_at(depth) > 0
    return stated or strength_of(person, model) > 0 or sight.days(person) is not None


def says_contact(people: Sequence[Person], sight: Sight) -> bool:
    """Whether anything is said of whom we are in touch with."""
    return any(one.contact.contact or sight.days(one) is not None for one in people)


def blocks(person: Person, model: PeopleModel) -> bool:
    """Whether a person can stop us and wants to: a veto in the hands of an enemy."""
    return person.contact.veto and model.stance(person.attitude).blocks


def is_key(person: Person, model: PeopleModel) -> bool:
    """Whether a person must be seen: a needed role, a veto, or the lead of the evaluation."""
    needed = any(role in model.needed for role in person.roles)
    return needed or person.contact.veto or person.lead


def open_plan(person: Person, model: PeopleModel) -> PersonPlan:
    """The plan for a person; an empty one once its aim is reached."""
    plan = person.contact.plan
    reached = plan.aim is not None and model.reaches(person.attitude, plan.aim)
    return PersonPlan() if reached else plan


def find_gaps(
    people: Sequence[Person],
    scale: LevelScale,
    model: PeopleModel,
    sight: Sight,
    gone: Sequence[Person] = (),
) -> Iterator[Gap]:
    """The gaps, each only where the book speaks of its subject, be it of those who are `gone`.

    Roles where any is stated, the decision level where any level is, and who was met where any
    depth of contact or activity is. Where activities could not be read, nothing is said that hangs
    on who was seen.
    """
    known = (*people, *gone)
    if says_roles(known):
        for role in missing_roles(people, model):
            said = tuple(one.key for one in people if role in one.roles)
            yield Gap(kind=GapKind.ROLE, role=role, people=said, needed=role in model.needed)
    if against := tuple(one.key for one in people if blocks(one, model)):
        yield Gap(kind=GapKind.VETO, people=against)
    placed = [one for one in known if one.contact.level and not one.contact.outside]
    top = [one for one in placed if one in people and one.contact.level == top_level(scale)]
    if placed and not top:
        yield Gap(kind=GapKind.LEVEL)
    if sight.seen is None:
        return
    met = [one for one in people if is_met(one, model, sight)]
    if says_contact(known, sight):
        if top and not any(one in met for one in top):
            yield Gap(kind=GapKind.TOP, people=tuple(one.key for one in top))
        if len(met) < model.threads.least:
            kind = GapKind.THREAD if met else GapKind.NOBODY
            yield Gap(kind=kind, people=tuple(one.key for one in met))
    days = [number for one in people if (number := sight.days(one)) is not None]
    if days and min(days) > model.unseen_days:
        yield Gap(kind=GapKind.UNSEEN, days=min(days))


def side_of(person: Person, model: PeopleModel) -> Side:
    """On whose side a person is."""
    return model.stance(person.attitude).side
