"""What was done and what is done with: activities and next steps."""

from collections.abc import Sequence
from datetime import date

from kam.domain.activity import Snooze, Task
from kam.errors import AnswerNo, UsageError
from kam.i18n import mark
from kam.store.changes import Append, Put
from kam.store.quoting import Value
from kam.workspace.desk import Desk
from kam.workspace.layout import TASKS, file_path, log_path
from kam.workspace.naming import Target
from kam.workspace.resolving import Named, resolve


def log_activity(  # noqa: PLR0913 - the facts of one entry
    desk: Desk,
    target: Target,
    note: str,
    *,
    kind: str,
    day: date,
    by: str | None,
    present: Sequence[str],
) -> str:
    """Lay an activity ready in the log of its person and year; the path of the log.

    Args:
        desk: Where the change lies.
        target: The account, or the opportunity that it was about.
        note: What was done.
        kind: A word of the vocabulary `activity`.
        day: When.
        by: Who did it; each person has a log of their own, so somebody has to be named.
        present: The ids of the customer's people who were there.

    Raises:
        UsageError: Nobody is named.
        NotFound: There is no such account or opportunity.
    """
    if by is None:
        raise UsageError(mark("nobody says who did it"), hint=mark("name them: --by PERSON"))
    desk.require(target)
    entry: dict[str, Value] = {"date": day, "kind": kind, "by": by}
    if present:
        entry["with"] = list(present)
    if target.opportunity:
        entry["opportunity"] = target.opportunity
    path = log_path(target.account, day.year, by)
    desk.edit(path, Append((), {**entry, "note": note}))
    return path


def close_task(desk: Desk, target: Target, text: str, day: date, *, exact: bool) -> Task:
    """Lay ready that a next step is done.

    Args:
        desk: Where the change lies.
        target: The account, or the opportunity whose steps are looked through.
        text: Its id, its text, or what only one open step begins with or holds.
        day: When it was done.
        exact: Take an exact id or text only.

    Raises:
        NotFound: None, or more than one, answers to it.
        AnswerNo: It was done before.
    """
    task = _open_task(desk, target, text, exact=exact)
    desk.edit(file_path(target.account, TASKS), Put((task.id, "done"), day))
    return task


def snooze_task(desk: Desk, target: Target, text: str, snooze: Snooze, *, exact: bool) -> Task:
    """Lay ready that a next step is put off; its due date stays, and so do earlier entries.

    Args:
        desk: Where the change lies.
        target: The account, or the opportunity whose steps are looked through.
        text: As for `close_task`.
        snooze: On which day it was put off, until which, why and by whom.
        exact: Take an exact id or text only.

    Raises:
        NotFound: None, or more than one, answers to it.
        AnswerNo: It was done before.
        UsageError: The day until which it is put off has come.
    """
    task = _open_task(desk, target, text, exact=exact)
    if snooze.until <= snooze.date:
        raise UsageError(mark("{until} is not after {day}"), until=snooze.until, day=snooze.date)
    entry: dict[str, Value] = {"date": snooze.date, "until": snooze.until}
    entry |= {"because": snooze.because} if snooze.because else {}
    entry |= {"by": snooze.by} if snooze.by else {}
    desk.edit(file_path(target.account, TASKS), Append((task.id, "snoozed"), entry))
    return task


def _open_task(desk: Desk, target: Target, text: str, *, exact: bool) -> Task:
    tasks = {
        key: task
        for key, task in desk.tasks(target.account).items()
        if target.opportunity in {None, task.opportunity}
    }
    if text not in tasks:
        known = [Named(key, (task.what,)) for key, task in tasks.items() if task.done is None]
        text = resolve(text, known, mark("open next step"), exact=exact)
    task = tasks[text]
    if task.done:
        raise AnswerNo(mark("{id} was done on {day}"), id=f"{target.account}/{text}", day=task.done)
    return task
