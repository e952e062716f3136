"""The shapes of every JSON answer (SPEC.md 4): stable keys in their order, exact amounts.

The keys stand here as the specification has them: a key that goes missing breaks scripts.
"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeBook, RunKam

SAMPLE = Path(__file__).parents[2]
COMMON = ("report", "as_of", "revision", "currency", "rows", "totals")
LAST = ("skipped", "warnings")
FORECAST = """
    closed commit best_case pipeline omitted weighted expected commit_forecast best_case_forecast
    open_pipeline target coverage attainment
"""
CALLS = "call_commit call_best_case called callers"
RANGE = "p10 p50 p90 range_bound target_probability target_probability_bound"
FORECAST_OWN = "other basis backlog reconciliation calls calibrated"
COUNTS = "count count_unique"
SHAPES = {
    # the command: the report's name, keys of rows, keys of totals, keys of its own
    "pipeline": (
        "pipeline",
        """playbook stage label probability group count amount weighted median_days stalled
        pushed ahead behind""",
        "count count_unique amount weighted stalled pushed slippage ahead behind",
        "other",
    ),
    "forecast --calibrated": (
        "forecast", f"period group count {FORECAST} {CALLS}", f"{COUNTS} {FORECAST}", FORECAST_OWN,
    ),
    "forecast --range": (
        "forecast",
        f"period group count {FORECAST} {CALLS} {RANGE}",
        f"{COUNTS} {FORECAST} {RANGE}",
        f"{FORECAST_OWN} range",
    ),
    "forecast --what-if qinglan-steel/mes-upgrade=lost": (
        "forecast",
        f"period group count {FORECAST} {CALLS}",
        f"{COUNTS} {FORECAST}",
        f"{FORECAST_OWN} scenario difference",
    ),
    "forecast --by line --period year": (
        "forecast", f"period group count {FORECAST} {CALLS}", f"{COUNTS} {FORECAST}", FORECAST_OWN,
    ),
    "attainment": (
        "attainment",
        """owner team period measure target closed expected attainment gap coverage level overlay
        open_pipeline weighted weighted_coverage due ahead per_day per_week""",
        """period measure target closed expected attainment gap coverage level overlay open_pipeline
        weighted weighted_coverage due ahead per_day per_week""",
        "workdays measures",
    ),
    "pipeline --matrix segment": (
        "pipeline-matrix",
        "group playbook stage buying_step label count amount weighted",
        "count_unique count amount weighted",
        "by folded groups columns other",
    ),
    "velocity": (
        "velocity",
        """group won lost abandoned win_rate win_rate_amount mean_won_amount mean_cycle_days
        median_cycle_days open velocity_per_day won_amount lost_amount no_amount no_cycle""",
        """won lost abandoned win_rate win_rate_amount mean_won_amount mean_cycle_days
        median_cycle_days open velocity_per_day won_amount lost_amount no_amount no_cycle""",
        "from to levers stages cohorts reasons competitors no_history",
    ),
    "calibrate": (
        "calibrate",
        """playbook stage label group n won observed prior toward learned low high verdict""",
        "n won open brier skill",
        "weight confidence reliability overrides back_test too_few left_out",
    ),
    "map qinglan-steel": (
        "map",
        """id name account title department level roles lead attitude side contact company_interest
        personal_interest relation_type need reports_to veto outside weight share strength last_seen
        days_unseen visit reasons gain aim approach what due owner""",
        "count contact_coverage relation_type for undecided against unknown",
        "account opportunity scale levels alerts gaps left out not_found trust analysis",
    ),
    "brief qinglan-steel/mes-upgrade": (
        "brief",
        """id account name relationship contact_coverage stage in_hand missing people tasks
        activities complaints satisfaction sheet objections objectives unknown""",
        "",
        "",
    ),
    "relationship": (
        "relationship",
        """account name tier owner stage since days_in_stage share_of_wallet phase ladder
        relation_type contact_coverage last_contact next_step alerts suggested_phase depth
        points""",
        "count stages",
        "",
    ),
    "tiers": (
        "tiers",
        """account profit share cumulative_share class tier suggested_tier reasons name owner sales
        margin cost without_margin unconverted growth value review_due verdicts""",
        "count profit sales without_margin",
        "other months",
    ),
    "agenda --all": (
        "agenda",
        """due days kind account opportunity owner what date detail limit id snoozed because
        amount currency""",
        "count late today undated others",
        "owner until snoozed",
    ),
    "commission": (
        "commission",
        "person period basis commission paid deferred clawback payout plan",
        "basis commission paid deferred clawback payout count",
        """from to audit unconverted unpaid incomplete without_margin without_amount
        without_owner unshared_pools uneven_splits reopened if_won""",
    ),
    "economics": (
        "economics",
        """year revenue margin upkeep acquisition profit cumulative planned assumed_margin
        share_of_wallet""",
        "payback_year lifetime_value invested earned coming margin assumed_margin count",
        "accounts other unread assumptions",
    ),
    "report monthly": (
        "report",
        """owner target closed commit best_case pipeline expected gap coverage attainment
        call_commit call_best_case p10 p50 p90 target_probability""",
        """target closed commit best_case pipeline expected gap coverage attainment
        call_commit call_best_case p10 p50 p90 target_probability""",
        """other page quarter not_called since bridge months results largest due tenders attention
        money""",
    ),
    "scorecard --to 2026-10": (
        "scorecard",
        """person team month prospects milestones ended conversion touch_accounts touch_kept
        touch_rhythm coverage_gained bookings overlay margin customers retained retention""",
        """prospects milestones ended conversion touch_accounts touch_kept touch_rhythm
        coverage_gained bookings overlay margin customers retained retention""",
        "from to people months coverage_known",
    ),
    "retention": (
        "retention",
        """account name owner status before now change falling last_order days_since purchases
        median_gap due_by late""",
        """from to customers kept lost new logo_retention logo_churn before lost_revenue contracted
        expanded new_revenue now gross_retention revenue_churn net_retention unknown""",
        "years unread",
    ),
    "receivables": (
        "receivables",
        """account name order payment opportunity kind retention state amount stated currency due
        paid days_late owner team""",
        """count open not_due ages overdue undated retention retention_due soon paid""",
        "by ageing from to until groups unplanned unread",
    ),
    "plan --month 2026-12": (
        "month-plan",
        "due kind account opportunity owner what date detail limit id dates",
        "count visits nobody earlier",
        "month shared",
    ),
    "whitespace": (
        "whitespace",
        """account name group line potential current gap share_of_wallet chance units buying
        open_amount opportunities""",
        "potential current gap open_amount count",
        "accounts lines unread",
    ),
    "whitespace --sweep manufacturing": (
        "sweep",
        """account name owner industry segment state last_contact last_order open points_to
        lines""",
        "count untouched touched open customer unknown",
        "market like",
    ),
    "whitespace --references": (
        "references",
        """account name industry willing opinion_leader subjects last_order given last_given to
        could_help""",
        "count",
        "",
    ),
    "list accounts": (
        "accounts",
        "id name tier owner industry segment ownership parent group stage",
        "count",
        "",
    ),
    "list opportunities": (
        "opportunities",
        """id name account playbook stage probability amount currency close_date owner category
        state days_in_stage pushes workdays_in_stage buying_step alignment
        intent superseded""",
        "count",
        "",
    ),
    "history qinglan-steel/mes-upgrade": (
        "history",
        "date who opportunity what from to because evidence commit source waived",
        "count days_in_stage workdays_in_stage pushes",
        "",
    ),
    "list contacts": (
        "contacts",
        "id name account title department level roles attitude contact left moved_to",
        "count",
        "",
    ),
    "list tasks": ("tasks", "id account what due owner opportunity done", "count", ""),
    "list orders": (
        "orders",
        "id account date line amount currency margin opportunity accepted",
        "count",
        "",
    ),
    "list activities": (
        "activities", "account date kind by with opportunity note", "count", "",
    ),
    "search 钢": ("search", "kind id path text", "count", ""),
    "playbook": ("playbooks", "id name stages winning", "count", ""),
    "show qinglan-steel": (
        "account",
        "id path account contacts opportunities tasks activities orders after_sale",
        "",
        "",
    ),
    "show qinglan-steel/mes-upgrade": (
        "opportunity",
        """id path opportunity playbook stage state category probability stated currency amount
        weighted close_date owner superseded label in_hand customer standing
        project tasks activities orders""",
        "",
        "",
    ),
}  # fmt: skip
FINDING = ("path", "line", "column", "code", "message")


def answer(kam: RunKam, root: Path, *words: str) -> Any:
    """The one object that a command prints, amounts as decimals."""
    return json.loads(kam(root, *words, "--json").stdout, parse_float=Decimal)


@pytest.mark.parametrize("command", SHAPES)
def test_a_report_has_its_keys_in_their_order(kam: RunKam, command: str) -> None:
    name, rows, totals, own = SHAPES[command]
    printed = kam(SAMPLE, *command.split(), "--json").stdout
    found = json.loads(printed)
    assert printed.endswith("}\n")
    for figure in re.findall(r'"(?:amount|weighted|closed|expected)": (-?[0-9][^,}]*)', printed):
        assert re.fullmatch(r"-?\d+(\.\d{1,2})?", figure), figure
    assert tuple(found) == (*COMMON, *own.split(), *LAST)
    assert (found["report"], found["as_of"], found["revision"], found["currency"]) == (
        name, "2026-11-21", None, "CNY",
    )  # fmt: skip
    assert found["rows"]
    assert {tuple(row) for row in found["rows"]} == {tuple(rows.split())}
    assert list(found["totals"]) == totals.split()
    for other in found.get("other", ()):
        assert list(other) == ["kind", "count", "amount", "weighted"]
    assert (found["skipped"], found["warnings"]) == ([], [])


@pytest.mark.parametrize("command", SHAPES)
def test_keys_and_figures_are_the_same_in_both_languages(kam: RunKam, command: str) -> None:
    words = command.split()
    english, chinese = answer(kam, SAMPLE, *words), answer(kam, SAMPLE, *words, "--lang", "zh")
    texts = {"label", "name", "task", "missing", "approach", "unknown"}
    assert list(without(english, texts)) == list(without(chinese, texts))


def without(data: Any, keys: set[str]) -> Iterator[object]:
    """Every key and value, but those under the keys that hold words for people."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in keys:
                yield key
                yield from without(value, keys)
    elif isinstance(data, list):
        for item in data:
            yield from without(item, keys)
    else:
        yield data


