"""registration-missing: a dealer's project that is not registered, where others are."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import playbook_of_deal
from kam.domain.deal import Deal
from kam.domain.deal_rules import claimants, has_dealer
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "registration-missing", "KAM264", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each open opportunity of a dealer without a day of registration.

    Only in a book that registers projects at all.
    """
    every = [opportunity for _, opportunity in book.opportunities()]
    if not any(opportunity.registration for opportunity in every):
        return
    for opportunity in every:
        deal = deals[opportunity.reference]
        policy = playbook_of_deal(book, deal).policy
        if policy is None or not deal.is_open or not has_dealer(opportunity, policy):
            continue
        if opportunity.registration is None or opportunity.registration.date is None:
            keys = ("registration",) if opportunity.registration else ("parties",)
            params = {"dealer": ", ".join(sorted(claimants(opportunity, None, policy).values()))}
            yield Finding(CODE, SLUG, SEVERITY, opportunity.path, keys, params=params)
