"""The agenda: what is on it and what is not, to the day, and its laws."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.account import Account, Centre, Purchasing, TriggerEvent
from kam.domain.account_plan import AccountPlan, Objective, PlanAction
from kam.domain.activity import Activity, Snooze, Task
from kam.domain.book import Book, Folder
from kam.domain.consistency import Unread
from kam.domain.contact import Contact, PersonPlan
from kam.domain.deal import by_account
from kam.domain.deals import build_deals
from kam.domain.finding import Finding, Severity
from kam.domain.opportunity import Hold, Opportunity, Tender
from kam.domain.touching import find_touches
from kam.reports.agenda import Agenda, build_agenda
from kam.reports.agenda_items import AgendaItem, Ground
from kam.reports.selection import Filter
from tests.domain.builders import TODAY, account, book, day, opportunity
from tests.strategies import LAW, NEAR, OWNERS, books, maybe


def ground(whole: Book, days: int = 0, today: date = TODAY) -> Ground:
    return Ground(
        settings=whole.settings,
        methods=whole.methods,
        models=whole.models,
        folders=whole.folders,
        deals=by_account(build_deals(whole, today)),
        touched=find_touches(whole.folders, whole.models.rhythm, today).accounts,
        unread=Unread(whole.findings),
        today=today,
        last=today + timedelta(days=days),
    )


def acme(
    *opportunities: Opportunity,
    log: tuple[str, ...] = (),
    tasks: tuple[Task, ...] = (),
    unread: str = "",
    **stated: Any,
) -> Book:
    """A book with one account of li.wei's; its log as `2026-11-20 visit [opportunity]`."""
    one = account("acme", **{"owner": "li.wei", **stated})
    base = book(*opportunities, accounts=(one,))
    activities = []
    for entry in log:
        on, kind, *named = entry.split()
        activities.append(Activity(date=day(on), kind=kind, opportunity=next(iter(named), None)))
    found = [Finding("KAM001", "unreadable", Severity.ERROR, unread, skips=True)] if unread else []
    folder = replace(base.folders[0], activities=tuple(activities), tasks=tasks)
    return replace(base, folders=(folder,), findings=tuple(found))


def lines(whole: Book, days: int = 0, today: str = "2026-11-21") -> list[str]:
    """The rows of everybody's agenda, each as `2026-11-20 step li.wei`."""
    result = build_agenda(ground(whole, days, day(today)))
    return [f"{row.due} {row.kind} {row.owner or '-'}" for row in result.rows]


def step(name: str, due: str | None = None, **stated: Any) -> Task:
    return Task(id=name, what=name, due=day(due) if due else None, **stated)


def test_steps_stand_on_it_from_their_day_on_until_they_are_done() -> None:
    whole = acme(
        tasks=(
            step("today", "2026-11-21"),
            step("late", "2026-11-02", owner="chen.jie"),
            step("soon", "2026-11-22"),
            step("done", "2026-11-20", done=day("2026-11-20")),
            step("undated"),
        )
    )
    assert lines(whole) == ["2026-11-02 step chen.jie", "2026-11-21 step li.wei"]
    assert lines(whole, days=1)[-1] == "2026-11-22 step li.wei"
    assert build_agenda(ground(whole)).undated == 1


def test_a_step_that_was_put_off_is_kept_apart_with_its_reason_until_it_is_back() -> None:
    sleepy = Snooze(date=day("2026-11-10"), until=day("2026-11-25"), because="on holiday")
    whole = acme(tasks=(step("send", "2026-11-20", snoozed=(sleepy, sleepy)),))
    result = build_agenda(ground(whole))
    assert result.rows == ()
    (asleep,) = result.snoozed
    assert (asleep.due, asleep.date) == (day("2026-11-25"), day("2026-11-20"))
    assert (asleep.snoozed, asleep.because) == (2, "on holiday")
    assert lines(whole, days=3) == []
    assert lines(whole, days=4) == ["2026-11-25 step li.wei"]
    assert build_agenda(ground(whole, 4)).snoozed == ()
    assert lines(whole, today="2026-11-25") == ["2026-11-20 step li.wei"]


