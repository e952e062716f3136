"""The bridge by owner: what moved the open pipeline of each of our people (METHODS.md 11).

Every row adds up to the cent as the bridge of its owner does: opening and the movements make
closing. What was pushed out of a period is said beside it: a date moves nothing of the whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kam.domain.deal import Deal
from kam.domain.money import ZERO
from kam.domain.periods import Period
from kam.reports.bridge import Bridge, BridgeRow, Entry, Side, bridge_of, pair_up, scene_of
from kam.reports.matching import Pair
from kam.reports.movements import Movement, Scene
from kam.reports.selection import EVERYTHING, Filter

_COLUMNS = {
    "created": (Movement.CREATED,),
    "changed": (Movement.INCREASED, Movement.DECREASED, Movement.REVALUED),
    "lost": (Movement.LOST, Movement.ABANDONED),
    "won": (Movement.WON,),
}
_NAMED = frozenset(kind for kinds in _COLUMNS.values() for kind in kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerMoves:
    """What moved one owner's open pipeline; what leaves it is negative.

    `changed` is increased, decreased and revalued; `lost` also abandoned; `other` reopened, held,
    resumed, transferred and removed. `pushed` is what left the period by a later close date, and is
    no part of the sum. `owner` is None for all together, "" for what nobody owns.
    """

    owner: str | None
    opening: Decimal
    created: Decimal
    changed: Decimal
    lost: Decimal
    won: Decimal
    other: Decimal
    closing: Decimal
    pushed: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerBridge:
    """A row an owner with anything in it, by id.

    `moved` names what moved the whole, once a kind, and `pushed` what left the period by a later
    close date, the largest first.
    """

    whole: Bridge
    period: Period
    rows: tuple[OwnerMoves, ...]
    totals: OwnerMoves
    moved: tuple[tuple[Movement, Entry], ...]
    pushed: tuple[Entry, ...]


def build_owner_bridge(
    before: Side,
    after: Side,
    period: Period,
    chosen: Filter = EVERYTHING,
    chosen_before: Filter | None = None,
) -> OwnerBridge:
    """The bridge of the whole open pipeline, and that of each owner.

    Args:
        before: The state at the opening.
        after: The state at the closing.
        period: Out of which something may have been pushed.
        chosen: The filter.
        chosen_before: The filter at the opening, where an account or group had another id then.
    """
    pairs, left_out = pair_up(before, after)
    then = scene_of(before, chosen if chosen_before is None else chosen_before)
    now = scene_of(after, chosen)

    def row(
        owner: str | None, own: Sequence[Pair], then: Scene, now: Scene
    ) -> tuple[OwnerMoves, Bridge, Bridge]:
        whole, due = (
            bridge_of(
                own,
                before,
                after,
                then._replace(due=when),
                now._replace(due=when),
                left_out,
            )
            for when in (None, period)
        )
        return _moves(owner, whole, due), whole, due

    totals, whole, due = row(None, pairs, then, now)
    rows: list[OwnerMoves] = []
    for owner, own in sorted(_by_owner(pairs).items()):
        moves, bridge, _ = row(owner, own, _only(then, owner), _only(now, owner))
        if any(one.count for one in bridge.rows) or moves.pushed:
            rows.append(moves)
    return OwnerBridge(
        whole=whole,
        period=period,
        rows=tuple(rows),
        totals=totals,
        moved=_moved(whole),
        pushed=_row_of(due, Movement.PUSHED_OUT).opportunities,
    )


def _by_owner(pairs: Iterable[Pair]) -> dict[str, list[Pair]]:
    """Each owner's: what passed from one to another is in both."""
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        for owner in {deal.owner or "" for deal in (pair.before, pair.after) if deal}:
            found.setdefault(owner, []).append(pair)
    return found


def _only(scene: Scene, owner: str) -> Scene:
    def own(deal: Deal) -> bool:
        return (deal.owner or "") == owner and scene.accepts(deal)

    return scene._replace(accepts=own)


def _moves(owner: str | None, whole: Bridge, due: Bridge) -> OwnerMoves:
    amounts = {row.kind: row.amount for row in whole.rows}
    named = {name: sum((amounts[kind] for kind in kinds), ZERO) for name, kinds in _COLUMNS.items()}
    rest = [row.amount for row in whole.movements if row.kind not in _NAMED]
    return OwnerMoves(
        owner=owner,
        opening=whole.opening.amount,
        closing=whole.closing.amount,
        other=sum(rest, ZERO),
        pushed=_row_of(due, Movement.PUSHED_OUT).amount,
        **named,
    )


def _row_of(bridge: Bridge, kind: Movement) -> BridgeRow:
    return next(row for row in bridge.rows if row.kind is kind)


def _moved(whole: Bridge) -> tuple[tuple[Movement, Entry], ...]:
    found = [(row.kind, entry) for row in whole.movements for entry in row.opportunities]
    return tuple(sorted(found, key=lambda one: (-abs(one[1].amount), one[1].id, one[0])))
