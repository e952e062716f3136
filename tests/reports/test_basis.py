"""A forecast of revenue and of cash: when deals, orders and payments count, as of 2026-11-21."""

from decimal import Decimal
from typing import Any

from kam.domain.basis import Basis
from kam.domain.deals import build_deals
from kam.domain.opportunity import Opportunity
from kam.domain.order import Order
from kam.domain.settings import Settings
from kam.domain.states import Kind
from kam.domain.target import Measure
from kam.reports.basis import Sources, on_basis
from kam.reports.forecast import Forecast, build_forecast
from kam.reports.selection import By, Filter
from tests.domain.builders import (
    CNY,
    MODELS,
    TODAY,
    account,
    book,
    facts,
    opportunity,
    order,
    target,
    won,
)

SCHEDULE = {"2026Q3": 200, "2026Q4": 300, "2027Q2": 500}


def forecast(  # noqa: PLR0913 - as the report takes them
    basis: Basis,
    *opportunities: Opportunity,
    orders: tuple[Order, ...] = (),
    by: By | None = None,
    owner: str | None = None,
    targets: tuple[Any, ...] = (),
    settings: Settings = CNY,
    unread: frozenset[str] = frozenset(),
) -> Forecast:
    whole = book(
        *opportunities,
        accounts=(account("acme", owner="li.wei", segment="mills"),),
        orders={"acme": orders},
        settings=settings,
    )
    sources = Sources(
        folders=whole.folders,
        settings=settings,
        model=MODELS.service,
        unread=unread,
        today=TODAY,
    )
    rows = on_basis(basis, build_deals(whole, TODAY), sources)
    chosen = Filter(owner=owner)
    return build_forecast(rows, targets, settings, TODAY, by=by, chosen=chosen, basis=basis)


def periods(result: Forecast) -> dict[str, tuple[Any, ...]]:
    """Closed, commit and what is still to be won, of the periods that have any."""
    found = {}
    for row in result.rows:
        cells = facts(row, "closed commit best_case")
        if any(cells):
            found[row.period or ""] = cells
    return found


def apart(result: Forecast) -> dict[str, tuple[int, Any]]:
    return {str(one.kind): (one.count, one.amount) for one in result.other}


def due(name: str = "mes", **stated: Any) -> Opportunity:
    facts = {"amount": 1000, "stage": "B", "close_date": "2026-12-20"}
    return opportunity(f"acme/{name}", **{**facts, **stated})


def test_an_open_deal_counts_by_its_phases_and_wins_once() -> None:
    for basis in (Basis.REVENUE, Basis.CASH):
        result = forecast(basis, due(schedule=SCHEDULE))
        assert periods(result) == {"2026Q4": (0, 0, 300), "2027Q2": (0, 0, 500)}
        assert apart(result) == {"overdue": (1, 200)}
        assert facts(result.totals, "count weighted") == (2, 600)
        assert result.count_unique == 1
    assert periods(forecast(Basis.BOOKINGS, due(schedule=SCHEDULE))) == {"2026Q4": (0, 0, 1000)}


def test_phases_of_one_period_are_one_deal() -> None:
    result = forecast(Basis.REVENUE, due(schedule={"2027-04": 400, "2027-05": 600}))
    assert facts(result.totals, "count best_case") == (1, 1000)


def test_an_open_deal_without_phases_counts_on_its_close_date() -> None:
    assert periods(forecast(Basis.REVENUE, due())) == {"2026Q4": (0, 0, 1000)}
    late = due(close_date="2026-11-20", schedule=SCHEDULE)
    assert apart(forecast(Basis.CASH, late)) == {"overdue": (1, 1000)}
    held = due(hold="2026-10-01", schedule=SCHEDULE)
    assert apart(forecast(Basis.CASH, held)) == {"held": (1, 1000)}
    assert forecast(Basis.REVENUE, due(amount=None, schedule=SCHEDULE)).totals.count == 1


def test_what_a_schedule_leaves_is_in_no_period() -> None:
    result = forecast(Basis.REVENUE, due(schedule={"2027Q1": 400}))
    assert (periods(result), apart(result)) == ({"2027Q1": (0, 0, 400)}, {"undated": (1, 600)})


def test_past_phases_of_a_won_deal_are_revenue_and_the_rest_is_backlog() -> None:
    sold = due(schedule=SCHEDULE, outcome=won("2026-05-10"))
    result = forecast(Basis.REVENUE, sold)
    assert periods(result) == {"2026Q3": (200, 0, 0), "2026Q4": (0, 300, 0), "2027Q2": (0, 500, 0)}
    assert facts(result.totals, "closed commit weighted expected") == (200, 800, 800, 1000)
    assert result.backlog == 800
    cash = forecast(Basis.CASH, sold)
    assert periods(cash) == {"2026Q4": (0, 300, 0), "2027Q2": (0, 500, 0)}
    assert apart(cash) == {"undated": (1, 200)}


