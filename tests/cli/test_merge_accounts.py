"""merge-accounts: two accounts of one customer made one."""

import json
from datetime import date
from pathlib import Path

import pytest

from kam.domain.deals import build_deals
from kam.workspace.opening import open_book
from kam.workspace.worktree import WorkTree
from tests.conftest import MakeBook, RunKam, snapshot
from tests.repositories import Repo

OLD, NEW, OTHER = "accounts/acme-old", "accounts/acme", "accounts/bao-shan"
FILES = {
    "kam.yaml": "currency: CNY\ngit: {commit: auto}\n",
    f"{OLD}/account.yaml": (
        "name: Acme Works\naliases: [ACME]\nformerly: [axis]\nowner: li.wei\nteam: [zhao.min]\n"
        "tier: key\nindustry: steel\ncategory_spend: {2025: 10, 2026: 20}\n"
        "relationship: {stage: establish}\n"
        "purchasing: {centre: {contact: acme-old/wang}}\n"
        "references: [{to: acme-old, date: 2026-01-01}]\n"
        "satisfaction: [{date: 2026-02-01, score: 80, of: wang, opportunity: mes}]\n"
        "complaints: {late: {date: 2026-03-01, what: Late, of: wang, order: po-1}}\n"
        "contracts: {care: {what: Care, renewal: mes}}\n"
    ),
    f"{OLD}/contacts.yaml": (
        "wang: {name: 王芳, title: Head, attitude: supporter, phone: ~}\nnobody:\n"
        "zhao:\n  name: 赵磊   # new\n  reports_to: wang\n"
        "gone: {name: 孙丽, left: 2026-01-01, moved_to: acme/sun}\n"
        "yu: {name: 于洋, left: 2026-02-01}\n"
    ),
    f"{OLD}/opportunities/mes.yaml": (
        "name: MES   # phase 2\namount: 300\npeople:\n  wang: {lead: true}\n"
    ),
    f"{OLD}/opportunities/lost.yaml": (
        "name: Lost\namount: 50\nowner: zhao.min\noutcome: {result: lost, date: 2026-01-01}\n"
    ),
    f"{OLD}/activities/2026-li.wei.yaml": (
        "- {date: 2026-01-02, kind: call, with: [wang, acme/sun], opportunity: mes}\n"
        "- {date: 2026-01-03, kind: call}\n"
    ),
    f"{OLD}/activities/2025-li.wei.yaml": "- {date: 2025-01-02, kind: call}   # the first\n",
    f"{OLD}/tasks.yaml": "send: {what: Send it, opportunity: mes}\n",
    f"{OLD}/orders.yaml": (
        "po-1: {date: 2026-02-14, amount: 7}\npo-2: {date: 2026-03-01, amount: 9}\n"
    ),
    f"{OLD}/plan.yaml": (
        "period: 2027\nobjectives: {more: {what: More}}\n"
        "actions: {ask: {what: Ask, supports: more}}\n"
    ),
    f"{OLD}/sheets/mes.yaml": "opportunity: mes\nobjections: [{objection: Dear, by: wang}]\n",
    f"{OLD}/sheets/firm.yaml": "needs: [{implied: Space}, {implied: Time, explicit: Soon}]\n",
    f"{NEW}/account.yaml": (
        "name: Acme   # the plant\nowner: chen.jie\ntier: core\ncategory_spend: {2026: 30}\n"
    ),
    f"{NEW}/contacts.yaml": (
        "wang: {name: 王芳, attitude: neutral, left: 2026-05-01, moved_to: acme-old/wang}\n"
        "sun: {name: 孙丽}\nyu: {name: 于洋}\n"
    ),
    f"{NEW}/opportunities/line-3.yaml": "name: Line 3\namount: 40\n",
    f"{NEW}/activities/2026-li.wei.yaml": "- {date: 2026-01-03, kind: call}\n",
    f"{NEW}/orders.yaml": "po-1: {date: 2026-02-14, amount: 7}\n",
    f"{NEW}/plan.yaml": "period: 2026\nobjectives: {much: {what: Much}}\n",
    f"{NEW}/sheets/firm.yaml": "needs: [{implied: Time, explicit: Now}]\n",
    f"{OTHER}/account.yaml": "name: 宝山\nparent: acme-old   # the group\n",
    f"{OTHER}/contacts.yaml": "li: {name: 李雷, left: 2026-01-01, moved_to: acme-old/wang}\n",
    f"{OTHER}/opportunities/relay.yaml": (
        "name: Relay\namount: 5\npeople:\n  acme-old/wang: {lead: true}\n  acme/wang: {}\n"
        "  acme-old/zhao: {}\n"
    ),
    f"{OTHER}/activities.yaml": "- {date: 2026-01-05, kind: call, with: [acme-old/zhao]}\n",
}  # fmt: skip


