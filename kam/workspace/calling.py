"""A seller's own number for a period, laid ready in calls.yaml (SPEC.md 1)."""

from kam.domain.incentives import Call
from kam.store.changes import Append
from kam.store.quoting import Value
from kam.workspace.desk import Desk
from kam.workspace.layout import CALLS
from kam.workspace.naming import UnreadableFile
from kam.workspace.reading import Reading


def calls_at(desk: Desk) -> tuple[Call, ...]:
    """The lines of calls.yaml; none without the file.

    Raises:
        UnreadableFile: It does not read, or does not fit the format.
    """
    reading = Reading(desk.source, desk.opened.reading.context)
    found: tuple[Call, ...] | None = reading.read(CALLS, tuple[Call, ...])
    if found is None and reading.findings:
        raise UnreadableFile(CALLS, tuple(reading.findings))
    return found or ()


def add_call(desk: Desk, call: Call) -> None:
    """Lay a line ready at the end of calls.yaml; earlier ones stay as they are."""
    entry: dict[str, Value] = {
        "owner": call.owner,
        "period": int(call.period) if call.period.isdecimal() else call.period,
        "commit": call.commit,
    }
    if call.best_case is not None:
        entry["best_case"] = call.best_case
    desk.edit(CALLS, Append((), {**entry, "date": call.date}))
