"""One writer at a time."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kam.errors import WriteRefused
from kam.store.lock import book_lock

HOLDER = """
import sys
from pathlib import Path
from kam.store.lock import book_lock
with book_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def another_process(root: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock until it is told to let go, or killed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_the_lock_makes_a_folder_that_git_does_not_see(tmp_path: Path) -> None:
    with book_lock(tmp_path):
        assert (tmp_path / ".kam" / ".gitignore").read_bytes() == b"*\n"
    assert {path.name for path in (tmp_path / ".kam").iterdir()} == {".gitignore", "lock"}


def test_the_file_of_the_lock_stays_so_that_all_lock_the_same_one(tmp_path: Path) -> None:
    with book_lock(tmp_path):
        first = (tmp_path / ".kam" / "lock").stat().st_ino
    with book_lock(tmp_path):
        assert (tmp_path / ".kam" / "lock").stat().st_ino == first


def test_a_second_writer_waits_and_then_gives_up(tmp_path: Path) -> None:
    with another_process(tmp_path):
        start = time.monotonic()
        with pytest.raises(WriteRefused) as caught, book_lock(tmp_path, timeout=0.2):
            pytest.fail("the lock was held twice")
        assert time.monotonic() - start >= 0.2
    assert str(caught.value) == "another kam command has held this book for 0.2 seconds"


def test_a_second_writer_goes_on_when_the_first_is_done(tmp_path: Path) -> None:
    with another_process(tmp_path) as process:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
        with book_lock(tmp_path, timeout=30):
            assert process.wait(30) == 0


def test_a_killed_writer_holds_no_lock(tmp_path: Path) -> None:
    with another_process(tmp_path) as process:
        process.kill()
        process.wait(30)
        with book_lock(tmp_path, timeout=5):
            assert (tmp_path / ".kam" / "lock").exists()


def test_the_same_process_does_not_get_it_twice(tmp_path: Path) -> None:
    with (
        book_lock(tmp_path),
        pytest.raises(WriteRefused, match="held this book"),
        book_lock(tmp_path, timeout=0.05),
    ):
        pytest.fail("the lock was held twice")


def test_a_command_that_fails_lets_go(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), book_lock(tmp_path):
        raise KeyboardInterrupt
    with book_lock(tmp_path, timeout=0.05):
        assert (tmp_path / ".kam" / "lock").exists()


def test_a_folder_that_leads_out_of_the_book_is_not_used(tmp_path: Path) -> None:
    book, outside = tmp_path / "book", tmp_path / "outside"
    book.mkdir()
    outside.mkdir()
    (book / ".kam").symlink_to(outside)
    with pytest.raises(WriteRefused, match="is a link"), book_lock(book):
        pytest.fail("the lock was taken through a link")
    assert list(outside.iterdir()) == []


def test_a_lock_that_is_a_link_is_not_used(tmp_path: Path) -> None:
    book = tmp_path / "book"
    (book / ".kam").mkdir(parents=True)
    (book / ".kam" / "lock").symlink_to(tmp_path / "outside")
    with pytest.raises(WriteRefused, match="cannot be written to"), book_lock(book, timeout=0.05):
        pytest.fail("the lock was taken through a link")
    assert not (tmp_path / "outside").exists()


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".kam").write_bytes(b"")
    with pytest.raises(WriteRefused, match="File exists"), book_lock(tmp_path):
        pytest.fail("there is nowhere to lock")


def test_a_book_that_may_not_be_written_to_is_refused(no_rights: Path) -> None:
    no_rights.chmod(0o555)
    with pytest.raises(WriteRefused) as caught, book_lock(no_rights):
        pytest.fail("there is nowhere to lock")
    assert str(caught.value) == "this book cannot be written to: Permission denied"


def test_a_lock_of_another_user_is_refused(no_rights: Path) -> None:
    (no_rights / ".kam").mkdir()
    (no_rights / ".kam" / "lock").touch(0o444)
    (no_rights / ".kam").chmod(0o555)
    with pytest.raises(WriteRefused, match="Permission denied"), book_lock(no_rights, timeout=1):
        pytest.fail("the lock was taken without permission")
