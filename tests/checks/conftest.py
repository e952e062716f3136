"""Books written in a test's docstring, and what `kam check` says about them.

A docstring is a YAML mapping of paths to texts. An account needs no account.yaml there: where a
test says nothing about it, it gets one that holds its id as name. A module tests the rule whose
slug its name is.
"""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest
import yaml

from kam.checks.fixes import Fix
from kam.checks.registry import fix_of, run
from kam.domain.deals import build_deals
from kam.domain.finding import Finding
from kam.render.messages import render_message
from kam.workspace.locating import Locator
from kam.workspace.opening import open_book
from kam.workspace.worktree import WorkTree


class Check(Protocol):
    """Checks the test's book and gives its findings as `path:line:column: CODE message`."""

    def __call__(self, today: str = "2026-11-21") -> list[str]: ...


class Fixes(Protocol):
    """Checks the test's book and gives what `--fix` would write."""

    def __call__(self, today: str = "2026-11-21") -> list[Fix | None]: ...


@dataclass(frozen=True)
class Story:
    """A book on disk and the rule that a test is about."""

    root: Path
    rule: str

    def findings(self, today: str) -> tuple[Finding, ...]:
        source = WorkTree(self.root)
        book, day = open_book(source), date.fromisoformat(today)
        deals = {deal.id: deal for deal in build_deals(book, day)}
        found = run(book, deals, day, select=[self.rule])
        return tuple(sorted(Locator(source).locate(found), key=lambda one: one.order))


@pytest.fixture
def story(request: pytest.FixtureRequest, tmp_path: Path) -> Story:
    write_book(tmp_path, yaml.safe_load(textwrap.dedent(request.function.__doc__)))
    module = request.module.__name__.rpartition(".")[2]
    return Story(tmp_path, module.removeprefix("test_").replace("_", "-"))


@pytest.fixture
def check(story: Story) -> Check:
    def lines(today: str = "2026-11-21") -> list[str]:
        return [
            f"{one.path}:{one.line}:{one.column}: {one.code} {render_message(one)[0]}"
            for one in story.findings(today)
        ]

    return lines


@pytest.fixture
def fixes(story: Story) -> Fixes:
    def described(today: str = "2026-11-21") -> list[Fix | None]:
        return [fix_of(finding) for finding in story.findings(today)]

    return described


def write_book(root: Path, files: Mapping[str, str]) -> None:
    accounts = {path.split("/")[1] for path in files if path.startswith("accounts/")}
    own = {f"accounts/{account}/account.yaml": f"name: {account}\n" for account in accounts}
    for path, text in {**own, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