@pytest.fixture
def root(book: MakeBook) -> Path:
    """Acme twice, and an account that names both."""
    return book(FILES)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """The same, committed."""
    found = Repo(tmp_path / "book")
    found.commit("2026-11-20", FILES)
    return found


def test_all_of_one_goes_to_the_other(kam: RunKam, repo: Repo) -> None:
    result = kam(repo.root, "merge-accounts", "acme-old", "acme")
    assert (result.exit_code, result.stdout) == (
        0,
        (
            "acme-old -> acme  2 opportunities, 1 contact, 2 activities, 1 next step, 1 order, "
            "3 people whom both had, 2 entries that both had\n"
        ),
    )
    assert result.stderr.splitlines() == [
        "wang attitude stays neutral; acme-old had supporter",
        "yu left stays –; acme-old had 2026-02-01",
        "plan.yaml period stays 2026; acme-old had 2027",
        "sheets/firm.yaml needs stays …; acme-old had …",
        "acme tier stays core; acme-old had key",
        "acme category_spend.2026 stays 30; acme-old had 20",
    ]
    assert snapshot(repo.root) == {
        path: text.encode()
        for path, text in {
            "kam.yaml": FILES["kam.yaml"],
            f"{NEW}/account.yaml": (
                "name: Acme   # the plant\naliases: [Acme Works]\nformerly: [axis, acme-old]\n"
                "owner: chen.jie\nteam: [li.wei, zhao.min]\nindustry: steel\ntier: core\n"
                "purchasing: {centre: {contact: acme/wang}}\n"
                "category_spend: {2026: 30, 2025: 10}\n"
                "relationship: {stage: establish}\n"
                "references: [{to: acme, date: 2026-01-01}]\n"
                "satisfaction: [{date: 2026-02-01, score: 80, of: wang, opportunity: mes}]\n"
                "complaints: {late: {date: 2026-03-01, what: Late, of: wang, order: po-1}}\n"
                "contracts: {care: {what: Care, renewal: mes}}\n"
            ),
            f"{NEW}/contacts.yaml": (
                "wang: {name: 王芳, title: Head, attitude: neutral}\nsun: {name: 孙丽}\n"
                "yu: {name: 于洋}\nzhao:\n  name: 赵磊   # new\n  reports_to: wang\n"
            ),
            f"{NEW}/opportunities/line-3.yaml": FILES[f"{NEW}/opportunities/line-3.yaml"],
            f"{NEW}/opportunities/mes.yaml": (
                "name: MES   # phase 2\nformerly: [acme-old/mes]\namount: 300\nowner: li.wei\n"
                "people:\n  wang: {lead: true}\n"
            ),
            f"{NEW}/opportunities/lost.yaml": FILES[f"{OLD}/opportunities/lost.yaml"].replace(
                "amount", "formerly: [acme-old/lost]\namount"
            ),
            f"{NEW}/activities/2026-li.wei.yaml": (
                "- {date: 2026-01-03, kind: call}\n"
                "- {date: 2026-01-02, kind: call, with: [wang, acme/sun], opportunity: mes}\n"
            ),
            f"{NEW}/activities/2025-li.wei.yaml": FILES[f"{OLD}/activities/2025-li.wei.yaml"],
            f"{NEW}/tasks.yaml": FILES[f"{OLD}/tasks.yaml"],
            f"{NEW}/orders.yaml": (
                "po-1: {date: 2026-02-14, amount: 7}\npo-2: {date: 2026-03-01, amount: 9}\n"
            ),
            f"{NEW}/plan.yaml": (
                "period: 2026\nobjectives: {much: {what: Much}, more: {what: More}}\n"
                "actions: {ask: {what: Ask, supports: more}}\n"
            ),
            f"{NEW}/sheets/mes.yaml": FILES[f"{OLD}/sheets/mes.yaml"],
            f"{NEW}/sheets/firm.yaml": (
                "needs: [{implied: Time, explicit: Now}, {implied: Space}]\n"
            ),
            f"{OTHER}/account.yaml": "name: 宝山\nparent: acme   # the group\n",
            f"{OTHER}/contacts.yaml": FILES[f"{OTHER}/contacts.yaml"].replace("-old", ""),
            f"{OTHER}/opportunities/relay.yaml": (
                "name: Relay\namount: 5\npeople:\n  acme/wang: {lead: true}\n  acme/zhao: {}\n"
            ),
            f"{OTHER}/activities.yaml": FILES[f"{OTHER}/activities.yaml"].replace("-old", ""),
        }.items()
    }
    assert not (repo.root / OLD).exists()
    assert repo.subjects == ["merge-accounts acme-old -> acme", "change"]
    assert kam(repo.root, "check", "--select", "unknown-reference").exit_code == 0
    kam(repo.root, "undo")
    assert snapshot(repo.root) == {path: text.encode() for path, text in FILES.items()}


