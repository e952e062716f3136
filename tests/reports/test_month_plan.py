"""The month-end plan: the days of a month, to the day, and whose they are."""

from typing import Any

import pytest

from kam.domain.account import Centre, Purchasing, TriggerEvent
from kam.domain.book import Book
from kam.domain.opportunity import Tender
from kam.domain.periods import Period
from kam.reports.month_plan import MonthPlan, build_month_plan
from kam.reports.selection import Filter
from tests.domain.builders import day, opportunity
from tests.reports.test_agenda import acme, ground, step


def plan(
    whole: Book, month: str = "2026-12", today: str = "2026-11-21", chosen: Filter | None = None
) -> MonthPlan:
    return build_month_plan(
        ground(whole, today=day(today)), Period.parse(month), chosen or Filter()
    )


def lines(*args: Any, **facts: Any) -> list[str]:
    """Each row as `touch li.wei: 12-02 12-11`."""
    return [
        f"{row.kind} {row.owner or '-'}: {' '.join(f'{one:%m-%d}' for one in row.dates)}"
        for row in plan(*args, **facts).rows
    ]


def test_a_rhythm_that_is_kept_gives_the_visits_of_the_month() -> None:
    # due on 2026-11-27, then every seven working days
    core = acme(tier="core", log=("2026-11-18 visit",))
    assert lines(core) == ["touch li.wei: 12-08 12-17 12-28"]
    assert lines(core, "2027-01") == ["touch li.wei: 01-06 01-15 01-26"]
    # missed since 2026-11-11: it is done today
    late = acme(tier="core", log=("2026-11-02 visit",))
    assert lines(late, today="2026-11-30") == ["touch li.wei: 12-09 12-18 12-29"]
    assert plan(core).visits == 3


def test_the_present_month_has_what_is_late_as_well() -> None:
    whole = acme(tasks=(step("late", "2026-10-05"), step("soon", "2026-11-30"), step("no")))
    assert lines(whole, "2026-11") == ["step li.wei: 10-05", "step li.wei: 11-30"]
    assert plan(whole, "2026-11").earlier == 0
    assert lines(whole) == []
    assert plan(whole).earlier == 2


@pytest.mark.parametrize(
    ("due", "inside"),
    [("2026-11-30", False), ("2026-12-01", True), ("2026-12-31", True), ("2027-01-01", False)],
)
def test_the_month_has_its_own_days_alone(due: str, inside: object) -> None:
    assert bool(lines(acme(tasks=(step("send", due),)))) is inside


def test_each_deal_has_its_next_milestone_and_its_close_date() -> None:
    # stage G may take 10 working days, and a month before the close date a week is a rhythm
    one = opportunity("acme/mes", stage="G", history=("2026-11-23 G",), close_date="2026-12-20")
    found = plan(acme(one), today="2026-11-24")
    assert [(str(row.due), row.kind, row.detail) for row in found.rows] == [
        ("2026-12-07", "milestone", "F"),
        ("2026-12-07", "revisit", "month"),
        ("2026-12-20", "close", "G"),
    ]


def test_a_milestone_that_is_late_is_for_the_first_day_of_the_month() -> None:
    one = opportunity("acme/mes", stage="G", history=("2026-09-01 G",), owner="chen.jie")
    assert lines(acme(one)) == ["milestone chen.jie: 12-01"]
    assert lines(acme(one), "2026-11") == ["milestone chen.jie: 09-15"]


def test_tenders_centres_and_events_of_the_month_are_in_it() -> None:
    one = opportunity(
        "acme/mes", tenders=(Tender(round=1, bid_due=day("2026-12-20"), opens=day("2027-01-05")),)
    )
    stated: dict[str, Any] = {
        "purchasing": Purchasing(centre=Centre(tender_day=15)),
        "events": (TriggerEvent(date=day("2026-12-28"), kind="budget"),),
    }
    assert lines(acme(one, **stated)) == ["centre li.wei: 12-14", "tender li.wei: 12-20"]
    assert lines(acme(one, **stated), "2027-01") == [
        "event li.wei: 01-04",
        "tender li.wei: 01-05",
        "centre li.wei: 01-14",
    ]


def test_nobody_and_two_people_for_one_account_are_gaps() -> None:
    one = opportunity("acme/mes", close_date="2027-01-10", owner="chen.jie")
    both = acme(one, tier="key", log=("2026-11-20 visit mes",))
    assert plan(both).shared == {"acme": ("chen.jie", "li.wei")}
    assert plan(both).owners == ("chen.jie", "li.wei")
    bare = acme(tier="key", owner=None, log=("2026-11-20 visit",))
    assert (plan(bare).nobody, plan(bare).owners, plan(bare).shared) == (1, (None,), {})


def test_a_filter_is_on_the_owner_of_each_line() -> None:
    whole = acme(tasks=(step("a", "2026-12-01", owner="chen.jie"), step("b", "2026-12-01")))
    found = plan(whole, chosen=Filter(owner="chen.jie"))
    assert [row.id for row in found.rows] == ["a"]
