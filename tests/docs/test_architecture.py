"""ARCHITECTURE.md names every module that there is, each by its own words."""

import tomllib

from tests.docs.console import ROOT
from tests.docs.modules import PAGE, with_modules


def test_the_list_of_modules_is_that_of_the_tree() -> None:
    page = PAGE.read_text("utf-8")
    assert page == with_modules(page)


def test_the_layers_are_those_that_import_linter_holds() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    assert " / ".join(layers) in PAGE.read_text("utf-8")
