"""Which `#` begins a comment, and the lines of the facts that it is about."""

import pytest

from kam.store.comments import comments_of, lines_of
from kam.store.reader import parse


def about(text: str) -> list[tuple[str, list[int]]]:
    document = parse(text.encode())
    return [(one.text, sorted(lines_of(document, one))) for one in comments_of(document)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("name: A  # c\nstage: G\n", [("# c", [1])]),
        ("name: A\n# c\n\nstage: G\n", [("# c", [4])]),
        ("# c\n\n- a\n- b # d\n", [("# c", [3]), ("# d", [4])]),
        ("name: A\n# c\n", [("# c", [])]),
        ("note: 'one\n  two' # c\n", [("# c", [1, 2])]),
        ("note: one\n  two # c\n", [("# c", [1, 2])]),
        ("note: | # c\n  # no comment\n  two\nname: A\n", [("# c", [1])]),
        ("people: # c\n  wang: {a: 1}\n", [("# c", [1])]),
        ("people: [ # c\n  a, # d\n  b\n] # e\n", [("# c", [1]), ("# d", [2]), ("# e", [1, 3, 4])]),
        ("{a: {b: 1}, # c\n c: '# no' } # d\n", [("# c", [1]), ("# d", [1, 2])]),
        ("name: 宝山 # 备注\r\nstage: G\r\n", [("# 备注", [1])]),
        ("name: a#b\nurl: 'x # y'\n", []),
    ],
)
def test_a_comment_is_about_the_fact_on_its_line_or_the_one_that_follows(
    text: str, meant: list[tuple[str, list[int]]]
) -> None:
    assert about(text) == meant


def test_where_the_text_has_no_dash_a_comment_is_about_what_stands_before_it() -> None:
    document = parse(b"- x\n- y # c\n")._replace(text="- x\n\ny # c\n")
    assert [(one.text, one.owner) for one in comments_of(document)] == [("# c", (0,))]
