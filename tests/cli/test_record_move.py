"""rename, move and remove."""

import json
from pathlib import Path

import pytest

from kam.cli.session import Session
from tests.conftest import MakeBook, RunKam, snapshot

HOME, OTHER = "accounts/acme", "accounts/bao-shan"
FILES = {
    f"{HOME}/account.yaml": "name: Acme\nparent: bao-shan\n",
    f"{HOME}/contacts.yaml": "wang-fang: {name: 王芳}\nzhao-lei: {name: 赵磊}\n",
    f"{HOME}/opportunities/mes.yaml": (
        "name: MES   # phase 2\n"
        "people:\n  wang-fang: {lead: true}   # she decides\n  acme/zhao-lei: {roles: [user]}\n"
        "  bao-shan/li-lei: {}\n"
    ),
    f"{HOME}/opportunities/line-3.yaml": "name: Line 3\nformerly: [acme/old-line]\n",
    f"{HOME}/activities/2026-li.wei.yaml": (
        "- {date: 2026-01-02, kind: call, with: [wang-fang, bao-shan/li-lei], "
        "opportunity: mes, note: first}\n"
        "- {date: 2026-01-03, kind: call, opportunity: line-3}   # kept\n"
        "- {date: 2026-01-04, kind: call, with: [acme/wang-fang], opportunity: mes}\n"
    ),
    f"{HOME}/activities/2026-chen.jie.yaml": "- {date: 2026-02-01, kind: call, opportunity: mes}\n",
    f"{HOME}/tasks.yaml": (
        "send: {what: Send it, due: 2026-11-25, opportunity: mes}\n"
        "other: {what: Other, opportunity: line-3}\n"
    ),
    f"{HOME}/orders.yaml": (
        'po-1:\n  date: 2026-02-14\n  amount: 1200.50\n  opportunity: mes\n  newer: "7"\n'
        "  payments:\n    - {kind: advance, amount: 360, paid: 2026-03-04}\n"
    ),
    f"{OTHER}/account.yaml": "name: 宝山\nparent: acme   # the group\n",
    f"{OTHER}/contacts.yaml": "li-lei: {name: 李雷, left: 2026-01-01, moved_to: acme/li-lei}\n",
    f"{OTHER}/tasks.yaml": "# steps\nvisit: {what: Visit}\n",
    "accounts/acme-2/account.yaml": "name: Acme 2\nparent: acme-2\n",
}  # fmt: skip


@pytest.fixture
def root(book: MakeBook) -> Path:
    """Two accounts that name each other, and one whose id begins like the first's."""
    return book(FILES)