def test_the_past_of_both_is_known(kam: RunKam, repo: Repo) -> None:
    kam(repo.root, "merge-accounts", "acme-old", "acme")
    rows = json.loads(kam(repo.root, "bridge", "--from", "2026-11-20", "--json").stdout)["rows"]
    assert [row["kind"] for row in rows if row["count"]] == ["opening", "closing"]
    history = kam(repo.root, "history", "acme-old/mes")
    assert (history.exit_code, "acme/mes" in history.stdout) == (0, True)
    assert kam(repo.root, "show", "axis").exit_code == 0


def test_entries_go_as_they_stand(kam: RunKam, book: MakeBook) -> None:
    zhao = (
        "# kam: ignore[KAM201] new here\nzhao:   # met in May\n  name: Zhao\n  # the plant\n"
        "  custom:\n    car: 'yes'\n    # asks for more\n"
    )
    entry = (
        "-   date: 2026-01-02   # by telephone\n    kind: call\n"
        "    note: |\n      Late,\n\n      # 1\n"
    )
    custom = "custom:\n  # as in their letter\n  area:   south\n"
    root = book(
        {
            f"{OLD}/account.yaml": f"name: Old\n{custom}",
            f"{OLD}/contacts.yaml": f"# Old\n\nli: {{name: Li}}\n{zhao}wu: {{name: Wu}}\n",
            f"{OLD}/activities/2026-li.wei.yaml": f"{entry}- {{date: 2026-01-03, kind: call}}\n",
            f"{NEW}/account.yaml": "name: New\n",
            f"{NEW}/contacts.yaml": "li: {name: Li}\n",
            f"{NEW}/activities/2026-li.wei.yaml": "- {date: 2026-01-01, kind: call}\n",
        }
    )
    assert kam(root, "merge-accounts", "acme-old", "acme").exit_code == 0
    now = {path: text.decode() for path, text in snapshot(root).items()}
    assert now[f"{NEW}/contacts.yaml"] == f"li: {{name: Li}}\n{zhao}wu: {{name: Wu}}\n"
    assert now[f"{NEW}/activities/2026-li.wei.yaml"] == (
        f"- {{date: 2026-01-01, kind: call}}\n{entry}- {{date: 2026-01-03, kind: call}}\n"
    )
    assert now[f"{NEW}/account.yaml"].endswith(custom)


def test_what_one_has_twice_is_there_twice(kam: RunKam, book: MakeBook) -> None:
    call = "- {date: 2026-01-03, kind: call}\n"
    path = "activities/2026-li.wei.yaml"
    root = book(
        {
            f"{OLD}/account.yaml": "name: Old\nsatisfaction:\n"
            + "- {date: 2026-01-02, score: 2}\n" * 2,
            f"{OLD}/{path}": call * 2,
            f"{NEW}/account.yaml": "name: New\nsatisfaction:\n- {date: 2026-01-02, score: 2}\n",
            f"{NEW}/{path}": call,
        }
    )
    result = kam(root, "merge-accounts", "acme-old", "acme")
    assert result.stdout == "acme-old -> acme  1 activity, 1 entry that both had\n"
    assert (root / NEW / path).read_text(encoding="utf-8") == call * 2
    assert (root / NEW / "account.yaml").read_text(encoding="utf-8").count("score: 2") == 2


