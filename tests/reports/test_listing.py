"""Lists: what the book holds, as its files state it."""

from dataclasses import replace
from typing import Any

import pytest

from kam.domain.activity import Activity, Task
from kam.domain.book import Book
from kam.domain.contact import Contact
from kam.domain.settings import Member, Settings
from kam.reports.listing import LISTS
from kam.reports.selection import Filter
from kam.workspace.view import FileView
from tests.domain.builders import TODAY, account, book, day, facts, opportunity, order, won

NORTH = Settings(currency="CNY", people={"li.wei": Member(team="north")})


@pytest.fixture
def whole() -> Book:
    """Two accounts, of li.wei and of nobody."""
    base = book(
        opportunity("acme/mes", name="MES", amount=100, currency="USD", stage="C"),
        opportunity("acme/line", outcome=won("2026-03-01"), owner="sun.hao", stage="S"),
        opportunity("bell/spares", hold="2026-10-01", close_date="2027-01-31"),
        accounts=(
            account("acme", name="Acme", owner="li.wei", tier="core", parent="bao"),
            account("bell", relationship=("2026-01-01 establish",), segment="food"),
        ),
        orders={
            "acme": (
                order("po-2", "2026-05-01", 7, opportunity="mes", line="agv", margin=2),
                order("po-1", "2026-02-01", 5, opportunity="line"),
                order("po-0", "2026-02-01", 3),
            )
        },
        settings=NORTH,
    )
    acme, bell = base.folders
    acme = replace(
        acme,
        contacts={
            "wang-fang": Contact(id="wang-fang", name="王芳", roles=("user", "coach")),
            "gao-ming": Contact(id="gao-ming", name="高明", title="VP", left=day("2026-08-01")),
        },
        tasks=(
            Task(id="b", what="Call", opportunity="mes", owner="sun.hao"),
            Task(id="a", what="Send", due=day("2026-11-25"), done=day("2026-11-24")),
        ),
        activities=(
            Activity(date=day("2026-11-20"), kind="visit", by="sun.hao", with_=("wang-fang",)),
            Activity(date=day("2026-11-02"), kind="call", opportunity="mes", note="Agreed"),
        ),
    )
    return replace(base, folders=(acme, bell))


def rows(whole: Book, kind: str, names: str, **wanted: str) -> list[tuple[Any, ...]]:
    return [
        facts(row, names) for row in LISTS[kind](FileView(whole, TODAY), TODAY, Filter(**wanted))
    ]


def test_accounts(whole: Book) -> None:
    assert rows(whole, "accounts", "id name owner tier parent group segment stage") == [
        ("acme", "Acme", "li.wei", "core", "bao", "bao", None, None),
        ("bell", "bell", None, None, None, "bell", "food", "establish"),
    ]


def test_an_account_whose_file_does_not_read_is_left_out_and_the_rest_of_it_is_not(
    whole: Book,
) -> None:
    acme, bell = whole.folders
    broken = replace(whole, folders=(replace(acme, readable=False), bell))
    assert rows(broken, "accounts", "id") == [("bell",)]
    assert len(rows(broken, "orders", "id")) == 3


def test_opportunities_have_the_amount_and_currency_of_their_file(whole: Book) -> None:
    assert rows(whole, "opportunities", "id name account stage amount currency owner") == [
        ("acme/mes", "MES", "acme", "C", 100, "USD", "li.wei"),
        ("acme/line", "line", "acme", "S", None, "CNY", "sun.hao"),
        ("bell/spares", "spares", "bell", None, None, "CNY", None),
    ]


def test_opportunities_say_where_they_stand(whole: Book) -> None:
    assert rows(whole, "opportunities", "playbook probability close_date category state") == [
        ("milestone", 50, None, "best_case", "open"),
        ("milestone", 100, None, "closed", "won"),
        ("milestone", None, day("2027-01-31"), "pipeline", "held"),
    ]


def test_contacts_stand_by_id(whole: Book) -> None:
    assert rows(whole, "contacts", "id account name title roles left") == [
        ("acme/gao-ming", "acme", "高明", "VP", (), day("2026-08-01")),
        ("acme/wang-fang", "acme", "王芳", None, ("user", "coach"), None),
    ]


def test_tasks_stand_by_due_date_and_fall_to_the_accounts_owner(whole: Book) -> None:
    assert rows(whole, "tasks", "id account what due owner opportunity done") == [
        ("acme/a", "acme", "Send", day("2026-11-25"), "li.wei", None, day("2026-11-24")),
        ("acme/b", "acme", "Call", None, "sun.hao", "acme/mes", None),
    ]


def test_orders_stand_by_date_in_their_opportunitys_currency(whole: Book) -> None:
    assert rows(whole, "orders", "id date line amount currency margin opportunity") == [
        ("acme/po-0", day("2026-02-01"), None, 3, "CNY", None, None),
        ("acme/po-1", day("2026-02-01"), None, 5, "CNY", None, "acme/line"),
        ("acme/po-2", day("2026-05-01"), "agv", 7, "USD", 2, "acme/mes"),
    ]


def test_activities_stand_by_date(whole: Book) -> None:
    assert rows(whole, "activities", "account date kind by with_ opportunity note") == [
        ("acme", day("2026-11-02"), "call", None, (), "acme/mes", "Agreed"),
        ("acme", day("2026-11-20"), "visit", "sun.hao", ("wang-fang",), None, None),
    ]


@pytest.mark.parametrize(
    ("kind", "owner", "found"),
    [
        ("accounts", "li.wei", ["acme"]),
        ("opportunities", "li.wei", ["acme/mes"]),
        ("opportunities", "sun.hao", ["acme/line"]),
        ("contacts", "li.wei", ["acme/gao-ming", "acme/wang-fang"]),
        ("tasks", "sun.hao", ["acme/b"]),
        ("tasks", "li.wei", ["acme/a"]),
        ("orders", "sun.hao", ["acme/po-1"]),
        ("orders", "li.wei", ["acme/po-0", "acme/po-2"]),
        ("accounts", "nobody", []),
    ],
)
def test_the_owner_is_a_things_own_else_its_accounts(
    whole: Book, kind: str, owner: str, found: list[str]
) -> None:
    assert [row[0] for row in rows(whole, kind, "id", owner=owner)] == found


def test_other_filters_are_facts_of_the_account(whole: Book) -> None:
    assert len(rows(whole, "activities", "date", team="north")) == 1
    assert rows(whole, "accounts", "id", segment="food") == [("bell",)]
    assert rows(whole, "accounts", "id", group="bao") == [("acme",)]
    assert len(rows(whole, "orders", "id", tier="core")) == 3
