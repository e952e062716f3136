"""One commit a writing command: of exactly its own files, with all else left as it was."""

import json
import os
from pathlib import Path

import pytest

from tests.conftest import RunKam
from tests.repositories import Repo

SETTINGS = "currency: CNY\ngit: {commit: auto}\npeople: {li.wei: {email: li.wei@example.com}}\n"
DEAL = "name: MES\nstage: D\namount: 100\nclose_date: 2026-12-15\n"
PATH = "accounts/acme/opportunities/mes.yaml"
LOG = "accounts/acme/activities/2026-li.wei.yaml"


@pytest.fixture(params=["", "sales/the book"])
def repo(tmp_path: Path, request: pytest.FixtureRequest) -> Repo:
    """A book that commits, at the top of its repository or deep in it."""
    found = Repo(tmp_path / "book", request.param)
    account = "accounts/acme/account.yaml"
    found.commit("2026-06-10", {"kam.yaml": SETTINGS, account: "name: Acme\n", PATH: DEAL})
    return found


def advance(kam: RunKam, repo: Repo, *more: str) -> tuple[int, str, str]:
    """Advance the deal to C; exit code, stdout and stderr."""
    proof = ("--evidence", "needs-matched=minutes", "--evidence", "supporters-added=visit")
    result = kam(repo.root, "advance", "acme/mes", *proof, *more)
    return result.exit_code, result.stdout, result.stderr


def files_of(repo: Repo, commit: str = "HEAD") -> list[str]:
    """The files that a commit changed, as paths in the book."""
    prefix = repo.root.relative_to(repo.top).as_posix().removeprefix(".")
    listed = (
        repo.git("show", "--format=", "--name-only", "--no-renames", "-z", commit)
        .strip("\0")
        .split("\0")
    )
    return [name.removeprefix(f"{prefix}/") for name in listed if name]


def test_the_message_says_what_was_done_and_how(kam: RunKam, repo: Repo) -> None:
    assert advance(kam, repo)[0] == 0
    assert repo.git("log", "-1", "--format=%B") == (
        "advance acme/mes: D -> C (50%)\n\n"
        "Kam-Command: advance acme/mes --evidence needs-matched=minutes "
        "--evidence supporters-added=visit\n\n"
    )
    assert repo.git("log", "-1", "--format=%an %ae %cn") == "Li Wei li.wei@example.com Li Wei\n"
    assert (files_of(repo), repo.status()) == ([PATH], "")


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        (("add-account", "Beta", "--tier", "key"), "add-account beta: Beta"),
        (("add-opportunity", "acme", "Line 3"), "add-opportunity acme/line-3: Line 3"),
        (("set", "acme/mes", "amount=5", "owner=li.wei"), "set acme/mes: amount, owner"),
        (("log", "acme/mes", "called"), "log acme/mes: call 2026-11-21"),
        (("add-task", "acme", "Send it"), "add-task acme/send-it: Send it"),
        (("lose", "acme/mes", "--reason", "price"), "lose acme/mes: price"),
        (("hold", "acme/mes", "--because", "no budget"), "hold acme/mes: no budget"),
        (("relate", "acme", "--to", "establish", "--because", "x"),
         "relate acme: none -> establish"),
        (("rename", "acme", "acme-steel"), "rename acme -> acme-steel"),
        (("remove", "acme/mes", "--yes"), "remove acme/mes"),
        (("check", "--fix"), "check --fix: 1 mended"),
    ],
)  # fmt: skip
def test_every_command_that_writes_commits(
    kam: RunKam, repo: Repo, words: tuple[str, ...], subject: str
) -> None:
    before = repo.head
    result = kam(repo.root, *words, "--json")
    assert result.exit_code == 0, result.stderr
    assert repo.subjects[0] == subject
    assert repo.git("rev-parse", "HEAD~1").strip() == before
    assert repo.status() == ""
    if words[0] != "check":
        answer = json.loads(result.stdout)
        assert answer["commit"] == repo.head
        assert sorted(files_of(repo)) == sorted(set(answer["changed"]))


def test_a_subject_is_one_line_whatever_was_typed(kam: RunKam, repo: Repo) -> None:
    kam(repo.root, "lose", "acme/mes", "--reason", "too\nmany\x1b[31m lines " + "x" * 200)
    subject, empty, trailer, *_ = repo.git("log", "-1", "--format=%B").split("\n")
    assert subject.startswith("lose acme/mes: too many[31m lines xxx")
    assert (len(subject), empty) == (120, "")
    assert trailer.startswith("Kam-Command: lose acme/mes --reason 'too many")


