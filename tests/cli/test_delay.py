"""advance: commercial negotiation waits until technical preparation is solid (METHODS.md 4)."""

import json
from pathlib import Path
from typing import Protocol

import pytest

from tests.conftest import MakeBook, RunKam, snapshot

DEAL, CONTACTS = "accounts/acme/opportunities/mes.yaml", "accounts/acme/contacts.yaml"
LEANS = ("--evidence", "evaluation-leans=ranked first")


class Make(Protocol):
    """Makes a book with an opportunity at a stage, and people."""

    def __call__(self, contacts: str, people: str = "", stage: str = "C") -> Path: ...


@pytest.fixture
def make(book: MakeBook) -> Make:
    """An account of one opportunity."""

    def made(contacts: str, people: str = "", stage: str = "C") -> Path:
        return book(
            {
                "kam.yaml": "currency: CNY\n",
                "accounts/acme/account.yaml": "name: Acme\n",
                CONTACTS: contacts,
                DEAL: f"name: MES\nstage: {stage}\namount: 100\n{people}",
            }
        )

    return made


SUPPORTER = "wang: {name: 王芳, level: management, attitude: supporter}\n"


def test_without_support_where_it_counts_the_answer_is_no(kam: RunKam, make: Make) -> None:
    root = make(SUPPORTER)
    before = snapshot(root)
    result = kam(root, "advance", "acme/mes", *LEANS)
    assert (result.exit_code, result.stderr.splitlines()) == (
        1,
        [
            (
                "kam: acme/mes stays where it is: technical preparation is not solid, "
                "so commercial negotiation is delayed"
            ),
            "  technical-preparation",
            (
                "needed: a supporter or mentor at decision level or among those who evaluate; "
                "or record why not: --waive --because TEXT"
            ),
        ],
    )
    error = json.loads(kam(root, "win", "acme/mes", "--json").stdout)["error"]
    assert error["candidates"][:2] == ["technical-preparation", "evaluation-leans"]
    assert snapshot(root) == before
    said = kam(root, "advance", "acme/mes", *LEANS, "--lang", "zh").stderr
    assert "技术准备不扎实，则延缓商务谈判" in said
    assert "决策层或评估层中有一位支持者或铁杆支持者" in said


@pytest.mark.parametrize(
    ("contacts", "people", "code"),
    [
        ("wang: {name: W, level: decision, attitude: supporter}\n", "", 0),
        ("wang: {name: W, level: decision, attitude: neutral}\n", "", 1),
        ("wang: {name: W, level: decision, attitude: mentor, left: 2026-01-01}\n", "", 1),
        ("wang: {name: W, attitude: mentor, roles: [evaluator]}\n", "", 0),
        (SUPPORTER, "people: {wang: {lead: true}}\n", 0),
        (SUPPORTER, "people: {wang: {lead: true, attitude: enemy}}\n", 1),
        ("", "", 0),
        ("wang: [\n", "", 0),
    ],
)
def test_who_makes_it_solid(kam: RunKam, make: Make, contacts: str, people: str, code: int) -> None:
    result = kam(make(contacts, people), "advance", "acme/mes", *LEANS)
    assert result.exit_code == code, result.stderr


def test_a_waiver_is_recorded_and_not_asked_for_again(kam: RunKam, make: Make) -> None:
    root = make(SUPPORTER)
    result = kam(root, "advance", "acme/mes", *LEANS, "--waive", "--because", "director asked")
    assert result.exit_code == 0
    assert "(waived: technical-preparation)" in result.stdout
    text = (root / DEAL).read_text(encoding="utf-8")
    assert "waived: [technical-preparation], because: director asked" in text
    assert kam(root, "check", "--select", "evidence-missing").exit_code == 0
    assert kam(root, "advance", "acme/mes", "--evidence", "terms").exit_code == 0


def test_it_waits_on_the_way_into_and_out_of_the_negotiation_only(kam: RunKam, make: Make) -> None:
    assert kam(make(SUPPORTER, stage="B"), "advance", "acme/mes", "--evidence", "t").exit_code == 1
    assert kam(make(SUPPORTER, stage="A"), "advance", "acme/mes", "--evidence", "t").exit_code == 0
    root = make(SUPPORTER, stage="D")
    words = ("--evidence", "needs-matched=x", "--evidence", "supporters-added=y")
    assert kam(root, "advance", "acme/mes", *words).exit_code == 0
    assert kam(root, "advance", "acme/mes", "--to", "D", "--because", "lost them").exit_code == 0


@pytest.mark.parametrize(
    ("playbook", "before", "after"),
    [
        ("dealer", "needs", "terms"),
        ("six-stage", "bid", "award"),
        ("five-phase", "solution", "terms"),
    ],
)
def test_it_waits_in_every_playbook(
    kam: RunKam, book: MakeBook, playbook: str, before: str, after: str
) -> None:
    def advance(attitude: str) -> str:
        root = book(
            {
                "accounts/acme/account.yaml": "name: Acme\n",
                CONTACTS: f"wang: {{name: W, level: decision, attitude: {attitude}}}\n",
                DEAL: f"name: MES\nplaybook: {playbook}\nstage: {before}\n",
            }
        )
        result = kam(root, "advance", "acme/mes", "--to", after, "--json")
        return " ".join(json.loads(result.stdout)["error"]["candidates"])

    assert "technical-preparation" in advance("enemy")
    assert "technical-preparation" not in advance("mentor")
