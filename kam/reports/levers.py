"""What moves velocity most: each of its factors made better, all else as it is (METHODS.md 11)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kam.domain.money import ZERO, ratio_of, to_cents
from kam.domain.velocity import Factor, Factors, improved, is_better
from kam.domain.velocity_model import VelocityModel
from kam.reports.results import Results


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One factor, and what velocity a day gains where it is better.

    `improved` is the value that is better by the model's percentage, `gain` what it adds and
    `change` the same as a part of velocity. `best` is the best value of a group that is made of
    enough cases, where it is better than that of all; `best_gain` is what it would add if all had
    it. The number of open deals has no best: groups differ in size. Win rates are ratios to 0.0001,
    all else to 0.01; None where velocity itself is not known.
    """

    factor: Factor
    value: Decimal | None
    improved: Decimal | None = None
    gain: Decimal | None = None
    change: Decimal | None = None
    best_group: str | None = None
    best: Decimal | None = None
    best_cases: int | None = None
    best_gain: Decimal | None = None


def levers_of(
    whole: Results, groups: Mapping[str | None, Results], model: VelocityModel
) -> Iterator[Lever]:
    """A lever a factor; `groups` are those among which the best one is looked for."""
    factors = whole.factors
    now = factors.exact
    for factor in Factor:
        value = factors.value(factor)
        if value is None or now is None:
            yield Lever(factor=factor, value=_shown(factor, value))
            continue
        better = improved(factor, value, model.improvement)
        gain = _gain(factors, factor, better, now)
        best = _best(factor, value, groups, model)
        yield Lever(
            factor=factor,
            value=_shown(factor, value),
            improved=_shown(factor, better),
            gain=gain and to_cents(gain),
            change=None if gain is None else ratio_of(gain, now),
            best_group=best and best[0],
            best=best and _shown(factor, best[1]),
            best_cases=best and groups[best[0]].cases(factor),
            best_gain=best and to_cents(_gain(factors, factor, best[1], now) or ZERO),
        )


def _gain(factors: Factors, factor: Factor, value: Decimal, now: Decimal) -> Decimal | None:
    then = factors.having(factor, value).exact
    return None if then is None else then - now


def _best(
    factor: Factor,
    value: Decimal,
    groups: Mapping[str | None, Results],
    model: VelocityModel,
) -> tuple[str, Decimal] | None:
    """The group with the best value and that, where it is better than the value of all.

    Deals without such a fact are no group to learn from.
    """
    if factor is Factor.OPEN:
        return None
    best: tuple[str, Decimal] | None = None
    for group in sorted(filter(None, groups)):
        own = groups[group].factors.value(factor)
        if own is None or groups[group].cases(factor) < model.cases:
            continue
        if is_better(factor, own, best[1] if best else value):
            best = (group, own)
    return best


def _shown(factor: Factor, value: Decimal | None) -> Decimal | None:
    if value is None:
        return None
    return ratio_of(value, Decimal(1)) if factor is Factor.WIN_RATE else to_cents(value)
