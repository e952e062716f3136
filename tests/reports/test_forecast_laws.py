"""Laws of the forecast over generated books: nothing is lost, nothing twice, every sum exact."""

from collections.abc import Iterable
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.deals import build_deals
from kam.domain.periods import Grain, Period, span
from kam.domain.states import Category
from kam.reports.forecast import Forecast, ForecastRow, build_forecast, place
from kam.reports.selection import Apart, By, Filter
from tests.domain.builders import TODAY
from tests.strategies import LAW, OWNERS, books

COLUMNS = ("closed", "commit", "best_case", "pipeline", "omitted", "weighted")
DERIVED = ("expected", "commit_forecast", "best_case_forecast", "open_pipeline")
GROUPINGS = st.sampled_from([None, *By])


def forecast(
    book: Book, grain: Grain = Grain.QUARTER, by: By | None = None, chosen: Filter | None = None
) -> Forecast:
    deals = build_deals(book, TODAY)
    return build_forecast(deals, book.targets, book.settings, TODAY, grain, by, chosen or Filter())


def total(rows: Iterable[ForecastRow], name: str) -> Decimal:
    return sum((getattr(row, name) for row in rows if getattr(row, name) is not None), Decimal(0))


def counted(book: Book) -> list[Deal]:
    """The open deals that are in a period."""
    found = [(deal, place(deal, TODAY)) for deal in build_deals(book, TODAY) if deal.is_open]
    return [deal for deal, where in found if not isinstance(where, Apart)]


@LAW
@given(books(), st.sampled_from(Grain), GROUPINGS)
def test_rows_add_up_to_the_totals_to_the_cent(book: Book, grain: Grain, by: By | None) -> None:
    result = forecast(book, grain, by)
    for name in ("count", "target", *COLUMNS, *DERIVED):
        assert total(result.rows, name) == (getattr(result.totals, name) or 0)


@LAW
@given(books(), GROUPINGS)
def test_the_totals_do_not_hang_on_the_grain(book: Book, by: By | None) -> None:
    months, quarters, years = (forecast(book, grain, by) for grain in Grain)
    for name in ("count", "target", *COLUMNS, *DERIVED):
        assert getattr(months.totals, name) == getattr(quarters.totals, name)
        assert getattr(quarters.totals, name) == getattr(years.totals, name)
    assert months.count_unique == quarters.count_unique == years.count_unique
    assert months.other == quarters.other == years.other


@LAW
@given(books())
def test_the_months_of_a_quarter_and_the_quarters_of_a_year_add_up_to_it(book: Book) -> None:
    months, quarters, years = (forecast(book, grain) for grain in Grain)
    year_start = book.settings.fiscal_year_start
    for fine, coarse in ((months, quarters), (quarters, years)):
        for row in coarse.rows:
            whole = Period.parse(row.period or "", year_start)
            parts = [one for one in fine.rows if _begins_in(one, whole, year_start)]
            for name in ("count", "target", *COLUMNS):
                assert total(parts, name) == (getattr(row, name) or 0)


def _begins_in(row: ForecastRow, whole: Period, year_start: int) -> bool:
    first = Period.parse(row.period or "", year_start).first_day
    return whole.first_day <= first <= whole.last_day


@LAW
@given(books(), st.sampled_from(By))
def test_the_groups_of_a_period_add_up_to_the_period(book: Book, by: By) -> None:
    plain, grouped = forecast(book), forecast(book, by=by)
    for row in plain.rows:
        groups = [one for one in grouped.rows if one.period == row.period]
        for name in (*COLUMNS, *DERIVED):
            assert total(groups, name) == getattr(row, name)
        if by is not By.LINE:
            assert sum(one.count for one in groups) == row.count
    assert grouped.count_unique == plain.totals.count
    assert grouped.other == plain.other


@LAW
@given(books())
def test_every_open_deal_is_in_one_place(book: Book) -> None:
    """A framework's orders that nothing converts are closed: they are said beside its open rest."""
    whole = forecast(book)
    for deal in build_deals(book, TODAY):
        alone = build_forecast([deal], (), book.settings, TODAY)
        kinds = {row.kind for row in whole.other if deal.id in row.deals}
        assert kinds == {row.kind for row in alone.other}
        stands = {where for where in (place(deal, TODAY),) if isinstance(where, Apart)}
        closings = {Apart.UNCONVERTED} if deal.unbooked else set()
        assert kinds - closings == (stands - closings if deal.is_open else set())
        assert alone.totals.count == (deal.is_open and not stands)


@LAW
@given(books())
def test_what_is_open_is_counted_or_stands_apart_to_the_cent(book: Book) -> None:
    result = forecast(book)
    opened = [deal for deal in build_deals(book, TODAY) if deal.is_open]
    apart = sum((row.amount for row in result.other), Decimal(0))
    inside = result.totals.open_pipeline + result.totals.omitted
    assert inside + apart == sum(deal.value for deal in opened)


@LAW
@given(books(), GROUPINGS)
def test_weighted_is_the_sum_of_what_was_rounded_per_deal(book: Book, by: By | None) -> None:
    """Omitted ones are in their own column and in no weighted figure."""
    kept = [deal for deal in counted(book) if deal.category is not Category.OMITTED]
    totals = forecast(book, by=by).totals
    assert totals.weighted == sum(deal.weighted for deal in kept)
    assert totals.open_pipeline == sum(deal.value for deal in kept)


@LAW
@given(books())
def test_the_owners_and_those_without_one_make_up_the_book(book: Book) -> None:
    parts = [forecast(book, chosen=Filter(owner=owner)).totals for owner in OWNERS]
    grouped = forecast(book, by=By.OWNER)
    for name in COLUMNS:
        nobody = total((row for row in grouped.rows if not row.group), name)
        assert total(parts, name) + nobody == getattr(forecast(book).totals, name)


@LAW
@given(books(), st.sampled_from(Grain))
def test_the_periods_have_no_gap_and_begin_with_the_fiscal_year(book: Book, grain: Grain) -> None:
    year_start = book.settings.fiscal_year_start
    periods = [Period.parse(row.period or "", year_start) for row in forecast(book, grain).rows]
    assert periods == list(span(periods[0], periods[-1]))
    assert periods[0].first_day == Period.of(TODAY, Grain.YEAR, year_start).first_day
    assert periods[-1].last_day >= TODAY
