"""Edits of files as people write them: the fact changes, the hand that wrote the rest stays."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from kam.errors import UsageError, WriteRefused
from kam.store.changes import Append, Drop, Edit, Insert, Put, Rename
from kam.store.edit import apply, begin
from kam.store.emit import Block
from kam.store.members import UnknownShape, members, start_of
from kam.store.nodes import KeyPath, to_plain
from kam.store.text import LARGEST, ReadError, Refusal

ORDER = ("name", "kind", "stage", "amount", "close_date", "history")


def edited(text: str, *edits: Edit, order: Sequence[str] = ()) -> str:
    def order_of(path: KeyPath) -> Sequence[str]:
        return order if not path else ("date", "stage", "by")

    return apply(begin(text.encode()), edits, order_of).decode()


Story = tuple[str, Edit, str]

PUT: dict[str, Story] = {
    "a plain value": ("a: 1  # one\nb: 2\n", Put(("a",), Decimal(3)), "a: 3  # one\nb: 2\n"),
    "a text that needs quotes": ("a: x # y\n", Put(("a",), "no"), 'a: "no" # y\n'),
    "single quotes stay": ("a: 'x'\n", Put(("a",), "it's"), "a: 'it''s'\n"),
    "double quotes stay": ('a: "x"\n', Put(("a",), 'say "no"'), 'a: "say \\"no\\""\n'),
    "a number loses its quotes": ('a: "1"\n', Put(("a",), 2), "a: 2\n"),
    "a line break in single quotes": ("a: 'x'\n", Put(("a",), "x\ny"), 'a: "x\\ny"\n'),
    "a key with odd quotes": ("'a b' : x\n", Put(("a b",), "z"), "'a b' : z\n"),
    "an empty value": ("a:   # later\nb: 1\n", Put(("a",), "x"), "a: x   # later\nb: 1\n"),
    "a tilde": ("a: ~  # later\n", Put(("a",), date(2026, 1, 2)), "a: 2026-01-02  # later\n"),
    "an empty item": ("- \n- # later\n", Put((1,), "x"), "- \n- x # later\n"),
    "a value on the next line": ("a: # x\n    y # z\n", Put(("a",), "w"), "a: # x\n    w # z\n"),
    "a text over lines": ("a: x\n  y\n  z # n\nb: 1\n", Put(("a",), "w"), "a: w # n\nb: 1\n"),
    "a quoted text over lines": ("a: 'x\n\n  y'\nb: 1\n", Put(("a",), "w"), "a: 'w'\nb: 1\n"),
    "a block scalar": ("a: | # n\n  x\n\n\nb: 1\n", Put(("a",), "w"), "a: w # n\n\n\nb: 1\n"),
    "a block scalar that keeps its end": ("a: |+\n  x\n\nb: 1\n", Put(("a",), "w"), "a: w\nb: 1\n"),
    "a block scalar at the end": ("a: >-\n  x\n  y", Put(("a",), "w"), "a: w"),
    "a value in braces": (
        "a: {b: 1, c: 2} # x\n",
        Put(("a", "b"), "y, z"),
        'a: {b: "y, z", c: 2} # x\n',
    ),
    "an absent value in braces": ("a: {b: , c: }\n", Put(("a", "b"), 1), "a: {b: 1, c: }\n"),
    "an absent value at a brace": ("a: {'b':}\n", Put(("a", "b"), 1), "a: {'b': 1}\n"),
    "a bare key in braces": ("a: {b, c}\n", Put(("a", "b"), 1), "a: {b: 1, c}\n"),
    "a tilde in brackets": ("a: [~, x]\n", Put(("a", 0), "y"), 'a: ["y", x]\n'),
    "a mapping in a list": (
        "- a: 1\n  b: 2 # n\n- c\n",
        Put((0, "b"), 3),
        "- a: 1\n  b: 3 # n\n- c\n",
    ),
    "a list for a text": ("a: x  # n\nb: 1\n", Put(("a",), ["y", "z"]), 'a: ["y", z]  # n\nb: 1\n'),
    "a list of facts for a text": (
        "a: x  # n\nb: 1\n",
        Put(("a",), [{"c": 1}]),
        "a:  # n\n  - {c: 1}\nb: 1\n",
    ),
    "a list of facts for a text on the next line": (
        "a: # m\n  x # n\nb: 1\n",
        Put(("a",), [{"c": 1}]),
        "a: # m # n\n  - {c: 1}\nb: 1\n",
    ),
    "a list of facts for a block scalar": (
        "a: | # n\n  x\nb: 1\n",
        Put(("a",), [{"c": 1}]),
        "a: # n\n  - {c: 1}\nb: 1\n",
    ),
    "a list of facts for the only lines with CRLF": (
        "a: |\r\n  x",
        Put(("a",), [{"c": 1}]),
        "a:\r\n  - {c: 1}",
    ),
    "a text for a list": (
        "a:   # n\n  # m\n  - x\n  - y # o\n# p\nb: 1\n",
        Put(("a",), "z"),
        "a: z   # n\n  # m\n# p\nb: 1\n",
    ),
    "a list for a list with the indent of its own": (
        "a:\n    - x\n    # m\n    - y\nb: 1\n",
        Put(("a",), [{"c": 1}, {"c": 2}]),
        "a:\n    - {c: 1}\n    - {c: 2}\nb: 1\n",
    ),
    "a mapping for a list": (
        "a:\n- x\nb: 1\n",
        Put(("a",), {"c": {"d": 1}}),
        "a:\n  c: {d: 1}\nb: 1\n",
    ),
    "a mapping in braces for a mapping in lines": (
        "a:\n  b: 1\n  c: 2\n",
        Put(("a",), {"b": 2}),
        "a: {b: 2}\n",
    ),
    "an item of facts for an item": (
        "- x # n\n- z\n",
        Put((0,), Block(a=1, b=2)),
        "- a: 1 # n\n  b: 2\n- z\n",
    ),
    "an item for an item of facts": (
        "-  a: 1\n   b: 2 # n\n- z\n",
        Put((0,), {"a": 2}),
        "- {a: 2}\n- z\n",
    ),
    "after comments and nested dashes": (
        "- x\n\n# - no item\n- - y\n  - z\n",
        Put((1, 1), "w"),
        "- x\n\n# - no item\n- - y\n  - w\n",
    ),
}

NEW: dict[str, Story] = {
    "at its place": (
        "name: x\nstage: F # now\n# money\namount: 1\n",
        Put(("close_date",), date(2027, 3, 31)),
        "name: x\nstage: F # now\n# money\namount: 1\nclose_date: 2027-03-31\n",
    ),
    "after the nearest key before it, whatever the order of the file": (
        "amount: 1\nname: x\n",
        Put(("stage",), "F"),
        "amount: 1\nname: x\nstage: F\n",
    ),
    "before all others": ("stage: F\n", Put(("name",), "x"), "name: x\nstage: F\n"),
    "before all others on a dash's line": (
        "history:\n  - stage: F\n",
        Put(("history", 0, "date"), date(2026, 1, 2)),
        "history:\n  - date: 2026-01-02\n    stage: F\n",
    ),
    "last if no order knows it": (
        "name: x\nhistory: []\n",
        Put(("own",), "z"),
        "name: x\nhistory: []\nown: z\n",
    ),
    "last where the order knows none of its siblings": (
        "own: 1\n",
        Put(("name",), "x"),
        "own: 1\nname: x\n",
    ),
    "in braces": (
        "history: {date: 1}\n",
        Put(("history", "by"), "x"),
        "history: {date: 1, by: x}\n",
    ),
    "in braces before all others": (
        "history: {stage: F}\n",
        Put(("history", "date"), 1),
        "history: {date: 1, stage: F}\n",
    ),
    "in braces over lines": (
        "a: {b: 1,\n  c: 2,  # n\n}\n",
        Put(("a", "d"), "x"),
        "a: {b: 1,\n  c: 2, d: x,  # n\n}\n",
    ),
    "in empty braces": ("a: {} # n\n", Put(("a", "b"), 1), "a: {b: 1} # n\n"),
    "above the comments and empty lines that follow": (
        "a:\n  b: 1\n\n  # end of a\n# next\nc: 2\n",
        Put(("a", "x"), 2),
        "a:\n  b: 1\n  x: 2\n\n  # end of a\n# next\nc: 2\n",
    ),
    "below a block scalar": (
        "a: |\n  x\n\n# n\n",
        Put(("b",), 1),
        "a: |\n  x\nb: 1\n\n# n\n",
    ),
    "below a block scalar that keeps its end": (
        "a: |+\n  x\n\n",
        Put(("b",), 1),
        "a: |+\n  x\n\nb: 1\n",
    ),
    "with its parents": (
        "name: x\nstage: F\n",
        Put(("people", "wang-fang", "lead"), value=True),
        "name: x\nstage: F\npeople:\n  wang-fang: {lead: true}\n",
    ),
    "below a key without value": ("a:  # n\nb: 1\n", Put(("a", "c"), 1), "a: {c: 1}  # n\nb: 1\n"),
    "in an empty file": ("", Put(("name",), "x"), "name: x\n"),
    "in a file of nothing but a mark": ("\ufeff", Put(("name",), "x"), "\ufeffname: x\n"),
    "in a file of a tilde": ("---\n~ # n\n", Put(("a",), 1), "---\na: 1 # n\n"),
    "in a file of empty braces": (
        "# n\n{}\n",
        Put(("a",), {"b": {"c": 1}}),
        "# n\na:\n  b: {c: 1}\n",
    ),
    "between the start and the end of a document": (
        "---\n# n\n...\n",
        Put(("a",), 1),
        "---\n# n\na: 1\n...\n",
    ),
    "after the start of a document": ("--- # n", Put(("a",), 1), "--- # n\na: 1"),
    "before the end of a document": ("---\na: 1\n...\n", Put(("b",), 1), "---\na: 1\nb: 1\n...\n"),
    "with CRLF": ("a: 1\r\nb: 2\r\n", Put(("c",), 3), "a: 1\r\nb: 2\r\nc: 3\r\n"),
    "with CRLF before all others": ("stage: F\r\n", Put(("name",), "x"), "name: x\r\nstage: F\r\n"),
    "without a last line break": (
        "a: 1\r\nb: 2",
        Put(("c",), {"d": {"e": 1}}),
        "a: 1\r\nb: 2\r\nc:\r\n  d: {e: 1}",
    ),
}

APPEND: dict[str, Story] = {
    "to a list in lines": (
        "history:\n  - {date: 1}  # first\n\n# end\n",
        Append(("history",), {"date": date(2026, 1, 2), "evidence": {"a": "b"}}),
        "history:\n  - {date: 1}  # first\n  - {date: 2026-01-02, evidence: {a: b}}\n\n# end\n",
    ),
    "to a list at the column of its key": (
        "a:\n- x\nb: 1\n",
        Append(("a",), "z"),
        "a:\n- x\n- z\nb: 1\n",
    ),
    "with the dash of its siblings": (
        "-   a: 1\n    b: 2\n",
        Append((), "x"),
        "-   a: 1\n    b: 2\n-   x\n",
    ),
    "after an empty item": ("a:\n  -  # n\n", Append(("a",), "x"), "a:\n  -  # n\n  - x\n"),
    "after an item on the next line": ("-\n  x\n", Append((), "z"), "-\n  x\n- z\n"),
    "to a list in a list": ("- - x\n  - y\n- z\n", Append((0,), "w"), "- - x\n  - y\n  - w\n- z\n"),
    "to a list in brackets": ("a: [x, y] # n\n", Append(("a",), "b, c"), 'a: [x, y, "b, c"] # n\n'),
    "to brackets with a last comma": ("a: [\n  x,\n]\n", Append(("a",), "z"), "a: [\n  x, z,\n]\n"),
    "to empty brackets": ("a: [] # n\nb: 1\n", Append(("a",), "x"), "a: [x] # n\nb: 1\n"),
    "facts to empty brackets": (
        "a: [] # n\nb: 1\n",
        Append(("a",), {"x": 1}),
        "a: # n\n  - {x: 1}\nb: 1\n",
    ),
    "to brackets in braces": ("a: {b: []}\n", Append(("a", "b"), {"x": 1}), "a: {b: [{x: 1}]}\n"),
    "to a key without value": ("a:\nb: 1\n", Append(("a",), {"x": 1}), "a:\n  - {x: 1}\nb: 1\n"),
    "to a missing list": ("a: 1\n", Append(("b", "c"), {"x": 1}), "a: 1\nb:\n  c:\n    - {x: 1}\n"),
    "to an empty file": ("", Append((), {"x": 1}), "- {x: 1}\n"),
    "to a file of comments": ("# log\n", Append((), {"x": 1}), "# log\n- {x: 1}\n"),
    "to a file of a comment without line break": ("# log", Append((), {"x": 1}), "# log\n- {x: 1}"),
    "to a file of empty brackets": (
        "# log\n[] # n\n",
        Append((), {"x": 1}),
        "# log\n- {x: 1} # n\n",
    ),
    "without a last line break": ("- x", Append((), "z"), "- x\n- z"),
    "of facts in lines": ("- x\n", Append((), Block(a=1, b=2)), "- x\n- a: 1\n  b: 2\n"),
}

INSERT: dict[str, Story] = {
    "before an item": (
        "a:\n  - x\n  - y # n\n",
        Insert(("a", 1), "z"),
        "a:\n  - x\n  - z\n  - y # n\n",
    ),
    "before the first item": ("# log\n- x\n", Insert((0,), {"b": 1}), "# log\n- {b: 1}\n- x\n"),
    "below the comments above an item": (
        "- x\n# n\n- y\n",
        Insert((1,), "z"),
        "- x\n# n\n- z\n- y\n",
    ),
    "before an item with CRLF": ("- x\r\n", Insert((0,), "z"), "- z\r\n- x\r\n"),
    "in the style of the dashes": ("-   x\n", Insert((0,), "z"), "-   z\n-   x\n"),
    "before an item on the next line": ("-\n  x\n", Insert((0,), "z"), "- z\n-\n  x\n"),
    "on the line of a dash": ("- - x\n", Insert((0, 0), "z"), "- - z\n  - x\n"),
    "into brackets": ("a: [x, w] # n\n", Insert(("a", 1), "z"), "a: [x, z, w] # n\n"),
    "of facts in lines": ("- x\n", Insert((0,), Block(a=1, b=2)), "- a: 1\n  b: 2\n- x\n"),
    "at the end": ("- x\n", Insert((1,), "z"), "- x\n- z\n"),
    "into empty brackets": ("a: []\n", Insert(("a", 0), "z"), "a: [z]\n"),
}

DROP: dict[str, Story] = {
    "a key with its comment": ("a: 1\nb: 2 # n\n# m\nc: 3\n", Drop(("b",)), "a: 1\n# m\nc: 3\n"),
    "a key with its lines": (
        "a: 1\nb: # n\n  - x # o\n  # p\n  - y # q\n\n# m\nc: 3\n",
        Drop(("b",)),
        "a: 1\n\n# m\nc: 3\n",
    ),
    "a key without value": ("a: 1\nb:\nc: 3\n", Drop(("b",)), "a: 1\nc: 3\n"),
    "a block scalar": ("a: 1\nb: |\n  x\n\nc: 3\n", Drop(("b",)), "a: 1\n\nc: 3\n"),
    "the last key without a line break": ("a: 1\nb: 2", Drop(("b",)), "a: 1\n"),
    "a key with CRLF": ("a: 1\r\nb: 2\r\nc: 3\r\n", Drop(("b",)), "a: 1\r\nc: 3\r\n"),
    "the key on a dash's line": ("- a: 1 # n\n\n  b: 2\n", Drop((0, "a")), "- b: 2\n"),
    "the key on a dash's line above a comment": (
        "- a: 1 # n\n  # about b\n  b: 2\n",
        Drop((0, "a")),
        "-\n  # about b\n  b: 2\n",
    ),
    "an item": ("- x\n# m\n-\n  y # n\n- z\n", Drop((1,)), "- x\n# m\n- z\n"),
    "the item on a dash's line": ("- - x\n  - y\n", Drop((0, 0)), "- - y\n"),
    "from braces": ("a: {b: 1, c: 2, d: 3}\n", Drop(("a", "c")), "a: {b: 1, d: 3}\n"),
    "the first in braces": ("a: {b: 1, c: 2}\n", Drop(("a", "b")), "a: {c: 2}\n"),
    "the last in braces": ("a: {b: 1, c: 2 } # n\n", Drop(("a", "c")), "a: {b: 1 } # n\n"),
    "the last in braces with a comma": ("a: {b: 1, c: 2,}\n", Drop(("a", "c")), "a: {b: 1,}\n"),
    "from brackets": ("a: [x, {y: 1}, z]\n", Drop(("a", 1)), "a: [x, z]\n"),
    "from brackets over lines": (
        "a: [\n  x,  # 1\n  y,  # 2\n  z,  # 3\n]\n",
        Drop(("a", 1)),
        "a: [\n  x,  # 1\n  z,  # 3\n]\n",
    ),
    "from brackets above a comment": (
        "a: [\n  x,  # 1\n  # about y\n  y\n]\n",
        Drop(("a", 0)),
        "a: [\n  \n  # about y\n  y\n]\n",
    ),
    "the last of brackets over lines": (
        "a: [\n  x,  # 1\n  y,  # 2\n]\n",
        Drop(("a", 1)),
        "a: [\n  x,  # 1\n]\n",
    ),
    "the last of brackets below a comment": (
        "a: [x,  # 1\n  y]\n",
        Drop(("a", 1)),
        "a: [x,  # 1\n  ]\n",
    ),
    "an emptied parent": ("a:\n  b: {c: 1}\n  d:\ne: 2\n", Drop(("a", "b", "c")), "e: 2\n"),
    "an emptied list": ("a: [x]\nb: 1\n", Drop(("a", 0)), "b: 1\n"),
    "below a key without value": ("- a:\n- b\n", Drop((0, "a", "c")), "- b\n"),
    "nothing below the only key of a file": ("a:\n", Drop(("a", "c")), "a:\n"),
    "below an empty parent": ("a: {}\nb: 1\n", Drop(("a", "c")), "b: 1\n"),
    "nothing where nothing is": ("a: 1\n", Drop(("b", "c")), "a: 1\n"),
    "nothing below a text": ("a: 1\n", Drop(("a", "c")), "a: 1\n"),
    "nothing past the end of a list": ("a: [x]\n", Drop(("a", 1)), "a: [x]\n"),
    "nothing of an empty file": ("# n\n", Drop(("a",)), "# n\n"),
    "the only key of a file": ("# n\na: 1 # m\n# o\n", Drop(("a",)), "# n\n{} # m\n# o\n"),
    "the only item of a file": ("- x\n", Drop((0,)), "[]\n"),
    "the only item of a file in brackets": ("[x]\n", Drop((0,)), "[]\n"),
}

RENAME: dict[str, Story] = {
    "a key with its value": (
        "# m\na b:  # n\n  - x\n'c': 1\n",
        Rename(("a b",), "d"),
        "# m\nd:  # n\n  - x\n'c': 1\n",
    ),
    "a key in braces": ("a: {b: 1, c: 2}\n", Rename(("a", "c"), "d, e"), 'a: {b: 1, "d, e": 2}\n'),
    "a key to what it is": ("'a': 1\n", Rename(("a",), "a"), "'a': 1\n"),
    "a key that is not there": ("a: 1\n", Rename(("b",), "c"), "a: 1\n"),
    "a key of a parent that is not there": ("a: 1\n", Rename(("b", "c"), "d"), "a: 1\n"),
    "a key without value": ("a:\nb: 1\n", Rename(("a",), "c"), "c:\nb: 1\n"),
}

STORIES = {
    f"{title}: {name}": story
    for title, stories in (
        ("put", PUT),
        ("new key", NEW),
        ("append", APPEND),
        ("insert", INSERT),
        ("drop", DROP),
        ("rename", RENAME),
    )
    for name, story in stories.items()
}


@pytest.mark.parametrize(("before", "edit", "after"), STORIES.values(), ids=STORIES)
def test_an_edit_writes_its_fact_and_leaves_the_rest(before: str, edit: Edit, after: str) -> None:
    assert edited(before, edit, order=ORDER) == after


def test_edits_are_made_one_after_another() -> None:
    assert (
        edited(
            "stage: F # now\n",
            Put(("stage",), "E"),
            Append(("history",), {"stage": "F"}),
            Append(("history",), {"stage": "E"}),
            Drop(("history", 0)),
        )
        == "stage: E # now\nhistory:\n  - {stage: E}\n"
    )


def test_a_file_without_edits_keeps_its_bytes() -> None:
    raw = "\ufeff# n\r\na: [ 1,2 ]".encode()
    assert apply(begin(raw), []) == raw


@pytest.mark.parametrize(
    "text", ["a: 'x' # n\n", "a: {b: [1, 2 ], c: }\n", "a:\n- b: |\n    x\n- y\n", "a: 12:30\n"]
)
def test_putting_the_same_value_changes_nothing(text: str) -> None:
    document = begin(text.encode())
    assert apply(document, [Put(("a",), to_plain(document.root)["a"])]) == text.encode()


REFUSED: dict[str, tuple[str, Edit]] = {
    "a key below a text": ("a: x\n", Put(("a", "b"), 1)),
    "a key of a list": ("a: [x]\n", Put(("a", "b"), 1)),
    "an item of a mapping": ("a: {b: 1}\n", Put(("a", 0), 1)),
    "an item that is not there": ("a: [x]\n", Put(("a", 1), 1)),
    "an item from the end": ("a: [x]\n", Put(("a", -1), 1)),
    "an item of a list that is not there": ("a: 1\n", Put(("b", 0), 1)),
    "the whole file": ("a: 1\n", Put((), {"a": 2})),
    "no path at all": ("a: 1\n", Drop(())),
    "an item to a text": ("a: x\n", Append(("a",), 1)),
    "an item to a file of facts": ("a: x\n", Append((), 1)),
    "an item beyond the end": ("- x\n", Insert((2,), 1)),
    "an item before the first": ("- x\n", Insert((-1,), 1)),
    "an item among facts": ("a: 1\n", Insert((0,), 1)),
    "an item under a key": ("a: [x]\n", Insert(("a",), 1)),
    "an item of nothing": ("a: 1\n", Insert(("b", 0), 1)),
    "an item nowhere": ("- x\n", Insert((), 1)),
    "a value of an explicit key": ("? a\n: 1\n", Put(("a",), 2)),
    "the end of an explicit key": ("a: 1\n? b\n: 2\n", Drop(("b",))),
    "a key beside an explicit key": ("? a\n: 1\n", Put(("b",), 2)),
    "a key after a block scalar that would get a line break": ("a: |\n  x", Put(("b",), 1)),
    "a key between a block scalar and its empty lines": ("a: |+\n  x\nb: 1\n\nc: 2", Drop(("b",))),
    "a key of a pair without braces": ("a: [b: 1]\n", Put(("a", 0, "c"), 1)),
    "a comment that would become text": ("a: |\n  x\nb: 1\n  # n\n", Drop(("b",))),
    "a key that is there already": ("a: 1\nb: 2\n", Rename(("a",), "b")),
    "a key that is there already without value": ("a: 1\nb:\n", Rename(("a",), "b")),
    "the key of an item": ("- x\n", Rename((0,), "b")),
    "the key of the whole file": ("a: 1\n", Rename((), "b")),
    "a text of the whole file": ("x\n", Put(("a",), 1)),
    "a file that would get too large": (f"a: {'x' * (LARGEST - 9)}\n", Put(("b",), "y" * 9)),
    "a key that is too long": ("a: 1\n", Put(("x" * 1025,), 1)),
    "an item too deep": ("[" * 32 + "]" * 32, Append((0,) * 31, ["x"])),
}


@pytest.mark.parametrize(("text", "edit"), REFUSED.values(), ids=REFUSED)
def test_an_edit_that_would_damage_the_file_is_refused(text: str, edit: Edit) -> None:
    with pytest.raises(WriteRefused, match="cannot be changed here"):
        edited(text, edit)


def test_a_refusal_names_the_keys() -> None:
    with pytest.raises(WriteRefused) as caught:
        edited("a: [x]\n", Put(("a", 1, "b"), 1))
    assert caught.value.params == {"keys": "a.1.b"}


def test_text_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(UsageError):
        edited("a: 1\n", Put(("a",), "caf\udce9"))


def test_a_file_that_does_not_read_is_not_begun() -> None:
    with pytest.raises(ReadError) as caught:
        begin(b"a: &x 1\n")
    assert caught.value.refusal is Refusal.ANCHOR


def test_a_place_where_the_text_has_no_dash_is_not_edited() -> None:
    root = begin(b"- x\n- y\n").root
    with pytest.raises(UnknownShape):
        start_of("- x\n\ny\n", members(root)[1])


def test_a_scalar_has_no_members() -> None:
    assert members(begin(b"x\n").root) == []
