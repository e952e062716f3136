"""What stage probabilities are learned with, and how they are judged (METHODS.md 11)."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from kam.domain.fields import PLACED, Bounds, Count, Form, Percent
from kam.domain.label import Label
from kam.domain.periods import Grain

Confidence = Annotated[Decimal, Form.PERCENT, Bounds(Decimal(50), Decimal("99.99"))]
Bins = Annotated[int, Form.WHOLE, Bounds(1, 100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationModel:
    """How far the book's own ended deals speak louder than its playbook.

    Attributes:
        weight: As how many ended deals the playbook's probability counts: m of the formula.
        abandoned: Whether an abandoned deal counts as one that was not won; else it does not count.
        least: With fewer ended deals at a stage a group has no probability of its own, and nothing
            is said against the playbook's.
        confidence: Percent; how sure the intervals are to hold what is true.
        bins: Into how many equal parts the probabilities of the reliability table are put.
        cuts: At the end of each such period the back-test looks at what was open.
        settled: Percent; a day of the back-test counts where that part of all deals had ended by
            then, and that part of what was open has ended since: what ends first is not like the
            rest.
        few: With fewer judged deals a back-test says that it shows little.
    """

    path: str = field(default="", metadata=PLACED)
    name: Label
    weight: Count
    abandoned: bool
    least: Count
    confidence: Confidence
    bins: Bins
    cuts: Grain
    settled: Percent
    few: Count
