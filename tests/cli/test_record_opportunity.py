"""add-opportunity: onto the list, or at once at a milestone."""

from pathlib import Path

import pytest

from kam.cli.session import Session
from tests.conftest import MakeBook, RunKam, snapshot

PATH = "accounts/acme/opportunities/mes-upgrade.yaml"


@pytest.fixture
def root(book: MakeBook) -> Path:
    """A book with one account."""
    return book({"accounts/acme/account.yaml": "name: Acme\n"})


def text(root: Path) -> str:
    return (root / PATH).read_text(encoding="utf-8")


def test_without_a_stage_it_comes_onto_the_list_today(kam: RunKam, root: Path) -> None:
    result = kam(root, "add-opportunity", "acme", "MES upgrade")
    assert result.stdout == "acme/mes-upgrade  added: MES upgrade\n"
    assert text(root) == "name: MES upgrade\nhistory:\n  - {date: 2026-11-21, by: li.wei}\n"


def test_its_facts_stand_in_the_order_of_the_format(kam: RunKam, root: Path) -> None:
    result = kam(
        root, "add-opportunity", "acme", "MES upgrade", "--close", "2027-03-31",
        "--amount", "320万", "--currency", "usd", "--playbook", "six-stage",
        "--owner", "chen.jie", "--kind", "框架", "--line", "automation=2M",
        "--line", "service", "--project", "line-3", "--lot", "2",
        "--alternative", "--source", "转介绍", "--date", "2026-11-01", "--by", "zhao.min",
    )  # fmt: skip
    assert result.exit_code == 0
    assert text(root) == (
        "name: MES upgrade\nkind: framework\nplaybook: six-stage\namount: 3200000\ncurrency: USD\n"
        "close_date: 2027-03-31\nowner: chen.jie\nsource: {channel: referral}\nproducts:\n"
        "  - {line: automation, amount: 2000000}\n  - {line: service}\n"
        'project: line-3\nlot: "2"\nalternative: true\n'
        "history:\n  - {date: 2026-11-01, by: zhao.min}\n"
    )


def test_a_stage_takes_the_evidence_of_all_that_it_passes(kam: RunKam, root: Path) -> None:
    words = ("add-opportunity", "acme", "MES upgrade", "--stage", "客户期待初步方案")
    before = snapshot(root)
    refused = kam(root, *words, "--evidence", "visit-promised=call of today")
    assert refused.exit_code == 1
    assert "nothing was added: evidence is missing" in refused.stderr
    assert "proposal-wanted  who asked for a first proposal" in refused.stderr
    assert "visit-promised" not in refused.stderr
    assert snapshot(root) == before
    proof = (
        "--evidence",
        "visit-promised=call of today",
        "--evidence",
        "proposal-wanted=王总: yes",
    )
    result = kam(root, *words, *proof, "--amount", "1000")
    assert result.stdout.startswith("acme/mes-upgrade  added: MES upgrade  amount 1000  – -> F")
    assert text(root) == (
        "name: MES upgrade\nstage: F\namount: 1000\nhistory:\n"
        "  - {date: 2026-11-21, stage: F, by: li.wei, "
        'evidence: {visit-promised: call of today, proposal-wanted: "王总: yes"}}\n'
    )


def test_the_exception_is_recorded_with_its_reason(kam: RunKam, root: Path) -> None:
    words = ("add-opportunity", "acme", "MES upgrade", "--stage", "G", "--waive")
    assert kam(root, *words).exit_code == 2
    assert kam(root, *words, "--because", "known for years").exit_code == 0
    assert "waived: [visit-promised], because: known for years" in text(root)


def test_one_that_is_won_already_gets_its_outcome(kam: RunKam, root: Path) -> None:
    words = ("--stage", "S", "--waive", "--because", "signed before", "--amount", "1000")
    assert kam(root, "add-opportunity", "acme", "MES upgrade", *words).exit_code == 0
    assert "outcome: {result: won, date: 2026-11-21, amount: 1000, playbook: milestone}" in text(
        root
    )
    assert (root / "accounts/acme/tasks.yaml").exists()


def test_missing_evidence_is_asked_for_on_a_terminal(
    kam: RunKam, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Session, "asks", property(lambda _: True))
    words = ("add-opportunity", "acme", "MES upgrade", "--stage", "G")
    assert kam(root, *words, input="\n").exit_code == 1
    assert not (root / PATH).exists()
    assert kam(root, *words, input="Wang Fang, by phone\n").exit_code == 0
    assert 'evidence: {visit-promised: "Wang Fang, by phone"}' in text(root)


@pytest.mark.parametrize(
    "words",
    [
        ("--playbook", "milestoe"),
        ("--stage", "Z"),
        ("--evidence", "x=y"),
        ("--waive",),
        ("--amount", "12k EUR"),
        ("--close", "someday"),
        ("--line", "a=1", "--line", "a"),
        ("--kind", "x"),
        ("--currency", "euros"),
        ("--id", "No"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(
    kam: RunKam, root: Path, words: tuple[str, ...]
) -> None:
    before = snapshot(root)
    assert kam(root, "add-opportunity", "acme", "MES upgrade", *words).exit_code == 2
    assert snapshot(root) == before


def test_a_collision_names_both(kam: RunKam, root: Path) -> None:
    kam(root, "add-opportunity", "acme", "MES upgrade")
    result = kam(root, "add-opportunity", "acme", "MES-Upgrade")
    assert result.exit_code == 2
    assert 'the id mes-upgrade of "MES-Upgrade" is taken by "MES upgrade"' in result.stderr


def test_an_account_that_is_not_there_is_not_made(kam: RunKam, root: Path) -> None:
    assert kam(root, "add-opportunity", "nobody", "MES").exit_code == 4