def test_who_is_there_by_either_has_not_left(kam: RunKam, book: MakeBook) -> None:
    root = book(
        {
            f"{OLD}/account.yaml": "name: Old\n",
            f"{OLD}/contacts.yaml": "wang: {name: Wang}\n",
            f"{NEW}/account.yaml": "name: New\n",
            f"{NEW}/contacts.yaml": (
                "wang: {name: Wang, left: 2026-01-02, moved_to: bao-shan/wang}\n"
            ),
            f"{OTHER}/account.yaml": "name: 宝山\n",
            f"{OTHER}/contacts.yaml": "wang: {name: Wang}\n",
        }
    )
    result = kam(root, "merge-accounts", "acme-old", "acme")
    assert result.stderr.splitlines() == [
        "wang left stays –; acme had 2026-01-02",
        "wang moved_to stays –; acme had bao-shan/wang",
    ]
    assert (root / NEW / "contacts.yaml").read_text(encoding="utf-8") == "wang: {name: Wang}\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("li: {name: Li S., left: 2026-01-01, moved_to: acme/li-si}\n", "li-si: {name: Li S.}\n"),
        ("li: {name: Li S.}\n", "li-si: {name: Li S., left: 2026-01-01, moved_to: acme-old/li}\n"),
    ],
)
def test_a_person_who_moved_from_one_to_the_other_is_one_whatever_the_id(
    kam: RunKam, book: MakeBook, first: str, second: str
) -> None:
    root = book(
        {
            f"{OLD}/account.yaml": "name: Old\n",
            f"{OLD}/contacts.yaml": f"{first}wu: {{name: Wu, reports_to: li}}\n",
            f"{OLD}/opportunities/mes.yaml": "name: MES\npeople: {li: {lead: true}}\n",
            f"{NEW}/account.yaml": "name: New\n",
            f"{NEW}/contacts.yaml": second,
        }
    )
    result = kam(root, "merge-accounts", "acme-old", "acme")
    assert "1 contact, 1 person whom both had" in result.stdout
    text = (root / NEW / "contacts.yaml").read_text(encoding="utf-8")
    assert text == "li-si: {name: Li S.}\nwu: {name: Wu, reports_to: li-si}\n"
    text = (root / NEW / "opportunities/mes.yaml").read_text(encoding="utf-8")
    assert "people: {li-si: {lead: true}}" in text


COURSE = "stage: establish, history: [{date: 2026-01-01, stage: establish}]"


@pytest.mark.parametrize(
    ("second", "after"),
    [
        (
            "{ladder: {value: loyal}}",
            (
                "{stage: establish, ladder: {value: loyal}, depth: supplier, "
                "history: [{date: 2026-01-01, stage: establish}]}"
            ),
        ),
        (
            "{stage: stabilise, ladder: {value: loyal}}",
            "{stage: stabilise, ladder: {value: loyal}, depth: supplier}",
        ),
    ],
)
def test_where_the_relationship_stands_is_not_lost(
    kam: RunKam, book: MakeBook, second: str, after: str
) -> None:
    root = book(
        {
            f"{OLD}/account.yaml": f"name: Old\nrelationship: {{{COURSE}, depth: supplier}}\n",
            f"{NEW}/account.yaml": f"name: New\nrelationship: {second}\n",
        }
    )
    result = kam(root, "merge-accounts", "acme-old", "acme")
    text = (root / f"{NEW}/account.yaml").read_text(encoding="utf-8")
    assert f"relationship: {after}\n" in text
    stays = "acme relationship stays stabilise; acme-old had establish\n"
    assert result.stderr == (stays if "stabilise" in second else "")


def test_history_tells_of_a_merger_that_was_undone_and_made_again(kam: RunKam, repo: Repo) -> None:
    for words in (("merge-accounts", "acme-old", "acme"), ("undo",), ("redo",)):
        assert kam(repo.root, *words).exit_code == 0
    rows = json.loads(kam(repo.root, "history", "acme", "--json").stdout)["rows"]

    def told(opportunity: str | None, *kinds: str) -> list[tuple[str, str | None, str | None]]:
        found = [row for row in rows if row["opportunity"] == opportunity and row["what"] in kinds]
        return [(row["what"], row["from"], row["to"]) for row in found]

    assert told("acme/mes", "created", "removed", "renamed") == [
        ("created", None, "MES"),
        ("renamed", "acme-old/mes", "acme/mes"),
        ("renamed", "acme/mes", "acme-old/mes"),
        ("renamed", "acme-old/mes", "acme/mes"),
    ]
    assert told(None, "created", "renamed", "name", "owner", "merged") == [
        ("created", None, "Acme"),
        ("owner", None, "chen.jie"),
        ("merged", None, "axis, acme-old"),
        ("merged", "axis, acme-old", None),
        ("merged", None, "axis, acme-old"),
    ]
    said = kam(repo.root, "history", "acme", "--lang", "zh").stdout
    assert ("合并" in said, "acme-old" in said) == (True, True)


