"""Finding nodes by path, and the place that a message about a path points at."""

import pytest

from kam.store.nodes import KeyPath, Span, find, key_span, nearest, to_plain, walk
from kam.store.reader import parse

TEXT = b"""\
name: MES
stage:
products:
  - {line: automation, units: 2}
  - line: service
people:
  li.wei: {lead: true}
"""
ROOT = parse(TEXT).root


def place(span: Span) -> tuple[int, int]:
    return span.start.line + 1, span.start.column + 1


@pytest.mark.parametrize(
    ("path", "data"),
    [
        (("name",), "MES"),
        (("products", 0, "units"), "2"),
        (("products", 1), {"line": "service"}),
        (("people", "li.wei", "lead"), "true"),
    ],
)
def test_a_path_leads_to_its_node(path: KeyPath, data: object) -> None:
    node = find(ROOT, path)
    assert node is not None
    assert to_plain(node) == data


@pytest.mark.parametrize(
    "path", [("none",), ("products", 2), ("products", "line"), ("name", "x"), ("name", 0)]
)
def test_a_path_that_leads_nowhere_has_no_node(path: KeyPath) -> None:
    assert find(ROOT, path) is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), (1, 1)),
        (("name",), (1, 7)),
        (("stage",), (2, 1)),
        (("products",), (3, 1)),
        (("products", 0, "units"), (4, 31)),
        (("products", 1), (5, 5)),
        (("products", 0, "price"), (4, 5)),
        (("products", 5), (3, 1)),
        (("people", "li.wei"), (7, 11)),
        (("people", "chen.jie", "lead"), (6, 1)),
        (("name", "x"), (1, 7)),
        (("missing",), (1, 1)),
    ],
)
def test_a_message_points_at_the_value_or_the_nearest_thing_to_it(
    path: KeyPath, expected: tuple[int, int]
) -> None:
    assert place(nearest(ROOT, path)) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("name",), (1, 1)),
        (("products", 0, "units"), (4, 24)),
        (("products", 1), (5, 5)),
        (("missing",), (1, 1)),
        ((), (1, 1)),
    ],
)
def test_a_message_about_a_key_points_at_the_key(path: KeyPath, expected: tuple[int, int]) -> None:
    assert place(key_span(ROOT, path)) == expected


def test_a_walk_visits_every_node_with_its_path() -> None:
    root = parse(b"a: [x, {b: 1}]\n").root
    assert [path for path, _ in walk(root)] == [
        (),
        ("a",),
        ("a", 0),
        ("a", 1),
        ("a", 1, "b"),
    ]
