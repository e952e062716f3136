"""advance and win: the gate, back moves, waivers, winning."""

import json
from pathlib import Path

import pytest

from tests.conftest import MakeBook, RunKam, snapshot

DEAL = "accounts/acme/opportunities/mes.yaml"
TASKS = "accounts/acme/tasks.yaml"
AT_D = """\
name: MES upgrade
stage: D
amount: 3200000
close_date: 2027-03-31
history:
  - {date: 2026-05-01, stage: D, by: li.wei, evidence: {supporter-won: Ms Wang}}
"""


@pytest.fixture
def root(book: MakeBook) -> Path:
    """A book with one opportunity at D."""
    return book(
        {
            "kam.yaml": "currency: CNY\npeople:\n  li.wei: {team: north}\n",
            "accounts/acme/account.yaml": "name: Acme\nowner: li.wei\n",
            DEAL: AT_D,
        }
    )


def text(root: Path, path: str = DEAL) -> str:
    return (root / path).read_text(encoding="utf-8")


def test_without_evidence_the_answer_is_no_and_nothing_changes(kam: RunKam, root: Path) -> None:
    before = snapshot(root)
    result = kam(root, "advance", "acme/mes")
    assert result.exit_code == 1
    assert "needs-matched" in result.stderr
    assert "supporters-added" in result.stderr
    assert snapshot(root) == before


def test_with_all_evidence_the_stage_and_one_history_line_change(kam: RunKam, root: Path) -> None:
    result = kam(
        root,
        "advance",
        "acme/mes",
        "--evidence",
        "needs-matched=minutes 2026-11-20",
        "--evidence",
        "supporters-added=GM Zhao",
    )
    assert result.exit_code == 0
    assert result.stdout == (
        "acme/mes  D -> C  30 % -> 50 %  weighted +0.64 M"
        "  (evidence: minutes 2026-11-20; GM Zhao)  in hand: project evaluation\n"
    )
    entry = (
        "  - {date: 2026-11-21, stage: C, by: li.wei, "
        "evidence: {needs-matched: minutes 2026-11-20, supporters-added: GM Zhao}}\n"
    )
    assert text(root) == AT_D.replace("stage: D\n", "stage: C\n", 1) + entry


def test_one_missing_item_keeps_the_gate_shut(kam: RunKam, root: Path) -> None:
    result = kam(root, "advance", "acme/mes", "--evidence", "needs-matched=x", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"]["candidates"] == ["supporters-added"]
    assert text(root) == AT_D


def test_a_forward_jump_asks_for_every_stage_that_it_passes(kam: RunKam, root: Path) -> None:
    result = kam(root, "advance", "acme/mes", "--to", "A", "--json")
    missing = ["needs-matched", "supporters-added", "evaluation-leans", "terms-agreed"]
    assert json.loads(result.stdout)["error"]["candidates"] == missing


def test_a_jump_with_all_evidence_writes_one_entry(kam: RunKam, root: Path) -> None:
    keys = ("needs-matched", "supporters-added", "evaluation-leans")
    words = [word for key in keys for word in ("--evidence", f"{key}=yes")]
    result = kam(root, "advance", "acme/mes", "--to", "评估倾向我方", *words)
    assert result.exit_code == 0
    assert text(root).count("date:") == AT_D.count("date:") + 1
    assert "stage: B" in text(root)


def test_a_text_without_key_serves_where_one_item_is_asked_for(kam: RunKam, root: Path) -> None:
    path = root / DEAL
    path.write_text(AT_D.replace("stage: D", "stage: C"), encoding="utf-8")
    result = kam(root, "advance", "acme/mes", "--evidence", "score = 92 of 100")
    assert result.exit_code == 0
    assert "evaluation-leans: score = 92 of 100" in text(root)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--evidence", "just a text"), "say which evidence it is"),
        (("--evidence", "evaluation-leans=x"), 'asks for the evidence "evaluation-leans"'),
        (("--evidence", "needs-matched="), 'the evidence for "needs-matched" is empty'),
        (
            ("--evidence", "needs-matched=a", "--evidence", "needs-matched=b"),
            'two texts for the evidence "needs-matched"',
        ),
        (("--to", "Q"), '"Q" is not a stage'),
        (("--to", "E"), "a move back needs its reason"),
        (("--waive",), "a waiver needs its reason"),
        (("--date", "2026-04-30", "--waive", "--because", "x"), "is before the last entry"),
    ],
)
def test_a_request_that_does_not_fit_is_refused_as_usage(
    kam: RunKam, root: Path, words: tuple[str, ...], said: str
) -> None:
    result = kam(root, "advance", "acme/mes", *words)
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr
    assert text(root) == AT_D


