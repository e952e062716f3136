"""The desk: changes are laid ready, looked at, and saved in order or not at all."""

import multiprocessing
from datetime import date
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from kam.errors import InvalidData, NotFound, WriteRefused
from kam.store import safe_write
from kam.store.changes import Append, Drop, Put
from kam.store.lock import book_lock
from kam.store.safe_write import Durability
from kam.workspace.desk import Desk, Unfit, open_desk
from kam.workspace.naming import Target, UnreadableFile
from tests.conftest import MakeBook, snapshot

ACCOUNT = "accounts/acme/account.yaml"
DEAL = "accounts/acme/opportunities/mes.yaml"
TASKS = "accounts/acme/tasks.yaml"
MES = Target("acme", "mes")
DAY = date(2026, 11, 21)
BOOK = {
    "kam.yaml": "currency: CNY\n",
    ACCOUNT: "name: Acme   # ours\n",
    DEAL: "name: MES\nstage: C\n",
    TASKS: "call: {what: Call}\n",
}


@pytest.fixture
def root(book: MakeBook) -> Path:
    return book(BOOK)


@pytest.fixture
def desk(root: Path) -> Desk:
    return Desk(root)


def text(desk: Desk, path: str) -> str:
    return (desk.root / path).read_text(encoding="utf-8")


def test_nothing_changes_before_it_is_saved(desk: Desk) -> None:
    before = snapshot(desk.root)
    desk.edit(DEAL, Put(("amount",), 5))
    desk.create("accounts/bell/account.yaml", {"name": "Bell"})
    assert desk.changed() == (DEAL, "accounts/bell/account.yaml")
    assert snapshot(desk.root) == before
    assert desk.save() == (DEAL, "accounts/bell/account.yaml")
    assert text(desk, DEAL) == "name: MES\nstage: C\namount: 5\n"
    assert text(desk, "accounts/bell/account.yaml") == "name: Bell\n"
    assert desk.changed() == desk.save() == ()


def test_what_lies_ready_is_what_is_read(desk: Desk) -> None:
    desk.edit(DEAL, Put(("stage",), "B"))
    desk.edit(TASKS, Put(("visit", "what"), "Visit"))
    assert desk.opportunity(MES)[0].stage == "B"
    assert list(desk.tasks("acme")) == ["call", "visit"]
    desk.create("accounts/bell/account.yaml", {"name": "Bell"})
    assert desk.has("accounts/bell/account.yaml")
    assert desk.account(Target("bell")).name == "Bell"


def test_edits_of_one_file_add_up_to_one_write(desk: Desk) -> None:
    desk.edit(DEAL, Put(("amount",), 5))
    desk.edit(ACCOUNT, Put(("owner",), "li.wei"))
    desk.edit(DEAL, Append(("history",), {"date": DAY, "stage": "C"}))
    assert desk.changed() == (ACCOUNT, DEAL)
    desk.save()
    assert text(desk, DEAL) == (
        "name: MES\nstage: C\namount: 5\nhistory:\n  - {date: 2026-11-21, stage: C}\n"
    )


def test_an_edit_that_is_taken_back_leaves_nothing_to_save(desk: Desk) -> None:
    desk.edit(DEAL, Put(("amount",), 5))
    desk.edit(DEAL, Drop(("amount",)))
    assert desk.changed() == desk.save() == ()


def test_an_edit_begins_a_file_that_is_not_there(desk: Desk) -> None:
    path = "accounts/acme/activities/2026-li.wei.yaml"
    desk.edit(path, Append((), {"date": DAY, "kind": "call"}))
    assert desk.save() == (path,)
    assert text(desk, path) == "- {date: 2026-11-21, kind: call}\n"


def test_new_keys_stand_in_the_order_of_the_format(desk: Desk) -> None:
    desk.edit(DEAL, Put(("close_date",), DAY), Put(("kind",), "framework"))
    desk.save()
    assert text(desk, DEAL) == "name: MES\nkind: framework\nstage: C\nclose_date: 2026-11-21\n"


