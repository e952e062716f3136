"""The pipeline: open deals at the milestones that they have reached."""

from decimal import Decimal
from typing import Any

from kam.domain.opportunity import Opportunity, Procurement
from kam.domain.settings import Member, Settings, Team, WorkCalendar
from kam.domain.states import Kind
from kam.reports.pipeline import Pipeline, PipelineRow, build_pipeline
from kam.reports.selection import By, Filter
from tests.domain.builders import (
    CNY,
    METHODS,
    TODAY,
    account,
    day,
    deals,
    ended,
    facts,
    opportunity,
    order,
    won,
)


def pipeline(
    *opportunities: Opportunity,
    by: By | None = None,
    chosen: Filter | None = None,
    settings: Settings = CNY,
    **more: Any,
) -> Pipeline:
    found = deals(*opportunities, settings=settings, **more)
    return build_pipeline(found, METHODS.playbooks, settings, TODAY, by, chosen or Filter())


def row(result: Pipeline, stage: str | None, group: str | None = None) -> PipelineRow:
    (found,) = (one for one in result.rows if (one.stage, one.group) == (stage, group))
    return found


def test_every_open_stage_has_a_row_and_none_yet_stands_first() -> None:
    result = pipeline(opportunity(amount=100, stage="C"))
    assert [one.stage for one in result.rows] == [None, "G", "F", "E", "D", "C", "B", "A"]
    assert facts(row(result, "C"), "count amount weighted probability") == (1, 100, 50, 50)
    assert facts(row(result, "A"), "count amount weighted median_days") == (0, 0, 0, None)
    assert result.currency == "CNY"
    assert result.tax == "included"


def test_the_worked_example_of_a_weighted_pipeline() -> None:
    result = pipeline(
        opportunity("acme/a", amount=3800, stage="A"),
        opportunity("acme/b", amount=22500, stage="F"),
    )
    assert facts(result.totals, "count amount weighted") == (2, 26300, 7920)


def test_a_target_on_the_list_is_counted_and_weighs_nothing() -> None:
    result = pipeline(opportunity(amount=100))
    assert facts(row(result, None), "count amount weighted probability") == (1, 100, 0, None)


def test_what_has_ended_is_in_no_stage() -> None:
    result = pipeline(opportunity(amount=100, stage="A", outcome=won("2026-03-01")))
    assert facts(result.totals, "count amount weighted") == (0, 0, 0)
    assert result.other == ()


def test_the_books_playbook_comes_first_then_the_others_in_use() -> None:
    dealers = Settings(currency="CNY", playbook="dealer")
    both = [opportunity("acme/a", playbook="milestone"), opportunity("acme/b")]
    found = [one.playbook for one in pipeline(*both, settings=dealers).rows]
    assert found == ["dealer"] * 5 + ["milestone"] * 8
    assert {one.playbook for one in pipeline().rows} == {"milestone"}


def test_a_default_playbook_that_does_not_read_has_no_rows() -> None:
    assert pipeline(settings=Settings(playbook="lost")).rows == ()


def test_what_is_held_unconverted_or_an_alternative_stands_apart() -> None:
    result = pipeline(
        opportunity("acme/held", amount=100, stage="A", hold="2026-10-01"),
        opportunity("acme/pounds", amount=50, currency="GBP", stage="A"),
        opportunity("acme/large", amount=80, stage="C", project="p", alternative=True),
        opportunity("acme/small", amount=60, stage="C", project="p", alternative=True),
        opportunity("acme/late", amount=10, stage="G", close_date="2026-01-01"),
    )
    other = {one.kind: facts(one, "count amount weighted deals") for one in result.other}
    assert other == {
        "held": (1, 100, 90, ("acme/held",)),
        "unconverted": (1, 0, 0, ("acme/pounds",)),
        "alternatives": (1, 60, 30, ("acme/small",)),
    }
    assert facts(result.totals, "count amount weighted") == (2, 90, 41)


