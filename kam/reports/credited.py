"""Gathers who is credited with what in some periods, as far as a filter lets it through.

An owner and a team of the filter are those of the credit; all else is the deal's or the account's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from kam.domain.achieved import achieved
from kam.domain.book import Folder
from kam.domain.credits import Credit, is_uneven, open_credits
from kam.domain.deal import Deal
from kam.domain.money import ZERO
from kam.domain.periods import Period
from kam.domain.settings import Settings
from kam.domain.states import Category
from kam.domain.target import Measure
from kam.domain.teams import teams_under
from kam.reports.chosen import chosen_folders
from kam.reports.credit_ledger import Ledger
from kam.reports.forecast import place
from kam.reports.selection import (
    Apart,
    Filter,
    OtherRow,
    other_rows,
    select,
    unconverted_rows,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditGround:
    """The parts of a book that credits are made of.

    Attributes:
        deals: All deals of the book.
        folders: Gives the accounts with their orders and opportunities; not asked for bookings.
        settings: Of the book.
        unread: The paths of files that were not read.
        today: Decides what is overdue, and the teams of what is open.
    """

    deals: Sequence[Deal]
    folders: Callable[[], Sequence[Folder]]
    settings: Settings
    unread: frozenset[str]
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Credited:
    """What was gathered.

    Attributes:
        ledger: The credits by person and period.
        other: What stands apart of the open pipeline, and what nothing converts.
        uneven: The deals whose splits do not total 100 %.
        unknown: What was sold without a margin that anybody states.
    """

    ledger: Ledger
    other: tuple[OtherRow, ...]
    uneven: tuple[str, ...]
    unknown: tuple[Credit, ...]


PeriodOf = Callable[[date], Period | None]
"""The period of a day; None for one outside of those that are looked at."""


def gather(ground: CreditGround, chosen: Filter, period_of: PeriodOf, measure: Measure) -> Credited:
    """Gather what counts for a measure; only bookings have an open pipeline."""
    rest = chosen._replace(owner=None, team=None)
    deals = tuple(select(ground.deals, rest, ground.settings))
    booked = measure is Measure.BOOKINGS
    folders: Sequence[Folder] = ()
    if not booked:  # one whose own file does not read has its orders all the same
        folders = chosen_folders(ground.folders(), rest, ground.settings, ground.today, unread=True)
    found = achieved(measure, deals, folders, ground.settings, ground.today, ground.unread)
    page = _Page(ground, chosen, period_of)
    for credit in found.credits:
        page.close(credit)
    for deal in deals if booked else ():
        page.open(deal)
    for currency, credit in found.apart:
        if page.holds(credit):
            page.apart.append((currency, credit))
    return Credited(
        ledger=page.ledger,
        other=page.other(),
        uneven=tuple(one.id for one in deals if one.id in page.counted and is_uneven(one)),
        unknown=tuple(credit for credit in found.unknown if page.holds(credit)),
    )


class _Page:
    """What is being gathered: the ledger, whose deals are in it, and what stands apart."""

    def __init__(self, ground: CreditGround, chosen: Filter, period_of: PeriodOf) -> None:
        self._ground = ground
        self._chosen = chosen
        self._teams = teams_under(chosen.team, ground.settings) if chosen.team else None
        self._period_of = period_of
        self._standing: list[tuple[Apart, Deal]] = []
        self.ledger = Ledger()
        self.counted: set[str | None] = set()
        self.apart: list[tuple[str | None, Credit]] = []

    def close(self, credit: Credit) -> None:
        """Enter what was closed."""
        if self._accepts(credit) and credit.day and (period := self._period_of(credit.day)):
            self.ledger.close(credit, period)
            self.counted.add(credit.opportunity)

    def open(self, deal: Deal) -> None:
        """Enter an open deal where it is due, or with what stands apart."""
        mine = self._open_credits(deal)
        if not mine:
            return
        where = place(deal, self._ground.today)
        if where is Apart.UNCONVERTED:
            stated = self._open_credits(deal._replace(amount=deal.stated))
            self.apart += [(deal.currency, one) for one in stated if self._adds(one)]
        elif isinstance(where, Apart):
            amount = sum((one.amount for one in mine if self._adds(one)), ZERO)
            weighted = sum((one.weighted for one in mine if self._adds(one)), ZERO)
            self._standing.append((where, deal._replace(amount=amount, weighted=weighted)))
        elif deal.category is not Category.OMITTED and (period := self._period_of(where)):
            self.counted.add(deal.id)
            for one in mine:
                self.ledger.open(one, period)

    def holds(self, credit: Credit) -> bool:
        """Whether a credit that is not entered belongs here, and adds to what is said of it."""
        inside = credit.day is not None and self._period_of(credit.day) is not None
        return inside and self._accepts(credit) and self._adds(credit)

    def other(self) -> tuple[OtherRow, ...]:
        """What stands apart, a row a reason."""
        ids = tuple(dict.fromkeys(one.opportunity or one.account for _, one in self.apart))
        stated = [(currency, one.amount) for currency, one in self.apart]
        return (*other_rows(self._standing), *unconverted_rows(stated, len(ids), ids))

    def _open_credits(self, deal: Deal) -> list[Credit]:
        found = open_credits(deal, self._ground.settings, self._ground.today)
        return [one for one in found if self._accepts(one)]

    def _accepts(self, credit: Credit) -> bool:
        mine = self._chosen.owner in {None, credit.owner}
        return mine and (self._teams is None or credit.team in self._teams)

    def _adds(self, credit: Credit) -> bool:
        """Whether a credit adds to the whole that was asked for: an overlay to its person's."""
        return not credit.overlay or self._chosen.owner is not None
