from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.lines import less_ordered, lines_of
from kam.domain.opportunity import Product
from tests.strategies import LAW

NAMES = st.sampled_from(["automation", "agv", "service", "other"])
AMOUNTS = st.decimals(-500, 2000, places=2)


def products(**lines: int | None) -> list[Product]:
    return [
        Product(line=line, amount=None if amount is None else Decimal(amount))
        for line, amount in lines.items()
    ]


def test_what_the_products_leave_is_other() -> None:
    lines = lines_of(products(automation=60, agv=None), Decimal(100))
    assert lines == {"automation": 60, "other": 40}


def test_products_that_make_up_the_amount_leave_no_other() -> None:
    assert lines_of(products(automation=60, agv=40), Decimal(100)) == {"automation": 60, "agv": 40}


def test_a_line_that_is_written_twice_is_one() -> None:
    twice = [*products(agv=30), *products(agv=20, other=10)]
    assert lines_of(twice, Decimal(100)) == {"agv": 50, "other": 50}


def test_a_price_below_the_products_is_a_negative_other() -> None:
    assert lines_of(products(agv=100), Decimal(90)) == {"agv": 100, "other": -10}


def test_an_order_takes_from_its_own_line() -> None:
    lines = {"automation": Decimal(60), "agv": Decimal(40)}
    assert less_ordered(lines, [("agv", Decimal(15))]) == {"automation": 60, "agv": 25}
    assert less_ordered(lines, [("agv", Decimal(40))]) == {"automation": 60}


def test_what_is_ordered_beyond_a_line_is_taken_from_other_first() -> None:
    lines = {"automation": Decimal(60), "agv": Decimal(20), "other": Decimal(20)}
    assert less_ordered(lines, [("agv", Decimal(30))]) == {"automation": 60, "other": 10}
    assert less_ordered(lines, [("agv", Decimal(50))]) == {"automation": 50}


def test_an_order_of_a_strange_line_takes_from_other() -> None:
    lines = {"automation": Decimal(60), "other": Decimal(40)}
    assert less_ordered(lines, [("training", Decimal(10))]) == {"automation": 60, "other": 30}
    assert less_ordered({"automation": Decimal(60)}, [("training", Decimal(10))]) == {
        "automation": 50
    }


def test_more_ordered_than_agreed_leaves_nothing() -> None:
    assert less_ordered({"agv": Decimal(40)}, [("agv", Decimal(100))]) == {}


@LAW
@given(st.dictionaries(NAMES, AMOUNTS, max_size=4), st.lists(st.tuples(NAMES, AMOUNTS), max_size=4))
def test_the_rest_of_a_framework_adds_up_and_has_no_negative_line(
    lines: dict[str, Decimal], orders: list[tuple[str, Decimal]]
) -> None:
    left = less_ordered(lines, orders)
    rest = sum(lines.values()) - sum(amount for _, amount in orders)
    assert sum(left.values()) == max(0, rest)
    assert all(amount > 0 for amount in left.values())
