"""Which book a command works on: the named folder, else the nearest one upward."""

from pathlib import Path

import pytest

from kam.errors import NotFound
from kam.workspace.finding_book import find_book


def test_a_named_folder_is_the_book_even_if_nothing_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "kam.yaml").touch()
    inner = tmp_path / "new"
    inner.mkdir()
    assert find_book(inner, tmp_path) == inner.resolve()


def test_a_relative_name_is_seen_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "new").mkdir()
    monkeypatch.chdir(tmp_path)
    assert find_book(Path("new"), Path("/")) == (tmp_path / "new").resolve()


@pytest.mark.parametrize("name", ["nowhere", "file"])
def test_what_is_named_has_to_be_a_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotFound) as caught:
        find_book(tmp_path / name, tmp_path)
    assert str(caught.value) == f'"{tmp_path / name}" is not a folder'


@pytest.mark.parametrize("mark", ["kam.yaml", "accounts/"])
def test_else_the_nearest_folder_upward_that_looks_like_a_book(tmp_path: Path, mark: str) -> None:
    outer, inner = tmp_path / "outer", tmp_path / "outer/in/ner"
    deep = inner / "accounts/acme/opportunities"
    deep.mkdir(parents=True)
    (outer / "kam.yaml").touch()
    assert find_book(None, deep) == inner.resolve()
    (inner / "accounts/acme").rename(inner / "acme")
    (inner / "accounts").rmdir()
    assert find_book(None, inner) == outer.resolve()
    if mark.endswith("/"):
        (inner / mark).mkdir()
    else:
        (inner / mark).touch()
    assert find_book(None, inner) == inner.resolve()


def test_a_folder_called_kam_yaml_and_a_file_called_accounts_are_no_book(tmp_path: Path) -> None:
    (tmp_path / "a/kam.yaml").mkdir(parents=True)
    (tmp_path / "a/accounts").touch()
    with pytest.raises(NotFound) as caught:
        find_book(None, tmp_path / "a")
    assert "kam init" in (caught.value.hint or "")
