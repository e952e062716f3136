"""How a name is found: exact id, exact name or alias, beginning, part; and when it is not."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import Result

from tests.conftest import MakeBook, RunKam, snapshot

BOOK = {
    "kam.yaml": "currency: CNY\n",
    "accounts/chong-qing-yin-hang/account.yaml": (
        "name: 重庆银行\naliases: [Bank of Chongqing, 重行]\n"
    ),
    "accounts/chong-qing-yin-hang/opportunities/fu-wu-qi.yaml": "name: 核心服务器\n",
    "accounts/chong-qing-yin-hang/contacts.yaml": (
        "wang-fang: {name: 王芳}\nwang-lei: {name: 王磊}\n"
    ),
    "accounts/chong-qing-yin-hang/tasks.yaml": "send-offer: {what: Send the first offer}\n",
    "accounts/baosteel/account.yaml": "name: Baosteel Group\n",
    "accounts/baosteel-wire/account.yaml": "name: Wire and Rope\nformerly: [wire-works]\n",
    "accounts/baosteel-wire/opportunities/line.yaml": (
        "name: Line 3\nformerly: [old/drawing-line]\n"
    ),
    "accounts/acme/account.yaml": "name: Baosteel Wire\n",
    "accounts/acme/opportunities/mes.yaml": "name: Robot cell\n",
    "accounts/acme/opportunities/mes-upgrade.yaml": "name: MES upgrade, phase 2\n",
    "accounts/acme/opportunities/robots.yaml": "name: Robot cell\n",
}
BANK = "chong-qing-yin-hang"
ACCOUNTS = ["acme", "baosteel", "baosteel-wire", BANK]


@pytest.fixture
def root(book: MakeBook) -> Path:
    return book(BOOK)


def shown(kam: RunKam, root: Path, name: str) -> str:
    """The full id of what `kam show NAME` shows."""
    result = kam(root, "show", name, "--json")
    assert result.exit_code == 0, result.output
    return str(json.loads(result.stdout)["rows"][0]["id"])


def refused(kam: RunKam, root: Path, name: str) -> tuple[str, list[str]]:
    """The message and the candidates for a name that is not found."""
    result = kam(root, "show", name, "--json")
    error = json.loads(result.stdout)["error"]
    assert (result.exit_code, error["code"]) == (4, "not-found")
    return error["message"], error["candidates"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("baosteel", "baosteel"),  # an exact id goes before all that begin so
        ("Baosteel", "baosteel"),  # whatever its case
        ("重庆银行", BANK),
        ("bank of  CHONGQING", BANK),
        ("重行", BANK),
        ("Baosteel Wire", "acme"),  # a name goes before an id that only resembles it
        ("wire-works", "baosteel-wire"),  # a former id is an id
        ("chong", BANK),
        ("重庆", BANK),
        ("cqyh", BANK),
        ("cqy", BANK),
        ("bank of", BANK),
        ("wire", "baosteel-wire"),
        ("cme", "acme"),
        ("yin-hang", BANK),
        ("银行", BANK),
        ("Chongqing", BANK),
        (" acme ", "acme"),
    ],
)
def test_an_account_is_found(kam: RunKam, root: Path, name: str, found: str) -> None:
    assert shown(kam, root, name) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("acme/mes", "acme/mes"),
        ("acme/mes-", "acme/mes-upgrade"),
        ("acme/MES upgrade, phase 2", "acme/mes-upgrade"),
        ("acme/phase", "acme/mes-upgrade"),
        ("acme/mu", "acme/mes-upgrade"),
        ("重庆银行/服务器", f"{BANK}/fu-wu-qi"),
        ("cqyh/fwq", f"{BANK}/fu-wu-qi"),
        ("cqyh/核心服务器", f"{BANK}/fu-wu-qi"),
        ("old/drawing-line", "baosteel-wire/line"),
        ("wire-works/line", "baosteel-wire/line"),
    ],
)
def test_an_opportunity_is_found(kam: RunKam, root: Path, name: str, found: str) -> None:
    assert shown(kam, root, name) == found


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("baostee", ["acme", "baosteel", "baosteel-wire"]),
        ("b", ACCOUNTS),
        ("acme/m", ["mes", "mes-upgrade"]),
        ("acme/r", ["mes", "robots"]),
    ],
)
def test_what_means_several_is_refused_with_all_of_them(
    kam: RunKam, root: Path, name: str, candidates: Sequence[str]
) -> None:
    message, listed = refused(kam, root, name)
    assert "means more than one" in message
    assert listed == candidates
    assert all(candidate in message for candidate in candidates)


def test_the_same_name_twice_is_refused_even_where_it_is_exact(kam: RunKam, root: Path) -> None:
    _, candidates = refused(kam, root, "acme/Robot  CELL")
    assert candidates == ["mes", "robots"]


@pytest.mark.parametrize(
    ("name", "message", "candidates"),
    [
        (
            "siemens",
            'no account is called "siemens"',
            ACCOUNTS,
        ),
        ("acme/crane", 'no opportunity is called "crane"', ["mes", "mes-upgrade", "robots"]),
        ("siemens/crane", 'no account is called "siemens"', ACCOUNTS),
        ("../../etc", 'no account is called ".."', ACCOUNTS),
        ("acme/../acme", 'no opportunity is called "../acme"', ["mes", "mes-upgrade", "robots"]),
    ],
)  # fmt: skip
def test_what_nothing_answers_to_is_said(
    kam: RunKam, root: Path, name: str, message: str, candidates: list[str]
) -> None:
    assert refused(kam, root, name) == (message, candidates)


def test_of_many_only_the_nearest_is_offered(kam: RunKam, book: MakeBook) -> None:
    root = book({f"accounts/customer-{n}/account.yaml": f"name: C{n}\n" for n in range(20)})
    assert refused(kam, root, "custmer-7") == ('no account is called "custmer-7"', ["customer-7"])


WRITES = [
    ("hold", "{deal}", "--because", "x"),
    ("log", "{deal}", "called"),
    ("set", "{deal}", "amount=5"),
    ("add-task", "{deal}", "visit"),
    ("lose", "{deal}", "--reason", "x"),
    ("advance", "{deal}", "--waive", "--because", "x"),
]
QUIET = ["--json", "--no-input"]


def write(kam: RunKam, root: Path, words: Sequence[str], name: str, *more: str) -> Result:
    return kam(root, *(word.replace("{deal}", name) for word in words), *more)


@pytest.mark.parametrize("words", WRITES, ids=lambda words: words[0])
def test_a_write_says_the_full_id(kam: RunKam, root: Path, words: Sequence[str]) -> None:
    result = write(kam, root, words, "cqyh/服务")
    assert result.exit_code == 0, result.output
    assert BANK in result.stdout


@pytest.mark.parametrize("option", QUIET)
@pytest.mark.parametrize("words", WRITES, ids=lambda words: words[0])
def test_a_write_that_nobody_watches_takes_no_part_of_a_name(
    kam: RunKam, root: Path, words: Sequence[str], option: str
) -> None:
    before = snapshot(root)
    for name in ("cqyh/fu-wu-qi", f"{BANK}/fu", f"{BANK}/服务器", "chong/fu-wu-qi"):
        result = write(kam, root, words, name, option)
        assert (result.exit_code, "exact id or name" in result.output) == (4, True)
    assert snapshot(root) == before
    for name in (f"{BANK}/fu-wu-qi", "重庆银行/核心服务器"):
        assert write(kam, root, words, name, option, "--dry-run").exit_code == 0


@pytest.mark.parametrize("option", QUIET)
def test_a_report_takes_any_name_all_the_same(kam: RunKam, root: Path, option: str) -> None:
    assert kam(root, "show", "cqyh", option).exit_code == 0
    assert kam(root, "pipeline", "--account", "重庆", option).exit_code == 0


@pytest.mark.parametrize("option", QUIET)
def test_contacts_and_steps_follow_the_same_rule(kam: RunKam, root: Path, option: str) -> None:
    who = ("log", BANK, "called", "--dry-run", "--with")
    assert kam(root, *who, "王芳").exit_code == 0
    assert kam(root, *who, "王芳", option).exit_code == 0
    assert kam(root, *who, "wang-f").exit_code == 0
    assert kam(root, *who, "wang-f", option).exit_code == 4
    assert kam(root, *who, "wang").exit_code == 4
    step = ("done", BANK, "--dry-run")
    assert kam(root, *step, "first offer").exit_code == 0
    assert kam(root, *step, "first offer", option).exit_code == 4
    assert kam(root, *step, "Send the first offer", option).exit_code == 0


def test_a_name_with_a_slash_is_no_account(kam: RunKam, root: Path) -> None:
    result = kam(root, "relate", "acme/mes", "--to", "establish", "--because", "x")
    assert (result.exit_code, "an account is wanted" in result.stderr) == (2, True)


def test_a_name_without_a_slash_is_no_opportunity(kam: RunKam, root: Path) -> None:
    result = kam(root, "hold", "acme", "--because", "x")
    assert (result.exit_code, "ACCOUNT/OPPORTUNITY" in result.stderr) == (2, True)


def test_a_name_whose_file_does_not_read_is_exit_3(kam: RunKam, root: Path) -> None:
    for path in ("accounts/acme/account.yaml", "accounts/acme/opportunities/mes.yaml"):
        (root / path).write_text("name: [\n", encoding="utf-8")
    for name in ("acme", "acme/mes"):
        result = kam(root, "show", name)
        assert (result.exit_code, result.stderr.count(": KAM001 ") >= 1) == (3, True)
    assert kam(root, "hold", "acme/mes", "--because", "x").exit_code == 3
    assert kam(root, "set", "acme/mes", "amount=5").exit_code == 3


def test_an_account_that_does_not_read_is_still_found_by_its_id(kam: RunKam, root: Path) -> None:
    (root / "accounts/baosteel/account.yaml").write_text("name: [\n", encoding="utf-8")
    assert kam(root, "show", "baosteel").exit_code == 3
    assert kam(root, "pipeline", "--account", "baosteel").exit_code == 3
