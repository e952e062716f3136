"""`kam report`: every figure of the page is that of the command it comes from."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeBook, RunKam
from tests.repositories import Repo

SETTINGS = """\
currency: CNY
people:
  li.wei: {name: 李伟, team: north}
  zhao.min: {name: 赵敏, team: south}
teams: {north: {parent: china}, south: {parent: china}}
"""
TARGETS = """\
- {owner: li.wei, period: 2026Q4, amount: 1000}
- {team: china, period: 2026Q4, amount: 5000}
"""
MES = """\
name: MES
stage: B
amount: {amount}
close_date: {close}
owner: {owner}
history:
  - {{date: 2026-09-01, stage: B, by: li.wei, evidence: {{evaluation-leans: minutes}}}}
"""
LINE = """\
name: Line
stage: C
amount: 40
close_date: {close}
history: [{{date: 2026-11-01, stage: C}}]
tenders: [{{round: 1, bid_due: 2026-12-01}}]
"""
WON = """\
name: Won
amount: 300
outcome: {result: won, date: 2026-11-18, reason: service}
"""
LOST = (
    "name: Lost\namount: 100\noutcome: {result: lost, date: 2026-11-19, reason: price, to: Rival}\n"
)
DEALS = "accounts/acme/opportunities/"
ACME = {
    "kam.yaml": SETTINGS,
    "targets.yaml": TARGETS,
    "accounts/acme/account.yaml": "name: Acme\nowner: li.wei\n",
    "accounts/acme/contacts.yaml": "wang: {name: Wang}\n",
    "accounts/acme/tasks.yaml": (
        "call: {what: Call Wang, due: 2026-11-25, owner: zhao.min, opportunity: mes}\n"
    ),
    f"{DEALS}mes.yaml": MES.format(amount=200, close="2026-12-20", owner="li.wei"),
    f"{DEALS}line.yaml": LINE.format(close="2026-11-30"),
    f"{DEALS}won.yaml": "name: Won\nstage: A\namount: 300\nclose_date: 2026-11-18\n",
    f"{DEALS}lost.yaml": "name: Lost\nstage: C\namount: 100\nclose_date: 2026-12-01\n",
}
NOW = {
    f"{DEALS}mes.yaml": MES.format(amount=500, close="2026-12-20", owner="zhao.min"),
    f"{DEALS}line.yaml": LINE.format(close="2027-01-10"),
    f"{DEALS}won.yaml": WON,
    f"{DEALS}lost.yaml": LOST,
    f"{DEALS}late.yaml": "name: Late\nstage: G\namount: 7\nclose_date: 2026-11-01\n",
}


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A book of 12 November and, not committed yet, what became of it until the 21st."""
    found = Repo(tmp_path / "book")
    found.commit("2026-11-12", ACME)
    found.write(NOW)
    return found


def shown(kam: RunKam, root: Path, *words: str) -> Any:
    result = kam(root, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout, parse_float=Decimal)


def pushes_of_mes(page: str) -> str:
    return next(row for row in page.splitlines() if row.startswith(" acme/mes")).split()[-1]


@pytest.mark.parametrize("chosen", [(), ("--owner", "li.wei"), ("--team", "south")])
def test_the_quarter_is_that_of_the_forecast(kam: RunKam, repo: Repo, chosen: Any) -> None:
    found = shown(kam, repo.root, "report", "weekly", *chosen)
    quarter = ("--from", "2026Q4", "--to", "2026Q4")
    (whole,) = shown(kam, repo.root, "forecast", *quarter, *chosen)["rows"]
    owners = shown(kam, repo.root, "forecast", *quarter, "--by", "owner", *chosen)["rows"]
    keys = ("target", "closed", "commit", "best_case", "pipeline", "expected", "coverage")
    assert [[row[key] for key in keys] for row in found["rows"]] == [
        [row[key] for key in keys]
        for row in owners
        if row["count"] or row["closed"] or row["target"]
    ]
    assert [found["totals"][key] for key in keys] == [whole[key] for key in keys]
    assert found["quarter"] == "2026Q4"


@pytest.mark.parametrize("chosen", [(), ("--owner", "zhao.min")])
def test_the_range_is_that_of_the_forecast(kam: RunKam, repo: Repo, chosen: Any) -> None:
    found = shown(kam, repo.root, "report", "weekly", *chosen)
    words = ("--from", "2026Q4", "--to", "2026Q4", "--range", *chosen)
    keys = ("p10", "p50", "p90", "target_probability")
    (whole,) = shown(kam, repo.root, "forecast", *words)["rows"]
    assert [found["totals"][key] for key in keys] == [whole[key] for key in keys]
    owners = shown(kam, repo.root, "forecast", *words, "--by", "owner")["rows"]
    own = {row["group"]: [row[key] for key in keys] for row in owners}
    assert {row["owner"]: [row[key] for key in keys] for row in found["rows"]} == own


