"""The accounts that a report is about: those whose own file reads and that the filters accept."""

from collections.abc import Iterable
from datetime import date

from kam.domain.book import Folder
from kam.domain.deals import topmost_parents
from kam.domain.sales import sales_are_read
from kam.domain.settings import Settings
from kam.reports.selection import EVERYTHING, Filter, acceptor, facts_of


def chosen_folders(
    folders: Iterable[Folder], chosen: Filter, settings: Settings, today: date
) -> list[Folder]:
    """The folders by account id; the filter is on facts of the account and of its owner today."""
    every = tuple(folders)
    groups = topmost_parents(folder.account for folder in every)
    accepts = acceptor(chosen, settings)
    return [
        folder
        for folder in sorted(every, key=lambda folder: folder.account.id)
        if folder.readable
        and accepts(facts_of(folder.account, groups[folder.account.id], settings, today))
    ]


def split_folders(
    folders: Iterable[Folder],
    chosen: Filter,
    settings: Settings,
    unread: frozenset[str],
    today: date,
) -> tuple[list[Folder], tuple[str, ...]]:
    """The chosen folders whose sales are known, and the ids of accounts that are left out.

    `unread` are the paths of files that were not read. An account whose own file does not read is
    named where no filter could say that it is not meant.
    """
    every = tuple(folders)
    wanted = chosen_folders(every, chosen, settings, today)
    known = [folder for folder in wanted if sales_are_read(folder.account.id, unread)]
    left_out = {folder.account.id for folder in wanted} - {folder.account.id for folder in known}
    left_out |= {
        folder.account.id
        for folder in every
        if not folder.readable and chosen in {EVERYTHING, Filter(account=folder.account.id)}
    }
    return known, tuple(sorted(left_out))
