"""kam-merge in this process: what it writes, what it says and how it ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kam import __main__
from kam.vcs import merge_file
from kam.workspace import merge_driver, merging
from kam.workspace.merge_driver import BAD_USAGE, CONFLICTS, USAGE, run
from tests.cli.test_lean_start import HEAVY, uncovered

PATH = "accounts/acme/opportunities/mes.yaml"
BASE = "name: MES\nstage: F\namount: 1\n"
OURS = BASE.replace("1", "2")


def files(folder: Path, theirs: str) -> list[str]:
    """The arguments of a merge of three files in a folder."""
    for name, text in (("base", BASE), ("ours", OURS), ("theirs", theirs)):
        (folder / name).write_text(text, encoding="utf-8")
    return [
        "--marker-size",
        "7",
        "--",
        *(str(folder / name) for name in ("base", "ours", "theirs")),
        PATH,
    ]


def test_a_clean_merge_is_written_into_ours(tmp_path: Path) -> None:
    assert run(files(tmp_path, BASE.replace("F", "E"))) == 0
    assert (tmp_path / "ours").read_text("utf-8") == OURS.replace("F", "E")
    assert {path.name for path in tmp_path.iterdir()} == {"base", "ours", "theirs"}


def test_conflicts_are_written_with_markers_of_the_length_asked_for(tmp_path: Path) -> None:
    words = files(tmp_path, BASE.replace("1", "3"))
    assert run(["--marker-size", "12", *words[2:]]) == CONFLICTS
    text = (tmp_path / "ours").read_text("utf-8")
    assert f"{'<' * 12} ours\namount: 2\n{'=' * 12}\namount: 3\n{'>' * 12} theirs\n" in text


def test_the_length_of_markers_need_not_be_said(tmp_path: Path) -> None:
    assert run(files(tmp_path, BASE.replace("1", "3"))[2:]) == CONFLICTS
    assert "<<<<<<< ours\n" in (tmp_path / "ours").read_text("utf-8")


@pytest.mark.parametrize(
    "words",
    [[], ["base", "ours", "theirs", "path"], ["--marker-size", "x", "--", "a", "b", "c", "d"]],
)
def test_other_arguments_are_not_understood(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == BAD_USAGE
    assert capsys.readouterr().err == f"{USAGE}\n"


@pytest.mark.parametrize(
    "error", [RuntimeError("odd"), MemoryError(), KeyboardInterrupt(), SystemExit(0)]
)
def test_whatever_happens_git_merges_the_lines_and_it_is_a_conflict(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(merging, "merge_bytes", fail)
    assert run(files(tmp_path, "name: MES 2\n" + BASE.partition("\n")[2])) == CONFLICTS
    assert (tmp_path / "ours").read_text("utf-8").startswith("name: MES 2\n")
    assert capsys.readouterr().err.startswith(f"kam-merge: {PATH}: merged by its lines alone: ")


def test_a_file_that_cannot_be_read_is_a_conflict(tmp_path: Path) -> None:
    words = files(tmp_path, BASE)
    (tmp_path / "theirs").unlink()
    assert run(words) == CONFLICTS
    assert (tmp_path / "ours").read_text("utf-8") == OURS


@pytest.mark.parametrize("name", ["replace", "open"])
def test_a_file_that_cannot_be_written_is_never_merged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    words = files(tmp_path, BASE.replace("F", "E"))
    monkeypatch.setattr(merge_file, "merge_file", full)
    if name == "replace":
        monkeypatch.setattr(os, "replace", full)
    else:
        (tmp_path / "ours.kam").mkdir()
    assert run(words) == CONFLICTS
    assert (tmp_path / "ours").read_text("utf-8") == OURS
    assert name == "open" or {path.name for path in tmp_path.iterdir()} == {
        "base",
        "ours",
        "theirs",
    }


def test_a_closed_terminal_is_no_mishap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(merge_driver, "_merge", lambda _: 1 / 0)
    assert run(files(tmp_path, BASE)) == CONFLICTS


def test_nothing_heavy_is_loaded_even_to_edit_a_line_that_both_changed(tmp_path: Path) -> None:
    words = files(tmp_path, BASE)
    for name, text in (
        ("base", "{a: 1, b: 1}"),
        ("ours", "{a: 2, b: 1}"),
        ("theirs", "{a: 1, b: 2}"),
    ):
        (tmp_path / name).write_text(f"name: x\ncustom: {text}\n", encoding="utf-8")
    code = f"import sys; sys.argv[1:] = {words!r}; import kam.__main__ as main; main.merge()"
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=uncovered(),
        check=True,
    )
    found = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert (tmp_path / "ours").read_text("utf-8") == "name: x\ncustom: {a: 2, b: 2}\n"
    assert {"yaml", "kam.merge.plan", "kam.store.edit"} <= found
    assert not {name for name in found if name.startswith(("kam.domain", "kam.schema", "kam.cli"))}
    assert not found & {
        *HEAVY - {"yaml"},
        "dataclasses",
        "pathlib",
        "gettext",
        "subprocess",
        "decimal",
    }


def test_the_entry_point_ends_with_the_code_of_the_merge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes: list[int] = []
    monkeypatch.setattr(os, "_exit", codes.append)
    monkeypatch.setattr(sys, "argv", ["kam-merge", *files(tmp_path, BASE.replace("1", "3"))])
    __main__.merge()
    assert codes == [CONFLICTS]
