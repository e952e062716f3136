"""Names found in the files of a book, without opening more of them than it takes."""

import os
from pathlib import Path

import pytest

from kam.errors import NotFound, UsageError
from kam.workspace.naming import Names, Target, UnreadableFile, require
from kam.workspace.reading import Reading
from kam.workspace.worktree import WorkTree
from tests.conftest import MakeBook
from tests.workspace.views import view_of

BOOK = {
    "accounts/acme/account.yaml": "name: Acme Works\nformerly: [old-acme]\n",
    "accounts/acme/contacts.yaml": "wang: {name: 王芳}\nli: {name: 李雷}\n",
    "accounts/acme/opportunities/mes.yaml": "name: MES upgrade\nformerly: [bell/mes-old]\n",
    "accounts/bell/account.yaml": "name: Bell\n",
    "accounts/bell/opportunities/line.yaml": "name: Line\n",
}


class Counting(WorkTree):
    """The files of a folder, and which of them were opened."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.opened: list[str] = []

    def read_with_status(self, path: str) -> tuple[bytes, os.stat_result]:
        found = super().read_with_status(path)
        self.opened.append(path)
        return found


@pytest.fixture
def source(book: MakeBook) -> Counting:
    return Counting(book(BOOK))


def names(source: WorkTree, *, exact: bool = False) -> Names:
    return Names(source, lambda: view_of(source.root), exact=exact)


def test_an_exact_id_opens_its_own_file_and_no_other(source: Counting) -> None:
    assert names(source).account("acme") == Target("acme")
    assert names(source).opportunity("acme/mes") == Target("acme", "mes")
    assert source.opened == [
        "accounts/acme/account.yaml",
        "accounts/acme/opportunities/mes.yaml",
    ]


def test_a_name_opens_the_opportunities_of_its_account_alone(source: Counting) -> None:
    assert names(source).opportunity("Acme/upgrade") == Target("acme", "mes")
    assert source.opened == ["accounts/acme/opportunities/mes.yaml"]


def test_a_target_knows_its_name_and_file() -> None:
    assert (str(Target("acme")), Target("acme").path) == ("acme", "accounts/acme/account.yaml")
    assert str(Target("acme", "mes")) == "acme/mes"
    assert Target("acme", "mes").path == "accounts/acme/opportunities/mes.yaml"


def test_either_is_told_by_the_slash(source: Counting) -> None:
    assert names(source).either("bell") == Target("bell")
    assert names(source).either("bell/line") == Target("bell", "line")


@pytest.mark.parametrize("text", ["acme", "/mes", "acme/", "/"])
def test_an_opportunity_has_both_parts(source: Counting, text: str) -> None:
    with pytest.raises(UsageError):
        names(source).opportunity(text)


def test_a_former_id_leads_to_where_it_is_now(source: Counting) -> None:
    assert names(source).account("old-acme") == Target("acme")
    assert names(source, exact=True).account("old-acme") == Target("acme")
    assert names(source).opportunity("bell/mes-old") == Target("acme", "mes")
    assert names(source, exact=True).opportunity("old-acme/mes") == Target("acme", "mes")


def test_a_contact_is_one_of_the_account_or_named_with_its_own(source: Counting) -> None:
    assert names(source).contact("acme", "wang") == "wang"
    assert names(source, exact=True).contact("acme", "李雷") == "li"
    assert names(source).contact("acme", "王") == "wang"
    assert names(source).contact("acme", "bell/zhou") == "bell/zhou"
    with pytest.raises(NotFound):
        names(source).contact("bell", "wang")


@pytest.mark.parametrize("text", ["..", ".", "acme\0", "a" * 300, "\ud800", "accounts", "acme/.."])
def test_no_name_leads_out_of_the_book_or_into_a_crash(source: Counting, text: str) -> None:
    with pytest.raises((NotFound, UsageError)):
        names(source).account(text)


@pytest.mark.parametrize(
    "text", ["../acme", "acme/..", "acme/../bell", "x/\0", "acme/" + "b" * 300]
)
def test_nor_does_the_name_of_an_opportunity(source: Counting, text: str) -> None:
    with pytest.raises((NotFound, UsageError)):
        names(source).opportunity(text)


def test_a_file_that_does_not_read_is_still_there_under_its_id(source: Counting) -> None:
    (source.root / "accounts/bell/account.yaml").write_text("name: [\n", encoding="utf-8")
    assert names(source).account("bell") == Target("bell")
    assert names(source).account("bel") == Target("bell")
    reading = Reading(source)
    reading.document("accounts/bell/account.yaml")
    with pytest.raises(UnreadableFile) as caught:
        require(None, "accounts/bell/account.yaml", reading)
    assert caught.value.exit_code == 3
    assert [finding.code for finding in caught.value.findings] == ["KAM001"]


def test_what_is_not_there_is_not_found(source: Counting) -> None:
    with pytest.raises(NotFound):
        require(None, "accounts/x/account.yaml", Reading(source))
    require("a value", "accounts/x/account.yaml", Reading(source))
