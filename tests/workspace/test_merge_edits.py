"""Edits that turn the data of any file into those of any other."""

from hypothesis import given

from kam.errors import WriteRefused
from kam.store.edit import apply, begin
from kam.store.nodes import to_plain
from kam.workspace.merge_edits import edits_between, key_order, styled
from tests.store.handwriting import files


@given(files(), files())
def test_the_edits_between_two_files_make_the_one_of_the_other(old: bytes, new: bytes) -> None:
    document, target = begin(old), styled(begin(new).root)
    data = to_plain(document.root)
    if type(data) is not type(target):
        return
    edits = list(edits_between(data, target))
    try:
        found = apply(document, edits, key_order(data, target))
    except (WriteRefused, TypeError):  # an item without a value, a text that would lose its end
        return
    assert to_plain(begin(found).root) == to_plain(begin(new).root)


def test_a_file_that_is_the_same_needs_no_edit() -> None:
    assert list(edits_between({"a": ["b"]}, {"a": ["b"]})) == []


def test_a_key_of_theirs_follows_the_one_before_it_and_what_ours_added_there() -> None:
    order = key_order({"a": 1, "x": 2, "b": 3}, {"n": 0, "a": 1, "c": 4, "b": 3, "d": 5})
    assert list(order(())) == ["n", "a", "x", "c", "b", "d"]
    assert list(order(("a",))) == []
    assert list(order(("a", 0))) == []
