"""What the reports on the worth of accounts look at: what was sold, and of whom that is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kam.domain.book import Folder
from kam.domain.deal import Deal
from kam.domain.sales import Sale, sales_are_read, sold_until
from kam.domain.settings import Settings
from kam.domain.worth_model import WorthModel
from kam.reports.chosen import chosen_folders
from kam.reports.selection import EVERYTHING, Filter


@dataclass(frozen=True, slots=True, kw_only=True)
class WorthGround:
    """The parts of a book that economics, retention and whitespace look at.

    Attributes:
        folders: All of them, with their orders and opportunities.
        deals: The rows of the opportunities, by account.
        settings: Of the book.
        model: What is assumed where nobody states it.
        unread: The paths of files that were not read.
        today: What happened later is not looked at.
    """

    folders: Sequence[Folder]
    deals: Mapping[str, Sequence[Deal]]
    settings: Settings
    model: WorthModel
    unread: frozenset[str]
    today: date

    def deals_of(self, folder: Folder) -> Sequence[Deal]:
        """The rows of an account's opportunities."""
        return self.deals.get(folder.account.id, ())

    def sold_to(self, folder: Folder) -> tuple[Sale, ...]:
        """What an account bought up to today."""
        return sold_until(folder, self.deals_of(folder), self.settings, self.today)

    def split(self, chosen: Filter) -> tuple[list[Folder], tuple[str, ...]]:
        """The chosen folders whose sales are known, and the ids of accounts that are left out.

        An account whose own file does not read is named where no filter could say that it is not
        meant.
        """
        wanted = chosen_folders(self.folders, chosen, self.settings, self.today)
        known = [one for one in wanted if sales_are_read(one.account.id, self.unread)]
        left_out = {one.account.id for one in wanted} - {one.account.id for one in known}
        left_out |= {
            folder.account.id
            for folder in self.folders
            if not folder.readable and chosen in {EVERYTHING, Filter(account=folder.account.id)}
        }
        return known, tuple(sorted(left_out))
