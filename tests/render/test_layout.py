"""The laws of every table: aligned, within the screen, nothing cut in a pipe, figures never cut."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kam.render.bars import bar
from kam.render.layout import draw, print_table, title_of
from kam.render.line import Span, Tone, line, width_of, write
from kam.render.screen import PIPE, Screen
from kam.render.table import EMPTY, Column, Row, Section, Table
from kam.render.widths import fit

NAMES = st.text(st.sampled_from("abcXYZ 宝钢集团é-"), max_size=30)
FIGURES = st.integers(0, 10**9).map(lambda figure: f"{figure:,}")
ROWS = st.lists(st.tuples(NAMES, NAMES, FIGURES), min_size=1, max_size=6)


def table(rows: list[tuple[str, str, str]], notes: tuple[str, ...] = ()) -> Table:
    """Two names that may shorten, a column that may go, a figure, a bar, a total."""
    return Table(
        title=title_of("Title"),
        columns=[
            Column(heading="Account", least=6),
            Column(heading="Owner", least=4, drop=1),
            Column(heading="Amount", right=True),
            Column(picture=(5, 20)),
        ],
        sections=[
            Section(
                [
                    Row(
                        [
                            line(first),
                            line(second),
                            line(figure),
                            lambda width: line(bar(Decimal(1), Decimal(2), width)),
                        ]
                    )
                    for first, second, figure in rows
                ]
            )
        ],
        totals=[Row([line("Total"), EMPTY, line("1"), EMPTY], Tone.STRONG)],
        notes=[line(note) for note in notes],
    )


def lines_of(drawn: Table, width: int | None) -> list[str]:
    return write(draw(drawn, Screen(width)), PIPE).splitlines()


@given(rows=ROWS, width=st.none() | st.integers(36, 120))
def test_every_line_of_a_table_takes_the_same_cells(
    rows: list[tuple[str, str, str]], width: int | None
) -> None:
    drawn = [pieces for pieces in draw(table(rows), Screen(width)) if pieces][1:]
    assert len({width_of(pieces) for pieces in drawn}) == 1


@given(rows=ROWS, width=st.integers(36, 120))
def test_no_line_is_wider_than_the_screen(rows: list[tuple[str, str, str]], width: int) -> None:
    assert all(cell_len(text) <= width for text in lines_of(table(rows), width))


@given(rows=ROWS)
def test_in_a_pipe_nothing_is_cut(rows: list[tuple[str, str, str]]) -> None:
    text = "\n".join(lines_of(table(rows), None))
    assert all(cell.rstrip() in text for row in rows for cell in row)
    assert "…" not in text


@given(rows=ROWS, width=st.integers(1, 120))
def test_a_figure_is_never_cut(rows: list[tuple[str, str, str]], width: int) -> None:
    text = "\n".join(lines_of(table(rows), width))
    assert all(figure in text for _, _, figure in rows)


@given(rows=ROWS, width=st.integers(36, 120))
def test_figures_end_in_one_column(rows: list[tuple[str, str, str]], width: int) -> None:
    drawn = table(rows)
    places = fit(drawn, width)
    assert places[2] == max(len("Amount"), *(len(figure) for _, _, figure in rows))


def test_a_table_gives_way_in_the_order_that_is_written_down() -> None:
    rows = [("Baoshan Steel Works", "li.wei of the north", "3,200,000")]
    drawn = table(rows)
    shown = {width: list(fit(drawn, width)) for width in (80, 60, 40, 30, 10)}
    assert shown[80] == [0, 1, 2, 3]
    assert fit(drawn, 80)[3] == 20
    assert fit(drawn, 60)[3] < 20
    assert shown[40] == [0, 1, 2]
    assert shown[10] == shown[20 + 10 - 20] == [0, 2]
    assert fit(drawn, 10)[0] == 6


def test_what_a_column_leaves_is_given_back() -> None:
    rows = [("Baoshan Steel Works", "li.wei of the north", "3,200,000")]
    assert fit(table(rows), 24) == {0: 6, 1: 4, 2: 9}
    assert fit(table(rows), 23) == {0: 11, 2: 9}


def test_an_id_is_shortened_after_the_names() -> None:
    drawn = Table(
        title=title_of("Title"),
        columns=[Column(least=4, keeps=True), Column(least=4)],
        sections=[Section([Row([line("a" * 20), line("b" * 10)])])],
    )
    assert fit(drawn, 27) == {0: 20, 1: 4}
    assert fit(drawn, 20) == {0: 13, 1: 4}


def test_a_heading_of_a_shortened_column_keeps_its_first_words() -> None:
    drawn = Table(
        title=title_of("Title"),
        columns=[Column(heading="Milestone reached", least=10)],
        sections=[Section([Row([line("Visit promised")])])],
    )
    assert lines_of(drawn, 15)[2] == " Milestone"


def test_a_cell_over_two_columns_widens_them_and_is_shortened_where_there_is_no_room() -> None:
    heading = Row([line("Six stages of a sale"), EMPTY], span=2)
    drawn = Table(
        title=title_of("Title"),
        columns=[Column(), Column(heading="Stage", least=5)],
        sections=[Section([Row([line("G"), line("Visit")])], heading)],
    )
    assert lines_of(drawn, None)[4] == " Six stages of a sale"
    assert lines_of(drawn, 21)[4] == " Six stages of a sale"
    assert lines_of(drawn, 14)[4] == " Six st…a sale"


def test_rules_stand_under_the_heading_and_above_totals_only() -> None:
    lines = lines_of(table([("a", "b", "1"), ("c", "d", "2")]), 80)
    assert [number for number, text in enumerate(lines) if "─" in text] == [3, 6]


def test_notes_break_and_hang() -> None:
    lines = lines_of(table([("a", "b", "1")], notes=("not counted: one thing and another",)), 20)
    assert lines[-2:] == [" not counted: one", "   thing and another"]


def test_a_legend_stands_only_where_its_pictures_do() -> None:
    plain = table([("Baoshan", "li.wei", "3,200,000")])
    drawn = Table(
        title=plain.title, legend=line("█ closed"), columns=plain.columns, sections=plain.sections
    )
    assert lines_of(drawn, 80)[0] == "Title   █ closed"
    assert lines_of(drawn, 30)[0] == "Title"


def test_colour_adds_nothing_but_colour() -> None:
    drawn = table([("Baoshan", "li.wei", "3,200,000")])
    coloured = print_table(drawn, Screen(80, colour=True))
    plain = print_table(drawn, Screen(80))
    assert "\x1b[" in coloured
    for tone in Tone:
        coloured = coloured.replace(f"\x1b[{tone.value}m", "")
    assert [
        text.rstrip() for text in coloured.replace("\x1b[0m", "").splitlines()
    ] == plain.splitlines()


def _luminance(code: str) -> float:
    """Relative luminance (WCAG 2) of a colour of the terminal's cube of 216."""
    index = int(code.rpartition(";")[2]) - 16
    levels = [0, 95, 135, 175, 215, 255]
    channels = [levels[index // 36], levels[index // 6 % 6], levels[index % 6]]
    linear = [
        value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4
        for value in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("tone", [Tone.WON, Tone.COMMIT, Tone.RISK])
def test_a_colour_can_be_read_on_white_and_on_black(tone: Tone) -> None:
    luminance = _luminance(tone.value)
    assert 1.05 / (luminance + 0.05) >= 3.5
    assert (luminance + 0.05) / 0.05 >= 3.5


def test_escapes_of_a_book_never_reach_the_terminal() -> None:
    drawn = table([("\x1b[2Jevil\x07", "\u202eowner", "1")])
    text = print_table(drawn, Screen(80, colour=True))
    assert "\x1b[2J" not in text
    assert "\\u202eowner" in text


def test_trailing_spaces_are_left_out_of_a_coloured_line_too() -> None:
    pieces = (Span("a", Tone.STRONG), Span("  "))
    assert write([pieces], Screen(colour=True)) == "\x1b[1ma\x1b[0m\n"