def test_unconverted_amounts_are_said_by_currency_as_they_are_stated() -> None:
    result = pipeline(
        opportunity("acme/a", amount=50, currency="GBP"),
        opportunity("acme/b", amount=70, currency="GBP"),
        opportunity("acme/c", amount=10, currency="CHF"),
    )
    assert facts(result.other[0], "stated") == ((("CHF", 10), ("GBP", 120)),)


# Time in a stage


def test_days_are_by_when_half_have_left_a_stage_those_still_there_counted_in() -> None:
    """Of C one left after 10 days, one lost after 40, one stands there for 30: half by the 40th.

    Of B nobody knows: the one that left did so after 20 days, and two are there for longer.
    """
    result = pipeline(
        opportunity("acme/a", stage="B", history=("2026-10-22 C", "2026-11-01 B")),
        opportunity(
            "acme/b", stage="C", history=("2026-09-01 C",), outcome=ended("lost", "2026-10-11")
        ),
        opportunity("acme/c", stage="C", history=("2026-10-22 C",)),
        opportunity("acme/d", stage="C"),
        opportunity("acme/e", stage="B", history=("2026-10-01 B",), hold="2026-10-31"),
        opportunity("acme/f", stage="A", history=("2026-10-01 B", "2026-10-21 A")),
        opportunity("acme/g", stage="G", history=("2026-12-01 G", "2026-11-01 G")),
    )
    medians = [row(result, stage).median_days for stage in ("C", "B", "A", "G")]
    assert medians == [40, None, None, None]


def test_the_days_of_a_group_are_its_own() -> None:
    gone = ("2026-10-22 C", "2026-11-01 B")
    result = pipeline(
        opportunity("acme/a", stage="B", history=gone, owner="li.wei"),
        opportunity("acme/b", stage="C", history=("2026-10-22 C",), owner="anna.berg"),
        by=By.OWNER,
    )
    assert row(result, "C", "li.wei").median_days == 10
    assert row(result, "C", "anna.berg").median_days is None


def test_stalled_is_longer_than_the_stage_allows_in_working_days() -> None:
    """G allows 10 working days; 2026-11-21 is a Saturday, so ten lie after the 6th."""
    at_limit = opportunity("acme/a", stage="G", history=("2026-11-06 G",))
    beyond = opportunity("acme/b", stage="G", history=("2026-11-05 G",))
    result = pipeline(at_limit, beyond, opportunity("acme/c", stage="G"))
    assert (row(result, "G").stalled, result.totals.stalled) == (1, 1)
    holiday = Settings(calendar=WorkCalendar(holidays=(day("2026-11-20"),)))
    assert pipeline(beyond, settings=holiday).totals.stalled == 0


def test_what_is_held_or_has_no_limit_never_stalls() -> None:
    long_ago = ("2025-01-01 G",)
    result = pipeline(
        opportunity("acme/held", stage="G", history=long_ago, hold="2026-10-01"),
        opportunity("acme/listed", history=("2025-01-01",)),
        opportunity(
            "acme/b", playbook="dealer", stage="prospect", history=("2025-01-01 prospect",)
        ),
    )
    assert result.totals.stalled == 0


# Groups


def test_by_owner_every_group_has_every_stage_and_nobody_stands_last() -> None:
    result = pipeline(
        opportunity("acme/a", amount=1, stage="A", owner="zhao.min"),
        opportunity("acme/b", amount=2, stage="A", owner="li.wei"),
        opportunity("acme/c", amount=4, stage="A"),
        by=By.OWNER,
    )
    assert [one.group for one in result.rows] == ["li.wei"] * 8 + ["zhao.min"] * 8 + [""] * 8
    amounts = [row(result, "A", group).amount for group in ("li.wei", "zhao.min", "")]
    assert amounts == [2, 1, 4]


def test_a_group_has_the_stages_of_the_playbooks_that_it_uses() -> None:
    result = pipeline(
        opportunity("acme/a", stage="A", owner="li.wei"),
        opportunity("acme/b", playbook="dealer", stage="terms", owner="zhao.min"),
        by=By.OWNER,
    )
    found = [(one.playbook, one.group) for one in result.rows]
    assert found == [("milestone", "li.wei")] * 8 + [("dealer", "zhao.min")] * 5


