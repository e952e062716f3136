"""Credits: what each person has of a deal, by its splits (METHODS.md 10, splits 业绩分成).

Revenue splits share an amount out to the cent. Overlays stand outside the 100 %: they count for
their person, and in no total of a team or of the book. Splits that do not total 100 % are an error
of `check` (KAM109); what they share out counts all the same, once, in proportion. Where no split
has a share of revenue, the owner has all of it. Amounts are in the book's currency, in cents.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from kam.domain.account import Account
from kam.domain.deal import Booking, Deal, Share
from kam.domain.money import HUNDRED, ZERO, percent_of, share_out, to_cents
from kam.domain.settings import Settings
from kam.domain.teams import team_of

_BY_DAY = attrgetter("day")


class Credit(NamedTuple):
    """What one person is credited with.

    Attributes:
        owner: The person; None where a deal has no owner.
        team: The one that the person is in on the day; of the owner the one that a closing fixed.
        share: Percent of the whole that this is.
        overlay: Outside the 100 %: it adds to nothing but what the person has.
        account: Whose deal it is.
        opportunity: Its full id; None of an order that belongs to none.
        line: The product line; None of an open deal.
        day: When it was closed; of an open deal when it is due, which may not be known.
        amount: The person's part.
        weighted: The person's part of what an open deal is weighted at.
    """

    owner: str | None
    team: str | None
    share: Decimal
    overlay: bool
    account: str
    opportunity: str | None
    line: str | None
    day: date | None
    amount: Decimal
    weighted: Decimal = ZERO


def closed_credits(deal: Deal, settings: Settings) -> Iterator[Credit]:
    """Who has what of all that a deal has closed: its amount, or the orders of a framework."""
    return credit(deal, deal.bookings, settings)


def credit(deal: Deal, bookings: Iterable[Booking], settings: Settings) -> Iterator[Credit]:
    """Share amounts of a deal out, such as its bookings or what its orders brought, day by day.

    The parts of each amount add up to it; and on each day what a person has of all lines is that
    person's share of the day's whole, so that a clerk can check it.
    """
    shares = shares_of(deal)
    for day, found in groupby(sorted(bookings, key=_BY_DAY), key=_BY_DAY):
        entries = tuple(found)
        parts = _parts([entry.amount for entry in entries], deal)
        for entry, amounts in zip(entries, parts, strict=True):
            for share, amount in zip(shares, amounts, strict=True):
                yield Credit(
                    owner=share.owner or None,
                    team=_team(share, deal, day, settings),
                    share=share.percent,
                    overlay=share.overlay,
                    account=deal.account,
                    opportunity=deal.id,
                    line=entry.line,
                    day=day,
                    amount=amount,
                )


def open_credits(deal: Deal, settings: Settings, today: date) -> Iterator[Credit]:
    """Who has what of a deal that is open, by the teams of today; nothing of any other."""
    if not deal.is_open:
        return
    shares = shares_of(deal)
    (amounts,), (weighted,) = (_parts([part], deal) for part in (deal.value, deal.weighted))
    for share, amount, weight in zip(shares, amounts, weighted, strict=True):
        yield Credit(
            owner=share.owner or None,
            team=_team(share, deal, today, settings),
            share=share.percent,
            overlay=share.overlay,
            account=deal.account,
            opportunity=deal.id,
            line=None,
            day=deal.close_date,
            amount=amount,
            weighted=weight,
        )


def credit_orders(
    deal: Deal | None, account: Account, bookings: Iterable[Booking], settings: Settings
) -> Iterator[Credit]:
    """Share out what orders brought as their deal is; that of none is the account owner's."""
    if deal is not None:
        yield from credit(deal, bookings, settings)
        return
    for entry in bookings:
        team = team_of(account.owner, settings, entry.day)
        yield Credit(
            owner=account.owner,
            team=team,
            share=HUNDRED,
            overlay=False,
            account=account.id,
            opportunity=None,
            line=entry.line,
            day=entry.day,
            amount=entry.amount,
        )


def shares_of(deal: Deal) -> tuple[Share, ...]:
    """The shares that count: those of revenue, in percent of their sum, then the overlays.

    Without a share of revenue the owner has all; nobody is "".
    """
    overlays = tuple(share for share in deal.splits if share.overlay)
    total = revenue_total(deal.splits)
    if not total:
        return (Share(deal.owner or "", HUNDRED), *overlays)
    revenue = (share for share in deal.splits if not share.overlay)
    if total != HUNDRED:
        revenue = (
            share._replace(percent=to_cents(share.percent * HUNDRED / total)) for share in revenue
        )
    return (*revenue, *overlays)


def revenue_total(shares: Iterable[Share]) -> Decimal:
    """What the shares of revenue come to, in percent; overlays are apart."""
    return sum((share.percent for share in shares if not share.overlay), ZERO)


def is_uneven(deal: Deal) -> bool:
    """Whether a deal has splits whose shares, overlays apart, miss 100 %."""
    return bool(deal.splits) and revenue_total(deal.splits) != HUNDRED


def _parts(amounts: Sequence[Decimal], deal: Deal) -> Iterator[tuple[Decimal, ...]]:
    """The parts of each amount, one for each of `shares_of`: what those of a running sum grow by.

    They are made of the shares as stated, which nothing has rounded.
    """
    weights = [share.percent for share in deal.splits if not share.overlay]
    weights = weights if any(weights) else [HUNDRED]
    overlays = [share.percent for share in deal.splits if share.overlay]
    running, sums = ZERO, [ZERO]
    for amount in amounts:
        running += amount
        sums.append(running)
    parted = [
        (*share_out(whole, weights), *(percent_of(whole, share) for share in overlays))
        for whole in sums
    ]
    for before, after in pairwise(parted):
        yield tuple(now - then for then, now in zip(before, after, strict=True))


def _team(share: Share, deal: Deal, day: date, settings: Settings) -> str | None:
    fixed = share.owner == deal.owner and day == deal.closed_on
    return deal.team if fixed else team_of(share.owner, settings, day)
