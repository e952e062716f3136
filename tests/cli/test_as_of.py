"""--as-of: the book as it was, by the same reader on another source."""

import json
import random
import re
import shutil
import time
from pathlib import Path

import pytest

from tests.conftest import RunKam
from tests.repositories import Repo, git

SETTINGS = "currency: CNY\nrates: {USD: 7}\nfiscal_year_start: 1\n"
ACME = "name: Acme\nowner: li.wei\n"
DEAL = "name: MES\nstage: {stage}\namount: {amount}\nclose_date: 2026-12-15\n"
ROOT = Path(__file__).parents[2]
REPORTS = (
    ("forecast", "--by", "team"),
    ("pipeline", "--by", "line"),
    ("relationship",),
    ("agenda", "--all", "--days", "30"),
    ("plan",),
    ("list", "opportunities"),
    ("list", "contacts"),
    ("search", "a"),
    ("check",),
)
PATH = "accounts/acme/opportunities/mes.yaml"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A book of two commits: G and 100 in June, C and 300 in August."""
    found = Repo(tmp_path / "book")
    begun = {"kam.yaml": SETTINGS, "accounts/acme/account.yaml": ACME}
    found.commit("2026-06-10", {**begun, PATH: DEAL.format(stage="G", amount=100)})
    found.commit("2026-08-10", {PATH: DEAL.format(stage="C", amount=300)})
    return found


def weighted(kam: RunKam, repo: Repo, *words: str) -> tuple[str, str | None, object]:
    """The day, the revision and the weighted total of the pipeline."""
    result = kam(repo.root, "pipeline", "--json", *words)
    assert result.exit_code == 0, result.stderr
    report = json.loads(result.stdout)
    return report["as_of"], report["revision"], report["totals"]["weighted"]


def test_a_day_means_the_last_commit_until_its_end(kam: RunKam, repo: Repo) -> None:
    first, second = repo.git("rev-list", "--reverse", "HEAD").split()
    assert weighted(kam, repo) == ("2026-11-21", None, 150)
    assert weighted(kam, repo, "--as-of", "2026-06-10") == ("2026-06-10", first, 10)
    assert weighted(kam, repo, "--as-of", "2026-08-09") == ("2026-06-10", first, 10)
    assert weighted(kam, repo, "--as-of", "2026-08-10") == ("2026-08-10", second, 150)
    assert weighted(kam, repo, "--as-of", "yesterday") == ("2026-08-10", second, 150)


def test_the_end_of_a_day_is_the_one_here(
    kam: RunKam, repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit("2026-09-01T23:30:00+0000", {PATH: DEAL.format(stage="B", amount=400)})
    try:
        monkeypatch.setenv("TZ", "UTC")
        time.tzset()
        assert weighted(kam, repo, "--as-of", "2026-09-01")[2] == 300
        monkeypatch.setenv("TZ", "Asia/Shanghai")  # there it is the morning of the second
        time.tzset()
        assert weighted(kam, repo, "--as-of", "2026-09-01")[2] == 150
        assert weighted(kam, repo, "--as-of", "2026-09-02")[0] == "2026-09-02"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_tag_a_branch_and_any_revision(kam: RunKam, repo: Repo) -> None:
    first = repo.git("rev-list", "--reverse", "HEAD").split()[0]
    repo.git("tag", "q2", first)
    repo.git("branch", "2026-08-10", first)  # a day beats a branch of that name
    for name in ("q2", "HEAD~1", first[:10], "main^", ":/change"):
        expected = first if name != ":/change" else repo.head
        assert weighted(kam, repo, "--as-of", name)[1] == expected
    assert weighted(kam, repo, "--as-of", "2026-08-10")[2] == 150


def test_only_first_parents_are_the_past_of_a_day(kam: RunKam, repo: Repo) -> None:
    repo.git("checkout", "-q", "-b", "side", "HEAD~1")
    repo.commit("2026-08-20", {PATH: DEAL.format(stage="A", amount=900)})
    repo.git("checkout", "-q", "main")
    repo.git(
        "merge", "-q", "--no-edit", "-X", "theirs", "side",
        GIT_COMMITTER_DATE="2026-09-10T12:00:00", GIT_AUTHOR_DATE="2026-09-10T12:00:00",
    )  # fmt: skip
    assert weighted(kam, repo, "--as-of", "2026-08-25")[2] == 150
    assert weighted(kam, repo, "--as-of", "2026-09-10")[2] == 810


def test_what_is_not_committed_is_not_read_and_that_is_said(kam: RunKam, repo: Repo) -> None:
    repo.write({PATH: DEAL.format(stage="A", amount=999)})
    result = kam(repo.root, "pipeline", "--as-of", "HEAD", "--csv")
    assert "milestone,C,needs matched,50,,1,300,150" in result.stdout
    assert result.stderr == (
        f"as of commit {repo.head[:10]} of 2026-08-10 12:00; "
        "changes that are not committed are not read\n"
    )


def test_settings_are_those_of_the_revision(kam: RunKam, repo: Repo) -> None:
    usd = DEAL.format(stage="C", amount=100) + "currency: USD\n"
    repo.commit("2026-09-01", {PATH: usd})
    repo.commit("2026-10-01", {"kam.yaml": SETTINGS.replace("7", "8")})
    assert weighted(kam, repo, "--as-of", "2026-09-01")[2] == 350
    assert weighted(kam, repo, "--as-of", "2026-10-01")[2] == 400


def test_today_moves_the_clock_alone(kam: RunKam, repo: Repo) -> None:
    assert weighted(kam, repo, "--as-of", "HEAD", "--today", "2026-10-01")[0] == "2026-10-01"


def test_files_that_do_not_read_are_said_with_their_lines_of_then(kam: RunKam, repo: Repo) -> None:
    repo.commit("2026-09-01", {PATH: "name: MES\namount: 12k\n"})
    repo.commit("2026-10-01", {PATH: DEAL.format(stage="A", amount=100)})
    result = kam(repo.root, "forecast", "--as-of", "2026-09-01")
    assert result.exit_code == 3
    assert f"{PATH}:2:9: KAM003 amount" in result.stderr
    assert "2 | amount: 12k" in result.stderr
    assert kam(repo.root, "forecast", "--as-of", "2026-10-01").exit_code == 0


def report(kam: RunKam, root: Path, *words: str) -> tuple[int, dict[str, object]]:
    """The exit code and the JSON of a report, but for the revision."""
    result = kam(root, *words, "--json")
    return result.exit_code, {**json.loads(result.stdout), "revision": None}


@pytest.mark.parametrize("flags", [(), ("--no-index",)])
def test_every_report_is_that_of_a_checkout(
    kam: RunKam, tmp_path: Path, flags: tuple[str, ...]
) -> None:
    """Ten months of changes: each month's reports equal those in a checkout of its commit."""
    repo = Repo(tmp_path / "top", "the book")
    for name in ("accounts", "kam.yaml", "targets.yaml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, repo.root / name)
    repo.commit("2026-01-05")
    draw = random.Random(4)  # noqa: S311 - the same changes in every run
    for month in range(2, 12):
        for path in draw.sample(sorted(repo.root.glob("accounts/*/opportunities/*.yaml")), 4):
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub("(?m)^amount: .", "amount: 7", text), encoding="utf-8")
        if month % 3 == 0:
            draw.choice(sorted(repo.root.glob("accounts/*/account.yaml"))).unlink()
        repo.commit(f"2026-{month:02d}-05")
    there = tmp_path / "checkout" / "the book"
    git(tmp_path, "clone", "-q", str(repo.top), "checkout")
    for month in range(1, 12):
        day = f"2026-{month:02d}-20"
        revision = json.loads(kam(repo.root, "check", "--json", "--as-of", day).stdout)["revision"]
        git(there, "checkout", "-q", revision)
        for words in REPORTS if month in {3, 11} else REPORTS[:1]:
            then = report(kam, repo.root, *words, "--as-of", day, *flags)
            assert then == report(kam, there, *words, "--today", f"2026-{month:02d}-05", *flags)


