"""What a command works with: the book, the day, the language, the person who runs it."""

import json
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kam.cli.app import app
from tests.conftest import MakeBook, RunKam

SMALL = {
    "kam.yaml": (
        "currency: CNY\npeople:\n"
        "  li.wei: {name: 李伟, email: li.wei@example.com}\n  ann: {email: Ann@Example.com}\n"
    ),
    "accounts/acme/account.yaml": "name: Acme\n",
    "accounts/acme/opportunities/mes.yaml": "name: MES\nstage: C\namount: 5\n",
}
PERSON = ("KAM_USER", "LOGNAME", "USER", "LNAME", "USERNAME")


@pytest.fixture
def root(book: MakeBook, kam: RunKam, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A book; git is told nothing by the machine's own settings."""
    del kam
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    return book(SMALL)


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def as_of(result: Result) -> str:
    return str(json.loads(result.stdout)["as_of"])


def is_chinese(result: Result) -> bool:
    return "销售漏斗" in result.stdout


@pytest.mark.parametrize(
    ("variable", "option", "day"),
    [
        ("2026-11-21", None, "2026-11-21"),
        ("2026-11-21", "2027-02-03", "2027-02-03"),
        ("2026-02-28", None, "2026-02-28"),
    ],
)
def test_the_day_is_the_options_else_the_variables(
    root: Path, monkeypatch: pytest.MonkeyPatch, variable: str, option: str | None, day: str
) -> None:
    monkeypatch.setenv("KAM_TODAY", variable)
    words = ("--today", option) if option else ()
    assert as_of(run("pipeline", "--json", "-C", str(root), *words)) == day


def test_a_day_in_words_counts_from_the_day_here(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KAM_TODAY")
    here = as_of(run("pipeline", "--json", "-C", str(root)))
    assert as_of(run("pipeline", "--json", "-C", str(root), "--today", "today")) == here
    assert as_of(run("pipeline", "--json", "-C", str(root), "--today", "昨天")) < here


def test_a_variable_that_is_no_day_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAM_TODAY", "20261121")
    result = run("pipeline", "-C", str(root))
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        2, 'kam: "20261121" is not a date',
    )  # fmt: skip


@pytest.mark.parametrize(
    ("option", "variable", "stated", "locale", "chinese"),
    [
        (None, None, None, "en_US.UTF-8", False),
        (None, None, None, "zh_CN.UTF-8", True),
        (None, None, None, "de_DE.UTF-8", False),
        (None, None, None, "", False),
        (None, None, "zh", "en_US.UTF-8", True),
        (None, None, "en", "zh_CN.UTF-8", False),
        (None, "en", "zh", "zh_CN.UTF-8", False),
        (None, "zh", "en", "en_US.UTF-8", True),
        ("en", "zh", "zh", "zh_CN.UTF-8", False),
        ("zh", "en", "en", "en_US.UTF-8", True),
    ],
)
def test_the_language_is_the_options_the_variables_the_books_the_locales(  # noqa: PLR0913, PLR0917 - sources in their order
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    option: str | None,
    variable: str | None,
    stated: str | None,
    locale: str,
    chinese: bool,  # noqa: FBT001 - what is expected
) -> None:
    monkeypatch.setenv("LANG", locale)
    if variable:
        monkeypatch.setenv("KAM_LANG", variable)
    if stated:
        (root / "kam.yaml").write_text(f"language: {stated}\n", encoding="utf-8")
    words = ("--lang", option) if option else ()
    assert is_chinese(run("pipeline", "-C", str(root), *words)) is chinese


def test_lc_all_goes_before_lang(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("LC_ALL", "zh_TW.UTF-8")
    assert is_chinese(run("pipeline", "-C", str(root)))


def test_a_write_answers_in_the_books_language(root: Path) -> None:
    (root / "kam.yaml").write_text("language: zh\n", encoding="utf-8")
    result = run("hold", "acme/mes", "--because", "预算", "-C", str(root))
    assert (result.exit_code, "on hold" in result.stdout) == (0, False)


def test_an_error_is_in_the_language_too(root: Path) -> None:
    said = run("show", "baoshan", "-C", str(root), "--lang", "zh").stderr
    assert said.startswith("kam：")
    assert "baoshan" in said


def test_the_book_is_the_options_the_variables_the_nearest_one(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    (other / "accounts/bell").mkdir(parents=True)
    (other / "accounts/bell/account.yaml").write_text("name: Bell\n", encoding="utf-8")

    def accounts(*words: str) -> list[str]:
        result = run("list", "accounts", "--json", *words)
        return [row["id"] for row in json.loads(result.stdout)["rows"]]

    monkeypatch.chdir(root / "accounts/acme/opportunities")
    assert accounts() == ["acme"]
    monkeypatch.setenv("KAM_BOOK", str(other))
    assert accounts() == ["bell"]
    assert accounts("-C", str(root)) == ["acme"]
    monkeypatch.setenv("KAM_BOOK", "")
    assert accounts() == ["acme"]


def by_of(root: Path) -> str:
    """Who the last activity says did it."""
    result = run("list", "activities", "--json", "-C", str(root))
    return str(json.loads(result.stdout)["rows"][-1]["by"])


def log(root: Path, *words: str) -> Result:
    return run("log", "acme", "called", "-C", str(root), *words)


def test_who_did_it_is_the_options_else_the_variables(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAM_USER", "chen.jie")
    assert log(root).exit_code == 0
    assert by_of(root) == "chen.jie"
    assert log(root, "--by", "zhao.min", "--date", "today").exit_code == 0
    files = sorted(path.name for path in (root / "accounts/acme/activities").iterdir())
    assert files == ["2026-chen.jie.yaml", "2026-zhao.min.yaml"]


def test_else_the_person_whose_address_git_has(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PERSON:
        monkeypatch.delenv(name, raising=False)
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    subprocess.run(["git", "-C", str(root), "config", "user.email", "ann@example.COM"], check=True)
    assert log(root).exit_code == 0
    assert by_of(root) == "ann"


@pytest.mark.parametrize(("login", "person"), [("sun.hao", "sun.hao"), ("Sun Hao", "sun-hao")])
def test_else_the_login_name(
    root: Path, monkeypatch: pytest.MonkeyPatch, login: str, person: str
) -> None:
    for name in PERSON:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LOGNAME", login)
    assert log(root).exit_code == 0
    assert by_of(root) == person


def test_a_login_name_that_is_nobody_asks_for_the_person(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in PERSON:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LOGNAME", "李伟")
    result = log(root)
    assert (result.exit_code, result.stderr) == (
        2, "kam: nobody says who did it\nname them: --by PERSON\n",
    )  # fmt: skip


def test_a_person_who_is_no_id_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAM_USER", "Li Wei")
    assert log(root).exit_code == 2
    assert log(root, "--by", "no").exit_code == 2
    assert not (root / "accounts/acme/activities").exists()


@pytest.mark.parametrize(("columns", "width"), [("60", 60), ("abc", None), ("0", None), ("", None)])
def test_the_width_is_that_of_columns_where_it_says_one(
    root: Path, monkeypatch: pytest.MonkeyPatch, columns: str, width: int | None
) -> None:
    name = "Baoshan Iron and Steel " * 9
    (root / "accounts/acme/opportunities/mes.yaml").write_text(f"name: {name}\n", encoding="utf-8")
    monkeypatch.setenv("COLUMNS", columns)
    lines = run("list", "opportunities", "-C", str(root)).stdout.splitlines()
    assert max(map(len, lines)) <= (width or 1_000)
    assert any(name.strip() in line for line in lines) == (width is None)