def test_what_is_left_to_win(kam: RunKam, repo: Repo) -> None:
    found = shown(kam, repo.root, "report", "weekly")
    assert [(row["owner"], row["gap"]) for row in found["rows"]] == [
        ("li.wei", 700),
        ("zhao.min", None),
    ]
    assert found["totals"]["gap"] == 4700


@pytest.mark.parametrize("page", ["weekly", "monthly"])
@pytest.mark.parametrize("chosen", [(), ("--owner", "li.wei"), ("--team", "south")])
def test_the_changes_are_those_of_the_bridge(
    kam: RunKam, repo: Repo, page: str, chosen: Any
) -> None:
    words = () if page == "weekly" else ("--since", "HEAD")
    found = shown(kam, repo.root, "report", page, *words, *chosen)
    rows = found["bridge"]["rows"]
    for row in (*rows, {"owner": None, **found["bridge"]["totals"]}):
        own = ("--owner", row["owner"]) if row["owner"] else chosen
        bridge = shown(kam, repo.root, "bridge", "--from", "2026-11-14", *own)
        amounts = {one["kind"]: one["amount"] for one in bridge["rows"]}
        assert row["opening"] == amounts["opening"]
        assert row["created"] == amounts["created"]
        assert row["changed"] == amounts["increased"] + amounts["decreased"] + amounts["revalued"]
        assert row["lost"] == amounts["lost"] + amounts["abandoned"]
        assert row["won"] == amounts["won"]
        assert row["closing"] == amounts["closing"]
        due = shown(kam, repo.root, "bridge", "--from", "2026-11-14", "--due", "2026Q4", *own)
        pushed = next(one for one in due["rows"] if one["kind"] == "pushed_out")
        assert row["pushed"] == pushed["amount"]


def test_every_row_of_the_changes_adds_up_and_so_do_the_owners(kam: RunKam, repo: Repo) -> None:
    found = shown(kam, repo.root, "report", "weekly")["bridge"]
    moves = ("created", "changed", "lost", "won", "other")
    for row in (*found["rows"], found["totals"]):
        assert row["opening"] + sum(row[key] for key in moves) == row["closing"]
    for key in ("opening", *moves, "closing", "pushed"):
        assert sum(row[key] for row in found["rows"]) == found["totals"][key]
    assert [row["other"] for row in found["rows"]] == [-500, 500]
    assert [(one["kind"], one["id"], one["amount"]) for one in found["moved"][:2]] == [
        ("increased", "acme/mes", 300),
        ("won", "acme/won", -300),
    ]
    assert [one["id"] for one in found["pushed"]] == ["acme/line"]


def test_the_largest_say_where_they_stand_and_what_is_to_do(kam: RunKam, repo: Repo) -> None:
    found = shown(kam, repo.root, "report", "weekly")
    (deal,) = found["largest"]
    assert (found["due"], deal["id"], deal["stage"], deal["in_hand"]) == (1, "acme/mes", "B", "A")
    assert (deal["days"], deal["pushes"]) == (81, 0)
    assert deal["next_step"]["owner"] == "zhao.min"
    assert list(deal["missing"]) == ["terms-agreed"]
    assert len(deal["delays"]) == 1
    assert pushes_of_mes(kam(repo.root, "report", "weekly").stdout) == "0"


def test_tenders_are_those_of_the_agenda(kam: RunKam, repo: Repo) -> None:
    found = shown(kam, repo.root, "report", "weekly")["tenders"]
    agenda = shown(kam, repo.root, "agenda", "--all", "--days", "14")["rows"]
    assert found == [row for row in agenda if row["kind"] == "tender"]
    assert [row["due"] for row in found] == ["2026-12-01"]


def test_what_needs_a_word_is_what_check_finds(kam: RunKam, repo: Repo) -> None:
    found = shown(kam, repo.root, "report", "weekly")["attention"]
    slugs = {"overdue": "close-date-past", "stalled": "stalled", "no_step": "next-step"}
    for key, slug in slugs.items():
        listed = shown(kam, repo.root, "check", "--select", slug)["findings"]
        assert found["totals"][key] == len(listed) > 0
    assert found["totals"]["no_step_amount"] == 47
    assert sum(row["no_step"] for row in found["rows"]) == 2


