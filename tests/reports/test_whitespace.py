"""The whitespace grid by hand, sweep lists, analogy and references (METHODS.md 5)."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from kam.domain.account import ReferenceGiven, Vouching, WalletRank
from kam.domain.activity import Activity
from kam.domain.book import Book
from kam.domain.deals import build_deals
from kam.domain.touching import find_touches
from kam.reports.selection import By, Filter
from kam.reports.sweep import Sweep, build_sweep
from kam.reports.vouching import build_references
from kam.reports.whitespace import Whitespace, build_whitespace
from tests.domain.builders import (
    CNY,
    TODAY,
    account,
    book,
    day,
    ended,
    facts,
    opportunity,
    order,
    won,
    worth_of,
)


def spend(**lines: dict[int, int]) -> dict[str, dict[int, Decimal]]:
    return {
        line: {year: Decimal(amount) for year, amount in years.items()}
        for line, years in lines.items()
    }


def grid(whole: Book, by: By | None = None, chosen: Filter | None = None) -> Whitespace:
    return build_whitespace(worth_of(whole), by, chosen or Filter())


def cells(result: Whitespace, names: str) -> list[tuple[Any, ...]]:
    return [facts(cell, names) for wallet in result.rows for cell in wallet.cells]


GROUP = book(
    opportunity("north/mes", amount=900, products={"drives": 700}, close_date="2027-01-01"),
    opportunity("north/held", amount=5, products={"drives": 5}, hold="2026-01-01"),
    opportunity("north/lost", amount=5, outcome=ended("lost", "2026-01-01")),
    accounts=(
        account("group"),
        account(
            "north",
            parent="group",
            category_spend_by_line=spend(drives={2025: 1, 2026: 1000}),
        ),
        account(
            "south",
            parent="group",
            category_spend_by_line=spend(drives={2027: 9}, service={2026: 300}),
            category_spend={2026: 2000},
        ),
        account("alone", wallet_rank=WalletRank(rank=3, of=10)),
    ),
    orders={
        "north": (
            order("po-1", "2026-03-01", 400, line="drives"),
            order("po-2", "2024-03-01", 50, line="robots"),
        ),
        "south": (order("po-3", "2026-03-01", 500, line="service"),),
        "alone": (order("po-4", "2026-03-01", 160),),
    },
    settings=CNY,
)  # fmt: skip


def test_each_account_has_a_cell_a_line_and_those_that_nobody_sold_there_too() -> None:
    result = grid(GROUP)
    assert result.lines == ("drives", "robots", "service")
    assert cells(result, "account line potential current gap chance open_amount") == [
        ("alone", "drives", None, 0, None, "unknown", 0),
        ("alone", "robots", None, 0, None, "unknown", 0),
        ("alone", "service", None, 0, None, "unknown", 0),
        ("alone", "other", None, 160, None, None, 0),
        ("group", "drives", None, 0, None, "first-sale", 0),
        ("group", "robots", None, 0, None, "first-sale", 0),
        ("group", "service", None, 0, None, "first-sale", 0),
        ("north", "drives", 1000, 400, 600, "up-sell", 700),
        ("north", "robots", None, 0, None, "up-sell", 0),
        ("north", "service", None, 0, None, "cross-sell", 0),
        ("north", "other", None, 0, None, None, 200),
        ("south", "drives", None, 0, None, "cross-sell", 0),
        ("south", "robots", None, 0, None, "cross-sell", 0),
        ("south", "service", 300, 500, 0, None, 0),
    ]


def test_the_whole_wallet_is_stated_or_the_sum_of_the_lines_or_estimated_by_rank() -> None:
    wallets = {wallet.account: wallet for wallet in grid(GROUP).rows}
    names = "potential estimated current gap share_of_wallet"
    assert facts(wallets["north"], names) == (1000, False, 400, 600, Decimal("0.4"))
    assert facts(wallets["south"], names) == (2000, False, 500, 1500, Decimal("0.25"))
    # 160 / ((1 - 3/11) x 2/10)
    assert facts(wallets["alone"], names) == (1100, True, 160, 940, None)
    assert facts(wallets["group"], names) == (None, False, 0, None, None)


def test_by_group_the_units_stand_together_and_the_unknown_counts_as_what_it_buys() -> None:
    result = grid(GROUP, By.GROUP)
    assert [(wallet.account, wallet.name) for wallet in result.rows] == [
        (None, "alone"), (None, "group"),
    ]  # fmt: skip
    drives = next(cell for cell in result.rows[1].cells if cell.line == "drives")
    assert facts(drives, "potential current gap share_of_wallet chance units buying") == (
        1000, 400, 600, Decimal("0.4"), "up-sell", 3, 1,
    )  # fmt: skip
    assert drives.opportunities == ("north/mes",)
    assert facts(result.rows[1], "potential current gap") == (3000, 900, 2100)
    service = next(cell for cell in result.rows[1].cells if cell.line == "service")
    assert facts(service, "potential current gap") == (300, 500, 0)
    robots = next(cell for cell in result.rows[1].cells if cell.line == "robots")
    assert facts(robots, "potential current gap share_of_wallet") == (None, 0, None, None)


def test_what_does_not_convert_is_not_known_and_a_filter_keeps_all_lines() -> None:
    whole = book(
        opportunity("far/calls", kind="framework", currency="EUR", amount=10),
        accounts=(account("far"), account("near")),
        orders={
            "far": (order("po-1", "2026-03-01", 9, line="drives", opportunity="calls"),),
            "near": (order("po-2", "2026-03-01", 9, line="robots"),),
        },
        settings=CNY,
    )
    result = grid(whole, chosen=Filter(account="far"))
    assert cells(result, "line current chance") == [
        ("drives", None, None), ("robots", 0, "cross-sell"), ("other", 0, None),
    ]  # fmt: skip
    assert result.rows[0].current is None


def test_what_credit_notes_outweigh_counts_as_nothing() -> None:
    whole = book(
        accounts=(account("acme", category_spend={2026: Decimal(2000)}),),
        orders={
            "acme": (
                order("po-1", "2025-12-01", 1000, line="drives"),
                order("po-2", "2026-02-01", -1200, line="drives"),
                order("po-3", "2026-03-01", 50, line="pumps"),
            )
        },
        settings=CNY,
    )
    result = grid(whole)
    assert facts(result.rows[0], "current gap share_of_wallet") == (0, 2000, 0)
    assert cells(result, "line current is_empty") == [("drives", 0, False), ("pumps", 50, False)]


def test_a_won_deal_that_nothing_converts_keeps_its_lines() -> None:
    parts = {"drives": 60, "pumps": 40}
    sold = opportunity(
        "acme/far", currency="EUR", amount=100, products=parts, outcome=won("2026-03-01")
    )
    whole = book(sold, accounts=(account("acme"),), settings=CNY)
    assert cells(grid(whole), "line current chance buying") == [
        ("drives", None, None, 1), ("pumps", None, None, 1),
    ]  # fmt: skip


def test_a_group_gives_no_sum_of_which_a_part_is_not_known() -> None:
    def members(*accounts: Any) -> Whitespace:
        calls = opportunity("a/calls", kind="framework", currency="EUR", amount=900)
        called = order("po-1", "2026-02-10", 500, line="pumps", opportunity="calls")
        bought = order("po-2", "2026-02-10", 100, line="drives")
        orders = {"a": (called,), "b": (bought,)}
        whole = book(calls, accounts=accounts, orders=orders, settings=CNY)
        return grid(whole, By.GROUP)

    stated = {2026: Decimal(5000)}
    known, bare = account("a", parent="b", category_spend=stated), account("a", parent="b")
    parent = account("b", category_spend=stated)
    result = members(known, parent)
    assert facts(result.rows[0], "unit potential current gap") == ("b", 10_000, None, None)
    assert facts(result, "potential current gap") == (10_000, None, None)
    # nobody knows what it spends, nor what it bought: it is no part of what others spend elsewhere
    result = members(bare, parent)
    assert facts(result.rows[0], "potential current gap") == (None, None, 4900)
    assert facts(members(account("a", parent="far"), account("b")).rows[1], "group unit") == (
        "far", "a",
    )  # fmt: skip


def test_what_was_sold_without_a_line_may_be_of_any_line() -> None:
    whole = book(
        accounts=(account("a", parent="b"), account("b")),
        orders={
            "a": (order("po-1", "2026-03-01", 9), order("po-2", "2020-03-01", 9, line="pumps")),
            "b": (order("po-1", "2026-03-01", 9, line="drives"),),
        },
        settings=CNY,
    )
    assert cells(grid(whole), "account line chance") == [
        ("a", "drives", "unknown"), ("a", "pumps", "up-sell"), ("a", "other", None),
        ("b", "drives", None), ("b", "pumps", "cross-sell"),
    ]  # fmt: skip
    assert cells(grid(whole, By.GROUP), "line chance") == [
        ("drives", "unknown"), ("pumps", "up-sell"), ("other", None),
    ]  # fmt: skip


# Sweep lists, analogy and references


def market() -> Book:
    whole = book(
        opportunity("dell/mes", amount=5),
        opportunity("echo/mes", amount=5, outcome=ended("lost", "2026-01-01")),
        accounts=(
            account("acme", industry="Steel", reference=Vouching(willing=True)),
            account("bell", industry="steel", reference=Vouching(opinion_leader=True)),
            account("corp", industry="steel", reference=Vouching(willing=False)),
            account("dell", industry="steel", segment="mills"),
            account("echo", industry="food", segment="mills"),
            account("fox", industry="steel", segment="mills"),
            account("golf"),
            account("hall", industry="steel", segment="mills"),
        ),
        orders={
            "acme": (order("po-1", "2026-03-01", 5, line="drives"),),
            "bell": (order("po-2", "2026-03-01", 5, line="service"),),
            "corp": (order("po-3", "2026-03-01", 5, line="robots"),),
        },
        settings=CNY,
    )
    log = (
        Activity(date=day("2026-10-01"), kind="call"),
        Activity(date=day("2027-01-01"), kind="call"),
    )
    seen = {"fox": log[1:], "hall": log}
    folders = tuple(
        type(folder)(
            account=folder.account,
            opportunities=folder.opportunities,
            orders=folder.orders,
            activities=seen.get(folder.account.id, ()),
        )
        for folder in whole.folders
    )
    return Book(
        settings=whole.settings, methods=whole.methods, models=whole.models, folders=folders
    )


def sweep(name: str, like: str | None = None, unread: tuple[str, ...] = ()) -> Sweep:
    whole = market()
    deals = build_deals(whole, TODAY)
    touched = find_touches(whole.folders, whole.models.rhythm, TODAY).accounts
    paths = frozenset(unread)
    return build_sweep(whole.folders, deals, CNY, touched, paths, TODAY, name, like)


def test_a_sweep_lists_a_segment_the_untouched_first_and_who_points_there() -> None:
    rows = sweep("Mills").rows
    assert [facts(row, "account state last_contact open") for row in rows] == [
        ("fox", "untouched", None, 0),
        ("echo", "touched", None, 0),
        ("hall", "touched", day("2026-10-01"), 0),
        ("dell", "open", None, 1),
    ]
    assert facts(rows[0], "points_to lines") == (("bell", "acme"), ("drives", "service"))
    assert facts(rows[1], "points_to lines") == ((), ())


def test_an_industry_has_its_customers_and_a_file_that_does_not_read_is_no_answer() -> None:
    unread = ("accounts/fox/activities/2026.yaml", "accounts/acme/orders.yaml")
    states = {row.account: str(row.state) for row in sweep("steel", unread=unread).rows}
    assert states == {
        "acme": "customer", "bell": "customer", "corp": "customer", "dell": "open",
        "fox": "unknown", "hall": "touched",
    }  # fmt: skip


def test_a_win_points_to_its_neighbours_that_are_no_customers_yet() -> None:
    rows = sweep("steel", like="acme").rows
    assert [facts(row, "account points_to lines") for row in rows] == [
        (name, ("acme",), ("drives",)) for name in ("fox", "hall", "dell")
    ]
    assert all(not row.points_to for row in sweep("steel", like="corp").rows)


def test_opinion_leaders_vouch_first_and_those_who_are_not_willing_stand_last() -> None:
    whole = market()
    given = (
        ReferenceGiven(to="Dell", date=day("2026-05-01")),
        ReferenceGiven(to="a fair in the north"),
    )
    folders = [
        replace(folder, account=replace(folder.account, references=given))
        if folder.account.id == "acme"
        else folder
        for folder in whole.folders
    ]
    deals = build_deals(whole, TODAY)
    rows = build_references(folders, deals, CNY, TODAY).rows
    assert [row.account for row in rows] == ["bell", "acme", "corp"]
    assert facts(rows[0], "given could_help") == (0, ("dell",))
    assert facts(rows[1], "given last_given to could_help") == (
        2, day("2026-05-01"), ("a fair in the north", "dell"), (),
    )  # fmt: skip
    assert rows[2].could_help == ()
