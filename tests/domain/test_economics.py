"""What an account costs and brings by year, and whether it is worth it (METHODS.md 5)."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.account import Acquisition, Purchasing
from kam.domain.book import Book
from kam.domain.deals import build_deals
from kam.domain.economics import Economics, economics_of
from kam.domain.opportunity import Phase
from kam.domain.plan import Source
from kam.domain.settings import Settings
from tests.domain.builders import (
    CNY,
    MODELS,
    TODAY,
    account,
    book,
    ended,
    facts,
    opportunity,
    order,
    won,
)

RECURRING, ONE_OFF = Purchasing(pattern="recurring"), Purchasing(pattern="one-off")
WORTH = MODELS.worth
MILLION = 1_000_000


def cost(**stated: Any) -> Acquisition:
    whole = ("years", "since")
    typed: dict[str, Any] = {
        key: value if key in whole else Decimal(value) for key, value in stated.items()
    }
    return Acquisition(**typed)


def acme(
    *opportunities: Any, orders: tuple[Any, ...] = (), settings: Settings = CNY, **stated: Any
) -> Economics:
    """The economics of a book's only account."""
    whole = book(
        *opportunities,
        accounts=(account("acme", **stated),),
        orders={"acme": orders},
        settings=settings,
    )
    return of(whole)


def of(whole: Book) -> Economics:
    deals = build_deals(whole, TODAY)
    return economics_of(whole.folders[0], deals, whole.settings, WORTH, TODAY)


def project(**stated: Any) -> Any:
    return opportunity("acme/line", amount=10 * MILLION, close_date="2027-03-01", **stated)


def source(one: Economics) -> Source | None:
    return one.plan.source if one.plan else None


def curve(one: Economics) -> list[tuple[int, int]]:
    return [(year.year, int(year.cumulative)) for year in one.years]


# The worked case: 10 M that cost 5 M to win


def test_ten_million_that_cost_five_to_win_are_not_worth_it_once() -> None:
    one = acme(project(), purchasing=ONE_OFF, acquisition=cost(invested=5 * MILLION))
    assert facts(one.years[0], "year revenue margin upkeep acquisition profit cumulative") == (
        2027, 10 * MILLION, 3 * MILLION, 0, 5 * MILLION, -2 * MILLION, -2 * MILLION,
    )  # fmt: skip
    assert len(one.years) == 1
    assert facts(one, "pays payback_year lifetime_value") == (False, None, -2 * MILLION)
    assert one.assumed == one.margin == 3 * MILLION


