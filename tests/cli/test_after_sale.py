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


BY_HAND = """\
name: Line
playbook: dealer
stage: close
amount: 100
currency: EUR
owner: zed
history: [{date: 2026-09-10, stage: close}]
"""


def test_what_was_won_by_hand_stays_won_on_that_day_whatever_follows(
    kam: RunKam, book: MakeBook
) -> None:
    deal = "accounts/acme/opportunities/line.yaml"
    settings = (
        "currency: CNY\nrates:\n  EUR: [{from: 2026-01-01, rate: 7}, {from: 2026-10-01, rate: 8}]\n"
        "people:\n  zed: {name: Zed, team: [{team: north, from: 2026-01-01},"
        " {team: south, from: 2026-10-01}]}\nteams: {north: {name: North}, south: {name: South}}\n"
    )
    root = book({"kam.yaml": settings, ACCOUNT: "name: Acme\n", deal: BY_HAND})
    words = [("forecast", "--period", "2026-Q3", "--by", "team", "--json"), ("pipeline", "--json")]
    figures = [kam(root, *one).stdout for one in words]
    assert kam(root, "advance", "acme/line", "--evidence", "accepted").exit_code == 0
    assert [kam(root, *one).stdout for one in words] == figures
    found = plain(root, deal)
    assert isinstance(found, dict)
    outcome = {key: str(value) for key, value in found["outcome"].items()}
    assert outcome == {
        "result": "won", "date": "2026-09-10", "owner": "zed", "team": "north", "amount": "100",
        "currency": "EUR", "rate": "7", "playbook": "dealer",
    }  # fmt: skip
    later = "history: [{date: 2026-09-10, stage: close}, {date: 2026-11-01, stage: hand-over}]\n"
    stages = BY_HAND.replace("stage: close\n", "stage: hand-over\n", 1)
    root = book(
        {
            "kam.yaml": settings,
            ACCOUNT: "name: Acme\n",
            deal: stages.partition("history")[0] + later,
        }
    )
    assert [kam(root, *one).stdout for one in words[:1]] == figures[:1]


def test_what_is_won_by_its_outcome_alone_does_not_move(kam: RunKam, book: MakeBook) -> None:
    deal = "accounts/acme/opportunities/line.yaml"
    text = won("dealer", "terms")
    root = book({ACCOUNT: "name: Acme\n", deal: text})
    for words in (("advance", "acme/line"), ("win", "acme/line")):
        refused = kam(root, *words, "--waive", "--because", "signed")
        assert (refused.exit_code, "acme/line is won" in refused.stderr) == (1, True)
    assert (root / deal).read_text("utf-8") == text


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


def test_what_is_won_and_accepted_again_opens_steps_of_its_own(kam: RunKam, book: MakeBook) -> None:
    root = book({ACCOUNT: "name: Acme\n", "accounts/acme/opportunities/line.yaml": "name: Line\n"})
    kam(root, "set", "acme/line", "playbook=dealer", "owner=li.wei")
    signed = ("win", "acme/line", "--waive", "--because", "signed")
    assert kam(root, *signed).exit_code == 0
    assert kam(root, "advance", "acme/line", "--evidence", "accepted").exit_code == 0
    first = plain(root, TASKS)
    assert isinstance(first, dict)
    kam(root, "set", "acme", "--task", "line-cross-sell", "done=today")
    kam(root, "set", "acme", "--task", "line-renewal", "what=Ask the new buyer")
    reopened = kam(root, "reopen", "acme/line", "--because", "returned").stdout
    kept = ["line-cross-sell", "line-renewal"]
    gone = [name for name in first if name not in kept]
    assert f"next steps taken back: {', '.join(gone)}" in reopened
    assert list(plain(root, TASKS)) == kept  # type: ignore[call-overload]
    assert kam(root, *signed).exit_code == 0
    assert kam(root, "advance", "acme/line", "--evidence", "accepted").exit_code == 0
    again = plain(root, TASKS)
    assert list(again) == [*kept, *(f"{name}-2" for name in first)]  # type: ignore[call-overload]


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


PAGE = """\
name: Acme
satisfaction:
  - {date: 2025-11-01, score: 5}
  - {date: 2026-10-01, score: 4, of: wang}
  - {date: 2026-10-15, score: 2}
complaints:
  leak: {date: 2026-11-10, what: The pump leaks, severity: critical}
  noise: {date: 2026-11-02, what: Loud, answered: 2026-11-05, resolved: 2026-11-06}
contracts:
  service: {what: Service, line: care, amount: 90000, ends: 2026-12-31, notice_by: 2026-11-30}
  press: {what: Press, maintenance: {every: 3, last: 2026-08-01}}
  hut: {what: Hut, ends: 2026-12-01, renewal: line}
  old: {what: Old, ends: 2026-11-11, renewal: line, maintenance: {every: 3}, starts: 2026-01-01}
"""


