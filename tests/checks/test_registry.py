"""Choosing and running the rules; the book is read, so that reading problems are among them."""

import pkgutil
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from kam.checks import rules
from kam.checks.registry import IGNORING, READING, RULES, SLUGS, Rule, codes_of, fix_of, run
from kam.domain.deals import build_deals
from kam.domain.finding import Finding, Severity
from kam.errors import UsageError
from kam.workspace.opening import open_book
from kam.workspace.worktree import WorkTree
from tests.checks.conftest import Story

TODAY = date(2026, 11, 21)


def findings(
    story: Story, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> tuple[Finding, ...]:
    book = open_book(WorkTree(story.root))
    deals = {deal.id: deal for deal in build_deals(book, TODAY)}
    return run(book, deals, TODAY, select, ignore)


def codes(story: Story, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[str]:
    return [finding.code for finding in findings(story, select, ignore)]


def test_rules_and_reading_problems_are_chosen_alike(story: Story) -> None:
    """
    accounts/acme/opportunities/broken.yaml: |
      name: Broken
      amount: much
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      amount: 100
      stage: G
      statge: G
    """
    assert codes(story) == ["KAM003", "KAM103", "KAM106", "KAM005"]
    assert codes(story, select=["value", "kam106"]) == ["KAM003", "KAM106"]
    assert codes(story, ignore=["KAM003", "Next-Step", "unknown-key"]) == ["KAM103"]
    assert codes(story, select=["next-step", "value"], ignore=["value"]) == ["KAM106"]


def test_a_name_that_is_no_rule_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(UsageError) as refusal:
        codes_of(["next-steps"])
    assert str(refusal.value) == 'there is no rule "next-steps"'
    assert refusal.value.candidates == ("next-step",)
    with pytest.raises(UsageError) as refusal:
        codes_of(["KAM999"])
    assert set(refusal.value.candidates) == set(SLUGS.values())


def test_the_beginning_of_codes_names_a_group() -> None:
    assert codes_of(["KAM01"]) == {"KAM010", "KAM011", "KAM012"}
    assert codes_of([" kam10 ", "pushed"]) == {
        "KAM121",
        *(f"KAM10{digit}" for digit in range(1, 10)),
    }
    assert codes_of(["KAM"]) == set(SLUGS)
    for name in ("KAM9", "KA", "10", "KAM1010"):
        with pytest.raises(UsageError):
            codes_of([name])


def test_every_module_of_rules_is_registered_under_its_own_name() -> None:
    modules = {module.name.replace("_", "-") for module in pkgutil.iter_modules(rules.__path__)}
    assert {rule.SLUG for rule in RULES} == modules
    assert len(SLUGS) == len(set(SLUGS.values())) == len(RULES) + len(READING) + len(IGNORING)


@pytest.mark.parametrize("rule", RULES, ids=[rule.SLUG for rule in RULES])
def test_every_rule_has_a_book_that_it_finds_nothing_in(rule: Rule) -> None:
    """Beside the one that shows it in `tests/errors`: a neighbour, in the rule's own tests."""
    tests = Path(__file__).with_name(f"test_{rule.SLUG.replace('-', '_')}.py")
    assert re.search(r"assert \w+\([^()]*\) == \[\]$", tests.read_text("utf-8"), re.MULTILINE)


def test_a_rule_says_how_grave_its_findings_are() -> None:
    errors = {rule.CODE for rule in RULES if rule.SEVERITY is Severity.ERROR}
    assert errors == {
        f"KAM{number}"
        for number in (
            101,
            108,
            109,
            110,
            112,
            114,
            115,
            117,
            119,
            122,
            205,
            213,
            227,
            234,
            251,
            287,
            294,
            296,
            297,
            298,
            299,
            304,
        )
    }


def test_what_only_a_person_can_mend_has_no_fix(story: Story) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: G
    """
    fixed = {finding.code for finding in findings(story) if fix_of(finding)}
    assert fixed == {"KAM103"}
