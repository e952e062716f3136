"""lose, abandon, reopen, hold, resume and relate."""

import json
from pathlib import Path

import pytest

from tests.conftest import MakeBook, RunKam

DEAL = "accounts/acme/opportunities/mes.yaml"
ACCOUNT = "accounts/acme/account.yaml"
AT_C = """\
name: MES upgrade
stage: C
amount: 100
currency: USD
history:
  - {date: 2026-05-01, stage: C}
"""


@pytest.fixture
def root(book: MakeBook) -> Path:
    """A book with one opportunity at C, in dollars."""
    return book(
        {
            "kam.yaml": "currency: CNY\nrates: {USD: 7.12}\n",
            ACCOUNT: "name: Acme\nowner: li.wei\n",
            DEAL: AT_C,
        }
    )


def text(root: Path, path: str = DEAL) -> str:
    return (root / path).read_text(encoding="utf-8")


def state(kam: RunKam, root: Path) -> str:
    rows = json.loads(kam(root, "list", "opportunities", "--json").stdout)["rows"]
    return str(rows[0]["state"])


def test_losing_writes_reason_winner_price_and_the_frozen_facts(kam: RunKam, root: Path) -> None:
    result = kam(
        root, "lose", "acme/mes", "--reason", "price", "--to", "Corvane", "--price", "90", "--date",
        "yesterday",
    )  # fmt: skip
    assert result.stdout == "acme/mes  lost  to Corvane  at 90  (price)\n"
    outcome = json.loads(kam(root, "show", "acme/mes", "--json").stdout)
    assert outcome
    for fact in (
        "result: lost", "date: 2026-11-20", "reason: price", "to: Corvane", "price: 90",
        "owner: li.wei", "amount: 100", "currency: USD", "rate: 7.12", "playbook: milestone",
    ):  # fmt: skip
        assert fact in text(root)
    assert state(kam, root) == "lost"


def test_losing_needs_a_reason(kam: RunKam, root: Path) -> None:
    assert kam(root, "lose", "acme/mes").exit_code == 2
    assert kam(root, "lose", "acme/mes", "--reason", " ").exit_code == 2
    assert text(root) == AT_C


def test_abandoning_is_not_losing(kam: RunKam, root: Path) -> None:
    assert kam(root, "abandon", "acme/mes", "--reason", "no budget").exit_code == 0
    assert state(kam, root) == "abandoned"


def test_what_has_ended_does_not_end_again(kam: RunKam, root: Path) -> None:
    kam(root, "lose", "acme/mes", "--reason", "price")
    before = text(root)
    result = kam(root, "abandon", "acme/mes", "--reason", "x")
    assert (result.exit_code, "acme/mes is lost" in result.stderr) == (1, True)
    assert text(root) == before


def test_reopening_a_lost_one_takes_the_outcome_away_and_says_why(kam: RunKam, root: Path) -> None:
    kam(root, "lose", "acme/mes", "--reason", "price")
    result = kam(root, "reopen", "acme/mes", "--because", "new budget")
    assert result.stdout == "acme/mes  open again at C  (new budget)\n"
    entry = "  - {date: 2026-11-21, stage: C, by: li.wei, because: new budget}\n"
    assert text(root) == AT_C + entry


def test_reopening_a_won_one_goes_back_to_its_last_open_stage(kam: RunKam, root: Path) -> None:
    kam(root, "win", "acme/mes", "--waive", "--because", "x")
    assert kam(root, "reopen", "acme/mes", "--because", "withdrawn").exit_code == 0
    assert state(kam, root) == "open"
    assert "\nstage: C\n" in text(root)


def test_reopening_one_won_without_earlier_stages_leaves_none(kam: RunKam, root: Path) -> None:
    (root / DEAL).write_text("name: x\nstage: S\nclose_date: 2026-10-01\n", encoding="utf-8")
    assert kam(root, "reopen", "acme/mes", "--because", "slip").exit_code == 0
    assert "stage: S" not in text(root)
    assert state(kam, root) == "open"


def test_reopening_an_open_one_is_a_no(kam: RunKam, root: Path) -> None:
    assert kam(root, "reopen", "acme/mes", "--because", "x").exit_code == 1


def test_hold_and_resume_leave_no_trace_in_the_text(kam: RunKam, root: Path) -> None:
    held = kam(root, "hold", "acme/mes", "--because", "frozen: budget", "--until", "2027-01-01")
    assert held.stdout == "acme/mes  on hold until 2027-01-01  (frozen: budget)\n"
    assert 'because: "frozen: budget"' in text(root)
    assert state(kam, root) == "held"
    assert kam(root, "hold", "acme/mes", "--because", "x").exit_code == 1
    assert kam(root, "resume", "acme/mes").exit_code == 0
    assert text(root) == AT_C
    assert kam(root, "resume", "acme/mes").exit_code == 1


def test_hold_until_before_today_is_refused(kam: RunKam, root: Path) -> None:
    result = kam(root, "hold", "acme/mes", "--because", "x", "--until", "2026-11-01")
    assert (result.exit_code, text(root)) == (2, AT_C)


def test_what_has_ended_cannot_rest(kam: RunKam, root: Path) -> None:
    kam(root, "lose", "acme/mes", "--reason", "price")
    assert kam(root, "hold", "acme/mes", "--because", "x").exit_code == 1


def test_relate_moves_forward_and_back_with_its_reasons(kam: RunKam, root: Path) -> None:
    first = kam(root, "relate", "acme", "--to", "建立", "--because", "first delivery contract")
    assert first.stdout == "acme  none -> establish  (first delivery contract)\n"
    kam(root, "relate", "acme", "--to", "stabilise", "--waive", "--because", "reviews")
    kam(root, "relate", "acme", "--to", "none", "--because", "new management")
    assert text(root, ACCOUNT) == (
        "name: Acme\nowner: li.wei\nrelationship:\n  stage: none\n  history:\n"
        "    - {date: 2026-11-21, stage: establish, by: li.wei, "
        "because: first delivery contract}\n"
        "    - {date: 2026-11-21, stage: stabilise, by: li.wei, "
        "waived: [key-account-tests, seller-fit], because: reviews}\n"
        "    - {date: 2026-11-21, stage: none, by: li.wei, because: new management}\n"
    )


def test_relate_to_where_it_stands_is_a_no(kam: RunKam, root: Path) -> None:
    assert kam(root, "relate", "acme", "--to", "none", "--because", "x").exit_code == 1


def test_relate_before_the_last_entry_is_refused(kam: RunKam, root: Path) -> None:
    kam(root, "relate", "acme", "--to", "establish", "--because", "x")
    words = ("--to", "stabilise", "--because", "x", "--date", "2026-11-01")
    assert kam(root, "relate", "acme", *words).exit_code == 2


@pytest.mark.parametrize("words", [("lose", "--reason", "x"), ("abandon", "--reason", "x")])
def test_nothing_ends_before_its_history(kam: RunKam, root: Path, words: tuple[str, ...]) -> None:
    verb, *rest = words
    result = kam(root, verb, "acme/mes", *rest, "--date", "2026-04-30")
    assert (result.exit_code, text(root)) == (2, AT_C)


def test_nothing_opens_again_before_its_history(kam: RunKam, root: Path) -> None:
    kam(root, "lose", "acme/mes", "--reason", "price")
    lost = text(root)
    result = kam(root, "reopen", "acme/mes", "--because", "x", "--date", "2026-04-30")
    assert (result.exit_code, text(root)) == (2, lost)
