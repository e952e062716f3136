"""The relationship table: the stage that people set, the phase that is computed."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kam.domain.account import (
    Account,
    Attack,
    DeclaredRung,
    Relationship,
    StrategicPartnership,
)
from kam.domain.activity import Activity, Task
from kam.domain.book import Book
from kam.domain.consistency import Unread
from kam.domain.contact import Contact
from kam.domain.deals import build_deals
from kam.domain.finding import Finding, Severity
from kam.domain.opportunity import Opportunity, PersonHere
from kam.domain.settings import Member, Settings
from kam.domain.states import Kind
from kam.domain.touching import find_touches
from kam.reports.relationship import RelationshipRow, RelationshipStatus, build_relationship
from kam.reports.selection import Filter
from tests.domain.builders import (
    CNY,
    MODELS,
    RELATIONSHIP,
    TODAY,
    account,
    book,
    day,
    ended,
    facts,
    opportunity,
    order,
    won,
)


def status(whole: Book, chosen: Filter | None = None) -> RelationshipStatus:
    deals = build_deals(whole, TODAY)
    wanted = chosen or Filter()
    return build_relationship(
        whole.folders,
        deals,
        RELATIONSHIP,
        whole.settings,
        TODAY,
        wanted,
        accounts=MODELS.accounts,
        touched=find_touches(whole.folders, MODELS.rhythm, TODAY).accounts,
        unread=Unread(whole.findings),
    )


def acme(
    *opportunities: Opportunity,
    activities: tuple[str, ...] = (),
    tasks: tuple[Task, ...] = (),
    orders: tuple[Any, ...] = (),
    settings: Settings = CNY,
    **stated: Any,
) -> RelationshipRow:
    """The row of a book's only account."""
    base = book(
        *opportunities,
        accounts=(account("acme", **stated),),
        orders={"acme": orders},
        settings=settings,
    )
    log = tuple(Activity(date=day(on), kind="call") for on in activities)
    folder = replace(base.folders[0], activities=log, tasks=tasks)
    return status(replace(base, folders=(folder,))).rows[0]


def task(name: str, due: str | None = None, **stated: Any) -> Task:
    return Task(id=name, what=name, due=day(due) if due else None, **stated)


# The stage


def test_the_stage_holds_since_the_present_run_of_it_began() -> None:
    row = acme(
        relationship=(
            "2025-01-01 establish",
            "2025-06-01 stabilise",
            "2026-02-01 establish",
            "2026-11-01 establish",
        )
    )
    assert facts(row, "stage since days_in_stage") == ("establish", day("2026-02-01"), 293)


def test_without_a_stage_it_is_that_of_the_last_entry() -> None:
    moves = acme(relationship=("2026-11-11 establish",))
    assert facts(moves, "stage days_in_stage") == ("establish", 10)
    history = account(relationship=("2026-11-11 establish",)).relationship.history
    silent = acme(relationship=Relationship(history=history))
    assert facts(silent, "stage days_in_stage") == ("establish", 10)


def test_without_history_it_is_the_first_and_nobody_knows_since_when() -> None:
    assert facts(acme(), "stage since days_in_stage") == ("none", None, None)


def test_a_stage_that_the_history_does_not_end_on_began_nobody_knows_when() -> None:
    history = account(relationship=("2026-01-01 establish", "2026-06-01 none")).relationship.history
    by_hand = Relationship(stage="establish", history=history)
    assert facts(acme(relationship=by_hand), "stage since") == ("establish", None)


def test_the_stages_are_counted_over_all_accounts() -> None:
    whole = book(
        accounts=(
            account("acme", relationship=("2026-01-01 establish",)),
            account("bell", relationship=("2026-01-01 establish",)),
            account("corp", relationship=("2026-01-01 lapsed",)),
        )
    )
    assert status(whole).stages == {
        "none": 0,
        "establish": 2,
        "stabilise": 0,
        "strengthen": 0,
        "lapsed": 1,
    }


# Share of wallet and phase


def test_the_share_is_our_sales_of_a_year_over_what_they_spend() -> None:
    row = acme(
        category_spend={2025: 9000, 2026: 3000, 2027: 1},
        orders=(
            order("po-1", "2025-11-22", 500),
            order("po-2", "2026-11-21", 500),
            order("po-3", "2025-11-21", 7000),
            order("po-4", "2026-11-22", 7000),
        ),
    )
    assert facts(row, "share_of_wallet phase") == (Decimal("0.3333"), "middle")


