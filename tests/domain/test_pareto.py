"""ABC by cumulative profit: worked by hand over ten accounts, and its laws."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.pareto import Rank, rank_by_profit
from tests.domain.builders import MODELS
from tests.strategies import LAW

CLASSES = MODELS.accounts.classes
TEN = {
    "ash": 400,
    "bay": 250,
    "cob": 150,  # 400 + 250 + 150 = 800 of 1,000: the 80 % are reached here
    "dun": 60,
    "elm": 50,
    "fir": 30,
    "gum": 20,  # 800 + 60 + 50 + 30 + 20 = 960: this one crosses 95 %
    "hay": 20,
    "ivy": 20,
    "jut": 0,
}


def ranked(**profits: int) -> dict[str, Rank]:
    return rank_by_profit({name: Decimal(profit) for name, profit in profits.items()}, CLASSES)


def test_ten_accounts_by_hand() -> None:
    found = ranked(**TEN)
    assert {name: rank.letter for name, rank in found.items()} == {
        "ash": "A", "bay": "A", "cob": "A",
        "dun": "B", "elm": "B", "fir": "B", "gum": "B",
        "hay": "C", "ivy": "C", "jut": "C",
    }  # fmt: skip
    assert found["bay"] == Rank(Decimal("0.25"), Decimal("0.65"), "A")
    assert found["gum"] == Rank(Decimal("0.02"), Decimal("0.96"), "B")
    assert found["ivy"].cumulative == 1
    assert found["jut"] == Rank(None, None, "C")


def test_the_only_customer_is_an_a() -> None:
    assert ranked(acme=10)["acme"] == Rank(Decimal(1), Decimal(1), "A")


def test_what_loses_money_takes_no_part_in_the_shares() -> None:
    found = ranked(acme=100, bell=-90)
    assert found == {"acme": Rank(Decimal(1), Decimal(1), "A"), "bell": Rank(None, None, "C")}
    assert ranked(acme=-1)["acme"].letter == "C"
    assert ranked() == {}


PROFITS = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=3),
    st.decimals(-(10**9), 10**12, places=2),
    max_size=30,
)


@LAW
@given(PROFITS)
def test_shares_are_a_whole_and_classes_never_rise(profits: dict[str, Decimal]) -> None:
    found = list(rank_by_profit(profits, CLASSES).values())
    shares = [rank.share for rank in found if rank.share is not None]
    assert len(shares) == sum(profit > 0 for profit in profits.values())
    assert not shares or abs(sum(shares, Decimal(-1))) <= len(shares) * Decimal("0.00005")
    assert [rank.cumulative for rank in found if rank.cumulative is not None][-1:] in ([], [1])
    letters = [rank.letter for rank in found]
    assert all(one <= other for one, other in pairwise(letters))
    assert shares == sorted(shares, reverse=True)
