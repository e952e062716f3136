"""The relationship map on the command line: a port with fifteen people, in both languages.

`KAM_GOLDEN=write pytest tests/cli/test_map.py` writes the pages anew after a change that is meant.
"""

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeBook, RunKam

GOLDEN = Path(__file__).parents[1] / "golden/map"
CONTACTS = """\
gu-yuan: {name: 顾远, title: 董事长, department: executive, level: decision, roles: [economic],
  attitude: neutral, contact: none, interest: {company: 4, personal: 2}}
shao-peng: {name: 邵鹏, title: 主管设备副总裁, department: executive, level: influence,
  roles: [economic, influencer], attitude: supporter, contact: multiple,
  interest: {company: 5, personal: 3}, reports_to: gu-yuan}
tan-hua: {name: 谭华, title: 总会计师, department: finance, level: influence, roles: [financial],
  attitude: non-supporter, contact: brief, interest: {company: 2, personal: 1},
  reports_to: gu-yuan, veto: true}
marcus-lindgren: {name: Marcus Lindgren, title: Technical adviser to the board,
  department: technical, roles: [coach], attitude: mentor, contact: in-depth,
  interest: {company: 3, personal: 5}, outside: true}
jin-ming: {name: 金铭, title: 设备部部长, department: technical, level: execution,
  roles: [technical, evaluator], attitude: supporter, contact: in-depth,
  interest: {company: 5, personal: 4}, reports_to: shao-peng,
  plan: {aim: mentor, what: 陪同参观样板码头, due: 2026-12-10, owner: chen.jie}}
ye-shan: {name: 叶珊, title: 自动化主管, department: technical, level: execution,
  roles: [technical], attitude: supporter, contact: multiple, reports_to: jin-ming, need: esteem}
hao-qiang: {name: 郝强, title: 总工程师, department: technical, level: influence,
  roles: [technical, influencer], attitude: enemy, contact: brief, veto: true,
  interest: {company: 1, personal: 1}, reports_to: gu-yuan}
xia-lei: {name: 夏蕾, title: 集装箱码头经理, department: user, level: execution,
  roles: [user, initiator], attitude: mentor, contact: in-depth,
  interest: {company: 5, personal: 5}, reports_to: shao-peng}
meng-fei: {name: 孟飞, title: 散货码头经理, department: user, level: execution, roles: [user],
  attitude: neutral, contact: brief, interest: {company: 4, personal: 2}, reports_to: shao-peng}
ouyang-zhen-hua: {name: 欧阳振华, title: 生产调度主任, department: user, level: execution,
  roles: [user], attitude: supporter, contact: multiple, reports_to: xia-lei}
katarzyna-nowakowska: {name: Katarzyna Nowakowska, title: Head of terminal planning,
  department: user, level: execution, roles: [evaluator], contact: none, reports_to: xia-lei}
fu-lin: {name: 傅琳, title: 计划财务处处长, department: finance, level: execution,
  roles: [financial], attitude: neutral, contact: multiple, interest: {company: 3, personal: 3},
  reports_to: tan-hua}
zou-kai: {name: 邹凯, title: 招标采购中心主任, department: purchasing, level: execution,
  roles: [purchaser, evaluator], attitude: neutral, contact: multiple,
  interest: {company: 2, personal: 4}, reports_to: tan-hua,
  plan: {aim: supporter, what: 说明全寿命周期成本, due: 2026-11-18, owner: li.wei}}
lu-ting: {name: 陆婷, title: 采购专员, department: purchasing, level: execution,
  roles: [purchaser], attitude: non-supporter, contact: multiple, reports_to: zou-kai}
bai-song: {name: 白松, title: 信息中心主任, level: execution, attitude: neutral,
  reports_to: gu-yuan}
qin-ling: {name: 秦岭, department: technical, level: execution, roles: [technical],
  attitude: mentor, left: 2026-06-30}
"""
PORT = {
    "accounts/hai-lan-gang/account.yaml": (
        "name: Hailan Port Group\nowner: li.wei\nownership: state\n"
        "purchasing: {mode: open-tender}\ntrust: {company: 3, person: 2, risk: 1}\n"
    ),
    "accounts/hai-lan-gang/contacts.yaml": CONTACTS,
    "accounts/hai-lan-gang/opportunities/crane-control.yaml": (
        "name: Crane control renewal\nstage: D\namount: 6800000\npeople:\n"
        "  jin-ming: {roles: [evaluator], lead: true, attitude: mentor}\n"
        "  meng-fei: {weight: 0}\n"
        "  east-institute/wu-bin: {roles: [influencer], attitude: supporter, weight: 4}\n"
        "  nobody: {roles: [coach]}\n"
    ),
    "accounts/hai-lan-gang/activities/2026-li.wei.yaml": (
        "- {date: 2026-03-02, kind: visit, with: [marcus-lindgren]}\n"
        "- {date: 2026-08-20, kind: meeting, with: [hao-qiang, tan-hua]}\n"
        "- {date: 2026-10-28, kind: visit, with: [shao-peng, jin-ming]}\n"
        "- {date: 2026-11-12, kind: exchange, with: [jin-ming, ye-shan, xia-lei]}\n"
        "- {date: 2026-11-16, kind: call, with: [zou-kai, east-institute/wu-bin]}\n"
    ),
    "accounts/east-institute/account.yaml": "name: East Design Institute\n",
    "accounts/east-institute/contacts.yaml": (
        "wu-bin: {name: 吴斌, title: 设计总监, department: technical, level: management}\n"
    ),
}


