"""What the people of each account come to: coverage, relation type, alerts (METHODS.md 4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.book import Folder
from kam.domain.consistency import Unread
from kam.domain.contact_coverage import contact_coverage
from kam.domain.levels import scale_key
from kam.domain.people_gaps import GapKind, Sight, find_gaps
from kam.domain.people_model import PeopleModel
from kam.domain.person import Key, here_and_gone
from kam.domain.relation_type import account_relation_type


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The people of one account in three figures; `coverage` is a ratio.

    Of missing roles `alerts` names those that the model calls needed.
    """

    coverage: Decimal | None = None
    relation_type: str | None = None
    alerts: tuple[str, ...] = ()


UNKNOWN = Standing()
"""The standing of an account of whose people nothing is known."""


def build_standings(
    folders: Iterable[Folder],
    model: PeopleModel,
    seen: Mapping[Key, date],
    today: date,
    unread: Unread,
) -> Mapping[str, Standing]:
    """The standing of every account by its own contacts, roles as contacts.yaml has them.

    `seen` is when each contact was last met (`Touches.people`).
    Where contacts.yaml did not read the folder has none, and nothing is said; where activities did
    not, no alert that hangs on who was seen.
    """
    return {folder.account.id: _standing(folder, model, seen, today, unread) for folder in folders}


def _standing(
    folder: Folder, model: PeopleModel, seen: Mapping[Key, date], today: date, unread: Unread
) -> Standing:
    account = folder.account
    contacts = {account.id: folder.contacts}
    people, gone = here_and_gone(account.id, contacts, today)
    sight = Sight(today=today, seen=seen if unread.reads_log(account.id) else None)
    levels = (person.contact.level for person in people)
    scale = model.scales[scale_key(levels, account.ownership, model)]
    return Standing(
        coverage=contact_coverage(people, model, gone),
        relation_type=account_relation_type(people, model),
        alerts=tuple(
            gap.alert
            for gap in find_gaps(people, scale, model, sight, gone)
            if gap.needed or gap.kind is not GapKind.ROLE
        ),
    )
