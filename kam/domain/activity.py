"""What was done and what is to be done: activities/*.yaml and tasks.yaml."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from kam.domain.fields import PLACED, Day, Id, Person, Reference, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One entry of an account's log."""

    account: str = field(default="", metadata=PLACED)
    path: str = field(default="", metadata=PLACED)
    index: int = field(default=0, metadata=PLACED)
    date: Day
    kind: Annotated[str, Word("activity")]
    by: Person | None = None
    with_: tuple[Reference, ...] = ()
    opportunity: Id | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """A next step that was put off on a day `until` another, and why; its due date stays."""

    date: Day
    until: Day
    because: str | None = None
    by: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A next step; done once `done` says when. The last entry of `snoozed` holds."""

    id: str = field(default="", metadata=PLACED)
    account: str = field(default="", metadata=PLACED)
    path: str = field(default="", metadata=PLACED)
    what: str
    due: Day | None = None
    owner: Person | None = None
    opportunity: Id | None = None
    done: Day | None = None
    snoozed: tuple[Snooze, ...] = ()


def open_tasks(tasks: Iterable[Task]) -> list[Task]:
    """Those that are not done, what is due first in front, and those without a day last."""
    found = [task for task in tasks if task.done is None]
    return sorted(found, key=lambda task: (task.due or date.max, task.id))


def step_of(tasks: Iterable[Task], opportunity: str) -> Task | None:
    """The next step of an opportunity: of its open ones what is due first; None without any."""
    return next((task for task in open_tasks(tasks) if task.opportunity == opportunity), None)
