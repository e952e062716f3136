"""Values that are written elsewhere as they stood."""

import pytest

from kam.store.emit import document
from kam.store.reader import parse
from kam.workspace.transplanting import value_of


@pytest.mark.parametrize(
    "text",
    [
        "a: {date: 2026-11-20, amount: 1200000, share: 12.50, lead: true, note: Next week}\n",
        'a: {lot: "2", code: "0123", day: "2026-11-20", answer: "yes"}\n',
        'a: {note: "first: second", time: "12:30"}\n',
        "a:\n  what: Send it\n  due: 2026-11-25\n  payments:\n    - {kind: final, amount: 3}\n",
    ],
)
def test_an_entry_in_the_house_style_is_written_as_it_stood(text: str) -> None:
    from kam.store.emit import Block

    root = value_of(parse(text.encode()).root)
    if "\n  " in text:
        root["a"] = Block(root["a"])
    assert document(root) == text


def test_what_looks_like_a_number_or_day_and_is_none_stays_text() -> None:
    root = parse(b"a: [0123, 1_000, 20261120, 1e5, .5, NaN]\n").root
    assert document(value_of(root)) == 'a: ["0123", "1_000", 20261120, "1e5", ".5", NaN]\n'


def test_absent_values_are_left_out() -> None:
    assert value_of(parse(b"a: {b: , c: ~, d: 1}\n").root) == {"a": {"d": 1}}
