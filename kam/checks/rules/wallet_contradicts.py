"""wallet-contradicts: what a customer spends by line or by our rank cannot be."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.money import ZERO

SLUG, CODE, SEVERITY = "wallet-contradicts", "KAM234", Severity.ERROR


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each rank beyond the suppliers, and each year whose lines exceed the whole spend."""
    for folder in book.folders:
        account = folder.account
        rank = account.wallet_rank
        if rank is not None and rank.rank > rank.of:
            params: dict[str, object] = {"kind": "rank", "rank": rank.rank, "of": rank.of}
            yield Finding(
                CODE, SLUG, SEVERITY, account.path, ("wallet_rank", "rank"), params=params
            )
        for year, whole in account.category_spend.items():
            lines = account.category_spend_by_line.values()
            total = sum((line.get(year, ZERO) for line in lines), ZERO)
            if total > whole:
                params = {"kind": "lines", "year": str(year), "total": total, "whole": whole}
                keys = ("category_spend", str(year))
                yield Finding(CODE, SLUG, SEVERITY, account.path, keys, params=params)
