"""How a milestone stands to the customer's step: it fits, is ahead or behind (METHODS.md 3).

Reports count it for every deal, so it needs nothing but playbooks.
"""

from kam.domain.playbook import Playbook
from kam.domain.states import ClosedWord


class Alignment(ClosedWord):
    """How a milestone stands to the customer's step."""

    ALIGNED = "aligned"
    AHEAD = "ahead"
    BEHIND = "behind"


def align(milestone: int, step: int) -> Alignment:
    """Milestone n is aligned at the customer's step n or n+1.

    It is ahead (it claims too much) where the customer is before n, and behind (it is late: the
    standard is written without us) where they are past n+1.

    Args:
        milestone: The buying step of the stage reached; 0 for none yet.
        step: The buying step of the customer's step in progress.
    """
    if step < milestone:
        return Alignment.AHEAD
    return Alignment.BEHIND if step > milestone + 1 else Alignment.ALIGNED


def alignment_of(playbook: Playbook, stage: str | None, step: int | None) -> Alignment | None:
    """How a stage stands to the customer's buying step; None where one of the two is not known."""
    milestone = milestone_of(playbook, stage)
    return None if milestone is None or step is None else align(milestone, step)


def milestone_of(playbook: Playbook, stage: str | None) -> int | None:
    """The buying step of a stage: 0 for none yet, None where the playbook does not say it."""
    return 0 if stage is None else playbook.stages[stage].buying_step