def text(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def test_an_account_takes_everything_that_names_it_along(kam: RunKam, root: Path) -> None:
    result = kam(root, "rename", "acme", "axis")
    assert (result.exit_code, result.stdout) == (0, "acme -> axis\n")
    expected = {
        path.replace(f"{HOME}/", "accounts/axis/"): content.encode()
        for path, content in FILES.items()
    }
    mes = FILES[f"{HOME}/opportunities/mes.yaml"].replace("acme/zhao", "axis/zhao")
    log = FILES[f"{HOME}/activities/2026-li.wei.yaml"].replace("acme/wang", "axis/wang")
    for path, content in {
        "accounts/axis/account.yaml": "name: Acme\nformerly: [acme]\nparent: bao-shan\n",
        "accounts/axis/opportunities/mes.yaml": mes.replace(
            "people:", "formerly: [acme/mes]\npeople:"
        ),
        "accounts/axis/opportunities/line-3.yaml": (
            "name: Line 3\nformerly: [acme/old-line, acme/line-3]\n"
        ),
        "accounts/axis/activities/2026-li.wei.yaml": log,
        f"{OTHER}/account.yaml": "name: 宝山\nparent: axis   # the group\n",
        f"{OTHER}/contacts.yaml": FILES[f"{OTHER}/contacts.yaml"].replace("acme/", "axis/"),
    }.items():
        expected[path] = content.encode()
    assert snapshot(root) == expected


def test_a_procurement_centre_follows_its_contact(kam: RunKam, book: MakeBook) -> None:
    centre = "name: Bell\npurchasing: {{centre: {{contact: {}, tender_day: 15}}}}\n"
    root = book(
        {
            f"{HOME}/account.yaml": "name: Acme\n",
            "accounts/bell/account.yaml": centre.format("acme/li-lei"),
            "accounts/corvane/account.yaml": centre.format("acme"),
        }
    )
    assert kam(root, "rename", "acme", "axis").exit_code == 0
    assert text(root, "accounts/bell/account.yaml") == centre.format("axis/li-lei")
    assert text(root, "accounts/corvane/account.yaml") == centre.format("acme")


def test_the_old_name_still_finds_it(kam: RunKam, root: Path) -> None:
    kam(root, "rename", "acme", "axis")
    assert kam(root, "set", "acme", "tier=key").stdout.startswith("axis  tier")
    assert kam(root, "set", "acme/mes", "amount=1").stdout.startswith("axis/mes  amount")


def test_renamed_back_it_forgets_its_own_name(kam: RunKam, root: Path) -> None:
    kam(root, "rename", "acme", "axis")
    assert kam(root, "rename", "axis", "acme").exit_code == 0
    assert "formerly: [axis]\n" in text(root, f"{HOME}/account.yaml")
    assert "formerly: [axis/mes]\n" in text(root, f"{HOME}/opportunities/mes.yaml")


def test_json_names_every_file_at_both_places(kam: RunKam, root: Path) -> None:
    answer = json.loads(kam(root, "rename", "acme", "axis", "--json").stdout)
    changed = set(answer["changed"])
    assert answer["id"] == "axis"
    assert {f"{HOME}/orders.yaml", "accounts/axis/orders.yaml", f"{OTHER}/account.yaml"} <= changed
    assert "accounts/acme-2/account.yaml" not in changed


def test_an_opportunity_takes_its_steps_activities_and_orders_along(
    kam: RunKam, root: Path
) -> None:
    result = kam(root, "rename", "acme/mes", "mes-2")
    assert (result.exit_code, result.stdout) == (0, "acme/mes -> acme/mes-2\n")
    expected = {
        path.replace("/mes.yaml", "/mes-2.yaml"): content.replace(
            "opportunity: mes", "opportunity: mes-2"
        )
        for path, content in FILES.items()
    }
    expected[f"{HOME}/opportunities/mes-2.yaml"] = FILES[f"{HOME}/opportunities/mes.yaml"].replace(
        "people:", "formerly: [acme/mes]\npeople:"
    )
    assert snapshot(root) == {path: content.encode() for path, content in expected.items()}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("acme", "acme"), 2, "acme is called that already"),
        (("acme", "Axis"), 2, '"Axis" is not an id'),
        (("acme", "bao-shan"), 2, '"Acme" cannot be called bao-shan: "宝山" is'),
        (("acme/mes", "line-3"), 2, '"MES" cannot be called acme/line-3: "Line 3" is'),
        (("acme/mes", "mes"), 2, "acme/mes is called that already"),
        (("nobody", "x"), 4, "nobody"),
        (("acme/nothing", "x"), 4, "nothing"),
    ],
)
def test_a_name_that_cannot_be_is_refused(
    kam: RunKam, root: Path, words: tuple[str, str], code: int, said: str
) -> None:
    result = kam(root, "rename", *words)
    assert (result.exit_code, said in result.stderr) == (code, True)
    assert snapshot(root) == {path: content.encode() for path, content in FILES.items()}


def test_a_file_that_may_name_it_has_to_read(kam: RunKam, root: Path) -> None:
    (root / f"{OTHER}/tasks.yaml").write_text("unrelated: [\n", encoding="utf-8")
    assert kam(root, "rename", "acme", "axis").exit_code == 0
    (root / f"{OTHER}/contacts.yaml").write_text("li-lei: [axis/x\n", encoding="utf-8")
    before = snapshot(root)
    result = kam(root, "rename", "axis", "acme")
    assert (result.exit_code, f"{OTHER}/contacts.yaml:2:1" in result.stderr) == (3, True)
    assert snapshot(root) == before


def test_a_rehearsal_changes_nothing(kam: RunKam, root: Path) -> None:
    before = snapshot(root)
    assert kam(root, "rename", "acme", "axis", "--dry-run").stdout == "would be: acme -> axis\n"
    assert kam(root, "move", "acme/mes", "bao-shan", "--dry-run").exit_code == 0
    assert kam(root, "remove", "bao-shan", "--with-references", "--dry-run").exit_code == 0
    assert snapshot(root) == before


def test_moved_to_another_account_it_takes_all_of_its_own_along(kam: RunKam, root: Path) -> None:
    result = kam(root, "move", "acme/mes", "宝山")
    assert (result.exit_code, result.stdout) == (0, "acme/mes -> bao-shan/mes\n")
    expected = dict(FILES)
    del expected[f"{HOME}/opportunities/mes.yaml"]
    del expected[f"{HOME}/orders.yaml"]
    del expected[f"{HOME}/activities/2026-chen.jie.yaml"]
    expected |= {
        f"{OTHER}/opportunities/mes.yaml": (
            "name: MES   # phase 2\nformerly: [acme/mes]\npeople:\n"
            "  acme/wang-fang: {lead: true}   # she decides\n  acme/zhao-lei: {roles: [user]}\n"
            "  bao-shan/li-lei: {}\n"
        ),
        f"{HOME}/activities/2026-li.wei.yaml": (
            "- {date: 2026-01-03, kind: call, opportunity: line-3}   # kept\n"
        ),
        f"{OTHER}/activities/2026-li.wei.yaml": (
            "- {date: 2026-01-02, kind: call, with: [acme/wang-fang, bao-shan/li-lei], "
            "opportunity: mes, note: first}\n"
            "- {date: 2026-01-04, kind: call, with: [acme/wang-fang], opportunity: mes}\n"
        ),
        f"{OTHER}/activities/2026-chen.jie.yaml": FILES[f"{HOME}/activities/2026-chen.jie.yaml"],
        f"{HOME}/tasks.yaml": "other: {what: Other, opportunity: line-3}\n",
        f"{OTHER}/tasks.yaml": (
            "# steps\nvisit: {what: Visit}\n"
            "send: {what: Send it, due: 2026-11-25, opportunity: mes}\n"
        ),
        f"{OTHER}/orders.yaml": FILES[f"{HOME}/orders.yaml"],
    }
    assert snapshot(root) == {path: content.encode() for path, content in expected.items()}
    assert kam(root, "set", "acme/mes", "amount=1").stdout.startswith("bao-shan/mes")


