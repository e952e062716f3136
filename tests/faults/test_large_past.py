"""Ten thousand deals and two hundred commits: ten days of the past, each against a checkout."""

import json
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.books import write_book
from benchmarks.deals import make_deals
from tests.conftest import RunKam
from tests.repositories import Repo, git

FIRST = 1_775_000_000
"""The moment of the first commit; each is a day later than the one before it."""
DAY = 86_400


@pytest.mark.parametrize(
    ("deals", "commits"), [(150, 12), pytest.param(10_000, 200, marks=pytest.mark.full)]
)
def test_the_forecast_of_a_day_is_that_of_its_checkout(
    kam: RunKam, tmp_path: Path, deals: int, commits: int
) -> None:
    repo = Repo(tmp_path / "book")
    write_book(repo.root, make_deals(deals))
    draw = random.Random(9)  # noqa: S311 - the same history in every run
    paths = sorted(repo.root.glob("accounts/*/opportunities/*.yaml"))
    for number in range(commits + 1):
        for path in draw.sample(paths, 10) if number else ():
            lines = path.read_text(encoding="utf-8").splitlines()
            lines = [_changed(line, draw) for line in lines]
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        moment = datetime.fromtimestamp(FIRST + number * DAY, tz=UTC)
        repo.commit(moment.strftime("%Y-%m-%dT%H:%M:%S+0000"), message=f"change {number}")
    git(tmp_path, "clone", "-q", str(repo.top), "there")
    there = tmp_path / "there"
    revisions = repo.git("rev-list", "HEAD").split()
    equal = 0
    for revision in draw.sample(revisions, 10):
        day = repo.git("show", "-s", "--format=%cd", "--date=short-local", revision).strip()
        then = kam(repo.root, "forecast", "--by", "owner", "--json", "--as-of", day).stdout
        assert json.loads(then)["revision"] == revision
        git(there, "checkout", "-q", revision)
        now = kam(there, "forecast", "--by", "owner", "--json", "--today", day).stdout
        equal += then.replace(f'"{revision}"', "null") == now
    print(f"{deals} deals, {commits} commits: {equal} of 10 days equal their checkouts")  # noqa: T201
    assert equal == 10


def _changed(line: str, draw: random.Random) -> str:
    """Another amount, close date or owner."""
    key = line.partition(":")[0]
    other = {
        "amount": f"amount: {draw.randrange(10, 5_000)}000",
        "close_date": f"close_date: 2027-{draw.randint(1, 12):02d}-15",
        "owner": f"owner: {draw.choice(('li.wei', 'chen.jie', 'zhao.min'))}",
    }
    return other[key] if key in other and draw.random() < 0.5 else line