AFTER_THE_SALE = """\
 Delivery      line     closed · to be accepted 2026-11-20 (1 day ago) · in hand:
                        hand-over
 Delivery      done     signed · accepted 2026-11-01
 Delivery      belt     project implementation · accepted 2026-10-01
 Satisfaction  █▅       5 -> 3 · 1 to 5 · 2 answers · 2026-10-15 · next 2027-04-15 (in 145
                        days)
 Complaint     leak     The pump leaks · critical · 2026-11-10 · to be answered 2026-11-11
                        (10 days ago)
 Complaint     –        answered in 3 working days on average
 Contract      old      Old · ended 2026-11-11 (10 days ago) · renewed
 Contract      hut      Hut · runs until 2026-12-01 (in 10 days) · renewed
 Contract      service  Service · care · 90,000 · runs until 2026-12-31 (in 40 days) ·
                        notice by 2026-11-30 (in 9 days)
 Contract      press    Press
 Maintenance   press    2026-11-01 (20 days ago)
"""


def test_the_page_of_an_account_says_where_it_stands_after_the_sale(
    kam: RunKam, book: MakeBook
) -> None:
    root = book(
        {
            ACCOUNT: PAGE,
            "accounts/acme/contacts.yaml": "wang: {name: Wang}\n",
            "accounts/acme/opportunities/line.yaml": won("dealer", "close"),
            "accounts/acme/opportunities/belt.yaml": won("six-stage", "deliver"),
            "accounts/acme/opportunities/done.yaml": won("milestone", "S"),
            "accounts/acme/opportunities/old.yaml": won("milestone", "S"),
            "accounts/acme/orders.yaml": (
                "po-1: {date: 2026-10-01, amount: 9, opportunity: line, accept_by: 2026-11-20}\n"
                "po-2: {date: 2026-10-01, amount: 9, opportunity: done, accepted: 2026-11-01}\n"
            ),
        }
    )
    page = kam(root, "show", "acme", env={"COLUMNS": "90"}).stdout
    assert page.partition("After the sale\n")[2] == AFTER_THE_SALE
    row = json.loads(kam(root, "show", "acme", "--json").stdout)["rows"][0]["after_sale"]
    assert [one["mean"] for one in row["satisfaction"]] == [5, 3]
    assert (row["trouble"], row["answer_days"]) == ("falling", 3)
    assert row["complaints"]["leak"]["late"] is True
    assert row["contracts"]["press"]["maintenance_due"] == "2026-11-01"
    assert row["deliveries"][0]["in_hand"] == "hand-over"
    assert "after-sales" not in kam(root, "show", "acme/done").stdout
    assert "Closed → hand-over" in kam(root, "show", "acme/line").stdout
    assert "售后" in kam(root, "show", "acme", "--lang", "zh").stdout


def test_a_page_without_a_sale_has_no_such_part(kam: RunKam, book: MakeBook) -> None:
    root = book({ACCOUNT: "name: Acme\n", "accounts/acme/opportunities/a.yaml": "name: A\n"})
    assert "After the sale" not in kam(root, "show", "acme").stdout
    strange = "satisfaction: {low: 5, high: 5}\n"
    root = book(
        {
            "playbooks/service.yaml": strange,
            ACCOUNT: "name: Acme\nsatisfaction: [{date: 2026-11-01, score: 5}]\n",
        }
    )
    assert "5 to 5 · 1 answer" in kam(root, "show", "acme").stdout
    assert kam(root, "check").exit_code == 0


def test_two_accounts_of_one_customer_keep_their_complaints_apart(
    kam: RunKam, book: MakeBook
) -> None:
    first = (
        "name: Acme 2\n"
        "satisfaction: [{date: 2026-11-02, score: 3, of: wang}]\n"
        "complaints:\n"
        "  leak: {date: 2026-11-02, what: Leak 2, of: wang, order: po-1, answered: 2026-11-03}\n"
        "contracts: {care: {what: Care, ends: 2027-12-31}}\n"
    )
    second = "name: Acme\ncomplaints:\n  leak: {date: 2026-11-09, what: Leak}\n"
    order = "po-1: {{date: 2026-10-01, amount: {}}}\n"
    root = book(
        {
            ACCOUNT: second,
            "accounts/acme/contacts.yaml": "wang: {name: Wang Fang}\n",
            "accounts/acme/orders.yaml": order.format(1),
            "accounts/acme-2/account.yaml": first,
            "accounts/acme-2/contacts.yaml": "wang: {name: Wang Li}\n",
            "accounts/acme-2/orders.yaml": order.format(2),
        }
    )
    refused = kam(root, "merge-accounts", "acme-2", "acme")
    assert refused.exit_code == 2
    assert "complaints leak: Leak 2 2026-11-02 | Leak 2026-11-09" in refused.stderr
    renamed = [f"--rename={old}={new}" for old, new in (("leak", "leak-2"), ("wang", "wang-2"))]
    done = kam(root, "merge-accounts", "acme-2", "acme", *renamed, "--rename=po-1=po-2")
    assert done.exit_code == 0, done.stderr
    account = plain(root, ACCOUNT)
    assert isinstance(account, dict)
    assert account["complaints"]["leak"].keys() == {"date", "what"}
    assert account["complaints"]["leak-2"]["of"] == "wang-2"
    assert account["complaints"]["leak-2"]["order"] == "po-2"
    assert account["satisfaction"][0]["of"] == "wang-2"
    assert list(account["contracts"]) == ["care"]
    assert kam(root, "check").exit_code == 0
