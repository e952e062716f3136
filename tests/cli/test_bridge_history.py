"""Bridges over a history in git: they balance, and their ends are the pipelines of both days."""

import json
import random
from decimal import Decimal
from pathlib import Path

import pytest

from tests.conftest import RunKam
from tests.repositories import Repo

OWNERS = ("li.wei", "chen.jie")
SETTINGS = (
    "currency: CNY\nrates: {{USD: {rate}}}\npeople:\n"
    "  li.wei: {{team: north}}\n  chen.jie: {{team: south}}\n"
)
STAGES = ("G", "F", "E", "D", "C", "B", "A")
CHANGES = ("amount", "close_date", "owner", "outcome", "hold")
REVISIONS, PAIRS = 14, 50


class Deals:
    """A book that changes at random, in every way that a bridge has a word for."""

    def __init__(self, repo: Repo, draw: random.Random) -> None:
        self._repo = repo
        self._draw = draw
        self._number = 0
        self._rate = 7
        self.facts: dict[str, dict[str, object]] = {}
        repo.write(
            {f"accounts/{name}/account.yaml": f"name: {name}\n" for name in ("acme", "beta")}
        )
        for _ in range(12):
            self.create()

    def create(self) -> None:
        """A new deal."""
        self._number += 1
        account = self._draw.choice(("acme", "beta"))
        self.facts[f"accounts/{account}/opportunities/deal-{self._number}.yaml"] = {
            "name": f"Deal {self._number}",
            "stage": self._draw.choice(STAGES),
            "amount": self._amount(),
            "currency": self._draw.choice(("CNY", "CNY", "USD")),
            "close_date": self._day(),
            "owner": self._draw.choice(OWNERS),
        }

    def change(self) -> None:
        """Some random changes, written to the files."""
        for _ in range(self._draw.randint(1, 8)):
            path = self._draw.choice(sorted(self.facts))
            self._change_one(path, self.facts[path])
        if self._draw.random() < 0.3:
            self._rate += 1
        self._repo.write({"kam.yaml": SETTINGS.format(rate=self._rate)})
        kept = {self._repo.root / path for path in self.facts}
        for file in self._repo.root.glob("accounts/*/opportunities/*.yaml"):
            if file not in kept:
                file.unlink()
        for path, facts in self.facts.items():
            lines = [f"{key}: {value}\n" for key, value in facts.items()]
            self._repo.write({path: "".join(lines)})

    def _change_one(self, path: str, facts: dict[str, object]) -> None:
        result = self._draw.choice(("lost", "abandoned", "won"))
        held = "{since: 2026-01-01, because: x}"
        change = self._draw.choice((*CHANGES, "new", "gone", "renamed", "free"))
        if change == "new":
            self.create()
        elif change == "gone":
            del self.facts[path]
        elif change == "renamed":
            self._rename(path, facts)
        elif change == "free":
            facts.pop("outcome", None)
            facts.pop("hold", None)
        else:
            facts[change] = {
                "amount": self._amount(),
                "close_date": self._day(),
                "owner": self._draw.choice(OWNERS),
                "outcome": f"{{result: {result}, date: 2026-06-15, reason: x}}",
                "hold": held,
            }[change]

    def _rename(self, path: str, facts: dict[str, object]) -> None:
        self._number += 1
        account, _, old = path.removeprefix("accounts/").partition("/opportunities/")
        facts["formerly"] = f"[{account}/{old.removesuffix('.yaml')}]"
        new = f"accounts/{account}/opportunities/deal-{self._number}.yaml"
        self.facts[new] = self.facts.pop(path)

    def _amount(self) -> str:
        return f"{self._draw.randrange(1, 900_000) / 100:.2f}"

    def _day(self) -> str:
        return f"2027-{self._draw.randint(1, 6):02d}-10"


def total(kam: RunKam, repo: Repo, revision: str, *words: str) -> Decimal:
    """The amount of the pipeline as a revision has it."""
    result = kam(repo.root, "pipeline", "--json", "--as-of", revision, *words)
    return Decimal(str(json.loads(result.stdout, parse_float=Decimal)["totals"]["amount"]))


