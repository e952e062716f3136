"""`kam completion`: what a shell offers while a command is typed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kam.cli.app import app
from kam.cli.commands import all_names
from tests.docs.console import ROOT

SHELLS = ("bash", "zsh", "fish", "powershell")


def offered(*words: str) -> list[str]:
    """What bash is offered for the last of the words."""
    variables = {
        "_KAM_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(("kam", *words)),
        "COMP_CWORD": str(len(words)),
        "KAM_LANG": "en",
    }
    result = CliRunner().invoke(app, [], env=variables)
    assert result.exit_code == 0
    return result.output.split()


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_gets_a_script_that_asks_kam(shell: str) -> None:
    result = CliRunner().invoke(app, ["completion", shell])
    assert result.exit_code == 0
    assert "_KAM_COMPLETE" in result.output
    assert "kam" in result.output


def test_another_shell_is_a_usage_error() -> None:
    assert CliRunner().invoke(app, ["completion", "tcsh"]).exit_code == 2


def test_commands_are_offered_by_their_beginning() -> None:
    assert offered("fo") == ["forecast"]
    assert offered("") == list(all_names())
    assert offered("--book", "x", "re") == [name for name in all_names() if name.startswith("re")]


def test_options_of_a_command_and_of_all_commands_are_offered() -> None:
    assert offered("forecast", "--pe") == ["--period"]
    assert offered("--lang", "zh", "forecast", "--to") == ["--to", "--today"]
    assert "--json" in offered("-")
    assert "--version" in offered("--v")


def test_the_words_of_an_option_or_argument_are_offered() -> None:
    assert offered("--lang", "") == ["en", "zh"]
    assert offered("--today", "") == []
    assert offered("completion", "po") == ["powershell"]
    assert offered("help", "fo") == ["forecast", "format"]
    assert offered("schema", "ac") == ["account", "activities"]


@pytest.mark.skipif(not shutil.which("bash") or os.name == "nt", reason="needs bash")
def test_bash_itself_completes(tmp_path: Path) -> None:
    program = tmp_path / "kam"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kam "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    lines = (
        'eval "$(kam completion bash)"',
        "COMP_WORDS=(kam forecast --pe) COMP_CWORD=2",
        "_kam_completion kam",
        'echo "${COMPREPLY[@]}"',
    )
    variables = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    answer = subprocess.run(
        ["bash", "--norc", "-c", "\n".join(lines)],
        env={**variables, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.split() == ["--period"]
