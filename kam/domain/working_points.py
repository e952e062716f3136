"""The working points of a relationship's stage: which are done, and how we know (METHODS.md 6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kam.domain.account import PointDone, Relationship, RelationshipEntry
from kam.domain.accounts_model import AccountsModel
from kam.domain.book import Folder
from kam.domain.fiscal import fiscal_year
from kam.domain.label import Label
from kam.domain.person import has_left
from kam.domain.playbook import RelationshipModel
from kam.domain.qualifying import judge
from kam.domain.relationship_model import Shown, WorkingPoint
from kam.domain.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class PointState:
    """One working point of a stage.

    `marked` is what a person wrote down, `shown` whether the book itself shows it. A point without
    a `key` only reminds.
    """

    key: str | None
    label: Label
    marked: PointDone | None = None
    shown: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.key is not None and self.marked is None and not self.shown


def entries_until(relationship: Relationship, today: date) -> tuple[RelationshipEntry, ...]:
    """What has happened: an entry of a day to come is none yet."""
    return tuple(entry for entry in relationship.history if entry.date <= today)


def stated_stage(relationship: Relationship, today: date) -> str | None:
    """The stage as stated, else of the last entry; None where nothing says."""
    entries = entries_until(relationship, today)
    return relationship.stage or (entries[-1].stage if entries else None)


def stage_of(relationship: Relationship, model: RelationshipModel, today: date) -> str:
    """The stage that is stated, else the model's first."""
    return stated_stage(relationship, today) or next(iter(model.stages))


def since(relationship: Relationship, stage: str, today: date) -> date | None:
    """The first day of the present run of `stage`; None where the history ends on another."""
    found = None
    for entry in reversed(entries_until(relationship, today)):
        if entry.stage != stage:
            break
        found = entry.date
    return found


def stages_left(start: str, end: str, model: RelationshipModel) -> tuple[str, ...]:
    """The stages that a move forward leaves behind, in order; empty for a move back."""
    order = tuple(model.stages)
    first = order.index(start) if start in order else 0
    return order[first : order.index(end)]


def point_labels(model: RelationshipModel) -> dict[str, Label]:
    """Every working point that has a key, with what people call it."""
    found: dict[str, Label] = {}
    for stage in model.stages.values():
        if isinstance(stage.points, Mapping):
            found |= {key: point.label for key, point in stage.points.items()}
    return found


def point_states(  # noqa: PLR0913, PLR0917 - what a point is looked for in
    stage: str,
    folder: Folder,
    model: RelationshipModel,
    accounts: AccountsModel,
    settings: Settings,
    today: date,
) -> tuple[PointState, ...]:
    """The working points of one stage, in the order of the model.

    What was done before the relationship last fell back is to be done anew.
    """
    known = model.stages.get(stage)
    if known is None:
        return ()
    if not isinstance(known.points, Mapping):
        return tuple(PointState(key=None, label=label) for label in known.points)
    relationship = folder.account.relationship
    begun = fell_back(relationship, model, today) or date.min
    return tuple(
        PointState(
            key=key,
            label=point.label,
            marked=_marked(relationship.points.get(key), begun, today),
            shown=_shown(point, folder, model, accounts, settings, begun, today),
        )
        for key, point in known.points.items()
    )


def fell_back(relationship: Relationship, model: RelationshipModel, today: date) -> date | None:
    """The day of the last move to an earlier stage; None where there was none."""
    order = {stage: place for place, stage in enumerate(model.stages)}
    entries = [entry for entry in entries_until(relationship, today) if entry.stage in order]
    back = [
        after.date
        for before, after in pairwise(entries)
        if order[after.stage] < order[before.stage]
    ]
    return back[-1] if back else None


def _marked(done: PointDone | None, begun: date, today: date) -> PointDone | None:
    return done if done is not None and begun <= done.done <= today else None


def _shown(  # noqa: PLR0913, PLR0917 - what a point is looked for in
    point: WorkingPoint,
    folder: Folder,
    model: RelationshipModel,
    accounts: AccountsModel,
    settings: Settings,
    begun: date,
    today: date,
) -> bool:
    account, this = folder.account, fiscal_year(today, settings)
    match point.shown_by:
        case Shown.OWNER:
            return account.owner is not None
        case Shown.ACCEPTED_ORDER:
            days = (order.accepted for order in folder.orders)
            return any(day is not None and begun <= day <= today for day in days)
        case Shown.CONTACT_LEVELS:
            return len(set(_levels_met(folder, model, today))) >= model.levels
        case Shown.WE_BUY:
            return any(year <= this and sum_ > 0 for year, sum_ in account.we_buy.items())
        case Shown.SURVEY:
            return any(begun <= answer.date <= today for answer in account.satisfaction)
        case _:
            verdicts = judge(account, {}, accounts, this)
            answers = [one for found in verdicts for one in found.answers if one.asked]
            part = [one.holds is not None for one in answers if one.part == point.answers]
            return bool(part) and all(part)


def _levels_met(folder: Folder, model: RelationshipModel, today: date) -> Iterator[str]:
    """The levels on which we have contacts that are deep enough, of people who are still there."""
    for contact in folder.contacts.values():
        if contact.level and contact.contact in model.met and not has_left(contact, today):
            yield contact.level
