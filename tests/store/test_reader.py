"""Every row of TRUST.md 2: what is read, and where what is not read is pointed at."""

from typing import Any

import pytest

from kam.store.nodes import to_plain
from kam.store.reader import MOST_NODES, parse
from kam.store.text import LARGEST, ReadError, Refusal

REFUSED: dict[str, tuple[bytes, Refusal, int, int]] = {
    "an alias": (b"a: 1\nb: *x\n", Refusal.ALIAS, 2, 4),
    "an anchor on a scalar": (b"a: &x 1\n", Refusal.ANCHOR, 1, 4),
    "an anchor on a mapping": (b"a: &x\n  b: 1\n", Refusal.ANCHOR, 1, 4),
    "an anchor on a key": (b"a: 1\n&x b: 1\n", Refusal.ANCHOR, 2, 1),
    "a tag": (b"a: 1\nb: !!int 1\n", Refusal.TAG, 2, 4),
    "a tag on a list": (b"- !mine [1]\n", Refusal.TAG, 1, 3),
    "a merge key": (b"a:\n  <<: {b: 1}\n", Refusal.MERGE_KEY, 2, 3),
    "a mapping as a key": (b"a: 1\n? {b: 1}\n: 2\n", Refusal.COMPLEX_KEY, 2, 3),
    "a list as a key": (b"{[a]: 1}", Refusal.COMPLEX_KEY, 1, 2),
    "a duplicate key": (b"a: 1\nb: 2\na: 3\n", Refusal.DUPLICATE_KEY, 3, 1),
    "a duplicate key in braces": (b"x: {a: 1, 'a': 2}\n", Refusal.DUPLICATE_KEY, 1, 11),
    "a conflict of a merge": (
        b"name: a\n<<<<<<< ours\nstage: B\n=======\nstage: C\n>>>>>>> theirs\n",
        Refusal.CONFLICT,
        2,
        1,
    ),
    "a conflict in which both sides have a key": (
        b"name: a\n<<<<<<<<<<< HEAD: x\n===========\nname: b\n>>>>>>>>>>> x: y\n",
        Refusal.CONFLICT,
        2,
        1,
    ),
    "a second document": (b"a: 1\n---\nb: 2\n", Refusal.SECOND_DOCUMENT, 2, 1),
    "a directive": (b"%YAML 1.1\n---\na: 1\n", Refusal.DIRECTIVE, 1, 1),
    "a directive for tags": (b"%TAG ! x:\n---\na: 1\n", Refusal.DIRECTIVE, 1, 1),
    "a tab as indent": (b"a:\n\tb: 1\n", Refusal.TAB, 2, 1),
    "bytes that are not UTF-8": (b"a: 1\nb: \xff\n", Refusal.ENCODING, 2, 4),
    "a lone surrogate": (b"a: \xed\xa0\x80\n", Refusal.ENCODING, 1, 4),
    "a cut character": ("a: 库".encode()[:-1], Refusal.ENCODING, 1, 4),
    "a lone carriage return": (b"a: 1\n# note\rb: 2\n", Refusal.LINE_BREAK, 2, 7),
    "a carriage return at the end": (b"a: 1\r", Refusal.LINE_BREAK, 1, 5),
    "U+0085": ("a: 1 # x\x85b: 2\n".encode(), Refusal.LINE_BREAK, 1, 9),
    "U+2028": ("a: '\u2028'\n".encode(), Refusal.LINE_BREAK, 1, 5),
    "U+2029": ("a: 1\n\u2029b: 2\n".encode(), Refusal.LINE_BREAK, 2, 1),
    "an escape character": (b"a: \x1b[31m\n", Refusal.CONTROL, 1, 4),
    "a null byte": (b"a: 1\nb: \x00\n", Refusal.CONTROL, 2, 4),
    "a C1 control": ("a: x\x9b31m\n".encode(), Refusal.CONTROL, 1, 5),
    "a noncharacter": ("a: x\uffff\n".encode(), Refusal.CONTROL, 1, 5),
    "nothing": (b"", Refusal.EMPTY, 1, 1),
    "only a comment": (b"# later\n", Refusal.EMPTY, 1, 1),
    "an open bracket": (b"a: 1\nb: [1, 2\n", Refusal.SYNTAX, 3, 1),
    "a mapping on one line": (b"a: b: c\n", Refusal.SYNTAX, 1, 5),
    "a quote that never ends": (b'a: "x\n', Refusal.SYNTAX, 2, 1),
    "an escaped surrogate": (b'a: "\\ud800"\n', Refusal.SYNTAX, 1, 7),
    "33 levels": (b"[" * 33 + b"]" * 33, Refusal.TOO_DEEP, 1, 33),
    "33 levels of mappings": (
        b"".join(b" " * n + b"a:\n" for n in range(33)),
        Refusal.TOO_DEEP,
        33,
        33,
    ),
    "50,000 brackets": (b"[" * 50_000, Refusal.TOO_DEEP, 1, 33),
    "400,000 brackets": (b"[" * 400_000, Refusal.TOO_DEEP, 1, 33),
    "400,000 dashes": (b"- " * 400_000, Refusal.TOO_DEEP, 1, 65),
    "too many items": (b"- 1\n" * (MOST_NODES + 1), Refusal.TOO_MANY, MOST_NODES, 3),
    "too many items on one line": (
        b"[" + b"1," * MOST_NODES + b"]",
        Refusal.TOO_MANY,
        1,
        2 * MOST_NODES,
    ),
    "three nodes in four characters": (
        b"[" + b"a: ," * 17_000 + b"]",
        Refusal.TOO_MANY,
        1,
        66_666,
    ),
    "too large": (b"#" * (LARGEST + 1), Refusal.TOO_LARGE, 1, 1),
}


