"""target-unclear: a target of a person and a team at once, or of less than nothing."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import TARGETS
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.money import ZERO

SLUG, CODE, SEVERITY = "target-unclear", "KAM304", Severity.ERROR


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each target that names an owner beside its team, and each below nothing.

    Such a target is the owner's alone: nothing of it is the team's.
    """
    for index, target in enumerate(book.targets):
        if target.owner and target.team:
            params = {"kind": "both", "owner": target.owner, "team": target.team}
            yield Finding(CODE, SLUG, SEVERITY, TARGETS, (index, "team"), params=params)
        if target.amount < ZERO:
            params = {"kind": "negative", "amount": str(target.amount)}
            yield Finding(CODE, SLUG, SEVERITY, TARGETS, (index, "amount"), params=params)
