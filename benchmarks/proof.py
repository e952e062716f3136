"""The proof that kam's forecast is right in each of the states that are timed."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.deals import Deal
from benchmarks.figures import Figures, require, weight
from benchmarks.runs import RunFailedError, answer
from benchmarks.surroundings import kam
from benchmarks.trees import RAISE, drop_index, edit

_KEYS = ("closed", "weighted", "expected", "count")


def prove_forecast(root: Path, figures: Figures, deal: Deal) -> None:
    """Compare the totals without an index, with one, after an edit of `deal`, and once undone.

    Raises:
        RunFailedError: kam failed, or printed no forecast.
        WrongFigureError: A total is not that of the deals.
    """
    totals = _totals(figures.closed, figures.weighted, figures.open_deals)
    raised = figures.weighted + weight(deal, RAISE)
    drop_index(root)
    _prove(root, "without an index", totals)
    _prove(root, "with an index", totals)
    edit(root, deal, deal.amount + RAISE)
    _prove(root, "after an edit", _totals(figures.closed, raised, figures.open_deals))
    edit(root, deal, deal.amount)
    _prove(root, "after undoing the edit", totals)


def prove_as_of(root: Path, revision: str, figures: Figures, raised: int) -> None:
    """Compare the totals of a revision whose deals weigh `raised` more than those of `figures`.

    Raises:
        RunFailedError, WrongFigureError: As `prove_forecast`.
    """
    totals = _totals(figures.closed, figures.weighted + raised, figures.open_deals)
    _prove(root, f"of {revision}", totals, "--as-of", revision)
    _prove(root, f"of {revision}, known by now", totals, "--as-of", revision)


def _totals(closed: int, weighted: int, count: int) -> dict[str, int]:
    return {"closed": closed, "weighted": weighted, "expected": closed + weighted, "count": count}


def _prove(root: Path, when: str, expected: dict[str, int], *words: str) -> None:
    text = answer(kam(root, "forecast", "--json", *words))
    try:
        forecast: dict[str, Any] = json.loads(text, parse_float=Decimal)
        totals = {key: forecast["totals"][key] for key in _KEYS}
        skipped = forecast["skipped"]
    except (LookupError, ValueError) as error:
        raise RunFailedError("printed no forecast", str(error)) from error
    require(f"the forecast {when}", totals, expected)
    require(f"what the forecast {when} leaves out", skipped, [])
