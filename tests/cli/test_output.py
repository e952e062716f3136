"""How an answer goes out: table, JSON or CSV, to a terminal, a pipe or a file."""

import codecs
import csv
import io
import json
import os
import re
import select
import struct
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.tables import width
from tests.conftest import TODAY, MakeBook, RunKam, snapshot

if sys.platform != "win32":
    import fcntl
    import pty
    import termios

terminal = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pty")
DEAL = "accounts/acme/opportunities/mes.yaml"
BOOK = {
    "kam.yaml": "currency: CNY\namounts: {tax: included}\n",
    "accounts/acme/account.yaml": "name: 宝山钢铁\nowner: li.wei\n",
    DEAL: (
        "name: MES\nstage: B\namount: 3200000\nclose_date: 2026-12-31\ncategory: {value: commit}\n"
        "history: [{date: 2026-05-01, stage: B}]\n"
    ),
}
REPORTS = (
    ("pipeline",),
    ("forecast",),
    ("attainment",),
    ("relationship",),
    ("agenda", "--days", "60"),
    ("plan",),
    ("list", "opportunities"),
    ("show", "acme"),
    ("show", "acme/mes"),
    ("search", "mes"),
    ("playbook",),
    ("playbook", "show", "milestone"),
)
ESCAPE = "\x1b"
NONE: Mapping[str, str] = {}


@pytest.fixture
def root(book: MakeBook) -> Path:
    return book(BOOK)


