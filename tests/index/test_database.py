"""The file of an index answers where it was made, to the kam that made it; else there is none."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kam.index.database import FILE, Broken, Database, Unusable, discard, open_database, reopen


def shelves(database: Database) -> dict[int, object]:
    return dict(database.shelves())


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A folder with an index that holds a shelf and a fact."""
    with closing(open_database(tmp_path, "kam 1")) as database:
        shelves(database)
        database.put({1: b"one", 2: b"two"}, [(b"key", b"fact")])
    return tmp_path


def held(folder: Path, maker: str = "kam 1") -> dict[int, object]:
    with closing(open_database(folder, maker)) as database:
        return shelves(database)


def test_what_was_put_is_there_the_next_time(filled: Path) -> None:
    assert held(filled) == {1: b"one", 2: b"two"}
    with closing(reopen(filled / FILE)) as database:
        assert database.fact(b"key") == b"fact"
        assert database.fact(b"other") is None
        assert database.has_facts()


def test_a_shelf_can_be_taken_out_and_put_anew(filled: Path) -> None:
    with closing(open_database(filled, "kam 1")) as database:
        shelves(database)
        database.put({1: None, 2: b"new"})
        database.put({3: b"three"})
    assert held(filled) == {2: b"new", 3: b"three"}


def test_nobody_else_may_read_it(filled: Path) -> None:
    assert (filled / FILE).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in filled.iterdir()] == [FILE]


def test_another_kam_begins_anew(filled: Path) -> None:
    assert held(filled, "kam 2") == {}
    assert held(filled) == {}


def test_one_that_came_with_a_copy_of_the_book_is_not_believed(
    filled: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    shutil.copy2(filled / FILE, copy / FILE)
    assert held(copy) == {}


@pytest.mark.parametrize("raw", [b"", b"no database", b"SQLite format 3\x00" + b"\x00" * 200])
def test_what_is_no_index_is_replaced(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / FILE).write_bytes(raw)
    assert held(tmp_path) == {}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such things")
def test_neither_a_link_nor_a_pipe_is_opened(filled: Path, tmp_path: Path) -> None:
    for odd in ("link", "pipe"):
        folder = tmp_path / odd
        folder.mkdir()
        if odd == "link":
            (folder / FILE).symlink_to(filled / FILE)
        else:
            os.mkfifo(folder / FILE)
        assert held(folder) == {}
    assert held(filled) == {1: b"one", 2: b"two"}


def test_where_a_folder_lies_in_its_place_there_is_none(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(Unusable):
        open_database(tmp_path, "kam 1")


def test_a_folder_that_is_not_there_has_none(tmp_path: Path) -> None:
    with pytest.raises(Unusable):
        open_database(tmp_path / "nowhere", "kam 1")


def test_who_comes_second_does_not_write_over_what_the_first_one_wrote(filled: Path) -> None:
    with closing(reopen(filled / FILE)) as one, closing(reopen(filled / FILE)) as other:
        shelves(one)
        shelves(other)
        one.put({1: b"first"})
        with pytest.raises(Unusable):
            other.put({1: b"second"})
        one.put({2: b"again"})
    assert held(filled) == {1: b"first", 2: b"again"}


def test_one_that_is_locked_for_too_long_is_done_without(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kam.index.database.PATIENCE", 0.05)
    with closing(sqlite3.connect(filled / FILE, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Unusable) as caught:
            reopen(filled / FILE)
    assert not isinstance(caught.value, Broken)


def test_damage_inside_is_told_from_what_is_out_of_reach(filled: Path) -> None:
    raw = bytearray((filled / FILE).read_bytes())
    raw[100:4096] = os.urandom(3996)
    (filled / FILE).write_bytes(raw)
    with pytest.raises(Broken), closing(open_database(filled, "kam 1")) as database:
        shelves(database)
    discard(filled)
    assert held(filled) == {}


def test_the_clock_is_that_of_the_file_system(filled: Path) -> None:
    with closing(open_database(filled, "kam 1")) as database:
        before = database.clock()
        (filled / "probe").write_bytes(b"")
        assert before <= (filled / "probe").stat().st_mtime_ns
        database.path.unlink()
        with pytest.raises(Unusable):
            database.clock()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="users are kept apart by other means")
def test_another_users_is_left_alone(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (filled / FILE).read_bytes()
    with monkeypatch.context() as other:
        other.setattr("os.geteuid", lambda: 4711)
        with pytest.raises(Unusable):
            open_database(filled, "kam 1")
    assert (filled / FILE).read_bytes() == before
    assert held(filled) == {1: b"one", 2: b"two"}


def test_what_a_killed_maker_left_is_swept_away(tmp_path: Path) -> None:
    (tmp_path / f".{FILE}.99999").write_bytes(b"")
    assert held(tmp_path) == {}
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_one_that_is_gone_is_not_begun_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(Unusable):
        reopen(tmp_path / FILE)
    assert list(tmp_path.iterdir()) == []
