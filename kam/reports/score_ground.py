"""What a scorecard looks at, account by account and month by month (METHODS.md 10)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.account import Account
from kam.domain.book import Folder
from kam.domain.consistency import Unread
from kam.domain.contact_coverage import contact_coverage
from kam.domain.deal import Deal
from kam.domain.methods import Methods
from kam.domain.models import Models
from kam.domain.people_model import PeopleModel
from kam.domain.periods import Period
from kam.domain.person import here_and_gone
from kam.domain.settings import Settings


class Coverages(NamedTuple):
    """The contact coverage of a day by account, None where no role is stated.

    Accounts go by the ids that they have now; of the contacts of `unread` nothing is known.
    """

    shares: Mapping[str, Decimal | None]
    unread: frozenset[str]


def measure_coverages(
    folders: Iterable[Folder],
    model: PeopleModel,
    unread: Unread,
    day: date,
    present: Iterable[Account],
) -> Coverages:
    """The coverage of every account of a day, by the model of today, under the ids of today."""
    ids = {former: account.id for account in present for former in account.formerly}
    shares: dict[str, Decimal | None] = {}
    dark = set()
    for folder in folders:
        name = folder.account.id
        own = ids.get(name, name)
        if not unread.reads(name, "contacts.yaml"):
            dark.add(own)
            continue
        people, gone = here_and_gone(name, {name: folder.contacts}, day)
        shares[own] = contact_coverage(people, model, gone)
    return Coverages(shares, frozenset(dark))


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreGround:
    """The parts of a book that a scorecard looks at.

    Attributes:
        folders: All of them, with opportunities, orders and activities.
        deals: The rows of the opportunities, by account.
        unread: Of what nothing may be said, because it did not read.
        months: Those that are shown, in order; none begins after today.
        coverages: The contact coverage on the last day before the first month and on the last of
            each, today at the latest; a day of which git has no book is absent.
    """

    folders: Sequence[Folder]
    deals: Mapping[str, Sequence[Deal]]
    settings: Settings
    methods: Methods
    models: Models
    unread: Unread
    today: date
    months: Sequence[Period]
    coverages: Mapping[date, Coverages]

    def end(self, month: Period) -> date:
        """The last day of a month that has been."""
        return min(month.last_day, self.today)

    def deals_of(self, folder: Folder) -> Sequence[Deal]:
        """The rows of an account's opportunities."""
        return self.deals.get(folder.account.id, ())
