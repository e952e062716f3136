"""transfer: the open work of one of our people handed to another."""

import json
from pathlib import Path

import pytest

from tests.conftest import MakeBook, RunKam, snapshot
from tests.repositories import Repo

ACME, BAO = "accounts/acme", "accounts/bao-shan"
FILES = {
    "kam.yaml": (
        "currency: CNY\ngit: {commit: auto}\n"
        "people: {li.wei: {name: 李伟}, chen.jie: {name: 陈洁}, zhao.min: {}}\n"
        "teams: {north: {name: North, manager: li.wei}}\n"
    ),
    "targets.yaml": "- {owner: li.wei, period: 2027, amount: 100}\n",
    f"{ACME}/account.yaml": "name: Acme\nowner: li.wei   # since 2020\nteam: [zhao.min]\n",
    f"{ACME}/contacts.yaml": "wang: {name: 王}\n",
    f"{ACME}/opportunities/mes.yaml": (
        "name: MES\nstage: C\namount: 300\nclose_date: 2027-03-31\nsplits:\n"
        "  - {owner: li.wei, share: 70}\n  - {owner: chen.jie, share: 30}\n"
    ),
    f"{ACME}/opportunities/theirs.yaml": "name: Theirs\nowner: zhao.min\namount: 40\n",
    f"{ACME}/opportunities/lost.yaml": (
        "name: Lost\nstage: C\namount: 50\noutcome: {result: lost, date: 2026-01-01}\n"
    ),
    f"{ACME}/opportunities/won.yaml": (
        "name: Won\nstage: S\namount: 60\nhistory: [{date: 2026-02-01, stage: S}]\n"
    ),
    f"{ACME}/tasks.yaml": (
        "send: {what: Send, due: 2026-12-01, owner: li.wei}\n"
        "sent: {what: Sent, owner: li.wei, done: 2026-10-01}\n"
    ),
    f"{ACME}/activities/2026-li.wei.yaml": "- {date: 2026-01-02, kind: call, by: li.wei}\n",
    f"{ACME}/plan.yaml": (
        "objectives:\n  visits: {what: A visit a month, owner: li.wei}\n"
        "  margin: {what: More margin, owner: li.wei, result: reached}\n"
    ),
    f"{BAO}/account.yaml": "name: 宝山\nowner: chen.jie\nteam: [zhao.min, li.wei]\n",
    f"{BAO}/opportunities/relay.yaml": (
        "name: Relay\nowner: li.wei\namount: 10\nhold: {since: 2026-10-01}\n"
    ),
    f"{BAO}/opportunities/sold.yaml": (
        "name: Sold\nowner: li.wei\nstage: S\namount: 9\noutcome: {result: won, date: 2026-03-01}\n"
    ),
}  # fmt: skip
MOVED = (
    "li.wei -> chen.jie  1 account, 2 open opportunities, 1 share of credit, 1 place in a team, "
    "1 next step, 1 entry of a plan  (3 closed stay with li.wei)\n"
)


@pytest.fixture
def root(book: MakeBook) -> Path:
    """li.wei owns Acme, and works on an opportunity of another account."""
    return book(FILES)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """The same, committed."""
    found = Repo(tmp_path / "book")
    found.commit("2026-11-20", FILES)
    return found


def test_what_is_open_changes_hands_and_what_is_closed_stays(kam: RunKam, repo: Repo) -> None:
    result = kam(repo.root, "transfer", "--from", "李伟", "--to", "chen.jie")
    assert (result.exit_code, result.stdout) == (0, MOVED)
    assert result.stderr == (
        "1 target stays with li.wei: targets.yaml\nli.wei still leads the team North: kam.yaml\n"
    )
    changed = {
        f"{ACME}/account.yaml": ("owner: li.wei ", "owner: chen.jie "),
        f"{ACME}/opportunities/mes.yaml": (
            "70}\n  - {owner: chen.jie, share: 30}", "100}",
        ),
        f"{ACME}/opportunities/lost.yaml": ("01-01}", "01-01, owner: li.wei}"),
        f"{ACME}/opportunities/won.yaml": ("amount: 60\n", "amount: 60\nowner: li.wei\n"),
        f"{ACME}/tasks.yaml": ("12-01, owner: li.wei", "12-01, owner: chen.jie"),
        f"{ACME}/plan.yaml": ("month, owner: li.wei", "month, owner: chen.jie"),
        f"{BAO}/account.yaml": (", li.wei]", "]"),
        f"{BAO}/opportunities/relay.yaml": ("li.wei", "chen.jie"),
    }  # fmt: skip
    expected = {path: text.encode() for path, text in FILES.items()}
    for path, (old, new) in changed.items():
        expected[path] = FILES[path].replace(old, new).encode()
    path = f"{ACME}/opportunities/mes.yaml"
    expected[path] = expected[path].replace(b"{owner: li.wei", b"{owner: chen.jie")
    assert snapshot(repo.root) == expected
    assert repo.subjects == ["transfer li.wei -> chen.jie", "change"]
    kam(repo.root, "undo")
    assert snapshot(repo.root) == {path: text.encode() for path, text in FILES.items()}


