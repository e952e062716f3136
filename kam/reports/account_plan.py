"""The account plan: what is to be reached, what is done for it, and what is late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kam.domain.account import Account
from kam.domain.account_plan import AccountPlan, Objective, PlanAction
from kam.domain.book import Folder
from kam.domain.sheet_model import SheetModel
from kam.domain.talk import is_under_way


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """One action; `late` where its day has passed and it is not done."""

    id: str
    action: PlanAction
    owner: str | None
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveRow:
    """One objective and the actions that support it; None: the actions that support none.

    `open` while more is expected of it, `late` where its day has passed then.
    """

    id: str | None
    objective: Objective | None
    owner: str | None
    open: bool
    late: bool
    actions: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStatus:
    """The plan of one account; without rows where there is none, or where it did not read."""

    account: Account
    as_of: date
    period: str | None
    rows: tuple[ObjectiveRow, ...]
    unread: tuple[str, ...]

    @property
    def actions(self) -> tuple[ActionRow, ...]:
        """All actions."""
        return tuple(action for row in self.rows for action in row.actions)


def build_plan(folder: Folder, model: SheetModel, today: date) -> PlanStatus:
    """Draw up an account's plan, in the order of its file.

    What has no owner of its own has the account's. An action that supports an objective which is
    not there stands with those that support none.
    """
    plan = folder.plan or AccountPlan()
    account = folder.account
    rows = [
        _row(key, objective, account, _supporting(plan, {key}, account, today), model, today)
        for key, objective in plan.objectives.items()
    ]
    named = {action.supports for action in plan.actions.values()}
    if others := _supporting(plan, (named | {None}) - set(plan.objectives), account, today):
        rows.append(
            ObjectiveRow(id=None, objective=None, owner=None, open=True, late=False, actions=others)
        )
    return PlanStatus(
        account=account,
        as_of=today,
        period=plan.period,
        rows=tuple(rows),
        unread=tuple(path for path in folder.unread if path.endswith("/plan.yaml")),
    )


def _row(  # noqa: PLR0913, PLR0917 - one objective and what it is judged by
    key: str,
    objective: Objective,
    account: Account,
    actions: tuple[ActionRow, ...],
    model: SheetModel,
    today: date,
) -> ObjectiveRow:
    under_way = is_under_way(objective, model)
    return ObjectiveRow(
        id=key,
        objective=objective,
        owner=objective.owner or account.owner,
        open=under_way,
        late=under_way and objective.due is not None and objective.due < today,
        actions=actions,
    )


def _supporting(
    plan: AccountPlan, objectives: Iterable[str | None], account: Account, today: date
) -> tuple[ActionRow, ...]:
    wanted = frozenset(objectives)
    return tuple(
        ActionRow(
            id=key,
            action=action,
            owner=action.owner or account.owner,
            late=action.done is None and action.due is not None and action.due < today,
        )
        for key, action in plan.actions.items()
        if action.supports in wanted
    )
