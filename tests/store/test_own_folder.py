"""kam's own folder in a book: git does not see it, and it leads nowhere else."""

import os
from pathlib import Path

import pytest

from kam.errors import WriteRefused
from kam.store.own_folder import own_folder


def test_it_is_made_once_and_git_does_not_see_it(tmp_path: Path) -> None:
    folder = own_folder(tmp_path)
    assert own_folder(tmp_path) == folder == tmp_path / ".kam"
    assert [path.name for path in folder.iterdir()] == [".gitignore"]
    assert (folder / ".gitignore").read_bytes() == b"*\n"


def test_what_somebody_wrote_there_stays(tmp_path: Path) -> None:
    own_folder(tmp_path)
    (tmp_path / ".kam" / ".gitignore").write_bytes(b"# ours\n")
    own_folder(tmp_path)
    assert (tmp_path / ".kam" / ".gitignore").read_bytes() == b"# ours\n"


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".kam").symlink_to("elsewhere")
    with pytest.raises(WriteRefused):
        own_folder(tmp_path)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / ".kam").write_bytes(b"")
    with pytest.raises(OSError, match="File exists"):
        own_folder(tmp_path)