def test_the_bridge_of_each_shows_it(kam: RunKam, repo: Repo) -> None:
    kam(repo.root, "transfer", "--from", "li.wei", "--to", "chen.jie")
    for person, kind in (("li.wei", "transferred_out"), ("chen.jie", "transferred_in")):
        words = ("bridge", "--from", "2026-11-20", "--owner", person, "--json")
        rows = json.loads(kam(repo.root, *words).stdout)["rows"]
        moved = [row for row in rows if row["kind"] == kind]
        assert [one["id"] for one in moved[0]["opportunities"]] == ["acme/mes"]


def test_a_few_accounts_and_a_rehearsal(kam: RunKam, root: Path) -> None:
    words = ("transfer", "--from", "li.wei", "--to", "zhao.min")
    result = kam(root, *words, "宝山", "--dry-run")
    assert result.stdout == (
        "would be: li.wei -> zhao.min  1 open opportunity, 1 place in a team  "
        "(1 closed stays with li.wei)\n"
    )
    assert snapshot(root) == {path: text.encode() for path, text in FILES.items()}
    kam(root, *words, "宝山")
    assert b"team: [zhao.min]\n" in snapshot(root)[f"{BAO}/account.yaml"]
    assert b"owner: li.wei " in snapshot(root)[f"{ACME}/account.yaml"]
    again = kam(root, *words, "宝山")
    assert again.stdout == (
        "li.wei -> zhao.min  nothing to hand over  (1 closed stays with li.wei)\n"
    )


@pytest.mark.parametrize(
    ("people", "code", "said"),
    [
        (("li.wei", "chen.ji"), 4, '"chen.ji" is not among the people of kam.yaml\n  chen.jie'),
        (("li.wei", "Nobody here"), 2, "is none of our people"),
        (("wang.fang", "chen.jie"), 4, 'no owner is called "wang.fang"'),
        (("li.wei", "李伟"), 2, "--from and --to are the same person: li.wei"),
    ],
)
def test_people_who_cannot_be_meant(
    kam: RunKam, root: Path, people: tuple[str, str], code: int, said: str
) -> None:
    result = kam(root, "transfer", "--from", people[0], "--to", people[1])
    assert (result.exit_code, said in result.stderr) == (code, True)
    assert snapshot(root) == {path: text.encode() for path, text in FILES.items()}


def test_a_book_without_people_takes_anybody_and_says_who_is_new(
    kam: RunKam, book: MakeBook
) -> None:
    root = book({f"{ACME}/account.yaml": "name: Acme\nowner: li.wei\n"})
    result = kam(root, "transfer", "--from", "li.wei", "--to", "zhao.min")
    assert (result.exit_code, result.stderr) == (0, "zhao.min is new to this book\n")
    result = kam(root, "transfer", "--from", "zhao.min", "--to", "li.wei", "--json")
    assert json.loads(result.stdout)["id"] == "li.wei"