def test_a_waiver_is_recorded_with_its_reason(kam: RunKam, root: Path) -> None:
    words = ("--waive", "--because", "director asked", "--evidence", "needs-matched=minutes")
    assert kam(root, "advance", "acme/mes", *words).exit_code == 0
    assert (
        "  - {date: 2026-11-21, stage: C, by: li.wei, evidence: {needs-matched: minutes}, "
        "waived: [supporters-added], because: director asked}\n"
    ) in text(root)


def test_a_move_back_keeps_the_history(kam: RunKam, root: Path) -> None:
    result = kam(root, "advance", "acme/mes", "--to", "F", "--because", "sponsor left")
    assert result.exit_code == 0
    assert "D -> F  30 % -> 20 %  weighted -0.32 M" in result.stdout
    entry = "  - {date: 2026-11-21, stage: F, by: li.wei, because: sponsor left}\n"
    assert text(root) == AT_D.replace("stage: D\n", "stage: F\n", 1) + entry


def test_a_move_back_to_none_yet_takes_the_stage_away(kam: RunKam, root: Path) -> None:
    assert kam(root, "advance", "acme/mes", "--to", "none", "--because", "x").exit_code == 0
    entry = "  - {date: 2026-11-21, by: li.wei, because: x}\n"
    assert text(root) == AT_D.replace("stage: D\n", "", 1) + entry


def test_the_same_stage_again_is_a_no(kam: RunKam, root: Path) -> None:
    result = kam(root, "advance", "acme/mes", "--to", "D")
    assert (result.exit_code, result.stderr) == (1, "kam: acme/mes stands at D already\n")


def test_a_rehearsal_writes_nothing(kam: RunKam, root: Path) -> None:
    before = snapshot(root)
    words = ("--waive", "--because", "x", "--dry-run")
    result = kam(root, "advance", "acme/mes", *words)
    assert result.stdout.startswith("would be: acme/mes  D -> C")
    assert snapshot(root) == before


def test_json_names_what_changed(kam: RunKam, root: Path) -> None:
    result = kam(root, "advance", "acme/mes", "--waive", "--because", "x", "--json")
    answer = json.loads(result.stdout)
    assert answer | {"message": ""} == {
        "changed": [DEAL],
        "id": "acme/mes",
        "commit": None,
        "message": "",
    }


def test_winning_freezes_the_facts_and_opens_three_tasks(kam: RunKam, root: Path) -> None:
    result = kam(root, "win", "acme/mes", "--waive", "--because", "signed in a hurry")
    assert result.exit_code == 0
    assert "won" in result.stdout
    outcome = text(root).partition("outcome:")[2]
    for fact in ("result: won", "date: 2026-11-21", "owner: li.wei", "team: north"):
        assert fact in outcome
    for fact in ("amount: 3200000", "currency: CNY", "rate: 1", "playbook: milestone"):
        assert fact in outcome
    tasks = text(root, TASKS)
    assert tasks.count("opportunity: mes") == 3
    assert tasks.count("owner: li.wei") == 3


def test_winning_an_own_task_id_is_left_as_it_is(kam: RunKam, root: Path) -> None:
    mine = "mes-follow-up-service:\n  what: mine\n"
    (root / TASKS).write_text(mine, encoding="utf-8")
    kam(root, "win", "acme/mes", "--waive", "--because", "x")
    assert text(root, TASKS).startswith(mine)
    assert text(root, TASKS).count("opportunity: mes") == 2


