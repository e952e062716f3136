import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.render.line import Span
from kam.render.sanitise import clean, guard

EVERYTHING = [chr(code) for code in range(sys.maxunicode + 1)]


def test_no_control_of_any_kind_comes_out() -> None:
    shown = clean("".join(EVERYTHING))
    found = {unicodedata.category(character) for character in shown}
    assert not found & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def test_every_letter_figure_and_sign_comes_out_as_it_is() -> None:
    invisible = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    kept = [
        character
        for character in EVERYTHING
        if unicodedata.category(character)[0] in "LNPSM"
        and character not in invisible
        and not 0xFE00 <= ord(character) <= 0xFE0F
        and not 0xE0100 <= ord(character) <= 0xE01EF
    ]
    assert [clean(character) for character in kept] == kept


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b]0;title\x07", "[31mred]0;title"),
        ("\x9b2J\x7f", "2J"),
        ("two\nlines\tand\ra tab", "two lines and a tab"),
        ("a\u2028b\u2029c\x85d", "a b c d"),
        ("abc\u202efdp.exe", "abc\\u202efdp.exe"),
        ("zero\u200bwidth\u2060\ufeff", "zero\\u200bwidth\\u2060\\ufeff"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("filler\u3164", "filler\\u3164"),
        ("no\u00a0break", "no break"),
        ("宽\u3000空格", "宽\u3000空格"),
        ("heart ❤\ufe0f", "heart ❤"),
        ("lone\ud800surrogate", "lone\\ud800surrogate"),
        ("private\ue000use", "private\\ue000use"),
        ("no character\ufffe \U0002ffff", "no character\\ufffe \\U0002ffff"),
        ("a newer Han character \U000323b0", "a newer Han character \U000323b0"),
        ("李伟 – Bär × 3", "李伟 – Bär × 3"),
    ],
)
def test_what_a_terminal_would_obey_is_removed_or_shown(text: str, shown: str) -> None:
    assert clean(text) == shown
    assert Span(text).text == shown


@given(st.text())
def test_a_clean_text_is_clean_and_can_be_encoded(text: str) -> None:
    shown = clean(text)
    assert clean(shown) == shown
    shown.encode("utf-8")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_would_start_a_formula_is_quoted(sign: str) -> None:
    assert guard(f"{sign}HYPERLINK(1)").startswith("'")


def test_numbers_and_plain_texts_are_left_alone() -> None:
    assert [guard(text) for text in ("-12.50", "+3", "MES - 2", "")] == [
        "-12.50",
        "+3",
        "MES - 2",
        "",
    ]
    assert guard("-12,5") == "'-12,5"
