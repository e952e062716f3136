"""lot-decided: an alternative that is still open although another one was won."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.states import State

SLUG, CODE, SEVERITY = "lot-decided", "KAM217", Severity.WARNING


def find(_book: Book, deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each open alternative of a project and lot that is won: it is to be closed."""
    every = [deal for deal in deals.values() if deal.alternative and deal.project is not None]
    won = {(deal.project, deal.lot): deal for deal in every if deal.state is State.WON}
    for deal in every:
        winner = won.get((deal.project, deal.lot))
        if winner and deal.is_open:
            params = {"kind": "lot" if deal.lot else "", "project": deal.project or ""}
            params |= {"lot": deal.lot or "", "other": winner.id}
            yield Finding(CODE, SLUG, SEVERITY, deal.path, ("alternative",), params=params)
