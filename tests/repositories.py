"""Repositories of books in tests: made on this machine, with git's own commands."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

Files = Mapping[str, str | bytes | None]
NOON = "T12:00:00"


class Repo:
    """A repository, and a book at its top or in a folder of it."""

    def __init__(self, top: Path, book: str = "") -> None:
        self.top = top
        self.root = top / book
        self.root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words: str, check: bool = True, **variables: str) -> str:
        """What git says, at the top of the work tree."""
        return git(self.top, *words, check=check, **variables)

    def write(self, files: Files) -> None:
        """Write files of the book; None takes one away."""
        for name, content in files.items():
            path = self.root / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def commit(self, day: str, files: Files | None = None, message: str = "change") -> str:
        """Write files and commit everything on a day, at noon or at the time given; the id."""
        self.write(files or {})
        self.git("add", "--all")
        moment = day if "T" in day else day + NOON
        self.git(
            "commit", "--quiet", "--allow-empty", "--no-verify", "-m", message,
            GIT_AUTHOR_DATE=moment, GIT_COMMITTER_DATE=moment,
        )  # fmt: skip
        return self.head

    @property
    def head(self) -> str:
        """The commit that HEAD names."""
        return self.git("rev-parse", "HEAD").strip()

    @property
    def subjects(self) -> list[str]:
        """The first lines of all commits, the newest first."""
        return self.git("log", "--format=%s").splitlines()

    def status(self) -> str:
        """What `git status` says, for programs."""
        return self.git("status", "--porcelain", "-uall")


def git(folder: Path, *words: str, check: bool = True, **variables: str) -> str:
    """What git says in a folder."""
    done = subprocess.run(
        ["git", "-c", "gc.auto=0", *words],
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert not check or done.returncode == 0, done.stderr
    return done.stdout
