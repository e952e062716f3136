"""init."""

import json
from pathlib import Path

import pytest

from tests.conftest import RunKam, snapshot


def test_a_new_book_opens_and_takes_accounts(kam: RunKam, tmp_path: Path) -> None:
    root = tmp_path / "sales" / "book"
    result = kam(tmp_path, "init", str(root), "--currency", "cny")
    assert (result.exit_code, result.stdout) == (
        0,
        f"{root}  a new book; next: kam add-account NAME\n",
    )
    assert list(snapshot(root)) == [".gitattributes", ".gitignore", "kam.yaml"]
    assert (root / "accounts").is_dir()
    lines = (root / "kam.yaml").read_text(encoding="utf-8").splitlines()
    facts = [line for line in lines if not line.startswith("#")]
    assert facts[:2] == ["format: 1", "currency: CNY"]
    assert facts[2].startswith("git: {commit: auto}  # ")
    assert kam(root, "add-account", "Acme").exit_code == 0
    assert kam(root, "pipeline").exit_code == 0
    assert kam(root, "check").exit_code == 0


def test_every_hint_of_the_new_settings_fits_the_format(kam: RunKam, tmp_path: Path) -> None:
    kam(tmp_path / "book", "init")
    path = tmp_path / "book" / "kam.yaml"
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    assert head.startswith("# Settings of this book.")
    path.write_text("\n".join(line.removeprefix("# ") for line in lines), encoding="utf-8")
    result = kam(tmp_path / "book", "check")
    assert (result.exit_code, result.stderr) == (0, "")


def test_its_comments_speak_the_user_s_language(kam: RunKam, tmp_path: Path) -> None:
    assert kam(tmp_path / "book", "init", "--lang", "zh").exit_code == 0
    assert "Settings" not in (tmp_path / "book" / "kam.yaml").read_text(encoding="utf-8")


def test_a_book_is_never_written_over(kam: RunKam, tmp_path: Path) -> None:
    (tmp_path / "kam.yaml").write_text("currency: EUR\n", encoding="utf-8")
    before = snapshot(tmp_path)
    result = kam(tmp_path, "init", "--currency", "CNY")
    assert (result.exit_code, "kam.yaml is there already" in result.stderr) == (6, True)
    assert snapshot(tmp_path) == before


def test_a_folder_of_accounts_without_settings_gets_them(kam: RunKam, tmp_path: Path) -> None:
    (tmp_path / "accounts/acme").mkdir(parents=True)
    (tmp_path / "accounts/acme/account.yaml").write_text("name: Acme\n", encoding="utf-8")
    answer = json.loads(kam(tmp_path, "init", "--json").stdout)
    assert (answer["changed"], answer["id"]) == (
        ["kam.yaml", ".gitattributes", ".gitignore"],
        str(tmp_path),
    )


def test_a_rehearsal_makes_nothing(kam: RunKam, tmp_path: Path) -> None:
    result = kam(tmp_path, "init", str(tmp_path / "new"), "--dry-run")
    assert result.stdout.startswith("would be: ")
    assert not (tmp_path / "new").exists()


def test_here_is_the_default(kam: RunKam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert kam(tmp_path, "init").exit_code == 0
    assert (tmp_path / "kam.yaml").exists()


def test_what_cannot_be_begun_says_why(kam: RunKam, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert kam(tmp_path, "init", str(tmp_path / "file" / "book")).exit_code == 6
    assert kam(tmp_path, "init", str(tmp_path / "b"), "--currency", "euros").exit_code == 2
    assert not (tmp_path / "b").exists()
