"""Runs: how often an opportunity was won, and how far it came each time after that."""

from collections.abc import Iterable
from itertools import groupby

from kam.domain.opportunity import StageEntry
from kam.domain.playbook import Playbook

Run = tuple[StageEntry, ...]


def won_runs(history: Iterable[StageEntry], playbook: Playbook) -> list[Run]:
    """The entries of won stages, those in a row together: from a win until it was opened again."""

    def is_won(entry: StageEntry) -> bool:
        return entry.stage in playbook.stages and playbook.has_won(entry.stage)

    return [tuple(run) for won, run in groupby(history, is_won) if won]


def times_reached(history: Iterable[StageEntry], playbook: Playbook, stage: str) -> int:
    """In how many runs `stage` or a later one was reached; 1 where none says so."""
    least = playbook.position(stage)
    furthest = (
        max(playbook.position(entry.stage) for entry in run) for run in won_runs(history, playbook)
    )
    return max(1, sum(place >= least for place in furthest))
