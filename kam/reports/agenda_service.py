"""What the agenda says of the time after a sale: complaints, acceptance, renewals, surveys, offers.

Sources as those of `agenda_sources`; none says anything of what lies in a file that did not read.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from kam.domain.acceptance import acceptance_due, deliveries_of, steps_after
from kam.domain.book import Folder
from kam.domain.complaints import complaints_of
from kam.domain.contracts import ContractStatus, contracts_of, reads_renewal
from kam.domain.periods import days_after
from kam.domain.satisfaction import survey_due, surveys_of
from kam.reports.agenda_items import AgendaItem, Ground, Kind, Source


def complaints(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """Complaints that wait for their answer or their solution."""
    model, calendar = ground.models.service, ground.settings.calendar
    for one in complaints_of(folder.account, model, calendar, ground.today):
        if one.waits and one.due <= ground.until(Kind.COMPLAINT):
            yield _item(
                Kind.COMPLAINT,
                ground,
                folder,
                one.due,
                about=one.complaint.opportunity,
                what=one.complaint.what,
                date=one.complaint.date,
                detail=one.waits,
                limit=one.limit,
                id=one.id,
            )


def acceptances(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """Orders that are to be accepted."""
    for order in folder.orders:
        due = acceptance_due(order, folder, ground.models.service)
        if due and due <= ground.until(Kind.ACCEPTANCE):
            yield _item(
                Kind.ACCEPTANCE,
                ground,
                folder,
                due,
                about=order.opportunity,
                date=order.date,
                detail=order.line,
                id=order.id,
            )


def renewals(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """Contracts that nobody renews, from their notice on; due on the last day to speak about it.

    Where none is stated that is the day on which the contract ends.
    """
    for one in _contracts(ground, folder):
        reads = reads_renewal(ground.unread, folder.account.id, one.contract)
        due = one.contract.notice_by or one.contract.ends
        began = one.notice is not None and one.notice <= ground.until(Kind.RENEWAL)
        if due and began and reads and not one.handled:
            yield _item(
                Kind.RENEWAL,
                ground,
                folder,
                due,
                about=one.contract.opportunity,
                what=one.contract.what,
                date=one.contract.ends,
                id=one.id,
            )


def maintenances(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """What is to be maintained."""
    for one in _contracts(ground, folder):
        if one.maintenance and one.maintenance <= ground.until(Kind.MAINTENANCE):
            plan = one.contract.maintenance
            yield _item(
                Kind.MAINTENANCE,
                ground,
                folder,
                one.maintenance,
                about=one.contract.opportunity,
                what=one.contract.what,
                date=plan.last if plan else None,
                id=one.id,
            )


def surveys(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """Accounts that are to be asked again how satisfied they are."""
    scale = ground.models.service.satisfaction
    found = surveys_of(folder.account, scale, ground.today)
    due = survey_due(found, scale)
    if due and due <= ground.until(Kind.SURVEY):
        last = found[-1]
        yield _item(
            Kind.SURVEY, ground, folder, due, about=None, date=last.date, detail=f"{last.mean:f}"
        )


def offers(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """Of each delivery the first step that follows its acceptance and is no next step yet.

    One that has been due for long is let go.
    """
    model, calendar = ground.models.service, ground.settings.calendar
    if not ground.unread.reads(folder.account.id, "tasks.yaml"):
        return
    for delivery in deliveries_of(folder, ground.rows(folder), ground.methods.playbooks):
        steps = steps_after(delivery, folder, model, calendar)
        fresh = (one for one in steps if ground.today <= days_after(one.due, model.step_days))
        for step in islice(fresh, 1):
            if step.due <= ground.until(Kind.OFFER):
                yield _item(
                    Kind.OFFER,
                    ground,
                    folder,
                    step.due,
                    about=step.opportunity,
                    date=delivery.accepted,
                    detail=step.key,
                    id=step.id,
                )


AFTER_SALE: tuple[Source, ...] = (
    complaints,
    acceptances,
    renewals,
    maintenances,
    surveys,
    offers,
)
"""Where the lines about the time after a sale come from."""


def _contracts(ground: Ground, folder: Folder) -> tuple[ContractStatus, ...]:
    return contracts_of(folder, ground.rows(folder), ground.models.service, ground.today)


def _item(
    kind: Kind, ground: Ground, folder: Folder, due: date, *, about: str | None, **facts: Any
) -> AgendaItem:
    """A line of an account, of the owner of the opportunity that it is about."""
    deal = ground.rows(folder).get(f"{folder.account.id}/{about}")
    return AgendaItem(
        kind=kind,
        due=due,
        account=folder.account.id,
        opportunity=deal.id if deal else None,
        owner=deal.owner if deal else folder.account.owner,
        playbook=deal.playbook if deal else None,
        dates=(due,),
        **facts,
    )
