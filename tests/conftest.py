"""What every test may use: a book written from texts, and the command line run in-process."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings
from typer.testing import CliRunner, Result

from kam.cli.app import app
from kam.i18n import set_language
from tests.laws import many

TODAY = "2026-11-21"
Files = Mapping[str, str | bytes]
MakeBook = Callable[[Files], Path]
RunKam = Callable[..., Result]


# A busy machine is no fault of the code. What is asked of a change is asked alike each time it is
# asked (`CI`, which `.ci/run` sets); whoever runs the tests by hand tries examples nobody has seen.
settings.register_profile(
    "kam", deadline=None, max_examples=many(100), derandomize="CI" in os.environ
)
settings.load_profile("kam")


@pytest.fixture(autouse=True)
def english() -> None:
    """Each test begins in English, whatever language the one before it left in force."""
    set_language("en")


@pytest.fixture(autouse=True)
def git_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Git knows li.wei, and nothing of this machine's settings; the file of its settings."""
    path = tmp_path_factory.mktemp("git") / "config"
    path.write_text("[user]\n\tname = Li Wei\n\temail = li.wei@example.com\n", encoding="utf-8")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return path


@pytest.fixture
def book(tmp_path: Path) -> MakeBook:
    """A function that writes a book from texts by path, and gives its folder."""

    def make(files: Files) -> Path:
        for name, content in files.items():
            path = tmp_path / "book" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        (tmp_path / "book" / "accounts").mkdir(parents=True, exist_ok=True)
        return tmp_path / "book"

    return make


@pytest.fixture
def kam(monkeypatch: pytest.MonkeyPatch) -> RunKam:
    """A function that runs `kam` on a book as li.wei on 2026-11-21, in English, piped."""
    for name in ("KAM_LANG", "KAM_BOOK", "COLUMNS", "NO_COLOR", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"KAM_TODAY": TODAY, "KAM_USER": "li.wei", "LANG": "en_US.UTF-8"}.items():
        monkeypatch.setenv(name, value)

    def run(root: Path, *words: str, **extra: object) -> Result:
        return CliRunner().invoke(app, ["--book", str(root), *words], **extra)  # type: ignore[arg-type]

    return run


def snapshot(root: Path) -> dict[str, bytes]:
    """Every file of a book with its bytes, without kam's own folder and git's."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not {".kam", ".git"} & set(path.parts)
    }
