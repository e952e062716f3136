"""The bridge: what led from one state of the open pipeline to another (METHODS.md 11).

Opening and every movement add up to closing, to the cent; a bridge that does not is never shown.
Opening and closing are the totals of `pipeline` on their days, less what cannot be read on either.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.deal import Deal
from kam.domain.money import ZERO
from kam.domain.periods import Period
from kam.domain.settings import Settings, TaxBasis
from kam.reports.matching import Pair, match
from kam.reports.movements import Movement, Scene, counts, steps
from kam.reports.repricing import Rates
from kam.reports.selection import EVERYTHING, Filter, acceptor


class Unbalanced(ArithmeticError):  # noqa: N818 - named for what the bridge is
    """The movements do not lead from opening to closing: a mistake of kam's, and no figure."""


class Side(NamedTuple):
    """One end of a bridge: a book on a day.

    Attributes:
        as_of: The day.
        deals: All deals of the book.
        settings: Of the book.
        unread: What a file that does not read takes out of the figures: full ids of opportunities,
            and ids of accounts for all of theirs.
    """

    as_of: date
    deals: Sequence[Deal]
    settings: Settings
    unread: frozenset[str] = frozenset()


class Entry(NamedTuple):
    """One opportunity in one row; what is None was not there, or not stated.

    Attributes:
        id: The present id; the last one of an opportunity that is there no more. Another one may
            have it by now: a row then names both, and `there` differs.
        there: Whether it was there before, and whether it is after.
        from_amount: In the book's currency and tax basis of the first day, as `Deal.amount`.
        to_amount: In those of the second day.
        amount: What the opportunity brings to the row.
    """

    id: str
    name: str
    there: tuple[bool, bool]
    from_amount: Decimal | None
    to_amount: Decimal | None
    from_close: date | None
    to_close: date | None
    from_stage: str | None
    to_stage: str | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class BridgeRow:
    """One kind of movement; what leaves the pipeline is negative. The largest entries come first.

    An opportunity is in a row once. One without an amount is in it with 0.
    """

    kind: Movement
    amount: Decimal
    count: int
    opportunities: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """The result of the bridge report: a row a kind, also those in which nothing is.

    Attributes:
        from_day: The day of the opening.
        as_of: The day of the closing.
        from_currency: The book's currency on the first day; `currency` is that of the second.
        due: The period of which the bridge is; None for all that is open.
        left_out: How many opportunities are on neither side, because a file of theirs does not
            read on one of the days.
    """

    from_day: date
    as_of: date
    from_currency: str | None
    currency: str | None
    tax: TaxBasis | None
    due: Period | None
    rows: tuple[BridgeRow, ...]
    left_out: int

    @property
    def opening(self) -> BridgeRow:
        """The first row."""
        return self.rows[0]

    @property
    def closing(self) -> BridgeRow:
        """The last row."""
        return self.rows[-1]

    @property
    def movements(self) -> tuple[BridgeRow, ...]:
        """The rows between them."""
        return self.rows[1:-1]

    @property
    def balanced(self) -> bool:
        """Whether opening and movements make closing."""
        moved = sum((row.amount for row in self.movements), ZERO)
        return self.opening.amount + moved == self.closing.amount


def build_bridge(
    before: Side,
    after: Side,
    chosen: Filter = EVERYTHING,
    *,
    due: Period | None = None,
    chosen_before: Filter | None = None,
) -> Bridge:
    """Name every movement of the open pipeline from one state of a book to another.

    Args:
        before: The state at the opening.
        after: The state at the closing; its currency and tax basis are the bridge's.
        chosen: The filter; entering and leaving it is a transfer.
        due: Only what is due in this period: its close date moves in and out of it.
        chosen_before: The filter at the opening, where an account or group had another id then.

    Raises:
        Unbalanced: It does not add up.
    """
    then = scene_of(before, chosen if chosen_before is None else chosen_before, due)
    now = scene_of(after, chosen, due)
    pairs, left_out = pair_up(before, after)
    return bridge_of(pairs, before, after, then, now, left_out)