def test_several_files_are_saved_in_the_order_in_which_they_were_laid(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    real = safe_write.write

    def watched(root: Path, path: Path, old: bytes | None, new: bytes) -> Durability:
        written.append(path.as_posix())
        return real(root, path, old, new)

    monkeypatch.setattr(safe_write, "write", watched)
    desk.edit(TASKS, Put(("call", "done"), DAY))
    desk.edit(ACCOUNT, Put(("owner",), "li.wei"))
    desk.edit(DEAL, Put(("amount",), 5))
    assert desk.save() == (TASKS, ACCOUNT, DEAL)
    assert written == [TASKS, ACCOUNT, DEAL]


@pytest.mark.parametrize(("broken", "saved"), [(0, []), (1, [TASKS]), (2, [TASKS, ACCOUNT])])
def test_a_file_that_changed_underneath_ends_it_and_says_what_was_saved(
    desk: Desk, broken: int, saved: list[str]
) -> None:
    paths = (TASKS, ACCOUNT, DEAL)
    desk.edit(TASKS, Put(("call", "done"), DAY))
    desk.edit(ACCOUNT, Put(("owner",), "li.wei"))
    desk.edit(DEAL, Put(("amount",), 5))
    theirs = "name: theirs\n"
    (desk.root / paths[broken]).write_text(theirs, encoding="utf-8")
    with pytest.raises(WriteRefused) as caught:
        desk.save()
    assert caught.value.exit_code == 6
    assert caught.value.saved == tuple(saved)
    assert caught.value.params["path"] == paths[broken]
    assert text(desk, paths[broken]) == theirs
    for path in paths[broken + 1 :]:
        assert text(desk, path) == BOOK[path]


def test_a_file_that_went_away_or_came_is_changed_underneath_too(desk: Desk) -> None:
    desk.edit(DEAL, Put(("amount",), 5))
    (desk.root / DEAL).unlink()
    with pytest.raises(WriteRefused):
        desk.save()
    other = Desk(desk.root)
    other.create(DEAL, {"name": "ours"})
    (desk.root / DEAL).write_text("name: theirs\n", encoding="utf-8")
    with pytest.raises(WriteRefused):
        other.save()
    assert text(desk, DEAL) == "name: theirs\n"


def test_what_would_not_fit_the_format_is_not_laid_ready(desk: Desk) -> None:
    for edit in (Put(("amount",), "lots"), Drop(("name",)), Put(("hold",), {"because": "x"})):
        with pytest.raises(Unfit) as caught:
            desk.edit(DEAL, edit)
        assert caught.value.exit_code == 3
        assert [finding.path for finding in caught.value.findings] == [DEAL]
    with pytest.raises(Unfit):
        desk.create("accounts/bell/account.yaml", {"owner": "li.wei"})
    assert desk.changed() == ()
    assert not desk.has("accounts/bell/account.yaml")


def test_a_key_that_is_not_known_hinders_no_edit(desk: Desk) -> None:
    (desk.root / DEAL).write_text("name: MES\nnewer: 1\n", encoding="utf-8")
    desk.edit(DEAL, Put(("amount",), 5))
    desk.save()
    assert "newer: 1\n" in text(desk, DEAL)


def test_what_is_there_is_not_made_again(desk: Desk) -> None:
    with pytest.raises(WriteRefused):
        desk.create(DEAL, {"name": "x"})
    desk.create("accounts/bell/account.yaml", {"name": "Bell"})
    with pytest.raises(WriteRefused):
        desk.create("accounts/bell/account.yaml", {"name": "Bell"})


def test_a_file_that_does_not_read_is_not_edited(desk: Desk) -> None:
    (desk.root / DEAL).write_text("name: [\n", encoding="utf-8")
    for act in (
        lambda: desk.edit(DEAL, Put(("amount",), 5)),
        lambda: desk.opportunity(MES),
        lambda: desk.document(DEAL),
    ):
        with pytest.raises(UnreadableFile):
            act()
    (desk.root / TASKS).write_text("call: {due: soon}\n", encoding="utf-8")
    with pytest.raises(UnreadableFile):
        desk.tasks("acme")


def test_a_deal_without_a_usable_playbook_is_not_worked_on(desk: Desk) -> None:
    (desk.root / DEAL).write_text("name: MES\nplaybook: nowhere\n", encoding="utf-8")
    with pytest.raises(UnreadableFile) as caught:
        desk.opportunity(MES)
    assert [finding.code for finding in caught.value.findings] == ["KAM010"]


def test_what_is_not_there_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.account(Target("bell"))
    with pytest.raises(NotFound):
        desk.require(Target("bell", "mes"))
    with pytest.raises(NotFound):
        desk.require(Target("acme", "line"))
    desk.require(MES)
    assert (desk.contacts("acme"), desk.orders("acme")) == ({}, {})


def test_a_whole_text_is_replaced_only_where_it_is_still_what_it_was(desk: Desk) -> None:
    old = (desk.root / DEAL).read_bytes()
    desk.replace(DEAL, old, b"name: edited\n")
    desk.save()
    assert text(desk, DEAL) == "name: edited\n"
    desk.replace(DEAL, old, b"name: again\n")
    with pytest.raises(WriteRefused):
        desk.save()
    with pytest.raises(InvalidData):
        desk.replace(DEAL, old, b"amount: 5\n")


def test_files_and_folders_move_and_go(desk: Desk) -> None:
    desk.move("accounts/acme", "accounts/axis")
    desk.edit("kam.yaml", Put(("currency",), "EUR"))
    assert set(desk.save()) >= {"accounts/axis/account.yaml", DEAL, "kam.yaml"}
    desk.remove("accounts/axis/opportunities/mes.yaml")
    assert desk.save() == ("accounts/axis/opportunities/mes.yaml",)
    assert not (desk.root / "accounts/axis/opportunities").exists()
    assert text(desk, "accounts/axis/account.yaml") == BOOK[ACCOUNT]


def test_nothing_is_written_through_a_link(desk: Desk, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (desk.root / "accounts/bell").symlink_to(outside)
    desk.create("accounts/bell/account.yaml", {"name": "Bell"})
    with pytest.raises(WriteRefused):
        desk.save()
    assert list(outside.iterdir()) == []


def test_a_desk_holds_the_lock_and_a_rehearsal_does_not(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(root)
    with open_desk(root, dry_run=True) as desk:
        desk.edit(DEAL, Put(("amount",), 5))
        assert desk.changed() == (DEAL,)
        assert not (root / ".kam").exists()
    assert snapshot(root) == before
    monkeypatch.setattr("kam.store.lock.PATIENCE", 0.05)
    with open_desk(root), pytest.raises(WriteRefused), book_lock(root, 0.05):
        pass
    with book_lock(root, 0.05):
        pass


def _hold(root: Path, held: Event, done: Event) -> None:
    with open_desk(root):
        held.set()
        done.wait(30)


def test_another_process_waits_for_the_lock(root: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    process = context.Process(target=_hold, args=(root, held, done))
    process.start()
    assert held.wait(30)
    with pytest.raises(WriteRefused) as caught, book_lock(root, 0.05):
        pass
    assert "another kam command" in str(caught.value)
    done.set()
    process.join(30)
    with book_lock(root, 1):
        pass
