"""Deliveries: what a customer has accepted of what it bought, when, and what follows from it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from kam.domain.book import Folder
from kam.domain.deal import Deal
from kam.domain.opportunity import Opportunity, StageEntry
from kam.domain.order import Order
from kam.domain.playbook import OpenedTask, Playbook, step_id
from kam.domain.runs import times_reached, won_runs
from kam.domain.settings import WorkCalendar
from kam.domain.states import State
from kam.domain.workdays import add_workdays

if TYPE_CHECKING:
    from kam.domain.service_model import ServiceModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A won opportunity on its way to the customer, with the orders that bring something.

    `accepted` is the day on which the customer had accepted all of it: of the stage that means it,
    else the last of its orders'; None where neither says so.
    """

    opportunity: Opportunity
    playbook: Playbook
    orders: tuple[Order, ...]
    accepted: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceStep:
    """A step that an acceptance opens: its key in the model, its id as a next step, its day."""

    key: str
    id: str
    opportunity: str
    what: OpenedTask
    due: date


def deliveries_of(
    folder: Folder, deals: Mapping[str, Deal], playbooks: Mapping[str, Playbook]
) -> Iterator[Delivery]:
    """The won opportunities of an account, by id; `deals` are its rows by full id."""
    for opportunity in folder.opportunities:
        deal = deals[opportunity.reference]
        if deal.state is State.WON:
            orders = tuple(
                one
                for one in folder.orders
                if one.opportunity == opportunity.id and not one.is_credit
            )
            playbook = playbooks[deal.playbook]
            yield Delivery(
                opportunity=opportunity,
                playbook=playbook,
                orders=orders,
                accepted=_of_stage(opportunity, playbook) or _of_orders(orders),
            )


def accepted_by_stage(delivery: Delivery) -> date | None:
    """The first day at the stage that means acceptance, or a later one, since it was won.

    To step back from there takes nothing back that followed from it.
    """
    history, playbook = delivery.opportunity.history, delivery.playbook
    stage, runs = accepting(playbook), won_runs(history, playbook)
    if not stage or not runs or runs[-1][-1] is not history[-1]:
        return None
    least = playbook.position(stage)
    return next((one.date for one in runs[-1] if playbook.position(one.stage) >= least), None)


def acceptance_due(order: Order, folder: Folder, model: "ServiceModel") -> date | None:
    """The day until which an order was to be accepted; None where it is, or nothing says so.

    Without a day of its own it is the model's, if the account's orders speak of acceptance at all.
    """
    if order.accepted or order.is_credit:
        return None
    spoken = any(one.accepted or one.accept_by for one in folder.orders)
    if order.accept_by or not spoken:
        return order.accept_by
    return order.date + timedelta(days=model.acceptance_days)


class Recognition(NamedTuple):
    """The day on which an order is revenue, and whether it is by now."""

    day: date
    done: bool


def recognition(order: Order, folder: Folder, model: "ServiceModel", today: date) -> Recognition:
    """When an order is revenue, and whether it is by `today`.

    That is the day of its acceptance, else until which that is due, see `acceptance_due`; its own
    where nothing speaks of acceptance, and of a credit note.
    """
    due = acceptance_due(order, folder, model)
    day = order.accepted or due or order.date
    return Recognition(day, due is None and day <= today)


def steps_after(
    delivery: Delivery, folder: Folder, model: "ServiceModel", calendar: WorkCalendar
) -> Iterator[ServiceStep]:
    """The steps that an acceptance opens and that no next step, open or done, stands for yet."""
    known = {task.id for task in folder.tasks}
    time = times_accepted(delivery.opportunity.history, delivery.playbook)
    for key, step in model.steps.items():
        identifier = step_id(delivery.opportunity.id, key, time)
        if identifier not in known and delivery.accepted:
            due = add_workdays(delivery.accepted, step.days, calendar)
            yield ServiceStep(
                key=key, id=identifier, opportunity=delivery.opportunity.id, what=step, due=due
            )


def accepting(playbook: Playbook) -> str | None:
    """The stage by which the customer has accepted the delivery; None without such a one."""
    return next((key for key, stage in playbook.stages.items() if stage.accepts), None)


def times_accepted(history: Iterable[StageEntry], playbook: Playbook) -> int:
    """For which time a delivery is, or would be, accepted; once more for each time it was won."""
    stage = accepting(playbook)
    return times_reached(history, playbook, stage) if stage else 1


def _of_stage(opportunity: Opportunity, playbook: Playbook) -> date | None:
    """The first day at the accepting stage or a later one, of the present run at least as far."""
    stage, found = accepting(playbook), None
    for entry in reversed(opportunity.history):
        known = entry.stage in playbook.stages
        if not stage or not known or playbook.position(entry.stage) < playbook.position(stage):
            break
        found = entry.date
    return found


def _of_orders(orders: tuple[Order, ...]) -> date | None:
    days = [order.accepted for order in orders if order.accepted]
    return max(days) if days and len(days) == len(orders) else None
