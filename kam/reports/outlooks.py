"""What the book of a past day said of a period: the forecast's figures and the sellers' calls."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kam.domain.calls import best_case_of, calls_in_force
from kam.domain.deal import Deal
from kam.domain.incentives import Call
from kam.domain.periods import Period, days_after
from kam.domain.settings import Settings
from kam.domain.states import ClosedWord
from kam.reports.calls import is_chosen, team_in
from kam.reports.forecast import build_forecast
from kam.reports.goals import is_known
from kam.reports.selection import Apart, By, Filter, apart, select


class Unknown(ClosedWord):
    """Why nothing can be compared."""

    BEFORE = "before_history"
    CUT = "cut_off"
    CURRENCY = "currency"
    TAX = "tax_basis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a forecast said of one group: its three figures, as `ForecastRow` has them."""

    expected: Decimal
    commit_forecast: Decimal
    best_case_forecast: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What one seller had called for the period, and the group of the report that it is in."""

    group: str
    commit: Decimal
    best_case: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What was said of a period so many days before its end.

    Attributes:
        period: The period, as the book has it now.
        horizon: Calendar days before its last day.
        day: That day.
        as_of: The day of the commit that was the last one then; None where there is none.
        revision: The id of that commit.
        unknown: Why nothing is compared; None where it is.
        forecast: By group; a group that is not there was to bring nothing.
        calls: By owner, those that held on that day.
        unconverted: How many open deals were due in the period and nothing converted them.
        fiscal_year_moved: Whether the fiscal year of then began in another month.
    """

    period: Period
    horizon: int
    day: date
    as_of: date | None = None
    revision: str | None = None
    unknown: Unknown | None = None
    forecast: Mapping[str, Figures]
    calls: Mapping[str, Called]
    unconverted: int = 0
    fiscal_year_moved: bool = False

    @property
    def is_known(self) -> bool:
        """Whether it can be compared with what came."""
        return self.unknown is None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastBook:
    """A book as a commit has it, as far as this report asks, with the filter as it meant it."""

    as_of: date
    revision: str | None
    deals: Iterable[Deal]
    calls: Iterable[Call]
    settings: Settings
    chosen: Filter


def day_before(period: Period, horizon: int) -> date:
    """The day so many days before the last one of a period."""
    return days_after(period.last_day, -horizon)


def nothing_known(period: Period, horizon: int, why: Unknown) -> Outlook:
    """The outlook of a day to which the history does not reach."""
    return Outlook(
        period=period,
        horizon=horizon,
        day=day_before(period, horizon),
        unknown=why,
        forecast={},
        calls={},
    )


def look_back(
    past: PastBook, period: Period, horizon: int, by: By | None, present: Settings
) -> Outlook:
    """What a past book said of a period: the same figures as its own forecast of that day.

    Its rates, playbooks and teams are those of then. The period is counted by its days, whenever
    the fiscal year began then. A book in another currency or tax basis is not compared at all.

    Args:
        past: The book of then.
        period: As the present book has it.
        horizon: How long before the end of the period it is asked.
        by: Owner or team; without it everything is told by owner, for the calls.
        present: The settings of now.
    """
    outlook = Outlook(
        period=period,
        horizon=horizon,
        day=day_before(period, horizon),
        as_of=past.as_of,
        revision=past.revision,
        unknown=_difference(past.settings, present),
        forecast={},
        calls={},
        fiscal_year_moved=past.settings.fiscal_year_start != present.fiscal_year_start,
    )
    if not outlook.is_known:
        return outlook
    result = build_forecast(
        past.deals,
        (),
        replace(past.settings, fiscal_year_start=present.fiscal_year_start),
        past.as_of,
        period.grain,
        by or By.OWNER,
        past.chosen,
        period,
        period,
    )
    forecast = {
        row.group or "": Figures(
            expected=row.expected,
            commit_forecast=row.commit_forecast,
            best_case_forecast=row.best_case_forecast,
        )
        for row in result.rows
    }
    return replace(
        outlook,
        forecast=forecast,
        calls=dict(_calls(past, period, by)),
        unconverted=sum(_is_unconverted(deal, period) for deal in _chosen(past)),
    )


def _difference(then: Settings, now: Settings) -> Unknown | None:
    if then.currency != now.currency:
        return Unknown.CURRENCY
    return Unknown.TAX if then.amounts.tax is not now.amounts.tax else None


def _calls(past: PastBook, period: Period, by: By | None) -> Iterator[tuple[str, Called]]:
    """The calls for just these days; none where the filter is of accounts."""
    if not is_known(past.chosen):
        return
    held = calls_in_force(past.calls, past.as_of, past.settings.fiscal_year_start)
    for seat, call in held.items():
        owner, meant = seat
        same = (meant.first_month, meant.grain) == (period.first_month, period.grain)
        if same and is_chosen(seat, past.chosen, past.settings, past.as_of):
            team = team_in(owner, meant, past.settings, past.as_of) if by is By.TEAM else owner
            yield owner, Called(group=team or "", commit=call.commit, best_case=best_case_of(call))


def _chosen(past: PastBook) -> Iterator[Deal]:
    return select(past.deals, past.chosen, past.settings)


def _is_unconverted(deal: Deal, period: Period) -> bool:
    due = deal.close_date
    if due is None or not period.first_day <= due <= period.last_day:
        return False
    return deal.is_open and apart(deal) is Apart.UNCONVERTED
