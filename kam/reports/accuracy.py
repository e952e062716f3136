"""Forecast accuracy: what was forecast before a period's end against what closed in it.

bias = Σ(F - A) / ΣA, WAPE = Σ|F - A| / Σ|A| (METHODS.md 11), over periods, by horizon. F is what
the book of that day said, by the owner of then; A is what closed in the period as it is known now,
by the owner at its closing. A seller's calls are scored against what that seller closed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kam.domain.deal import Deal
from kam.domain.money import ZERO, ratio_of
from kam.domain.periods import Period, span
from kam.domain.settings import Settings, TaxBasis
from kam.domain.states import ClosedWord
from kam.reports.forecast import Forecast, build_forecast
from kam.reports.outlooks import Outlook, Unknown
from kam.reports.selection import Apart, By, Filter, OtherRow, in_order

Closed = Mapping[str, Mapping[str, Decimal]]
"""What closed, by period and group."""


class Measure(ClosedWord):
    """What is scored, under the key that it has in a row."""

    EXPECTED = "expected"
    COMMIT = "commit_forecast"
    BEST_CASE = "best_case_forecast"
    CALL_COMMIT = "call_commit"
    CALL_BEST_CASE = "call_best_case"


CALLS = frozenset({Measure.CALL_COMMIT, Measure.CALL_BEST_CASE})
"""What sellers said; it is scored against what they closed themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccuracyRow:
    """One period at one horizon, and one group with `--by`.

    `actual` is what closed, `error` = expected - actual. `called` counts those who had called, and
    `called_actual` is what they closed. Where nothing is known, `unknown` says why, and the
    figures of the forecast and of the calls are None.
    """

    period: str
    horizon: int
    day: date
    as_of: date | None
    revision: str | None
    group: str | None
    unknown: Unknown | None
    expected: Decimal | None = None
    commit_forecast: Decimal | None = None
    best_case_forecast: Decimal | None = None
    actual: Decimal
    error: Decimal | None = None
    call_commit: Decimal | None = None
    call_best_case: Decimal | None = None
    called: int = 0
    called_actual: Decimal | None = None

    @property
    def age(self) -> int:
        """How many days before the day the last commit was made."""
        return (self.day - self.as_of).days if self.as_of else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Bias and WAPE of one measure at one horizon over `periods` of them; None: nothing closed."""

    group: str | None
    horizon: int
    measure: Measure
    periods: int
    forecast: Decimal
    actual: Decimal
    bias: Decimal | None
    wape: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """The result of the report.

    `whole` are the rows of all groups together; without `by` they are `rows` as well. `scores` are
    of the whole first (group None), then of each group. `old` is the age in days from which on a
    commit is called old.
    """

    as_of: date
    currency: str | None
    tax: TaxBasis | None
    by: By | None
    periods: tuple[Period, ...]
    horizons: tuple[int, ...]
    old: int
    rows: tuple[AccuracyRow, ...]
    whole: tuple[AccuracyRow, ...]
    scores: tuple[Score, ...]
    other: tuple[OtherRow, ...]
    unconverted: int
    fiscal_year_moved: bool


def ended_periods(
    running: Period, count: int, first: Period | None = None, last: Period | None = None
) -> tuple[Period, ...]:
    """The last `count` periods before the running one, or those from `first` through `last`."""
    grain, year_start = running.grain, running.year_start
    ended = Period(running.first_month - grain.months, grain, year_start)
    end = min(ended, last) if last else ended
    start = first or Period(end.first_month - (count - 1) * grain.months, grain, year_start)
    return tuple(span(start, end))


def build_accuracy(  # noqa: PLR0913 - the two books and what is asked
    outlooks: Iterable[Outlook],
    deals: Sequence[Deal],
    settings: Settings,
    today: date,
    *,
    periods: Sequence[Period],
    horizons: Sequence[int],
    old: int,
    by: By | None,
    chosen: Filter,
) -> Accuracy:
    """Hold what was said against what came.

    Args:
        outlooks: What was said, of each period at each horizon.
        deals: All deals of the book as it is now.
        settings: Of the book as it is now.
        today: The day for which it stands.
        periods: The periods, one at least.
        horizons: The horizons, the longest first.
        old: As the model says.
        by: Owner or team.
        chosen: The filter, as the book of now means it.
    """
    first, last = periods[0], periods[-1]

    def closed(group: By) -> Forecast:
        return build_forecast(deals, (), settings, today, first.grain, group, chosen, first, last)

    result = closed(by or By.OWNER)
    came = _by_period(result)
    owned = _by_period(closed(By.OWNER)) if by is By.TEAM else came
    ordered = sorted(outlooks, key=lambda one: (one.period, -one.horizon))
    groups = in_order(_groups(came, ordered)) if by else []
    whole = tuple(_row(one, None, came, owned) for one in ordered)
    rows = tuple(row for one in ordered for row in _rows(one, groups, came, owned))
    return Accuracy(
        as_of=today,
        currency=settings.currency,
        tax=settings.amounts.tax,
        by=by,
        periods=tuple(periods),
        horizons=tuple(horizons),
        old=old,
        rows=rows if by else whole,
        whole=whole,
        scores=tuple(_scores((*whole, *(rows if by else ())))),
        other=tuple(row for row in result.other if row.kind is Apart.UNCONVERTED),
        unconverted=sum(one.unconverted for one in ordered),
        fiscal_year_moved=any(one.fiscal_year_moved for one in ordered),
    )


def _by_period(result: Forecast) -> Closed:
    found: dict[str, dict[str, Decimal]] = {}
    for row in result.rows:
        found.setdefault(row.period or "", {})[row.group or ""] = row.closed
    return found


def _groups(came: Closed, outlooks: Iterable[Outlook]) -> set[str]:
    """Every group that closed, was to close or had called something."""
    found = {group for closed in came.values() for group in closed}
    for one in outlooks:
        found |= {*one.forecast, *(call.group for call in one.calls.values())}
    return found


def _rows(
    outlook: Outlook, groups: Iterable[str | None], came: Closed, owned: Closed
) -> Iterator[AccuracyRow]:
    """A row for each group that has anything; one without a group where nothing is known."""
    if not outlook.is_known:
        yield _row(outlook, None, came, owned)
        return
    for group in groups:
        row = _row(outlook, group, came, owned)
        if row.called or row.expected or row.best_case_forecast or row.actual:
            yield row


def _row(outlook: Outlook, group: str | None, came: Closed, owned: Closed) -> AccuracyRow:
    """What was said of a group, or of everything, and what came."""
    period = str(outlook.period)
    closed = came.get(period, {})
    row = AccuracyRow(
        period=period,
        horizon=outlook.horizon,
        day=outlook.day,
        as_of=outlook.as_of,
        revision=outlook.revision,
        group=group,
        unknown=outlook.unknown,
        actual=sum((part for own, part in closed.items() if group in {None, own}), ZERO),
    )
    if not outlook.is_known:
        return row
    said = [part for own, part in outlook.forecast.items() if group in {None, own}]
    calls = {who: call for who, call in outlook.calls.items() if group in {None, call.group}}
    expected = sum((part.expected for part in said), ZERO)
    row = replace(
        row,
        expected=expected,
        commit_forecast=sum((part.commit_forecast for part in said), ZERO),
        best_case_forecast=sum((part.best_case_forecast for part in said), ZERO),
        error=expected - row.actual,
    )
    if not calls:
        return row
    theirs = owned.get(period, {})
    return replace(
        row,
        call_commit=sum((call.commit for call in calls.values()), ZERO),
        call_best_case=sum((call.best_case for call in calls.values()), ZERO),
        called=len(calls),
        called_actual=sum((theirs.get(who, ZERO) for who in calls), ZERO),
    )


def _scores(rows: Sequence[AccuracyRow]) -> Iterator[Score]:
    """By group, horizon and measure, in the order of the rows; the whole comes first."""
    places = dict.fromkeys((row.group, row.horizon) for row in rows)
    for group, horizon in sorted(places, key=lambda place: (_place(place[0]), -place[1])):
        mine = [row for row in rows if (row.group, row.horizon) == (group, horizon)]
        for measure in Measure:
            pairs = [pair for row in mine if (pair := _pair(row, measure))]
            if pairs:
                yield _score(group, horizon, measure, pairs)


def _place(group: str | None) -> tuple[bool, bool, str]:
    """The whole before the groups, whoever is none behind them."""
    return (group is not None, group == "", group or "")


def _pair(row: AccuracyRow, measure: Measure) -> tuple[Decimal, Decimal] | None:
    """What was said and what came, where both are known."""
    said = getattr(row, measure)
    came = row.called_actual if measure in CALLS else row.actual
    return None if said is None or came is None else (said, came)


def _score(
    group: str | None, horizon: int, measure: Measure, pairs: Sequence[tuple[Decimal, Decimal]]
) -> Score:
    forecast, actual = (sum(side, ZERO) for side in zip(*pairs, strict=True))
    return Score(
        group=group,
        horizon=horizon,
        measure=measure,
        periods=len(pairs),
        forecast=forecast,
        actual=actual,
        bias=ratio_of(forecast - actual, actual),
        wape=ratio_of(
            sum((abs(said - came) for said, came in pairs), ZERO),
            sum((abs(came) for _, came in pairs), ZERO),
        ),
    )
