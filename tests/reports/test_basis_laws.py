"""Laws of the bases over generated books: an amount counts once, whenever it counts."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.basis import Basis
from kam.domain.book import Book
from kam.domain.deals import build_deals
from kam.domain.opportunity import Phase
from kam.domain.order import Order, Payment
from kam.domain.periods import Grain, Period
from kam.reports.basis import Sources, on_basis
from kam.reports.forecast import Forecast, build_forecast
from kam.reports.selection import By
from tests.domain.builders import TODAY
from tests.strategies import CENTS, LAW, NEAR, books

COLUMNS = ("closed", "commit", "best_case", "pipeline", "omitted", "weighted", "count")
PERIODS = ("2025Q4", "2026-10", "2026Q4", "2027-02", "2027Q3", "2028")
SCHEDULES = st.lists(
    st.dictionaries(st.sampled_from(PERIODS), CENTS, max_size=3), min_size=12, max_size=12
)
OTHERS = st.sampled_from([Basis.REVENUE, Basis.CASH])


def forecast(book: Book, basis: Basis, by: By | None = None) -> Forecast:
    sources = Sources(
        folders=book.folders,
        settings=book.settings,
        model=book.models.service,
        unread=frozenset(),
        today=TODAY,
    )
    rows = on_basis(basis, build_deals(book, TODAY), sources)
    first = Period.parse("2020", book.settings.fiscal_year_start)
    return build_forecast(
        rows, (), book.settings, TODAY, Grain.QUARTER, by, first=first, basis=basis
    )


def grand(result: Forecast) -> Decimal:
    """All amounts, in a period or below them."""
    columns = (getattr(result.totals, name) for name in COLUMNS[:5])
    return sum(columns, Decimal(0)) + sum((row.amount for row in result.other), Decimal(0))


def phased(book: Book, schedules: list[dict[str, Decimal]]) -> Book:
    """The book with a schedule for each opportunity."""
    given = iter(schedules)
    folders = [
        replace(
            folder,
            opportunities=tuple(
                replace(
                    one,
                    schedule=tuple(
                        Phase(period=when, amount=part) for when, part in next(given).items()
                    ),
                )
                for one in folder.opportunities
            ),
        )
        for folder in book.folders
    ]
    return replace(book, folders=tuple(folders))


def paid(book: Book, days: list[tuple[int, object]]) -> Book:
    """The book with two payments of each order, which add up to it."""
    given = iter(days)

    def shared(order: Order) -> Order:
        percent, day = next(given)
        first = (order.amount * percent / 100).quantize(Decimal("0.01"))
        payments = (
            Payment(kind="advance", amount=first, paid=day),  # type: ignore[arg-type]
            Payment(kind="final", amount=order.amount - first, due=day),  # type: ignore[arg-type]
        )
        return replace(order, payments=payments)

    folders = [replace(folder, orders=tuple(map(shared, folder.orders))) for folder in book.folders]
    return replace(book, folders=tuple(folders))


@LAW
@given(books(), SCHEDULES, OTHERS)
def test_without_orders_every_basis_has_the_same_grand_total(
    book: Book, schedules: list[dict[str, Decimal]], basis: Basis
) -> None:
    bare = replace(book, folders=tuple(replace(one, orders=()) for one in book.folders))
    whole = phased(bare, schedules)
    assert grand(forecast(whole, basis)) == grand(forecast(whole, Basis.BOOKINGS))


@LAW
@given(books(), st.lists(st.tuples(st.integers(0, 100), NEAR), min_size=12, max_size=12))
def test_what_is_sold_is_paid_to_the_cent(book: Book, days: list[tuple[int, object]]) -> None:
    whole = paid(book, days)
    assert grand(forecast(whole, Basis.CASH)) == grand(forecast(whole, Basis.REVENUE))


@LAW
@given(books(), SCHEDULES, OTHERS, st.sampled_from([By.OWNER, By.LINE, By.CATEGORY, By.GROUP]))
def test_groups_add_up_to_the_whole(
    book: Book, schedules: list[dict[str, Decimal]], basis: Basis, by: By
) -> None:
    whole = phased(book, schedules)
    one, several = forecast(whole, basis), forecast(whole, basis, by)
    assert several.count_unique == one.count_unique
    for name in COLUMNS[: -1 if by is By.LINE else None]:
        assert getattr(several.totals, name) == getattr(one.totals, name)
        assert sum(getattr(row, name) for row in several.rows) == getattr(several.totals, name)
