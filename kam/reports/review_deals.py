"""The largest opportunities that are due: where each stands, and what is to be done (METHODS.md 1).

What an opportunity has reached and the work in hand stand side by side, because sellers name the
phase that they are in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kam.domain.activity import Task, step_of
from kam.domain.book import Folder
from kam.domain.consistency import split_reference
from kam.domain.deal import Deal
from kam.domain.gate import delayed
from kam.domain.label import Label
from kam.domain.periods import Period
from kam.domain.person import people_of
from kam.domain.playbook import Playbook, Stage
from kam.domain.stalling import days_in_stage
from kam.domain.trail import Trails
from kam.reports.agenda_items import Ground
from kam.reports.forecast import place


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDeal:
    """One open opportunity that is due.

    Attributes:
        deal: Its row.
        playbook: The one that it follows.
        in_hand: The stage that is worked towards; None after the last one.
        days: Calendar days at its stage; None without history.
        pushes: How often its close date moved into a later month; None where git has no history.
        step: The open next step that is due first; None without one.
        step_owner: Who is to take it.
        steps_known: Whether the file of the next steps was read.
        delays: Why the work in hand would begin too early, by what the contacts show (METHODS.md
            4), as far as nobody waived it.
    """

    deal: Deal
    playbook: Playbook
    in_hand: Stage | None
    days: int | None
    pushes: int | None
    step: Task | None
    step_owner: str | None
    steps_known: bool
    delays: tuple[Label, ...]


def largest_due(
    deals: Iterable[Deal], ground: Ground, trails: Trails | None, period: Period, count: int
) -> tuple[tuple[DueDeal, ...], int]:
    """The largest that are due in a period, and how many are due in it altogether.

    What `forecast` counts in the period as open; of equal ones the nearest.
    """
    due = [deal for deal in deals if deal.is_open and _is_due(deal, period, ground.today)]
    ordered = sorted(due, key=lambda deal: (-deal.value, deal.close_date or date.max, deal.id))
    folders = {folder.account.id: folder for folder in ground.folders}
    return tuple(_row(deal, folders, ground, trails) for deal in ordered[:count]), len(due)


def _is_due(deal: Deal, period: Period, today: date) -> bool:
    day = place(deal, today)
    return isinstance(day, date) and period.first_day <= day <= period.last_day


def _row(
    deal: Deal, folders: Mapping[str, Folder], ground: Ground, trails: Trails | None
) -> DueDeal:
    playbook = ground.methods.playbooks[deal.playbook]
    folder, name = folders[deal.account], deal.id.partition("/")[2]
    step = step_of(folder.tasks, name)
    return DueDeal(
        deal=deal,
        playbook=playbook,
        in_hand=playbook.after(deal.stage),
        days=days_in_stage(deal, ground.today),
        pushes=trails.pushes(deal) if trails else None,
        step=step,
        step_owner=(step.owner or folder.account.owner) if step else None,
        steps_known=ground.unread.reads(deal.account, "tasks.yaml"),
        delays=_delays(deal, playbook, folders, ground),
    )


def _delays(
    deal: Deal,
    playbook: Playbook,
    folders: Mapping[str, Folder],
    ground: Ground,
) -> tuple[Label, ...]:
    """What contacts do not show yet; nothing where nobody can say so, as in the gate itself."""
    following = playbook.after(deal.stage)
    opportunity = next(
        (one for one in folders[deal.account].opportunities if one.reference == deal.id), None
    )
    if following is None or opportunity is None:
        return ()
    homes = {split_reference(deal.account, name)[0] for name in opportunity.people} | {deal.account}
    contacts = {home: folders[home].contacts for home in homes if home in folders}
    if not all(ground.unread.reads(home, "contacts.yaml") for home in homes):
        return ()
    if not any(contacts.values()):
        return ()
    people = people_of(deal.account, contacts, ground.today, opportunity)
    waived = {key for entry in opportunity.history for key in entry.waived}
    missing = delayed(playbook, deal.stage, following.key, people)
    return tuple(delay.contacts.label for key, delay in missing.items() if key not in waived)
