"""A whole book from its files: all that reads, and a finding for all that does not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from kam.domain.book import Book, Folder
from kam.domain.settings import CommitMode, Settings
from kam.workspace.opening import UnreadableSettings, open_book, open_settings
from kam.workspace.worktree import WorkTree
from tests.conftest import MakeBook
from tests.laws import many
from tests.strategies import books
from tests.writing_books import write_book

DEAL = "accounts/acme/opportunities/mes.yaml"
FULL = {
    "kam.yaml": "currency: CNY\nplaybook: dealer\npeople: {li.wei: {name: 李伟}}\n",
    "targets.yaml": "- {owner: li.wei, period: 2027, amount: 5}\n",
    "commission.yaml": "plans: {standard: {tiers: [{rate: 5}]}}\npeople: {li.wei: standard}\n",
    "calls.yaml": "- {owner: li.wei, period: 2027Q1, commit: 5, date: 2026-11-01}\n",
    "accounts/acme/account.yaml": "name: Acme\n",
    "accounts/acme/contacts.yaml": "li.wang: {name: 王}\n",
    "accounts/acme/tasks.yaml": "call: {what: Call}\n",
    "accounts/acme/orders.yaml": "po-1: {date: 2026-02-14, amount: 5}\n",
    "accounts/acme/plan.yaml": "period: 2027\n",
    "accounts/acme/sheets/mes.yaml": "opportunity: mes\n",
    "accounts/acme/activities.yaml": "- {date: 2026-03-01, kind: call}\n",
    "accounts/acme/activities/2026-li.wei.yaml": (
        "- {date: 2026-11-01, kind: visit}\n- {date: 2026-01-01, kind: call, with: [li.wang]}\n"
    ),
    DEAL: "name: MES\nstage: needs\n",
    "accounts/bell/account.yaml": "name: Bell\n",
}


def opened(root: Path) -> Book:
    return open_book(WorkTree(root))


@settings(max_examples=many(30), deadline=None)
@given(books())
def test_what_was_written_is_read_back(book: Book) -> None:
    with TemporaryDirectory() as folder:
        found = opened(write_book(Path(folder), book))
    assert not any(finding.skips for finding in found.findings)
    assert {finding.code for finding in found.findings} <= {"KAM008"}
    assert found.settings == book.settings
    assert found.targets == book.targets
    assert found.folders == tuple(map(_sorted, sorted(book.folders, key=_account)))


def _account(folder: Folder) -> str:
    return folder.account.id


def _sorted(folder: Folder) -> Folder:
    """A folder as its files lie in it, by name."""
    ordered = sorted(folder.opportunities, key=lambda one: one.id)
    return replace(folder, opportunities=tuple(ordered))


def test_every_file_of_a_book_has_its_place(book: MakeBook) -> None:
    found = opened(book(FULL))
    assert found.findings == ()
    assert found.settings.people["li.wei"].name == "李伟"
    assert [target.amount for target in found.targets] == [Decimal(5)]
    assert found.commission.people == {"li.wei": "standard"}
    assert [call.period for call in found.calls] == ["2027Q1"]
    acme, bell = found.folders
    assert (acme.account.id, acme.account.path) == ("acme", "accounts/acme/account.yaml")
    assert (bell.account.id, bell.opportunities) == ("bell", ())
    (deal,) = acme.opportunities
    assert (deal.id, deal.account, deal.path, deal.reference) == ("mes", "acme", DEAL, "acme/mes")
    assert acme.contacts["li.wang"].id == "li.wang"
    assert [(one.id, one.account) for one in acme.tasks] == [("call", "acme")]
    assert [(one.id, one.account) for one in acme.orders] == [("po-1", "acme")]


def test_activities_of_all_files_stand_by_date_and_know_where_they_are(book: MakeBook) -> None:
    log = "accounts/acme/activities/2026-li.wei.yaml"
    acme, _ = opened(book(FULL)).folders
    assert [(one.date, one.path, one.index) for one in acme.activities] == [
        (date(2026, 1, 1), log, 1),
        (date(2026, 3, 1), "accounts/acme/activities.yaml", 0),
        (date(2026, 11, 1), log, 0),
    ]
    assert acme.activities[0].with_ == ("li.wang",)


def test_without_settings_the_defaults_hold(book: MakeBook) -> None:
    found = opened(book({"accounts/acme/account.yaml": "name: Acme\n"}))
    assert found.settings == Settings()
    assert (found.settings.playbook, found.settings.currency) == ("milestone", None)
    assert found.settings.git.commit is CommitMode.OFF
    assert opened(book({"kam.yaml": "# nothing yet\n"})).settings == Settings()


def test_an_empty_folder_is_an_empty_book(tmp_path: Path) -> None:
    found = opened(tmp_path)
    assert (found.folders, found.targets, found.findings) == ((), (), ())
    assert list(found.methods.playbooks) == ["dealer", "five-phase", "milestone", "six-stage"]


@pytest.mark.parametrize("value", ["", " ~", " null", " # a note"])
def test_a_key_without_a_value_is_absent(book: MakeBook, value: str) -> None:
    account = f"name: Acme\nowner:{value}\ntrust:{value}\naliases:{value}\n"
    found = opened(book({"accounts/acme/account.yaml": account}))
    assert found.findings == ()
    assert (found.folders[0].account.owner, found.folders[0].account.aliases) == (None, ())


@pytest.mark.parametrize("value", ["NO", "no", "0123", "12:30", "1_000", "1e3", '"~"', "true"])
def test_a_text_stays_what_is_written(book: MakeBook, value: str) -> None:
    found = opened(book({"accounts/acme/account.yaml": f"name: x\nindustry: {value}\n"}))
    assert found.folders[0].account.industry == value.strip('"')


def test_a_quoted_number_is_a_number(book: MakeBook) -> None:
    text = 'name: "5"\namount: "100"\nclose_date: \'2027-03-31\'\nalternative: "true"\n'
    (deal,) = opened(book({**FULL, DEAL: text})).folders[0].opportunities
    assert (deal.name, deal.amount, deal.close_date) == ("5", Decimal(100), date(2027, 3, 31))
    assert deal.alternative


def test_a_mark_and_line_ends_of_windows_read(book: MakeBook) -> None:
    text = "\ufeffname: MES\r\nstage: needs\r\n"
    assert opened(book({**FULL, DEAL: text})).findings == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("currency: [\n", "KAM001"),
        ("currency: cny\n", "KAM003"),
        ("- currency\n", "KAM003"),
        ("format: 2\n", "KAM009"),
        ("format: 2\nmystery: 1\n", "KAM009"),
        ("format: two\n", "KAM003"),
    ],
)
def test_settings_that_cannot_be_used_end_it_all(book: MakeBook, text: str, code: str) -> None:
    root = book({**FULL, "kam.yaml": text})
    for open_one in (open_book, open_settings):
        with pytest.raises(UnreadableSettings) as caught:
            open_one(WorkTree(root))
        assert caught.value.exit_code == 3
        assert [one.code for one in caught.value.findings if one.skips or code == "KAM009"] == [
            code
        ]


def test_an_account_without_its_file_counts_what_lies_in_its_folder(book: MakeBook) -> None:
    found = opened(book({DEAL: "name: MES\nstage: C\n"}))
    (finding,) = found.findings
    assert (finding.path, finding.code, finding.skips) == (
        "accounts/acme/account.yaml",
        "KAM004",
        True,
    )
    (folder,) = found.folders
    assert (folder.account.id, folder.account.name, folder.readable) == ("acme", "acme", False)
    assert [one.id for one in folder.opportunities] == ["mes"]


@pytest.mark.parametrize(
    ("path", "code", "skips"),
    [
        ("accounts/Acme/account.yaml", "KAM007", True),
        ("accounts/no/account.yaml", "KAM007", True),
        ("accounts/acme/opportunities/2027.yaml", "KAM007", True),
        ("accounts/acme/opportunities/MES.yaml", "KAM007", True),
        ("accounts/acme/opportunities/mes.yml", "KAM006", False),
        ("accounts/acme/opportunities/2026/mes.yaml", "KAM006", False),
        ("accounts/acme/Account.yaml", "KAM006", False),
        ("accounts/acme/deal.YAML", "KAM006", False),
        ("accounts/acme/.hidden.yaml", "KAM006", False),
        ("accounts/loose.yaml", "KAM006", False),
    ],
)
def test_a_file_in_the_wrong_place_or_of_a_wrong_name_is_said(
    book: MakeBook, path: str, code: str, *, skips: bool
) -> None:
    found = opened(book({"accounts/acme/account.yaml": "name: Acme\n", path: "name: x\n"}))
    assert [(one.path, one.code, one.skips) for one in found.findings] == [(path, code, skips)]


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "other.yaml",
        "accounts/acme/notes.txt",
        "accounts/acme/.#account.yaml",
        "accounts/acme/.hidden",
        "accounts/.git/config.yaml",
        "accounts/acme/offers/mes.pdf",
        ".kam/anything.yaml",
        "archive/account.yaml",
    ],
)
def test_what_is_no_part_of_a_book_is_left_alone(book: MakeBook, path: str) -> None:
    found = opened(book({"accounts/acme/account.yaml": "name: Acme\n", path: "name: [\n"}))
    assert found.findings == ()


def test_a_deal_whose_stage_or_playbook_is_not_there_is_left_out_with_a_guess(
    book: MakeBook,
) -> None:
    found = opened(
        book(
            {
                "accounts/acme/account.yaml": "name: Acme\n",
                DEAL: "name: x\nstage: c\n",
                "accounts/acme/opportunities/label.yaml": "name: x\nstage: needs matchd\n",
                "accounts/acme/opportunities/zh.yaml": "name: x\nstage: 客户承诺拜\n",
                "accounts/acme/opportunities/book.yaml": "name: x\nplaybook: miletsone\n",
            }
        )
    )
    assert {one.path.rpartition("/")[2]: one.params["guess"] for one in found.findings} == {
        "mes.yaml": "C",
        "label.yaml": "C",
        "zh.yaml": "G",
        "book.yaml": "milestone",
    }
    assert list(found.opportunities()) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("stage: S\nhistory: [{date: 2026-05-01, stage: S}]\n", True),
        ("stage: S\nclose_date: 2026-05-01\n", True),
        ("stage: A\noutcome: {result: won, date: 2026-05-01}\n", True),
        ("stage: S\n", False),
    ],
)
def test_what_was_won_needs_a_day(book: MakeBook, text: str, *, day: bool) -> None:
    found = opened(book({"accounts/acme/account.yaml": "name: Acme\n", DEAL: f"name: x\n{text}"}))
    assert [one.code for one in found.findings] == ([] if day else ["KAM011"])
    assert len(list(found.opportunities())) == day


def test_findings_stand_in_the_order_of_their_places(book: MakeBook) -> None:
    found = opened(
        book(
            {
                "targets.yaml": "x",
                "accounts/bell/account.yaml": "name: x\nq: 1\nc: 2\n",
                "accounts/acme/account.yaml": "nam: x\n",
            }
        )
    )
    places = [(one.path, one.line, one.column) for one in found.findings]
    assert places == sorted(places)
    assert len(places) == 5
