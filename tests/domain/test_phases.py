"""A deal over the phases of its schedule, less what was ordered of it."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.opportunity import Opportunity, Phase
from kam.domain.phases import PhasePart, phase_parts
from kam.domain.states import Kind
from tests.domain.builders import deal, opportunity, order, won

COMPLETE = {"2027Q2": 1200, "2027Q4": 2000}


def parts(
    one: Opportunity, ordered: object = 0, year_start: int = 1, **more: Any
) -> tuple[PhasePart, ...]:
    return phase_parts(deal(one, **more), one.schedule, Decimal(str(ordered)), year_start)


def shown(found: tuple[PhasePart, ...]) -> list[tuple[str | None, Any]]:
    return [(str(part.day) if part.day else None, part.amount) for part in found]


def mes(**stated: Any) -> Opportunity:
    facts = {"amount": 3200, "stage": "C", "close_date": "2027-03-31", "schedule": COMPLETE}
    return opportunity(**{**facts, **stated})


def test_a_phase_counts_on_the_last_day_of_its_period() -> None:
    found = parts(mes())
    assert shown(found) == [("2027-06-30", 1200), ("2027-12-31", 2000)]
    assert [part.weighted for part in found] == [600, 1000]
    assert [dict(part.lines) for part in found] == [{"other": 1200}, {"other": 2000}]
    assert shown(parts(mes(schedule={"2027": 3200}), year_start=4)) == [("2027-03-31", 3200)]


def test_what_a_schedule_leaves_has_no_day_and_it_never_brings_more_than_the_deal() -> None:
    assert shown(parts(mes(schedule={"2027Q2": 1200}))) == [("2027-06-30", 1200), (None, 2000)]
    assert shown(parts(mes(schedule={"2027Q2": 3200, "2027Q3": 3200}))) == [
        ("2027-06-30", 1600),
        ("2027-09-30", 1600),
    ]
    assert shown(parts(mes(schedule={"2027Q2": 0}))) == [(None, 3200)]


def test_orders_take_the_earliest_phases() -> None:
    assert shown(parts(mes(), 1200)) == [("2027-12-31", 2000)]
    assert shown(parts(mes(), 1300)) == [("2027-12-31", 1900)]
    assert shown(parts(mes(), -100)) == [("2027-06-30", 1200), ("2027-12-31", 2000), (None, 100)]
    assert parts(mes(), 3200) == parts(mes(), 5000) == ()
    framework = mes(kind=Kind.FRAMEWORK)
    called = (order("po-1", "2026-02-01", 1000, opportunity="mes"),)
    left = parts(framework, 1000, orders={"acme": called})
    assert shown(left) == [("2027-06-30", 200), ("2027-12-31", 2000)]
    assert [part.weighted for part in left] == [100, 1000]


def test_a_won_deal_has_nothing_weighted() -> None:
    found = parts(mes(outcome=won("2026-05-01")), 1200)
    assert [part.weighted for part in found] == [0]


def test_without_an_amount_there_is_nothing_to_share_out() -> None:
    assert parts(mes(amount=None)) == parts(mes(amount=0)) == parts(mes(currency="GBP")) == ()
    assert shown(parts(mes(amount=-100, schedule={}))) == [(None, -100)]


@given(
    st.lists(st.integers(1, 10**9), min_size=1, max_size=5),
    st.lists(st.integers(1, 10**9), min_size=1, max_size=4),
    st.integers(0, 10**9),
)
def test_the_parts_add_up_to_the_deal_to_the_cent(
    phases: list[int], lines: list[int], ordered: int
) -> None:
    sizes = [Decimal(one).scaleb(-2) for one in phases]
    products = {f"line-{place}": Decimal(one).scaleb(-2) for place, one in enumerate(lines)}
    amount = sum(products.values())
    one = mes(
        amount=amount,
        products=products,
        currency="USD",
        schedule={f"2027-{place + 1:02d}": size for place, size in enumerate(sizes)},
    )
    row = deal(one)
    assert all(isinstance(phase, Phase) for phase in one.schedule)
    taken = min(Decimal(ordered).scaleb(-2), amount - Decimal("0.01"))
    whole = parts(one)
    assert sum(part.amount for part in whole) == row.amount
    assert sum(part.weighted for part in whole) == row.weighted
    for name, size in row.lines:
        assert sum(dict(part.lines).get(name, Decimal(0)) for part in whole) == size
    for part in (*whole, *parts(one, taken)):
        assert sum(size for _, size in part.lines) == part.amount
