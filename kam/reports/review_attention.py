"""What asks for a leader's word: overdue, stalled and without a next step, by owner (METHODS.md 7).

The counts are those of the findings that `check` lists under the same names.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kam.domain.activity import step_of
from kam.domain.deal import Deal
from kam.domain.money import ZERO
from kam.domain.stalling import stalled_days
from kam.domain.states import ClosedWord, State
from kam.reports.agenda_items import Ground
from kam.reports.selection import in_order


class Trouble(ClosedWord):
    """What can be wrong with an open opportunity."""

    OVERDUE = "overdue"
    STALLED = "stalled"
    NO_STEP = "no_step"


@dataclass(slots=True)
class Troubled:
    """The opportunities of one owner in one kind of trouble.

    An alternative in whose place another one counts is among them and brings no amount.
    """

    count: int = 0
    amount: Decimal = ZERO

    def add(self, deal: Deal) -> None:
        """Count one more."""
        self.count += 1
        self.amount += ZERO if deal.superseded else deal.value


def _nothing() -> dict[Trouble, Troubled]:
    return {kind: Troubled() for kind in Trouble}


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionRow:
    """One owner's; "" for what nobody owns, None for all together."""

    owner: str | None
    kinds: Mapping[Trouble, Troubled] = field(default_factory=_nothing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """A row an owner with any; `unread` are accounts of whose next steps nothing is known."""

    rows: tuple[AttentionRow, ...]
    totals: AttentionRow
    unread: tuple[str, ...]


def build_attention(deals: Iterable[Deal], ground: Ground) -> Attention:
    """Count what is overdue, stalled or without a next step, by owner; what is on hold is none."""
    tests = _tests(ground)
    rows: dict[str | None, AttentionRow] = {}
    totals = AttentionRow(owner=None)
    dark = set()
    for deal in deals:
        if deal.state is not State.OPEN:
            continue
        if not ground.unread.reads(deal.account, "tasks.yaml"):
            dark.add(deal.account)
        for kind, holds in tests.items():
            if holds(deal):
                owner = deal.owner or ""
                row = rows.setdefault(owner, AttentionRow(owner=owner))
                row.kinds[kind].add(deal)
                totals.kinds[kind].add(deal)
    return Attention(
        rows=tuple(rows[owner] for owner in in_order(rows)),
        totals=totals,
        unread=tuple(sorted(dark)),
    )


def _tests(ground: Ground) -> Mapping[Trouble, Callable[[Deal], bool]]:
    tasks = {folder.account.id: folder.tasks for folder in ground.folders}
    playbooks, calendar, today = ground.methods.playbooks, ground.settings.calendar, ground.today

    def has_no_step(deal: Deal) -> bool:
        name = deal.id.partition("/")[2]
        known = ground.unread.reads(deal.account, "tasks.yaml")
        return known and step_of(tasks.get(deal.account, ()), name) is None

    return {
        Trouble.OVERDUE: lambda deal: deal.close_date is not None and deal.close_date < today,
        Trouble.STALLED: lambda deal: (
            stalled_days(deal, playbooks[deal.playbook], calendar, today) is not None
        ),
        Trouble.NO_STEP: has_no_step,
    }
