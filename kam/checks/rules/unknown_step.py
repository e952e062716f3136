"""unknown-step: a step in progress that its procedure does not have."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.buying import step_in_progress, steps_of
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.guess import closest

SLUG, CODE, SEVERITY = "unknown-step", "KAM213", Severity.ERROR


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each step that stands for none of the eight buying steps (METHODS.md 3).

    Without a procedure, a step of several that mean different things by it stands for none.
    """
    model = book.models.buying
    for folder, opportunity in book.opportunities():
        bought = opportunity.procurement
        if bought.step is None or step_in_progress(bought, folder.account, model):
            continue
        steps = steps_of(bought, folder.account, model)
        kind = "procedure" if bought.procedure else "unclear" if bought.step in steps else "any"
        params = {
            "kind": kind,
            "step": bought.step,
            "procedure": bought.procedure or "",
            "steps": ", ".join(steps),
        }
        if guess := closest(bought.step, steps) if kind != "unclear" else None:
            params["guess"] = guess
        keys = ("procurement", "step")
        yield Finding(CODE, SLUG, SEVERITY, opportunity.path, keys, params=params)
