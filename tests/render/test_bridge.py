"""What the bridge shows beyond its golden files: which rows, which tones, JSON and CSV."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kam.domain.periods import Period
from kam.i18n import set_language
from kam.render.bridge import bridge_json, bridge_sheet, bridge_text
from kam.render.csv import csv_text
from kam.render.json import dump_json
from kam.render.keys import MOVED_KEYS, ROW_KEYS
from kam.render.labels import movement_word
from kam.render.line import Tone
from kam.render.screen import PIPE, Screen
from kam.reports.movements import Movement
from tests.render import samples

COLOUR = Screen(120, colour=True)
EIGHTY = Screen(80)


def painted(text: str, tone: Tone) -> str:
    return f"\x1b[{tone.value}m{text}\x1b[0m"


def test_a_row_stands_for_each_kind_that_has_something() -> None:
    lines = bridge_text(samples.bridge(), EIGHTY).split("\n\n")[1].splitlines()
    first = [line.split()[0] for line in lines if not line.startswith(" ─")]
    assert first[1:] == ["Opening", "Created", "Increased", "Decreased", "Lost", "Won", "Closing"]


def test_every_opportunity_that_moved_is_named_with_before_and_after() -> None:
    text = bridge_text(samples.bridge(), EIGHTY)
    (found,) = (line for line in text.splitlines() if "acme/mes" in line)
    assert found.split("  ")[-3:] == ["2,560 -> 3,200", "2026-12-31 -> 2027-03-31", "E -> C"]
    for entries in samples.MOVED.values():
        assert all(one.id in bridge_text(samples.bridge(), PIPE) for one in entries)


def test_a_bar_begins_where_the_sum_stood() -> None:
    lines = bridge_text(samples.bridge(), PIPE).splitlines()
    opening, created, increased = (
        next(line for line in lines if line.startswith(f" {word} "))
        for word in ("Opening", "Created", "Increased")
    )
    assert created.index("█") == len(opening) == opening.rindex("▉") + 1
    assert increased.index("█") in {len(created), len(created) - 1}


def test_the_period_is_in_the_heading() -> None:
    text = bridge_text(samples.bridge(Period.parse("2027Q1")), PIPE)
    assert text.startswith(
        "Bridge of 2027Q1   2026-09-30 -> 2026-11-21   CNY thousand, tax included   (balanced)\n"
    )


def test_colours_mean_won_and_at_risk() -> None:
    text = bridge_text(samples.bridge(), COLOUR)
    assert text.count(painted("-1,200", Tone.WON)) == 2
    assert text.count(painted("-1,000", Tone.RISK)) == 2
    assert text.count(painted("-150", Tone.RISK)) == 2
    assert painted("+640", Tone.WON) not in text


def test_where_nothing_moved_it_says_so() -> None:
    text = bridge_text(samples.bridge(moved={}), PIPE)
    assert text.splitlines()[-1] == " nothing moved"
    assert "Opportunity" not in text


def test_an_empty_pipeline_has_no_bars() -> None:
    rows = tuple(replace(row, amount=Decimal(0), count=0) for row in samples.bridge(moved={}).rows)
    text = bridge_text(replace(samples.bridge(moved={}), rows=rows), EIGHTY)
    assert " Opening       –    –\n" in text


def test_what_is_out_of_both_sides_and_an_opening_in_another_currency_are_said() -> None:
    result = replace(samples.bridge(), left_out=2, from_currency="USD")
    text = bridge_text(result, PIPE)
    assert " the opening is in USD\n" in text
    assert " 2 opportunities are on neither side: a file of theirs does not read\n" in text
    nameless = replace(samples.bridge(), from_currency=None)
    assert " the opening is in –\n" in bridge_text(nameless, PIPE)


def test_one_that_is_gone_is_shown_as_it_was() -> None:
    gone = samples.entry("acme/old Old line", -300, 300, None, "2026-12-31 -", "G -")
    text = bridge_text(samples.bridge(moved={Movement.REMOVED: (gone,)}), PIPE)
    (found,) = (line for line in text.splitlines() if "acme/old" in line)
    assert found.split() == ["acme/old", "Old", "line", "-300", "300", "2026-12-31", "G"]


@pytest.mark.parametrize("kind", Movement)
def test_every_kind_has_its_word(kind: Movement) -> None:
    set_language("en")
    assert movement_word(kind).lower().replace(" ", "_") == kind


def test_json_has_every_kind_in_its_order_with_what_moved() -> None:
    found = bridge_json(samples.bridge(), from_revision="abc")
    assert [row["kind"] for row in found["rows"]] == list(Movement)
    assert {tuple(row) for row in found["rows"]} == {ROW_KEYS["bridge"]}
    increased = found["rows"][3]
    assert [tuple(one) for one in increased["opportunities"]] == [MOVED_KEYS]
    assert increased["opportunities"][0]["amount"] == 640000
    assert dump_json({key: found[key] for key in list(found)[1:]}).splitlines()[1:-1] == [
        '  "totals": {"opening": 11400000, "closing": 12890000, "change": 1490000, "left_out": 0},',
        '  "from": {"as_of": "2026-09-30", "revision": "abc", "currency": "CNY"},',
        '  "to": {"as_of": "2026-11-21", "revision": null, "currency": "CNY"},',
        '  "due": null,',
        '  "balanced": true',
    ]
    assert bridge_json(samples.bridge(Period.parse("2027Q1")))["due"] == "2027Q1"


def test_csv_has_a_row_an_opportunity_between_opening_and_closing() -> None:
    lines = csv_text("movements", bridge_sheet(samples.bridge())).splitlines()
    assert lines[:3] == [
        "kind,amount,count,id,name,from_amount,to_amount,from_close,to_close,from_stage,to_stage",
        "opening,11400000,21,,,,,,,,",
        "created,2000000,1,acme/line-3,Line 3,,2000000,,2027-03-31,,C",
    ]
    assert lines[-1] == "closing,12890000,20,,,,,,,,"
    amounts = [Decimal(line.split(",")[1]) for line in lines[1:]]
    assert sum(amounts[:-1]) == amounts[-1]
