"""What the velocity report counts with beside the measures' definitions (METHODS.md 11)."""

from dataclasses import dataclass, field

from kam.domain.fields import PLACED, Count, Percent
from kam.domain.label import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class VelocityModel:
    """What the velocity report counts with.

    Attributes:
        improvement: By how many percent each factor is improved to see what that would bring.
        cases: From how many cases on a group's figure is one that the others could reach.
        amounts: Percent of the won and of the lost whose amount must be known for a win rate by
            amount.
    """

    path: str = field(default="", metadata=PLACED)
    name: Label
    improvement: Percent
    cases: Count
    amounts: Percent
