"""The days of account plans: what is to be done, and what is to be reached."""

from collections.abc import Iterator

from kam.domain.book import Folder
from kam.domain.talk import is_under_way
from kam.reports.agenda_items import AgendaItem, Ground, Kind


def actions(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """Actions of the account plan that are not done."""
    account = folder.account
    for key, action in folder.plan.actions.items() if folder.plan else ():
        if action.done is None and action.due and action.due <= ground.until(Kind.ACTION):
            yield AgendaItem(
                kind=Kind.ACTION,
                due=action.due,
                account=account.id,
                owner=action.owner or account.owner,
                what=action.what,
                id=key,
                dates=(action.due,),
            )


def objectives(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """Objectives of the account plan of which more is expected."""
    account, last = folder.account, ground.until(Kind.OBJECTIVE)
    for key, objective in folder.plan.objectives.items() if folder.plan else ():
        due = objective.due
        if due and due <= last and is_under_way(objective, ground.models.sheets):
            yield AgendaItem(
                kind=Kind.OBJECTIVE,
                due=due,
                account=account.id,
                owner=objective.owner or account.owner,
                what=objective.what,
                id=key,
                dates=(due,),
            )