def test_no_figure_changes(kam: RunKam, root: Path) -> None:
    def figures() -> list[tuple[object, ...]]:
        deals = build_deals(open_book(WorkTree(root)), date(2026, 11, 21))
        return sorted(
            (deal.name, deal.amount, deal.weighted, deal.owner or "", deal.state) for deal in deals
        )

    before = figures()
    kam(root, "merge-accounts", "acme-old", "acme")
    assert figures() == before


def test_a_rehearsal(kam: RunKam, root: Path) -> None:
    before = snapshot(root)
    result = kam(root, "merge-accounts", "acme-old", "acme", "--dry-run")
    assert result.stdout.startswith("would be: acme-old -> acme  2 opp")
    assert snapshot(root) == before


CLASH = {
    f"{NEW}/account.yaml": (
        "name: Acme\ncomplaints: {late: {date: 2026-03-02, what: Late again}}\n"
        "contracts: {care: {what: Other care}}\nrelationship: {stage: stabilise}\n"
    ),
    f"{NEW}/opportunities/mes.yaml": "name: Other MES\namount: 1\n",
    f"{NEW}/contacts.yaml": "wang: {name: 王方}\n",
    f"{NEW}/tasks.yaml": "send: {what: Send another}\n",
    f"{NEW}/orders.yaml": "po-1: {date: 2026-02-14, amount: 8}\n",
    f"{NEW}/sheets/mes.yaml": "opportunity: mes\n",
    f"{NEW}/plan.yaml": "objectives: {more: {what: Much}}\nactions: {ask: {what: Ask them}}\n",
}


def test_one_id_for_two_things_is_refused_with_both_named(kam: RunKam, book: MakeBook) -> None:
    root = book(FILES | CLASH)
    before = snapshot(root)
    result = kam(root, "merge-accounts", "acme-old", "acme", "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["error"]["candidates"] == [
        "contacts.yaml wang: 王芳 | 王方",
        "opportunities mes: MES | Other MES",
        "sheets mes: mes | mes",
        "tasks.yaml send: Send it | Send another",
        "orders.yaml po-1: 2026-02-14 7 | 2026-02-14 8",
        "objectives more: More | Much",
        "actions ask: Ask | Ask them",
        "complaints late: Late 2026-03-01 | Late again 2026-03-02",
        "contracts care: Care | Other care",
    ]
    assert snapshot(root) == before