@pytest.mark.parametrize("seed", [1, 2])
def test_fifty_bridges_balance_and_end_in_the_pipelines(
    kam: RunKam, tmp_path: Path, seed: int
) -> None:
    draw = random.Random(seed)  # noqa: S311 - the same histories in every run
    repo = Repo(tmp_path / "book")
    deals = Deals(repo, draw)
    revisions = []
    for number in range(REVISIONS):
        deals.change()
        revisions.append(repo.commit(f"2026-{number % 12 + 1:02d}-{number + 1:02d}"))
    filters = ((), ("--owner", "li.wei"), ("--team", "south"), ("--account", "beta"))
    totals = {
        (revision, words): total(kam, repo, revision, *words)
        for revision in revisions
        for words in filters[:2]
    }
    kinds = set()
    for _ in range(PAIRS // 2):
        start, end = draw.choice(revisions), draw.choice(revisions)
        words = draw.choice(filters)
        result = kam(repo.root, "bridge", "--json", "--from", start, "--to", end, *words)
        assert result.exit_code == 0, result.output
        bridge = json.loads(result.stdout, parse_float=Decimal)
        rows = {row["kind"]: row for row in bridge["rows"]}
        moved = sum(row["amount"] for kind, row in rows.items() if kind != "closing")
        assert bridge["balanced"] is True
        assert moved == rows["closing"]["amount"]
        for kind, revision in (("opening", start), ("closing", end)):
            known = totals.get((revision, words))
            known = total(kam, repo, revision, *words) if known is None else known
            assert rows[kind]["amount"] == known
        kinds |= {kind for kind, row in rows.items() if row["count"]}
    assert {"created", "increased", "decreased", "removed", "held", "revalued"} <= kinds
    assert kinds & {"won", "lost", "abandoned"}


def test_renamed_and_moved_ones_are_followed_over_git(kam: RunKam, tmp_path: Path) -> None:
    root = tmp_path / "book"
    for words in (
        ("init", str(root), "--currency", "CNY"),
        ("add-account", "Acme"),
        ("add-account", "Beta"),
        ("add-opportunity", "acme", "MES", "--amount", "100", "--close", "2027-03-01"),
        ("rename", "acme/mes", "mes-2"),
        ("move", "acme/mes-2", "beta"),
        ("rename", "beta", "gamma"),
        ("set", "gamma/mes-2", "amount=140"),
    ):
        assert kam(root, *words).exit_code == 0
    result = kam(root, "bridge", "--json", "--from", "HEAD~4")
    rows = {row["kind"]: row for row in json.loads(result.stdout)["rows"] if row["count"]}
    assert {kind: row["amount"] for kind, row in rows.items()} == {
        "opening": 100,
        "increased": 40,
        "closing": 140,
    }
    [entry] = rows["increased"]["opportunities"]
    assert (entry["id"], entry["from_amount"], entry["to_amount"]) == ("gamma/mes-2", 100, 140)


def test_a_file_that_does_not_read_at_either_end_is_out_of_both(
    kam: RunKam, tmp_path: Path
) -> None:
    repo = Repo(tmp_path / "book")
    deal = "name: {}\nstage: C\namount: {}\nclose_date: 2027-03-01\n"
    one, two = (f"accounts/acme/opportunities/{name}.yaml" for name in ("one", "two"))
    account = {"accounts/acme/account.yaml": "name: Acme\n"}
    repo.commit("2026-06-01", {**account, one: deal.format("One", 100), two: deal.format("Two", 5)})
    repo.commit("2026-07-01", {one: deal.format("One", "12k")})
    result = kam(repo.root, "bridge", "--json", "--from", "2026-06-01", "--to", "2026-07-01")
    report = json.loads(result.stdout)
    assert (result.exit_code, report["balanced"]) == (3, True)
    assert [entry["path"] for entry in report["skipped"]] == [one]
    assert {row["amount"] for row in report["rows"] if row["count"]} == {5}
    assert result.stderr.count("as of commit") == 2


def test_ends_that_are_not_there(kam: RunKam, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "book")
    repo.commit("2026-06-01", {"accounts/acme/account.yaml": "name: Acme\n"})
    for words in (("--from", "2026-05-31"), ("--from", "HEAD", "--to", "v9")):
        result = kam(repo.root, "bridge", *words)
        assert (result.exit_code, result.stdout) == (5, "")
    assert kam(repo.root, "bridge").exit_code == 2
    assert kam(repo.root, "bridge", "--from", "HEAD", "--due", "soon").exit_code == 2
