"""Where the files of a book name an account or an opportunity."""

from pathlib import Path

import pytest

from kam.workspace.desk import Desk
from kam.workspace.naming import Target, UnreadableFile
from kam.workspace.references import (
    opportunities_of,
    references_to_account,
    references_to_opportunity,
)
from tests.conftest import MakeBook

ODD = {
    "accounts/acme/account.yaml": "[acme]\n",
    "accounts/acme/contacts.yaml": "a: acme\nb: {moved_to: [acme/x]}\nc: {moved_to: a}\n",
    "accounts/acme/opportunities/one.yaml": "people: [acme/x]\n",
    "accounts/acme/opportunities/two.yaml": "- acme/x\n",
    "accounts/acme/opportunities/Three.yaml": "name: no id\n",
    "accounts/acme/activities/2026-x.yaml": "- acme/x\n- {with: acme/x, opportunity: [one]}\n",
    "accounts/acme/activities/2026-y.yaml": "acme: one\n",
    "accounts/acme/tasks.yaml": "- one\n",
    "accounts/acme/orders.yaml": "po: one\n",
    "accounts/acme/plan.yaml": "goal: acme/x one\n",
    "accounts/acme/notes.yaml": "not read: acme/x\n",
}


def test_files_of_any_shape_are_looked_through(book: MakeBook) -> None:
    desk = Desk(book(ODD))
    assert references_to_account(desk, "acme") == ()
    assert references_to_opportunity(desk, Target("acme", "one")) == ()
    assert opportunities_of(desk, "acme") == ("one", "two")


def test_an_opportunity_of_another_account_is_another_one(book: MakeBook) -> None:
    root = book({"accounts/other/tasks.yaml": "t: {what: x, opportunity: mes}\n"})
    assert references_to_opportunity(Desk(root), Target("acme", "mes")) == ()


def test_links_are_left_alone_and_broken_files_are_not(book: MakeBook, tmp_path: Path) -> None:
    root = book({"accounts/acme/tasks.yaml": "t: {opportunity: mes\n"})
    (tmp_path / "mes").write_text("mes", encoding="utf-8")
    (root / "accounts/acme/orders.yaml").symlink_to(tmp_path / "mes")
    with pytest.raises(UnreadableFile, match=r"accounts/acme/tasks\.yaml"):
        references_to_opportunity(Desk(root), Target("acme", "mes"))
    (root / "accounts/acme/tasks.yaml").unlink()
    assert references_to_opportunity(Desk(root), Target("acme", "mes")) == ()
