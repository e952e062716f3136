"""Decisions applied to data."""

from kam.merge.decisions import Action, Decision, Side, apply

OURS = {"a": "1", "list": ["x", "y", {"k": "v"}], "map": {"b": "2"}}


def done(*decisions: Decision, side: Side = Side.OURS) -> object:
    return apply(OURS, decisions, side)


def test_without_decisions_ours_stays() -> None:
    assert done() == OURS


def test_values_are_put_and_dropped() -> None:
    assert done(Decision(("a",), Action.DROP), Decision(("map", "c"), Action.PUT, "3")) == {
        "list": ["x", "y", {"k": "v"}],
        "map": {"b": "2", "c": "3"},
    }


def test_indexes_are_those_of_ours_whatever_else_is_done() -> None:
    found = done(
        Decision(("list", 0), Action.DROP),
        Decision(("list", 1), Action.INSERT, "before y"),
        Decision(("list", 2, "k"), Action.PUT, "w"),
        Decision(("list", 3), Action.INSERT, "one"),
        Decision(("list", 3), Action.INSERT, "two"),
    )
    assert found == {**OURS, "list": ["before y", "y", {"k": "w"}, "one", "two"]}


def test_what_is_emptied_goes() -> None:
    assert done(Decision(("map", "b"), Action.DROP), Decision(("list", 2, "k"), Action.DROP)) == {
        "a": "1",
        "list": ["x", "y"],
    }


def test_a_file_that_is_emptied_stays() -> None:
    assert apply({"a": "1"}, [Decision(("a",), Action.DROP)]) == {}
    assert apply(["a"], [Decision((0,), Action.DROP)]) == []


def test_a_conflict_is_done_for_theirs_alone() -> None:
    decision = Decision((), Action.PUT, ["z"]).disputed()
    assert done(decision) == OURS
    assert done(decision, side=Side.THEIRS) == ["z"]
