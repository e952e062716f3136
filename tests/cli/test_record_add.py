"""add-account, add-contact, add-task and add-order."""

import json
from pathlib import Path

import pytest

from kam.cli.session import Session
from tests.conftest import MakeBook, RunKam, snapshot

ACCOUNT = "accounts/bao-shan-gang-tie/account.yaml"


@pytest.fixture
def root(book: MakeBook) -> Path:
    """A book with one account, 宝山钢铁, whose people we know by name."""
    return book(
        {
            "kam.yaml": "people: {li.wei: {name: 李伟}, chen.jie: {name: 陈洁}}\n",
            ACCOUNT: "name: 宝山钢铁\naliases: [Baoshan Steel]\n",
        }
    )


def text(root: Path, name: str) -> str:
    return (root / "accounts" / name).read_text(encoding="utf-8")


def test_an_account_gets_its_id_from_its_name_and_says_what_it_is(kam: RunKam, root: Path) -> None:
    result = kam(
        root, "add-account", "重庆银行", "--owner", "李伟", "--tier", "重点", "--alias", "CQ Bank",
        "--segment", "finance", "--ownership", "国企", "--parent", "宝山",
    )  # fmt: skip
    assert result.exit_code == 0
    assert result.stdout == (
        "chong-qing-yin-hang  added: 重庆银行  aliases CQ Bank, parent bao-shan-gang-tie, "
        "owner li.wei, segment finance, ownership state, tier key\n"
    )
    assert text(root, "chong-qing-yin-hang/account.yaml") == (
        "name: 重庆银行\naliases: [CQ Bank]\nparent: bao-shan-gang-tie\nowner: li.wei\n"
        "segment: finance\nownership: state\ntier: key\n"
    )


def test_an_id_that_is_given_is_taken(kam: RunKam, root: Path) -> None:
    assert kam(root, "add-account", "重庆银行", "--id", "cqb").stdout.startswith("cqb  added")
    assert text(root, "cqb/account.yaml") == "name: 重庆银行\n"


def test_a_collision_names_both_and_writes_nothing(kam: RunKam, root: Path) -> None:
    before = snapshot(root)
    result = kam(root, "add-account", "宝山 钢铁")
    assert result.exit_code == 2
    assert 'the id bao-shan-gang-tie of "宝山 钢铁" is taken by "宝山钢铁"' in result.stderr
    assert snapshot(root) == before


def test_a_name_without_an_id_in_it_asks_for_one(kam: RunKam, root: Path) -> None:
    result = kam(root, "add-account", "2027")
    assert (result.exit_code, "--id" in result.stderr) == (2, True)


def test_the_same_name_under_another_id_is_written_and_pointed_out(kam: RunKam, root: Path) -> None:
    result = kam(root, "add-account", "BAOSHAN  steel")
    assert result.exit_code == 0
    assert "warning: bao-shan-gang-tie goes by the name" in result.stderr
    assert (root / "accounts/baoshan-steel/account.yaml").exists()


def test_a_rehearsal_says_so_and_leaves_no_byte_changed(kam: RunKam, root: Path) -> None:
    before = snapshot(root)
    result = kam(root, "add-account", "Acme", "--dry-run")
    assert result.stdout == "would be: acme  added: Acme\n"
    assert snapshot(root) == before
    assert not (root / ".kam" / "lock").exists()


def test_json_names_the_files_and_the_id(kam: RunKam, root: Path) -> None:
    result = kam(root, "add-account", "Acme", "--json")
    assert json.loads(result.stdout) == {
        "changed": ["accounts/acme/account.yaml"],
        "id": "acme",
        "commit": None,
        "message": "acme  added: Acme",
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--tier", "kye"), '"kye" is not a tier'),
        (("--owner", "王"), '"王" is none of our people'),
        (("--ownership", "x"), '"x" is not a ownership'),
        (("--parent", "nobody"), 'no account is called "nobody"'),
        (("--id", "Acme"), '"Acme" is not an id'),
    ],
)
def test_a_word_that_is_none_is_refused(
    kam: RunKam, root: Path, words: tuple[str, str], said: str
) -> None:
    before = snapshot(root)
    result = kam(root, "add-account", "Acme", *words)
    assert result.exit_code in {2, 4}
    assert said in result.stderr
    assert snapshot(root) == before


