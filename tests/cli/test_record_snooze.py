"""snooze."""

import json
from pathlib import Path

import pytest

from tests.conftest import MakeBook, RunKam, snapshot

TASKS = "accounts/acme/tasks.yaml"
STEPS = """\
# next steps
send: {what: Send the offer, due: 2026-11-20}
call-wang:
  what: Call Wang Fang   # mornings
  due: 2026-11-18
  opportunity: mes
met: {what: Meet, done: 2026-11-10}
"""


@pytest.fixture
def root(book: MakeBook) -> Path:
    """A book with one account and three steps, one of them done."""
    return book(
        {
            "accounts/acme/account.yaml": "name: Acme\nowner: li.wei\n",
            "accounts/acme/opportunities/mes.yaml": "name: MES upgrade\n",
            TASKS: STEPS,
        }
    )


def text(root: Path) -> str:
    return (root / TASKS).read_text(encoding="utf-8")


def test_a_step_is_put_off_with_its_reason_and_keeps_its_due_date(kam: RunKam, root: Path) -> None:
    result = kam(root, "snooze", "acme/mes", "Wang", "--until", "+2w", "--because", "on holiday")
    assert result.stdout == "acme/call-wang  put off until 2026-12-05, 1×: on holiday\n"
    again = kam(root, "snooze", "acme", "call-wang", "--until", "2026-12-09", "--because", "ill")
    assert again.stdout == "acme/call-wang  put off until 2026-12-09, 2×: ill\n"
    assert text(root) == STEPS.replace(
        "  opportunity: mes\n",
        "  opportunity: mes\n"
        "  snoozed:\n"
        "    - {date: 2026-11-21, until: 2026-12-05, because: on holiday, by: li.wei}\n"
        "    - {date: 2026-11-21, until: 2026-12-09, because: ill, by: li.wei}\n",
    )


def test_it_leaves_the_agenda_until_then_and_stays_visible(kam: RunKam, root: Path) -> None:
    kam(root, "snooze", "acme", "send", "--until", "2026-11-25", "--because", "on holiday")
    agenda = kam(root, "agenda").stdout
    assert " Put off\n 2026-11-25  in 4 days" in agenda
    assert "Send the offer (due 2026-11-20, put off 1×: on holiday)" in agenda
    assert (
        "Send the offer (put off until 2026-11-25, 1×: on holiday)"
        in kam(root, "show", "acme").stdout
    )
    back = kam(root, "agenda", "--today", "2026-11-25").stdout
    assert "2026-11-20  5 days late" in back
    assert "Send the offer (put off 1×: on holiday)" in back
    assert "put off" not in kam(root, "show", "acme", "--today", "2026-11-25").stdout


def test_as_json_it_answers_as_every_write_does(kam: RunKam, root: Path) -> None:
    words = (
        "snooze",
        "acme",
        "send",
        "--until",
        "2026-12-01",
        "--because",
        "x",
        "--by",
        "chen.jie",
    )
    found = json.loads(kam(root, *words, "--json").stdout)
    assert (found["changed"], found["id"]) == ([TASKS], "acme/send")
    assert "by: chen.jie}" in text(root)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("send", "--until", "2026-11-21", "--because", "x"), 2, "2026-11-21 is not after"),
        (("send", "--because", "x"), 2, "the day is missing"),
        (("send", "--until", "soon", "--because", "x"), 2, '"soon" is not a date'),
        (("send", "--until", "2026-12-01"), 2, "the reason is missing"),
        (("met", "--until", "2026-12-01", "--because", "x"), 1, "was done on 2026-11-10"),
        (("nothing", "--until", "2026-12-01", "--because", "x"), 4, "nothing"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    kam: RunKam, root: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    before = snapshot(root)
    result = kam(root, "snooze", "acme", *words)
    assert result.exit_code == code
    assert said in result.stderr
    assert snapshot(root) == before


def test_a_rehearsal_changes_nothing(kam: RunKam, root: Path) -> None:
    result = kam(root, "snooze", "acme", "send", "--until", "明天", "--because", "x", "--dry-run")
    assert result.stdout == "would be: acme/send  put off until 2026-11-22, 1×: x\n"
    assert text(root) == STEPS
