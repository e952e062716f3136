"""set."""

import json
from pathlib import Path

import pytest

from tests.conftest import MakeBook, RunKam, snapshot

ACCOUNT, DEAL = "accounts/acme/account.yaml", "accounts/acme/opportunities/mes.yaml"
CONTACTS, ORDERS = "accounts/acme/contacts.yaml", "accounts/acme/orders.yaml"
DEAL_TEXT = """\
# phase 2
name: MES   # as they call it
stage: C
amount: 3200000   # from the bid
probability: {value: 50, reason: "why: budget"}
products:
  - {line: automation, amount: 2000000}
people:
  li.lei: {roles: [user]}
history:
  - {date: 2026-05-01, stage: C}
"""


@pytest.fixture
def root(book: MakeBook) -> Path:
    """A book with an account, its contacts and orders, and one opportunity."""
    return book(
        {
            "kam.yaml": "people: {li.wei: {name: 李伟}}\n",
            ACCOUNT: "name: Acme\naliases: [宝山钢铁]\n",
            "accounts/baosteel-group/account.yaml": "name: Baosteel Group\n",
            DEAL: DEAL_TEXT,
            CONTACTS: "wang-fang:\n  name: 王芳\n  roles: [user]\nzhao-lei:\n  name: 赵磊\n",
            ORDERS: "po-1:\n  date: 2026-01-01\n  amount: 100\n",
        }
    )


def text(root: Path, path: str = DEAL) -> str:
    return (root / path).read_text(encoding="utf-8")


def test_setting_changes_the_lines_of_the_facts_and_says_old_and_new(
    kam: RunKam, root: Path
) -> None:
    result = kam(root, "set", "acme/mes", "amount=350万", "close_date=月底", "probability=60")
    assert result.stdout == (
        "acme/mes  amount 3200000 -> 3500000  close_date – -> 2026-11-30  probability 50 -> 60\n"
    )
    assert text(root) == DEAL_TEXT.replace("3200000", "3500000").replace("50,", "60,").replace(
        "probability", "close_date: 2026-11-30\nprobability"
    )


def test_what_is_so_already_changes_nothing(kam: RunKam, root: Path) -> None:
    result = kam(root, "set", "acme/mes", "amount=3.2M", "owner=", "products+=automation", "--json")
    assert result.exit_code == 2  # an entry of that line is there, with other facts
    result = kam(
        root, "set", "acme/mes", "amount=3.2M", "owner=", "people.li.lei.roles+=user", "--json"
    )
    assert json.loads(result.stdout) == {
        "changed": [],
        "id": "acme/mes",
        "commit": None,
        "message": "acme/mes  nothing to change",
    }
    assert text(root) == DEAL_TEXT


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (("procurement.mode=邀标",), "procurement: {mode: invited-tender}\n"),
        (("procurement.mode=议标", "procurement.step=采购计划批复"),
         "procurement: {mode: negotiated-bid, step: plan-approved}\n"),
        (("procurement.procedure=资格招标", "procurement.step=Award notice"),
         "procurement: {procedure: qualification-tender, step: award-notice}\n"),
        (("procurement.step=evaluation",), "procurement: {step: evaluation}\n"),
        (("criteria+={criterion: 品牌, weight: 30, standing: +1}",),
         "criteria:\n  - {criterion: brand, weight: 30, standing: better}\n"),
        (("competitors+=Siemens", "competitors.Siemens.price=3.5M"),
         "competitors:\n  - {name: Siemens, price: 3500000}\n"),
        (("competitors={name: A, incumbent: 是}",),
         "competitors:\n  - {name: A, incumbent: true}\n"),
        (("splits+={owner: 李伟, share: 70%}",), "splits:\n  - {owner: li.wei, share: 70}\n"),
        (("schedule+={period: 2027Q2, amount: 1.2M}",),
         "schedule:\n  - {period: 2027Q2, amount: 1200000}\n"),
        (("tenders+=1", "tenders.1.bid_due=2027-01-20"),
         "tenders:\n  - {round: 1, bid_due: 2027-01-20}\n"),
        (("category=争取", "category.reason=two bids"),
         "category: {value: best_case, reason: two bids}\n"),
        (("custom.crm.id=0123", "custom.rank=5"), 'custom:\n  crm: {id: "0123"}\n  rank: 5\n'),
        (("lot=2", "alternative=yes", "kind=框架"), 'lot: "2"\nalternative: true\n'),
        (("custom={a: {b: [1, x]}, c: true}",), "custom:\n  a: {b: [1, x]}\n  c: true\n"),
        (("people={wang-fang: {weight: 3}}",), "people:\n  wang-fang: {weight: 3}\n"),
        (("qualification.budget=3.5",), "qualification: {budget: 3.5}\n"),
        (("people.wang-fang.lead=true",), "  wang-fang: {lead: true}\n"),
        (("people.li.lei.roles+=教练",), "  li.lei: {roles: [user, coach]}\n"),
        (("products.automation.units=12",), "  - {line: automation, amount: 2000000, units: 12}\n"),
    ],
)  # fmt: skip
def test_facts_of_every_shape_are_set(
    kam: RunKam, root: Path, words: tuple[str, ...], lines: str
) -> None:
    result = kam(root, "set", "acme/mes", *words)
    assert (result.exit_code, result.stderr) == (0, "")
    assert lines in text(root)
    assert kam(root, "list", "opportunities", "--json").exit_code == 0


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        (("amount=",), "amount: 3200000   # from the bid\n"),
        (("probability.reason=",), ', reason: "why: budget"'),
        (("products-=automation",), "products:\n  - {line: automation, amount: 2000000}\n"),
        (("people-=li.lei",), "people:\n  li.lei: {roles: [user]}\n"),
        (("people.li.lei.roles-=user",), "people:\n  li.lei: {roles: [user]}\n"),
    ],
)
def test_facts_are_cleared_and_taken_away(
    kam: RunKam, root: Path, words: tuple[str, ...], gone: str
) -> None:
    assert kam(root, "set", "acme/mes", *words).exit_code == 0
    assert text(root) == DEAL_TEXT.replace(gone, "")


