"""products-total: products that together bring more than the opportunity does."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.money import ZERO

SLUG, CODE, SEVERITY = "products-total", "KAM115", Severity.ERROR


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each opportunity whose products exceed its amount; what they leave is `other`."""
    for _, opportunity in book.opportunities():
        total = sum((product.amount or ZERO for product in opportunity.products), ZERO)
        if opportunity.amount is not None and total > opportunity.amount:
            params = {"total": total, "amount": opportunity.amount}
            yield Finding(CODE, SLUG, SEVERITY, opportunity.path, ("products",), params=params)
