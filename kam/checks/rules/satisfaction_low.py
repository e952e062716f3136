"""satisfaction-low: the last survey of an account is low, or lower than the one before."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.account import Account
from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.satisfaction import on, surveys_of, trouble_of
from kam.domain.service_model import SatisfactionScale

SLUG, CODE, SEVERITY = "satisfaction-low", "KAM278", Severity.WARNING


def find(book: Book, _deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each account whose last survey is `low` or `falling` (METHODS.md 5).

    And each mark that is off the `scale`: it counts in none.
    """
    scale = book.models.service.satisfaction
    for folder in book.folders:
        account = folder.account
        yield from _strange(account, scale)
        surveys = surveys_of(account, scale, today)
        if trouble := trouble_of(surveys, scale):
            last = surveys[-1]
            before = surveys[-2].mean if len(surveys) > 1 else None
            params = {"kind": str(trouble), "mean": last.mean, "date": last.date}
            params |= {"before": before, "line": scale.line, "account": account.id}
            place = max(
                index for index, one in enumerate(account.satisfaction) if one.date == last.date
            )
            keys = ("satisfaction", place, "score")
            yield Finding(CODE, SLUG, SEVERITY, account.path, keys, params=params)


def _strange(account: Account, scale: SatisfactionScale) -> Iterator[Finding]:
    for index, answer in enumerate(account.satisfaction):
        if not on(scale, answer):
            params = {"kind": "scale", "score": answer.score, "low": scale.low, "high": scale.high}
            keys = ("satisfaction", index, "score")
            yield Finding(CODE, SLUG, SEVERITY, account.path, keys, params=params)
