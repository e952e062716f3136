"""The book as it was, and the bridge between two states of it, over a history of 200 commits."""

from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

from benchmarks.deals import TODAY, Deal
from benchmarks.figures import Figures, weight
from benchmarks.progress import say
from benchmarks.proof import prove_as_of
from benchmarks.runs import answer, measure
from benchmarks.states import settle
from benchmarks.surroundings import git, kam
from benchmarks.trees import RAISE, edit, movable
from benchmarks.turns import Contestant, Series, always, take_turns

COMMITS = 200
_EDITS = 10
"""Deals that each commit changes."""
_BACK = COMMITS // 2
NOW = "kam forecast of now"
THEN = "kam forecast --as-of"
BRIDGE = "kam bridge"
LOG = "git log --raw"


def measure_past(root: Path, size: int, figures: Figures, rounds: int) -> Series:
    """The times of the four, in the book of `size` deals at `root`, committed as they were made.

    Raises:
        RunFailedError: A command failed before any time was taken.
        WrongFigureError: The forecast of a revision is not that of its deals.
    """
    say(f"{COMMITS} commits")
    deals = cycle(movable(size))
    raises: dict[Deal, int] = {}
    raised = 0
    for number in range(1, COMMITS + 1):
        _commit(root, list(islice(deals, _EDITS)), RAISE * number, raises)
        if number == _BACK:
            open_deals = (deal for deal in raises if deal.close >= TODAY)
            raised = sum(weight(deal, raises[deal]) for deal in open_deals)
    revision = f"HEAD~{COMMITS - _BACK}"
    prove_as_of(root, revision, figures, raised)
    start = f"HEAD~{COMMITS}"
    settle(root)
    measure(kam(root, "bridge", "--from", start))
    say("the past")
    contestants: Sequence[Contestant] = (
        always(NOW, kam(root, "forecast")),
        always(THEN, kam(root, "forecast", "--as-of", revision)),
        always(BRIDGE, kam(root, "bridge", "--from", start, "--to", "HEAD")),
        always(LOG, git(root, "log", "--raw", f"{start}..HEAD")),
    )
    return take_turns(contestants, rounds)


def _commit(root: Path, deals: Sequence[Deal], rise: int, raises: dict[Deal, int]) -> None:
    """Raise some deals above what they were made with, note by how much, and commit that."""
    for deal in deals:
        edit(root, deal, deal.amount + rise)
        raises[deal] = rise
    paths = [f"accounts/{deal.account_id}/opportunities/{deal.id}.yaml" for deal in deals]
    answer(git(root, "add", "--", *paths))
    answer(git(root, "commit", "--quiet", "--message=Raised"))
