"""split: one opportunity becomes the lots of one project, and nothing of it is won or lost."""

import json
from pathlib import Path

import pytest

from tests.conftest import MakeBook, RunKam, snapshot
from tests.repositories import Repo

HOME = "accounts/acme/opportunities"
MES, SECOND = f"{HOME}/mes.yaml", f"{HOME}/mes-lot-2.yaml"
TEXT = """\
# phase 2
name: MES upgrade   # as they call it
stage: F
amount: 3200000.01   # from the bid
close_date: 2027-03-31
products:
  - {line: automation, amount: 2000000, units: 5}
  - {line: spares, amount: 1200000.01}
schedule: [{period: 2027Q2, amount: 1200000}, {period: 2027Q4, amount: 2000000.01}]
splits: [{owner: li.wei, share: 100}]
tenders:
  - {round: 1, ceiling: 3500000, bond: 50000, price: 3300000, rank: 2, result: failed}
  - {round: 2, bid_due: 2026-12-01, ceiling: 3500000, bond: 60000, price: 3200000}
competitors: [{name: Siemens, price: 3500000, incumbent: true}]
formerly: [acme/old]
history:
  - {date: 2026-11-01, stage: F, evidence: {visit-promised: call note, proposal-wanted: mail}}
"""
FILES = {
    "kam.yaml": "currency: CNY\n",
    "accounts/acme/account.yaml": "name: Acme\n",
    "accounts/acme/tasks.yaml": "call: {what: Call, due: 2026-12-01, opportunity: mes}\n",
    MES: TEXT,
}


@pytest.fixture
def root(book: MakeBook) -> Path:
    """A book with one opportunity that has everything that a split divides."""
    return book(FILES)


def test_the_lots_are_as_a_person_would_write_them(kam: RunKam, root: Path) -> None:
    result = kam(root, "split", "acme/mes", "--lots", "200万,1200000.01")
    assert (result.exit_code, result.stdout) == (
        0,
        (
            "2 lots of acme-mes  acme/mes 2,000,000  acme/mes-lot-2 1,200,000.01"
            "  of the whole, to be set for each lot:"
            " tenders.2.ceiling, tenders.2.price, competitors.Siemens.price\n"
        ),
    )
    assert (root / SECOND).read_text("utf-8") == (
        """\
# phase 2
name: MES upgrade, lot 2   # as they call it
stage: F
amount: 1200000.01   # from the bid
close_date: 2027-03-31
products:
  - {line: automation, amount: 750000, units: 2}
  - {line: spares, amount: 450000.01}
schedule: [{period: 2027Q2, amount: 450000}, {period: 2027Q4, amount: 750000.01}]
project: acme-mes
lot: "2"
splits: [{owner: li.wei, share: 100}]
tenders:
  - {round: 1, result: failed}
  - {round: 2, bid_due: 2026-12-01}
competitors: [{name: Siemens, incumbent: true}]
history:
  - {date: 2026-11-01, stage: F, evidence: {visit-promised: call note, proposal-wanted: mail}}
"""
    )
    first = (root / MES).read_text("utf-8")
    assert "name: MES upgrade, lot 1   # as they call it" in first
    assert "bond: 50000, price: 3300000, rank: 2, result: failed" in first
    assert "- {round: 2, bid_due: 2026-12-01, bond: 60000}" in first
    assert "formerly: [acme/old]" in first


def test_the_pipeline_is_what_it_was_and_check_has_no_error(kam: RunKam, root: Path) -> None:
    def total() -> tuple[float, int]:
        """The amount, and the weighted one without the cents, for each lot is rounded by itself."""
        totals = json.loads(kam(root, "pipeline", "--json").stdout)["totals"]
        return totals["amount"], round(totals["weighted"])

    assert total() == (3200000.01, 640000)
    assert kam(root, "split", "acme/mes", "--lots", "3").exit_code == 0
    assert total() == (3200000.01, 640000)
    assert kam(root, "check").exit_code == 0
    shown = kam(root, "show", "acme/mes").stdout
    assert all(f" acme/mes-lot-{lot}  MES upgrade, lot {lot} " in shown for lot in (2, 3))


def test_a_lot_is_divided_again_and_a_project_is_kept(kam: RunKam, book: MakeBook) -> None:
    root = book({**FILES, MES: "name: MES\nproject: line-3\nlot: B\nalternative: true\n"})
    kam(root, "split", "acme/mes", "--lots", "2")
    assert (root / SECOND).read_text("utf-8") == (
        "name: MES, lot B.2\nproject: line-3\nlot: B.2\nalternative: true\n"
    )


@pytest.mark.parametrize(
    ("text", "lots", "first", "second"),
    [
        (
            "products: [{line: a, amount: 0.03}, {line: b, units: 1}]\n",
            "2",
            "products: [{line: a, amount: 0.02}, {line: b, units: 1}]\n",
            "products: [{line: a, amount: 0.01}, {line: b, units: 0}]\n",
        ),
        ("", "5, 6", "amount: 5\n", "amount: 6\n"),
        ("", "2", "", ""),
    ],
)
def test_what_is_not_stated_is_not_made_up(  # noqa: PLR0913, PLR0917 - the case
    kam: RunKam, book: MakeBook, text: str, lots: str, first: str, second: str
) -> None:
    root = book({**FILES, MES: f"name: MES\n{text}"})
    kam(root, "split", "acme/mes", "--lots", lots)
    for path, number, facts in ((MES, 1, first), (SECOND, 2, second)):
        head, tail = f"name: MES, lot {number}\n", f'project: acme-mes\nlot: "{number}"\n'
        assert (root / path).read_text("utf-8") == f"{head}{facts}{tail}"


