"""How long kam's merge driver takes for one file: git starts it once for each."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.books import opportunity
from benchmarks.deals import make_deals
from benchmarks.figures import require
from benchmarks.runs import Command, answer
from benchmarks.surroundings import KAM, PYTHON
from benchmarks.trees import RAISE
from benchmarks.turns import Contestant, Series, always, take_turns

BARE = "python -c pass, beside kam-merge"
MERGE = "kam-merge"
_DRIVER = str(Path(KAM).with_name("kam-merge"))
_NAMES = ("base", "ours", "theirs")


def measure_merges(root: Path, rounds: int) -> Series:
    """The driver on a deal of which one side moved the amount and the other the owner.

    Raises:
        WrongFigureError: The merged file is not the one that both sides made.
    """
    root.mkdir()
    deal = next(make_deals(1))
    raised = replace(deal, amount=deal.amount + RAISE)
    texts = (deal, raised, replace(deal, name="Another name"))
    ready = _ready(root, [opportunity(each) for each in texts])
    answer(ready())
    merged = (root / "ours").read_text(encoding="utf-8")
    require("the merged file", merged, opportunity(replace(raised, name="Another name")))
    bare = always(BARE, Command((PYTHON, "-c", "pass"), root))
    return take_turns((bare, Contestant(MERGE, ready)), rounds)


def _ready(root: Path, texts: list[str]) -> Callable[[], Command]:
    path = "accounts/customer-000000/opportunities/deal-0.yaml"

    def ready() -> Command:
        for name, text in zip(_NAMES, texts, strict=True):
            (root / name).write_text(text, encoding="utf-8")
        return Command((_DRIVER, "--marker-size", "7", "--", *_NAMES, path), root)

    return ready