def test_they_may_get_other_ids(kam: RunKam, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "book")
    repo.commit("2026-11-20", FILES | CLASH)
    pairs = {"mes": "mes-2", "wang": "wang-2", "send": "send-2", "po-1": "po-1b"}
    pairs |= {"more": "more-2", "ask": "ask-2", "late": "late-2", "care": "care-2"}
    words = [word for old, new in pairs.items() for word in ("--rename", f"{old}={new}")]
    result = kam(repo.root, "merge-accounts", "acme-old", "acme", *words)
    assert (result.exit_code, "4 contacts" in result.stdout) == (0, True)
    assert "acme relationship stays stabilise; acme-old had establish\n" in result.stderr
    now = {path: text.decode() for path, text in snapshot(repo.root).items()}
    assert "wang-2: {lead: true}" in now[f"{NEW}/opportunities/mes-2.yaml"]
    assert "formerly: [acme-old/mes]" in now[f"{NEW}/opportunities/mes-2.yaml"]
    assert "reports_to: wang-2" in now[f"{NEW}/contacts.yaml"]
    assert (
        "with: [wang-2, acme/sun], opportunity: mes-2"
        in (now[f"{NEW}/activities/2026-li.wei.yaml"])
    )
    assert "send-2: {what: Send it, opportunity: mes-2}" in now[f"{NEW}/tasks.yaml"]
    assert "po-1b: {date: 2026-02-14, amount: 7}" in now[f"{NEW}/orders.yaml"]
    assert now[f"{NEW}/sheets/mes-2.yaml"] == (
        "opportunity: mes-2\nobjections: [{objection: Dear, by: wang-2}]\n"
    )
    assert "more-2: {what: More}" in now[f"{NEW}/plan.yaml"]
    assert "ask-2: {what: Ask, supports: more-2}" in now[f"{NEW}/plan.yaml"]
    account = now[f"{NEW}/account.yaml"]
    assert "late-2: {date: 2026-03-01, what: Late, of: wang-2, order: po-1b}" in account
    assert "care-2: {what: Care, renewal: mes-2}" in account
    assert "of: wang-2, opportunity: mes-2" in account
    assert "contact: acme/wang-2" in account
    assert "acme/wang-2" in now[f"{OTHER}/opportunities/relay.yaml"]
    rows = json.loads(kam(repo.root, "bridge", "--from", "2026-11-20", "--json").stdout)["rows"]
    assert [row["kind"] for row in rows if row["count"]] == ["opening", "closing"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("acme", "acme"), 2, "acme is one account already"),
        (("acme-old", "nobody"), 4, "nobody"),
        (("acme-old", "acme", "--rename", "mes"), 2, "ID=NEW-ID"),
        (("acme-old", "acme", "--rename", "mes=mes-2"), 2, '"mes" is not an id that both have'),
        (("acme-old", "acme", "--rename", "wang=sun"), 2, "the id sun is taken"),
        (("acme-old", "acme", "--rename", "wang=Wang!"), 2, '"Wang!" is not an id'),
    ],
)
def test_what_cannot_be_is_refused(
    kam: RunKam, root: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    result = kam(root, "merge-accounts", *words)
    assert (result.exit_code, said in result.stderr) == (code, True)
    assert snapshot(root) == {path: text.encode() for path, text in FILES.items()}


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        (f"{OLD}/offer.pdf", "%PDF", 6),
        (f"{OLD}/contacts.yaml", "wang: [\n", 3),
        (f"{OLD}/opportunities/mes.yaml", "amount: 7\n", 3),
        (f"{NEW}/account.yaml", "tier: core\n", 3),
        (f"{OTHER}/opportunities/relay.yaml", "people: {acme-old/wang: [\n", 3),
    ],
)
def test_a_file_in_the_way_stops_it_before_anything_is_written(
    kam: RunKam, root: Path, path: str, content: str, code: int
) -> None:
    (root / path).write_text(content, encoding="utf-8")
    before = snapshot(root)
    result = kam(root, "merge-accounts", "acme-old", "acme")
    assert (result.exit_code, path in result.stderr) == (code, True)
    assert snapshot(root) == before


@pytest.mark.parametrize(
    ("parents", "after"),
    [
        (("acme", None), None),
        ((None, "acme-old"), None),
        (("bao-shan", None), "bao-shan"),
        (("bao-shan", "acme-old"), "bao-shan"),
        (("bao-shan", "tower"), "tower"),
    ],
)
def test_the_group_above(
    kam: RunKam, book: MakeBook, parents: tuple[str | None, str | None], after: str | None
) -> None:
    lines = [f"parent: {parent}\n" if parent else "" for parent in parents]
    root = book(
        {
            f"{OLD}/account.yaml": f"name: Old\n{lines[0]}",
            f"{NEW}/account.yaml": f"name: New\n{lines[1]}",
            f"{OTHER}/account.yaml": "name: 宝山\n",
            "accounts/tower/account.yaml": "name: Tower\n",
        }
    )
    assert kam(root, "merge-accounts", "acme-old", "acme").exit_code == 0
    text = (root / f"{NEW}/account.yaml").read_text(encoding="utf-8")
    assert text == "name: New\naliases: [Old]\nformerly: [acme-old]\n" + (
        f"parent: {after}\n" if after else ""
    )


def test_an_account_is_not_put_below_itself(kam: RunKam, book: MakeBook) -> None:
    root = book(
        {
            f"{OLD}/account.yaml": "name: Old\n",
            f"{NEW}/account.yaml": "name: New\nparent: bao-shan\n",
            f"{OTHER}/account.yaml": "name: 宝山\nparent: acme-old\n",
        }
    )
    result = kam(root, "merge-accounts", "acme-old", "acme")
    assert (result.exit_code, "acme -> bao-shan -> acme-old" in result.stderr) == (2, True)
    above = {f"{OLD}/account.yaml": "name: Old\nparent: bao-shan\n"}
    root = book(above | {f"{NEW}/account.yaml": "name: New\n"})
    root = book({f"{OTHER}/account.yaml": "name: 宝山\nparent: acme\n"})
    assert kam(root, "merge-accounts", "acme-old", "acme").exit_code == 0
    assert kam(root, "check", "--select", "unknown-reference").exit_code == 0
