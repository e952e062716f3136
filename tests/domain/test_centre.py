"""The procurement centre: a visit between one monthly tender and the next, to the day."""

from datetime import date

import pytest

from kam.domain.account import Centre
from kam.domain.activity import Activity
from kam.domain.book import Folder
from kam.domain.centre import centre_visits, cycle_on, cycles
from kam.domain.settings import WorkCalendar
from tests.domain.builders import MODELS, TODAY, account, day

PLAIN = WorkCalendar()


@pytest.mark.parametrize(
    ("tender_day", "today", "start", "tender", "due"),
    [
        (15, "2026-11-14", "2026-10-15", "2026-11-15", "2026-11-13"),
        (15, "2026-11-15", "2026-11-15", "2026-12-15", "2026-12-14"),
        (15, "2026-12-31", "2026-12-15", "2027-01-15", "2027-01-14"),
        # a day that a month does not have is its last
        (31, "2027-02-10", "2027-01-31", "2027-02-28", "2027-02-26"),
        (31, "2028-02-10", "2028-01-31", "2028-02-29", "2028-02-28"),
        (30, "2027-03-01", "2027-02-28", "2027-03-30", "2027-03-29"),
        # without a day it is the calendar month, and the visit may be on its last working day
        (None, "2026-11-01", "2026-11-01", "2026-12-01", "2026-11-30"),
        (None, "2026-10-31", "2026-10-01", "2026-11-01", "2026-10-30"),
    ],
)
def test_a_cycle_runs_from_tender_to_tender(
    tender_day: int | None, today: str, start: str, tender: str, due: str
) -> None:
    cycle = cycle_on(Centre(tender_day=tender_day), day(today), PLAIN)
    assert cycle == (day(start), day(tender), day(due))
    assert cycle.holds(day(today))
    assert not cycle.holds(day(tender))


def test_the_visit_is_due_before_the_holidays_that_the_tender_follows() -> None:
    festival = WorkCalendar(
        holidays=tuple(date(2026, 10, number) for number in range(1, 9)),
        workdays=(date(2026, 10, 3),),
    )
    assert cycle_on(Centre(tender_day=9), day("2026-10-01"), festival).due == day("2026-10-03")
    closed = WorkCalendar(holidays=tuple(date(2026, 10, number) for number in range(1, 32)))
    assert cycle_on(Centre(), day("2026-10-05"), closed).due == day("2026-10-31")


def test_cycles_follow_each_other_to_the_last_day() -> None:
    dues = [one.due for one in cycles(Centre(tender_day=15), TODAY, day("2027-02-12"), PLAIN)]
    assert dues == [day("2026-12-14"), day("2027-01-14"), day("2027-02-12")]
    assert not list(cycles(Centre(tender_day=15), date(9999, 12, 20), date.max, PLAIN))


def test_a_visit_is_one_of_the_kinds_with_the_contact_where_one_is_named() -> None:
    log = (
        Activity(date=day("2026-11-02"), kind="visit", with_=("wang-fang",)),
        Activity(date=day("2026-11-03"), kind="meeting", with_=("zhao-lei", "acme/wang-fang")),
        Activity(date=day("2026-11-04"), kind="visit", with_=("zhao-lei",)),
        Activity(date=day("2026-11-05"), kind="call", with_=("wang-fang",)),
        Activity(date=day("2026-11-22"), kind="visit", with_=("wang-fang",)),
    )
    folder = Folder(account=account("acme"), activities=log)

    def visits(centre: Centre) -> list[int]:
        return [one.day for one in centre_visits(folder, centre, MODELS.rhythm, TODAY)]

    assert visits(Centre(contact="wang-fang")) == [2, 3]
    assert visits(Centre()) == [2, 3, 4]