def test_a_write_into_the_past_is_refused(kam: RunKam, repo: Repo) -> None:
    for words in (("set", "acme", "tier=core"), ("advance", "nobody/nothing"), ("check", "--fix")):
        result = kam(repo.root, *words, "--as-of", "HEAD")
        assert (result.exit_code, result.stderr.split("\n")[0]) == (
            6,
            "kam: the past cannot be written: HEAD",
        )
    assert repo.status() == ""


def test_a_past_that_is_not_there_is_no_empty_pipeline(kam: RunKam, repo: Repo) -> None:
    early = kam(repo.root, "pipeline", "--as-of", "2026-06-09")
    assert (early.exit_code, early.stdout) == (5, "")
    assert "that day lies before the first commit\nThe first one: " in early.stderr
    unknown = kam(repo.root, "pipeline", "--as-of", "v9")
    assert (unknown.exit_code, 'there is no revision "v9"' in unknown.stderr) == (5, True)
    assert kam(repo.root, "pipeline", "--as-of", "HEAD~1..HEAD").exit_code == 5
    assert kam(repo.root, "pipeline", "--as-of", "2026-02-30").exit_code == 2


def test_a_history_that_was_cut_off_says_how_to_get_it(
    kam: RunKam, repo: Repo, tmp_path: Path
) -> None:
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth=1", repo.top.as_uri(), str(shallow))
    assert kam(shallow, "pipeline", "--as-of", "2026-09-01").exit_code == 0
    result = kam(shallow, "pipeline", "--as-of", "2026-07-01")
    assert (result.exit_code, result.stdout) == (5, "")
    assert "git fetch --unshallow" in result.stderr