def test_money_is_that_of_receivables(kam: RunKam, repo: Repo) -> None:
    repo.write(
        {
            "accounts/acme/orders.yaml": """\
po-1:
  date: 2026-09-01
  amount: 100
  opportunity: won
  payments:
    - {kind: advance, amount: 30, due: 2026-11-01}
    - {kind: delivery, amount: 40, due: 2026-12-15}
    - {kind: acceptance, amount: 20, due: 2026-11-10, paid: 2026-11-17}
    - {kind: retention, amount: 10, due: 2027-06-01}
"""
        }
    )
    found = shown(kam, repo.root, "report", "weekly")["money"]
    words = ("--by", "owner", "--days", "40")
    whole = shown(kam, repo.root, "receivables", *words)["totals"]
    keys = ("overdue", "retention_due", "soon")
    assert [found["totals"][key] for key in keys] == [whole[key] for key in keys] == [30, 0, 40]
    assert (found["totals"]["paid"], found["until"]) == (20, "2026-12-31")
    text = kam(repo.root, "report", "weekly").stdout
    assert "latest: acme po-1 30 (20 days)" in text


def test_what_sellers_called_stands_beside(kam: RunKam, repo: Repo) -> None:
    assert "Called" not in kam(repo.root, "report", "weekly").stdout
    repo.write(
        {
            "calls.yaml": (
                "- {owner: li.wei, period: 2026Q4, commit: 800, best_case: 900, date: 2026-11-20}\n"
                "- {owner: li.wei, period: 2027Q1, commit: 5, date: 2026-11-20}\n"
            )
        }
    )
    found = shown(kam, repo.root, "report", "weekly")
    called = [(row["owner"], row["call_commit"]) for row in found["rows"]]
    assert called == [("li.wei", 800), ("zhao.min", None)]
    assert found["totals"]["call_best_case"] == 900
    assert "Called" in kam(repo.root, "report", "weekly").stdout


def test_won_and_lost_with_their_reasons(kam: RunKam, repo: Repo) -> None:
    found = shown(kam, repo.root, "report", "monthly")["results"]
    assert (found["won"], found["lost"]) == (
        {"count": 1, "amount": 300, "no_amount": 0},
        {"count": 1, "amount": 100, "no_amount": 0},
    )
    assert (found["win_rate"], found["win_rate_amount"]) == (Decimal("0.5"), Decimal("0.75"))
    assert [(one["id"], one["reason"], one["to"]) for one in found["opportunities"]] == [
        ("acme/won", "service", None),
        ("acme/lost", "price", "Rival"),
    ]


def test_months_are_those_of_the_forecast(kam: RunKam, repo: Repo) -> None:
    found = shown(kam, repo.root, "report", "monthly")["months"]
    rows = shown(kam, repo.root, "forecast", "--period", "month", "--to", "2026-11")["rows"]
    assert found == [{key: row[key] for key in found[0]} for row in rows]
    assert found[-1]["closed"] == 300


