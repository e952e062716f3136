"""territory: a sale in an area that others have as well, or alone, without an authorisation."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import playbook_of_deal
from kam.domain.deal import Deal
from kam.domain.deal_rules import claimants
from kam.domain.finding import Finding, Severity
from kam.domain.guess import closest
from kam.domain.names import folded_name

SLUG, CODE, SEVERITY = "territory", "KAM267", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each open opportunity in an area that is not its claimant's alone (METHODS.md 9).

    Kinds: overlap, foreign, and unknown for an area that the policy does not know; of a policy
    without areas nothing is said.
    """
    for _, opportunity in book.opportunities():
        deal, territory = deals[opportunity.reference], opportunity.territory
        policy = playbook_of_deal(book, deal).policy
        if policy is None or not policy.territories or territory is None or not deal.is_open:
            continue
        holders = policy.territories.get(territory.area)
        having = {folded_name(name) for name in holders or ()}
        who = claimants(opportunity, deal.owner, policy)
        allowed = territory.authorised and territory.authorised.by
        if holders is None:
            kind = "unknown"
        elif allowed or not who or who.keys() == having:
            continue
        else:
            kind = "overlap" if who.keys() <= having else "foreign"
        params = {
            "kind": kind,
            "area": territory.area,
            "holders": ", ".join(holders or ()),
            "who": ", ".join(sorted(who.values())),
            "guess": "" if holders else closest(territory.area, policy.territories) or "",
        }
        yield Finding(CODE, SLUG, SEVERITY, opportunity.path, ("territory", "area"), params=params)
