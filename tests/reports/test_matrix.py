"""The matrix: what the pipeline sums by stage, by stage and group."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.book import Book
from kam.domain.deals import build_deals
from kam.domain.opportunity import Opportunity
from kam.domain.playbook import Playbook
from kam.reports.matrix import Matrix, MatrixColumn, build_matrix
from kam.reports.pipeline import build_pipeline
from kam.reports.selection import By
from tests.domain.builders import CNY, METHODS, TODAY, account, deals, facts, opportunity, won
from tests.strategies import LAW, books

SUMS = "count amount weighted"
GROUPINGS = [by for by in By if by not in {By.CATEGORY, By.KIND}]


def matrix(*opportunities: Opportunity, by: By = By.LINE, **more: Any) -> Matrix:
    found = deals(*opportunities, **more)
    return build_matrix(found, METHODS.playbooks, CNY, TODAY, by)


def stage(result: Matrix, group: str, key: str | None) -> tuple[Any, ...]:
    ((found),) = (
        cell for (own, column), cell in result.cells.items() if (own, column.stage) == (group, key)
    )
    return facts(found, SUMS)


def test_the_worked_example_of_a_funnel() -> None:
    """3,800 x 90 % + 22,500 x 20 % = 7,920."""
    result = matrix(
        opportunity("acme/a", amount=3800, stage="A", products={"agv": 3800}),
        opportunity("acme/b", amount=22500, stage="F", products={"service": 22500}),
    )
    assert stage(result, "agv", "A") == (1, 3800, 3420)
    assert stage(result, "service", "F") == (1, 22500, 4500)
    assert facts(result.totals, SUMS) == (2, 26300, 7920)


def test_every_stage_of_the_playbook_has_a_column_and_what_has_ended_is_in_none() -> None:
    result = matrix(opportunity(amount=1, stage="A", outcome=won("2026-03-01")), by=By.SEGMENT)
    assert [column.stage for column in result.columns] == [None, "G", "F", "E", "D", "C", "B", "A"]
    assert (result.cells, result.folded) == ({}, False)


def test_a_segment_is_that_of_the_account_and_what_has_none_stands_last() -> None:
    result = matrix(
        opportunity("acme/a", amount=100, stage="C"),
        opportunity("bell/b", amount=40, stage="C"),
        opportunity("bell/held", amount=7, stage="C", hold="2026-10-01"),
        by=By.SEGMENT,
        accounts=(account("acme", segment="steel"),),
    )
    assert {group: cell.amount for group, cell in result.groups.items()} == {"steel": 100, "": 40}
    assert list(result.groups) == ["steel", ""]
    assert facts(result.other[0], "kind amount") == ("held", 7)


def test_several_playbooks_fold_into_one_funnel_by_buying_step() -> None:
    """Terms of the dealer belong to step 4, as D of the milestones does."""
    result = matrix(
        opportunity("acme/a", amount=100, stage="D"),
        opportunity("acme/b", amount=10, stage="terms", playbook="dealer"),
        opportunity("acme/c", amount=1),
    )
    assert result.folded
    assert [column.buying_step for column in result.columns] == [0, 1, 2, 3, 4, 5, 6, 7]
    column = MatrixColumn(None, None, 4)
    assert facts(result.cells["other", column], SUMS) == (2, 110, 37.5)
    assert result.columns[MatrixColumn(None, None, 0)].amount == 1


def test_a_stage_that_belongs_to_no_step_has_a_column_of_its_own_at_the_end() -> None:
    dealer = METHODS.playbooks["dealer"]
    bare = {key: replace(one, buying_step=None) for key, one in dealer.stages.items()}
    books_own: dict[str, Playbook] = {**METHODS.playbooks, "dealer": replace(dealer, stages=bare)}
    found = deals(
        opportunity("acme/a", amount=100, stage="D"),
        opportunity("acme/b", amount=10, stage="terms", playbook="dealer"),
    )
    result = build_matrix(found, books_own, CNY, TODAY, By.LINE)
    assert list(result.columns)[-1].buying_step is None
    assert result.columns[MatrixColumn(None, None, None)].amount == 10


def test_by_line_one_opportunity_is_in_several_rows_and_counted_once() -> None:
    result = matrix(opportunity(amount=100, stage="C", products={"agv": 60, "service": 40}))
    assert facts(result.totals, "count amount") == (2, 100)
    assert result.count_unique == 1


@LAW
@given(books(), st.sampled_from(GROUPINGS))
def test_rows_and_columns_add_up_to_the_pipelines_totals(book: Book, by: By) -> None:
    found, playbooks = build_deals(book, TODAY), book.methods.playbooks
    result = build_matrix(found, playbooks, book.settings, TODAY, by)
    pipeline = build_pipeline(found, playbooks, book.settings, TODAY, by)
    for name in SUMS.split():
        whole = getattr(pipeline.totals, name)
        for sums in (result.groups.values(), result.columns.values(), [result.totals]):
            assert sum(getattr(cell, name) for cell in sums) == whole
    assert result.count_unique == pipeline.totals.count_unique
    assert result.other == pipeline.other
    if not result.folded:
        for row in pipeline.rows:
            column = next((one for one in result.columns if one.stage == row.stage), None)
            if column and column.playbook == row.playbook:
                assert facts(result.cells[row.group, column], SUMS) == facts(row, SUMS)
