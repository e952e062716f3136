import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.domain.finding import Judged
from kam.domain.methods import Methods
from kam.domain.states import Category
from kam.render.bridge import bridge_json, bridge_sheet
from kam.render.checks import check_json
from kam.render.csv import csv_text
from kam.render.forecast import forecast_json
from kam.render.json import Json, dump_json, dump_line, envelope
from kam.render.keys import ROW_KEYS
from kam.render.listing import listing_json
from kam.render.pipeline import pipeline_json
from kam.render.relationship import relationship_json
from tests.render import samples

AMOUNTS = st.decimals(-(10**15) + 1, 10**15 - 1, places=2)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(AMOUNTS)
def test_an_amount_comes_out_to_the_cent(amount: Decimal) -> None:
    text = dump_line(amount)
    assert json.loads(text, parse_float=Decimal, parse_int=Decimal) == amount
    assert "e" not in text.lower()
    assert len(text.partition(".")[2]) <= 2


def test_amounts_that_a_float_would_spoil() -> None:
    assert dump_line(Decimal("999999999999999.99")) == "999999999999999.99"
    assert dump_line(Decimal("1E+15")) == "1000000000000000"
    assert dump_line([Decimal("2.50"), Decimal("3.00"), Decimal("-0.00")]) == "[2.5, 3, 0]"


def test_what_is_no_number_has_no_json() -> None:
    with pytest.raises(ValueError, match="NaN"):
        dump_line(Decimal("NaN"))
    with pytest.raises(TypeError):
        dump_line(1.5)


@given(JSON_VALUES)
def test_any_value_reads_back_as_it_was(value: Json) -> None:
    assert json.loads(dump_line(value)) == value
    assert json.loads(dump_json({"rows": value})) == {"rows": value}


@given(st.text())
def test_the_text_of_json_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    shown = dump_line(text)
    assert json.loads(shown) == text
    assert not any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in shown)
    assert not set(shown) & set("\u2028\u202e\u200b\ufeff")
    shown.encode("utf-8")


def test_dates_and_words_of_the_domain() -> None:
    value = {"day": date(2026, 11, 21), "category": Category.BEST_CASE, "none": None}
    assert dump_line(value) == '{"day": "2026-11-21", "category": "best_case", "none": null}'


def test_an_object_has_its_rows_one_a_line() -> None:
    text = dump_json(envelope("x", samples.TODAY, None, {"rows": [{"a": 1}, {"a": 2}]}))
    assert text.splitlines() == [
        "{",
        '  "report": "x",',
        '  "as_of": "2026-11-21",',
        '  "revision": null,',
        '  "currency": null,',
        '  "rows": [',
        '    {"a": 1},',
        '    {"a": 2}',
        "  ],",
        '  "totals": {},',
        '  "skipped": [],',
        '  "warnings": []',
        "}",
    ]


def test_findings_that_leave_a_file_out_are_skipped_and_others_are_warnings() -> None:
    document = envelope("x", samples.TODAY, None, {}, samples.findings())
    assert document["skipped"] == [
        {
            "path": "accounts/acme/opportunities/mes.yaml",
            "line": 5,
            "column": 9,
            "code": "KAM003",
            "message": 'amount: "12k EUR" is not an amount',
        }
    ]
    assert [warning["code"] for warning in document["warnings"]] == ["KAM102"]


def _documents(methods: Methods) -> Iterator[tuple[str, Json]]:
    yield "pipeline", pipeline_json(samples.pipeline(), methods)
    yield "forecast", forecast_json(samples.forecast())
    yield "bridge", bridge_json(samples.bridge())
    yield "movements", {"rows": bridge_sheet(samples.bridge())}
    yield "relationship", relationship_json(samples.relationship())
    yield "opportunities", listing_json("opportunities", [samples.opportunity_row()])
    yield "accounts", listing_json("accounts", [samples.account_row()])
    yield "tasks", listing_json("tasks", [samples.task_row()])


def test_every_row_has_the_keys_that_are_promised(methods: Methods) -> None:
    for report, parts in _documents(methods):
        assert parts["rows"]
        assert all(tuple(row) == ROW_KEYS[report] for row in parts["rows"])


def test_the_totals_and_what_stands_apart(methods: Methods) -> None:
    funnel = pipeline_json(samples.pipeline(), methods)
    assert funnel["totals"] == {
        "count": 9,
        "count_unique": 9,
        "amount": 9850000,
        "weighted": 4170000,
        "stalled": 2,
        "pushed": 4,
        "slippage": Decimal("0.3333"),
        "ahead": 0,
        "behind": 0,
    }
    assert funnel["other"][0] == {
        "kind": "held",
        "count": 1,
        "amount": 400000,
        "weighted": 100000,
    }
    assert list(forecast_json(samples.forecast())["totals"])[:3] == [
        "count",
        "count_unique",
        "closed",
    ]


def test_ratios_have_four_decimals_and_coverage_may_be_null() -> None:
    rows = forecast_json(samples.forecast())["rows"]
    assert dump_line([row["coverage"] for row in rows]) == "[1.8556, 1.9667]"
    met = samples.forecast_row("2026Q4", 10, 1, 1, 1, 1, 9)
    assert met.coverage is None


def test_check_gives_its_findings_with_severity_and_hint() -> None:
    parts = check_json(Judged(tuple(samples.findings())))
    assert parts["totals"] == {"errors": 1, "warnings": 1, "ignored": 0}
    assert list(parts["findings"][0]) == [
        "code",
        "slug",
        "severity",
        "path",
        "line",
        "column",
        "message",
        "hint",
    ]


def test_csv_has_the_keys_of_json_and_amounts_in_full() -> None:
    rows = forecast_json(samples.forecast())["rows"]
    lines = csv_text("forecast", rows).splitlines()
    assert lines[0] == ",".join(ROW_KEYS["forecast"])
    assert lines[1].startswith("2026Q4,,3,1200000,900000,1800000,640000,0,1842000,")


def test_csv_of_nothing_still_has_its_heading() -> None:
    assert csv_text("tasks", []) == "id,account,what,due,owner,opportunity,done\n"


def test_csv_is_safe_to_open_as_a_spreadsheet() -> None:
    row = {
        "a": "=cmd|' /C calc'!A1",
        "b": Decimal("-12.50"),
        "c": ["+1", "x"],
        "d": "-12.5",
        "e": True,
    }
    assert csv_text("x", [row]) == "a,b,c,d,e\n'=cmd|' /C calc'!A1,-12.5,'+1; x,-12.5,true\n"


def test_csv_of_a_nested_fact_is_its_json() -> None:
    rows = relationship_json(samples.relationship())["rows"]
    text = csv_text("relationship", rows)
    assert '"{""id"": ""draft"", ""what"": ""Send the contract draft""' in text
    assert "no-contact; no-next-step" in text
