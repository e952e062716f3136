"""move --contact: people of a customer who go to another account, or leave."""

import json
from pathlib import Path

import pytest

from tests.conftest import MakeBook, RunKam, snapshot

ACME, BAO = "accounts/acme", "accounts/bao-shan"
FILES = {
    f"{ACME}/account.yaml": "name: Acme\n",
    f"{ACME}/contacts.yaml": (
        "wang:   # met in 2020\n  name: 王芳\n  title: Head\n  level: decision\n  roles: [user]\n"
        '  attitude: mentor\n  interest: {company: 4, personal: 2}\n  phone: "138"\n'
        "  email: wang@acme.example\n"
        "zhao: {name: 赵磊, reports_to: wang}\n"
        "sun: {name: 孙丽, left: 2026-01-01}\n"
    ),
    f"{ACME}/opportunities/mes.yaml": "name: MES\npeople: {wang: {lead: true}}\n",
    f"{ACME}/opportunities/lost.yaml": (
        "name: Lost\npeople: {wang: {}}\noutcome: {result: lost, date: 2026-01-01}\n"
    ),
    f"{BAO}/account.yaml": "name: 宝山\n",
    f"{BAO}/contacts.yaml": "sun: {name: 孙丽, title: Buyer}\nzhao: {name: 赵亮}\n",
    f"{BAO}/opportunities/relay.yaml": "name: Relay\npeople: {acme/wang: {}}\n",
}


@pytest.fixture
def root(book: MakeBook) -> Path:
    """王芳 counts in two open opportunities and one that is lost."""
    return book(FILES)


def test_a_person_goes_with_what_is_theirs(kam: RunKam, root: Path) -> None:
    result = kam(root, "move", "acme", "bao-shan", "--contact", "王芳", "--date", "2026-11-01")
    assert (result.exit_code, result.stdout) == (
        0,
        (
            "acme/wang -> bao-shan/wang  left 2026-11-01  still counted on by "
            "acme/zhao, acme/mes, bao-shan/relay\n"
        ),
    )
    now = snapshot(root)
    assert now[f"{BAO}/contacts.yaml"].decode() == FILES[f"{BAO}/contacts.yaml"] + (
        'wang:\n  name: 王芳\n  attitude: mentor\n  phone: "138"\n  interest: {personal: 2}\n'
    )
    assert now[f"{ACME}/contacts.yaml"].decode() == FILES[f"{ACME}/contacts.yaml"].replace(
        "  phone:", "  left: 2026-11-01\n  moved_to: bao-shan/wang\n  phone:"
    )


def test_who_is_known_there_is_only_named(kam: RunKam, root: Path) -> None:
    result = kam(root, "move", "acme", "bao-shan", "--contact", "sun", "--json")
    answer = json.loads(result.stdout)
    assert (answer["id"], answer["changed"]) == ("bao-shan/sun", [f"{ACME}/contacts.yaml"])
    assert answer["message"] == ("acme/sun -> bao-shan/sun  left 2026-01-01  known there already")
    assert b"left: 2026-01-01, moved_to: bao-shan/sun" in snapshot(root)[f"{ACME}/contacts.yaml"]
    again = kam(root, "move", "acme", "bao-shan", "--contact", "sun")
    assert (again.exit_code, "孙丽 has moved to bao-shan/sun already" in again.stderr) == (1, True)


def test_who_comes_back_is_there_again(kam: RunKam, root: Path) -> None:
    before = snapshot(root)[f"{ACME}/contacts.yaml"]
    kam(root, "move", "acme", "bao-shan", "--contact", "wang", "--date", "2026-10-01")
    result = kam(root, "move", "bao-shan", "acme", "--contact", "wang", "--date", "2026-11-01")
    assert result.stdout == "bao-shan/wang -> acme/wang  left 2026-11-01  there again\n"
    now = snapshot(root)
    assert now[f"{ACME}/contacts.yaml"] == before
    assert b"left: 2026-11-01\n  moved_to: acme/wang\n" in now[f"{BAO}/contacts.yaml"]
    again = kam(root, "move", "acme", "bao-shan", "--contact", "wang", "--date", "2026-11-05")
    assert (again.exit_code, "there again" in again.stdout) == (0, True)


def test_where_they_are_now_is_shown(kam: RunKam, root: Path) -> None:
    kam(root, "move", "acme", "bao-shan", "--contact", "wang", "--date", "2026-11-01")
    assert "moved to bao-shan/wang" in kam(root, "show", "acme").stdout
    assert "已转到 bao-shan/wang" in kam(root, "show", "acme", "--lang", "zh").stdout
    assert "2026-11-01 -> bao-shan/wang" in kam(root, "list", "contacts").stdout
    rows = json.loads(kam(root, "list", "contacts", "--json").stdout)["rows"]
    assert [row["moved_to"] for row in rows if row["id"] == "acme/wang"] == ["bao-shan/wang"]
    assert "王芳 -> bao-shan/wang" in kam(root, "map", "acme").stdout


def test_another_person_of_that_id_needs_another_one(kam: RunKam, root: Path) -> None:
    before = snapshot(root)
    words = ("move", "acme", "bao-shan", "--contact", "zhao")
    result = kam(root, *words)
    assert (result.exit_code, '"赵磊" is taken by "赵亮"' in result.stderr) == (2, True)
    assert snapshot(root) == before
    assert kam(root, *words, "--id", "zhao-lei", "--dry-run").exit_code == 0
    assert snapshot(root) == before
    assert kam(root, *words, "--id", "zhao-lei").stdout.startswith("acme/zhao -> bao-shan/zhao-lei")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("acme", "acme", "--contact", "wang"), 2, "acme/wang is in that account already"),
        (("acme", "bao-shan", "--contact", "nobody"), 4, "nobody"),
        (("acme", "bao-shan", "--contact", "bao-shan/sun"), 4, "there is no contact"),
        (("acme/mes", "bao-shan", "--id", "x"), 2, "--contact ID"),
        (("acme", "bao-shan", "--contact", "wang", "--date", "2027-01-01"), 2, "has not come yet"),
    ],
)
def test_what_cannot_be_is_refused(
    kam: RunKam, root: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    result = kam(root, "move", *words)
    assert (result.exit_code, said in result.stderr) == (code, True)
    assert snapshot(root) == {path: text.encode() for path, text in FILES.items()}


def test_who_left_is_missed(kam: RunKam, root: Path) -> None:
    result = kam(root, "set", "acme", "--contact", "wang", "left=2026-11-01")
    assert result.stderr == "still counted on by acme/zhao, acme/mes, bao-shan/relay\n"
    assert kam(root, "set", "acme", "--contact", "wang", "left=").stderr == ""
    assert kam(root, "set", "acme", "--contact", "sun", "left=2026-01-02").stderr == ""
