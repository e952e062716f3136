"""The next steps that winning and an acceptance open, and those that opening again takes back."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from kam.domain.acceptance import times_accepted
from kam.domain.opportunity import Opportunity, StageEntry
from kam.domain.playbook import OpenedTask, Playbook, step_id
from kam.domain.runs import times_reached
from kam.domain.workdays import add_workdays
from kam.store.changes import Drop, Put
from kam.workspace.desk import Desk
from kam.workspace.layout import TASKS, file_path
from kam.workspace.naming import Target

if TYPE_CHECKING:
    from kam.domain.service_model import ServiceModel

Steps = dict[str, OpenedTask]
"""Next steps by the ids that they get."""


def steps_of_win(
    opportunity: Opportunity, history: Iterable[StageEntry], playbook: Playbook
) -> Steps:
    """What winning opens; of one that was won before, steps of their own."""
    time = times_reached(history, playbook, playbook.winning)
    return {step_id(opportunity.id, key, time): step for key, step in playbook.on_win.items()}


def steps_of_acceptance(
    opportunity: Opportunity,
    history: Iterable[StageEntry],
    playbook: Playbook,
    model: "ServiceModel",
) -> Steps:
    """What an acceptance opens; once for each time that the opportunity was won."""
    time = times_accepted(history, playbook)
    return {step_id(opportunity.id, key, time): step for key, step in model.steps.items()}


def open_steps(  # noqa: PLR0913 - what is opened, and for whom
    desk: Desk,
    opportunity: Opportunity,
    steps: Mapping[str, OpenedTask],
    *,
    day: date,
    by: str | None,
    language: str,
) -> tuple[str, ...]:
    """The ids of the steps that are laid ready, in tasks.yaml of the account, for the owner.

    One that is there already, open or done, is not opened again.
    """
    if not steps:
        return ()
    target = Target(opportunity.account, opportunity.id)
    path = file_path(target.account, TASKS)
    there = desk.tasks(target.account)
    owner = opportunity.owner or desk.account(target).owner or by
    names = []
    for name, step in steps.items():
        if name in there:
            continue
        facts = {
            "what": step.what.text(language),
            "due": add_workdays(day, step.days, desk.settings.calendar),
            "owner": owner,
            "opportunity": target.opportunity,
        }
        desk.edit(path, Put((name,), {key: fact for key, fact in facts.items() if fact}))
        names.append(name)
    return tuple(names)


def take_back_steps(desk: Desk, opportunity: Opportunity, playbook: Playbook) -> tuple[str, ...]:
    """The ids of the open steps of the present run that are laid ready to go.

    One that is done stays, and so does one that a person has worded anew.
    """
    history = opportunity.history
    opened = steps_of_win(opportunity, history, playbook)
    opened |= steps_of_acceptance(opportunity, history, playbook, desk.models().service)
    there = desk.tasks(opportunity.account)
    names = tuple(
        name
        for name, step in opened.items()
        if (task := there.get(name)) and not task.done
        if task.what in {step.what.text("en"), step.what.text("zh")}
    )
    if names:
        path = file_path(opportunity.account, TASKS)
        desk.edit(path, *(Drop((name,)) for name in names))
    return names