def test_what_else_is_staged_or_changed_stays_as_it_was(kam: RunKam, repo: Repo) -> None:
    """Other work in every state: staged, changed, new, removed, staged and changed again."""
    names = ("staged", "changed", "gone", "removed", "both")
    for name in names:
        (repo.top / name).write_text("1\n", encoding="utf-8")
    repo.commit("2026-06-11")
    for name in ("staged", "both"):
        (repo.top / name).write_text("2\n", encoding="utf-8")
    (repo.top / "added").write_text("2\n", encoding="utf-8")
    repo.git("rm", "-q", "--cached", "removed")
    repo.git("add", "staged", "both", "added")
    (repo.top / "both").write_text("3\n", encoding="utf-8")
    (repo.top / "changed").write_text("2\n", encoding="utf-8")
    (repo.top / "gone").unlink()
    (repo.top / "new").write_text("1\n", encoding="utf-8")
    repo.write({"accounts/acme/notes.txt": "mine\n"})
    status = repo.status()
    staged = repo.git("ls-files", "--stage").splitlines()
    assert advance(kam, repo)[0] == 0
    assert files_of(repo) == [PATH]
    assert repo.status() == status
    now = repo.git("ls-files", "--stage").splitlines()
    [own] = [line for line in now if line not in staged]
    assert own.endswith(PATH)
    assert [line for line in now if line != own] == [
        line for line in staged if not line.endswith(PATH)
    ]
    blob = repo.git("ls-tree", "-r", "HEAD").splitlines()
    assert [line.split()[2] for line in blob if line.endswith(PATH)] == [own.split()[1]]


def test_what_is_in_doubt_by_its_time_stays_in_doubt(kam: RunKam, repo: Repo) -> None:
    """A file changed in the same tick and size as it was staged: git asks its content, still."""
    repo.git("config", "core.trustctime", "false")
    file = repo.top / "racy"
    file.write_text("one\n", encoding="utf-8")
    then = int(file.stat().st_mtime) - 10
    os.utime(file, (then, then))
    repo.git("add", "racy")
    file.write_text("two\n", encoding="utf-8")
    for path in (file, repo.top / ".git/index"):
        os.utime(path, (then, then))
    assert repo.git("diff", "--name-only") == "racy\n"
    assert advance(kam, repo)[0] == 0
    assert repo.git("diff", "--name-only") == "racy\n"


def test_a_file_that_held_changes_by_hand_is_committed_whole_and_that_is_said(
    kam: RunKam, repo: Repo
) -> None:
    repo.write({PATH: DEAL + "# a note\n"})
    code, _, stderr = advance(kam, repo)
    assert (code, stderr) == (0, f"committed with it, changed by hand before: {PATH}\n")
    assert "+# a note" in repo.git("show")
    assert repo.status() == ""


def test_new_files_and_whole_folders(kam: RunKam, repo: Repo) -> None:
    repo.write({"accounts/acme/contacts.yaml": "wang: {name: W}\n"})  # not committed yet
    result = kam(repo.root, "rename", "acme", "beta")
    assert (result.exit_code, repo.status()) == (0, "")
    assert "changed by hand before: accounts/acme/contacts.yaml" in result.stderr
    assert "accounts/beta/contacts.yaml" in files_of(repo)
    assert "accounts/acme/account.yaml" in files_of(repo)


def test_the_first_commit_of_a_repository(kam: RunKam, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "book")
    repo.write({"kam.yaml": SETTINGS, "accounts/acme/account.yaml": "name: Acme\n"})
    assert kam(repo.root, "set", "acme", "tier=core").exit_code == 0
    assert repo.subjects == ["set acme: tier"]
    assert files_of(repo) == ["accounts/acme/account.yaml"]
    assert repo.status() == "?? kam.yaml\n"


def test_a_detached_head_and_a_mode_are_kept(kam: RunKam, repo: Repo) -> None:
    (repo.root / PATH).chmod(0o755)
    repo.commit("2026-06-11")
    repo.git("checkout", "-q", "--detach")
    assert advance(kam, repo)[0] == 0
    assert repo.git("ls-tree", "-r", "HEAD", "--", str(repo.root / PATH)).startswith("100755")
    assert repo.git("log", "-1", "--format=%s", "main") == "change\n"


def test_nothing_is_committed_where_the_book_does_not_say_so(kam: RunKam, repo: Repo) -> None:
    repo.commit("2026-06-11", {"kam.yaml": "git: {commit: off}\n"})
    before = repo.head
    result = kam(repo.root, "set", "acme/mes", "amount=5", "--json")
    assert (json.loads(result.stdout)["commit"], repo.head) == (None, before)
    repo.commit("2026-06-12", {"kam.yaml": SETTINGS})
    before = repo.head
    assert advance(kam, repo, "--dry-run")[0] == 0
    assert kam(repo.root, "set", "acme/mes", "amount=5").exit_code == 0  # nothing to change
    assert (repo.head, repo.status()) == (before, "")


def test_a_hook_of_the_user_s_does_not_run(kam: RunKam, repo: Repo) -> None:
    hooks = repo.top / ".git/hooks"
    for name in ("pre-commit", "commit-msg", "post-commit", "reference-transaction",
                 "post-index-change", "prepare-commit-msg", "pre-auto-gc"):  # fmt: skip
        hooks.mkdir(exist_ok=True)
        (hooks / name).write_text("#!/bin/sh\ntouch ran\nexit 1\n", encoding="utf-8")
        (hooks / name).chmod(0o755)
    assert advance(kam, repo)[0] == 0
    assert repo.subjects[0] == "advance acme/mes: D -> C (50%)"
    assert not (repo.top / "ran").exists()


