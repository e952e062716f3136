"""References: which customers can vouch for us, to whom they did, and whom they could help with.

An opinion leader of the industry first (METHODS.md 5).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kam.domain.account import Account
from kam.domain.book import Folder
from kam.domain.deal import Deal
from kam.domain.settings import Settings
from kam.reports.chosen import chosen_folders
from kam.reports.selection import EVERYTHING, Filter
from kam.reports.sweep import Neighbour, by_industry, folded, neighbours


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRow:
    """One customer that may vouch for us.

    `willing` is None where nobody has asked. `to` are those to whom it did, the latest last, as
    account ids where the book has them. `could_help` are accounts of the same industry with an open
    opportunity to whom it has not vouched yet.
    """

    account: str
    name: str
    industry: str | None
    willing: bool | None
    opinion_leader: bool
    subjects: tuple[str, ...]
    last_order: date | None
    given: int
    last_given: date | None
    to: tuple[str, ...]
    could_help: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """The result: opinion leaders first, those who are not willing last."""

    as_of: date
    rows: tuple[ReferenceRow, ...]


def build_references(
    folders: Iterable[Folder],
    deals: Iterable[Deal],
    settings: Settings,
    today: date,
    chosen: Filter = EVERYTHING,
) -> References:
    """List every customer, and whoever the book says vouches for us; see `build_sweep`."""
    folders = tuple(folders)
    every = neighbours(folders, deals, settings, today)
    wanted = {folder.account.id for folder in chosen_folders(folders, chosen, settings, today)}
    ids = _ids(one.account for one in every)
    opened = by_industry(one for one in every if one.open)
    rows = [
        _row(one, ids, opened)
        for one in every
        if one.account.id in wanted and (one.last_order or _is_known(one.account))
    ]
    rows.sort(key=_order)
    return References(as_of=today, rows=tuple(rows))


def _is_known(account: Account) -> bool:
    return account.reference.willing is not None or bool(account.references)


def _ids(accounts: Iterable[Account]) -> dict[str, str]:
    """The ids of accounts by everything that they go by."""
    found: dict[str, str] = {}
    for account in accounts:
        for name in (account.id, account.name, *account.aliases, *account.formerly):
            found.setdefault(name.casefold(), account.id)
    return found


def _row(
    one: Neighbour, ids: Mapping[str, str], opened: Mapping[str, Sequence[Neighbour]]
) -> ReferenceRow:
    account, vouching = one.account, one.account.reference
    given = sorted(account.references, key=lambda entry: entry.date or date.min)
    to = tuple(dict.fromkeys(ids.get(entry.to.casefold(), entry.to) for entry in given))
    near = opened.get(folded(account.industry), ())
    could = [] if vouching.willing is False else [other.account.id for other in near]
    return ReferenceRow(
        account=account.id,
        name=account.name,
        industry=account.industry,
        willing=vouching.willing,
        opinion_leader=vouching.opinion_leader,
        subjects=vouching.subjects,
        last_order=one.last_order,
        given=len(given),
        last_given=max((entry.date for entry in given if entry.date), default=None),
        to=to,
        could_help=tuple(name for name in could if name != account.id and name not in to),
    )


def _order(row: ReferenceRow) -> tuple[bool, bool, bool, str]:
    return (row.willing is False, not row.opinion_leader, row.willing is None, row.account)
