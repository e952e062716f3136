"""unknown-point: a working point marked or waived that no stage of the relationship has."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.guess import closest
from kam.domain.working_points import point_labels

SLUG, CODE, SEVERITY = "unknown-point", "KAM226", Severity.WARNING


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each key that is none of the model's: what it says counts for nothing."""
    known = point_labels(book.methods.relationship)
    for folder in book.folders:
        account, relationship = folder.account, folder.account.relationship
        places: list[tuple[tuple[str | int, ...], str]] = [
            (("points", key), key) for key in relationship.points
        ]
        for index, entry in enumerate(relationship.history):
            places += [
                (("history", index, "waived", place), key) for place, key in enumerate(entry.waived)
            ]
        for keys, key in places:
            if key not in known:
                guess = closest(key, known) or ""
                params = {"point": key, "guess": guess, "account": account.id}
                place = ("relationship", *keys)
                yield Finding(CODE, SLUG, SEVERITY, account.path, place, params=params)