def pair_up(before: Side, after: Side) -> tuple[list[Pair], int]:
    """The opportunities of two states that can be read at both, and how many cannot."""
    unread = before.unread | after.unread
    if before.as_of <= after.as_of:
        pairs = list(match(before.deals, after.deals))
    else:  # names run forward in time, whichever way the bridge is read
        found = match(after.deals, before.deals)
        pairs = [Pair(later, earlier, earlier or named) for earlier, later, named in found]
    kept = [pair for pair in pairs if not pair.is_among(unread)]
    return kept, len(pairs) - len(kept)


def bridge_of(  # noqa: PLR0913, PLR0917 - what a bridge is made of
    pairs: Iterable[Pair], before: Side, after: Side, then: Scene, now: Scene, left_out: int = 0
) -> Bridge:
    """The bridge of these opportunities between two scenes.

    Raises:
        Unbalanced: It does not add up.
    """
    return settle(
        Bridge(
            from_day=before.as_of,
            as_of=after.as_of,
            from_currency=before.settings.currency,
            currency=after.settings.currency,
            tax=after.settings.amounts.tax,
            due=now.due,
            rows=_rows(pairs, then, now),
            left_out=left_out,
        )
    )


def settle(bridge: Bridge) -> Bridge:
    """The bridge, which adds up.

    Raises:
        Unbalanced: It does not.
    """
    if not bridge.balanced:
        moved = sum((row.amount for row in bridge.movements), ZERO)
        raise Unbalanced(
            f"bridge: {bridge.opening.amount} and {moved} do not make {bridge.closing.amount}"
        )
    return bridge


def scene_of(side: Side, chosen: Filter, due: Period | None = None) -> Scene:
    """What decides at one end whether an opportunity counts."""
    rates = Rates(side.settings, side.as_of)
    return Scene(rates, acceptor(chosen, side.settings), due)


def _rows(pairs: Iterable[Pair], then: Scene, now: Scene) -> tuple[BridgeRow, ...]:
    entries: dict[Movement, list[Entry]] = {kind: [] for kind in Movement}
    for pair in pairs:
        for kind, amount in _moves(pair, then, now).items():
            entries[kind].append(_entry(pair, amount))
    return tuple(_row(kind, found) for kind, found in entries.items())


def _moves(pair: Pair, then: Scene, now: Scene) -> Mapping[Movement, Decimal]:
    """What an opportunity brings to each row; what is counted at an end is counted there alone."""
    before, after = pair.before, pair.after
    if before is not None and before == after and counts(before, then) and counts(before, now):
        return {Movement.OPENING: before.value, Movement.CLOSING: before.value}
    moves: dict[Movement, Decimal] = {}
    if before is not None and counts(before, then):
        moves[Movement.OPENING] = before.value
    for kind, amount in steps(before, after, then, now):
        moves[kind] = moves.get(kind, ZERO) + amount
    if after is not None and counts(after, now):
        moves[Movement.CLOSING] = after.value
    return moves


def _entry(pair: Pair, amount: Decimal) -> Entry:
    before, after = pair.before, pair.after
    return Entry(
        id=pair.latest.id,
        name=pair.latest.name,
        there=(before is not None, after is not None),
        from_amount=before.amount if before else None,
        to_amount=after.amount if after else None,
        from_close=before.close_date if before else None,
        to_close=after.close_date if after else None,
        from_stage=before.stage if before else None,
        to_stage=after.stage if after else None,
        amount=amount,
    )


def _row(kind: Movement, entries: Sequence[Entry]) -> BridgeRow:
    ordered = sorted(entries, key=lambda entry: (-abs(entry.amount), entry.id))
    amount = sum((entry.amount for entry in ordered), ZERO)
    return BridgeRow(kind, amount, len(ordered), tuple(ordered))
