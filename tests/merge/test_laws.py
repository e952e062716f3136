"""The laws of merging (TRUST.md 3), tried on random scripts of edits."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kam.merge.alignment import canonical
from kam.merge.decisions import Decision, Plain, Side, apply
from kam.merge.plan import decide
from kam.store.edit import begin
from kam.store.nodes import to_plain
from kam.workspace.merging import kind_of, merge_bytes
from tests.merge.laws import broken_laws, resolved
from tests.merge.scripts import Triple, Writer
from tests.store.handwriting import files

ORDERED = frozenset({"history", "weights"})


@st.composite
def triples(draw: Any) -> Triple:
    return Writer(draw(st.integers(0, 2**32))).triple("book")


def datas(triple: Triple) -> list[Plain]:
    return [to_plain(begin(raw).root) for raw in triple[1:]]


def decisions_of(triple: Triple, base: Plain, ours: Plain, theirs: Plain) -> list[Decision]:
    return decide(kind_of(triple.path), base, ours, theirs)


@given(triples())
def test_nothing_is_lost_and_what_is_clean_is_valid(triple: Triple) -> None:
    merged = merge_bytes(*triple)
    assert broken_laws(triple, merged.raw, merged.conflicts) == []


@given(triples())
def test_what_one_side_changed_is_taken_as_it_is(triple: Triple) -> None:
    path, base, ours, theirs = triple
    assert merge_bytes(path, base, base, theirs) == (theirs, 0)
    assert merge_bytes(path, base, ours, base) == (ours, 0)
    assert merge_bytes(path, base, ours, ours) == (ours, 0)


@given(triples())
def test_one_side_alone_decides_in_data_too(triple: Triple) -> None:
    base, ours, theirs = datas(triple)
    assert apply(base, decisions_of(triple, base, base, theirs)) == theirs
    assert decisions_of(triple, base, ours, ours) == []
    assert decisions_of(triple, base, ours, base) == []


@given(triples())
def test_the_sides_may_be_swapped(triple: Triple) -> None:
    base, ours, theirs = datas(triple)
    there = decisions_of(triple, base, ours, theirs)
    back = decisions_of(triple, base, theirs, ours)
    for mine, other in ((Side.OURS, Side.THEIRS), (Side.THEIRS, Side.OURS)):
        log = "history" if "activities" in triple.path else ""
        one, two = apply(ours, there, mine), apply(theirs, back, other)
        assert unordered(one, log) == unordered(two, log)
    assert any(one.conflict for one in there) == any(one.conflict for one in back)


@given(triples())
def test_a_text_with_conflicts_holds_the_merges_of_both_sides(triple: Triple) -> None:
    merged = merge_bytes(*triple)
    base, ours, theirs = datas(triple)
    decisions = decisions_of(triple, base, ours, theirs)
    assert bool(merged.conflicts) == any(one.conflict for one in decisions)
    for number, side in enumerate(Side):
        text = resolved(merged.raw.decode(), number)
        found = to_plain(begin(text.encode()).root)
        assert (found or type(ours)()) == apply(ours, decisions, side)


@given(files(), files(), files())
def test_any_three_files_are_merged(base: bytes, ours: bytes, theirs: bytes) -> None:
    merged = merge_bytes("accounts/acme/plan.yaml", base, ours, theirs)
    assert merged.conflicts or begin(merged.raw)
    assert merge_bytes("accounts/acme/plan.yaml", base, base, theirs) == (theirs, 0)
    assert merge_bytes("accounts/acme/plan.yaml", base, ours, base) == (ours, 0)


def unordered(data: Plain, key: str) -> Plain:
    """The same without the order of lists in which it says nothing."""
    if isinstance(data, dict):
        return {name: unordered(value, name) for name, value in sorted(data.items())}
    if isinstance(data, list):
        items = [unordered(item, "") for item in data]
        return items if key in ORDERED else sorted(items, key=canonical)
    return data
