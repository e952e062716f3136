"""renewal-near: a contract that ends soon, or has ended, and that nobody is renewing."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import Known
from kam.domain.contracts import contracts_of, reads_renewal, renewal_step
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.service import Contract

SLUG, CODE, SEVERITY = "renewal-near", "KAM276", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each contract within its notice without an opportunity or next step that renews it.

    Its `kind`: `near`, it ends in `days`; `over`, it ended `days` ago; `notice`, it has a last
    day to speak about it and no end. Nothing is said where what may renew it did not read.
    """
    known = Known(book)
    for folder in book.folders:
        for one in contracts_of(folder, deals, book.models.service, today):
            began = one.notice is not None and one.notice <= today
            if began and not one.handled and reads_renewal(known, folder.account.id, one.contract):
                params = {
                    **_when(one.contract, today),
                    "contract": one.id,
                    "step": renewal_step(one.id),
                }
                params |= {"account": folder.account.id, "what": one.contract.what}
                end = "ends" if one.contract.ends else "notice_by"
                keys = ("contracts", one.id, end)
                yield Finding(CODE, SLUG, SEVERITY, folder.account.path, keys, params=params)


def _when(contract: Contract, today: date) -> dict[str, object]:
    if contract.ends is None:
        return {"kind": "notice", "day": contract.notice_by}
    days = (contract.ends - today).days
    return {"kind": "near" if days >= 0 else "over", "days": abs(days), "day": contract.ends}