@pytest.mark.parametrize(
    ("path", "content"),
    [
        (f"{ACME}/opportunities/lost.yaml", "name: [unfinished\n"),
        (f"{ACME}/opportunities/mes.yaml", "name: MES\nstage: no-such-stage\n"),
        (f"{ACME}/tasks.yaml", "send: {what: Send, owner: li.wei, due: soon}\n"),
        (f"{ACME}/plan.yaml", "actions: {a: {owner: li.wei}\n"),
        (f"{BAO}/account.yaml", "owner: li.wei\n"),
    ],
)
def test_what_does_not_read_stops_it_before_anything_is_written(
    kam: RunKam, root: Path, path: str, content: str
) -> None:
    (root / path).write_text(content, encoding="utf-8")
    before = snapshot(root)
    result = kam(root, "transfer", "--from", "li.wei", "--to", "chen.jie")
    assert (result.exit_code, path in result.stderr) == (3, True)
    assert snapshot(root) == before


@pytest.mark.parametrize(
    ("splits", "after"),
    [
        ("{owner: li.wei, share: 100}", "{owner: chen.jie, share: 100}"),
        (
            (
                "{owner: zhao.min, share: 100}\n  - {owner: li.wei, share: 20, overlay: true}\n"
                "  - {owner: chen.jie, share: 15, overlay: true}"
            ),
            "{owner: zhao.min, share: 100}\n  - {owner: chen.jie, share: 35, overlay: true}",
        ),
        (
            "{owner: li.wei, share: 100}\n  - {owner: chen.jie, share: 20, overlay: true}",
            "{owner: chen.jie, share: 100}",
        ),
        (
            "{owner: chen.jie, share: 100}\n  - {owner: li.wei, share: 20, overlay: true}",
            "{owner: chen.jie, share: 100}",
        ),
    ],
)
def test_shares_of_both_become_one(kam: RunKam, book: MakeBook, splits: str, after: str) -> None:
    path = f"{ACME}/opportunities/mes.yaml"
    book({f"{ACME}/account.yaml": "name: Acme\n"})
    root = book({path: f"name: MES\nowner: li.wei\nsplits:\n  - {splits}\n"})
    kam(root, "transfer", "--from", "li.wei", "--to", "chen.jie")
    expected = f"name: MES\nowner: chen.jie\nsplits:\n  - {after}\n"
    assert (root / path).read_text(encoding="utf-8") == expected


def test_what_is_called_as_an_end_has_not_ended(kam: RunKam, book: MakeBook) -> None:
    """Ids may be `result` and `done`: kam makes such ids itself."""
    root = book(
        {
            f"{ACME}/account.yaml": "name: Acme\n",
            f"{ACME}/tasks.yaml": (
                "result: {what: Result, owner: li.wei}\ncall: {what: Call, owner: li.wei}\n"
            ),
            f"{ACME}/plan.yaml": (
                "actions:\n  done: {what: Dine, owner: li.wei}\n  ask: {what: Ask, owner: li.wei}\n"
            ),
            f"{ACME}/contacts.yaml": "done: {name: Done, plan: {aim: mentor, owner: li.wei}}\n",
        }
    )
    result = kam(root, "transfer", "--from", "li.wei", "--to", "zhao.min")
    assert "2 next steps, 3 entries of plans" in result.stdout
    assert b"li.wei" not in b"".join(snapshot(root).values())


def test_facts_of_the_user_s_own_stay(kam: RunKam, book: MakeBook) -> None:
    path = f"{ACME}/opportunities/mes.yaml"
    text = (
        "name: MES\nowner: li.wei\nqualification: {owner: li.wei}\n"
        "custom: {owner: li.wei, deep: [{owner: li.wei}]}\n"
    )
    custom = "name: Acme\ncustom: {owner: li.wei}\n"
    root = book({f"{ACME}/account.yaml": custom, path: text})
    result = kam(root, "transfer", "--from", "li.wei", "--to", "zhao.min")
    assert result.stdout == "li.wei -> zhao.min  1 open opportunity\n"
    after = text.replace("\nowner: li.wei", "\nowner: zhao.min")
    assert (root / path).read_text(encoding="utf-8") == after
    assert (root / f"{ACME}/account.yaml").read_text(encoding="utf-8") == custom


def test_in_chinese(kam: RunKam, root: Path) -> None:
    result = kam(root, "transfer", "--from", "李伟", "--to", "陈洁", "--lang", "zh")
    assert result.stdout == (
        "li.wei -> chen.jie  1 个客户, 2 个进行中的商机, 1 份业绩分成, 1 个团队席位, 1 个下一步, "
        "1 项计划  (3 个已结束的仍归 li.wei)\n"
    )
