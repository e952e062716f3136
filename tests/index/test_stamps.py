"""Stamps tell a changed file from an unchanged one, and say so where they cannot."""

import os
from pathlib import Path

from kam.index.stamps import ABSENT, GRANULE, UNSURE, pack, stamp_of, stamps_at, sure, unpack

STAMP = (1_000, 2_000, 3, 4)


def test_stamps_come_back_as_they_were_packed() -> None:
    stamps = [STAMP, ABSENT, UNSURE]
    assert unpack(pack(stamps)) == stamps
    assert unpack(b"") == []


def test_what_lies_there_has_the_stamp_of_its_status(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"name: x\n")
    (tmp_path / "link").symlink_to("nowhere")
    found = unpack(stamps_at(str(tmp_path), ["a.yaml", "link", "missing", "a.yaml/", "."]))
    assert found[0] == stamp_of((tmp_path / "a.yaml").stat())
    assert found[1] == stamp_of((tmp_path / "link").lstat())
    assert found[2:4] == [ABSENT, ABSENT]
    assert found[4] == stamp_of(tmp_path.stat())


def test_each_kind_of_change_is_another_stamp(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"name: x\n")
    before = stamp_of(path.stat())
    path.write_bytes(b"name: yy\n")
    longer = stamp_of(path.stat())
    assert longer[2] != before[2]
    os.utime(path, ns=(1, before[0] + 1))
    assert stamp_of(path.stat())[0] != before[0]
    (tmp_path / "other").write_bytes(b"name: x\n")
    os.utime(tmp_path / "other", ns=(1, before[0]))
    (tmp_path / "other").replace(path)
    assert stamp_of(path.stat())[3] != before[3]


def test_a_stamp_that_a_later_change_could_have_as_well_is_unsure() -> None:
    assert sure(STAMP, 2_000 + GRANULE + 1) == STAMP
    assert sure(STAMP, 2_000 + GRANULE) == UNSURE
    assert sure((5_000, 2_000, 3, 4), 5_000 + GRANULE) == UNSURE
    assert sure(ABSENT, 1_000 + GRANULE) == ABSENT
