"""Open opportunities whose milestone does not fit the customer's step (METHODS.md 3)."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kam.domain.alignment import Alignment, alignment_of, milestone_of
from kam.domain.book import Book
from kam.domain.buying import InProgress, step_in_progress
from kam.domain.consistency import playbook_of_deal
from kam.domain.deal import Deal
from kam.domain.states import State


class Misfit(NamedTuple):
    """An open opportunity whose stage does not fit the customer's step (METHODS.md 3).

    `milestone` and `step.step.buying_step` are of the eight buying steps; 0 for none reached.
    """

    path: str
    stage: str | None
    milestone: int
    step: InProgress

    @property
    def params(self) -> dict[str, object]:
        """What a message about it names."""
        return {
            "kind": "" if self.stage else "none",
            "stage": self.stage or "",
            "milestone": self.milestone,
            "step": self.step.step.buying_step,
            "label": self.step.step.label,
        }


def misfits(book: Book, deals: Mapping[str, Deal], kind: Alignment) -> Iterator[Misfit]:
    """The open opportunities of one kind of misfit; those on hold and those without a step none."""
    for folder, opportunity in book.opportunities():
        deal = deals[opportunity.reference]
        if deal.state is not State.OPEN or deal.buying_step is None:
            continue
        playbook = playbook_of_deal(book, deal)
        step = step_in_progress(opportunity.procurement, folder.account, book.models.buying)
        if step and alignment_of(playbook, deal.stage, deal.buying_step) is kind:
            milestone = milestone_of(playbook, deal.stage) or 0
            yield Misfit(opportunity.path, deal.stage, milestone, step)