def test_a_won_deal_without_orders_is_a_sale_on_the_day_of_its_outcome() -> None:
    signed = opportunity("acme/mes", amount=100, outcome=won("2026-03-01"))
    other = order("po-1", "2026-03-01", 50, opportunity="else")
    assert acme(signed, orders=(other,), category_spend={2026: 1000}).share_of_wallet == Decimal(
        "0.15"
    )
    its_own = order("po-1", "2026-03-01", 50, opportunity="mes")
    assert acme(signed, orders=(its_own,), category_spend={2026: 1000}).share_of_wallet == Decimal(
        "0.05"
    )


def test_orders_are_in_their_opportunitys_currency() -> None:
    dollars = opportunity("acme/mes", currency="USD", kind=Kind.FRAMEWORK)
    orders = (order("po-1", "2026-03-01", 100, opportunity="mes"),)
    assert acme(dollars, orders=orders, category_spend={2026: 7120}).share_of_wallet == Decimal(
        "0.1"
    )


def test_with_a_sale_that_nothing_converts_no_share_is_known() -> None:
    pounds = opportunity("acme/mes", amount=1, currency="GBP", outcome=won("2026-03-01"))
    recent = acme(pounds, orders=(order("po-1", "2026-03-01", 1),), category_spend={2026: 10})
    assert facts(recent, "share_of_wallet phase") == (None, None)


@pytest.mark.parametrize("spend", [{}, {2027: 100}, {2026: 0}])
def test_without_their_spend_no_share_is_known(spend: dict[int, int]) -> None:
    row = acme(orders=(order("po-1", "2026-03-01", 1),), category_spend=spend)
    assert facts(row, "share_of_wallet phase") == (None, None)


@pytest.mark.parametrize(
    ("sold", "phase"), [(1, "early"), (299, "early"), (300, "middle"), (500, "advanced")]
)
def test_the_phase_is_the_highest_band_that_the_share_reaches(sold: int, phase: str) -> None:
    row = acme(orders=(order("po-1", "2026-03-01", sold),), category_spend={2026: 1000})
    assert row.phase == phase


def test_an_account_that_never_bought_is_before_the_first_phase() -> None:
    lost = opportunity("acme/mes", amount=100, outcome=ended("lost", "2026-03-01"))
    credit = (order("po-1", "2026-03-01", -5), order("po-2", "2026-03-01", 0))
    assert acme(category_spend={2026: 1000}).phase == "pre"
    assert acme(lost, orders=credit, category_spend={2026: 1000}).phase == "pre"
    assert acme(orders=(order("po-1", "2027-03-01", 5),)).phase == "pre"


def test_an_account_that_bought_nothing_for_a_year_is_interrupted() -> None:
    assert acme(orders=(order("po-1", "2025-11-21", 100),)).phase == "interrupted"


def test_a_year_with_more_credit_than_sales_has_a_share_of_nothing() -> None:
    orders = (order("po-1", "2026-03-01", 5), order("po-2", "2026-03-02", -50))
    row = acme(orders=orders, category_spend={2026: 1000})
    assert facts(row, "share_of_wallet phase") == (0, "early")


def test_a_declared_partnership_is_strategic_unless_they_buy_no_more() -> None:
    declared = StrategicPartnership(since=day("2026-11-21"))
    bought = order("po-1", "2026-03-01", 10)
    partner = Relationship(strategic=declared)
    assert (
        acme(orders=(bought,), relationship=partner, category_spend={2026: 1000}).phase
        == "strategic"
    )
    assert acme(relationship=partner).phase == "strategic"
    long_ago = (order("po-1", "2025-03-01", 10),)
    assert (
        acme(orders=long_ago, relationship=partner, category_spend={2026: 1000}).phase
        == "interrupted"
    )
    to_come = Relationship(strategic=StrategicPartnership(since=day("2026-11-22")))
    assert (
        acme(orders=(bought,), relationship=to_come, category_spend={2026: 1000}).phase == "early"
    )


