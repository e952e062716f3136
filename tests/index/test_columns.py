"""Rows of deals come back from their columns as they were, to the last digit."""

import json
from decimal import Decimal

from hypothesis import given

from kam.domain.book import Book
from kam.domain.deal import Booking, Deal
from kam.domain.deals import build_deals
from kam.domain.opportunity import Competitor
from kam.index.columns import pack_deals, unpack_deals
from tests.domain.builders import TODAY, day, deal, ended, opportunity, won
from tests.strategies import books


def there_and_back(*deals: Deal) -> list[Deal]:
    header, codes = pack_deals(deals)
    return unpack_deals(json.loads(json.dumps(header)), codes, len(deals))


def own(one: Deal) -> Deal:
    """A row without what hangs on other accounts, which is not kept."""
    return one._replace(group=one.account, superseded=False)


@given(books())
def test_the_rows_of_any_book_come_back(book: Book) -> None:
    rows = [own(one) for one in build_deals(book, TODAY)]
    assert repr(there_and_back(*rows)) == repr(rows)


def test_no_rows_are_no_columns() -> None:
    assert there_and_back() == []


def test_three_hundred_values_are_more_than_a_byte_tells_apart() -> None:
    row = own(deal(opportunity()))
    rows = [row._replace(name=f"Deal {number % 299}") for number in range(900)]
    assert there_and_back(*rows) == rows


def test_lines_and_bookings_of_their_own_come_back() -> None:
    odd = own(deal(opportunity(outcome=won("2026-01-02"))))._replace(
        lines=(("=", Decimal("3.00")), ("[", Decimal("4.00"))),
        bookings=(Booking(day("2026-01-02"), Decimal("-5.10"), "=x"),),
        unbooked=(Booking(day("2026-01-03"), Decimal(9), ""),),
    )
    assert repr(there_and_back(odd)) == repr([odd])


def test_the_customers_step_comes_back() -> None:
    known = [own(deal(opportunity()))._replace(buying_step=step) for step in (None, 5, 8, 5)]
    assert there_and_back(*known) == known


def test_the_track_the_hold_and_the_rivals_come_back() -> None:
    rivals = (
        Competitor(name="Corvane", price=Decimal("900.50")),
        Competitor(name='Tess "A; B"', price=Decimal(0)),
        Competitor(name="Bare"),
    )
    lost = ended("lost", "2026-05-01", reason="price", to="Bare", price=Decimal(7))
    history = ("2026-03-01 G", "2026-04-01 F")
    found = [
        own(deal(opportunity(history=history, competitors=rivals, outcome=lost))),
        own(deal(opportunity(history=history, stage="F", hold="2026-10-01"))),
    ]
    assert found[0].rivals[2].price == Decimal(7)
    assert repr(there_and_back(*found)) == repr(found)