def test_a_clone_without_its_blobs_fetches_nothing(kam: RunKam, repo: Repo, tmp_path: Path) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    partial = tmp_path / "partial"
    git(tmp_path, "clone", "-q", "--filter=blob:none", repo.top.as_uri(), str(partial))
    result = kam(partial, "pipeline", "--as-of", "2026-07-01")
    assert (result.exit_code, result.stdout) == (5, "")
    assert "some of the history is missing in this clone" in result.stderr


def test_without_git_or_a_commit_there_is_no_past(
    kam: RunKam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = tmp_path / "plain"
    (plain / "accounts").mkdir(parents=True)
    result = kam(plain, "pipeline", "--as-of", "2026-07-01")
    assert (result.exit_code, "it is in no git repository" in result.stderr) == (5, True)
    empty = Repo(tmp_path / "empty")
    empty.write({"accounts/acme/account.yaml": ACME})
    result = kam(empty.root, "pipeline", "--as-of", "2026-07-01")
    assert (result.exit_code, "nothing is committed yet" in result.stderr) == (5, True)
    monkeypatch.setenv("PATH", str(tmp_path))
    result = kam(empty.root, "pipeline", "--as-of", "2026-07-01")
    assert (result.exit_code, "git cannot be started" in result.stderr) == (5, True)


def test_before_the_book_was_in_it_a_repository_has_no_book(kam: RunKam, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "top", "book")
    (repo.top / "README").write_text("x", encoding="utf-8")
    repo.commit("2026-01-01")
    repo.commit("2026-02-01", {"kam.yaml": SETTINGS, "accounts/acme/account.yaml": ACME})
    assert kam(repo.root, "pipeline", "--as-of", "2026-02-01").exit_code == 0
    result = kam(repo.root, "pipeline", "--as-of", "2026-01-10")
    assert (result.exit_code, "the book was not there yet" in result.stderr) == (5, True)


def test_links_and_folders_in_the_place_of_files_are_said(kam: RunKam, repo: Repo) -> None:
    (repo.root / "accounts/acme/contacts.yaml").symlink_to("account.yaml")
    (repo.root / "accounts/acme/tasks.yaml").mkdir()
    (repo.root / "accounts/acme/tasks.yaml/x").write_text("x", encoding="utf-8")
    (repo.root / "accounts/other").symlink_to("acme")
    repo.commit("2026-09-01")
    now = kam(repo.root, "pipeline", "--json")
    then = kam(repo.root, "pipeline", "--json", "--as-of", "HEAD", "--today", "2026-11-21")
    assert (now.exit_code, then.exit_code) == (3, 3)
    assert json.loads(then.stdout)["skipped"] == json.loads(now.stdout)["skipped"]
