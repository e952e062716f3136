"""The status table: where each account's relationship stands (METHODS.md 6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.account import Account
from kam.domain.accounts_model import AccountsModel
from kam.domain.activity import Task, open_tasks
from kam.domain.book import Folder
from kam.domain.consistency import Unread
from kam.domain.contact import Contact
from kam.domain.deal import Deal, by_account
from kam.domain.playbook import RelationshipModel
from kam.domain.purchase_ladder import wants_a_reason
from kam.domain.regress import leavers
from kam.domain.settings import Settings
from kam.domain.working_points import PointState, point_states, since, stage_of
from kam.reports.chosen import chosen_folders
from kam.reports.people_standing import UNKNOWN, Standing
from kam.reports.selection import EVERYTHING, Filter
from kam.reports.trade import Trade, trade_of


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
    stage, None where no history tells it. `ladder` is its rung, computed or declared. `alerts`:
    `no-contact`, `no-next-step` (with an open deal), `overdue-step`, `may-fall-back`,
    `attack-unreasoned`, and those of its `Standing`, as `relation_type` and `contact_coverage` are.
    `suggested_phase` is a phase that only a person can declare, where the share suggests it;
    `points` are the working points of the stage, `gone` who decided and left since the last entry.
    What a file that did not read might hold is None, and no alarm.
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
    suggested_phase: str | None
    depth: str | None
    points: tuple[PointState, ...]
    gone: tuple[Contact, ...]

    @property
    def open_points(self) -> tuple[str, ...]:
        """The keys of the working points that are still to be done."""
        return tuple(point.key for point in self.points if point.key and point.is_open)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationshipStatus:
    """The result of the relationship report; `stages` counts the accounts at each stage.

    `is_empty` says that the book has no account at all.
    """

    as_of: date
    rows: tuple[RelationshipRow, ...]
    stages: dict[str, int]
    is_empty: bool


def build_relationship(  # noqa: PLR0913, PLR0917 - what the command's options say
    folders: Iterable[Folder],
    deals: Iterable[Deal],
    model: RelationshipModel,
    settings: Settings,
    today: date,
    chosen: Filter = EVERYTHING,
    standings: Mapping[str, Standing] = {},
    *,
    accounts: AccountsModel,
    touched: Mapping[str, date],
    unread: Unread,
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
        accounts: The questions whose answers are working points.
        touched: When each account was touched last (`Touches.accounts`).
        unread: What did not read.
    """
    folders = tuple(folders)
    of_account = by_account(deals)
    rows = [
        _row(
            folder,
            standings.get(folder.account.id, UNKNOWN),
            trade_of(folder, of_account.get(folder.account.id, ()), model, settings, unread, today),
            point_states(
                stage_of(folder.account.relationship, model, today),
                folder,
                model,
                accounts,
                settings,
                today,
            ),
            touched.get(folder.account.id),
            model,
            unread,
            today,
        )
        for folder in chosen_folders(folders, chosen, settings, today)
    ]
    stages = dict.fromkeys(model.stages, 0)
    for row in rows:
        stages[row.stage] = stages.get(row.stage, 0) + 1
    return RelationshipStatus(as_of=today, rows=tuple(rows), stages=stages, is_empty=not folders)


def _row(  # noqa: PLR0913, PLR0917 - what a row is made of
    folder: Folder,
    standing: Standing,
    trade: Trade,
    points: tuple[PointState, ...],
    touched: date | None,
    model: RelationshipModel,
    unread: Unread,
    today: date,
) -> RelationshipRow:
    account = folder.account
    stage = stage_of(account.relationship, model, today)
    begun = since(account.relationship, stage, today)
    steps = open_tasks(folder.tasks)
    gone = leavers(folder, model, today)
    found = {
        "no-contact": touched is None and unread.reads_log(account.id),
        "no-next-step": not steps and trade.is_pursued and unread.reads(account.id, "tasks.yaml"),
        "overdue-step": any(step.due is not None and step.due < today for step in steps),
        "may-fall-back": bool(gone),
        "attack-unreasoned": trade.is_pursued and wants_a_reason(account, trade.rung, model),
    }
    return RelationshipRow(
        account=account.id,
        name=account.name,
        tier=account.tier,
        owner=account.owner,
        stage=stage,
        since=begun,
        days_in_stage=max(0, (today - begun).days) if begun else None,
        share_of_wallet=trade.share,
        phase=trade.phase,
        ladder=trade.rung,
        relation_type=standing.relation_type,
        contact_coverage=standing.coverage,
        last_contact=touched,
        next_step=_next_step(steps[0], account) if steps else None,
        alerts=(*(alert for alert, holds in found.items() if holds), *standing.alerts),
        suggested_phase=trade.suggested,
        depth=account.relationship.depth,
        points=points,
        gone=gone,
    )


def _next_step(task: Task, account: Account) -> NextStep:
    return NextStep(id=task.id, what=task.what, due=task.due, owner=task.owner or account.owner)