def test_a_step_that_is_not_due_yet_is_not_shown_as_put_off() -> None:
    sleepy = Snooze(date=day("2026-11-10"), until=day("2026-12-25"))
    whole = acme(tasks=(step("send", "2026-12-20", snoozed=(sleepy,)),))
    assert build_agenda(ground(whole)).snoozed == ()
    assert len(build_agenda(ground(whole, 29)).snoozed) == 1


def test_an_account_is_due_by_its_tier() -> None:
    visited = acme(tier="core", log=("2026-11-12 visit",))
    assert lines(visited, today="2026-11-22") == []
    assert lines(visited, days=1, today="2026-11-22") == ["2026-11-23 touch li.wei"]
    assert lines(visited, today="2026-11-24") == ["2026-11-23 touch li.wei"]
    assert lines(acme(log=("2025-11-12 visit",))) == []


def test_a_deal_is_due_by_its_intent() -> None:
    one = opportunity("acme/mes", close_date="2026-11-28", owner="chen.jie")
    visited = acme(one, log=("2026-11-20 visit mes",))
    assert lines(visited) == []
    assert lines(visited, days=1) == ["2026-11-22 revisit chen.jie"]
    far = replace(one, close_date=day("2027-06-30"))
    assert lines(acme(far, log=("2026-01-20 visit mes",))) == []


def test_nothing_is_said_of_rhythms_while_a_log_does_not_read() -> None:
    one = opportunity("acme/mes", close_date="2026-11-28", history=("2026-11-01 C",))
    stated: dict[str, Any] = {
        "tier": "core",
        "purchasing": Purchasing(centre=Centre(tender_day=23)),
        "events": (TriggerEvent(date=TODAY, kind="leaders"),),
    }
    kinds = {line.split()[1] for line in lines(acme(one, **stated))}
    assert kinds == {"touch", "revisit", "centre", "event"}
    assert lines(acme(one, unread="accounts/acme/activities/2026-li.wei.yaml", **stated)) == []


def test_a_deal_stands_on_it_from_the_first_day_beyond_its_limit() -> None:
    # stage G may take 10 working days: the eleventh after 2026-11-02 is 2026-11-17
    one = opportunity("acme/mes", stage="G", history=("2026-11-02 G",))
    assert lines(acme(one), today="2026-11-16") == []
    assert lines(acme(one), days=1, today="2026-11-16") == ["2026-11-17 stalled li.wei"]
    assert lines(acme(one), today="2026-11-18") == ["2026-11-17 stalled li.wei"]


def test_a_close_date_is_due_on_its_day_and_stays_until_another_is_agreed() -> None:
    one = opportunity("acme/mes", close_date="2026-11-21")
    assert lines(acme(one)) == ["2026-11-21 close li.wei"]
    assert lines(acme(one), today="2026-11-20") == []
    assert lines(acme(one), today="2026-12-24") == ["2026-11-21 close li.wei"]


def test_the_days_of_a_tender_come_two_weeks_before() -> None:
    one = opportunity("acme/mes", tenders=(Tender(round=2, bid_due=day("2026-12-05")),))
    (row,) = build_agenda(ground(acme(one))).rows
    assert (row.due, row.kind, row.detail, row.id) == (day("2026-12-05"), "tender", "bid_due", "2")
    assert lines(acme(one), today="2026-11-20") == []
    assert lines(acme(one), days=15, today="2026-11-20") == ["2026-12-05 tender li.wei"]


