from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kam.render.fitting import shorten, shorten_line, wrap
from kam.render.line import Span, line, width_of
from kam.render.sanitise import clean

TEXTS = st.text(st.sampled_from("abc DE-é宝钢、（）集团 "), max_size=40)


def test_a_name_shortens_in_its_middle_and_a_sentence_at_its_end() -> None:
    assert shorten("Baoshan Steel", 7) == "Bao…eel"
    assert shorten("青岚钢铁股份有限公司", 11) == "青岚…限公司"
    assert shorten("Send the contract draft", 12, at_end=True) == "Send the co…"
    assert shorten("Acme", 4) == "Acme"


@given(text=TEXTS, width=st.integers(0, 50), at_end=st.booleans())
def test_a_shortened_text_fits(text: str, width: int, *, at_end: bool) -> None:
    assert cell_len(shorten(text, width, at_end=at_end)) <= width or width == 0


def test_only_the_longest_piece_of_a_line_is_shortened() -> None:
    pieces = (Span("B"), Span(" evaluation leans"), Span(" won"))
    assert [span.text for span in shorten_line(pieces, 12)] == ["B", " ev…ans", " won"]


def test_lines_break_at_spaces_and_between_wide_characters_but_not_before_their_stops() -> None:
    english = wrap(line("one two three"), 8, 2)
    assert ["".join(span.text for span in row).rstrip() for row in english] == [
        "one two",
        "  three",
    ]
    chinese = wrap(line("请设计院陪同拜访（总工程师），了解其顾虑。"), 18)
    broken = ["".join(span.text for span in row) for row in chinese]
    assert broken == ["请设计院陪同拜访", "（总工程师），了解", "其顾虑。"]


@given(text=TEXTS, width=st.integers(10, 30), indent=st.integers(0, 6))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, width: int, indent: int) -> None:
    rows = wrap(line(text), width, indent)
    whole = "".join(span.text for row in rows for span in row)
    assert whole.replace(" ", "") == clean(text).replace(" ", "")
    shown = ["".join(span.text for span in row).rstrip() for row in rows]
    assert all(cell_len(row) <= width for row in shown)


def test_without_a_width_nothing_is_broken() -> None:
    assert wrap(line("a b"), None, 2, line("- ")) == ((*line("- "), *line("a b")),)


def test_what_leads_a_line_is_never_broken() -> None:
    rows = wrap(line("agreed"), 12, 2, line("a-long-identifier "))
    assert width_of(rows[0]) > 12


def test_the_narrowest_places() -> None:
    assert shorten("abc", 1) == "…"
    assert not shorten("abc", 0)
    assert shorten("宝钢", 2) == "…"
    rows = wrap(line("a-word-too-long"), 6)
    assert ["".join(span.text for span in row) for row in rows] == ["a-word", "-too-l", "ong"]
