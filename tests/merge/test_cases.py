"""What becomes of two people's work on one file: `tests/merges/<case>/`, as bytes."""

from pathlib import Path

import pytest

from kam.workspace.merging import merge_bytes
from tests.docs.console import ROOT

CASES = sorted(path.parent for path in (ROOT / "tests" / "merges").glob("*/expected.yaml"))
DEAL = "accounts/acme/opportunities/mes.yaml"


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_merged_file_is_the_expected_one(case: Path) -> None:
    place = case / "path.txt"
    path = place.read_text("utf-8").strip() if place.is_file() else DEAL
    base, ours, theirs = (
        (case / f"{name}.yaml").read_bytes() for name in ("base", "ours", "theirs")
    )
    merged = merge_bytes(path, base, ours, theirs)
    assert merged.raw == (case / "expected.yaml").read_bytes()
    assert merged.conflicts == merged.raw.count(b"<<<<<<< ours")