def test_amounts_of_fifteen_digits_come_out_exactly(kam: RunKam, book: MakeBook) -> None:
    root = book(
        {
            "kam.yaml": "currency: CNY\n",
            "accounts/acme/account.yaml": "name: Acme\n",
            "accounts/acme/opportunities/one.yaml": f"name: x\nstage: A\namount: {'9' * 15}.99\n",
            "accounts/acme/opportunities/two.yaml": "name: x\nstage: A\namount: 0.01\n",
        }
    )
    totals = answer(kam, root, "pipeline")["totals"]
    assert totals["amount"] == Decimal("1000000000000000.00")
    assert totals["weighted"] == Decimal("900000000000000.00")
    rows = kam(root, "list", "opportunities", "--json").stdout
    assert '"amount": 999999999999999.99,' in rows


def test_findings_stand_in_check_and_in_reports(kam: RunKam, book: MakeBook) -> None:
    root = book(
        {
            "accounts/acme/account.yaml": "name: Acme\nowneer: li.wei\n",
            "accounts/acme/opportunities/bad.yaml": "name: x\namount: 1_000\n",
        }
    )
    found = answer(kam, root, "forecast")
    assert [tuple(one) for one in (*found["skipped"], *found["warnings"])] == [FINDING, FINDING]
    assert found["skipped"][0] == {
        "path": "accounts/acme/opportunities/bad.yaml",
        "line": 2,
        "column": 9,
        "code": "KAM003",
        "message": 'amount: "1_000" is not an amount',
    }
    checked = answer(kam, root, "check")
    assert tuple(checked) == (*COMMON, "findings", "ignored", *LAST)
    assert (checked["report"], checked["totals"]["errors"]) == ("check", 2)
    keys = ("code", "slug", "severity", "path", "line", "column", "message", "hint")
    assert {tuple(one) for one in checked["findings"]} == {keys}
    assert {one["severity"] for one in checked["findings"]} == {"error"}


