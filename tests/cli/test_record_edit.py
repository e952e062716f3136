"""edit: the copy, the check, and that no text is lost."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kam.cli.session import Session
from tests.conftest import MakeBook, RunKam, snapshot

DEAL, ACCOUNT = "accounts/acme/opportunities/mes.yaml", "accounts/acme/account.yaml"
DEAL_TEXT = "name: MES\r\namount: 100   # from the bid\r\n"
DRAFT = ".kam/edits/acme--mes.yaml"
Editor = Callable[[str], None]


@pytest.fixture
def root(book: MakeBook) -> Path:
    """A book with one account and one opportunity, whose file has CRLF."""
    return book({ACCOUNT: "name: Acme\n", DEAL: DEAL_TEXT})


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """A function that makes $EDITOR run a Python statement with the copy as `path`."""

    def use(statement: str) -> None:
        script = tmp_path / "an editor.py"
        script.write_text(f"import pathlib, sys\npath = pathlib.Path(sys.argv[1])\n{statement}\n")
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"{sys.executable} '{script}'")

    return use


def put(old: str, new: str) -> str:
    return f"path.write_bytes(path.read_bytes().replace({old.encode()!r}, {new.encode()!r}))"


def test_what_the_editor_leaves_is_in_the_book_byte_for_byte(
    kam: RunKam, root: Path, editor: Editor
) -> None:
    editor(put("100 ", "120 "))
    result = kam(root, "edit", "acme/mes")
    assert result.stdout == "acme/mes  edited: +1 -1 lines\n"
    assert (root / DEAL).read_bytes() == DEAL_TEXT.replace("100", "120").encode()
    assert not (root / DRAFT).exists()


def test_the_file_of_an_account_is_its_account_yaml(
    kam: RunKam, root: Path, editor: Editor
) -> None:
    editor("path.write_text('name: Acme\\ntier: key\\n')")
    answer = json.loads(kam(root, "edit", "acme", "--json").stdout)
    assert (answer["changed"], answer["id"]) == ([ACCOUNT], "acme")
    assert (root / ACCOUNT).read_text() == "name: Acme\ntier: key\n"


def test_an_unchanged_text_says_so(kam: RunKam, root: Path, editor: Editor) -> None:
    editor("")
    assert kam(root, "edit", "acme/mes").stdout == "acme/mes  nothing to change\n"
    editor("path.unlink()")
    assert kam(root, "edit", "acme/mes").stdout == "acme/mes  nothing to change\n"
    assert (root / DEAL).read_bytes() == DEAL_TEXT.encode()
    assert not list((root / ".kam/edits").iterdir())


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (put("100 ", "12k EUR "), f'{DRAFT}:2:9: KAM003 amount: "12k EUR" is not an amount'),
        (put("name: MES", "name: ["), "KAM001 this is not YAML"),
        (put("name: MES", "name: MES\r\nstage: Z"), f"{DRAFT}:2:8: KAM010"),
        ("path.write_bytes(b'')", f"{DRAFT}:1:1: KAM004 name is missing"),
        ("path.write_bytes(b'x' * 2**21)", f"{DRAFT}:1:1: KAM001"),
    ],
)
def test_a_bad_text_is_kept_and_the_book_is_as_it_was(
    kam: RunKam, root: Path, editor: Editor, statement: str, said: str
) -> None:
    before = snapshot(root)
    editor(statement)
    result = kam(root, "edit", "acme/mes")
    assert (result.exit_code, said in result.stderr) == (3, True)
    assert f"kept in {DRAFT}" in result.stderr
    assert snapshot(root) == before
    assert (root / DRAFT).exists()


def test_the_lines_shown_are_those_of_the_new_text(kam: RunKam, root: Path, editor: Editor) -> None:
    editor(put("amount: 100", "owner: li.wei\r\namount: abc"))
    assert "  3 | amount: abc" in kam(root, "edit", "acme/mes").stderr


def test_a_text_that_was_kept_is_not_written_over(kam: RunKam, root: Path, editor: Editor) -> None:
    editor(put("100 ", "first "))
    kam(root, "edit", "acme/mes")
    editor(put("100 ", "second "))
    kam(root, "edit", "acme/mes")
    assert b"first" in (root / DRAFT).read_bytes()
    assert b"second" in (root / ".kam/edits/acme--mes-2.yaml").read_bytes()


def test_on_a_terminal_it_can_be_edited_again(
    kam: RunKam, root: Path, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Session, "asks", property(lambda _: True))
    editor(f"{put('12k', '12000')} if b'12k' in path.read_bytes() else {put('100 ', '12k ')}")
    result = kam(root, "edit", "acme/mes", input="y\n")
    assert result.exit_code == 0
    assert b"amount: 12000 " in (root / DEAL).read_bytes()
    editor(put("12000", "12k"))
    result = kam(root, "edit", "acme/mes", input="n\n")
    assert (result.exit_code, (root / DRAFT).exists()) == (3, True)


def test_a_file_that_changed_meanwhile_is_not_written_over(
    kam: RunKam, root: Path, editor: Editor
) -> None:
    editor(
        f"{put('100 ', '120 ')}; pathlib.Path({str(root / DEAL)!r}).write_text('name: Other\\n')"
    )
    result = kam(root, "edit", "acme/mes")
    assert (result.exit_code, f"kept in {DRAFT}" in result.stderr) == (6, True)
    assert (root / DEAL).read_text() == "name: Other\n"
    assert b"120" in (root / DRAFT).read_bytes()


def test_a_file_that_went_meanwhile_is_not_made_again(
    kam: RunKam, root: Path, editor: Editor
) -> None:
    editor(f"{put('100 ', '120 ')}; pathlib.Path({str(root / DEAL)!r}).unlink()")
    assert kam(root, "edit", "acme/mes").exit_code == 6
    assert not (root / DEAL).exists()


def test_another_command_may_write_while_the_editor_is_open(
    kam: RunKam, root: Path, editor: Editor
) -> None:
    command = [sys.executable, "-m", "kam", "--book", str(root), "set", "acme", "tier=key"]
    editor(f"import subprocess; subprocess.run({command}, check=True, timeout=50)")
    assert kam(root, "edit", "acme/mes").exit_code == 0
    assert (root / ACCOUNT).read_text() == "name: Acme\ntier: key\n"


def test_an_editor_that_fails_changes_nothing(kam: RunKam, root: Path, editor: Editor) -> None:
    editor(f"{put('100 ', '120 ')}; sys.exit(3)")
    result = kam(root, "edit", "acme/mes")
    assert (result.exit_code, "error 3" in result.stderr) == (1, True)
    assert (root / DEAL).read_bytes() == DEAL_TEXT.encode()
    assert b"120" in (root / DRAFT).read_bytes()


@pytest.mark.parametrize("named", ["", "no-such-editor", "vim 'unbalanced"])
def test_without_an_editor_it_says_how_to_name_one(
    kam: RunKam, root: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", named)
    result = kam(root, "edit", "acme/mes")
    assert (result.exit_code, "$EDITOR" in result.stderr) == (2, True)
    assert not list((root / ".kam").glob("edits/*"))


def test_on_a_terminal_a_usual_editor_is_tried(
    kam: RunKam, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Session, "asks", property(lambda _: True))
    monkeypatch.setattr("kam.cli.record_edit._USUAL", ("no-such-editor", "true"))
    assert kam(root, "edit", "acme/mes").stdout == "acme/mes  nothing to change\n"


def test_a_file_that_does_not_read_can_be_edited(kam: RunKam, root: Path, editor: Editor) -> None:
    (root / DEAL).write_text("name: [\n")
    editor("path.write_text('name: MES\\n')")
    assert kam(root, "edit", "acme/mes").exit_code == 0
    assert (root / DEAL).read_text() == "name: MES\n"


def test_where_the_copy_cannot_lie_nothing_is_opened(
    kam: RunKam, root: Path, editor: Editor
) -> None:
    (root / ".kam").mkdir()
    (root / ".kam/edits").write_text("a file")
    editor("sys.exit(9)")
    assert kam(root, "edit", "acme/mes").exit_code == 6


def test_a_rehearsal_checks_the_text_and_keeps_it(kam: RunKam, root: Path, editor: Editor) -> None:
    before = snapshot(root)
    editor(put("100 ", "120 "))
    result = kam(root, "edit", "acme/mes", "--dry-run")
    assert result.stdout == f"would be: acme/mes  edited: +1 -1 lines ({DRAFT})\n"
    assert snapshot(root) == before
    assert b"120" in (root / DRAFT).read_bytes()
