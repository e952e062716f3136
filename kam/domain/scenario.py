"""A scenario: an open opportunity as it would be if something happened; nothing is written."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from kam.domain.money import ZERO, share_out
from kam.domain.opportunity import Hold, Opportunity, Outcome, ProbabilityOverride, Product
from kam.domain.states import Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What would happen to one opportunity; None is left as it is.

    `hold` puts it on hold, or takes it off; `probability` in percent.
    """

    result: Result | None = None
    hold: bool | None = None
    close_date: date | None = None
    amount: Decimal | None = None
    stage: str | None = None
    probability: Decimal | None = None

    @property
    def stated(self) -> dict[str, Any]:
        """The facts that change."""
        facts = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in facts.items() if value is not None}

    @property
    def is_one(self) -> bool:
        """Whether its facts go together: what is lost, given up or held has no other, for example.

        What is won has an amount and a day, and neither a stage nor a probability.
        """
        facts = set(self.stated)
        if self.result in {Result.LOST, Result.ABANDONED} or self.hold:
            return len(facts) == 1
        return self.result is None or facts <= {"result", "close_date", "amount"}


def changed(opportunity: Opportunity, change: Change, today: date) -> Opportunity:
    """The opportunity as the change has it.

    What is won is won on its close date, today where that has gone by or there is none; what is
    lost or given up, today. Products keep their shares of a new amount.
    """
    facts: dict[str, Any] = {}
    if change.amount is not None:
        facts["amount"] = change.amount
        facts["products"] = _scaled(opportunity, change.amount)
    if change.close_date is not None:
        facts["close_date"] = change.close_date
    if change.stage is not None:
        facts["stage"] = change.stage
    if change.probability is not None:
        facts["probability"] = ProbabilityOverride(value=change.probability)
    if change.hold is not None:
        facts["hold"] = Hold(since=today) if change.hold else None
    if change.result is not None:
        due = facts.get("close_date", opportunity.close_date) or today
        day = max(due, today) if change.result is Result.WON else today
        facts |= {"hold": None, "outcome": Outcome(result=change.result, date=day)}
    return replace(opportunity, **facts)


def _scaled(opportunity: Opportunity, amount: Decimal) -> tuple[Product, ...]:
    """The products with their shares of another amount; what no product had stays without one."""
    products = [product for product in opportunity.products if product.amount]
    stated = [product.amount or ZERO for product in products]
    old = sum(stated, ZERO) if opportunity.amount is None else opportunity.amount
    rest = old - sum(stated, ZERO)
    if not products or old <= 0 or min(*stated, rest) < 0:
        return opportunity.products
    parts = share_out(amount, (*stated, rest))
    scaled = dict(zip(map(id, products), parts, strict=False))
    return tuple(
        replace(product, amount=scaled.get(id(product), product.amount))
        for product in opportunity.products
    )
