"""What a move of an opportunity or a relationship did: facts for the line that says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kam.domain.account import PointDone
from kam.domain.money import HUNDRED
from kam.domain.playbook import Stage
from kam.domain.states import Result


@dataclass(frozen=True, slots=True, kw_only=True)
class StageMove:
    """A move from milestone to milestone.

    Probabilities in percent, None for none yet; `weighted_change` is in the opportunity's own
    currency, None without an amount; `tasks` are the next steps that it opened; `alternative` says
    that there may be others of the same project and lot.
    """

    start: str | None
    end: str | None
    old_probability: Decimal | None
    new_probability: Decimal | None
    weighted_change: Decimal | None
    evidence: Mapping[str, str]
    waived: tuple[str, ...]
    because: str | None
    in_hand: Stage | None
    won: bool
    tasks: tuple[str, ...] = ()
    alternative: bool = False

    @property
    def after_sale(self) -> bool:
        """Whether it was won before: what it is worth does not move any more."""
        return self.old_probability == HUNDRED


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How an opportunity was lost or given up."""

    result: Result
    day: date
    reason: str
    to: str | None = None
    price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reopening:
    """An opportunity is open again: its stage, and the ids of the next steps that went."""

    stage: str | None
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationMove:
    """From which stage of the relationship to which; the same where it was only confirmed.

    `done` are the working points that were marked, `waived` those that were let pass, `left` those
    of the stage that are still open where nothing but points was marked. `replaced` is what was
    written down before of points that were marked, each with what is now.
    """

    start: str
    end: str
    done: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()
    left: tuple[str, ...] | None = None
    replaced: Mapping[str, tuple[PointDone, PointDone]] = field(default_factory=dict)
