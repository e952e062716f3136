from dataclasses import replace

from kam.domain.finding import Finding, Judged
from kam.render.checks import check_text, findings_text, incomplete_line
from kam.render.screen import Screen
from tests.render import samples

AMOUNT, CLOSE = samples.findings()


def caret_of(finding: Finding, text: str | None) -> list[str]:
    return findings_text([finding], lambda _path, _number: text).splitlines()


def test_the_caret_stands_under_what_is_meant() -> None:
    assert caret_of(AMOUNT, "amount: 12k EUR")[1:3] == [
        "  5 | amount: 12k EUR",
        "    |         ^^^^^^^",
    ]


def test_the_caret_counts_cells_not_characters() -> None:
    finding = replace(AMOUNT, column=5, length=2)
    assert caret_of(finding, "名称: 宝钢 x")[1:3] == ["  5 | 名称: 宝钢 x", "    |       ^^^^"]


def test_the_caret_follows_what_is_shown_for_hidden_characters() -> None:
    finding = replace(AMOUNT, column=4, length=1)
    assert caret_of(finding, "\ta\u202eb")[1:3] == ["  5 |  a\\u202eb", "    |         ^"]


def test_a_place_past_the_end_of_the_line_has_a_caret_all_the_same() -> None:
    assert caret_of(replace(AMOUNT, column=4, length=3), "a:")[2].endswith("^")


def test_a_line_that_cannot_be_shown_is_left_out() -> None:
    assert len(caret_of(AMOUNT, None)) == len(caret_of(AMOUNT, "  ")) == 2


def test_a_finding_without_a_place_points_at_the_start_of_the_file() -> None:
    lines = caret_of(replace(AMOUNT, line=0, column=0), "amount: 12k EUR")
    assert lines[0].startswith("accounts/acme/opportunities/mes.yaml:1:1: KAM003 ")
    assert len(lines) == 2


def test_no_line_is_cut_however_narrow_the_screen() -> None:
    long = "amount: 12k EUR  # " + "x" * 200
    assert f"  5 | {long}" in check_text(Judged((AMOUNT,)), lambda _path, _number: long, Screen(20))


def test_the_summary_counts_each_severity() -> None:
    text = check_text(Judged((CLOSE, CLOSE)), samples.source_line, Screen(80))
    assert text.splitlines()[-1] == "2 warnings"
    assert not check_text(Judged(()), samples.source_line, Screen(80))


def test_a_path_that_would_move_the_cursor_is_harmless() -> None:
    assert "\x1b" not in findings_text([replace(AMOUNT, path="a\x1b[2J.yaml")], lambda *_: None)


def test_what_is_left_out_is_said_with_its_number() -> None:
    assert incomplete_line(1) == "incomplete: 1 file left out of these figures"
    assert incomplete_line(2) == "incomplete: 2 files left out of these figures"
