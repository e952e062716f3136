"""schedule-total: an opportunity whose phases do not add up to its amount."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.money import ZERO
from kam.domain.states import State
from kam.domain.worth import stated_amount

SLUG, CODE, SEVERITY = "schedule-total", "KAM301", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each open or won opportunity with a schedule of another sum than its amount.

    Its `kind`: `less`, a `rest` of it is in no period of a forecast of revenue; `more`, the phases
    are shared out in proportion there.
    """
    for _, opportunity in book.opportunities():
        amount, deal = stated_amount(opportunity), deals[opportunity.reference]
        alive = deal.is_open or deal.state is State.WON
        if not opportunity.schedule or amount is None or not alive:
            continue
        total = sum((phase.amount for phase in opportunity.schedule), ZERO)
        if total != amount:
            kind = "less" if total < amount else "more"
            params = {"kind": kind, "total": total, "amount": amount, "rest": amount - total}
            yield Finding(CODE, SLUG, SEVERITY, opportunity.path, ("schedule",), params=params)
