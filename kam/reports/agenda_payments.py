"""What the agenda says of payments: those that are due and have not come in.

A source as those of `agenda_sources`.
"""

from collections.abc import Iterator

from kam.domain.book import Folder
from kam.domain.payments import known_orders
from kam.reports.agenda_items import AgendaItem, Ground, Kind


def payments(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """Payments that are due; for the owner of the opportunity that the order comes from."""
    rows, last = ground.rows(folder), ground.until(Kind.PAYMENT)
    for known in known_orders(folder, ground.settings, ground.unread.paths):
        deal = rows.get(known.opportunity.reference) if known.opportunity else None
        for one in known.payments:
            if one.due and one.due <= last and not one.is_paid(ground.today):
                yield AgendaItem(
                    kind=Kind.PAYMENT,
                    due=one.due,
                    account=folder.account.id,
                    opportunity=deal.id if deal else None,
                    owner=deal.owner if deal else folder.account.owner,
                    date=known.order.date,
                    detail=one.payment.kind,
                    id=known.order.id,
                    number=one.number,
                    amount=one.payment.amount,
                    currency=known.currency,
                    playbook=deal.playbook if deal else None,
                    dates=(one.due,),
                )
