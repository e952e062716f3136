"""The audit lines of commissions: one for each part of a deal that one rate holds for.

Each line is reckoned and rounded to the cent once; a statement adds lines up and rounds nothing
(METHODS.md 10).
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.incentives import Basis
from kam.domain.money import HUNDRED, ZERO, to_cents
from kam.domain.states import ClosedWord
from kam.reports.commission_events import Source


class Entry(ClosedWord):
    """What a line is about, in the order of a statement."""

    CARRIED = "carried"
    EARNED = "earned"
    BONUS = "bonus"
    POOL = "pool"
    RELEASED = "released"
    CLAWBACK = "clawback"


class Line(NamedTuple):
    """One line of a person's audit.

    Attributes:
        plan: The key of the plan, or of the team's pool.
        basis: What is rewarded; None of a bonus.
        order: The order that it belongs to, or the credit note; None of a won opportunity.
        booked: The sale that it is a part of; of a clawback what of it had not been refunded yet.
        share: The person's share of it in percent.
        amount: What of the person's credit this rate holds for; of a clawback what was refunded.
        tier: The number of the tier, from 1.
        rate: Of the tier or the pool, in percent.
        accelerator: What is paid on top of the rate, in percent.
        factor: What strategic multipliers come to.
        before: The basis of the span before this line; of a clawback what was paid on the deal,
            or waited.
        after: The basis with this line.
        commission: Earned by it: amount x (rate + accelerator) x factor, in cents.
        paid: What falls due by it.
        deferred: What it adds to, or takes from, what is earned and not yet due.
        clawback: What it takes back.
        earned: When what is released, or taken back before that, was earned.
        stage: The stage whose reaching a bonus is for.
        release: When what it defers fell due, of a statement by its end.
    """

    kind: Entry
    day: date
    person: str
    plan: str
    source: Source
    basis: Basis | None = None
    order: str | None = None
    booked: Decimal | None = None
    share: Decimal | None = None
    amount: Decimal | None = None
    tier: int | None = None
    rate: Decimal | None = None
    accelerator: Decimal = ZERO
    factor: Decimal = Decimal(1)
    before: Decimal | None = None
    after: Decimal | None = None
    commission: Decimal = ZERO
    paid: Decimal = ZERO
    deferred: Decimal = ZERO
    clawback: Decimal = ZERO
    earned: date | None = None
    stage: str | None = None
    release: date | None = None

    @property
    def payout(self) -> Decimal:
        """What it adds to what is paid out, or takes from it."""
        return self.paid - self.clawback

    @property
    def opportunity(self) -> str | None:
        """The full id of the opportunity; None of an order that belongs to none."""
        return self.source.deal.id if self.source.deal else None

    @property
    def account(self) -> str:
        """The id of the account."""
        return self.source.account.id


def commission_on(
    amount: Decimal, rate: Decimal, accelerator: Decimal = ZERO, factor: Decimal = Decimal(1)
) -> Decimal:
    """What an amount earns at a rate in percent: the one rounding of a line."""
    return to_cents(amount * (rate + accelerator) * factor / HUNDRED)
