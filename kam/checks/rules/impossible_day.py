"""impossible-day: a day after a sale that cannot be, beside the others or because it lies ahead."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.account import Account
from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.service import Complaint, Contract

SLUG, CODE, SEVERITY = "impossible-day", "KAM123", Severity.WARNING
Keys = tuple[str | int, ...]
Flaws = Iterator[tuple[Keys, dict[str, object]]]


def find(book: Book, _deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each day of satisfaction, complaints and contracts that cannot be.

    Its `kind`: `order`, the `day` of a `fact` is before that of `other`, which comes first;
    `future`, a `date` on which something was done has not come yet. A contract's own days may.
    """
    for folder in book.folders:
        for keys, params in _flaws(folder.account, today):
            yield Finding(CODE, SLUG, SEVERITY, folder.account.path, keys, params=params)


def _flaws(account: Account, today: date) -> Flaws:
    for index, answer in enumerate(account.satisfaction):
        yield from _ahead(("satisfaction", index, "date"), answer.date, today)
    for key, complaint in account.complaints.items():
        yield from _of_complaint(("complaints", key), complaint, today)
    for key, contract in account.contracts.items():
        yield from _of_contract(("contracts", key), contract, today)


def _of_complaint(place: Keys, complaint: Complaint, today: date) -> Flaws:
    came, answered, resolved = complaint.date, complaint.answered, complaint.resolved
    for name, day in (("date", came), ("answered", answered), ("resolved", resolved)):
        yield from _ahead((*place, name), day, today)
    yield from _before(place, ("answered", answered), ("date", came))
    late = answered is not None and answered > came
    yield from _before(
        place, ("resolved", resolved), ("answered", answered) if late else ("date", came)
    )


def _of_contract(place: Keys, contract: Contract, today: date) -> Flaws:
    yield from _before(place, ("ends", contract.ends), ("starts", contract.starts))
    yield from _before(place, ("ends", contract.ends), ("notice_by", contract.notice_by))
    if contract.maintenance:
        yield from _ahead((*place, "maintenance", "last"), contract.maintenance.last, today)


def _ahead(place: Keys, day: date | None, today: date) -> Flaws:
    if day and day > today:
        yield place, {"kind": "future", "date": day}


def _before(place: Keys, fact: tuple[str, date | None], first: tuple[str, date | None]) -> Flaws:
    (name, day), (other, earlier) = fact, first
    if day and earlier and day < earlier:
        params = {"kind": "order", "fact": name, "day": day, "other": other, "earlier": earlier}
        yield (*place, name), params
