"""Runs the examples of a Markdown page, and says or writes what they really print.

A block of `console` holds commands behind `$ ` and what each prints, stdout and stderr together.
They run one after another, in one folder and one environment. A `yaml` block behind the comment
`<!-- write: PATH -->` is what the reader types into that file. `not-run` marks a block that
`.ci/run` runs instead.
"""

import os
import re
import shlex
import subprocess
import time
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copytree

from typer.testing import CliRunner

from kam.cli.app import app

ROOT = Path(__file__).parents[2]
HOME = "/home/li.wei"
"""What stands on a page for the folder in which the examples run."""
ENVIRONMENT = {
    "COLUMNS": "100",
    "GIT_AUTHOR_NAME": "Li Wei",
    "GIT_AUTHOR_EMAIL": "li.wei@example.com",
    "GIT_AUTHOR_DATE": "2026-11-21T12:00:00+0000",
    "GIT_COMMITTER_NAME": "Li Wei",
    "GIT_COMMITTER_EMAIL": "li.wei@example.com",
    "GIT_COMMITTER_DATE": "2026-11-21T12:00:00+0000",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "KAM_TODAY": "2026-11-21",
    "KAM_USER": "li.wei",
    "LANG": "en_US.UTF-8",
}
SAMPLE = ("kam.yaml", "targets.yaml", "commission.yaml", "accounts", "examples")
_PROMPT = "$ "
_WRITE = re.compile(r"<!-- write: (\S+) -->")


@dataclass
class Shell:
    """What the reader of a page has before them: a clone, variables, the last exit code.

    Attributes:
        home: Stands for the reader's home; the sample book lies in `kam/` below it.
        folder: Where the next command runs.
    """

    home: Path
    folder: Path = field(init=False)
    variables: dict[str, str] = field(default_factory=lambda: dict(ENVIRONMENT))
    code: int = 0

    def __post_init__(self) -> None:
        self.folder = self.home / "kam"
        self.folder.mkdir()
        for name in SAMPLE:
            if (ROOT / name).is_dir():
                copytree(ROOT / name, self.folder / name)
            else:
                (self.folder / name).write_bytes((ROOT / name).read_bytes())
        for words in (("init", "-q"), ("add", "--all"), ("commit", "-q", "-m", "The sample")):
            environment = {**os.environ, **self.variables}
            subprocess.run(["git", *words], cwd=self.folder, env=environment, check=True)

    def run(self, command: str) -> list[str]:
        """The lines that a command prints."""
        match shlex.split(command):
            case ["kam", *words]:
                printed = self._kam(words)
            case ["cd", folder]:
                self.folder = (self.folder / folder).resolve()
                printed = ""
            case ["cat", *names]:
                printed = "".join((self.folder / name).read_text("utf-8") for name in names)
            case ["echo", "$?"]:
                printed = f"{self.code}\n"
            case ["export", assignment]:
                name, _, value = assignment.partition("=")
                self.variables[name] = value
                printed = ""
            case _:
                raise AssertionError(f"no example may run this: {command}")
        shown = printed.replace(str(self.home), HOME).replace(f"{HOME}{os.sep}", f"{HOME}/")
        return shown.splitlines()

    def write(self, name: str, lines: list[str]) -> None:
        """Put a file where the reader is told to."""
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")

    def _kam(self, words: list[str]) -> str:
        unset = dict.fromkeys(("KAM_LANG", "KAM_BOOK", "NO_COLOR", "LC_ALL", "LC_MESSAGES"))
        with chdir(self.folder), _in_utc():
            result = CliRunner().invoke(app, words, env={**unset, **self.variables})
        self.code = result.exit_code
        return result.output


@contextmanager
def _in_utc() -> Iterator[None]:
    """Days and hours of commits are those of UTC, wherever the pages are run."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    tzset = getattr(time, "tzset", lambda: None)  # Windows has none
    tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ")
        if before is not None:
            os.environ["TZ"] = before
        tzset()


def run_page(text: str, home: Path) -> str:
    """The page with what its examples really print."""
    shell = Shell(home)
    return "\n".join(_replayed(text.splitlines(), shell)) + "\n"


def blocks_of(text: str, info: str) -> list[list[str]]:
    """The lines of every fenced block whose first line begins with `info`."""
    found: list[list[str]] = []
    inside = False
    for line in text.splitlines():
        if line.startswith("```"):
            inside = not inside and line.removeprefix("```").startswith(info)
            if inside:
                found.append([])
        elif inside:
            found[-1].append(line)
    return found


def _replayed(lines: list[str], shell: Shell) -> Iterator[str]:
    index, target = 0, ""
    while index < len(lines):
        line = lines[index]
        index += 1
        yield line
        if found := _WRITE.fullmatch(line):
            target = found[1]
        if not line.startswith("```") or line == "```":
            continue
        end = lines.index("```", index)
        block, index = lines[index:end], end
        if line == "```console":
            yield from _answered(block, shell)
        else:
            if target:
                shell.write(target, block)
            yield from block
        target = ""
        yield lines[index]
        index += 1


def _answered(block: list[str], shell: Shell) -> Iterator[str]:
    for line in block:
        if line.startswith(_PROMPT):
            yield line
            yield from shell.run(line.removeprefix(_PROMPT))
