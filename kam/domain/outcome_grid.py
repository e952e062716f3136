"""Many bets at once: convolution on a grid of equal steps, with its error accounted for.

A distribution is one long number with a field of 64 bits for each cell of the grid. A bet is then
three operations on it, f·(1-p) + f·p moved by the bet's steps; two distributions are convolved by
one multiplication (Kronecker substitution). Masses are fixed-point and only ever rounded down, and
far tails are cut, so that what is missing in the sum bounds the error of any probability. An
amount is rounded to a whole number of steps; the mean of what that changes is put right, and the
rest is a sum of small independent errors (`Slack`).
"""

from collections.abc import Sequence
from math import ceil, gcd, sqrt
from struct import pack, unpack

from kam.domain.outcomes import Bet, Distribution, Slack

FIELD = 64
"""Bits of a cell."""
_FULL = FIELD - 1
_KEPT = 32
"""Bits of the whole mass after it was rounded down; the rest is room for the next bets."""
_PART = 31
"""Bits of the whole mass of a factor, so that a product fits."""
_SPREAD = 6
"""How many standard deviations to each side count as the middle, and are looked at for a cut."""
_WIDEST = 64
"""How many times as many cells as asked for a grid takes at most, where few bets matter."""
_CUT = 24
"""A tail is cut where it has less than 2^-24 of the mass."""


class _Packed:
    """A distribution under way; `low` is the step of its first cell."""

    def __init__(self) -> None:
        self.low = 0
        self.fields = 1 << _KEPT
        self._scale = 1 << _KEPT
        self._shifted = 0
        self._mean = 0.0
        self._variance = 0.0
        self._masks: dict[int, int] = {}

    def add(self, steps: int, won: int, of: int) -> None:
        """Convolve with a bet on a number of steps."""
        if steps < 0:
            self.low += steps
            self._mean += steps
            steps, won = -steps, of - won
        if self._bits + of.bit_length() > _FULL:
            self._round_down()
        lost = of - won
        self.fields = self.fields * lost + (self.fields * won << steps * FIELD)
        self._scale *= of
        self._mean += steps * won / of
        self._variance += steps * steps * won * lost / (of * of)

    @property
    def whole(self) -> int:
        """What the masses would add up to, rounded up."""
        return -(-self._scale >> self._shifted)

    @property
    def _bits(self) -> int:
        return self._scale.bit_length() - self._shifted

    def _round_down(self) -> None:
        shift = self._bits - _KEPT
        self.fields = self.fields >> shift & self._mask(shift)
        self._shifted += shift
        self._cut()

    def _mask(self, shift: int) -> int:
        """What keeps of every field the bits that are its own after a shift."""
        bits = self.fields.bit_length()
        mask = self._masks.get(shift, 0)
        if mask.bit_length() < bits:
            mask = self._masks[shift] = keep_low(FIELD - shift, 2 * (bits // FIELD + 1))
        return mask

    def _cut(self) -> None:
        """Cut the tails where little is in them: the bets are many by then, or it is not cut."""
        spread = _SPREAD * sqrt(self._variance)
        least = self.whole >> _CUT
        below = int(self._mean - spread) - self.low
        if below > 0 and mass_of(self.fields & (1 << below * FIELD) - 1) < least:
            self.fields >>= below * FIELD
            self.low += below
        above = (int(self._mean + spread) + 1 - self.low) * FIELD
        if above < self.fields.bit_length() and mass_of(self.fields >> above) < least:
            self.fields &= (1 << above) - 1


def keep_low(bits: int, cells: int) -> int:
    """A mask with the lowest bits of every cell."""
    return int.from_bytes(((1 << bits) - 1).to_bytes(FIELD // 8, "little") * cells, "little")


def masses_in(fields: int) -> tuple[int, ...]:
    """The field of each cell."""
    cells = -(-fields.bit_length() // FIELD)
    return unpack(f"<{cells}Q", fields.to_bytes(cells * FIELD // 8, "little"))


def mass_of(fields: int) -> int:
    """The sum of all fields, which is less than a field holds."""
    return fields % ((1 << FIELD) - 1)


def on_grid(bets: Sequence[Bet], cells: int) -> Distribution:
    """The distribution of many bets on a grid of about so many cells."""
    span = sum(abs(bet.cents) for bet in bets)
    spread = sqrt(sum(bet.cents * bet.cents * bet.variance for bet in bets))
    return in_steps(bets, max(gcd(*(bet.cents for bet in bets)), _step(span, spread, cells)))


def in_steps(bets: Sequence[Bet], step: int) -> Distribution:
    """The distribution of many bets on a grid of this step."""
    packed, shift, variance, largest, up, down = _Packed(), 0.0, 0.0, 0, 0.0, 0.0
    for cents, won, of in sorted(bets, key=_size):
        steps = (2 * cents + step) // (2 * step)
        if steps:
            packed.add(steps, won, of)
        if error := cents - steps * step:
            part = won / of
            mean = error * part
            shift += mean
            variance += error * mean * (1 - part)
            largest = max(largest, abs(error))
            up += max(error, 0) - mean
            down += mean - min(error, 0)
    slack = Slack(variance, largest, max(up, down))
    masses = masses_in(packed.fields)
    return _laid_out(packed.low * step + shift, step, masses, packed.whole, (slack,))


def convolve(parts: Sequence[Distribution], cells: int) -> Distribution:
    """The distribution of the sum of independent parts, put on one grid of about so many cells.

    What a part loses by that is one more error, independent of those of the others.
    """
    span = sum(part.values[-1] - part.values[0] for part in parts)
    step = _step(span, sqrt(sum(part.variance for part in parts)), cells)
    fields, base, own, put = 1 << _PART, 0.0, Slack(), Slack()
    for part in parts:
        low, masses, error = _on_steps(part, step)
        base += low
        put = put.joined(error)
        for slack in part.slacks:
            own = own.joined(slack)
        fields *= int.from_bytes(pack(f"<{len(masses)}Q", *masses), "little")
        fields = fields >> _PART & keep_low(FIELD - _PART, fields.bit_length() // FIELD + 1)
    return _laid_out(base, step, masses_in(fields), 1 << _PART, (own, put))


def _on_steps(part: Distribution, step: int) -> tuple[float, list[int], Slack]:
    """The value of the first step, the mass of each as a part of 2^31, and the error."""
    first = part.values[0]
    masses = [0] * ((part.values[-1] - first) // step + 2)
    drift = squares = 0.0
    for value, mass in part.points():
        place, error = divmod(value - first + step // 2, step)
        masses[place] += (mass << _PART) // part.whole
        share = mass / part.total
        off = error - step // 2
        drift += off * share
        squares += off * off * share
    spread = max(0.0, squares - drift * drift)
    return first + drift, masses, Slack(spread, step, step) if spread else Slack()


def _step(span: float, spread: float, cells: int) -> int:
    """The step at which the middle of a distribution takes so many cells; at least a cent.

    The whole takes `_WIDEST` times as many at most.
    """
    middle = min(span, 2 * _SPREAD * spread)
    return max(1, ceil(max(middle, span / _WIDEST) / cells))


def _laid_out(
    base: float, step: int, masses: Sequence[int], whole: int, slacks: tuple[Slack, ...]
) -> Distribution:
    """The distribution on a grid that begins at `base`, which is rounded to a cent."""
    start = round(base)
    values = range(start, start + len(masses) * step, step)
    return Distribution(values, masses, whole, tuple(slack for slack in slacks if slack.variance))


def _size(bet: Bet) -> int:
    return abs(bet.cents)