@pytest.mark.parametrize(("raw", "refusal", "line", "column"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_at_its_place(raw: bytes, refusal: Refusal, line: int, column: int) -> None:
    with pytest.raises(ReadError) as caught:
        parse(raw)
    assert (caught.value.refusal, caught.value.line, caught.value.column) == (refusal, line, column)


def test_a_duplicate_key_is_refused_with_the_line_of_the_first() -> None:
    with pytest.raises(ReadError) as caught:
        parse(b"a: 1\nb: 2\na: 3\n")
    assert caught.value.params == {"key": "a", "first": 1}


def test_bytes_that_are_not_utf_8_are_refused_with_their_offset() -> None:
    with pytest.raises(ReadError) as caught:
        parse("a: 库\nb: ".encode() + b"\xff\n")
    assert (caught.value.line, caught.value.column) == (2, 4)
    assert caught.value.params == {"offset": 10}


READ: dict[str, tuple[bytes, Any]] = {
    "scalars stay text": (
        b"a: NO\nb: 0123\nc: 12:30\nd: 1_000\ne: .nan\nf: 2026-02-30\ng: 1e3\n",
        {
            "a": "NO",
            "b": "0123",
            "c": "12:30",
            "d": "1_000",
            "e": ".nan",
            "f": "2026-02-30",
            "g": "1e3",
        },
    ),
    "plain nulls are absent": (b"a: ~\nb: null\nc:\nd: NULL\ne: Null\nf: x\n", {"f": "x"}),
    "quoted nulls are text": (b"a: '~'\nb: \"\"\n", {"a": "~", "b": ""}),
    "an item that is null stays": (b"- ~\n- x\n", [None, "x"]),
    "a byte-order mark": ("\ufeffa: 1\n".encode(), {"a": "1"}),
    "CRLF": (b"a: 1\r\nb:\r\n  - x\r\n", {"a": "1", "b": ["x"]}),
    "a quoted merge key": (b"'<<': 1\n", {"<<": "1"}),
    "start and end of the document": (b"---\na: 1\n...\n", {"a": "1"}),
    "an explicit key": (b"? a\n: 1\n", {"a": "1"}),
    "32 levels": (b"[" * 32 + b"]" * 32, None),
    "a tab after a value": (b"a: 1\t# note\n", {"a": "1"}),
    "many lines": (b"# " + b"x" * 150_000 + b"\na: 1\n", {"a": "1"}),
}


@pytest.mark.parametrize(("raw", "data"), READ.values(), ids=READ)
def test_it_is_read_as_text(raw: bytes, data: Any) -> None:
    found = to_plain(parse(raw).root)
    if data is None:
        for _ in range(31):
            (found,) = found
        data = []
    assert found == data


def test_a_document_keeps_its_bytes_and_its_text_without_the_mark() -> None:
    raw = "\ufeffa: 库 # x\r\n".encode()
    document = parse(raw)
    assert (document.raw, document.text, document.has_bom) == (raw, "a: 库 # x\r\n", True)


def test_marks_count_code_points_without_the_byte_order_mark() -> None:
    document = parse("\ufeff王芳: 🙂\nb: 库\n".encode())
    value = document.root.entries[1].value  # type: ignore[union-attr]
    assert document.text[value.span.start.index : value.span.end.index] == "库"
