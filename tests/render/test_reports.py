"""What the tables of the reports show beyond their golden files."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kam.domain.methods import Methods
from kam.domain.states import Category
from kam.render import figures
from kam.render.forecast import forecast_text
from kam.render.labels import (
    category_word,
    group_label,
    phase_label,
    relationship_label,
    stage_label,
)
from kam.render.line import Tone
from kam.render.listing import listing_text
from kam.render.pipeline import pipeline_text
from kam.render.relationship import relationship_text
from kam.render.screen import PIPE, Screen
from kam.render.search import search_json, search_text
from kam.reports.pipeline import PipelineTotals
from kam.reports.relationship import NextStep
from kam.reports.search import Hit
from kam.reports.selection import By
from tests.domain.builders import MODELS
from tests.render import samples

COLOUR = Screen(120, colour=True)


def painted(text: str, tone: Tone) -> str:
    return f"\x1b[{tone.value}m{text}\x1b[0m"


def test_a_book_without_opportunities_says_what_to_do_first(methods: Methods) -> None:
    nothing = PipelineTotals(
        count=0, count_unique=0, amount=Decimal(0), weighted=Decimal(0), stalled=0
    )
    empty = tuple(
        replace(row, count=0, amount=Decimal(0), weighted=Decimal(0), median_days=None, stalled=0)
        for row in samples.pipeline().rows
    )
    text = pipeline_text(
        replace(samples.pipeline(), rows=empty, totals=nothing, other=()), methods, PIPE
    )
    assert text.splitlines()[-1] == " no open opportunity: kam add-opportunity ACCOUNT NAME"
    assert " G  Visit promised" in text
    none = replace(samples.forecast(), rows=(), other=())
    assert "no open opportunity" in forecast_text(none, PIPE)
    bare = replace(samples.relationship(), rows=(), stages={}, is_empty=True)
    assert (
        relationship_text(bare, methods, MODELS.people, PIPE).splitlines()[-1]
        == " no account: kam add-account NAME"
    )
    assert listing_text("tasks", [], methods, samples.TODAY, PIPE) == "0 next steps   2026-11-21\n"


def test_a_playbook_that_nothing_stands_in_is_left_out_beside_one_in_use(methods: Methods) -> None:
    idle = tuple(
        replace(row, count=0, amount=Decimal(0), weighted=Decimal(0))
        for row in samples.pipeline_rows(None, "six-stage", ("bid",))
    )
    both = replace(samples.pipeline(), rows=samples.pipeline().rows + idle)
    assert "Bid submitted" not in pipeline_text(both, methods, PIPE)


def test_a_playbook_that_cannot_be_read_stands_under_its_key(methods: Methods) -> None:
    rows = samples.pipeline_rows(None) + samples.pipeline_rows(None, "own", ("won-over",))
    text = pipeline_text(replace(samples.pipeline(), rows=rows), methods, PIPE)
    assert "\n own " in text
    assert "    Won-over" in text


def test_colours_mean_won_commit_and_at_risk(methods: Methods) -> None:
    text = forecast_text(samples.forecast(), COLOUR)
    assert painted("1,200", Tone.WON) in text
    assert painted("900", Tone.COMMIT) in text
    assert painted("1 overdue", Tone.RISK) in text
    late = replace(samples.forecast_row("2026Q4", 0, 0, 0, 100, 10, 900))
    low = replace(samples.forecast(), rows=(late,))
    assert painted("0.1×", Tone.RISK) in forecast_text(low, COLOUR)
    funnel = pipeline_text(samples.pipeline(), methods, COLOUR)
    assert painted("2 stalled", Tone.RISK) in funnel
    assert painted("█████████▋", Tone.COMMIT) in funnel


def test_a_late_date_and_a_won_deal_stand_out_in_a_list(methods: Methods) -> None:
    from kam.domain.states import State

    late = samples.opportunity_row()
    won = replace(late, state=State.WON, category=Category.CLOSED)
    text = listing_text("opportunities", [late, won], methods, samples.TODAY, COLOUR)
    assert painted("2026-10-28", Tone.RISK) in text
    assert text.count(painted("2026-10-28", Tone.RISK)) == 1
    assert painted(" won", Tone.WON) in text


def test_a_next_step_without_a_day_is_there_all_the_same(methods: Methods) -> None:
    calm, bare = samples.relationship().rows
    step = NextStep(id="call", what="Call them", due=None, owner=None)
    late = replace(calm, alerts=("overdue-step",))
    rows = (replace(bare, next_step=step, alerts=()), late)
    text = relationship_text(
        replace(samples.relationship(), rows=rows), methods, MODELS.people, COLOUR
    )
    assert "undated" in text
    assert painted("2026-12-02", Tone.RISK) in text
    assert painted("1 with an overdue step", Tone.RISK) in text


def test_amounts_of_one_currency_have_it_in_the_heading(methods: Methods) -> None:
    rows = [samples.opportunity_row()]
    text = listing_text("opportunities", rows, methods, samples.TODAY, PIPE)
    assert text.startswith("1 opportunity   2026-11-21   CNY thousand\n")
    assert "3,200 CNY" not in text


def test_search_gives_its_hits_in_both_forms() -> None:
    hit = Hit("task", "acme/draft", "accounts/acme/tasks.yaml", "Send the draft")
    assert search_text([hit], PIPE).splitlines()[-1] == " next step  acme/draft  Send the draft"
    assert search_text([], PIPE) == "0 hits\n"
    assert search_json([hit])["rows"] == [
        {
            "kind": "task",
            "id": "acme/draft",
            "path": "accounts/acme/tasks.yaml",
            "text": "Send the draft",
        }
    ]


def test_words_for_keys_and_keys_where_there_are_no_words(methods: Methods) -> None:
    model = methods.relationship
    assert stage_label(methods.playbooks["milestone"], "C") == "needs matched"
    assert stage_label(None, "C") == stage_label(methods.playbooks["milestone"], "C?")[:1] == "C"
    assert stage_label(None, None) == "none yet"
    assert category_word("best_case") == "best case"
    assert phase_label(model, "interrupted") == "interrupted"
    assert phase_label(model, "middle") == "middle"
    assert phase_label(model, "own-phase") == "own-phase"
    assert relationship_label(model, "none") == "none"
    assert relationship_label(model, "own-stage") == "own-stage"


@pytest.mark.parametrize(
    ("by", "group", "label"),
    [
        (By.OWNER, None, "none"),
        (By.OWNER, "", "none"),
        (By.OWNER, "li.wei", "li.wei"),
        (By.CATEGORY, "best_case", "Best case"),
        (By.LINE, "other", "other"),
        (By.SEGMENT, "other", "other"),
    ],
)
def test_the_groups_of_by(by: By, group: str | None, label: str) -> None:
    assert group_label(by, group, {}) == label


def test_small_figures() -> None:
    assert figures.days(Decimal("31.5")) == "32"
    assert figures.days(0) == "0"
    assert figures.days(None) == figures.share(None) == figures.times(None) == "–"
    assert figures.day(None) == figures.percent(None) == figures.count(0) == "–"
    assert figures.share(Decimal("0.342")) == "34 %"
    assert figures.times(Decimal("1.9166")) == "1.9×"
    assert figures.times(Decimal("0.01")) == "<0.1×"
    assert figures.percent(Decimal("33.50")) == "33.5"