def test_a_won_deal_without_orders_is_revenue_on_the_day_of_its_outcome() -> None:
    sold = due(outcome=won("2026-05-10"))
    assert periods(forecast(Basis.REVENUE, sold)) == {"2026Q2": (1000, 0, 0)}
    assert apart(forecast(Basis.CASH, sold)) == {"undated": (1, 1000)}
    pounds = due(currency="GBP", outcome=won("2026-05-10"))
    for basis in Basis:
        assert apart(forecast(basis, pounds)) == {"unconverted": (1, 0)}


def test_orders_are_revenue_as_they_are_accepted() -> None:
    orders = (
        order("po-1", "2026-02-01", 100, accepted="2026-05-01"),
        order("po-2", "2026-02-01", 200, accept_by="2027-01-31"),
        order("po-3", "2026-10-02", 300),  # accepted, it is supposed, within 180 days
        order("po-4", "2026-02-01", 400, accept_by="2026-11-20"),
        order("po-5", "2026-08-01", -50),
        order("po-6", "2026-02-01", 600, accepted="2026-12-01"),
    )
    result = forecast(Basis.REVENUE, orders=orders)
    assert periods(result) == {
        "2026Q2": (100, 0, 0),
        "2026Q3": (-50, 0, 0),
        "2026Q4": (0, 600, 0),
        "2027Q1": (0, 500, 0),
    }
    assert apart(result) == {"overdue": (1, 400)}
    quiet = forecast(Basis.REVENUE, orders=(order("po-1", "2026-02-01", 100),))
    assert periods(quiet) == {"2026Q1": (100, 0, 0)}


def test_cash_is_what_was_paid_and_what_is_due_of_orders() -> None:
    paid = order(
        "po-1",
        "2026-02-01",
        1000,
        payments=(
            "advance 300 due=2026-03-01 paid=2026-04-02",
            "delivery 400 due=2026-12-01",
            "acceptance 100 due=2026-11-01",
            "final 50",
            "retention 50 due=2027-06-01",
        ),
    )
    beyond = order("po-2", "2026-02-01", 10, payments=("full 12 paid=2026-02-02",))
    result = forecast(Basis.CASH, orders=(paid, beyond, order("po-3", "2026-02-01", 7)))
    assert periods(result) == {
        "2026Q1": (12, 0, 0),
        "2026Q2": (300, 0, 0),
        "2026Q4": (0, 400, 0),
        "2027Q2": (0, 50, 0),
    }
    assert apart(result) == {"overdue": (1, 100), "undated": (2, 157)}


def test_orders_take_the_place_of_their_deal() -> None:
    part = (
        order("po-1", "2026-02-01", 600, opportunity="mes", payments=("full 600 paid=2026-03-01",)),
    )
    for sold in (due(outcome=won("2026-01-10")), due()):
        for basis in (Basis.REVENUE, Basis.CASH):
            result = forecast(basis, sold, orders=part)
            assert periods(result)["2026Q1"] == (600, 0, 0)
            rest = apart(result).get("undated", (0, 0))[1] + result.totals.best_case
            assert rest == 400
    whole = (order("po-1", "2026-02-01", 1000, opportunity="mes"),)
    for basis in (Basis.REVENUE, Basis.CASH):
        assert forecast(basis, due(), orders=whole).totals.best_case == 0
    phased = forecast(Basis.REVENUE, due(schedule=SCHEDULE, outcome=won("2026-01-10")), orders=part)
    assert facts(phased.totals, "closed commit") == (200, 800)
    cash = forecast(Basis.CASH, due(schedule=SCHEDULE, outcome=won("2026-01-10")), orders=part)
    assert facts(cash.totals, "closed commit") == (600, 400)


def test_what_a_credit_note_takes_back_does_not_come_any_more() -> None:
    credit = order(
        "cn", "2026-06-01", -100, opportunity="mes", payments=("full -100 paid=2026-07-01",)
    )
    for ordered in (1000, 600, 0):
        paid = (f"full {ordered} paid=2026-03-01",)
        sold = order("po-1", "2026-02-01", ordered, opportunity="mes", payments=paid)
        for schedule in ({}, {"2026Q1": 500, "2027Q1": 500}):
            deal = due(schedule=schedule, outcome=won("2026-01-10"))
            for basis in (Basis.REVENUE, Basis.CASH):
                found = forecast(basis, deal, orders=(sold, credit) if ordered else (credit,))
                rest = apart(found).get("undated", (0, 0))[1]
                assert found.totals.closed + found.totals.commit + rest == 900
                assert periods(found)["2026Q2" if basis is Basis.REVENUE else "2026Q3"][0] == -100
    still_open = forecast(Basis.CASH, due(), orders=(order("po-1", "2026-02-01", 600), credit))
    assert facts(still_open.totals, "closed best_case") == (-100, 1000)


