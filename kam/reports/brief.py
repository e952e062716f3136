"""The brief: what a seller should know before a meeting, and what nobody knows yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kam.domain.account import Account
from kam.domain.activity import Activity, Task, open_tasks
from kam.domain.book import Folder
from kam.domain.complaints import ComplaintStatus, complaints_of
from kam.domain.consistency import Unread
from kam.domain.deal import Deal
from kam.domain.label import Label
from kam.domain.methods import Methods
from kam.domain.models import Models
from kam.domain.opportunity import Opportunity
from kam.domain.playbook import Playbook, Stage
from kam.domain.satisfaction import Survey, surveys_of
from kam.domain.settings import Settings
from kam.domain.sheet import Objection, SellerReview, Sheet
from kam.domain.sheet_model import SheetModel
from kam.domain.talk import stands, talk_of
from kam.domain.tender_dates import TenderDay, tender_days
from kam.domain.touching import Touches, find_touches
from kam.reports.account_plan import PlanStatus, build_plan
from kam.reports.brief_unknown import Subject, Unknown, find_unknown
from kam.reports.people_map import MapRow, PeopleMap, build_map
from kam.reports.relationship import RelationshipRow, build_relationship


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What is known of an account, or of one of its opportunities.

    `standing` is None of an account whose own file did not read. `in_hand` is the stage whose
    evidence is missing next; `deals` are the account's open ones, the largest first. `people` are
    ordered by what they weigh. `talk` is all sheets read as one, `objections` those that stand.
    `complaints` are those that wait, `survey` is the last one of satisfaction; `preparation` are
    the questions before a first visit.
    """

    as_of: date
    folder: Folder
    standing: RelationshipRow | None
    opportunity: Opportunity | None
    deal: Deal | None
    playbook: Playbook | None
    in_hand: Stage | None
    deals: tuple[Deal, ...]
    map: PeopleMap
    people: tuple[MapRow, ...]
    tender: tuple[TenderDay, ...]
    tasks: tuple[Task, ...]
    activities: tuple[Activity, ...]
    complaints: tuple[ComplaintStatus, ...]
    survey: Survey | None
    talk: Sheet
    objections: tuple[Objection, ...]
    review: SellerReview | None
    plan: PlanStatus
    preparation: tuple[Label, ...]
    unknown: tuple[Unknown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a brief is made of beside its own folder.

    `folders` are all of the book: activities anywhere may be with these people.
    """

    folders: tuple[Folder, ...]
    deals: Sequence[Deal]
    methods: Methods
    models: Models
    settings: Settings
    unread: Unread


def build_brief(
    folder: Folder, opportunity: Opportunity | None, sources: Sources, today: date
) -> Brief:
    """Put together what is known of an account, or of one of its opportunities."""
    account, models = folder.account, sources.models
    own = [deal for deal in sources.deals if deal.account == account.id]
    deal = _deal_of(opportunity, own)
    playbook = sources.methods.playbooks[deal.playbook] if deal else None
    in_hand = playbook.after(deal.stage) if playbook and deal and deal.is_open else None
    touches = find_touches(sources.folders, models.rhythm, today)
    people = build_map(
        sources.folders,
        account,
        opportunity,
        model=models.people,
        seen=touches.people,
        today=today,
        unread=sources.unread,
    )
    unseen = account.id not in touches.accounts and sources.unread.reads_log(account.id)
    first_visit = unseen and (deal is None or deal.is_open)
    talk = talk_of(folder.sheets, opportunity.id if opportunity else None)
    return Brief(
        as_of=today,
        folder=folder,
        standing=_standing(folder, own, touches, sources, today),
        opportunity=opportunity,
        deal=deal,
        playbook=playbook,
        in_hand=in_hand,
        deals=() if deal else tuple(sorted(filter(_open, own), key=_size)),
        map=people,
        people=tuple(sorted(people.rows, key=lambda row: (-row.person.lead, -row.weight))),
        tender=_tender(opportunity, deal, models, today),
        tasks=_tasks(folder.tasks, opportunity),
        activities=_activities(folder.activities, opportunity, today),
        complaints=_complaints(account, sources, today),
        survey=next(reversed(surveys_of(account, models.service.satisfaction, today)), None),
        talk=talk,
        objections=tuple(one for one in talk.objections if stands(one, models.sheets)),
        review=talk.review[-1] if talk.review else None,
        plan=build_plan(folder, models.sheets, today),
        preparation=models.rhythm.preparation if first_visit else (),
        unknown=find_unknown(
            Subject(
                account=account,
                people=people,
                talk=talk,
                unread=folder.unread,
                opportunity=opportunity,
                deal=deal,
                playbook=playbook,
                near_signing=_near_signing(deal, playbook, in_hand, models.sheets),
                first_visit=first_visit,
            ),
            models,
        ),
    )


def _deal_of(opportunity: Opportunity | None, deals: Iterable[Deal]) -> Deal | None:
    if opportunity is None:
        return None
    return next(deal for deal in deals if deal.id == opportunity.reference)


def _standing(
    folder: Folder, deals: Sequence[Deal], touches: Touches, sources: Sources, today: date
) -> RelationshipRow | None:
    model = sources.methods.relationship
    status = build_relationship(
        [folder],
        deals,
        model,
        sources.settings,
        today,
        accounts=sources.models.accounts,
        touched=touches.accounts,
        unread=sources.unread,
    )
    return next(iter(status.rows), None)


def _near_signing(
    deal: Deal | None, playbook: Playbook | None, in_hand: Stage | None, model: SheetModel
) -> bool:
    """Whether the stage reached, or the one in hand, is near signing: time to prepare for it."""
    reached = playbook.stages[deal.stage] if deal and playbook and deal.stage else None
    return any(stage and stage.category in model.near_signing for stage in (reached, in_hand))


def _tender(
    opportunity: Opportunity | None, deal: Deal | None, models: Models, today: date
) -> tuple[TenderDay, ...]:
    """The days that matter: what comes, the nearest first, and then what is late."""
    if opportunity is None or deal is None:
        return ()
    bond_days = models.buying.bond_days
    days = tender_days(
        opportunity.tenders, bond_days, today, is_open=deal.is_open, ended=deal.closed_on
    )
    matters = [one for one in days if one.matters]
    return tuple(sorted(matters, key=lambda one: (one.day < today, abs(one.day - today))))


def _complaints(account: Account, sources: Sources, today: date) -> tuple[ComplaintStatus, ...]:
    """Those that wait for an answer or a solution, what is due first in front."""
    model, calendar = sources.models.service, sources.settings.calendar
    return tuple(one for one in complaints_of(account, model, calendar, today) if one.waits)


def _tasks(tasks: Iterable[Task], opportunity: Opportunity | None) -> tuple[Task, ...]:
    """The open ones by day: of the opportunity, and those of the account that name none."""
    wanted = {opportunity.id, None} if opportunity else None
    return tuple(one for one in open_tasks(tasks) if wanted is None or one.opportunity in wanted)


def _activities(
    activities: Iterable[Activity], opportunity: Opportunity | None, today: date
) -> tuple[Activity, ...]:
    """Those up to today, the latest first; of an opportunity also those that name none."""
    wanted = {opportunity.id, None} if opportunity else None
    kept = [one for one in activities if one.date <= today]
    kept = [one for one in kept if wanted is None or one.opportunity in wanted]
    return tuple(reversed(kept))


def _open(deal: Deal) -> bool:
    return deal.is_open


def _size(deal: Deal) -> tuple[int, str]:
    return (-int(deal.value), deal.id)