def test_without_history_nothing_is_guessed(book: MakeBook, kam: RunKam) -> None:
    root = book({**ACME, **NOW})
    found = shown(kam, root, "report", "weekly")
    assert (found["bridge"], found["largest"][0]["pushes"]) == (None, None)
    text = kam(root, "report", "weekly").stdout
    assert "no comparison with 2026-11-14: " in text
    assert pushes_of_mes(text) == "–"
    assert kam(root, "report", "weekly", "--since", "2026-11-14").exit_code == 5


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("page", ["weekly", "monthly", "月报"])
def test_one_page_on_paper(
    kam: RunKam, repo: Repo, monkeypatch: pytest.MonkeyPatch, page: str, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = kam(repo.root, "report", page, "--lang", language).stdout
    assert "李伟" in text
    assert len(text.splitlines()) <= 70
    markdown = kam(repo.root, "report", page, "--lang", language, "--markdown").stdout
    assert markdown.startswith("# ")
    assert "| 李伟 |" in markdown
    out = repo.root / "page.md"
    assert kam(repo.root, "report", page, "--lang", language, "--out", str(out)).exit_code == 0
    assert out.read_text(encoding="utf-8") == markdown


def test_books_that_say_little(book: MakeBook, kam: RunKam) -> None:
    text = kam(book({}), "report", "monthly").stdout
    assert "nothing: " in text
    broken = book({"accounts/acme/account.yaml": "name: Acme\n", f"{DEALS}mes.yaml": "name: [\n"})
    assert kam(broken, "report", "weekly").exit_code == 3
    dark = book({**ACME, "accounts/acme/tasks.yaml": "call: [\n"})
    result = kam(dark, "report", "weekly")
    assert (result.exit_code, "tasks.yaml does not read" in result.stdout) == (3, True)
    assert kam(dark, "report", "yearly").exit_code == 2


def test_a_page_of_the_books_own(book: MakeBook, kam: RunKam) -> None:
    own = (
        "pages:\n  board: {label: {en: Board, zh: 例会}, parts: [largest, quarter],"
        " opportunities: 1, tender_days: 0, people: 1, names: 1}\n"
    )
    root = book({**ACME, **NOW, "playbooks/reviews.yaml": own})
    text = kam(root, "report", "board").stdout
    assert text.startswith("Board   2026-11-21   CNY")
    assert "1 more: kam forecast --by owner" in text


def test_a_day_that_is_named_is_the_day_of_the_whole_page(kam: RunKam, repo: Repo) -> None:
    repo.write(
        {f"{DEALS}early.yaml": "name: Early\namount: 9\noutcome: {result: won, date: 2026-11-13}\n"}
    )
    pages = [
        shown(kam, repo.root, "report", "monthly", *words)
        for words in (("--since", "2026-11-14"), ("--since", "HEAD"))
    ]
    assert [page["since"] for page in pages] == ["2026-11-14", "2026-11-12"]
    assert [page["results"]["won"]["count"] for page in pages] == [1, 2]
    compared = "compared with the book of 2026-11-12, the last one up to 2026-11-14"
    assert compared in kam(repo.root, "report", "weekly").stdout
    assert "compared with" not in kam(repo.root, "report", "weekly", "--since", "HEAD").stdout


def test_who_has_called_has_a_row_and_who_has_not_is_named(kam: RunKam, repo: Repo) -> None:
    called = "- {owner: new, period: 2026Q4, commit: 70, date: 2026-11-20}\n"
    repo.write({"calls.yaml": called})
    found = shown(kam, repo.root, "report", "weekly")
    assert [(row["owner"], row["call_commit"]) for row in found["rows"]] == [
        ("li.wei", None),
        ("new", 70),
        ("zhao.min", None),
    ]
    assert found["rows"][1]["expected"] == 0
    assert found["not_called"] == ["li.wei", "zhao.min"]
    text = kam(repo.root, "report", "weekly").stdout
    assert "not called yet for 2026Q4: 李伟, 赵敏" in text


def test_a_reason_is_one_in_whatever_spelling_and_an_unknown_worth_is_none(
    kam: RunKam, repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lost = "name: Lost\namount: {}\noutcome: {{result: lost, date: 2026-11-19, reason: {}}}\n"
    repo.write(
        {
            f"{DEALS}lost.yaml": lost.format("100\ncurrency: EUR", "价格"),
            f"{DEALS}long.yaml": lost.format(5, "x" * 500),
        }
    )
    found = shown(kam, repo.root, "report", "monthly")["results"]
    assert found["lost"] == {"count": 2, "amount": 5, "no_amount": 1}
    assert [(one["amount"], one["reason"][:6]) for one in found["opportunities"]] == [
        (300, "service"[:6]),
        (5, "xxxxxx"),
        (None, "price"),
    ]
    text = kam(repo.root, "report", "monthly").stdout
    assert "1 of them has no amount that converts" in text
    assert max(map(len, text.splitlines())) <= 80
    assert len([row for row in text.splitlines() if "xxx" in row]) == 2


def test_alternatives_of_one_lot_are_lost_once(kam: RunKam, repo: Repo) -> None:
    before = shown(kam, repo.root, "report", "monthly")["results"]["lost"]["count"]
    rival = "name: Rival\namount: 5\nproject: hall\nalternative: true\n"
    outcome = "outcome: {result: lost, date: 2026-11-19, reason: price}\n"
    repo.write({f"{DEALS}{name}.yaml": rival + outcome for name in ("large", "small")})
    assert shown(kam, repo.root, "report", "monthly")["results"]["lost"]["count"] == before + 1


def test_of_narrow_months_it_says_which_are_gone(
    kam: RunKam, repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    won = "name: Won {0}\namount: 1234567.8{0}\noutcome: {{result: won, date: 2026-{0:02}-08}}\n"
    repo.write({f"{DEALS}w{month}.yaml": won.format(month) for month in range(1, 10)})
    monkeypatch.setenv("COLUMNS", "60")
    text = kam(repo.root, "report", "monthly").stdout
    heading = next(row for row in text.splitlines() if row.startswith(" Month"))
    first = heading.split()[1]
    gone = "2026-01" if first == "2026-02" else f"2026-01 – 2026-{int(first[-2:]) - 1:02}"
    assert first > "2026-01"
    assert f"no room for {gone}: kam forecast --period month" in text
    monkeypatch.setenv("COLUMNS", "200")
    assert "no room for" not in kam(repo.root, "report", "monthly").stdout