def test_with_ten_million_every_year_and_half_a_million_upkeep_they_are() -> None:
    spent = cost(invested=5 * MILLION, years=10, upkeep_per_year=MILLION // 2)
    one = acme(project(), purchasing=RECURRING, acquisition=spent)
    assert {facts(year, "revenue margin upkeep acquisition profit") for year in one.years} == {
        (10 * MILLION, 3 * MILLION, MILLION // 2, MILLION // 2, 2 * MILLION)
    }
    assert curve(one)[:3] == [(2027, -2_500_000), (2028, 0), (2029, 2_500_000)]
    assert curve(one)[-1] == (2036, 20 * MILLION)
    assert facts(one, "pays payback_year") == (True, 2028)
    # 2.5 M x (1 - q^10) / (1 - q) - 5 M, with q = 0.8 / 1.1
    assert one.lifetime_value == Decimal("3787190.54")


def test_a_stated_figure_a_year_and_its_margin_stand_before_what_is_open() -> None:
    stated = cost(expected_per_year=4 * MILLION, expected_margin=25, invested=3 * MILLION)
    one = acme(project(), acquisition=stated)
    assert source(one) is Source.EXPECTED
    assert facts(one.years[0], "year revenue margin assumed") == (2027, 4 * MILLION, MILLION, 0)
    assert facts(one, "pays payback_year pays_by") == (True, 2029, None)
    once = acme(purchasing=ONE_OFF, acquisition=stated)
    assert [(year.year, int(year.revenue)) for year in once.years] == [(2026, 4 * MILLION)]
    assert once.pays is False


def test_what_pays_back_after_the_years_of_its_cost_is_not_worth_it() -> None:
    slow = cost(invested=1000, years=2, since=2026, expected_per_year=1000)
    one = acme(acquisition=slow)
    assert facts(one, "pays payback_year pays_by") == (False, 2029, 2027)


def test_what_was_bought_once_is_not_expected_again() -> None:
    bought = order("po-1", "2025-06-01", 10 * MILLION)
    stated = cost(invested=5 * MILLION, expected_per_year=10 * MILLION, years=3)
    one = acme(orders=(bought,), purchasing=ONE_OFF, acquisition=stated)
    assert curve(one) == [(2025, -2 * MILLION), (2026, -2 * MILLION)]
    assert [int(year.acquisition) for year in one.years] == [5 * MILLION, 0]
    assert facts(one, "plan pays lifetime_value") == (None, False, -2 * MILLION)
    # bought before it was won anew, or in this year: the rest of it is still expected
    anew = cost(invested=MILLION, expected_per_year=10 * MILLION, since=2026)
    assert curve(acme(orders=(bought,), purchasing=ONE_OFF, acquisition=anew))[1][1] == 5 * MILLION
    part = order("po-1", "2026-06-01", 4 * MILLION)
    one = acme(orders=(part,), purchasing=ONE_OFF, acquisition=stated)
    assert [(year.year, int(year.revenue)) for year in one.years] == [(2026, 10 * MILLION)]
    # what is open beside it still is
    one = acme(project(), orders=(bought,), purchasing=ONE_OFF, acquisition=stated)
    assert source(one) is Source.ONCE
    assert [int(year.acquisition) for year in one.years] == [25 * 10**5, 25 * 10**5, 0]
    assert curve(one)[-1] == (2027, MILLION)


def test_the_plan_runs_at_least_over_the_years_that_bear_the_cost() -> None:
    slow = cost(
        invested=5 * MILLION, years=20, expected_per_year=MILLION, expected_margin=30, since=2026
    )
    one = acme(acquisition=slow)
    assert curve(one)[-2:] == [(2044, 700_000), (2045, MILLION)]
    assert facts(one, "pays payback_year pays_by") == (True, 2042, 2045)
    # 0.3 M x (1 - q^20) / (1 - q) - 5 M, with q = 0.8 / 1.1
    assert one.lifetime_value == Decimal("-3901885.12")


# What was sold


def test_a_credit_note_of_this_year_stays_whatever_is_expected() -> None:
    credit = (order("po-1", "2025-12-01", 1000), order("po-2", "2026-02-01", -1200))
    spent = cost(invested=100)
    one = acme(orders=credit, purchasing=RECURRING, acquisition=spent)
    assert facts(one.years[-1], "revenue margin planned") == (-1200, -360, False)
    assert facts(one, "realised coming lifetime_value") == (-60, 0, -160)
    assert curve(one) == [(2025, 200), (2026, -160)]
    deal = opportunity("acme/mes", amount=500, close_date="2026-12-01")
    one = acme(deal, orders=credit, purchasing=ONE_OFF, acquisition=spent)
    assert facts(one.years[-1], "year revenue margin planned") == (2026, -700, -210, True)
    nothing = cost(expected_per_year=0)
    one = acme(orders=credit, acquisition=nothing)
    assert facts(one.years[1], "revenue planned") == (-1200, False)
    stated = cost(expected_per_year=1000)
    one = acme(orders=credit, acquisition=stated)
    assert facts(one.years[1], "revenue margin") == (-200, -60)


def test_a_margin_that_the_account_states_counts_for_all_that_states_none() -> None:
    bare = (order("po-1", "2025-12-01", 1000), order("po-2", "2026-02-01", 500, margin=100))
    one = acme(orders=bare, purchasing=RECURRING, acquisition=cost(expected_margin=60))
    # 500 of the pace's 1500, at its margin of 700 / 1500, were sold this year
    assert [facts(year, "revenue margin assumed") for year in one.years[:3]] == [
        (1000, 600, 0), (1500, Decimal("566.67"), 0), (1500, 700, 0),
    ]  # fmt: skip


def test_what_was_earned_this_year_is_neither_to_come_nor_discounted() -> None:
    one = acme(
        orders=(
            order("po-1", "2025-03-01", 10_000, margin=1000),
            order("po-2", "2025-12-01", 5000, margin=4000),
            order("po-3", "2026-03-01", 20_000, margin=8000),
        ),
        purchasing=RECURRING,
        acquisition=cost(invested=1000, upkeep_per_year=100),
    )
    # of a pace of 25,000 with 12,000 margin 20,000 are sold: 5,000 x 48 % are still to come
    assert facts(one.years[1], "revenue margin planned") == (25_000, 10_400, True)
    assert one.realised == 13_000 - 200
    keep = Decimal("0.8") / Decimal("1.1")
    later = sum((11_900 * keep**place for place in range(2, 11)), 2400 * keep)
    assert one.coming == later.quantize(Decimal("0.01"))


def test_what_was_ordered_of_an_open_one_is_sold_and_no_longer_open() -> None:
    deal = opportunity("acme/mes", amount=500, close_date="2027-02-01")
    called = order("po-1", "2026-02-01", 200, opportunity="mes")
    one = acme(deal, orders=(called, order("po-2", "2026-03-01", 10)))
    assert [(year.year, int(year.revenue)) for year in one.years] == [(2026, 210), (2027, 300)]
    abroad = opportunity("acme/mes", amount=500, currency="EUR")
    one = acme(abroad, orders=(called,))
    assert one.open_apart == (("EUR", Decimal(300)),)
    whole = order("po-1", "2026-02-01", 500, opportunity="mes")
    assert acme(abroad, orders=(whole,)).open_apart == ()


def test_years_that_are_over_count_what_was_sold_and_coming_ones_its_pace() -> None:
    one = acme(
        orders=(
            order("po-1", "2024-05-01", 900, margin=300),
            order("po-2", "2026-02-01", 1000, margin=400),
            order("po-3", "2026-03-01", 200),
            order("po-4", "2027-01-01", 9999),
        ),
        acquisition=cost(invested=900, years=3, upkeep_per_year=50),
    )
    assert source(one) is Source.PACE
    assert [facts(year, "year revenue margin assumed planned") for year in one.years[:4]] == [
        (2024, 900, 300, 0, False),
        (2025, 0, 0, 0, False),
        (2026, 1200, 460, 60, False),
        (2027, 1200, 460, 60, True),
    ]
    assert curve(one)[:4] == [(2024, -650), (2025, -700), (2026, -290), (2027, 120)]
    assert facts(one, "realised payback_year pays_by pays") == (610, 2027, 2026, False)


def test_a_cost_counts_from_the_year_in_which_it_was_spent() -> None:
    one = acme(
        orders=(order("po-1", "2024-05-01", 1000, margin=300),),
        acquisition=cost(invested=100, upkeep_per_year=10, since=2025),
        purchasing=RECURRING,
    )
    assert curve(one) == [(2024, 300), (2025, 190), (2026, 180)]
    assert facts(one, "plan payback_year") == (None, 2025)


def test_one_that_bought_in_one_year_alone_is_not_taken_to_come_again() -> None:
    bought = order("po-1", "2026-05-01", 1000, margin=300)
    assert acme(orders=(bought,)).plan is None
    assert len(acme(orders=(bought,), purchasing=RECURRING).years) == WORTH.horizon
    repeat = acme(orders=(bought, order("po-2", "2025-12-31", 1, margin=1)))
    assert source(repeat) is Source.PACE


def test_what_is_open_is_planned_by_its_schedule_or_close_date_and_never_in_the_past() -> None:
    phases = (
        Phase(period="2025Q1", amount=Decimal(100)),
        Phase(period="2028", amount=Decimal(300)),
        Phase(period="2029", amount=Decimal(0)),
    )
    parted = opportunity("acme/parted", amount=800, schedule=phases)
    late = opportunity("acme/late", amount=50, close_date="2026-01-01")
    undated = opportunity("acme/undated", amount=7)
    lost = opportunity("acme/lost", amount=9, outcome=ended("lost", "2026-10-01"))
    one = acme(parted, late, undated, lost)
    revenues = [(year.year, int(year.revenue)) for year in one.years]
    assert revenues == [(2026, 257), (2027, 0), (2028, 600)]
    # every year the same: their average over the years that they span
    again = acme(parted, late, undated, lost, purchasing=RECURRING)
    assert {year.revenue for year in again.years} == {Decimal("285.67")}


def test_a_fiscal_year_is_named_by_the_year_in_which_it_ends() -> None:
    april = Settings(currency="CNY", fiscal_year_start=4)
    one = acme(orders=(order("po-1", "2026-04-01", 10),), settings=april)
    assert [year.year for year in one.years] == [2027]


def test_what_does_not_convert_is_apart_and_a_won_one_counts_by_its_outcome() -> None:
    foreign = opportunity("acme/abroad", currency="EUR", amount=100, outcome=won("2026-05-01"))
    called = opportunity("acme/called", currency="EUR", amount=100)
    home = opportunity("acme/home", amount=200, outcome=won("2026-06-01"))
    one = acme(foreign, called, home, orders=(order("po", "2026-07-01", 5, opportunity="called"),))
    assert sorted(int(sale.apart[1]) for sale in one.apart if sale.apart) == [5, 100]
    assert [year.revenue for year in one.years] == [200]


def test_of_an_account_without_any_fact_there_is_no_year() -> None:
    empty = acme()
    assert facts(empty, "years pays lifetime_value") == ((), None, 0)
    spent = acme(acquisition=cost(invested=100, years=0))
    assert curve(spent) == [(2026, -100)]
    assert facts(spent, "pays payback_year") == (None, None)


# Laws


@given(
    invested=st.integers(0, 10**9),
    years=st.integers(0, 15),
    upkeep=st.integers(0, 10**6),
    each=st.integers(0, 10**8),
    sold=st.lists(st.tuples(st.integers(2019, 2026), st.integers(-(10**6), 10**8)), max_size=5),
)
def test_the_curve_is_a_running_sum_that_ends_with_the_sum_of_all_profits(
    invested: int, years: int, upkeep: int, each: int, sold: list[tuple[int, int]]
) -> None:
    spent = cost(
        invested=invested, years=years, upkeep_per_year=upkeep, expected_per_year=each, since=2022
    )
    orders = tuple(
        order(f"po-{place}", f"{year}-01-15", amount) for place, (year, amount) in enumerate(sold)
    )
    one = acme(orders=orders, acquisition=spent)
    reached = Decimal(0)
    for year in one.years:
        reached += year.margin - year.upkeep - (invested if year.year == 2022 else 0)
        assert year.cumulative == reached
        assert year.profit == year.margin - year.upkeep - year.acquisition
    assert sum(year.acquisition for year in one.years) == invested
    assert one.years[-1].cumulative == sum(year.profit for year in one.years)
    paid = [year.year for year in one.years if year.year >= 2022 and year.cumulative >= 0]
    assert one.payback_year == (paid[0] if paid else None)
    assert one.lifetime_value == one.realised + one.coming - invested
