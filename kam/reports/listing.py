"""Plain lists of what a book holds, one row a thing, facts as the files state them (SPEC.md 4)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar

from kam.domain.account import Account
from kam.domain.alignment import alignment_of
from kam.domain.book import Folder
from kam.domain.conversion import order_terms
from kam.domain.deal import Deal
from kam.domain.deals import topmost_parents
from kam.domain.intent import intent_of
from kam.domain.methods import Methods
from kam.domain.models import Models
from kam.domain.opportunity import Opportunity
from kam.domain.order import Order
from kam.domain.settings import Settings
from kam.domain.stalling import days_in_stage, workdays_in_stage
from kam.domain.trail import Trails
from kam.domain.working_points import stated_stage
from kam.reports.listing_rows import (
    AccountRow,
    ActivityRow,
    ContactRow,
    OpportunityRow,
    OrderRow,
    Row,
    TaskRow,
)
from kam.reports.selection import Filter, acceptor, facts_of, select


class Listed(Protocol):
    """What the lists are made of."""

    @property
    def settings(self) -> Settings:
        """Of the book."""

    @property
    def methods(self) -> Methods:
        """The playbooks that the opportunities follow."""

    @property
    def models(self) -> Models:
        """The models in force beside the playbooks."""

    @property
    def accounts(self) -> Sequence[Account]:
        """The accounts whose own file reads, by id."""

    @property
    def deals(self) -> Sequence[Deal]:
        """All opportunities, by account and id."""

    @property
    def trails(self) -> Trails | None:
        """The close dates that the opportunities had; None without history."""

    def folders(self, *facts: str) -> Sequence[Folder]:
        """The accounts' folders with these facts of them at least, by account."""


def list_accounts(listed: Listed, today: date, chosen: Filter) -> tuple[AccountRow, ...]:
    """The accounts whose own file reads, by id."""
    groups = topmost_parents(listed.accounts)
    accepts = acceptor(chosen, listed.settings)
    return tuple(
        AccountRow(
            id=account.id,
            name=account.name,
            tier=account.tier,
            owner=account.owner,
            industry=account.industry,
            segment=account.segment,
            ownership=account.ownership,
            parent=account.parent,
            group=groups[account.id],
            stage=stated_stage(account.relationship, today),
        )
        for account in listed.accounts
        if accepts(facts_of(account, groups[account.id], listed.settings, today))
    )


def list_opportunities(listed: Listed, today: date, chosen: Filter) -> tuple[OpportunityRow, ...]:
    """All opportunities, ended ones too, by id; the key `stage` is None for none yet."""
    trails, playbooks = listed.trails, listed.methods.playbooks
    return tuple(
        OpportunityRow(
            id=deal.id,
            name=deal.name,
            account=deal.account,
            playbook=deal.playbook,
            stage=deal.stage,
            probability=deal.probability,
            amount=deal.stated,
            currency=deal.currency,
            close_date=deal.close_date,
            owner=deal.owner,
            category=deal.category,
            state=deal.state,
            days_in_stage=days_in_stage(deal, today),
            pushes=trails.pushes(deal) if trails else None,
            workdays_in_stage=workdays_in_stage(deal, listed.settings.calendar, today),
            buying_step=deal.buying_step,
            alignment=alignment_of(playbooks[deal.playbook], deal.stage, deal.buying_step)
            if deal.is_open
            else None,
            intent=intent_of(deal, today, listed.models.rhythm),
            superseded=deal.superseded,
        )
        for deal in select(listed.deals, chosen, listed.settings)
    )


def list_contacts(listed: Listed, today: date, chosen: Filter) -> tuple[ContactRow, ...]:
    """The people of the customers, those that have left too, by account and id."""
    found = _inside(listed, "contacts", today, chosen, lambda folder: folder.contacts.values())
    return tuple(
        ContactRow(
            id=_full(folder, contact.id),
            name=contact.name,
            account=folder.account.id,
            title=contact.title,
            department=contact.department,
            level=contact.level,
            roles=contact.roles,
            attitude=contact.attitude,
            contact=contact.contact,
            left=contact.left,
            moved_to=contact.moved_to,
        )
        for folder, contact in sorted(found, key=lambda pair: _full(pair[0], pair[1].id))
    )


