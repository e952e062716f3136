"""Laws of the pipeline over generated books."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.book import Book
from kam.domain.deals import build_deals
from kam.reports.pipeline import Pipeline, build_pipeline
from kam.reports.selection import By, apart
from tests.domain.builders import TODAY
from tests.strategies import LAW, books

SUMS = ("count", "amount", "weighted", "stalled")
GROUPINGS = [by for by in By if by is not By.CATEGORY]


def pipeline(book: Book, by: By | None = None) -> Pipeline:
    deals = build_deals(book, TODAY)
    return build_pipeline(deals, book.methods.playbooks, book.settings, TODAY, by)


@LAW
@given(books(), st.sampled_from([None, *GROUPINGS]))
def test_rows_add_up_to_the_totals_and_the_totals_to_the_deals(book: Book, by: By | None) -> None:
    result = pipeline(book, by)
    for name in SUMS:
        assert sum(getattr(row, name) for row in result.rows) == getattr(result.totals, name)
    counted = [one for one in build_deals(book, TODAY) if one.is_open and apart(one) is None]
    assert result.totals.amount == sum(deal.value for deal in counted)
    assert result.totals.weighted == sum(deal.weighted for deal in counted)
    assert result.totals.count_unique == len(counted)


@LAW
@given(books(), st.sampled_from(GROUPINGS))
def test_the_groups_of_a_stage_add_up_to_the_stage(book: Book, by: By) -> None:
    plain, grouped = pipeline(book), pipeline(book, by)
    for row in plain.rows:
        place = (row.playbook, row.stage)
        groups = [one for one in grouped.rows if (one.playbook, one.stage) == place]
        for name in SUMS[:] if by is not By.LINE else ("amount", "weighted"):
            assert sum(getattr(one, name) for one in groups) == getattr(row, name)


@LAW
@given(books())
def test_every_open_deal_is_at_its_stage_or_apart(book: Book) -> None:
    result = pipeline(book)
    apart_count = sum(row.count for row in result.other)
    opened = [deal for deal in build_deals(book, TODAY) if deal.is_open]
    assert result.totals.count + apart_count == len(opened)
    apart_amount = sum((row.amount for row in result.other), Decimal(0))
    assert result.totals.amount + apart_amount == sum(deal.value for deal in opened)


@LAW
@given(books())
def test_no_stage_is_no_weight_unless_a_person_weighs_it(book: Book) -> None:
    weighed = {one.reference for _, one in book.opportunities() if one.probability}
    for deal in build_deals(book, TODAY):
        if deal.stage is None and deal.id not in weighed:
            assert deal.weighted == 0


@LAW
@given(books())
def test_an_open_deal_is_never_at_0_or_100_percent(book: Book) -> None:
    for deal in build_deals(book, TODAY):
        if deal.is_open and deal.probability is not None:
            assert 0 < deal.probability < 100