def test_a_missing_name_is_asked_for_on_a_terminal_only(
    kam: RunKam, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kam(root, "add-account").exit_code == 2
    monkeypatch.setattr(Session, "asks", property(lambda _: True))
    result = kam(root, "add-account", input="\nAcme\n")
    assert result.stdout.endswith("acme  added: Acme\n")


def test_contacts_are_added_below_each_other_in_the_order_of_the_format(
    kam: RunKam, root: Path
) -> None:
    kam(root, "add-contact", "宝山", "赵磊", "--level", "决策层")
    result = kam(
        root, "add-contact", "宝山", "王芳", "--role", "教练", "--role", "user", "--title",
        "Head: production", "--attitude", "支持者", "--contact", "多次接触", "--reports-to", "赵",
        "--email", "wf@example.com", "--phone", "13800000000", "--department", "生产",
    )  # fmt: skip
    assert result.exit_code == 0
    assert result.stdout.startswith("bao-shan-gang-tie/wang-fang  added: 王芳  title Head")
    assert text(root, "bao-shan-gang-tie/contacts.yaml") == (
        "zhao-lei:\n  name: 赵磊\n  level: decision\n"
        'wang-fang:\n  name: 王芳\n  title: "Head: production"\n  department: user\n'
        "  roles: [coach, user]\n  attitude: supporter\n  contact: multiple\n"
        '  reports_to: zhao-lei\n  email: wf@example.com\n  phone: "13800000000"\n'
    )


def test_two_people_of_one_name_need_an_id(kam: RunKam, root: Path) -> None:
    kam(root, "add-contact", "宝山", "王芳")
    result = kam(root, "add-contact", "宝山", "王方")
    assert result.exit_code == 2
    assert 'the id wang-fang of "王方" is taken by "王芳"' in result.stderr
    assert kam(root, "add-contact", "宝山", "王方", "--id", "wang.fang").exit_code == 0


def test_comments_and_order_of_a_file_stay(kam: RunKam, root: Path) -> None:
    path = root / "accounts/bao-shan-gang-tie/tasks.yaml"
    old = "# mine\nb: {what: Second}   # soon\n\na: {what: First}\n# the end\n"
    path.write_text(old, encoding="utf-8")
    kam(root, "add-task", "宝山", "Send proposal", "--due", "下周三")
    assert path.read_text(encoding="utf-8") == (
        "# mine\nb: {what: Second}   # soon\n\na: {what: First}\n"
        "send-proposal:\n  what: Send proposal\n  due: 2026-11-25\n  owner: li.wei\n# the end\n"
    )


def test_a_next_step_of_an_opportunity_names_it(kam: RunKam, root: Path) -> None:
    (root / "accounts/bao-shan-gang-tie/opportunities").mkdir()
    deal = root / "accounts/bao-shan-gang-tie/opportunities/mes.yaml"
    deal.write_text("name: MES\nstage: 12k\n", encoding="utf-8")  # it need not fit
    result = kam(root, "add-task", "宝山/mes", "寄方案", "--owner", "陈洁")
    assert result.stdout == "bao-shan-gang-tie/ji-fang-an  added: 寄方案  owner chen.jie\n"
    assert text(root, "bao-shan-gang-tie/tasks.yaml") == (
        "ji-fang-an:\n  what: 寄方案\n  owner: chen.jie\n  opportunity: mes\n"
    )


def test_what_was_done_can_be_to_do_again(kam: RunKam, root: Path) -> None:
    kam(root, "add-task", "宝山", "Call again", "--due", "today")
    again = ("add-task", "宝山", "Call again", "--due", "2026-12-01")
    assert kam(root, *again).exit_code == 2
    kam(root, "done", "宝山", "call-again")
    assert kam(root, *again).stdout.startswith("bao-shan-gang-tie/call-again-2026-12-01  added")


def test_an_order_gets_its_id_from_its_day_and_line(kam: RunKam, root: Path) -> None:
    words = ("add-order", "宝山", "--amount", "120万", "--line", "自动化", "--margin", "300k")
    result = kam(root, *words, "--date", "yesterday")
    assert result.exit_code == 0
    assert text(root, "bao-shan-gang-tie/orders.yaml") == (
        "po-2026-11-20-zi-dong-hua:\n  date: 2026-11-20\n  line: 自动化\n  amount: 1200000\n"
        "  margin: 300000\n"
    )
    second = kam(root, *words, "--date", "yesterday")
    assert second.exit_code == 2
    assert "2026-11-20 自动化 1200000" in second.stderr
    assert kam(root, *words, "--id", "po-2").exit_code == 0


def test_an_order_of_an_opportunity_names_it_and_needs_its_amount(kam: RunKam, root: Path) -> None:
    (root / "accounts/bao-shan-gang-tie/opportunities").mkdir()
    deal = root / "accounts/bao-shan-gang-tie/opportunities/mes-upgrade.yaml"
    deal.write_text("name: MES\n", encoding="utf-8")
    missing = kam(root, "add-order", "宝山", "--opportunity", "mes")
    assert (missing.exit_code, "--amount" in missing.stderr) == (2, True)
    assert kam(root, "add-order", "宝山", "--opportunity", "mes", "--amount", "5").exit_code == 0
    assert text(root, "bao-shan-gang-tie/orders.yaml") == (
        "po-2026-11-21:\n  date: 2026-11-21\n  amount: 5\n  opportunity: mes-upgrade\n"
    )


def test_a_file_that_does_not_read_is_not_written_to(kam: RunKam, root: Path) -> None:
    path = root / "accounts/bao-shan-gang-tie/contacts.yaml"
    path.write_text("wang-fang: [\n", encoding="utf-8")
    result = kam(root, "add-contact", "宝山", "李雷")
    assert result.exit_code == 3
    assert "accounts/bao-shan-gang-tie/contacts.yaml:2:1: KAM001" in result.stderr
    assert path.read_text(encoding="utf-8") == "wang-fang: [\n"


def test_scripts_name_accounts_exactly(kam: RunKam, root: Path) -> None:
    assert kam(root, "add-contact", "宝山", "李雷", "--json").exit_code == 4
    assert kam(root, "add-contact", "宝山", "李雷", "--no-input").exit_code == 4
    assert kam(root, "add-contact", "宝山钢铁", "李雷", "--json").exit_code == 0


def test_the_book_s_language_is_that_of_the_answer(kam: RunKam, root: Path) -> None:
    (root / "kam.yaml").write_text("language: zh\n", encoding="utf-8")
    result = kam(root, "add-account", "Acme", "--tier", "kye")
    assert result.exit_code == 2
    assert "is not a" not in result.stderr