def test_a_centre_is_to_be_visited_before_its_tender_unless_it_was() -> None:
    centre: dict[str, Any] = {"purchasing": Purchasing(centre=Centre(tender_day=25))}
    assert lines(acme(**centre)) == ["2026-11-24 centre li.wei"]
    assert lines(acme(**centre), today="2026-11-16") == []
    assert lines(acme(log=("2026-10-25 visit",), **centre)) == []
    assert lines(acme(log=("2026-10-24 visit",), **centre)) == ["2026-11-24 centre li.wei"]
    assert lines(acme(log=("2026-11-22 visit",), **centre)) == ["2026-11-24 centre li.wei"]


def test_an_event_puts_its_account_on_the_agenda_until_it_is_answered() -> None:
    events = (TriggerEvent(date=day("2026-11-18"), kind="leaders", what="New director"),)
    (row,) = build_agenda(ground(acme(events=events))).rows
    assert (row.due, row.date, row.detail) == (day("2026-11-25"), day("2026-11-18"), "leaders")
    assert lines(acme(events=events, log=("2026-11-18 call",))) == []
    assert lines(acme(events=events), today="2026-11-03") == []
    assert lines(acme(events=events), today="2026-11-04") == ["2026-11-25 event li.wei"]


def test_a_hold_that_ends_is_looked_at_again() -> None:
    rest = Hold(since=day("2026-10-01"), until=day("2026-11-21"), because="budget frozen")
    one = replace(opportunity("acme/mes", close_date="2026-11-25", stage="G"), hold=rest)
    (row,) = build_agenda(ground(acme(one))).rows
    assert (row.due, row.kind, row.what) == (TODAY, "hold", "budget frozen")
    assert lines(acme(one), today="2026-11-20") == []
    forever = replace(one, hold=Hold(since=day("2026-10-01")))
    assert lines(acme(forever)) == []


def test_the_plan_for_a_person_stands_on_it_until_its_aim_is_reached() -> None:
    plan = PersonPlan(aim="supporter", what="Show the savings", due=TODAY, owner="chen.jie")
    people = {
        "wang": Contact(id="wang", name="Wang", attitude="neutral", plan=plan),
        "li": Contact(id="li", name="Li", attitude="mentor", plan=plan),
        "bo": Contact(id="bo", name="Bo", plan=replace(plan, owner=None, due=day("2026-11-22"))),
        "gone": Contact(id="gone", name="Gone", plan=plan, left=TODAY),
    }
    base = acme()
    whole = replace(base, folders=(replace(base.folders[0], contacts=people),))
    assert lines(whole) == ["2026-11-21 person chen.jie"]
    assert lines(whole, days=1)[-1] == "2026-11-22 person li.wei"


def test_a_tier_is_to_be_reviewed_every_year() -> None:
    stated: dict[str, Any] = {"tier": "general", "log": ("2026-11-20 visit",)}
    assert lines(acme(tier_reviewed=day("2025-11-28"), **stated)) == [
        "2026-11-28 tier-review li.wei"
    ]
    assert lines(acme(tier_reviewed=day("2025-11-29"), **stated)) == []
    assert lines(acme(tier_reviewed=day("2025-01-01"))) == []


def test_the_days_of_plans_stand_on_it_while_something_is_expected() -> None:
    base = acme()
    plan = AccountPlan(
        objectives={
            "share": Objective(what="A third of their spend", due=TODAY),
            "ended": Objective(what="A visit", due=TODAY, status="reached"),
            "later": Objective(what="Half", due=day("2026-12-24")),
        },
        actions={
            "invite": PlanAction(what="Invite them", due=TODAY, owner="sun.hao"),
            "done": PlanAction(what="Ask them", due=TODAY, done=TODAY),
            "undated": PlanAction(what="Ask them"),
        },
    )
    assert lines(replace(base, folders=(replace(base.folders[0], plan=plan),))) == [
        "2026-11-21 action sun.hao",
        "2026-11-21 objective li.wei",
    ]


