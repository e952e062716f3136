"""What data have wrong, without the schema; what the schema says of the same."""

from typing import Any

import pytest

from kam.merge.shapes import FILES
from kam.merge.validity import problems_of
from kam.schema.json_schema import FILES as TYPES
from kam.schema.load import check

WRONG: dict[str, tuple[str, Any, tuple[str, ...]]] = {
    "a missing key": ("opportunity", {"amount": "1"}, ("name",)),
    "an unknown key": ("opportunity", {"name": "x", "amont": "1"}, ("amont",)),
    "an amount that is none": ("opportunity", {"name": "x", "amount": "1_000"}, ("amount",)),
    "a word that is none": ("opportunity", {"name": "x", "kind": "big"}, ("kind",)),
    "a mapping for a text": ("opportunity", {"name": {"x": "y"}}, ("name",)),
    "a text for a mapping": ("opportunity", {"name": "x", "hold": "y"}, ("hold",)),
    "a text for a list": ("opportunity", {"name": "x", "splits": "y"}, ("splits",)),
    "a text for an entry": ("opportunity", {"name": "x", "splits": ["y"]}, ("splits", "*")),
    "a key of an entry that is missing": (
        "opportunity",
        {"name": "x", "splits": [{"owner": "li.wei"}]},
        ("splits", "*", "share"),
    ),
    "a key that repeats": (
        "opportunity",
        {"name": "x", "tenders": [{"round": "1"}, {"round": "01"}]},
        ("tenders",),
    ),
    "an id that is none": ("contacts", {"Wang Fang": {"name": "x"}}, ("Wang Fang",)),
    "a rate in a list": (
        "kam",
        {"rates": {"USD": [{"from": "2026-01-01", "rate": "x"}]}},
        ("rates", "USD", "*", "rate"),
    ),
    "a rate that is none": ("kam", {"rates": {"USD": "x"}}, ("rates", "USD")),
    "a file of another kind": ("activities", {"date": "2026-01-01"}, ()),
}


@pytest.mark.parametrize(("kind", "data", "path"), WRONG.values(), ids=WRONG)
def test_what_the_schema_refuses_is_found(kind: str, data: Any, path: tuple[str, ...]) -> None:
    assert [problem.path for problem in problems_of(FILES[kind], data)] == [path]
    assert check(TYPES[kind], data).problems


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("opportunity", {"name": "x", "custom": {"a": ["b", {"c": "d"}]}, "stage": "F"}),
        ("opportunity", {"name": "x", "history": [], "splits": [{"owner": "a", "share": "1"}]}),
        ("kam", {"rates": {"USD": "7.1", "EUR": [{"from": "2026-01-01", "rate": "7"}]}}),
        ("activities", [{"date": "2026-01-01", "kind": "call", "with": ["wang-fang"]}]),
    ],
)
def test_what_the_schema_takes_is_not(kind: str, data: Any) -> None:
    assert list(problems_of(FILES[kind], data)) == []
    assert not check(TYPES[kind], data).problems


def test_a_stage_that_is_not_that_of_its_history_is_found_at_both() -> None:
    data = {"name": "x", "stage": "F", "history": [{"date": "2026-01-01", "stage": "G"}]}
    found = problems_of(FILES["opportunity"], data)
    assert [problem.path for problem in found] == [("stage",), ("history",)]
    broken = {"name": "x", "stage": "F", "history": ["x"]}
    found = problems_of(FILES["opportunity"], broken)
    assert [problem.path for problem in found] == [("history", "*")]


def test_a_file_without_a_shape_has_nothing_wrong() -> None:
    assert list(problems_of("any", {"a": "b"})) == []