def answer(kam: RunKam, root: Path, *words: str) -> Any:
    return json.loads(kam(root, "map", *words, "--json").stdout)


@pytest.mark.parametrize("name", ["hai-lan-gang", "hai-lan-gang/crane-control"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_fifteen_people_fit_on_eighty_columns(
    book: MakeBook, kam: RunKam, monkeypatch: pytest.MonkeyPatch, language: str, name: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    result = kam(book(PORT), "map", name, "--lang", language)
    assert (result.exit_code, result.stderr) == (0, "")
    path = GOLDEN / f"{name.replace('/', '-')}-{language}.txt"
    if os.environ.get("KAM_GOLDEN") == "write":
        path.write_text(result.stdout, encoding="utf-8")
    assert result.stdout == path.read_text(encoding="utf-8")


def test_the_grid_stands_one_cell_a_line_where_it_does_not_fit(
    book: MakeBook, kam: RunKam, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = kam(book(PORT), "map", "hai").stdout.splitlines()
    assert " Influence level  Technical             -- 郝强" in lines


def test_a_map_is_a_row_a_person(book: MakeBook, kam: RunKam) -> None:
    root = book(PORT)
    found = answer(kam, root, "hai-lan-gang/crane-control")
    assert found["totals"]["count"] == len(found["rows"]) == 15
    assert found["totals"]["contact_coverage"] == 0.4949
    assert found["alerts"] == ["veto-against", "decision-level-not-met"]
    assert (found["left"], found["not_found"]) == (["qin-ling"], ["nobody"])
    assert found["out"] == ["meng-fei"]
    wu = found["rows"][-1]
    assert (wu["id"], wu["account"], wu["weight"], wu["last_seen"]) == (
        "east-institute/wu-bin",
        "east-institute",
        4,
        "2026-11-16",
    )
    rows = list(csv.DictReader(io.StringIO(kam(root, "map", "hai", "--csv").stdout)))
    assert [row["id"] for row in rows if row["visit"] == "1"] == ["hao-qiang"]


def test_with_contacts_that_do_not_read_nothing_false_is_said(book: MakeBook, kam: RunKam) -> None:
    root = book(
        {**PORT, "accounts/hai-lan-gang/contacts.yaml": "gu-yuan: {name: 顾远, level: x}\n"}
    )
    result = kam(root, "map", "hai-lan-gang")
    assert result.exit_code == 3
    assert result.stdout == (
        "hai-lan-gang   2026-11-21   Hailan Port Group\n\n"
        "Trust tree\n"
        " foundation (trust in the company)  3/5\n"
        " depth (trust in the person)        2/5\n"
        " height (trust in risk protection)  1/5\n\n"
        " accounts/hai-lan-gang/contacts.yaml does not read: who is missing is not known\n"
    )
    assert "KAM003 gu-yuan.level" in result.stderr
    found = answer(kam, root, "hai-lan-gang")
    assert found["totals"]["contact_coverage"] is None
    assert (found["gaps"], found["analysis"]) == ([], [])


def test_with_activities_that_do_not_read_nobody_is_said_to_be_unseen(
    book: MakeBook, kam: RunKam
) -> None:
    broken = {"accounts/hai-lan-gang/activities/2026-ann.yaml": "- {date: 2026-11-31}\n"}
    result = kam(book({**PORT, **broken}), "map", "hai-lan-gang")
    assert result.exit_code == 3
    assert "seen" not in result.stdout.replace("who was seen is not known", "")


def test_an_account_without_people_says_what_to_do(book: MakeBook, kam: RunKam) -> None:
    result = kam(book({"accounts/acme/account.yaml": "name: Acme\n"}), "map", "acme")
    assert result.exit_code == 0
    assert result.stdout == (
        "acme   2026-11-21   Acme\n\n no contact: kam add-contact acme NAME --role ROLE\n"
    )


def test_a_needed_role_that_nobody_holds_says_what_to_do(book: MakeBook, kam: RunKam) -> None:
    people = "a: {name: Ann, roles: [economic, user]}\n"
    files = {"accounts/acme/account.yaml": "name: Acme\n", "accounts/acme/contacts.yaml": people}
    lines = kam(book(files), "map", "acme").stdout.splitlines()
    assert lines[lines.index("What is missing") :][1:5] == [
        " ! no technical buyer",
        " ! no coach, and one is needed",
        " no coach: kam add-contact acme NAME --role coach",
        "",
    ]


def test_an_account_that_nobody_visits_is_said_so_in_both_reports(
    book: MakeBook, kam: RunKam
) -> None:
    root = book(
        {
            "accounts/acme/account.yaml": "name: Acme\n",
            "accounts/acme/contacts.yaml": "a: {name: Ann}\nb: {name: Bo}\n",
            "accounts/acme/activities.yaml": "- {date: 2026-09-01, kind: visit, with: [a, b]}\n",
        }
    )
    assert " ! nobody was seen for 81 days\n" in kam(root, "map", "acme").stdout
    assert "   ! nobody seen for long\n" in kam(root, "relationship").stdout


def test_half_a_contact_and_a_ring_do_no_harm(book: MakeBook, kam: RunKam) -> None:
    people = "a: {name: '[red]\\e', reports_to: b}\nb: {name: B, reports_to: a}\n"
    root = book(
        {"accounts/acme/account.yaml": "name: Acme\n", "accounts/acme/contacts.yaml": people}
    )
    result = kam(root, "map", "acme")
    assert (result.exit_code, "What is missing" in result.stdout) == (0, False)
    assert "[red]" in result.stdout


def test_a_file_that_does_not_read_has_no_map(book: MakeBook, kam: RunKam) -> None:
    root = book({"accounts/acme/account.yaml": "name: [\n"})
    assert kam(root, "map", "acme").exit_code == 3
    assert kam(root, "map", "nobody").exit_code == 4


def test_a_plan_is_set_in_either_language(book: MakeBook, kam: RunKam) -> None:
    root = book(PORT)
    words = ("plan.aim=支持者", "plan.due=2026-12-01", "need=尊重")
    assert kam(root, "set", "hai-lan-gang", "--contact", "bai-song", *words).exit_code == 0
    row = next(one for one in answer(kam, root, "hai-lan-gang")["rows"] if one["id"] == "bai-song")
    assert (row["aim"], row["due"], row["need"]) == ("supporter", "2026-12-01", "esteem")


def test_a_plan_that_is_due_stands_on_the_agenda(book: MakeBook, kam: RunKam) -> None:
    root = book(PORT)
    rows = json.loads(kam(root, "agenda", "--json").stdout)["rows"]
    assert [
        (row["due"], row["detail"], row["what"]) for row in rows if row["kind"] == "person"
    ] == [("2026-11-18", "邹凯", "说明全寿命周期成本")]
    assert "邹凯: 说明全寿命周期成本" in kam(root, "agenda").stdout


def test_the_status_table_has_what_the_people_come_to(book: MakeBook, kam: RunKam) -> None:
    rows = json.loads(kam(book(PORT), "relationship", "--json").stdout)["rows"]
    found = {row["account"]: row for row in rows}
    port, institute = found["hai-lan-gang"], found["east-institute"]
    assert (port["contact_coverage"], port["relation_type"]) == (0.4534, "supplier")
    assert port["alerts"] == ["no-next-step", "veto-against", "decision-level-not-met"]
    assert (institute["contact_coverage"], institute["relation_type"]) == (None, None)


def test_a_book_changes_what_counts(book: MakeBook, kam: RunKam) -> None:
    model = "attitudes: {neutral: {sign: '~'}}\nneeded: {evaluator: 1}\nvisits: 1\n"
    result = kam(book({**PORT, "playbooks/people.yaml": model}), "map", "hai-lan-gang")
    assert "~  顾远" in result.stdout
    assert "After them\n 2 " in result.stdout


def test_who_was_met_is_one_thing_in_every_report(book: MakeBook, kam: RunKam) -> None:
    root = book(
        {
            "accounts/acme/account.yaml": "name: Acme\ntier: key\nowner: li.wei\n",
            "accounts/acme/contacts.yaml": "boss: {name: Boss}\nwang: {name: Wang}\n",
            "accounts/acme/activities.yaml": "- {date: 2026-11-20, kind: note, with: [wang]}\n",
            "accounts/bell/account.yaml": "name: Bell\ntier: key\nowner: li.wei\n",
            "accounts/bell/contacts.yaml": "cai: {name: Cai}\n",
            "accounts/bell/activities.yaml": (
                "- {date: 2026-11-10, kind: visit, with: [acme/boss]}\n"
            ),
        }
    )
    seen = {row["id"]: row["last_seen"] for row in answer(kam, root, "acme")["rows"]}
    assert seen == {"boss": "2026-11-10", "wang": None}
    rows = json.loads(kam(root, "relationship", "--json").stdout)["rows"]
    assert [(row["account"], row["last_contact"]) for row in rows] == [
        ("acme", "2026-11-10"),
        ("bell", None),
    ]
    agenda = json.loads(kam(root, "agenda", "--all", "--days", "14", "--json").stdout)["rows"]
    assert [(row["account"], row["date"]) for row in agenda if row["kind"] == "touch"] == [
        ("bell", None),
        ("acme", "2026-11-10"),
    ]
    first = {name: kam(root, "brief", name).stdout for name in ("acme", "bell")}
    assert ["Before a first visit" in page for page in first.values()] == [False, True]
    status = {name: kam(root, "show", name).stdout for name in ("acme", "bell")}
    assert ["lead" in page for page in status.values()] == [False, True]


def test_a_huge_name_does_not_fill_the_grid(
    book: MakeBook, kam: RunKam, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    name = "x" * 10_000
    people = f"boss: {{name: {name}, level: decision, department: user}}\nli: {{name: Li}}\n"
    root = book(
        {"accounts/acme/account.yaml": "name: Acme\n", "accounts/acme/contacts.yaml": people}
    )
    grid, _, rest = kam(root, "map", "acme").stdout.partition("Reporting")
    assert "…" in grid
    assert len(grid.splitlines()) < 25
    assert rest.count("x") == 2 * len(name)