@pytest.mark.parametrize(
    ("lots", "change", "code", "said"),
    [
        ("1", {}, 2, "there can be 2 to 99 lots"),
        ("100", {}, 2, "there can be 2 to 99 lots"),
        ("1,2", {}, 2, "the lots come to 3, and the opportunity to 3200000.01"),
        ("3200000.02,-0.01", {}, 2, "the amount of a lot is above zero"),
        ("2,x", {}, 2, '"x" is not an amount'),
        ("2", {MES: f"{TEXT}outcome: {{result: won, date: 2026-11-02}}\n"}, 1, "acme/mes is won"),
        ("2", {SECOND: "name: Other\n"}, 1, f"{SECOND} is there already"),
        (
            "2",
            {"accounts/acme/orders.yaml": "po: {date: 2026-11-02, amount: 5, opportunity: mes}\n"},
            1,
            "acme/mes has orders",
        ),
    ],
)
def test_what_cannot_be_divided_is_left_as_it_is(  # noqa: PLR0913, PLR0917 - the case
    kam: RunKam, book: MakeBook, lots: str, change: dict[str, str], code: int, said: str
) -> None:
    root = book({**FILES, **change})
    before = snapshot(root)
    result = kam(root, "split", "acme/mes", "--lots", lots)
    assert result.exit_code == code
    assert said in result.stderr
    assert snapshot(root) == before


def test_it_is_one_commit_that_undo_takes_back_and_a_rehearsal_writes_nothing(
    kam: RunKam, root: Path
) -> None:
    (root / "kam.yaml").write_text("currency: CNY\ngit: {commit: auto}\n")
    repo = Repo(root)
    repo.commit("2026-11-20")
    before = snapshot(root)
    assert kam(root, "split", "acme/mes", "--lots", "2", "--dry-run").stdout.startswith("would be:")
    assert snapshot(root) == before
    told = json.loads(kam(root, "split", "acme/mes", "--lots", "2", "--json").stdout)
    assert (told["id"], told["changed"], bool(told["commit"])) == ("acme/mes", [MES, SECOND], True)
    bridge = json.loads(kam(root, "bridge", "--from", "HEAD~1", "--to", "HEAD", "--json").stdout)
    sums = {row["kind"]: row["amount"] for row in bridge["rows"]}
    assert bridge["balanced"]
    assert sums["opening"] == sums["closing"] == 3200000.01
    assert kam(root, "undo").exit_code == 0
    assert (root / MES).read_text("utf-8") == TEXT
    assert not (root / SECOND).exists()


WAYS = {
    "kam.yaml": "currency: CNY\n",
    **{
        path: text
        for name in ("east", "west")
        for path, text in {
            f"accounts/{name}/account.yaml": f"name: {name.title()}\n",
            f"accounts/{name}/opportunities/power.yaml": (
                "name: Power\nstage: C\namount: 800\nproject: harbour\nalternative: true\n"
            ),
        }.items()
    },
}


def test_one_of_several_alternatives_is_not_divided_alone(kam: RunKam, book: MakeBook) -> None:
    """Its lots would count beside the other one; divided together they count once as before."""
    closed = "accounts/west/opportunities/lost.yaml"
    root = book(
        {
            **WAYS,
            closed: f"{WAYS['accounts/west/opportunities/power.yaml']}outcome:\n"
            "  {result: lost, date: 2026-11-01, reason: price}\n",
        }
    )
    before = snapshot(root)
    result = kam(root, "split", "west/power", "--lots", "2")
    assert (result.exit_code, snapshot(root)) == (1, before)
    assert "its lots would count beside east/power\n" in result.stderr
    assert "kam split west/power east/power --lots N" in result.stderr
    told = json.loads(
        kam(root, "split", "west/power", "east/power", "--lots", "2", "--json").stdout
    )
    assert (told["id"], len(told["changed"])) == ("west/power", 4)
    totals = json.loads(kam(root, "pipeline", "--json").stdout)["totals"]
    assert (totals["count"], totals["amount"]) == (2, 800)
    assert kam(root, "check", "--select", "KAM112").exit_code == 0


def test_alternatives_of_other_lots_and_an_only_one_do_not_hinder(
    kam: RunKam, book: MakeBook
) -> None:
    lot = "accounts/west/opportunities/power.yaml"
    root = book({**WAYS, lot: WAYS[lot] + 'lot: "2"\n'})
    assert kam(root, "split", "west/power", "--lots", "2").exit_code == 0
    assert kam(root, "split", "east/power", "--lots", "2").exit_code == 0


def test_units_go_with_the_amount_of_their_product(kam: RunKam, book: MakeBook) -> None:
    """Of two products of a cent each lot gets one, and its unit with it."""
    products = "products: [{line: a, amount: 0.01, units: 1}, {line: b, amount: 0.01, units: 1}]\n"
    root = book({**FILES, MES: f"name: MES\n{products}"})
    assert kam(root, "split", "acme/mes", "--lots", "2").exit_code == 0
    parts = "{{line: a, amount: {0}, units: {1}}}, {{line: b, amount: {2}, units: {3}}}"
    for path, figures in ((MES, ("0.01", 1, 0, 0)), (SECOND, (0, 0, "0.01", 1))):
        assert parts.format(*figures) in (root / path).read_text("utf-8")
