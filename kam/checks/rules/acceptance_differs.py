"""acceptance-differs: the stage of a delivery and its orders disagree on whether it is accepted."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.acceptance import Delivery, accepting, deliveries_of
from kam.domain.book import Book, Folder
from kam.domain.consistency import Known
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.gate import required_evidence

SLUG, CODE, SEVERITY = "acceptance-differs", "KAM273", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield where stage and orders differ, and each acceptance on an impossible day.

    Its `kind`: `stage`, the accepting stage is reached and not one order accepted; `orders`, all
    are accepted and the stage is not reached, though the way there asks for no other evidence than
    of the acceptance; `early`, before the order; `future`, not come yet.
    """
    known = Known(book)
    for folder in book.folders:
        yield from _days(folder, today)
        if known.reads(folder.account.id, "orders.yaml"):
            for delivery in deliveries_of(folder, deals, book.methods.playbooks):
                yield from _differing(delivery)


def _days(folder: Folder, today: date) -> Iterator[Finding]:
    for order in folder.orders:
        if order.accepted and (order.accepted < order.date or order.accepted > today):
            early = {"kind": "early", "accepted": order.accepted, "date": order.date}
            future = {"kind": "future", "date": order.accepted}
            params = early if order.accepted < order.date else future
            keys = (order.id, "accepted")
            yield Finding(CODE, SLUG, SEVERITY, order.path, keys, params=params)


def _differing(delivery: Delivery) -> Iterator[Finding]:
    stage, opportunity = accepting(delivery.playbook), delivery.opportunity
    if not stage or not delivery.orders:
        return
    place = delivery.playbook.position
    reached = place(opportunity.stage) >= place(stage)
    accepted = [order for order in delivery.orders if order.accepted]
    if reached and not accepted:
        order = delivery.orders[0]
        params = {"kind": "stage", "stage": opportunity.stage, "opportunity": opportunity.id}
        params |= {"account": opportunity.account, "order": order.id}
        yield Finding(CODE, SLUG, SEVERITY, order.path, (order.id,), params=params)
    elif len(accepted) == len(delivery.orders) and _lacks_acceptance_alone(delivery, stage):
        params = {"kind": "orders", "stage": stage}
        yield Finding(CODE, SLUG, SEVERITY, opportunity.path, ("stage",), params=params)


def _lacks_acceptance_alone(delivery: Delivery, stage: str) -> bool:
    """Whether the stage is ahead, and nothing but the acceptance leads there."""
    passed = delivery.playbook.passed(delivery.opportunity.stage, stage)
    return bool(passed) and len(required_evidence(passed)) <= 1
