"""What the customer really bought and how it is paid: orders.yaml."""

from dataclasses import dataclass, field
from typing import Annotated

from kam.domain.fields import PLACED, Amount, Count, Day, Id, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One instalment of an order."""

    kind: Annotated[str, Word("payment")]
    amount: Amount
    due: Day | None = None
    paid: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order, in its opportunity's currency and tax basis, else in the book's."""

    id: str = field(default="", metadata=PLACED)
    account: str = field(default="", metadata=PLACED)
    path: str = field(default="", metadata=PLACED)
    date: Day
    line: str | None = None
    amount: Amount
    units: Count | None = None
    margin: Amount | None = None
    opportunity: Id | None = None
    accept_by: Day | None = None
    accepted: Day | None = None
    payments: tuple[Payment, ...] = ()

    @property
    def is_credit(self) -> bool:
        """Whether it is a credit note: it takes back of what was sold, and sells nothing itself."""
        return self.amount < 0
