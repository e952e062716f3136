"""The status table: where each account's relationship stands (METHODS.md 6)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.account import Account, Relationship
from kam.domain.activity import Task
from kam.domain.book import Folder
from kam.domain.deal import Deal
from kam.domain.deals import topmost_parents
from kam.domain.playbook import RelationshipModel
from kam.domain.sales import sales_of
from kam.domain.settings import Settings
from kam.reports.selection import EVERYTHING, Filter, acceptor, facts_of
from kam.reports.standing import UNKNOWN, Standing
from kam.reports.wallet import phase_of, share_of_wallet


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """The open task that is due first."""

    id: str
    what: str
    due: date | None
    owner: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationshipRow:
    """One account.

    `share_of_wallet` = our sales of the last months / their spend in the category, a ratio;
    `phase` is the key of its band, `pre` or `interrupted`. `since` begins the present run of the
    stage, None where no history tells it. `alerts`: `no-contact`, `no-next-step` (with an open
    deal), `overdue-step`, and those of its `Standing`, as `relation_type` and `contact_coverage`
    are. `ladder` is None until the model that computes it is in the book.
    """

    account: str
    name: str
    tier: str | None
    owner: str | None
    stage: str
    since: date | None
    days_in_stage: int | None
    share_of_wallet: Decimal | None
    phase: str | None
    ladder: str | None
    relation_type: str | None
    contact_coverage: Decimal | None
    last_contact: date | None
    next_step: NextStep | None
    alerts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationshipStatus:
    """The result of the relationship report; `stages` counts the accounts at each stage."""

    as_of: date
    rows: tuple[RelationshipRow, ...]
    stages: dict[str, int]


def build_relationship(  # noqa: PLR0913, PLR0917 - what the command's options say
    folders: Iterable[Folder],
    deals: Iterable[Deal],
    model: RelationshipModel,
    settings: Settings,
    today: date,
    chosen: Filter = EVERYTHING,
    standings: Mapping[str, Standing] = {},
) -> RelationshipStatus:
    """Say of each account whose own file reads where the relationship stands, by account id.

    Args:
        folders: All folders of a book.
        deals: All deals of the same book.
        model: The stages that people set and the bands of the share of wallet.
        settings: Of the book.
        today: What happened later is not looked at.
        chosen: The filter, on facts of the account: `owner` is the account's, `team` that owner's.
        standings: What the people of each account come to.
    """
    folders = tuple(folders)
    groups = topmost_parents(folder.account for folder in folders)
    accepts = acceptor(chosen, settings)
    of_account: dict[str, list[Deal]] = {}
    for deal in deals:
        of_account.setdefault(deal.account, []).append(deal)
    rows = [
        _row(
            folder,
            of_account.get(folder.account.id, ()),
            model,
            settings,
            today,
            standings.get(folder.account.id, UNKNOWN),
        )
        for folder in sorted(folders, key=lambda folder: folder.account.id)
        if folder.readable
        and accepts(facts_of(folder.account, groups[folder.account.id], settings, today))
    ]
    stages = dict.fromkeys(model.stages, 0)
    for row in rows:
        stages[row.stage] = stages.get(row.stage, 0) + 1
    return RelationshipStatus(as_of=today, rows=tuple(rows), stages=stages)


def stage_of(relationship: Relationship, model: RelationshipModel) -> str:
    """The stage as stated, else of the last entry, else the model's first."""
    last = relationship.history[-1].stage if relationship.history else next(iter(model.stages))
    return relationship.stage or last


def since(relationship: Relationship, stage: str) -> date | None:
    """The first day of the present run of `stage`; None where the history ends on another."""
    found = None
    for entry in reversed(relationship.history):
        if entry.stage != stage:
            break
        found = entry.date
    return found


def _row(  # noqa: PLR0913, PLR0917 - what a row is made of
    folder: Folder,
    deals: Sequence[Deal],
    model: RelationshipModel,
    settings: Settings,
    today: date,
    standing: Standing,
) -> RelationshipRow:
    account = folder.account
    stage = stage_of(account.relationship, model)
    begun = since(account.relationship, stage)
    sales = [sale for sale in sales_of(folder, deals, settings) if sale.day <= today]
    share = share_of_wallet(sales, account.category_spend, model, today)
    contacts = [entry.date for entry in folder.activities if entry.date <= today]
    steps = sorted((task for task in folder.tasks if task.done is None), key=_urgency)
    return RelationshipRow(
        account=account.id,
        name=account.name,
        tier=account.tier,
        owner=account.owner,
        stage=stage,
        since=begun,
        days_in_stage=max(0, (today - begun).days) if begun else None,
        share_of_wallet=share,
        phase=phase_of(sales, share, model, today),
        ladder=None,
        relation_type=standing.relation_type,
        contact_coverage=standing.coverage,
        last_contact=max(contacts, default=None),
        next_step=_next_step(steps[0], account) if steps else None,
        alerts=(*_alerts(contacts, steps, deals, today), *standing.alerts),
    )


def _urgency(task: Task) -> tuple[date, str]:
    return (task.due or date.max, task.id)


def _next_step(task: Task, account: Account) -> NextStep:
    return NextStep(id=task.id, what=task.what, due=task.due, owner=task.owner or account.owner)


def _alerts(
    contacts: Sequence[date], steps: Sequence[Task], deals: Sequence[Deal], today: date
) -> tuple[str, ...]:
    found = {
        "no-contact": not contacts,
        "no-next-step": not steps and any(deal.is_open for deal in deals),
        "overdue-step": any(step.due is not None and step.due < today for step in steps),
    }
    return tuple(alert for alert, holds in found.items() if holds)
