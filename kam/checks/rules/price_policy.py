"""price-policy: a price above the list, or below what policy allows without an approval."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import playbook_of_deal
from kam.domain.deal import Deal
from kam.domain.deal_rules import floor_price, is_discounted, least_units
from kam.domain.finding import Finding, Severity
from kam.domain.opportunity import Product
from kam.domain.policy import Policy
from kam.domain.states import State

SLUG, CODE, SEVERITY = "price-policy", "KAM265", Severity.WARNING
_NOT_SOLD = frozenset({State.LOST, State.ABANDONED})


def find(book: Book, deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each product of an open or won opportunity whose price policy does not bear out.

    No bulk price is above the list; one below the floor, or of a very large lot, needs a recorded
    approval, which says by whom (METHODS.md 9). Kinds: above, below, negotiated, nobody, beyond.
    """
    for _, opportunity in book.opportunities():
        deal = deals[opportunity.reference]
        policy = playbook_of_deal(book, deal).policy
        if policy is None or deal.state in _NOT_SOLD:
            continue
        lot = least_units(opportunity)
        for index, product in enumerate(opportunity.products):
            if kind := _kind(product, lot, policy):
                approval = product.approval
                params = {
                    "kind": kind,
                    "line": product.line,
                    "price": product.price,
                    "list_price": product.list_price,
                    "floor": floor_price(product, policy),
                    "percent": policy.floor,
                    "units": lot,
                    "approved": approval.price if approval else None,
                    "by": approval.by if approval else None,
                }
                keys = ("products", index, "price")
                yield Finding(CODE, SLUG, SEVERITY, opportunity.path, keys, params=params)


def _kind(product: Product, lot: int, policy: Policy) -> str | None:
    """What is wrong with a price; None where nothing is, or where one of the two is not stated."""
    price, list_price, approval = product.price, product.list_price, product.approval
    if price is None or list_price is None:
        return None
    if price > list_price:
        return "above"
    floor = floor_price(product, policy)
    large = policy.negotiated_from is not None and lot >= policy.negotiated_from
    needed = is_discounted(product) and (large or (floor is not None and price < floor))
    if not needed:
        return None
    if approval is None:
        return "negotiated" if large else "below"
    if not approval.by:
        return "nobody"
    return "beyond" if approval.price is not None and price < approval.price else None
