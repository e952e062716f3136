"""The days of plans: for single people, of an account's actions and objectives.

Sources as those of `agenda_sources`.
"""

from collections.abc import Iterator

from kam.domain.book import Folder
from kam.domain.people_gaps import open_plan
from kam.domain.person import people_of
from kam.domain.talk import is_under_way
from kam.reports.agenda_items import AgendaItem, Ground, Kind


def persons(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """Plans for single people that are due, until their aim is reached (METHODS.md 4)."""
    account = folder.account
    for person in people_of(account.id, {account.id: folder.contacts}, ground.today):
        contact, due = person.contact, open_plan(person, ground.models.people).due
        if due and due <= ground.until(Kind.PERSON):
            yield AgendaItem(
                kind=Kind.PERSON,
                due=due,
                account=account.id,
                owner=contact.plan.owner or account.owner,
                what=contact.plan.what,
                detail=contact.name,
                id=contact.id,
                dates=(due,),
            )


def actions(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """Open actions of the account plan that are due."""
    for key, action in folder.plan.actions.items() if folder.plan else ():
        due = action.due
        if action.done is None and due and due <= ground.until(Kind.ACTION):
            yield AgendaItem(
                kind=Kind.ACTION,
                due=due,
                account=folder.account.id,
                owner=action.owner or folder.account.owner,
                what=action.what,
                detail=action.supports,
                id=key,
                dates=(due,),
            )


def objectives(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """Objectives of the account plan of which more is expected."""
    last, model = ground.until(Kind.OBJECTIVE), ground.models.sheets
    for key, objective in folder.plan.objectives.items() if folder.plan else ():
        due = objective.due
        if due and due <= last and is_under_way(objective, model):
            yield AgendaItem(
                kind=Kind.OBJECTIVE,
                due=due,
                account=folder.account.id,
                owner=objective.owner or folder.account.owner,
                what=objective.what,
                id=key,
                dates=(due,),
            )
