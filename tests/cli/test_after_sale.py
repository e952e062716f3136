"""After the sale: post-sale stages, the steps of an acceptance, and what account.yaml tells."""

import json
from pathlib import Path

import pytest
import yaml

from tests.conftest import MakeBook, RunKam

ACCOUNT, TASKS = "accounts/acme/account.yaml", "accounts/acme/tasks.yaml"
DELIVERIES = {
    "dealer": ("close", ["hand-over", "follow-up", "retain"], "hand-over"),
    "six-stage": ("negotiate", ["deliver"], "deliver"),
    "five-phase": ("signed", ["delivery"], "delivery"),
}


def won(playbook: str, stage: str) -> str:
    return (
        f"name: Line\nplaybook: {playbook}\nstage: {stage}\namount: 1000\nowner: li.wei\n"
        f"close_date: 2026-12-31\nhistory: [{{date: 2026-10-01, stage: {stage}}}]\n"
        "outcome: {result: won, date: 2026-10-01, amount: 1000}\n"
    )


def plain(root: Path, path: str) -> object:
    return yaml.safe_load((root / path).read_text("utf-8"))


@pytest.mark.parametrize("playbook", DELIVERIES)
def test_what_is_won_goes_on_to_the_last_stage_and_no_figure_moves(
    kam: RunKam, book: MakeBook, playbook: str
) -> None:
    stage, later, accepting = DELIVERIES[playbook]
    deal = "accounts/acme/opportunities/line.yaml"
    root = book({ACCOUNT: "name: Acme\n", deal: won(playbook, stage)})
    figures = [kam(root, word, "--json").stdout for word in ("forecast", "pipeline")]
    for reached in later:
        assert kam(root, "advance", "acme/line").exit_code == 1
        said = kam(root, "advance", "acme/line", "--waive", "--because", "seen on site").stdout
        assert said.startswith(f"acme/line  {stage} -> {reached}  (waived: ")
        assert ("line-cross-sell" in said) is (reached == accepting)
        stage = reached
    assert kam(root, "advance", "acme/line").exit_code == 1
    assert [kam(root, word, "--json").stdout for word in ("forecast", "pipeline")] == figures
    assert json.loads(kam(root, "show", "acme/line", "--json").stdout)["rows"][0]["state"] == "won"


def test_an_acceptance_opens_the_steps_of_the_book_once(kam: RunKam, book: MakeBook) -> None:
    root = book(
        {
            ACCOUNT: "name: Acme\n",
            "accounts/acme/opportunities/line.yaml": won("dealer", "close"),
            TASKS: "line-up-sell: {what: Asked already, done: 2026-10-05}\n",
            "playbooks/service.yaml": "steps: {up-sell: {days: 5}, training: "
            "{what: {en: Train the drivers, zh: 培训驾驶员}, days: 3}}\n",
        }
    )
    words = ("advance", "acme/line", "--evidence", "20 buses, Ms Wang", "--lang", "zh")
    assert kam(root, *words).exit_code == 0
    tasks = plain(root, TASKS)
    assert isinstance(tasks, dict)
    assert list(tasks) == [
        "line-up-sell", "line-satisfaction-survey", "line-cross-sell", "line-renewal",
        "line-training",
    ]  # fmt: skip
    assert tasks["line-training"]["what"] == "培训驾驶员"
    assert tasks["line-training"]["owner"] == "li.wei"
    assert tasks["line-training"]["due"].isoformat() == "2026-11-25"
    kam(root, "advance", "acme/line", "--to", "close", "--because", "a defect")
    again = kam(root, "advance", "acme/line", "--evidence", "mended").stdout
    assert "line-training" not in again


def test_set_records_answers_complaints_and_contracts(kam: RunKam, book: MakeBook) -> None:
    root = book({ACCOUNT: "name: Acme\n", "accounts/acme/contacts.yaml": "wang: {name: 王芳}\n"})
    for words in (
        ("satisfaction+={date: today, score: 4, of: wang}",),
        ("complaints.leak.what=The pump leaks", "complaints.leak.date=昨天",
         "complaints.leak.severity=重大"),
        ("complaints.leak.answered=today",),
        ("contracts.service={what: Service, ends: 2026-12-31, maintenance: {every: 3}}",),
        ("contracts.service.maintenance.last=today",),
    ):  # fmt: skip
        assert kam(root, "set", "acme", *words).exit_code == 0
    assert (root / ACCOUNT).read_text("utf-8") == (
        "name: Acme\n"
        "satisfaction:\n  - {date: 2026-11-21, score: 4, of: wang}\n"
        "complaints:\n"
        "  leak: {date: 2026-11-20, what: The pump leaks, severity: critical, "
        "answered: 2026-11-21}\n"
        "contracts:\n"
        "  service:\n    what: Service\n    ends: 2026-12-31\n"
        "    maintenance: {every: 3, last: 2026-11-21}\n"
    )
    assert kam(root, "set", "acme", "complaints.noise.what=Loud").exit_code == 3


AFTER = """\
name: Acme
satisfaction: [{date: 2026-11-01, score: 4, opportunity: line}]
complaints: {leak: {date: 2026-11-20, what: Leak, opportunity: line, order: po-1}}
contracts: {service: {what: Service, opportunity: line, renewal: line}}
"""


def test_other_names_and_places_of_an_opportunity_reach_account_yaml(
    kam: RunKam, book: MakeBook
) -> None:
    root = book(
        {
            ACCOUNT: AFTER,
            "accounts/beta/account.yaml": "name: Beta\n",
            "accounts/acme/opportunities/line.yaml": "name: Line\n",
            "accounts/acme/orders.yaml": "po-1: {date: 2026-10-01, amount: 9, opportunity: line}\n",
        }
    )
    assert kam(root, "rename", "acme/line", "belt").exit_code == 0
    assert (root / ACCOUNT).read_text("utf-8") == AFTER.replace(": line", ": belt")
    assert kam(root, "move", "acme/belt", "beta").exit_code == 0
    left = AFTER.replace(", opportunity: line", "").replace(", order: po-1", "")
    assert (root / ACCOUNT).read_text("utf-8") == left.replace(", renewal: line", "")
    assert kam(root, "check").exit_code == 0
