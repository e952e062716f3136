"""One real project: its lots and alternatives in whatever accounts, and what of them counts."""

from kam.domain.opportunity import Opportunity, Party
from kam.reports.project import Project, build_project
from tests.domain.builders import deals, ended, facts, opportunity, won


def project(*opportunities: Opportunity) -> Project:
    return build_project("line-3", deals(*opportunities), {"east/b": (Party(name="East"),)})


def part(reference: str, **more: object) -> Opportunity:
    return opportunity(reference, project="line-3", amount=1000, **more)


def lines(result: Project) -> list[str]:
    return [f"{one.deal.lot} {one.deal.id} {one.apart or ''}".rstrip() for one in result.parts]


def test_of_alternatives_in_several_accounts_the_highest_weighted_counts() -> None:
    result = project(
        part("east/b", lot="1", stage="C", alternative=True),
        part("west/a", lot="1", stage="A", alternative=True),
        part("west/c", lot="2", stage="B"),
        part("acme/d", lot="2", hold="2026-11-01"),
        opportunity("acme/e", project="other", amount=7, stage="A"),
    )
    assert lines(result) == [
        "1 west/a",
        "1 east/b alternatives",
        "2 west/c",
        "2 acme/d held",
    ]
    assert facts(result, "open_amount weighted won") == (2000, 1650, 0)
    assert [one.parties for one in result.parts[:2]] == [(), (Party(name="East"),)]


def test_a_won_lot_is_won_once_and_its_open_alternatives_count_no_more() -> None:
    result = project(
        part("east/b", lot="1", alternative=True, outcome=won("2026-10-01")),
        part("west/a", lot="1", stage="A", alternative=True),
        part("west/c", lot="1", alternative=True, outcome=ended("lost", "2026-10-02")),
    )
    assert lines(result) == ["1 east/b", "1 west/a alternatives", "1 west/c"]
    assert facts(result, "open_amount weighted won") == (0, 0, 1000)
