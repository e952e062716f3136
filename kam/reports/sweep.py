"""Sweep lists and industry analogy: which accounts of a market are untouched, and who points there.

A win in one company of an industry points to its neighbours (METHODS.md 5).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kam.domain.account import Account
from kam.domain.book import Folder
from kam.domain.deal import Deal, by_account
from kam.domain.lines import OTHER_LINE
from kam.domain.sales import Sale, sold_until
from kam.domain.settings import Settings
from kam.domain.states import ClosedWord
from kam.reports.chosen import chosen_folders
from kam.reports.selection import EVERYTHING, Filter


class Touch(ClosedWord):
    """How far we are with an account, in the order in which a sweep lists them."""

    UNTOUCHED = "untouched"
    TOUCHED = "touched"
    OPEN = "open"
    CUSTOMER = "customer"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepRow:
    """One account of the market.

    `state`: `customer`, it has bought; `open`, an opportunity is; `touched`, somebody was met
    or an opportunity ended; `untouched`; `unknown`, a file of the account does not read. `open`
    counts the open ones. `points_to` are customers of the same industry that can be shown, an
    opinion leader first; `lines` are those that they have bought and this one has not.
    """

    account: str
    name: str
    owner: str | None
    industry: str | None
    segment: str | None
    state: Touch
    last_contact: date | None
    last_order: date | None
    open: int
    points_to: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """The result; `market` is the segment or industry, `like` the customer that points to it."""

    as_of: date
    market: str
    like: str | None
    rows: tuple[SweepRow, ...]


class Neighbour(NamedTuple):
    """An account with its deals, and what it bought up to today."""

    account: Account
    deals: Sequence[Deal]
    sales: tuple[Sale, ...]

    @property
    def open(self) -> int:
        """How many of its deals are open."""
        return sum(deal.is_open for deal in self.deals)

    @property
    def last_order(self) -> date | None:
        """The last day on which it bought."""
        return max((sale.day for sale in self.sales if sale.counts), default=None)

    @property
    def lines(self) -> frozenset[str]:
        """The lines that it has bought."""
        return frozenset(sale.line for sale in self.sales if sale.counts) - {OTHER_LINE}


def is_in(account: Account, market: str) -> bool:
    """Whether an account is of a segment or industry of that name, in whatever case."""
    return market.casefold() in {folded(account.segment), folded(account.industry)}


def folded(name: str | None) -> str:
    """A segment or industry by which others of the same name are found; "" where none is stated."""
    return (name or "").casefold()


def by_industry(every: Iterable[Neighbour]) -> dict[str, list[Neighbour]]:
    """The accounts of each industry, by its folded name; those that state none are in none."""
    found: dict[str, list[Neighbour]] = {}
    for one in every:
        if one.account.industry:
            found.setdefault(folded(one.account.industry), []).append(one)
    return found


def neighbours(
    folders: Iterable[Folder], deals: Iterable[Deal], settings: Settings, today: date
) -> list[Neighbour]:
    """Every account whose own file reads, by id."""
    of_account = by_account(deals)
    found = []
    for folder in chosen_folders(folders, EVERYTHING, settings, today):
        own = of_account.get(folder.account.id, ())
        sales = sold_until(folder, own, settings, today)
        found.append(Neighbour(folder.account, own, sales))
    return found


def build_sweep(  # noqa: PLR0913, PLR0917 - what the command's options say
    folders: Iterable[Folder],
    deals: Iterable[Deal],
    settings: Settings,
    touched: Mapping[str, date],
    unread: frozenset[str],
    today: date,
    market: str,
    like: str | None = None,
    chosen: Filter = EVERYTHING,
) -> Sweep:
    """List the accounts of a market, the untouched first.

    Args:
        folders: All folders of a book, with opportunities and orders.
        deals: All deals of the same book.
        settings: Of the book.
        touched: When each account was touched last (`Touches.accounts`).
        unread: The paths of files that were not read.
        today: What happened later is not looked at.
        market: A segment or an industry.
        like: A customer that points to the others: it and the other customers are left out.
        chosen: The filter, on facts of the account; customers that point to others may lie outside.
    """
    folders = tuple(folders)
    every = neighbours(folders, deals, settings, today)
    wanted = {folder.account.id for folder in chosen_folders(folders, chosen, settings, today)}
    shown = [
        one
        for one in sorted(every, key=_as_reference)
        if one.last_order and one.account.reference.willing is not False
    ]
    near = by_industry(shown)
    win = [one for one in shown if one.account.id == like]

    def pointing(one: Neighbour) -> list[Neighbour]:
        return near.get(folded(one.account.industry), []) if like is None else win

    rows = [
        _row(one, pointing(one), touched.get(one.account.id), unread)
        for one in every
        if one.account.id in wanted and one.account.id != like and is_in(one.account, market)
    ]
    if like is not None:
        rows = [row for row in rows if row.state is not Touch.CUSTOMER]
    rows.sort(key=lambda row: (list(Touch).index(row.state), row.account))
    return Sweep(as_of=today, market=market, like=like, rows=tuple(rows))


def _as_reference(one: Neighbour) -> tuple[bool, bool, str]:
    vouching = one.account.reference
    return (not vouching.opinion_leader, not vouching.willing, one.account.id)


def _row(
    one: Neighbour,
    pointing: Sequence[Neighbour],
    touched: date | None,
    unread: frozenset[str],
) -> SweepRow:
    account = one.account
    shown = [other for other in pointing if other.account.id != account.id]
    state = _state(one, touched)
    if any(path.startswith(f"accounts/{account.id}/") for path in unread):
        state = Touch.CUSTOMER if state is Touch.CUSTOMER else Touch.UNKNOWN
    offered = frozenset[str]().union(*(other.lines for other in shown)) - one.lines
    return SweepRow(
        account=account.id,
        name=account.name,
        owner=account.owner,
        industry=account.industry,
        segment=account.segment,
        state=state,
        last_contact=touched,
        last_order=one.last_order,
        open=one.open,
        points_to=tuple(other.account.id for other in shown),
        lines=tuple(sorted(offered)),
    )


def _state(one: Neighbour, touched: date | None) -> Touch:
    if one.last_order:
        return Touch.CUSTOMER
    if one.open:
        return Touch.OPEN
    return Touch.TOUCHED if touched or one.deals else Touch.UNTOUCHED
