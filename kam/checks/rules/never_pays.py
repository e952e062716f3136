"""never-pays: an account that does not earn back what winning it cost."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.economics import economics_of
from kam.domain.finding import Finding, Severity
from kam.domain.sales import known_folders

SLUG, CODE, SEVERITY = "never-pays", "KAM233", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each account that is not worth its acquisition cost as things stand (METHODS.md 5).

    Nothing is said where the account states no cost, where nothing says what it brings, or not all
    of that converts. `year` is the last one that is looked at, or that the cost is spread over;
    `margin` the percentage that was assumed where no margin is stated.
    """
    for folder, own in known_folders(book, deals.values()):
        account = folder.account
        if account.acquisition.invested is None:
            continue
        one = economics_of(folder, own, book.settings, book.models.worth, today)
        if one.pays is False and not (one.apart or one.open_apart):
            year = one.years[-1].year if one.pays_by is None else one.pays_by
            params = {"invested": one.invested, "year": year, "account": account.id}
            if one.assumed:
                params |= {"kind": "assumed", "margin": book.models.worth.margin}
            keys = ("acquisition", "invested")
            yield Finding(CODE, SLUG, SEVERITY, account.path, keys, params=params)
