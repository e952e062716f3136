"""Why something supposed of an opportunity changes no figure of a forecast, or less than it says.

A scenario that leaves the forecast as it is would else look as if its deal did not matter.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from kam.domain.deal import Deal
from kam.domain.scenario import Change
from kam.domain.states import Category, ClosedWord
from kam.reports.forecast import Forecast
from kam.reports.selection import Apart


class Unmoved(ClosedWord):
    """Why, in the order in which one reason is chosen; those of `Apart` are named as there."""

    SAME = "same"
    FILTERED = "filtered"
    HELD = "held"
    UNCONVERTED = "unconverted"
    ALTERNATIVES = "alternatives"
    OVERDUE = "overdue"
    UNDATED = "undated"
    OMITTED = "omitted"
    OWN_PROBABILITY = "own_probability"


def unmoved(
    forecasts: tuple[Forecast, Forecast],
    deals: tuple[Iterable[Deal], Iterable[Deal]],
    changes: Mapping[str, Change],
    accepted: Callable[[Deal], bool],
) -> dict[str, Unmoved]:
    """By opportunity why its change is not seen; one that is has none.

    Args:
        forecasts: The plain one and that of the scenario.
        deals: The deals of the book and those of the scenario.
        changes: What is supposed, by opportunity.
        accepted: The filter of the forecasts.
    """
    was, now = (_apart(forecast) for forecast in forecasts)
    before, after = ({deal.id: deal for deal in own if deal.id in changes} for own in deals)

    def reason(name: str) -> Unmoved | None:
        old, new = before[name], after[name]
        if old == new:
            return Unmoved.SAME
        if not accepted(old):
            return Unmoved.FILTERED
        if name in was and (name in now or not (new.is_open or new.bookings)):
            return Unmoved(now.get(name, was[name]))
        if not new.is_open or name in now:
            return None
        if old.category is new.category is Category.OMITTED:
            return Unmoved.OMITTED
        change = changes[name]
        is_kept = change.probability is None and new.override is not None
        return Unmoved.OWN_PROBABILITY if change.stage is not None and is_kept else None

    return {name: found for name in changes if (found := reason(name))}


def _apart(forecast: Forecast) -> dict[str, Apart]:
    """Why what stands below a forecast does."""

    def pairs() -> Iterator[tuple[str, Apart]]:
        for row in forecast.other:
            for name in row.deals:
                yield name, row.kind

    return dict(pairs())
