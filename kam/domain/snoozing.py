"""Next steps that were put off: when they are back (SPEC.md 1, tasks.yaml)."""

from datetime import date

from kam.domain.activity import Snooze, Task


def snooze_of(task: Task) -> Snooze | None:
    """The entry that holds: the last one."""
    return task.snoozed[-1] if task.snoozed else None


def is_asleep(task: Task, today: date) -> bool:
    """Whether an open step is put off until a later day."""
    snooze = snooze_of(task)
    return task.done is None and snooze is not None and snooze.until > today


def back_on(task: Task, today: date) -> date | None:
    """When an open step asks for something: its due date, later where it was put off.

    One that is back is due when it was before; one without a due date when it is back. None where
    nothing says when.
    """
    snooze = snooze_of(task)
    if snooze is None or task.due is None:
        return snooze.until if snooze else task.due
    return max(task.due, snooze.until) if snooze.until > today else task.due
