"""Writing, removing and moving files: what was there or what was wanted, and nothing outside."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kam.errors import WriteRefused
from kam.store import safe_write, system
from kam.store.safe_write import Durability, move, remove, sweep, write
from kam.store.text import LARGEST

OLD, NEW = b"stage: F\n", b"stage: E\n"
STALE = ".kam-0123456789abcdef0123456789abcdef.tmp"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    root = tmp_path / "book"
    (root / "accounts" / "acme").mkdir(parents=True)
    (root / "accounts" / "acme" / "account.yaml").write_bytes(OLD)
    return root


ACCOUNT = Path("accounts/acme/account.yaml")


def files(root: Path) -> set[str]:
    return {p.relative_to(root).as_posix() for p in root.rglob("*") if not p.is_dir()}


def refused(action: Callable[..., Durability], *arguments: Any) -> str:
    with pytest.raises(WriteRefused) as caught:
        action(*arguments)
    return str(caught.value)


def test_a_file_gets_its_new_bytes(book: Path) -> None:
    assert write(book, ACCOUNT, OLD, NEW) is Durability.CONFIRMED
    assert (book / ACCOUNT).read_bytes() == NEW
    assert files(book) == {ACCOUNT.as_posix()}


def test_a_new_file_gets_its_folders_and_the_mode_of_a_new_file(book: Path) -> None:
    before = os.umask(0o027)
    try:
        write(book, book / "accounts/new/opportunities/mes.yaml", None, NEW)
    finally:
        os.umask(before)
    path = book / "accounts/new/opportunities/mes.yaml"
    assert path.read_bytes() == NEW
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755])
def test_a_file_keeps_its_mode(book: Path, mode: int) -> None:
    (book / ACCOUNT).chmod(mode)
    write(book, ACCOUNT, OLD, NEW)
    assert stat.S_IMODE((book / ACCOUNT).stat().st_mode) == mode


def test_modes_are_set_by_path_where_an_open_file_has_none(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "supports_fd", set())
    (book / ACCOUNT).chmod(0o604)
    write(book, ACCOUNT, OLD, NEW)
    assert stat.S_IMODE((book / ACCOUNT).stat().st_mode) == 0o604


def test_a_file_that_is_no_yaml_need_not_read_as_yaml(book: Path) -> None:
    write(book, Path(".gitattributes"), None, b"*.yaml -text\n\ta: [\n")
    assert (book / ".gitattributes").exists()


def test_bytes_that_would_not_read_are_not_written(book: Path) -> None:
    said = refused(write, book, ACCOUNT, OLD, b"a: &x 1\n")
    assert said == "accounts/acme/account.yaml would not read any more: anchor"
    assert (book / ACCOUNT).read_bytes() == OLD


@pytest.mark.parametrize("now", [b"stage: D\n", b"", b"stage: F\n\n"])
def test_a_file_that_was_changed_underneath_is_left_as_it_is(book: Path, now: bytes) -> None:
    (book / ACCOUNT).write_bytes(now)
    assert "was changed by another program" in refused(write, book, ACCOUNT, OLD, NEW)
    assert "was changed by another program" in refused(remove, book, ACCOUNT, OLD)
    assert (book / ACCOUNT).read_bytes() == now
    assert files(book) == {ACCOUNT.as_posix()}


def test_a_file_that_was_saved_while_kam_wrote_is_left_as_it_is(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fsync(descriptor: int) -> None:
        (book / ACCOUNT).write_bytes(b"stage: D\n")
        os.fdatasync(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    assert "was changed by another program" in refused(write, book, ACCOUNT, OLD, NEW)
    assert (book / ACCOUNT).read_bytes() == b"stage: D\n"
    assert files(book) == {ACCOUNT.as_posix()}


def test_a_file_that_was_removed_underneath_is_not_made_again(book: Path) -> None:
    (book / ACCOUNT).unlink()
    assert "was changed by another program" in refused(write, book, ACCOUNT, OLD, NEW)
    assert "was changed by another program" in refused(remove, book, ACCOUNT, OLD)
    assert files(book) == set()


def test_a_new_file_does_not_take_the_place_of_another(book: Path) -> None:
    assert "is there already" in refused(write, book, ACCOUNT, None, NEW)
    assert (book / ACCOUNT).read_bytes() == OLD


def test_a_file_that_became_too_large_is_left_as_it_is(book: Path) -> None:
    (book / ACCOUNT).write_bytes(b"#" * (LARGEST + 1))
    assert "is no longer a file that kam reads" in refused(write, book, ACCOUNT, OLD, NEW)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this platform has no pipes in folders")
def test_a_pipe_in_the_place_of_a_file_is_left_as_it_is(book: Path) -> None:
    os.mkfifo(book / "targets.yaml")
    said = refused(write, book, Path("targets.yaml"), None, b"- {a: 1}\n")
    assert "is no longer a file that kam reads" in said
    assert stat.S_ISFIFO((book / "targets.yaml").stat().st_mode)


def test_a_folder_in_the_place_of_a_file_is_left_as_it_is(book: Path) -> None:
    assert "is no longer a file" in refused(write, book, Path("accounts"), None, NEW)
    assert "is no longer a file" in refused(remove, book, Path("accounts"), OLD)


@pytest.mark.parametrize(
    "path",
    ["../outside.yaml", "accounts/../../outside.yaml", "accounts/..", ".", "", "/etc/x.yaml"],
)
def test_nothing_is_written_outside_the_book(book: Path, path: str) -> None:
    assert "lies outside the book" in refused(write, book, Path(path), None, NEW)
    assert files(book.parent) == {f"book/{ACCOUNT.as_posix()}"}


def test_nothing_is_written_through_a_folder_that_leads_out(book: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (book / "accounts" / "out").symlink_to(tmp_path / "elsewhere")
    assert "lies outside" in refused(write, book, Path("accounts/out/account.yaml"), None, NEW)
    assert "lies outside" in refused(move, book, ACCOUNT, Path("accounts/out/account.yaml"))
    assert files(tmp_path / "elsewhere") == set()


def test_a_folder_that_leads_elsewhere_in_the_book_is_followed(book: Path) -> None:
    (book / "accounts" / "alias").symlink_to("acme")
    write(book, Path("accounts/alias/account.yaml"), OLD, NEW)
    assert (book / ACCOUNT).read_bytes() == NEW


def test_a_book_may_itself_be_reached_through_a_link(book: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(book)
    write(tmp_path / "link", tmp_path / "link" / ACCOUNT, OLD, NEW)
    assert (book / ACCOUNT).read_bytes() == NEW


def test_a_link_in_the_place_of_a_file_is_not_written_through(book: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_bytes(OLD)
    (book / "kam.yaml").symlink_to(tmp_path / "outside.yaml")
    assert "is a link" in refused(write, book, Path("kam.yaml"), OLD, NEW)
    assert "is a link" in refused(remove, book, Path("kam.yaml"), OLD)
    assert (tmp_path / "outside.yaml").read_bytes() == OLD


def test_a_loop_of_links_leads_nowhere(book: Path) -> None:
    (book / "accounts" / "a").symlink_to("b")
    (book / "accounts" / "b").symlink_to("a")
    assert refused(write, book, Path("accounts/a/x.yaml"), None, NEW)


def test_a_book_that_is_not_there_takes_no_file(tmp_path: Path) -> None:
    assert "leads nowhere" in refused(write, tmp_path / "none", ACCOUNT, None, NEW)


def test_a_write_sweeps_what_killed_writes_left_and_nothing_else(book: Path) -> None:
    folder = (book / ACCOUNT).parent
    kept = {".kam-mine.tmp", f"x{STALE}", f"{STALE}.yaml"}
    for name in (STALE, *kept):
        (folder / name).write_bytes(b"")
    (folder / STALE.replace("0", "1")).mkdir()
    write(book, ACCOUNT, OLD, NEW)
    assert {path.name for path in folder.iterdir()} == {
        *kept,
        STALE.replace("0", "1"),
        "account.yaml",
    }


def test_a_sweep_of_a_folder_that_is_not_there_is_no_failure(tmp_path: Path) -> None:
    sweep(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_removed_file_takes_the_folders_with_it_that_it_leaves_empty(book: Path) -> None:
    path = Path("accounts/acme/opportunities/mes.yaml")
    write(book, path, None, NEW)
    (book / path).with_name(STALE).write_bytes(b"")
    assert remove(book, path, NEW) is Durability.CONFIRMED
    assert files(book) == {ACCOUNT.as_posix()}
    assert not (book / path).parent.exists()
    remove(book, ACCOUNT, OLD)
    assert [path.name for path in book.iterdir()] == ["accounts"]


def test_a_file_at_the_top_of_the_book_is_removed_alone(book: Path) -> None:
    write(book, Path("kam.yaml"), None, NEW)
    remove(book, Path("kam.yaml"), NEW)
    assert files(book) == {ACCOUNT.as_posix()}


def test_a_folder_moves_with_all_that_is_in_it(book: Path) -> None:
    assert move(book, Path("accounts/acme"), Path("accounts/steel-works")) is Durability.CONFIRMED
    assert files(book) == {"accounts/steel-works/account.yaml"}


def test_a_file_moves_into_a_new_folder_and_an_empty_one_goes(book: Path) -> None:
    write(book, Path("accounts/acme/opportunities/mes.yaml"), None, NEW)
    move(
        book,
        Path("accounts/acme/opportunities/mes.yaml"),
        Path("accounts/other/opportunities/mes-2.yaml"),
    )
    assert files(book) == {ACCOUNT.as_posix(), "accounts/other/opportunities/mes-2.yaml"}
    assert not (book / "accounts/acme/opportunities").exists()


def test_a_move_does_not_take_the_place_of_another_file(book: Path) -> None:
    write(book, Path("accounts/other.yaml"), None, NEW)
    assert "is there already" in refused(move, book, Path("accounts/other.yaml"), ACCOUNT)
    (book / "accounts" / "dangling").symlink_to("nowhere")
    assert refused(move, book, ACCOUNT, Path("accounts/dangling"))
    assert (book / ACCOUNT).read_bytes() == OLD


def test_a_move_of_nothing_makes_no_folders(book: Path) -> None:
    assert "No such file" in refused(move, book, Path("accounts/none"), Path("accounts/a/b/c"))
    assert not (book / "accounts/a").exists()


def test_a_file_that_is_read_only_stays(no_rights: Path) -> None:
    (no_rights / "kam.yaml").write_bytes(OLD)
    (no_rights / "kam.yaml").chmod(0o444)
    assert "is read-only" in refused(write, no_rights, Path("kam.yaml"), OLD, NEW)
    assert "is read-only" in refused(remove, no_rights, Path("kam.yaml"), OLD)
    assert files(no_rights) == {"kam.yaml"}


def test_a_folder_that_is_read_only_stays_as_it_is(no_rights: Path) -> None:
    (no_rights / "kam.yaml").write_bytes(OLD)
    (no_rights / "sub").mkdir()
    no_rights.chmod(0o555)
    said = refused(write, no_rights, Path("kam.yaml"), OLD, NEW)
    assert said == "kam.yaml cannot be written: Permission denied"
    assert "Permission denied" in refused(write, no_rights, Path("a/b/new.yaml"), None, NEW)
    assert "Permission denied" in refused(remove, no_rights, Path("kam.yaml"), OLD)
    assert "Permission denied" in refused(move, no_rights, Path("sub"), Path("other"))
    assert (no_rights / "kam.yaml").read_bytes() == OLD
    assert files(no_rights) == {"kam.yaml"}


def test_folders_made_for_a_file_that_cannot_be_written_go_again(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int, _data: memoryview) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    said = refused(write, book, Path("accounts/a/b/new.yaml"), None, NEW)
    assert said == "accounts/a/b/new.yaml cannot be written: No space left on device"
    assert not (book / "accounts/a").exists()


def test_a_folder_that_another_program_filled_meanwhile_stays(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int, _data: memoryview) -> int:
        (book / "accounts/a/note.txt").write_text("mine", encoding="utf-8")
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(safe_write, "_fill", lambda *_: full(0, memoryview(b"")))
        refused(write, book, Path("accounts/a/b/new.yaml"), None, NEW)
    assert files(book) == {ACCOUNT.as_posix(), "accounts/a/note.txt"}


def test_a_write_that_takes_few_bytes_at_a_time_is_finished(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: take(descriptor, data[:2]))
    write(book, ACCOUNT, OLD, NEW)
    monkeypatch.undo()
    assert (book / ACCOUNT).read_bytes() == NEW


def test_a_file_is_synced_before_it_takes_its_place_and_its_folders_after_that(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def record(name: str) -> None:
        call = getattr(os, name)

        def recorded(first: Any, *rest: Any) -> Any:
            is_folder = isinstance(first, int) and stat.S_ISDIR(os.fstat(first).st_mode)
            calls.append(f"{name} folder" if is_folder else name)
            return call(first, *rest)

        monkeypatch.setattr(os, name, recorded)

    for name in ("write", "fsync", "replace"):
        record(name)
    write(book, Path("accounts/new/account.yaml"), None, NEW)
    assert calls == ["write", "fsync", "replace", "fsync folder", "fsync folder"]


def test_a_folder_that_does_not_sync_is_said_not_to_be_durable(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_folder: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(safe_write, "sync_folder", fail)
    assert write(book, ACCOUNT, OLD, NEW) is Durability.NOT_CONFIRMED
    assert move(book, ACCOUNT, Path("accounts/a/b.yaml")) is Durability.NOT_CONFIRMED
    assert remove(book, Path("accounts/a/b.yaml"), NEW) is Durability.NOT_CONFIRMED
    assert files(book) == set()


def test_folders_are_not_synced_where_the_platform_does_not_open_them(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "SYNCS_FOLDERS", False)
    assert write(book, ACCOUNT, OLD, NEW) is Durability.CONFIRMED
    monkeypatch.setattr(system, "SYNCS_FOLDERS", True)
    with pytest.raises(OSError, match="No such file"):
        system.sync_folder(book / "none")
