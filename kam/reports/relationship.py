"""The status table: where each account's relationship stands (METHODS.md 6)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


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
    `phase` is the key of its band, `pre` or `interrupted`. `ladder`, `relation_type` and
    `contact_coverage` are None until the models that compute them are in the book.
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