@pytest.mark.parametrize(("sold", "suggested"), [(949, None), (950, "strategic")])
def test_nearly_all_that_they_spend_suggests_a_strategic_partnership(
    sold: int, suggested: str | None
) -> None:
    orders = (order("po-1", "2026-03-01", sold),)
    assert acme(orders=orders, category_spend={2026: 1000}).suggested_phase == suggested
    declared = Relationship(strategic=StrategicPartnership(since=day("2026-01-01")))
    row = acme(orders=orders, category_spend={2026: 1000}, relationship=declared)
    assert row.suggested_phase is None


# The purchase ladder


def test_the_ladder_counts_decisions_and_not_orders() -> None:
    line = opportunity("acme/line", amount=100)
    calls = opportunity("acme/calls", kind=Kind.FRAMEWORK)
    two = tuple(order(f"po-{on}", on, 5, opportunity="line") for on in ("2025-03-01", "2026-03-01"))
    assert acme(line, orders=two).ladder == "new-task"
    off = tuple(
        order(f"po-{on}", on, 5, opportunity="calls") for on in ("2025-03-01", "2026-03-01")
    )
    assert acme(calls, orders=off).ladder == "repeat"
    assert acme(orders=(*off[:1], order("credit", "2026-05-01", -5))).ladder == "new-task"
    assert acme(orders=(*off[:1], order("later", "2026-11-22", 5))).ladder == "new-task"


def test_a_competitors_customer_is_a_modified_rebuy_until_it_repeats() -> None:
    assert acme(incumbent="Siemens").ladder == "modified-rebuy"
    assert acme().ladder == "new-task"
    bought = (order("po-1", "2025-03-01", 5), order("po-2", "2026-03-01", 5))
    assert acme(orders=bought[:1], incumbent="Siemens").ladder == "modified-rebuy"
    assert acme(orders=bought, incumbent="Siemens").ladder == "repeat"


def test_what_only_a_person_can_know_is_declared() -> None:
    loyal = Relationship(ladder=DeclaredRung(value="loyal", since=day("2026-11-21")))
    assert acme(relationship=loyal).ladder == "loyal"
    later = Relationship(ladder=DeclaredRung(value="loyal", since=day("2026-11-22")))
    assert acme(relationship=later).ladder == "new-task"
    whenever = Relationship(ladder=DeclaredRung(value="partner"))
    assert acme(relationship=whenever).ladder == "partner"


def test_an_open_deal_with_a_competitors_customer_asks_for_a_reason() -> None:
    mes = opportunity("acme/mes")
    silent = acme(mes, incumbent="Siemens", activities=("2026-11-01",), tasks=(task("call"),))
    assert silent.alerts == ("attack-unreasoned",)
    unhappy = Relationship(attack=Attack(value="dissatisfied"))
    said = acme(mes, incumbent="Siemens", relationship=unhappy, tasks=(task("call"),))
    assert said.alerts == ("no-contact",)


def test_a_decision_maker_who_left_since_the_last_entry_alarms() -> None:
    whole = book(accounts=(account(relationship=("2026-03-01 establish",)),))
    people = {
        name: Contact(id=name, name=name, level="decision", left=day(left))
        for name, left in {
            "late": "2026-10-01",
            "early": "2026-09-01",
            "before": "2026-02-01",
        }.items()
    }
    folder = replace(whole.folders[0], contacts=people)
    row = status(replace(whole, folders=(folder,))).rows[0]
    assert row.alerts == ("no-contact", "may-fall-back")
    assert [contact.id for contact in row.gone] == ["early", "late"]


# What did not read


@pytest.mark.parametrize(
    ("path", "missing"),
    [
        ("orders.yaml", "no-contact no-next-step"),
        ("opportunities/old.yaml", "no-contact no-next-step"),
        ("tasks.yaml", "no-contact"),
        ("activities/2026-li.wei.yaml", "no-next-step"),
    ],
)
def test_of_what_did_not_read_nothing_is_said(path: str, missing: str) -> None:
    whole = book(opportunity("acme/mes"), accounts=(account("acme", category_spend={2026: 9}),))
    flaw = Finding("KAM001", "unreadable", Severity.ERROR, f"accounts/acme/{path}", skips=True)
    row = status(replace(whole, findings=(flaw,))).rows[0]
    assert " ".join(row.alerts) == missing
    sold = "orders" in path or "opportunities" in path
    assert facts(row, "share_of_wallet phase ladder") == (
        (None, None, None) if sold else (0, "pre", "new-task")
    )


