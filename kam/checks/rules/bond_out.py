"""bond-out: a bid bond that should have come back."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.tender_dates import TenderStep, tender_days

SLUG, CODE, SEVERITY = "bond-out", "KAM215", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each bond that is not back after its day, of closed opportunities too."""
    bond_days = book.models.buying.bond_days
    for _, opportunity in book.opportunities():
        deal = deals[opportunity.reference]
        places = {tender.round: place for place, tender in enumerate(opportunity.tenders)}
        for one in tender_days(
            opportunity.tenders, bond_days, today, is_open=deal.is_open, ended=deal.closed_on
        ):
            if one.step is TenderStep.BOND_DUE and one.matters and one.day < today:
                place = places[one.round]
                bond = opportunity.tenders[place].bond
                params = {"days": (today - one.day).days, "round": one.round, "bond": bond}
                keys = ("tenders", place, "bond")
                yield Finding(CODE, SLUG, SEVERITY, opportunity.path, keys, params=params)
