"""A ledger of credits: what everybody has of each period, overlays apart (METHODS.md 10)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from kam.domain.credits import Credit
from kam.domain.money import ZERO
from kam.domain.periods import Period

Who = tuple[str | None, str | None]
"""A person, and the team that the person was in."""


class Sums(NamedTuple):
    """What is closed, what of it is credited as an overlay, what is open and what that weighs."""

    closed: Decimal = ZERO
    overlay: Decimal = ZERO
    open: Decimal = ZERO
    weighted: Decimal = ZERO

    def plus(self, other: "Sums") -> "Sums":
        """Both together."""
        return Sums(*(one + more for one, more in zip(self, other, strict=True)))


class Ledger:
    """Credits by person and period."""

    def __init__(self) -> None:
        self._revenue: dict[tuple[Who, Period], Sums] = {}
        self._overlays: dict[tuple[Who, Period], Sums] = {}

    def close(self, credit: Credit, period: Period) -> None:
        """Add what was closed in a period."""
        overlay = credit.amount if credit.overlay else ZERO
        self._add(credit, period, Sums(closed=credit.amount, overlay=overlay))

    def open(self, credit: Credit, period: Period) -> None:
        """Add what is open and due in a period."""
        self._add(credit, period, Sums(open=credit.amount, weighted=credit.weighted))

    @property
    def whos(self) -> frozenset[Who]:
        """Everybody who has something."""
        return frozenset(who for who, _ in (*self._revenue, *self._overlays))

    def of(self, who: Iterable[Who], periods: Iterable[Period], *, overlays: bool) -> Sums:
        """What some people have together in some periods, with their overlays or without."""
        books = (self._revenue, self._overlays) if overlays else (self._revenue,)
        places = [(one, period) for period in periods for one in who]
        whole = Sums()
        for book in books:
            for place in places:
                if place in book:
                    whole = whole.plus(book[place])
        return whole

    def _add(self, credit: Credit, period: Period, sums: Sums) -> None:
        book = self._overlays if credit.overlay else self._revenue
        place = ((credit.owner, credit.team), period)
        book[place] = book.get(place, Sums()).plus(sums)
