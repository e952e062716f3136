"""How deals ended: the measures of velocity for all of them or one group (METHODS.md 11)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from kam.domain.deal import Deal
from kam.domain.lines import OTHER_LINE
from kam.domain.money import HUNDRED, ZERO, ratio_of, to_cents
from kam.domain.states import Kind, State
from kam.domain.velocity import Factor, Factors
from kam.domain.velocity_model import VelocityModel
from kam.reports.selection import By, apart, group_of, groups_of


@dataclass(frozen=True, slots=True, kw_only=True)
class VelocityRow:
    """The measures of one group, or of all (`group` is None); "" for deals without such a fact.

    win_rate = won / (won + lost); win_rate_amount the same of the amounts, None where too many of
    one side state none. `mean_won_amount` is over the won ones whose amount is known, the cycles
    over the won ones whose history begins before they ended. Ratios to 0.0001, days to 0.01,
    amounts to 0.01. `open` are the deals that the pipeline counts. `no_amount` won or lost deals
    have no amount that converts, `no_cycle` won ones no history.
    """

    group: str | None
    won: int
    lost: int
    abandoned: int
    win_rate: Decimal | None
    win_rate_amount: Decimal | None
    won_amount: Decimal
    lost_amount: Decimal
    mean_won_amount: Decimal | None
    mean_cycle_days: Decimal | None
    median_cycle_days: Decimal | None
    open: int
    velocity_per_day: Decimal | None
    no_amount: int
    no_cycle: int


class Results:
    """What one group adds up."""

    __slots__ = ("amounts", "counts", "cycles", "open")

    def __init__(self) -> None:
        self.open = 0
        self.counts = {State.WON: 0, State.LOST: 0, State.ABANDONED: 0}
        self.amounts: dict[State, list[Decimal]] = {State.WON: [], State.LOST: []}
        self.cycles: list[int] = []

    def add(self, state: State, amount: Decimal | None, cycle: int | None) -> None:
        """Count a deal that has ended."""
        self.counts[state] += 1
        if state in self.amounts and amount is not None:
            self.amounts[state].append(amount)
        if state is State.WON and cycle is not None:
            self.cycles.append(cycle)

    @property
    def factors(self) -> Factors:
        """What velocity is made of, unrounded."""
        won, ended = self.counts[State.WON], self._decided
        amounts = self.amounts[State.WON]
        return Factors(
            open=Decimal(self.open),
            win_rate=Decimal(won) / ended if ended else None,
            mean_won_amount=sum(amounts, ZERO) / len(amounts) if amounts else None,
            mean_cycle_days=Decimal(sum(self.cycles)) / len(self.cycles) if self.cycles else None,
        )

    def cases(self, factor: Factor) -> int:
        """How many deals a factor is made of."""
        return {
            Factor.OPEN: self.open,
            Factor.WIN_RATE: self._decided,
            Factor.AMOUNT: len(self.amounts[State.WON]),
            Factor.CYCLE: len(self.cycles),
        }[factor]

    @property
    def _decided(self) -> int:
        return self.counts[State.WON] + self.counts[State.LOST]

    def row(self, group: str | None, model: VelocityModel) -> VelocityRow:
        """The measures."""
        factors = self.factors
        won, lost = (sum(self.amounts[state], ZERO) for state in (State.WON, State.LOST))
        mean, cycle = factors.mean_won_amount, factors.mean_cycle_days
        known = sum(map(len, self.amounts.values()))
        return VelocityRow(
            group=group,
            won=self.counts[State.WON],
            lost=self.counts[State.LOST],
            abandoned=self.counts[State.ABANDONED],
            win_rate=ratio_of(Decimal(self.counts[State.WON]), Decimal(self._decided)),
            win_rate_amount=ratio_of(won, won + lost)
            if self._tells_amounts(model) and min(won, lost) >= 0
            else None,
            won_amount=won,
            lost_amount=lost,
            mean_won_amount=None if mean is None else to_cents(mean),
            mean_cycle_days=None if cycle is None else to_cents(cycle),
            median_cycle_days=Decimal(median(self.cycles)) if self.cycles else None,
            open=self.open,
            velocity_per_day=factors.velocity,
            no_amount=self._decided - known,
            no_cycle=self.counts[State.WON] - len(self.cycles),
        )

    def _tells_amounts(self, model: VelocityModel) -> bool:
        return all(
            len(known) * HUNDRED >= self.counts[state] * model.amounts
            for state, known in self.amounts.items()
        )


def collect_results(
    ended: Iterable[Deal], standing: Iterable[Deal], by: By | None
) -> dict[str | None, Results]:
    """Sum by group the deals that ended and those that are open and counted in the pipeline.

    Where a deal is in several lines it counts in each of them, with the amount of that line.
    """
    found: defaultdict[str | None, Results] = defaultdict(Results)
    for deal in ended:
        days = cycle_of(deal)
        for group, amount in _amounts(deal, by).items():
            found[group].add(deal.state, amount, days)
    for deal in standing:
        if deal.is_open and apart(deal) is None:
            for group in groups_of(deal, by):
                found[group].open += 1
    return dict(found)


def cycle_of(deal: Deal) -> int | None:
    """The days from the first history entry to the outcome; None where that comes before it."""
    if deal.began is None or deal.closed_on is None or deal.closed_on < deal.began:
        return None
    return (deal.closed_on - deal.began).days


def _amounts(deal: Deal, by: By | None) -> dict[str | None, Decimal | None]:
    """What an ended deal was worth to each of its groups: a won framework its orders."""
    if deal.kind is Kind.FRAMEWORK and deal.state is State.WON:
        lines: dict[str | None, Decimal | None] = {}
        for _, amount, line in deal.bookings:
            lines[line] = (lines.get(line) or ZERO) + amount
        whole = sum((booking.amount for booking in deal.bookings), ZERO) if lines else None
    else:
        lines, whole = dict(deal.lines), deal.amount
    if by is By.LINE:
        return lines or {OTHER_LINE: None}
    return {group_of(deal, by): whole}
