"""Carries out what `check --fix` would write."""

from collections.abc import Iterable

from kam.checks.fixes import Fix
from kam.store.changes import Append
from kam.workspace.desk import Desk


def mend(desk: Desk, fixes: Iterable[Fix]) -> int:
    """Lay the fixes ready; how many there are."""
    count = 0
    for fix in fixes:
        desk.edit(fix.path, Append(fix.keys, dict(fix.value)))
        count += 1
    return count
