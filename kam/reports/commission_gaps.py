"""What no figure of commission holds, and has to be said beside it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.credits import is_uneven, shares_of
from kam.domain.incentives import Basis
from kam.domain.money import ZERO
from kam.domain.states import Kind, State
from kam.reports.commission_earning import Earning
from kam.reports.commission_events import Event, Source, Takings
from kam.reports.commission_extras import Reopening, reopened_of
from kam.reports.commission_scheme import Lack, Scheme, Unpaid
from kam.reports.commission_window import Window

_CREDIT = frozenset({"commission.yaml", "targets.yaml", "account.yaml", "orders.yaml"})
"""The files, beside those of opportunities, that say what somebody is paid by."""

Accepts = Callable[[str | None, date, Source | None], bool]
"""Whether a person, or nobody, is meant on a day, with what a source brought or nothing yet."""


class Apart(NamedTuple):
    """What somebody is credited with on a day and nothing converts, as it is stated."""

    day: date
    person: str
    source: Source
    currency: str | None
    amount: Decimal

    @property
    def opportunity(self) -> str | None:
        """The full id of the opportunity; None of an order that belongs to none."""
        return self.source.deal.id if self.source.deal else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """The gaps, by person or id.

    Attributes:
        apart: What nothing converts, of those who are paid by it.
        unpaid: Whose credit earns nothing, and why.
        incomplete: Files that may hold credit and were not read.
        unstated: Orders, as `account/order`, and won opportunities without any, of which nobody
            states the margin that somebody is paid by.
        amountless: What was won and has no amount, where somebody is paid by bookings.
        unowned: What counts and has no owner, by the full id or the account.
        unshared: Pools that got something which nobody of their team shares.
        uneven: Opportunities whose splits miss 100 %; they were shared out in proportion.
        reopened: What was won and opened again: what was paid on it then is in no line.
    """

    apart: tuple[Apart, ...]
    unpaid: tuple[Unpaid, ...]
    incomplete: tuple[str, ...]
    unstated: tuple[str, ...]
    amountless: tuple[str, ...]
    unowned: tuple[str, ...]
    unshared: tuple[str, ...]
    uneven: tuple[str, ...]
    reopened: tuple[Reopening, ...]


class Chosen(NamedTuple):
    """Of whom, and of which days, gaps are told."""

    scheme: Scheme
    window: Window
    accepts: Accepts

    def takes(self, person: str | None, day: date, source: Source) -> bool:
        """Whether somebody, or nobody, and a day are meant."""
        return self.window.holds(day) and self.accepts(person, day, source)

    def pays(self, source: Source, day: date, basis: Basis) -> bool:
        """Whether anybody who is meant is paid by a basis of what a source brings on a day."""
        return any(
            self.takes(person, day, source) and self.scheme.pays(person, basis, day)
            for person in _owners(source)
        )


def gaps_of(takings: Takings, earning: Earning, chosen: Chosen, unread: frozenset[str]) -> Gaps:
    """Gather what concerns the days and the people who are chosen."""
    unpaid = {
        one
        for day, source, one in earning.unpaid
        if chosen.takes(one.person, day, source)
        and not (one.lack is Lack.NO_TARGET and "targets.yaml" in unread)
    }
    unowned = {
        source.key
        for day, source in earning.unowned
        if chosen.takes(None, day, source)
        and f"accounts/{source.account.id}/account.yaml" not in unread
    }
    return Gaps(
        apart=tuple(one for event in takings.events for one in _apart(event, chosen)),
        unpaid=tuple(sorted(unpaid, key=lambda one: (one.lack, one.plan or "", one.person))),
        incomplete=tuple(sorted(path for path in unread if _holds_credit(path))),
        unstated=tuple(
            one.name for one in takings.unstated if chosen.pays(one.source, one.day, Basis.MARGIN)
        ),
        amountless=tuple(_won_for_nothing(takings, chosen)),
        unowned=tuple(sorted(unowned)),
        unshared=tuple(
            sorted(
                {key for day, source, key in earning.unshared if chosen.takes(None, day, source)}
            )
        ),
        uneven=tuple(sorted({one.source.key for one in takings.events if _is_uneven(one, chosen)})),
        reopened=tuple(
            one
            for one in reopened_of(takings.sources, chosen.scheme)
            if any(
                chosen.takes(person, day, one.source)
                for person in _owners(one.source)
                for day in (one.won, one.reopened)
            )
        ),
    )


def _owners(source: Source) -> list[str]:
    """Who has a share of what a source brings."""
    if source.deal is None:
        return [source.account.owner] if source.account.owner else []
    return [share.owner for share in shares_of(source.deal) if share.owner]


def _is_uneven(event: Event, chosen: Chosen) -> bool:
    deal = event.source.deal
    return bool(
        deal
        and event.credits
        and is_uneven(deal)
        and chosen.pays(event.source, event.day, event.basis)
    )


def _won_for_nothing(takings: Takings, chosen: Chosen) -> Iterator[str]:
    for source in takings.sources:
        deal = source.deal
        if deal and deal.state is State.WON and deal.stated is None and deal.closed_on:
            is_whole = deal.kind is not Kind.FRAMEWORK
            if is_whole and chosen.pays(source, deal.closed_on, Basis.BOOKINGS):
                yield source.key


def _apart(event: Event, chosen: Chosen) -> Iterator[Apart]:
    """What of an event nothing converts, of each who is paid by its basis."""
    found: dict[str, Decimal] = {}
    for one in event.apart:
        if one.owner is not None and chosen.takes(one.owner, event.day, event.source):
            found[one.owner] = found.get(one.owner, ZERO) + one.amount
    for person, amount in found.items():
        if chosen.scheme.pays(person, event.basis, event.day):
            yield Apart(event.day, person, event.source, event.currency, amount)


def _holds_credit(path: str) -> bool:
    """Whether a file may say what somebody is paid by."""
    name = path.rpartition("/")[2]
    return "/opportunities/" in path or name in _CREDIT
