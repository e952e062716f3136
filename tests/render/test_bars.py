from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kam.render.bars import TARGET_MARK, Part, Scale, bar, stacked_bar, step_bar
from kam.render.line import width_of

AMOUNTS = st.decimals(0, 10**15, places=2)
WIDTHS = st.integers(1, 60)


def text_of(parts: list[Decimal], target: Decimal | None, largest: Decimal, width: int) -> str:
    drawn = [Part(amount, shade) for amount, shade in zip(parts, "█▓▒░", strict=False)]
    return "".join(span.text for span in stacked_bar(drawn, target, largest, width))


def test_the_longest_bar_fills_the_width_and_others_are_in_proportion() -> None:
    assert bar(Decimal(2700), Decimal(2700), 15) == "█" * 15
    assert bar(Decimal(810), Decimal(2700), 15) == "████▌"
    assert bar(Decimal(575), Decimal(2700), 15) == "███▎"


def test_what_is_there_is_seen_and_what_is_not_is_not() -> None:
    assert bar(Decimal("0.01"), Decimal(10**12), 10) == "▏"
    assert not bar(Decimal(0), Decimal(5), 10)
    assert not bar(Decimal(-3), Decimal(5), 10)
    assert not bar(Decimal(3), Decimal(0), 10)


@given(value=AMOUNTS, largest=AMOUNTS, width=WIDTHS)
def test_a_bar_is_never_wider_than_its_space(value: Decimal, largest: Decimal, width: int) -> None:
    assert cell_len(bar(value, largest, width)) <= width


@given(pair=st.tuples(AMOUNTS, AMOUNTS), width=WIDTHS)
def test_the_larger_amount_is_never_the_shorter_bar(
    pair: tuple[Decimal, Decimal], width: int
) -> None:
    small, large = sorted(pair)
    order = " ▏▎▍▌▋▊▉█"
    drawn = [bar(value, large, width) for value in (small, large)]
    first, second = (sum(order.index(piece) for piece in text) for text in drawn)
    assert first <= second


def test_the_parts_of_a_period_stand_end_to_end_with_the_target_between_them() -> None:
    parts = [Decimal(1200), Decimal(900), Decimal(1800), Decimal(640)]
    drawn = text_of(parts, Decimal(3000), Decimal(5900), 24)
    assert drawn == "█████▓▓▓▒▒▒▒┃▒▒▒░░░"


def test_a_target_that_is_not_reached_stands_beyond_the_bar() -> None:
    assert text_of([Decimal(10)], Decimal(40), Decimal(40), 9) == "██      ┃"


def test_without_a_target_there_is_no_mark() -> None:
    assert text_of([Decimal(40)], None, Decimal(40), 9) == "█" * 8
    assert text_of([Decimal(40)], Decimal(0), Decimal(40), 9) == "█" * 8


def test_in_too_little_space_the_last_parts_give_way() -> None:
    assert text_of([Decimal(1)] * 4, None, Decimal(4), 3) == "▒░"


def test_nothing_is_drawn_where_there_is_nothing_to_compare() -> None:
    assert not text_of([Decimal(0)], None, Decimal(0), 9)
    assert not text_of([Decimal(5)], None, Decimal(5), 1)


@given(
    parts=st.lists(st.decimals(-1000, 10**9, places=2), min_size=4, max_size=4),
    target=st.none() | AMOUNTS,
    width=st.integers(6, 60),
)
def test_a_stacked_bar_fits_and_shows_every_part(
    parts: list[Decimal], target: Decimal | None, width: int
) -> None:
    total = sum((max(part, Decimal(0)) for part in parts), Decimal(0))
    largest = max(total, target or Decimal(0))
    drawn = stacked_bar(
        [Part(amount, shade) for amount, shade in zip(parts, "█▓▒░", strict=True)],
        target,
        largest,
        width,
    )
    text = "".join(span.text for span in drawn)
    assert width_of(drawn) <= width
    assert text.count(TARGET_MARK) == (1 if target else 0)
    assert all((shade in text) == (part > 0) for part, shade in zip(parts, "█▓▒░", strict=True))


SUMS = st.decimals(-(10**9), 10**9, places=2)


def test_a_step_begins_where_the_sum_stood_and_is_as_long_as_the_difference() -> None:
    scale = Scale.of([Decimal(10), Decimal(16), Decimal(4)])
    assert scale == Scale(Decimal(0), Decimal(16))
    assert step_bar(Decimal(0), Decimal(10), scale, 16) == "█" * 10
    assert step_bar(Decimal(10), Decimal(16), scale, 16) == " " * 10 + "█" * 6
    assert step_bar(Decimal(16), Decimal(4), scale, 16) == " " * 4 + "█" * 12
    assert not step_bar(Decimal(4), Decimal(4), scale, 16)


def test_sums_below_nothing_have_their_place_left_of_it() -> None:
    scale = Scale.of([Decimal(-4), Decimal(12)])
    assert step_bar(Decimal(0), Decimal(-4), scale, 16) == "████"
    assert step_bar(Decimal(-4), Decimal(12), scale, 16) == "█" * 16
    assert step_bar(Decimal(0), Decimal(12), scale, 16) == " " * 4 + "█" * 12


def test_a_step_at_the_very_end_is_seen() -> None:
    scale = Scale.of([Decimal(10**6)])
    assert step_bar(Decimal(10**6), Decimal(10**6 - 1), scale, 10) == " " * 9 + "▏"
    assert not step_bar(Decimal(0), Decimal(0), Scale.of([]), 10)


@given(sums=st.lists(SUMS, min_size=2, max_size=6), width=WIDTHS)
def test_every_step_is_seen_within_its_space(sums: list[Decimal], width: int) -> None:
    scale = Scale.of(sums)
    for start, end in pairwise(sums):
        drawn = step_bar(start, end, scale, width)
        assert cell_len(drawn) <= width
        assert bool(drawn.strip()) == (start != end)
        assert drawn.strip() == bar(abs(end - start), scale.high - scale.low, width)
