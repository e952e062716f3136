"""A repository made by an enemy: no command of kam's that only reads runs anything it names."""

from pathlib import Path

import pytest

from tests.conftest import RunKam
from tests.repositories import Repo, git

DEAL = "name: MES\nstage: {}\namount: 100\nclose_date: 2026-12-15\n"
PATH = "accounts/acme/opportunities/mes.yaml"
READING = [
    ("pipeline",),
    ("pipeline", "--as-of", "HEAD~1"),
    ("pipeline", "--as-of", "2026-06-10"),
    ("forecast", "--as-of", "v1"),
    ("relationship", "--as-of", "HEAD"),
    ("list", "opportunities", "--as-of", "HEAD~1", "--no-index"),
    ("show", "acme", "--as-of", "HEAD~1"),
    ("search", "mes", "--as-of", "HEAD~1"),
    ("check", "--as-of", "HEAD~1"),
    ("check", "--staged"),
    ("check", "--format", "github"),
    ("list", "contacts"),
    ("bridge", "--from", "HEAD~1"),
    ("bridge", "--from", "v1", "--to", "HEAD", "--no-index"),
    ("history", "acme/mes"),
    ("history", "acme", "--as-of", "HEAD"),
    ("doctor",),
]
HOOKS = (
    "pre-commit",
    "post-checkout",
    "post-index-change",
    "reference-transaction",
    "fsmonitor-watchman",
)


@pytest.fixture
def hostile(tmp_path: Path) -> Repo:
    """Two commits and a tag; everything in the settings that can name a program names one."""
    repo = Repo(tmp_path / "book")
    canary = tmp_path / "canary"
    canary.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{tmp_path}/fired'\ncat\n", encoding="utf-8")
    canary.chmod(0o755)
    begun = {"accounts/acme/account.yaml": "name: Acme\n", PATH: DEAL.format("G")}
    repo.commit("2026-06-10", begun)
    repo.git("tag", "-a", "-m", "v1", "v1")
    repo.commit("2026-08-10", {PATH: DEAL.format("C"), "kam.yaml": "currency: CNY\n"})
    (repo.top / ".git/info/attributes").write_text(
        "* filter=evil diff=evil merge=evil ident\n", encoding="utf-8"
    )
    for name in (
        "core.fsmonitor", "core.editor", "core.pager", "core.sshCommand", "core.askPass",
        "core.gitProxy", "core.alternateRefsCommand", "pager.log", "pager.rev-list", "pager.config",
        "sequence.editor", "gpg.program", "gpg.ssh.program", "diff.external", "diff.evil.command",
        "diff.evil.textconv", "filter.evil.clean", "filter.evil.smudge", "filter.evil.process",
        "merge.evil.driver", "credential.helper", "interactive.diffFilter",
        "uploadpack.packObjectsHook", "trailer.x.command", "merge.kam.driver", "difftool.x.cmd",
        "remote.origin.uploadpack",
    ):  # fmt: skip
        repo.git("config", name, str(canary))
    for name in ("ls-tree", "rev-list", "cat-file", "rev-parse", "diff-tree", "config", "var"):
        repo.git("config", f"alias.{name}", f"!{canary}")
    for name, value in {
        "log.showSignature": "true", "filter.evil.required": "true", "core.untrackedCache": "true",
        "remote.origin.url": "ssh://example.invalid/x", "remote.origin.promisor": "true",
        "remote.origin.partialclonefilter": "blob:none", "extensions.partialClone": "origin",
        "core.repositoryFormatVersion": "1", "protocol.allow": "always",
        "status.showUntrackedFiles": "all",
    }.items():  # fmt: skip
        repo.git("config", name, value)
    hooks = repo.top / "hooks"
    hooks.mkdir()
    for name in HOOKS:
        (hooks / name).symlink_to(canary)
    repo.git("config", "core.hooksPath", str(hooks))
    fired = tmp_path / "fired"
    fired.unlink(missing_ok=True)
    return repo


def test_no_command_that_reads_runs_what_the_repository_names(
    kam: RunKam, hostile: Repo, tmp_path: Path
) -> None:
    for words in READING:
        result = kam(hostile.root, *words)
        assert result.exit_code in {0, 1}, (words, result.stderr)
        assert not (tmp_path / "fired").exists(), (words, (tmp_path / "fired").read_text())


def test_the_canary_would_fire(hostile: Repo, tmp_path: Path) -> None:
    git(hostile.root, "status", check=False)
    assert (tmp_path / "fired").exists()


def test_a_missing_content_is_not_fetched(kam: RunKam, hostile: Repo, tmp_path: Path) -> None:
    blob = hostile.git("rev-parse", f"HEAD~1:{PATH}").strip()
    missing = hostile.top / ".git/objects" / blob[:2] / blob[2:]
    missing.unlink()
    (tmp_path / "fired").unlink(missing_ok=True)
    result = kam(hostile.root, "pipeline", "--as-of", "HEAD~1")
    assert (result.exit_code, result.stdout) == (5, "")
    assert "some of the history is missing in this clone" in result.stderr
    assert not (tmp_path / "fired").exists()


def test_a_write_runs_the_signer_alone(kam: RunKam, hostile: Repo, tmp_path: Path) -> None:
    hostile.write({"kam.yaml": "currency: CNY\ngit: {commit: auto}\n"})
    (tmp_path / "fired").unlink(missing_ok=True)
    result = kam(hostile.root, "set", "acme", "tier=core")
    assert result.exit_code == 0, result.stderr
    assert not (tmp_path / "fired").exists()
    assert kam(hostile.root, "undo").exit_code == 0
    assert not (tmp_path / "fired").exists()


def test_a_bare_repository_in_the_folder_is_no_repository(kam: RunKam, tmp_path: Path) -> None:
    inner = tmp_path / "outer" / "book"
    inner.mkdir(parents=True)
    git(tmp_path, "init", "-q", "--bare", str(inner))
    (inner / "accounts").mkdir()
    git(inner, "config", "core.fsmonitor", str(tmp_path / "canary"))
    result = kam(inner, "pipeline", "--as-of", "HEAD")
    assert (result.exit_code, result.stdout) == (5, "")
