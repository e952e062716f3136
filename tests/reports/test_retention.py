"""Retention by hand on a small cohort, and its laws (METHODS.md 5)."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.money import ZERO
from kam.domain.opportunity import Opportunity
from kam.reports.retention import Retention, Status, build_retention
from kam.reports.selection import Filter
from tests.domain.builders import (
    CNY,
    account,
    book,
    facts,
    opportunity,
    order,
    worth_of,
)

THEN, NOW = "2025-06-01", "2026-06-01"


def retention(
    bought: dict[str, list[tuple[str, int]]],
    *opportunities: Opportunity,
    chosen: Filter | None = None,
    unread: frozenset[str] = frozenset(),
    **stated: Any,
) -> Retention:
    """The report of accounts by what each bought on which days."""
    orders = {
        name: tuple(order(f"po-{place}", on, amount) for place, (on, amount) in enumerate(sales))
        for name, sales in bought.items()
    }
    names = {*bought, *(one.account for one in opportunities)}
    whole = book(
        *opportunities,
        accounts=tuple(account(name, **stated) for name in sorted(names)),
        orders=orders,
        settings=CNY,
    )
    return build_retention(worth_of(whole, unread), chosen or Filter())


COHORT: dict[str, list[tuple[str, int]]] = {
    "kept": [(THEN, 1000), (NOW, 800)],
    "grown": [(THEN, 500), (NOW, 900)],
    "lost": [(THEN, 300)],
    "fell": [(THEN, 200), (NOW, 50)],
    "new": [(NOW, 400)],
    "back": [("2023-01-01", 70), (NOW, 60)],
    "gone": [("2023-01-01", 70)],
}


def test_a_small_cohort_by_hand() -> None:
    result = retention(COHORT)
    assert facts(result.years[0], "customers kept lost new unknown") == (4, 3, 1, 2, 0)
    assert facts(result.years[0], "before lost_revenue contracted expanded new_revenue now") == (
        2000, 300, 350, 400, 460, 2210,
    )  # fmt: skip
    ratios = "logo_retention logo_churn gross_retention revenue_churn net_retention"
    assert [float(one) for one in facts(result.years[0], ratios)] == [
        0.75, 0.25, 0.675, 0.325, 0.875,
    ]  # fmt: skip
    assert {row.account: str(row.status) for row in result.rows} == {
        "back": "returned", "fell": "kept", "gone": "gone", "grown": "kept", "kept": "kept",
        "lost": "lost", "new": "new",
    }  # fmt: skip
    assert [row.account for row in result.rows if row.falling] == ["fell", "lost"]


def test_a_year_before_which_nobody_bought_is_not_shown_save_the_last() -> None:
    cohort = [year.to.isoformat() for year in retention(COHORT).years]
    assert cohort == ["2026-11-21", "2024-11-21"]
    older = retention({"acme": [("2024-01-01", 5), (THEN, 5)]})
    assert [year.to.isoformat() for year in older.years] == ["2026-11-21", "2025-11-21"]
    only = retention({"acme": [(NOW, 5)]}).years
    assert facts(only[0], "customers logo_retention gross_retention") == (0, None, None)


def test_what_does_not_convert_counts_as_a_customer_and_in_no_amount() -> None:
    abroad = opportunity("far/calls", kind="framework", currency="EUR")
    orders = {"acme": [(THEN, 100), (NOW, 100)]}
    whole = book(
        abroad,
        accounts=(account("acme"), account("far")),
        orders={
            "acme": tuple(order(f"po-{on}", on, amount) for on, amount in orders["acme"]),
            "far": (
                order("po-1", THEN, 900, opportunity="calls"),
                order("po-2", NOW, 900, opportunity="calls"),
            ),
        },
        settings=CNY,
    )
    result = build_retention(worth_of(whole))
    assert facts(result.years[0], "customers kept before now unknown") == (2, 2, 100, 100, 1)
    assert facts(result.rows[1], "account status before now change falling") == (
        "far", Status.KEPT, None, None, None, False,
    )  # fmt: skip


def test_a_filter_and_a_file_that_does_not_read_leave_accounts_out() -> None:
    unread = frozenset({"accounts/lost/orders.yaml"})
    result = retention(COHORT, unread=unread)
    assert result.unread == ("lost",)
    assert facts(result.years[0], "customers lost before") == (3, 0, 1700)
    assert [row.account for row in retention(COHORT, chosen=Filter(account="new")).rows] == ["new"]


_SALES = st.lists(
    st.tuples(st.sampled_from([THEN, NOW, "2024-06-01", "2026-11-21"]), st.integers(-900, 900)),
    max_size=6,
)


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), _SALES))
def test_gross_is_at_most_net_and_at_most_all_and_the_years_balance(
    bought: dict[str, list[tuple[str, int]]],
) -> None:
    for year in retention(bought).years:
        if year.gross_retention is not None and year.net_retention is not None:
            assert 0 <= year.gross_retention <= 1
            assert year.gross_retention <= year.net_retention
            assert abs(year.gross_retention + (year.revenue_churn or ZERO) - 1) <= 1
        assert year.kept + year.lost == year.customers
        assert year.stayed + year.lost_revenue + year.contracted == year.before
        assert year.now == year.before - year.lost_revenue - year.contracted + (
            year.expanded + year.new_revenue
        )
