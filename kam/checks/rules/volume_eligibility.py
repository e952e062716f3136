"""volume-eligibility: a volume discount for a customer that does not qualify for it."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import playbook_of_deal
from kam.domain.deal import Deal
from kam.domain.deal_rules import is_discounted, is_eligible, single_sales, units_of
from kam.domain.finding import Finding, Severity
from kam.domain.sales import known_folders

SLUG, CODE, SEVERITY = "volume-eligibility", "KAM266", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each open opportunity that sells too few units below the list price (METHODS.md 9).

    Nothing is said where the units are not stated, nor where a file that may hold the sale which
    makes the customer eligible, or its kind of owner, did not read.
    """
    for folder, _ in known_folders(book, deals.values()):
        for opportunity in folder.opportunities:
            deal, units = deals[opportunity.reference], units_of(opportunity)
            policy = playbook_of_deal(book, deal).policy
            discounted = [
                place for place, one in enumerate(opportunity.products) if is_discounted(one)
            ]
            if policy is None or not deal.is_open or units is None or not discounted:
                continue
            sales = single_sales(folder, deals)
            if not is_eligible(folder.account, units, sales, policy, today):
                params = {
                    "units": units,
                    "least": policy.min_units,
                    "sale": policy.single_sale,
                    "months": policy.sale_months,
                    "factor": policy.penalty_factor,
                }
                keys = ("products", discounted[0], "units")
                yield Finding(CODE, SLUG, SEVERITY, opportunity.path, keys, params=params)
