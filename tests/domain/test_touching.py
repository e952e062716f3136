"""When a customer was touched last and is to be touched again, each limit to the day."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.domain.activity import Activity
from kam.domain.book import Folder
from kam.domain.deal import Deal
from kam.domain.rhythm_model import Intent
from kam.domain.settings import WorkCalendar
from kam.domain.touching import (
    Due,
    find_touches,
    last_touch,
    revisit_due,
    revisits_until,
    rhythm_kept,
    touch_days,
    touch_due,
    touches_until,
)
from kam.domain.workdays import workdays_between
from tests.domain.builders import HERE, MODELS, TODAY, account, day, deal, opportunity
from tests.strategies import LAW

RHYTHM = MODELS.rhythm
PLAIN = WorkCalendar()
NEW_YEAR = WorkCalendar(
    holidays=tuple(day(f"2026-02-{number}") for number in (16, 17, 18, 19, 20, 23)),
    workdays=(day("2026-02-14"), day("2026-02-28")),
)


def log(*entries: str) -> tuple[Activity, ...]:
    """Activities, each as `2026-11-20 visit [opportunity] [@contact …]`."""
    found = []
    for entry in entries:
        on, kind, *named = entry.split()
        people = tuple(name[1:] for name in named if name.startswith("@"))
        deals = [name for name in named if not name.startswith("@")]
        opportunity = deals[0] if deals else None
        found.append(Activity(date=day(on), kind=kind, with_=people, opportunity=opportunity))
    return tuple(found)


def folder(*entries: str, tier: str | None = "core", name: str = "acme") -> Folder:
    return Folder(account=account(name, tier=tier), activities=log(*entries))


def last(touched: Folder, today: date = TODAY) -> date | None:
    """The last touch of an account by its own log."""
    return find_touches([touched], RHYTHM, today).accounts.get(touched.account.id)


def due_of(touched: Folder, calendar: WorkCalendar, today: date, until: date) -> Due | None:
    since = last(touched, today)
    return touch_due(touched.account, since, RHYTHM, calendar, today, until)


def test_the_last_touch_is_the_latest_that_has_happened() -> None:
    touched = folder("2026-11-10 visit mes", "2026-11-03 call", "2026-11-22 visit mes")
    assert last(touched) == day("2026-11-10")
    assert last(touched, day("2026-11-09")) == day("2026-11-03")
    assert last_touch(touched, RHYTHM, TODAY, "mes") == day("2026-11-10")
    assert last_touch(touched, RHYTHM, TODAY, "line-3") is None


def test_a_note_touches_nobody() -> None:
    note = folder("2026-11-10 note mes @wang")
    assert find_touches([note], RHYTHM, TODAY) == ({}, {})
    assert last_touch(note, RHYTHM, TODAY, "mes") is None


def test_an_activity_touches_whom_it_names_and_their_accounts_wherever_it_is_filed() -> None:
    own = folder("2026-11-01 visit @wang", "2026-10-01 call @wang", "2026-12-01 visit @wang")
    other = folder("2026-11-10 visit mes @acme/li", "2026-10-15 call", name="bell")
    found = find_touches([own, other], RHYTHM, TODAY)
    assert found.people == {
        ("acme", "wang"): day("2026-11-01"),
        ("acme", "li"): day("2026-11-10"),
    }
    assert found.accounts == {"acme": day("2026-11-10"), "bell": day("2026-10-15")}
    assert last_touch(other, RHYTHM, TODAY, "mes") == day("2026-11-10")


@pytest.mark.parametrize(
    ("tier", "since", "due"),
    [
        ("core", "2026-11-12", "2026-11-23"),
        ("key", "2026-11-12", "2026-12-02"),
        ("general", "2026-11-12", "2026-12-24"),
        # seven working days over the spring festival, with the Saturdays that are worked
        ("core", "2026-02-13", "2026-03-02"),
        ("core", "2025-12-29", "2026-01-07"),
    ],
)
def test_a_tier_is_touched_again_within_its_working_days(tier: str, since: str, due: str) -> None:
    touched = folder(f"{since} visit", tier=tier)
    found = due_of(touched, NEW_YEAR, day(since), day("2027-12-31"))
    assert found == Due(tier, day(since), day(due), RHYTHM.touch[tier])


def test_what_is_due_later_is_not_due() -> None:
    touched = folder("2026-11-12 visit")
    on_the_day, before = day("2026-11-23"), day("2026-11-22")
    assert due_of(touched, PLAIN, TODAY, on_the_day) is not None
    assert due_of(touched, PLAIN, TODAY, before) is None


def test_who_was_never_touched_is_due_today_and_who_has_no_tier_has_no_rhythm() -> None:
    assert due_of(folder(), PLAIN, TODAY, TODAY) == Due("core", None, TODAY, 7)
    assert due_of(folder(tier=None), PLAIN, TODAY, TODAY) is None
    assert due_of(folder(tier="other"), PLAIN, TODAY, TODAY) is None


def mes(close_date: str | None, *history: str) -> Deal:
    return deal(opportunity("acme/mes", close_date=close_date, history=history))


@pytest.mark.parametrize(
    ("close_date", "due"),
    [
        ("2026-11-28", "2026-11-22"),
        ("2026-11-29", "2026-11-27"),
        ("2026-12-22", "2026-12-20"),
        ("2027-03-31", None),
        ("2026-11-20", None),
        (None, None),
    ],
)
def test_a_deal_is_visited_again_by_its_intent(close_date: str | None, due: str | None) -> None:
    visited = folder("2026-11-20 visit mes", "2026-11-21 visit other")
    found = revisit_due(visited, mes(close_date), RHYTHM, TODAY)
    assert (found and found.day) == (due and day(due))


def test_a_move_of_the_stage_is_a_touch_of_the_deal_and_without_either_nothing_is_due() -> None:
    moved = mes("2026-11-28", "2026-11-19 C")
    assert revisit_due(folder(), moved, RHYTHM, TODAY) == Due(
        "week", day("2026-11-19"), day("2026-11-21"), 2
    )
    ahead = mes("2026-11-28", "2026-11-25 C")
    assert revisit_due(folder(), ahead, RHYTHM, TODAY) is None
    assert revisit_due(folder(), mes("2026-11-28"), RHYTHM, TODAY) is None


def test_a_rhythm_that_is_late_goes_on_from_today() -> None:
    due = Due("core", day("2026-11-02"), day("2026-11-11"), 7)
    days = touches_until(due, PLAIN, TODAY, day("2026-12-12"))
    assert list(days) == [TODAY, day("2026-12-01"), day("2026-12-10")]


def test_revisits_follow_closer_the_nearer_the_close_date_and_end_with_it() -> None:
    close_date = day("2027-01-05")
    due = Due("quarter", day("2026-10-25"), day("2026-11-24"), 30)
    days = revisits_until(due, close_date, RHYTHM, TODAY, day("2027-01-31"))
    assert [str(one)[5:] for one in days] == ["11-24", "12-24", "12-31", "01-02", "01-04"]


def test_revisits_end_where_the_intent_asks_for_none() -> None:
    model = replace(RHYTHM, intents={"later": Intent(label=HERE)})
    due = Due("quarter", None, TODAY, 30)
    assert list(revisits_until(due, day("2027-06-30"), model, TODAY, date.max)) == [TODAY]


@LAW
@given(st.integers(0, 400), st.sampled_from(["core", "key", "general"]))
def test_due_means_that_so_many_working_days_have_gone_by(ago: int, tier: str) -> None:
    since = date.fromordinal(TODAY.toordinal() - ago)
    touched = folder(f"{since} visit", tier=tier)
    gone = workdays_between(since, TODAY, NEW_YEAR)
    due = due_of(touched, NEW_YEAR, TODAY, TODAY)
    assert (due is not None) == (gone >= RHYTHM.touch[tier])


def kept(limit: int, first: str, last: str, *touched: str) -> bool | None:
    return rhythm_kept([day(one) for one in touched], limit, day(first), day(last), PLAIN)


def test_a_rhythm_is_kept_up_to_the_last_day_of_its_limit() -> None:
    month = ("2026-11-01", "2026-11-30")
    assert kept(5, *month, "2026-10-30", "2026-11-06", "2026-11-13", "2026-11-20", "2026-11-27")
    assert not kept(5, *month, "2026-10-29", "2026-11-06", "2026-11-13", "2026-11-20", "2026-11-27")
    assert not kept(5, *month, "2026-10-30", "2026-11-06", "2026-11-13", "2026-11-20")
    assert kept(5, *month, "2026-11-24")  # it begins with the first touch
    assert kept(5, *month) is None
    assert kept(5, *month, "2026-12-01") is None
    assert not kept(5, *month, "2026-10-01")


def test_the_days_on_which_an_account_was_touched() -> None:
    home = Folder(
        account=account("acme"),
        activities=log(
            "2026-11-02 visit",
            "2026-11-02 call",
            "2026-11-01 visit",
            "2026-11-03 note",
            "2026-11-04 visit @other/wang",
            "2026-12-04 visit",
        ),
    )
    found = touch_days([home], RHYTHM, TODAY)
    assert found == {
        "acme": [day("2026-11-01"), day("2026-11-02")],
        "other": [day("2026-11-04")],
    }
    last = find_touches([home], RHYTHM, TODAY).accounts
    assert {name: days[-1] for name, days in found.items()} == last
