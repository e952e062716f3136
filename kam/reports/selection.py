"""Which deals a report counts, what it shows apart, and by what it groups them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kam.domain.deal import Deal, State
from kam.domain.money import ZERO


class By(StrEnum):
    """What `--by` groups by."""

    OWNER = "owner"
    TEAM = "team"
    ACCOUNT = "account"
    GROUP = "group"
    SEGMENT = "segment"
    LINE = "line"
    CATEGORY = "category"


class Apart(StrEnum):
    """Why an open deal stands below the totals, in the order in which one reason is chosen."""

    HELD = "held"
    UNCONVERTED = "unconverted"
    ALTERNATIVES = "alternatives"
    OVERDUE = "overdue"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """The filters of every report; an absent one lets everything through."""

    owner: str | None = None
    team: str | None = None
    account: str | None = None
    group: str | None = None
    segment: str | None = None
    tier: str | None = None

    def accepts(self, row: object) -> bool:
        """Whether a row has the wanted value in every field that the filter names."""
        return all(
            wanted is None or getattr(row, name) == wanted
            for name in ("owner", "team", "account", "group", "segment", "tier")
            for wanted in (getattr(self, name),)
        )


@dataclass(frozen=True, slots=True)
class OtherRow:
    """The deals that one reason keeps out of the totals; `amount` of unconverted ones is 0."""

    kind: Apart
    count: int
    amount: Decimal
    weighted: Decimal
    deals: tuple[str, ...]


def apart(deal: Deal) -> Apart | None:
    """Why an open deal is in no stage's total; None where it is in one."""
    if deal.state is State.HELD:
        return Apart.HELD
    if deal.unconverted:
        return Apart.UNCONVERTED
    return Apart.ALTERNATIVES if deal.superseded else None


def other_rows(deals: Iterable[tuple[Apart, Deal]]) -> tuple[OtherRow, ...]:
    """Sum what stands apart, a row a reason, in the order of the reasons."""
    found: dict[Apart, list[Deal]] = {}
    for kind, deal in deals:
        found.setdefault(kind, []).append(deal)
    return tuple(
        OtherRow(
            kind,
            len(found[kind]),
            sum((deal.value for deal in found[kind]), ZERO),
            sum((deal.weighted for deal in found[kind]), ZERO),
            tuple(deal.id for deal in found[kind]),
        )
        for kind in Apart
        if kind in found
    )


def select(deals: Iterable[Deal], chosen: Filter) -> Iterator[Deal]:
    """The deals that a filter accepts."""
    return (deal for deal in deals if chosen.accepts(deal))