def test_reaching_the_winning_stage_wins(kam: RunKam, root: Path) -> None:
    kam(root, "advance", "acme/mes", "--to", "S", "--waive", "--because", "x")
    rows = json.loads(kam(root, "list", "opportunities", "--json").stdout)["rows"]
    assert [(row["state"], row["probability"], row["category"]) for row in rows] == [
        ("won", 100, "closed")
    ]


def test_after_winning_there_is_no_way_back_but_reopen(kam: RunKam, root: Path) -> None:
    kam(root, "win", "acme/mes", "--waive", "--because", "x")
    last = kam(root, "advance", "acme/mes")
    back = kam(root, "advance", "acme/mes", "--to", "C", "--because", "x")
    assert (last.exit_code, back.exit_code) == (1, 1)
    assert "kam reopen acme/mes" in back.stderr


def test_a_lost_one_does_not_move(kam: RunKam, root: Path) -> None:
    kam(root, "lose", "acme/mes", "--reason", "price")
    result = kam(root, "advance", "acme/mes", "--waive", "--because", "x")
    assert (result.exit_code, "acme/mes is lost" in result.stderr) == (1, True)


def test_one_on_hold_is_taken_off_hold_by_winning(kam: RunKam, root: Path) -> None:
    kam(root, "hold", "acme/mes", "--because", "budget")
    kam(root, "win", "acme/mes", "--waive", "--because", "x")
    assert "hold:" not in text(root)


def test_a_hand_made_style_keeps_every_byte_but_the_target_lines(kam: RunKam, root: Path) -> None:
    styled = (
        '\ufeff# a deal\r\nname:   \'MES\'   # quoted\r\n"stage" : "D" # here\r\n\r\n'
        "amount:    3200000\r\nhistory:\r\n- date: 2026-05-01   # list not indented\r\n"
        "  stage: D\r\n# last words"
    )
    (root / DEAL).write_bytes(styled.encode())
    words = ("--waive", "--because", "x")
    assert kam(root, "advance", "acme/mes", *words).exit_code == 0
    old, new = styled.split("\r\n"), (root / DEAL).read_bytes().decode().split("\r\n")
    added = [line for line in new if line not in old]
    assert [line for line in old if line not in new] == ['"stage" : "D" # here']
    assert added[0] == '"stage" : "C" # here'
    assert all("2026-11-21" in line or "stage: C" in line for line in added[1:])
    assert new[-1] == "# last words"


def test_a_file_that_does_not_read_is_invalid_data_not_missing(kam: RunKam, root: Path) -> None:
    (root / DEAL).write_text("name: x\namount: lots\n", encoding="utf-8")
    result = kam(root, "advance", "acme/mes")
    assert result.exit_code == 3
    assert f"{DEAL}:2:9: KAM003" in result.stderr


def test_a_name_that_nothing_answers_to_is_not_found(kam: RunKam, root: Path) -> None:
    result = kam(root, "advance", "acme/nothing", "--json")
    error = json.loads(result.stdout)["error"]
    assert (result.exit_code, error["exit"], error["candidates"]) == (4, 4, ["mes"])


def test_what_has_not_come_yet_cannot_have_happened(kam: RunKam, root: Path) -> None:
    words = ("--waive", "--because", "x", "--date", "2026-11-22")
    result = kam(root, "advance", "acme/mes", *words)
    assert (result.exit_code, text(root)) == (2, AT_D)


def test_what_is_won_is_not_won_again(kam: RunKam, root: Path) -> None:
    kam(root, "win", "acme/mes", "--waive", "--because", "x")
    won = text(root)
    result = kam(root, "win", "acme/mes", "--waive", "--because", "x")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (1, "kam: acme/mes is won")
    assert text(root) == won


def test_what_closing_fixed_is_not_set_beside_it(kam: RunKam, root: Path) -> None:
    kam(root, "win", "acme/mes", "--waive", "--because", "x")
    won = text(root)
    refused = kam(root, "set", "acme/mes", "amount=9M")
    assert (refused.exit_code, text(root)) == (1, won)
    assert "was fixed then: 3200000" in refused.stderr
    assert kam(root, "set", "acme/mes", "close_date=2026-12-01").exit_code == 0