@pytest.mark.parametrize("words", REPORTS, ids=" ".join)
def test_a_file_holds_what_would_be_printed(
    kam: RunKam, root: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    for name, option in (("out.txt", ()), ("out.json", ("--json",)), ("out.csv", ("--csv",))):
        path = tmp_path / name
        printed = kam(root, *words, *option).stdout
        written = kam(root, *words, "--out", str(path))
        assert (written.exit_code, written.output) == (0, "")
        raw = path.read_bytes()
        assert raw.startswith(codecs.BOM_UTF8) == (name == "out.csv")
        assert raw.removeprefix(codecs.BOM_UTF8).decode() == printed


def test_an_option_chooses_the_form_of_a_file_of_any_name(
    kam: RunKam, root: Path, tmp_path: Path
) -> None:
    kam(root, "pipeline", "--csv", "--out", str(tmp_path / "a.txt"))
    assert (tmp_path / "a.txt").read_bytes().startswith(codecs.BOM_UTF8 + b"playbook,stage,")
    kam(root, "pipeline", "--json", "--out", str(tmp_path / "b.csv"))
    assert json.loads((tmp_path / "b.csv").read_text(encoding="utf-8"))["report"] == "pipeline"
    kam(root, "pipeline", "--out", str(tmp_path / "C.JSON"))
    assert json.loads((tmp_path / "C.JSON").read_text(encoding="utf-8"))["report"] == "pipeline"


def test_a_file_is_as_wide_as_it_has_to_be(
    kam: RunKam, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    natural = kam(root, "forecast").stdout
    monkeypatch.setenv("COLUMNS", "60")
    assert kam(root, "forecast").stdout != natural
    kam(root, "forecast", "--out", str(tmp_path / "out.txt"))
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == natural


@pytest.mark.parametrize("name", ["nowhere/out.csv", "."])
def test_a_file_that_cannot_be_written_is_exit_6(
    kam: RunKam, root: Path, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    result = kam(root, "pipeline", "--csv", "--out", str(path))
    assert (result.exit_code, result.stdout) == (6, "")
    assert result.stderr.startswith(f"kam: {path} cannot be written: ")
    error = json.loads(kam(root, "pipeline", "--json", "--out", str(path)).stdout)["error"]
    assert (error["code"], error["exit"]) == ("write-refused", 6)


def test_json_and_csv_at_once_are_refused(kam: RunKam, root: Path) -> None:
    result = kam(root, "pipeline", "--json", "--csv")
    error = json.loads(result.stdout)["error"]
    assert (result.exit_code, error["message"]) == (2, "--json and --csv exclude each other")


def test_csv_has_its_keys_where_there_is_no_row(kam: RunKam, book: MakeBook) -> None:
    root = book({"kam.yaml": "currency: CNY\n"})
    assert kam(root, "list", "orders", "--csv").stdout == (
        "id,account,date,line,amount,currency,margin,opportunity,accepted\n"
    )


def test_csv_joins_lists_and_keeps_commas_quotes_and_chinese(kam: RunKam, book: MakeBook) -> None:
    root = book(
        {
            "accounts/acme/account.yaml": "name: Acme\n",
            "accounts/acme/contacts.yaml": (
                "wang: {name: '王芳, \"the boss\"', roles: [user, coach]}\n"
            ),
        }
    )
    (row,) = csv.DictReader(io.StringIO(kam(root, "list", "contacts", "--csv").stdout))
    assert (row["name"], row["roles"], row["title"]) == ('王芳, "the boss"', "user; coach", "")


def test_what_is_left_out_is_said_beside_every_form(
    kam: RunKam, root: Path, tmp_path: Path
) -> None:
    (root / "accounts/acme/opportunities/bad.yaml").write_text("name: [\n", encoding="utf-8")
    for option in ((), ("--json",), ("--csv",), ("--out", str(tmp_path / "x.csv"))):
        result = kam(root, "pipeline", *option)
        assert result.exit_code == 3
        assert result.stderr.endswith("incomplete: 1 file left out of these figures\n")
    assert (tmp_path / "x.csv").exists()


@pytest.mark.parametrize("words", [*REPORTS, ("check",), ("help", "words")], ids=" ".join)
def test_a_pipe_gets_no_colour(kam: RunKam, root: Path, words: tuple[str, ...]) -> None:
    result = kam(root, *words)
    assert ESCAPE not in result.output
    assert result.stdout


def test_a_report_changes_nothing_in_the_book(kam: RunKam, root: Path) -> None:
    before = snapshot(root)
    for words in (*REPORTS, ("check",)):
        kam(root, *words)
    assert snapshot(root) == before
    assert {path.name for path in (root / ".kam").iterdir()} == {".gitignore", "index.db"}


def on_terminal(
    root: Path, *words: str, typed: bytes = b"", columns: int = 100, more: Mapping[str, str] = NONE
) -> tuple[int, str]:
    """Exit code and output of a command on a terminal of so many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    left = {"COLUMNS", "LINES", "NO_COLOR", "KAM_LANG", "KAM_BOOK"}
    environment = {key: value for key, value in os.environ.items() if key not in left}
    environment |= {"KAM_TODAY": TODAY, "KAM_USER": "li.wei", "KAM_LANG": "en", **more}
    with subprocess.Popen(
        [sys.executable, "-m", "kam", "--book", str(root), *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
    ) as process:
        os.close(theirs)
        os.write(ours, typed)
        said = b"".join(iter(lambda: _read(ours), b""))
        try:
            code = process.wait(10)
        finally:
            process.kill()
    os.close(ours)
    return code, said.decode().replace("\r\n", "\n")


def _read(descriptor: int) -> bytes:
    """What comes next, empty at the end; Linux calls the end an error."""
    try:
        return os.read(descriptor, 65_536) if select.select([descriptor], [], [], 20)[0] else b""
    except OSError:
        return b""


@terminal
def test_a_terminal_gets_colour_that_says_nothing_alone(kam: RunKam, root: Path) -> None:
    code, said = on_terminal(root, "forecast")
    plain = re.sub(r"\x1b\[[0-9;]*m", "", said)
    assert code == 0
    assert ESCAPE in said
    assert ESCAPE not in plain
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("COLUMNS", "100")
        assert plain == kam(root, "forecast").stdout


@terminal
@pytest.mark.parametrize(
    ("option", "variable"),
    [(("--no-color",), "KAM_X=1"), ((), "NO_COLOR=1"), ((), "TERM=dumb")],
)
def test_a_terminal_gets_none_where_it_is_not_wanted(
    root: Path, option: tuple[str, ...], variable: str
) -> None:
    name, _, value = variable.partition("=")
    code, said = on_terminal(root, "forecast", *option, more={name: value})
    assert (code, ESCAPE in said) == (0, False)


@terminal
def test_a_table_is_as_wide_as_the_terminal(root: Path) -> None:
    for columns in (64, 90):
        _, said = on_terminal(root, "forecast", "--no-color", columns=columns)
        assert max(map(width, said.splitlines())) <= columns
    _, said = on_terminal(root, "forecast", "--no-color", columns=200, more={"COLUMNS": "70"})
    assert max(map(width, said.splitlines())) <= 70


@terminal
def test_on_a_terminal_missing_evidence_is_asked_for(root: Path) -> None:
    code, said = on_terminal(root, "advance", "acme/mes", typed=b"signed minutes\n")
    assert (code, "terms-agreed (" in said) == (0, True), said
    assert "terms-agreed: signed minutes" in (root / DEAL).read_text(encoding="utf-8")


@terminal
def test_an_empty_answer_leaves_everything_as_it_is(root: Path) -> None:
    code, _ = on_terminal(root, "advance", "acme/mes", typed=b"\n")
    assert (code, (root / DEAL).read_text(encoding="utf-8")) == (1, BOOK[DEAL])


@terminal
def test_a_missing_name_is_asked_for(root: Path) -> None:
    code, said = on_terminal(root, "add-account", typed=b"Bell Works\n")
    assert (code, "Name: " in said) == (0, True), said
    assert (root / "accounts/bell-works/account.yaml").exists()


@terminal
@pytest.mark.parametrize("option", ["--no-input", "--json"])
def test_nothing_is_asked_where_it_is_forbidden(root: Path, option: str) -> None:
    code, _ = on_terminal(root, "advance", "acme/mes", option)
    assert code == 1
    code, said = on_terminal(root, "add-account", option)
    assert code == 2
    assert "the name is missing" in said


def test_nothing_is_asked_without_a_terminal(kam: RunKam, root: Path) -> None:
    result = kam(root, "add-account", input="Bell\n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "kam: the name is missing\nsay it: NAME\n"
