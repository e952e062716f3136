"""An entry that goes from one file to another: as it stands, or else by its value."""

import pytest

from kam.store import copying
from kam.store.edit import begin
from kam.store.members import Member, UnknownShape, members


def test_an_entry_that_is_written_in_a_way_that_no_edit_knows_goes_by_its_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_text: str, _member: Member) -> int:
        raise UnknownShape

    document = begin(b"- a\n- b # why\n")
    monkeypatch.setattr(copying, "start_of", refuse)
    assert copying.copied("- a\n- b # why\n", members(document.root)[1], "b") == "b"
