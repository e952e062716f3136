"""The text that stands for what made an index."""

import shutil
from pathlib import Path

import pytest

import kam
from kam.index import maker as module
from kam.index.maker import maker


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package that the text is made of."""
    copy = tmp_path / "kam"
    shutil.copytree(Path(kam.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(module, "__file__", str(copy / "index" / "maker.py"))
    return copy


def test_two_installations_of_one_version_are_the_same_maker(package: Path) -> None:
    assert package.is_dir()
    found = maker()
    assert found == maker()
    assert found.splitlines()[0] == kam.__version__


@pytest.mark.parametrize("name", ["domain/deals.py", "store/plain.py", "workspace/units.py"])
def test_other_code_is_another_maker(package: Path, name: str) -> None:
    before = maker()
    with (package / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert maker() != before


def test_another_figure_of_a_method_is_one_too(package: Path) -> None:
    before = maker()
    path = package / "playbooks" / "milestone.yaml"
    text = path.read_text(encoding="utf-8")
    assert "probability: 10\n" in text
    path.write_text(text.replace("probability: 10\n", "probability: 11\n"), encoding="utf-8")
    assert maker() != before


def test_what_only_draws_is_none(package: Path) -> None:
    before = maker()
    (package / "render" / "forecast.py").write_text("", encoding="utf-8")
    assert maker() == before


def test_another_version_is_another(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert package.is_dir()
    before = maker()
    monkeypatch.setattr(module, "__version__", "9.9.9")
    assert maker() != before