def list_tasks(listed: Listed, today: date, chosen: Filter) -> tuple[TaskRow, ...]:
    """The next steps, done ones too, by due date; those without one last."""
    found = _inside(
        listed, "tasks", today, chosen, lambda folder: folder.tasks, lambda task: task.owner
    )
    rows = (
        TaskRow(
            id=_full(folder, task.id),
            account=folder.account.id,
            what=task.what,
            due=task.due,
            owner=task.owner or folder.account.owner,
            opportunity=task.opportunity and _full(folder, task.opportunity),
            done=task.done,
        )
        for folder, task in found
    )
    return tuple(sorted(rows, key=lambda row: (row.due or date.max, row.id)))


def list_orders(listed: Listed, today: date, chosen: Filter) -> tuple[OrderRow, ...]:
    """What was bought, by date; the owner that is filtered by is its opportunity's."""
    found = _inside(
        listed, "orders", today, chosen, _orders, lambda pair: pair[1].owner if pair[1] else None
    )
    rows = (
        OrderRow(
            id=_full(folder, order.id),
            account=folder.account.id,
            date=order.date,
            line=order.line,
            amount=order.amount,
            currency=order_terms(opportunity, listed.settings).currency,
            margin=order.margin,
            opportunity=order.opportunity and _full(folder, order.opportunity),
            accepted=order.accepted,
        )
        for folder, (order, opportunity) in found
    )
    return tuple(sorted(rows, key=lambda row: (row.date, row.id)))


def list_activities(listed: Listed, today: date, chosen: Filter) -> tuple[ActivityRow, ...]:
    """What was done, by date; the owner that is filtered by is who did it."""
    found = _inside(
        listed,
        "activities",
        today,
        chosen,
        lambda folder: folder.activities,
        lambda entry: entry.by,
    )
    rows = (
        ActivityRow(
            account=folder.account.id,
            date=entry.date,
            kind=entry.kind,
            by=entry.by,
            with_=entry.with_,
            opportunity=entry.opportunity and _full(folder, entry.opportunity),
            note=entry.note,
        )
        for folder, entry in found
    )
    return tuple(sorted(rows, key=lambda row: (row.date, row.account)))


LISTS: Mapping[str, Callable[[Listed, date, Filter], tuple[Row, ...]]] = {
    "accounts": list_accounts,
    "opportunities": list_opportunities,
    "contacts": list_contacts,
    "tasks": list_tasks,
    "orders": list_orders,
    "activities": list_activities,
}
"""What `kam list` lists, by the word that asks for it."""
_Thing = TypeVar("_Thing")


def _inside(  # noqa: PLR0913, PLR0917 - what the lists differ in
    listed: Listed,
    fact: str,
    today: date,
    chosen: Filter,
    things: Callable[[Folder], Iterable[_Thing]],
    owner: Callable[[_Thing], str | None] = lambda _: None,
) -> Iterator[tuple[Folder, _Thing]]:
    """What a filter accepts in the folders; a thing without an owner has its account's."""
    folders, settings = listed.folders(fact), listed.settings
    groups = topmost_parents(folder.account for folder in folders)
    accepts = acceptor(chosen, settings)
    for folder in folders:
        group = groups[folder.account.id]
        for thing in things(folder):
            if accepts(facts_of(folder.account, group, settings, today, owner(thing))):
                yield folder, thing


def _orders(folder: Folder) -> Iterator[tuple[Order, Opportunity | None]]:
    by_id = {opportunity.id: opportunity for opportunity in folder.opportunities}
    for order in folder.orders:
        yield order, by_id.get(order.opportunity or "")


def _full(folder: Folder, name: str) -> str:
    return f"{folder.account.id}/{name}"
