"""The accounts that a report is about: those that the filters accept."""

from collections.abc import Iterable
from datetime import date

from kam.domain.book import Folder
from kam.domain.deals import topmost_parents
from kam.domain.settings import Settings
from kam.reports.selection import Filter, acceptor, facts_of


def chosen_folders(
    folders: Iterable[Folder],
    chosen: Filter,
    settings: Settings,
    today: date,
    *,
    unread: bool = False,
) -> list[Folder]:
    """The folders by account id; the filter is on facts of the account and of its owner today.

    Those whose own file does not read are there only with `unread`, by what else lies in them.
    """
    every = tuple(folders)
    groups = topmost_parents(folder.account for folder in every)
    accepts = acceptor(chosen, settings)
    return [
        folder
        for folder in sorted(every, key=lambda folder: folder.account.id)
        if (unread or folder.readable)
        and accepts(facts_of(folder.account, groups[folder.account.id], settings, today))
    ]