def test_a_write_says_what_changed(kam: RunKam, book: MakeBook) -> None:
    root = book({"accounts/acme/account.yaml": "name: Acme\n"})
    found = answer(kam, root, "log", "acme", "called", "--next", "send it", "--due", "2026-12-01")
    assert list(found) == ["changed", "id", "commit", "message"]
    assert found["changed"] == [
        "accounts/acme/activities/2026-li.wei.yaml", "accounts/acme/tasks.yaml",
    ]  # fmt: skip
    assert (found["id"], found["commit"]) == ("acme", None)
    assert found["message"].startswith("acme  2026-11-21 call")


def test_a_failure_is_an_object(kam: RunKam, book: MakeBook) -> None:
    root = book({"accounts/acme/account.yaml": "name: Acme\n"})
    found = answer(kam, root, "show", "acm/e")
    assert list(found) == ["error"]
    assert found["error"] == {
        "code": "not-found",
        "exit": 4,
        "message": 'no opportunity is called "e"',
        "hint": None,
        "candidates": [],
        "saved": [],
    }


def test_a_book_without_a_currency_says_null(kam: RunKam, book: MakeBook) -> None:
    root = book(
        {
            "accounts/acme/account.yaml": "name: Acme\n",
            "accounts/acme/opportunities/mes.yaml": "name: x\nstage: C\namount: 5\n",
        }
    )
    found = answer(kam, root, "pipeline")
    assert (found["currency"], found["totals"]["amount"]) == (None, 5)
