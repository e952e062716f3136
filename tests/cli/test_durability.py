"""A folder that cannot be synced: the change is made, and that it may not last is said."""

from pathlib import Path

import pytest

from kam.store import safe_write
from tests.conftest import MakeBook, RunKam


def test_a_write_whose_folder_was_not_synced_says_so(
    kam: RunKam, book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(safe_write, "sync_folder", refuse)
    root = book({"accounts/acme/account.yaml": "name: Acme\n"})
    result = kam(root, "set", "acme", "tier=key")
    assert (result.exit_code, result.stderr) == (0, "written, durability not confirmed\n")
    assert (root / "accounts/acme/account.yaml").read_text() == "name: Acme\ntier: key\n"
