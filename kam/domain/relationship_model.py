"""Parts of the relationship models: working points, the purchase ladder, what sends one back."""

from dataclasses import dataclass
from typing import Annotated

from kam.domain.fields import Count, Id, Percent, Word
from kam.domain.label import Label
from kam.domain.states import ClosedWord


class Shown(ClosedWord):
    """What the book itself can show of a working point."""

    OWNER = "owner"
    ACCEPTED_ORDER = "accepted-order"
    CONTACT_LEVELS = "contact-levels"
    WE_BUY = "we-buy"
    SURVEY = "survey"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingPoint:
    """What to work on at a stage.

    Done where a person says so, where the book shows it, or where every question of the part
    `answers` of accounts.yaml is answered.
    """

    label: Label
    shown_by: Shown | None = None
    answers: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regress:
    """Whose leaving may send a relationship back: people of these levels or roles."""

    levels: tuple[Annotated[str, Word("level")], ...] = ()
    roles: tuple[Annotated[str, Word("role")], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategic:
    """The phase that a person declares; from the share `suggested` on kam suggests it."""

    label: Label
    suggested: Percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A rung of the purchase ladder, reached from `purchases` on; without it a person declares it.

    `competitors` is that of an account that is a competitor's customer now.
    """

    purchases: Count | None = None
    competitors: bool = False