def test_a_signature_is_made_where_the_settings_ask_for_it(kam: RunKam, repo: Repo) -> None:
    signer = repo.top / "signer"
    signer.write_text(
        "#!/bin/sh\ncat >/dev/null\nprintf '\\n[GNUPG:] SIG_CREATED \\n' >&2\n"
        "echo '-----BEGIN PGP SIGNATURE-----'\necho signed\necho '-----END PGP SIGNATURE-----'\n",
        encoding="utf-8",
    )
    signer.chmod(0o755)
    repo.git("config", "gpg.program", str(signer))
    repo.git("config", "commit.gpgsign", "true")
    assert advance(kam, repo)[0] == 0
    assert "gpgsig -----BEGIN PGP SIGNATURE-----" in repo.git("cat-file", "commit", "HEAD")


def saved_not_committed(kam: RunKam, repo: Repo, reason: str) -> None:
    """That a write is saved, says why it is not committed, and ends with 7."""
    before = repo.head
    code, stdout, stderr = advance(kam, repo)
    assert (code, repo.head) == (7, before)
    assert stdout.startswith("acme/mes  D -> C")
    assert stderr.startswith(f"kam: saved, not committed: {reason}")
    assert f"saved before that: {PATH}\n" in stderr
    assert "stage: C" in (repo.root / PATH).read_text(encoding="utf-8")


def finished_by_doctor(kam: RunKam, repo: Repo) -> None:
    """That `doctor` says what is not committed, and commits it under its own message."""
    told = kam(repo.root, "doctor")
    assert (told.exit_code, f"saved and not committed: {PATH}" in told.stdout) == (1, True)
    assert f"mended: saved and not committed: {PATH}" in kam(repo.root, "doctor", "--fix").stdout
    assert "advance acme/mes: D -> C (50%)" in repo.subjects[:2]
    assert "saved and not committed" not in kam(repo.root, "doctor").stdout


def test_a_busy_index(kam: RunKam, repo: Repo) -> None:
    lock = repo.top / ".git/index.lock"
    lock.touch()
    saved_not_committed(kam, repo, "git is busy here: ")
    result = kam(repo.root, "set", "acme/mes", "amount=5", "--json")
    error = json.loads(result.stdout)["error"]
    assert (error["exit"], error["code"], error["saved"]) == (7, "not-committed", [PATH])
    lock.unlink()
    finished_by_doctor(kam, repo)
    assert repo.status() == ""


def test_in_the_middle_of_a_merge(kam: RunKam, repo: Repo) -> None:
    repo.git("checkout", "-q", "-b", "other")
    repo.commit("2026-06-11", {"accounts/acme/account.yaml": "name: Acme 2\n"})
    repo.git("checkout", "-q", "main")
    repo.commit("2026-06-12", {"accounts/acme/account.yaml": "name: Acme 3\n"})
    repo.git("merge", "-q", "other", check=False)
    saved_not_committed(kam, repo, "git is in the middle of a merge\n")
    left = kam(repo.root, "doctor", "--fix").stdout
    assert "\n  git is in the middle of a merge\n" in left
    repo.git("checkout", "--ours", "--", str(repo.root / "accounts/acme/account.yaml"))
    repo.git("add", "--", str(repo.root / "accounts/acme/account.yaml"))
    repo.git("commit", "-q", "--no-edit", "--no-verify")
    finished_by_doctor(kam, repo)


def test_a_conflict_of_a_stash_is_not_committed_into(kam: RunKam, repo: Repo) -> None:
    account = "accounts/acme/account.yaml"
    repo.write({account: "name: Stashed\n"})
    repo.git("stash", "-q")
    repo.commit("2026-06-12", {account: "name: Acme 3\n"})
    repo.git("stash", "pop", "-q", check=False)
    saved_not_committed(kam, repo, "git is in the middle of a merge\n")


def test_without_an_author(kam: RunKam, repo: Repo, git_settings: Path) -> None:
    known = git_settings.read_text(encoding="utf-8")
    git_settings.write_text("", encoding="utf-8")
    saved_not_committed(kam, repo, "git commit-tree: ")
    assert "git does not know who commits here" in kam(repo.root, "doctor").stdout
    git_settings.write_text(known, encoding="utf-8")
    finished_by_doctor(kam, repo)


def test_without_git_or_a_repository(
    kam: RunKam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = tmp_path / "plain"
    (plain / "accounts/acme").mkdir(parents=True)
    (plain / "accounts/acme/account.yaml").write_text("name: Acme\n", encoding="utf-8")
    (plain / "kam.yaml").write_text(SETTINGS, encoding="utf-8")
    result = kam(plain, "set", "acme", "tier=core")
    assert (result.exit_code, "it is in no git repository" in result.stderr) == (7, True)
    assert kam(plain, "doctor", "--fix").exit_code == 0
    assert (plain / ".git").is_dir()
    monkeypatch.setenv("PATH", str(tmp_path))
    result = kam(plain, "set", "acme", "tier=key")
    assert (result.exit_code, "git cannot be started" in result.stderr) == (7, True)
    assert "tier: key" in (plain / "accounts/acme/account.yaml").read_text(encoding="utf-8")
