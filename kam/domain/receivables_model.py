"""What receivables are judged by: spans of lateness, retention, limits; all of it kam's own."""

from dataclasses import dataclass, field
from typing import Annotated

from kam.domain.fields import PLACED, Days, Word
from kam.domain.label import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivablesModel:
    """How payments are looked at; all days are calendar days.

    Attributes:
        ageing: The last day of each span of lateness, ascending; one more span has what is later.
        retention: The kinds of payment that are kept back, and are shown apart from the others.
        soon: What is due within so many days is due soon.
        late: A payment that is later than that many days is late for long.
    """

    path: str = field(default="", metadata=PLACED)
    name: Label
    ageing: tuple[Days, ...]
    retention: tuple[Annotated[str, Word("payment")], ...]
    soon: Days
    late: Days

    @property
    def spans(self) -> tuple[tuple[int, int | None], ...]:
        """The first and last day of each span of lateness; the last one has no end."""
        bounds = sorted(set(self.ageing))
        firsts = (1, *(bound + 1 for bound in bounds))
        return tuple(zip(firsts, (*bounds, None), strict=True))

    def span_of(self, days: int) -> int:
        """The place of the span that a payment `days` late falls into; `days` is 1 or more."""
        return sum(days > bound for bound in set(self.ageing))
