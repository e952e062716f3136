"""After the sale: how far deliveries are, how satisfied an account is, what it waits for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.acceptance import Delivery, acceptance_due, deliveries_of
from kam.domain.book import Book, Folder
from kam.domain.complaints import ComplaintStatus, answer_days, complaints_of
from kam.domain.contracts import ContractStatus, contracts_of
from kam.domain.deal import Deal
from kam.domain.playbook import Stage
from kam.domain.satisfaction import Survey, Trouble, survey_due, surveys_of, trouble_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryStatus:
    """A won opportunity: its stage, the post-sale work in hand, and its acceptance.

    `due` is the first day on which an order of it is to be accepted: one that was agreed, or one
    that has gone by; None where there is none.
    """

    opportunity: str
    stage: Stage | None
    in_hand: Stage | None
    accepted: date | None
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterSale:
    """One account after its sales; `answer_days` as `complaints.answer_days`."""

    deliveries: tuple[DeliveryStatus, ...]
    surveys: tuple[Survey, ...]
    trouble: Trouble | None
    survey_due: date | None
    complaints: tuple[ComplaintStatus, ...]
    answer_days: Decimal | None
    contracts: tuple[ContractStatus, ...]


def build_after_sale(book: Book, folder: Folder, deals: Sequence[Deal], today: date) -> AfterSale:
    """What is known of an account after its sales; `deals` are the rows of its opportunities.

    A delivery is there while a stage or an acceptance of it is ahead, or once it is accepted;
    those that are not accepted come first, then the latest.
    """
    model, calendar = book.models.service, book.settings.calendar
    rows = {deal.id: deal for deal in deals}
    found = [
        _delivery(one, folder, book, today)
        for one in deliveries_of(folder, rows, book.methods.playbooks)
    ]
    spoken = [one for one in found if one.in_hand or one.accepted or one.due]
    surveys = surveys_of(folder.account, model.satisfaction, today)
    complaints = complaints_of(folder.account, model, calendar, today)
    return AfterSale(
        deliveries=tuple(
            sorted(spoken, key=lambda one: one.accepted or date.max, reverse=True),
        ),
        surveys=surveys,
        trouble=trouble_of(surveys, model.satisfaction),
        survey_due=survey_due(surveys, model.satisfaction),
        complaints=complaints,
        answer_days=answer_days(complaints, calendar),
        contracts=contracts_of(folder, rows, model, today),
    )


def _delivery(one: Delivery, folder: Folder, book: Book, today: date) -> DeliveryStatus:
    dues = [
        due
        for order in one.orders
        if (due := acceptance_due(order, folder, book.models.service))
        and (order.accept_by or due < today)
    ]
    return DeliveryStatus(
        opportunity=one.opportunity.id,
        stage=one.playbook.stages.get(one.opportunity.stage or ""),
        in_hand=one.playbook.after(one.opportunity.stage),
        accepted=one.accepted,
        due=None if one.accepted else min(dues, default=None),
    )