def test_mine_is_what_i_own_whoever_owns_the_account() -> None:
    whole = acme(
        opportunity("acme/mes", close_date="2026-11-20", owner="chen.jie"),
        tasks=(step("send", "2026-11-20"),),
    )
    result = build_agenda(ground(whole), Filter(owner="chen.jie"))
    assert [row.kind for row in result.rows] == ["close"]
    assert (result.owner, result.others, result.late, result.today) == ("chen.jie", 1, 1, 0)


def test_an_account_whose_own_file_does_not_read_keeps_its_steps() -> None:
    base = acme(tasks=(step("send", "2026-11-20"),))
    bare = replace(base.folders[0], account=Account(id="acme", name="acme"), readable=False)
    assert lines(replace(base, folders=(bare,))) == ["2026-11-20 step -"]


# Laws

PAST = st.integers(0, 60).map(lambda days: TODAY - timedelta(days=days))
SNOOZES = st.builds(Snooze, date=PAST, until=NEAR)
TASKS = st.lists(
    st.builds(
        Task,
        what=st.just("Send"),
        due=maybe(NEAR),
        owner=maybe(st.sampled_from(OWNERS)),
        done=st.sampled_from((None, None, None, TODAY)),
    ),
    max_size=4,
)
LOGS = st.lists(
    st.builds(Activity, date=NEAR, kind=st.sampled_from(("visit", "call", "note"))), max_size=4
)
EVENTS = st.lists(
    st.builds(TriggerEvent, date=NEAR, kind=st.just("reform"), until=maybe(NEAR)), max_size=2
)
CENTRES = maybe(st.builds(Centre, tender_day=maybe(st.integers(1, 31))))


@st.composite
def busy_books(draw: st.DrawFn) -> Book:
    """A generated book in which people have steps, visits and events as well."""
    base = draw(books())
    return replace(base, folders=tuple(_busy(draw, folder) for folder in base.folders))


def _busy(draw: st.DrawFn, folder: Folder) -> Folder:
    facts: Mapping[str, Any] = {
        "events": tuple(draw(EVENTS)),
        "purchasing": Purchasing(centre=draw(CENTRES)),
        "tier": draw(st.sampled_from((None, "core", "general"))),
    }
    tasks = [replace(task, id=f"task-{number}") for number, task in enumerate(draw(TASKS))]
    return replace(
        folder,
        account=replace(folder.account, **facts),
        activities=tuple(draw(LOGS)),
        tasks=tuple(tasks),
    )


@LAW
@given(busy_books(), st.integers(0, 60))
def test_more_days_take_nothing_off_the_agenda(whole: Book, days: int) -> None:
    fewer, more = build_agenda(ground(whole, days)), build_agenda(ground(whole, days + 1))
    assert set(fewer.rows) <= set(more.rows)
    assert list(more.rows) == sorted(more.rows, key=lambda row: row.order)


@LAW
@given(busy_books(), st.lists(SNOOZES, min_size=1, max_size=3), st.integers(0, 60))
def test_putting_off_loses_no_step(whole: Book, snoozes: list[Snooze], days: int) -> None:
    before = build_agenda(ground(whole, days))
    slept = replace(
        whole,
        folders=tuple(
            replace(
                folder,
                tasks=tuple(replace(task, snoozed=tuple(snoozes)) for task in folder.tasks),
            )
            for folder in whole.folders
        ),
    )
    after = build_agenda(ground(slept, days))
    assert _named(before.rows) <= _named(after.rows) | _named(after.snoozed)
    assert not _named(after.rows) & _named(after.snoozed)


@LAW
@given(busy_books(), st.sampled_from(OWNERS))
def test_what_is_not_mine_is_other_peoples(whole: Book, owner: str) -> None:
    everybody: Agenda = build_agenda(ground(whole, 30))
    mine = build_agenda(ground(whole, 30), Filter(owner=owner))
    assert len(mine.rows) + mine.others == len(everybody.rows)
    assert set(mine.rows) <= set(everybody.rows)


def _named(items: tuple[AgendaItem, ...]) -> set[tuple[str, str | None]]:
    return {(item.account, item.id) for item in items if item.kind == "step"}
