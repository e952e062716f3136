"""What the sample book's reports look like from the command line, compared whole.

After a change that is meant, `KAM_GOLDEN=write pytest tests/cli/test_goldens.py` writes them anew.
Look at each difference before it is committed.
"""

import os
from pathlib import Path

import pytest

from tests.conftest import RunKam

SAMPLE = Path(__file__).parents[2]
GOLDEN = Path(__file__).parents[1] / "golden/reports"
REPORTS = {
    "pipeline": ("pipeline",),
    "pipeline-by-line": ("pipeline", "--by", "line"),
    "matrix": ("pipeline", "--matrix", "segment"),
    "velocity": ("velocity",),
    "cohorts": ("velocity", "--table", "cohorts"),
    "forecast": ("forecast",),
    "forecast-by-owner": ("forecast", "--by", "owner", "--period", "year"),
    "attainment": ("attainment",),
    "agenda": ("agenda", "--all", "--days", "10"),
    "month-plan": ("plan", "--month", "2026-12"),
    "agenda-mine": ("agenda", "--owner", "li.wei", "--days", "30"),
    "map": ("map", "qinglan-steel"),
    "brief": ("brief", "qinglan-steel/mes-upgrade"),
    "brief-account": ("brief", "qinglan-steel"),
    "relationship": ("relationship",),
    "tiers": ("tiers",),
    "tier": ("tiers", "--account", "qinglan-steel"),
    "value-matrix": ("tiers", "--matrix"),
    "relationship-account": ("relationship", "--account", "xi-he-wu-liu"),
    "economics": ("economics",),
    "economics-account": ("economics", "qinglan-steel"),
    "calibrate": ("calibrate",),
    "retention": ("retention",),
    "receivables": ("receivables",),
    "whitespace": ("whitespace",),
    "whitespace-by-group": ("whitespace", "--by", "group"),
    "sweep": ("whitespace", "--sweep", "manufacturing"),
    "references": ("whitespace", "--references"),
    "commission": ("commission", "--if-won", "qinglan-steel/mes-upgrade"),
    "commission-person": ("commission", "--person", "li.wei"),
    "opportunities": ("list", "opportunities"),
    "tasks": ("list", "tasks"),
    "account": ("show", "qinglan-steel"),
    "opportunity": ("show", "qinglan-steel/mes-upgrade"),
    "check": ("check",),
    "playbook": ("playbook", "show", "milestone"),
    "playbooks": ("playbook",),
    "search": ("search", "钢"),
}


@pytest.mark.parametrize("columns", ["80", "120"])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", REPORTS)
def test_the_sample_book_looks_as_it_was_judged_good(
    kam: RunKam, monkeypatch: pytest.MonkeyPatch, name: str, language: str, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    result = kam(SAMPLE, *REPORTS[name], "--lang", language)
    assert (result.exit_code, result.stderr) == (0, "")
    path = GOLDEN / language / f"{name}-{columns}.txt"
    if os.environ.get("KAM_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(result.stdout, encoding="utf-8")
    assert result.stdout == path.read_text(encoding="utf-8")


def test_no_golden_is_left_over() -> None:
    there = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.txt")}
    assert there == {
        f"{language}/{name}-{columns}.txt"
        for language in ("en", "zh")
        for name in REPORTS
        for columns in ("80", "120")
    }
