"""Reading a path: only regular files, whatever else somebody has put there."""

import os
from pathlib import Path

import pytest

from kam.store.files import read_bytes
from kam.store.text import LARGEST, ReadError, Refusal


def refusal(path: Path) -> Refusal:
    with pytest.raises(ReadError) as caught:
        read_bytes(path)
    return caught.value.refusal


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    assert read_bytes(path) == b"\xef\xbb\xbfa: 1\r\n"


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_bytes(tmp_path / "a.yaml")


def test_a_name_that_no_file_can_have_is_one_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for name in ("x" * 300, "file/a.yaml"):
        with pytest.raises(FileNotFoundError):
            read_bytes(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this platform has no pipes in folders")
def test_a_pipe_is_refused_without_waiting_for_its_other_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    assert refusal(tmp_path / "a.yaml") is Refusal.NOT_REGULAR


def test_a_link_is_refused_wherever_it_leads(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_bytes(b"a: 1\n")
    (tmp_path / "a.yaml").symlink_to(tmp_path / "real.yaml")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "nothing")
    assert refusal(tmp_path / "a.yaml") is Refusal.NOT_REGULAR
    assert refusal(tmp_path / "b.yaml") is Refusal.NOT_REGULAR


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) is Refusal.NOT_REGULAR


def test_a_file_above_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert refusal(path) is Refusal.TOO_LARGE


def test_a_file_without_permission_is_refused(no_rights: Path) -> None:
    path = no_rights / "a.yaml"
    path.write_bytes(b"a: 1\n")
    path.chmod(0)
    assert refusal(path) is Refusal.UNREADABLE


def test_a_disk_that_fails_while_reading_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int) -> os.stat_result:
        raise OSError(5, "Input/output error")

    (tmp_path / "a.yaml").write_bytes(b"a: 1\n")
    monkeypatch.setattr(os, "fstat", fail)
    with pytest.raises(ReadError) as caught:
        read_bytes(tmp_path / "a.yaml")
    monkeypatch.undo()
    assert caught.value.refusal is Refusal.UNREADABLE
    assert caught.value.params == {"problem": "Input/output error"}


def grown(monkeypatch: pytest.MonkeyPatch, path: Path, *, short_by: int) -> None:
    """Let files look shorter than they are, as one does that grows after it was looked at."""
    whole = os.fstat

    def fstat(descriptor: int) -> os.stat_result:
        facts = list(whole(descriptor))
        facts[6] = path.stat().st_size - short_by
        return os.stat_result(facts)

    monkeypatch.setattr("kam.store.files.os.fstat", fstat)


def test_a_file_that_grows_while_it_is_read_is_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 12345\n")
    grown(monkeypatch, path, short_by=5)
    assert read_bytes(path) == b"a: 12345\n"


def test_but_never_past_the_largest_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * (LARGEST + 500))
    grown(monkeypatch, path, short_by=LARGEST + 490)
    assert len(read_bytes(path)) == LARGEST + 1