def test_by_line_each_line_has_its_part_and_the_last_one_the_cents_that_are_left() -> None:
    result = pipeline(
        opportunity(amount="0.10", stage="C", products={"agv": "0.03", "service": "0.03"}),
        by=By.LINE,
    )
    found = [
        facts(row(result, "C", line), "count amount weighted")
        for line in ("agv", "service", "other")
    ]
    assert found == [
        (1, Decimal("0.03"), Decimal("0.02")),
        (1, Decimal("0.03"), Decimal("0.02")),
        (1, Decimal("0.04"), Decimal("0.01")),
    ]
    assert facts(result.totals, "count count_unique weighted") == (3, 1, Decimal("0.05"))


def test_by_line_a_deal_that_does_not_fit_its_customer_is_one_in_the_totals() -> None:
    late = opportunity(
        amount=30,
        stage="G",
        products={"agv": "10", "service": "10"},
        procurement=Procurement(procedure="purchase-tender", step="evaluation"),
    )
    result = pipeline(late, by=By.LINE)
    assert [row(result, "G", line).behind for line in ("agv", "service", "other")] == [1, 1, 1]
    assert facts(result.totals, "count count_unique ahead behind") == (3, 1, 0, 1)


def test_by_line_a_deal_without_an_amount_is_other() -> None:
    result = pipeline(opportunity(stage="C", products={"agv": None}), by=By.LINE)
    assert row(result, "C", "other").count == 1


def test_a_framework_counts_with_what_its_orders_have_left() -> None:
    result = pipeline(
        opportunity(kind=Kind.FRAMEWORK, amount=100, stage="C", products={"agv": 60}),
        orders={"acme": (order("po-1", "2026-02-01", 70, line="agv", opportunity="mes"),)},
        by=By.LINE,
    )
    assert [one.group for one in result.rows if one.count] == ["other"]
    assert facts(result.totals, "amount weighted") == (30, 15)


# Filters


FAMILY = (
    account("acme", owner="li.wei", segment="steel", tier="key", parent="group"),
    account("bell", owner="zhao.min", segment="food"),
    account("group", owner="boss"),
)
PAIR = (
    opportunity("acme/a", amount=1, stage="A"),
    opportunity("bell/b", amount=2, stage="A"),
    opportunity("group/c", amount=4, stage="A"),
)
CHINA = Settings(
    people={"li.wei": Member(team="north"), "boss": Member(team="china")},
    teams={"north": Team(parent="china"), "china": Team()},
)


def chosen(**wanted: str) -> Decimal:
    """The amount that a filter lets through, of 1 in acme, 2 in bell and 4 in group."""
    result = pipeline(*PAIR, accounts=FAMILY, settings=CHINA, chosen=Filter(**wanted))
    return result.totals.amount


def test_filters_are_facts_of_the_deal_and_its_account() -> None:
    assert chosen(owner="li.wei") == 1
    assert chosen(account="bell") == 2
    assert chosen(segment="steel") == 1
    assert chosen(tier="key") == 1
    assert chosen(owner="li.wei", segment="food") == 0


def test_the_filter_by_group_takes_the_whole_family() -> None:
    assert chosen(group="group") == 5


def test_the_filter_by_team_takes_the_teams_below_it_too() -> None:
    assert chosen(team="north") == 1
    assert chosen(team="china") == 5


def test_milestones_that_do_not_fit_the_customers_step_are_counted_where_a_step_is_known() -> None:
    def at(step: str | None) -> Procurement:
        return Procurement(procedure="purchase-tender", step=step)

    result = pipeline(
        opportunity("acme/a", stage="C", procurement=at("budget-approved")),
        opportunity("acme/b", stage="C", procurement=at("evaluation")),
        opportunity("acme/c", procurement=at("call")),
        opportunity("acme/d", stage="A", procurement=at(None)),
        opportunity("acme/e", stage="C", procurement=at("call"), outcome=won("2026-03-01")),
    )
    assert facts(row(result, "C"), "count ahead behind") == (2, 1, 0)
    assert facts(row(result, None), "count ahead behind") == (1, 0, 1)
    assert facts(result.totals, "count ahead behind") == (4, 1, 1)
