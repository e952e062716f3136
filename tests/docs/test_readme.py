"""Every example of the README prints what the README says."""

from pathlib import Path

from tests.docs.console import ROOT, blocks_of, run_page

README = (ROOT / "README.md").read_text("utf-8")


def test_every_example_prints_what_stands_there(tmp_path: Path) -> None:
    assert run_page(README, tmp_path) == README


def test_only_the_two_commands_of_installing_are_left_to_ci() -> None:
    assert [len(block) for block in blocks_of(README, "console not-run")] == [1, 1]
    assert all(block[0].startswith("$ ") for block in blocks_of(README, "console"))