def test_an_account_s_lists_and_references(kam: RunKam, root: Path) -> None:
    result = kam(
        root, "set", "宝山", "aliases+=宝钢, 一厂", "aliases-=宝山钢铁", "team+=李伟，chen.jie",
        "parent=Baosteel Group", "category_spend.2026=1200万", "tier=核心",
    )  # fmt: skip
    assert result.stdout == (
        "acme  aliases + 宝钢, 一厂  aliases - 宝山钢铁  team + li.wei  team + chen.jie  "
        "parent – -> baosteel-group  category_spend.2026 – -> 12000000  tier – -> core\n"
    )
    assert text(root, ACCOUNT) == (
        'name: Acme\naliases: ["宝钢, 一厂"]\nparent: baosteel-group\nteam: [li.wei, chen.jie]\n'
        "tier: core\ncategory_spend: {2026: 12000000}\n"
    )


def test_a_contact_a_step_and_an_order(kam: RunKam, root: Path) -> None:
    kam(root, "add-task", "acme", "Send proposal", "--due", "today")
    contact = ("--contact", "王", "attitude=铁杆", "roles=教练,user", "reports_to=赵磊")
    assert kam(root, "set", "acme", *contact).stdout == (
        "acme/wang-fang  attitude – -> mentor  roles user -> coach, user  "
        "reports_to – -> zhao-lei\n"
    )
    step = kam(root, "set", "acme", "--task", "send", "due=2026-12-01", "owner=")
    assert step.stdout == "acme/send-proposal  due 2026-11-21 -> 2026-12-01  owner li.wei -> –\n"
    payment = "payments+={kind: 预付款, amount: 36, due: 2026-12-01}"
    order = ("--order", "po-1", payment, "payments.1.paid=today", "payments.advance.due=")
    assert kam(root, "set", "acme", *order).exit_code == 0
    assert text(root, ORDERS) == (
        "po-1:\n  date: 2026-01-01\n  amount: 100\n"
        "  payments:\n    - {kind: advance, amount: 36, paid: 2026-11-21}\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("acme/mes", "amout=3"), 'did you mean "amount"?'),
        (("acme/mes", "amount=3EUR"), '"3EUR" is not an amount'),
        (("acme/mes", "amount+=3"), "amount is not a list"),
        (("acme/mes", "amount-=3"), "amount is not a list"),
        (("acme/mes", "people.wang-fang.led=1"), "cannot stand for the whole of it"),
        (("acme/mes", "people.li.lei.led=1"), 'did you mean "lead"?'),
        (("acme/mes", "amount"), "not of the form KEY=VALUE"),
        (("acme/mes", "close_date=2026-02-30"), "there is no day"),
        (("acme/mes", "probability=100"), "100 is out of range"),
        (("acme/mes", "products={amout: 3}"), 'did you mean "amount"?'),
        (("acme/mes", "products={amount: 3}"), "line is missing"),
        (("acme/mes", "products={line: x"), "does not read"),
        (("acme/mes", "products+=automation"), "set its parts: products.automation.amount=VALUE"),
        (("acme/mes", "products-=x"), 'products does not hold "x"'),
        (("acme/mes", "procurement=x"), "set its parts"),
        (("acme/mes", "procurement.mode=inquiry", "procurement.step=brand-fix"), '"brand-fixed"'),
        (
            ("acme/mes", "procurement.mode=inquiry", "procurement.mode=", "procurement.step=x"),
            "internal-need",
        ),
        (("acme/mes", "people=x"), "cannot stand for the whole of it"),
        (("acme/mes", "amount={a: 1}"), "is not an amount"),
        (("acme/mes", "products={line: [a]}"), "one value is expected here"),
        (("acme/mes", "playbook=milestoe"), 'did you mean "milestone"?'),
        (("acme/mes", "stage=B"), "kam advance"),
        (("acme/mes", "history-=1"), "kam advance"),
        (("acme/mes", "outcome.result=won"), "kam win"),
        (("acme/mes", "hold.until=today"), "kam hold"),
        (("acme/mes", "formerly+=a/b"), "kam rename"),
        (("acme", "relationship.stage=none"), "kam relate"),
        (("acme", "relationship={stage: none}"), "kam relate"),
        (("acme", "formerly=x"), "kam rename"),
        (("acme", "--contact", "wang-fang", "--task", "x", "a=b"), "exclude each other"),
        (("acme/mes", "--contact", "wang-fang", "name=x"), "an account is wanted"),
    ],
)
def test_what_does_not_fit_is_a_wrong_use_and_nothing_is_written(
    kam: RunKam, root: Path, words: tuple[str, ...], said: str
) -> None:
    before = snapshot(root)
    result = kam(root, "set", *words)
    assert (result.exit_code, said in result.stderr) == (2, True)
    assert snapshot(root) == before