def test_what_the_other_account_has_already_stops_the_move(kam: RunKam, root: Path) -> None:
    assert kam(root, "move", "acme/mes", "acme").exit_code == 2
    assert kam(root, "move", "acme/mes", "nobody").exit_code == 4
    (root / f"{OTHER}/tasks.yaml").write_text("send: {what: Mine}\n", encoding="utf-8")
    before = snapshot(root)
    result = kam(root, "move", "acme/mes", "bao-shan")
    assert (result.exit_code, f"{OTHER}/tasks.yaml: send" in result.stderr) == (2, True)
    assert snapshot(root) == before
    kam(root, "add-opportunity", "bao-shan", "MES")
    result = kam(root, "move", "acme/mes", "bao-shan")
    assert (result.exit_code, "kam rename acme/mes NEW-ID" in result.stderr) == (2, True)


def test_a_file_whose_comments_would_go_with_it_stays(kam: RunKam, root: Path) -> None:
    path = f"{HOME}/activities/2026-chen.jie.yaml"
    (root / path).write_text(f"# by hand\n{FILES[path]}", encoding="utf-8")
    kam(root, "move", "acme/mes", "bao-shan")
    assert text(root, path) == "# by hand\n[]\n"


def test_removing_has_to_be_confirmed(
    kam: RunKam, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(root)
    assert kam(root, "remove", "acme-2").exit_code == 2
    monkeypatch.setattr(Session, "asks", property(lambda _: True))
    refused = kam(root, "remove", "acme", "--with-references", input="n\n")
    assert refused.stdout.startswith("Remove acme and its 2 opportunities? [y/N]")
    assert refused.exit_code == 130
    assert snapshot(root) == before
    assert kam(root, "remove", "acme-2", input="y\n").exit_code == 0
    assert not (root / "accounts/acme-2").exists()


def test_what_names_it_is_listed_and_nothing_is_removed(kam: RunKam, root: Path) -> None:
    before = snapshot(root)
    result = kam(root, "remove", "acme/mes", "--yes", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"]["candidates"] == [
        f"{HOME}/activities/2026-chen.jie.yaml:1",
        f"{HOME}/activities/2026-li.wei.yaml:1",
        f"{HOME}/activities/2026-li.wei.yaml:3",
        f"{HOME}/orders.yaml:4",
        f"{HOME}/tasks.yaml:1",
    ]
    assert kam(root, "remove", "acme", "--yes").exit_code == 1
    assert snapshot(root) == before


def test_an_opportunity_goes_with_its_steps_and_leaves_what_was_done(
    kam: RunKam, root: Path
) -> None:
    result = kam(root, "remove", "acme/mes", "--yes", "--with-references")
    assert (result.exit_code, result.stdout) == (0, "acme/mes  removed\n")
    assert not (root / f"{HOME}/opportunities/mes.yaml").exists()
    assert text(root, f"{HOME}/tasks.yaml") == "other: {what: Other, opportunity: line-3}\n"
    assert "opportunity" not in text(root, f"{HOME}/orders.yaml")
    assert (
        text(root, f"{HOME}/activities/2026-chen.jie.yaml") == "- {date: 2026-02-01, kind: call}\n"
    )


def test_an_account_goes_with_all_that_is_in_it(kam: RunKam, root: Path) -> None:
    (root / HOME / ".DS_Store").write_bytes(b"x")
    result = kam(root, "remove", "acme", "--yes", "--with-references")
    assert (result.exit_code, result.stdout) == (0, "acme  removed\n")
    assert snapshot(root) == {
        f"{HOME}/.DS_Store": b"x",
        "accounts/acme-2/account.yaml": FILES["accounts/acme-2/account.yaml"].encode(),
        f"{OTHER}/account.yaml": "name: 宝山\n".encode(),
        f"{OTHER}/contacts.yaml": "li-lei: {name: 李雷, left: 2026-01-01}\n".encode(),
        f"{OTHER}/tasks.yaml": FILES[f"{OTHER}/tasks.yaml"].encode(),
    }


def test_other_people_s_files_in_the_folder_are_not_removed(kam: RunKam, root: Path) -> None:
    (root / HOME / "offer.pdf").write_bytes(b"%PDF")
    before = snapshot(root)
    result = kam(root, "remove", "acme", "--yes", "--with-references")
    assert (result.exit_code, f"{HOME}/offer.pdf" in result.stderr) == (6, True)
    assert snapshot(root) == before
