"""What rate holds for which part of an amount: marginal tiers and accelerators (METHODS.md 10)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from kam.domain.incentives import CommissionTier
from kam.domain.money import ZERO


class Step(NamedTuple):
    """From which basis of the year on an accelerator pays, and how many percent more."""

    start: Decimal
    rate: Decimal


class Slice(NamedTuple):
    """A part of an amount that one rate holds for.

    Attributes:
        amount: The part.
        tier: The number of its tier, from 1.
        rate: Of the tier, in percent.
        extra: What an accelerator adds to it, in percent.
        before: What the span had brought before this part.
        after: The same with it.
    """

    amount: Decimal
    tier: int
    rate: Decimal
    extra: Decimal
    before: Decimal
    after: Decimal


def cut(
    amount: Decimal,
    span: Decimal,
    tiers: Sequence[CommissionTier],
    year: Decimal = ZERO,
    steps: Sequence[Step] = (),
) -> Iterator[Slice]:
    """Cut an amount where a tier ends or an accelerator begins; a negative one goes back down.

    Below nothing the first tier holds. The parts add up to the amount.

    Args:
        amount: What comes on top of what was there.
        span: What the span of the plan had brought before.
        tiers: Rising ones, the last without an end.
        year: What the fiscal year had brought before.
        steps: The accelerators, which look at the year.
    """
    ends = [tier.to - span for tier in tiers if tier.to is not None]
    low, high = sorted((ZERO, amount))
    marks = {*ends, *(step.start - year for step in steps)}
    edges = [low, *sorted(mark for mark in marks if low < mark < high), high]
    if amount < 0:
        edges.reverse()
    for start, end in pairwise(edges):
        bottom, top = sorted((start, end))
        number, tier = _tier_up_to(span + top, tiers)
        reached = [step for step in steps if step.start <= year + bottom]
        extra = max(reached).rate if reached else ZERO
        yield Slice(end - start, number, tier.rate, extra, span + start, span + end)


def _tier_up_to(basis: Decimal, tiers: Sequence[CommissionTier]) -> tuple[int, CommissionTier]:
    return next(
        (number, tier)
        for number, tier in enumerate(tiers, start=1)
        if tier.to is None or basis <= tier.to
    )
