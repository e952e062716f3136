"""targets-overlap: months for which two targets of different grain hold."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import TARGETS
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.periods import Period

SLUG, CODE, SEVERITY = "targets-overlap", "KAM118", Severity.WARNING


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each target that shares months with one above it of another grain.

    Both are of one owner or team and one measure: the narrower one holds, which may surprise.
    """
    seen: dict[tuple[str | None, ...], list[Period]] = {}
    for index, target in enumerate(book.targets):
        period = Period.parse(target.period, book.settings.fiscal_year_start)
        above = seen.setdefault((target.owner, target.team, target.measure), [])
        if other := next((one for one in above if _overlap(one, period)), None):
            params = {
                "whose": target.owner or target.team or "",
                "period": str(period),
                "other": str(other),
            }
            keys = (index, "period")
            yield Finding(CODE, SLUG, SEVERITY, TARGETS, keys, params=params)
        above.append(period)


def _overlap(one: Period, other: Period) -> bool:
    apart = one.last_day < other.first_day or other.last_day < one.first_day
    return one.grain is not other.grain and not apart
