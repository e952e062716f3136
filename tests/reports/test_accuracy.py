"""Forecast accuracy: bias and WAPE of what was said, by horizon and group (METHODS.md 11)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import settings as limit
from hypothesis import strategies as st

from kam.domain.deal import Deal
from kam.domain.incentives import Call
from kam.domain.periods import Period
from kam.domain.settings import Amounts, Settings, TaxBasis
from kam.reports.accuracy import Accuracy, Measure, build_accuracy, ended_periods
from kam.reports.outlooks import (
    Called,
    Figures,
    Outlook,
    PastBook,
    Unknown,
    day_before,
    look_back,
    nothing_known,
)
from kam.reports.selection import EVERYTHING, By, Filter
from tests.domain.builders import TODAY, deals, facts, opportunity, won
from tests.laws import many

SETTINGS = Settings(currency="CNY")
Q1, Q2, Q3, Q4 = (Period.parse(f"2026Q{number}") for number in (1, 2, 3, 4))


def closed(owner: str, on: str, amount: int) -> Deal:
    """What somebody won on a day."""
    name = f"acme/{owner}-{on}"
    [found] = deals(
        opportunity(name, owner=owner, amount=amount, outcome=won(on)), settings=SETTINGS
    )
    return found


def said(period: Period, horizon: int, **by_owner: int | tuple[int, int]) -> Outlook:
    """What was expected of each owner, with a commit that the owner had called where there is."""
    parts = {who: one if isinstance(one, tuple) else (one, None) for who, one in by_owner.items()}
    return Outlook(
        period=period,
        horizon=horizon,
        day=day_before(period, horizon),
        forecast={who: figures(expected) for who, (expected, _) in parts.items()},
        calls={
            who: Called(group=who, commit=Decimal(call), best_case=Decimal(call))
            for who, (_, call) in parts.items()
            if call is not None
        },
    )


def figures(expected: int) -> Figures:
    amount = Decimal(expected)
    return Figures(expected=amount, commit_forecast=amount / 2, best_case_forecast=amount * 2)


def accuracy(
    *outlooks: Outlook, came: tuple[Deal, ...], by: By | None = None, chosen: Filter = EVERYTHING
) -> Accuracy:
    periods = sorted({one.period for one in outlooks})
    horizons = sorted({one.horizon for one in outlooks}, reverse=True)
    return build_accuracy(
        outlooks,
        came,
        SETTINGS,
        TODAY,
        periods=periods,
        horizons=horizons,
        old=14,
        by=by,
        chosen=chosen,
    )


def scores(result: Accuracy) -> Mapping[tuple[str | None, int, Measure], tuple[object, ...]]:
    return {
        (one.group, one.horizon, one.measure): (one.periods, one.bias, one.wape)
        for one in result.scores
    }


def test_bias_and_wape_by_horizon() -> None:
    sold = (
        closed("li", "2026-02-01", 100),
        closed("li", "2026-05-01", 200),
        closed("li", "2026-08-01", 0),
    )
    result = accuracy(
        said(Q1, 90, li=130), said(Q2, 90, li=150), said(Q3, 90, li=20),
        said(Q1, 30, li=110), said(Q2, 30, li=210),
        came=sold,
    )  # fmt: skip
    found = scores(result)
    # (30 - 50 + 20) / 300 = 0, (30 + 50 + 20) / 300; (10 + 10) / 300
    assert found[None, 90, Measure.EXPECTED] == (3, Decimal(0), Decimal("0.3333"))
    assert found[None, 30, Measure.EXPECTED] == (2, Decimal("0.0667"), Decimal("0.0667"))
    assert found[None, 30, Measure.COMMIT] == (2, Decimal("-0.4667"), Decimal("0.4667"))
    assert found[None, 30, Measure.BEST_CASE][1] == Decimal("1.1333")
    assert (None, 30, Measure.CALL_COMMIT) not in found
    assert [facts(row, "period horizon error") for row in result.rows][:2] == [
        ("2026Q1", 90, 30), ("2026Q1", 30, 10),
    ]  # fmt: skip


def test_what_is_not_known_is_in_no_score_and_no_zero() -> None:
    unknown = nothing_known(Q1, 90, Unknown.BEFORE)
    sold = (closed("li", "2026-02-01", 100), closed("li", "2026-05-01", 200))
    for by in (None, By.OWNER):
        result = accuracy(unknown, said(Q2, 90, li=200), came=sold, by=by)
        assert scores(result)[None, 90, Measure.EXPECTED] == (1, 0, 0)
        row = result.rows[0]
        assert facts(row, "unknown expected error group actual") == (
            Unknown.BEFORE, None, None, None, 100,
        )  # fmt: skip


def test_by_owner_each_is_scored_and_together_misses_cancel_out() -> None:
    sold = (closed("li", "2026-02-01", 100), closed("chen", "2026-02-01", 100))
    outlook = said(Q1, 30, li=150, chen=50, zhao=0)
    result = accuracy(outlook, came=sold, by=By.OWNER)
    found = scores(result)
    assert found[None, 30, Measure.EXPECTED] == (1, 0, 0)
    assert found["li", 30, Measure.EXPECTED] == (1, Decimal("0.5"), Decimal("0.5"))
    assert found["chen", 30, Measure.EXPECTED] == (1, Decimal("-0.5"), Decimal("0.5"))
    assert [row.group for row in result.rows] == ["chen", "li"]
    assert [row.expected for row in result.whole] == [200]


def test_an_owner_who_closed_nothing_has_no_ratio() -> None:
    result = accuracy(said(Q1, 30, li=150), came=(), by=By.OWNER)
    assert scores(result)["li", 30, Measure.EXPECTED] == (1, None, None)


def test_calls_are_scored_against_what_their_sellers_closed() -> None:
    sold = (closed("li", "2026-02-01", 100), closed("chen", "2026-02-01", 900))
    result = accuracy(said(Q1, 30, li=(150, 80), chen=950), came=sold)
    row = result.rows[0]
    assert facts(row, "actual called call_commit called_actual") == (1000, 1, 80, 100)
    found = scores(result)
    assert found[None, 30, Measure.CALL_COMMIT] == (1, Decimal("-0.2"), Decimal("0.2"))
    assert found[None, 30, Measure.EXPECTED][1] == Decimal("0.1")


def test_of_teams_calls_are_scored_by_the_people_in_them() -> None:
    sold = tuple(
        closed(who, "2026-02-01", amount)._replace(team="north")
        for who, amount in (("li", 100), ("chen", 900))
    )
    outlook = said(Q1, 30, north=800)
    call = Called(group="north", commit=Decimal(80), best_case=Decimal(120))
    outlook = Outlook(
        period=Q1, horizon=30, day=outlook.day, forecast=outlook.forecast, calls={"li": call}
    )
    [row] = accuracy(outlook, came=sold, by=By.TEAM).rows
    assert facts(row, "group actual called_actual call_best_case") == (
        "north", 1000, 100, 120,
    )  # fmt: skip


@limit(max_examples=many(20))
@given(st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999)), min_size=1, max_size=3))
def test_wape_is_never_less_than_the_bias_and_rows_add_up(pairs: list[tuple[int, int]]) -> None:
    periods = (Q1, Q2, Q3)
    outlooks = [
        said(period, 30, li=first, chen=second)
        for period, (first, second) in zip(periods, pairs, strict=False)
    ]
    sold = tuple(
        closed("li", f"2026-0{3 * place + 1}-15", amount) for place, (_, amount) in enumerate(pairs)
    )
    result = accuracy(*outlooks, came=sold, by=By.OWNER)
    for score in result.scores:
        if score.bias is not None and score.wape is not None:
            assert abs(score.bias) <= score.wape
    assert sum(row.actual for row in result.rows) == sum(row.actual for row in result.whole)
    groups = [one for one in result.scores if one.measure is Measure.EXPECTED and one.group]
    whole = next(one for one in result.scores if one.measure is Measure.EXPECTED)
    assert sum(one.forecast for one in groups) == whole.forecast
    assert sum(one.actual for one in groups) == whole.actual


def test_the_last_periods_that_ended() -> None:
    assert list(map(str, ended_periods(Q4, 2))) == ["2026Q2", "2026Q3"]
    assert list(map(str, ended_periods(Q4, 2, last=Q1))) == ["2025Q4", "2026Q1"]
    assert ended_periods(Q4, 2, first=Q1, last=Q4) == (Q1, Q2, Q3)
    assert ended_periods(Q4, 2, first=Q4) == ()


CALLS = (
    Call(owner="li", period="2026Q1", commit=Decimal(7), date=date(2026, 1, 5)),
    Call(owner="li", period="2026Q1", commit=Decimal(8), date=date(2026, 3, 5)),
    Call(owner="li", period="2026-01", commit=Decimal(9), date=date(2026, 1, 5)),
    Call(owner="chen", period="2026Q4", commit=Decimal(6), date=date(2026, 1, 5)),
)


def past(settings: Settings = SETTINGS, chosen: Filter = EVERYTHING) -> PastBook:
    """Four open deals of li: one due in the first quarter, three that nothing converts."""
    stated = {"owner": "li", "stage": "C", "amount": 50}
    rows = deals(
        opportunity("acme/a", **stated, close_date="2026-03-01"),
        *(
            opportunity(f"acme/{name}", **stated, currency="SEK", close_date=due)
            for name, due in (("b", "2026-03-01"), ("c", "2026-04-01"), ("d", None))
        ),
        settings=settings,
        today=date(2026, 2, 1),
    )
    return PastBook(
        as_of=date(2026, 2, 1),
        revision="abc",
        deals=rows,
        calls=CALLS,
        settings=settings,
        chosen=chosen,
    )


def test_a_past_book_says_what_its_forecast_and_the_calls_of_that_day_said() -> None:
    outlook = look_back(past(), Q1, 59, None, SETTINGS)
    assert outlook.forecast["li"] == Figures(
        expected=Decimal(25), commit_forecast=Decimal(0), best_case_forecast=Decimal(50)
    )
    assert {who: call.commit for who, call in outlook.calls.items()} == {"li": 7}
    assert (outlook.unconverted, outlook.day, outlook.is_known) == (1, date(2026, 1, 31), True)
    assert look_back(past(), Q1, 59, By.TEAM, SETTINGS).calls["li"].group == ""
    assert look_back(past(chosen=Filter(tier="core")), Q1, 59, None, SETTINGS).calls == {}
    assert look_back(past(chosen=Filter(owner="chen")), Q1, 59, None, SETTINGS).calls == {}


@pytest.mark.parametrize(
    ("then", "why"),
    [
        (Settings(currency="USD"), Unknown.CURRENCY),
        (Settings(currency="CNY", amounts=Amounts(tax=TaxBasis.INCLUDED)), Unknown.TAX),
    ],
)
def test_a_book_in_other_amounts_is_not_compared(then: Settings, why: Unknown) -> None:
    outlook = look_back(past(then), Q1, 59, None, SETTINGS)
    assert (outlook.unknown, outlook.forecast, outlook.calls) == (why, {}, {})


def test_in_another_fiscal_year_a_period_keeps_its_days() -> None:
    """January to March was 2026Q4 when the year began in April, and calls said so."""
    then = Settings(currency="CNY", fiscal_year_start=4)
    outlook = look_back(past(then), Q1, 59, None, SETTINGS)
    assert outlook.forecast == look_back(past(), Q1, 59, None, SETTINGS).forecast
    assert {who: call.commit for who, call in outlook.calls.items()} == {"chen": 6}
    assert outlook.fiscal_year_moved
    assert accuracy(outlook, came=()).fiscal_year_moved