# Contacts, next steps and alerts


def test_the_last_contact_is_the_latest_activity_up_to_today() -> None:
    row = acme(activities=("2026-11-01", "2026-11-20", "2026-12-01"))
    assert row.last_contact == day("2026-11-20")


def test_the_next_step_is_the_open_task_that_is_due_first() -> None:
    tasks = (
        task("someday"),
        task("late", "2026-12-01"),
        task("soon", "2026-11-25", owner="sun.hao"),
        task("done", "2026-11-01", done=day("2026-11-01")),
    )
    step = acme(tasks=tasks, owner="li.wei").next_step
    assert facts(step, "id what due owner") == ("soon", "soon", day("2026-11-25"), "sun.hao")
    step = acme(tasks=tasks[:1], owner="li.wei").next_step
    assert facts(step, "id due owner") == ("someday", None, "li.wei")
    assert acme(tasks=tasks[3:]).next_step is None


def test_alerts() -> None:
    assert acme().alerts == ("no-contact",)
    assert acme(activities=("2026-11-01",)).alerts == ()
    assert acme(opportunity("acme/mes")).alerts == ("no-contact", "no-next-step")
    late = acme(opportunity("acme/mes"), tasks=(task("a", "2026-11-20"), task("b")))
    assert late.alerts == ("no-contact", "overdue-step")
    assert acme(opportunity("acme/mes"), tasks=(task("a", "2026-11-21"),)).alerts == ("no-contact",)
    signed = opportunity("acme/mes", outcome=won("2026-03-01"))
    assert acme(signed, activities=("2026-11-01",)).alerts == ()


# Which accounts


def test_accounts_stand_by_id_without_those_whose_file_does_not_read() -> None:
    whole = book(accounts=(account("bell", name="Bell"), account("acme"), account("lost")))
    folders = tuple(
        replace(folder, readable=folder.account.id != "lost") for folder in reversed(whole.folders)
    )
    found = status(replace(whole, folders=folders)).rows
    assert [facts(row, "account name") for row in found] == [("acme", "acme"), ("bell", "Bell")]


FAMILY = (
    Account(id="acme", name="Acme", owner="li.wei", tier="core", segment="steel", parent="bao"),
    Account(id="bell", name="Bell", owner="zhao.min"),
)


@pytest.mark.parametrize(
    "wanted",
    [
        {"owner": "li.wei"},
        {"team": "north"},
        {"account": "acme"},
        {"group": "bao"},
        {"segment": "steel"},
        {"tier": "core"},
    ],
)
def test_filters_are_facts_of_the_account(wanted: dict[str, str]) -> None:
    north = Settings(people={"li.wei": Member(team="north")})
    result = status(book(accounts=FAMILY, settings=north), Filter(**wanted))
    assert [facts(row, "account tier owner") for row in result.rows] == [("acme", "core", "li.wei")]
    assert result.as_of == TODAY


def test_a_move_that_has_not_come_is_no_stage_yet() -> None:
    history = account(relationship=("2027-03-01 establish",)).relationship.history
    row = acme(relationship=Relationship(history=history))
    assert facts(row, "stage since") == ("none", None)


def test_a_purchase_that_was_fully_credited_is_none() -> None:
    credited = (order("po-1", "2026-10-01", 50), order("po-2", "2026-10-05", -50))
    assert acme(category_spend={2026: 100}, orders=credited).phase == "pre"
    some = (order("po-1", "2026-10-01", 50), order("po-2", "2026-10-05", -40))
    assert acme(category_spend={2026: 100}, orders=some).phase != "pre"


def test_whom_only_the_opportunity_calls_the_economic_buyer_may_be_missed() -> None:
    people = {"gg": PersonHere(roles=("economic",))}
    moved = account("acme", relationship=("2026-03-01 establish",))
    gg = Contact(id="gg", name="GG", left=day("2026-10-01"))

    def gone(*opportunities: Opportunity) -> tuple[Contact, ...]:
        base = book(*opportunities, accounts=(moved,))
        folder = replace(base.folders[0], contacts={"gg": gg})
        return status(replace(base, folders=(folder,))).rows[0].gone

    assert gone(opportunity("acme/mes", people=people)) == (gg,)
    assert gone(opportunity("acme/mes", people=people, outcome=won("2026-09-01"))) == ()
    assert gone() == ()