def test_a_required_fact_cannot_be_cleared(kam: RunKam, root: Path) -> None:
    before = snapshot(root)
    result = kam(root, "set", "acme", "name=")
    assert (result.exit_code, "name is missing" in result.stderr) == (3, True)
    assert snapshot(root) == before


def test_a_playbook_without_the_stage_is_refused(kam: RunKam, root: Path) -> None:
    before = snapshot(root)
    result = kam(root, "set", "acme/mes", "playbook=six-stage")
    assert (result.exit_code, 'has no stage "C"' in result.stderr) == (3, True)
    assert snapshot(root) == before


def test_a_file_that_does_not_fit_can_be_mended(kam: RunKam, root: Path) -> None:
    (root / DEAL).write_text("name: MES\namount: 12k EUR\n", encoding="utf-8")
    (root / CONTACTS).write_text("wang-fang: {name: 王芳, level: top}\n", encoding="utf-8")
    (root / ACCOUNT).write_text("name: Acme\ntier: gold\n", encoding="utf-8")
    assert kam(root, "set", "acme/mes", "owner=li.wei").exit_code == 3
    mended = kam(root, "set", "acme/mes", "amount=12k", "currency=EUR")
    assert mended.stdout == "acme/mes  amount 12k EUR -> 12000  currency – -> EUR\n"
    assert kam(root, "set", "acme", "tier=key").exit_code == 0
    assert kam(root, "set", "acme", "--contact", "王芳", "level=决策层").exit_code == 0
    assert kam(root, "check", "--select", "value").exit_code == 0


def test_what_is_not_there_is_not_found(kam: RunKam, root: Path) -> None:
    assert kam(root, "set", "acme", "--contact", "nobody", "name=x").exit_code == 4
    assert kam(root, "set", "acme", "--task", "nothing", "what=x").exit_code == 4
    assert kam(root, "set", "acme/nothing", "name=x").exit_code == 4


def test_a_rehearsal_writes_nothing(kam: RunKam, root: Path) -> None:
    before = snapshot(root)
    result = kam(root, "set", "acme/mes", "amount=1", "--dry-run")
    assert result.stdout == "would be: acme/mes  amount 3200000 -> 1\n"
    assert snapshot(root) == before