def test_revenue_by_a_schedule_falls_by_what_credit_notes_take_of_the_deal_alone() -> None:
    deal = due(schedule={"2026Q1": 1000}, outcome=won("2026-01-10"))
    orders = (
        order("po-1", "2026-02-01", 1030, opportunity="mes"),
        order("cn-3", "2026-09-01", -7, opportunity="mes"),
        order("cn-1", "2026-05-01", -10, opportunity="mes"),
        order("cn-2", "2026-07-01", -30, opportunity="mes"),
    )
    found = periods(forecast(Basis.REVENUE, deal, orders=orders))
    assert found == {"2026Q1": (1000, 0, 0), "2026Q3": (-17, 0, 0)}


def test_a_framework_counts_by_its_call_offs_on_every_basis() -> None:
    called = (
        order(
            "po-1",
            "2026-02-01",
            300,
            opportunity="mes",
            accepted="2026-04-01",
            payments=("full 300 due=2026-07-31",),
        ),
    )
    open_one, ended_one = (
        due(kind=Kind.FRAMEWORK),
        due(kind=Kind.FRAMEWORK, outcome=won("2026-10-01")),
    )
    expected: dict[Basis, dict[str, tuple[Any, ...]]] = {
        Basis.BOOKINGS: {"2026Q1": (300, 0, 0), "2026Q4": (0, 0, 700)},
        Basis.REVENUE: {"2026Q2": (300, 0, 0), "2026Q4": (0, 0, 700)},
        Basis.CASH: {"2026Q4": (0, 0, 700)},
    }
    for basis, found in expected.items():
        assert periods(forecast(basis, open_one, orders=called)) == found
        assert forecast(basis, ended_one, orders=called).totals.best_case == 0
    assert apart(forecast(Basis.CASH, open_one, orders=called)) == {"overdue": (1, 300)}


def test_orders_that_nothing_converts_are_said_apart() -> None:
    pounds = due(currency="GBP", outcome=won("2026-01-10"))
    paid = ("advance 30 paid=2026-03-01", "final 60 due=2026-12-01")
    orders = (order("po-1", "2026-02-01", 100, opportunity="mes", payments=paid),)
    for basis, amount in {Basis.REVENUE: 100, Basis.CASH: 100}.items():
        (other,) = forecast(basis, pounds, orders=orders).other
        assert facts(other, "kind stated") == ("unconverted", (("GBP", Decimal(amount)),))


def test_orders_belong_to_the_owner_of_their_opportunity_else_of_the_account() -> None:
    sold = due(owner="chen.jie", outcome=won("2026-01-10"))
    orders = (
        order("po-1", "2026-02-01", 1000, opportunity="mes", line="agv"),
        order("po-2", "2026-02-01", 5, line="service"),
    )
    assert forecast(Basis.REVENUE, sold, orders=orders, owner="li.wei").totals.closed == 5
    by_line = forecast(Basis.REVENUE, sold, orders=orders, by=By.LINE)
    assert {row.group: row.closed for row in by_line.rows if row.closed} == {
        "agv": 1000,
        "service": 5,
    }
    segments = forecast(Basis.CASH, orders=orders[1:], by=By.SEGMENT)
    assert apart(segments) == {"undated": (1, 5)}


def test_nothing_is_said_of_what_orders_that_did_not_read_may_tell() -> None:
    lost = frozenset({"accounts/acme/orders.yaml"})
    for basis in (Basis.REVENUE, Basis.CASH):
        found = forecast(basis, due(outcome=won("2026-05-10")), due("next"), unread=lost)
        assert facts(found.totals, "closed commit best_case") == (0, 0, 1000)
        assert found.other == ()


def test_only_targets_of_what_is_counted_are_held_against_it() -> None:
    targets = (
        target("owner li.wei", "2026Q4", 100),
        target("owner li.wei", "2026Q4", 70, measure=Measure.CASH),
        target("owner li.wei", "2026Q4", 30, measure=Measure.ORDERS),
    )
    aims = [forecast(basis, due(), targets=targets).totals.target for basis in Basis]
    assert aims == [100, None, 70]
