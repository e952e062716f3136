"""What service is measured by: a scale of satisfaction, limits, notice (METHODS.md 2 and 6)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from kam.domain.fields import PLACED, Days, Id, Percent, Word
from kam.domain.label import Label
from kam.domain.playbook import OpenedTask
from kam.domain.service import Months, Points


@dataclass(frozen=True, slots=True, kw_only=True)
class SatisfactionScale:
    """The marks of a survey.

    Below `line` a survey is low; it falls where its mean is lower than the one before by more than
    `fall` percent of the scale. Answers within `round_days` of the first belong to one survey, and
    the next is due after `months`.
    """

    low: Points
    high: Points
    line: Points
    fall: Percent
    round_days: Days
    months: Months


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintLimits:
    """Working days in which a complaint is to be answered and resolved."""

    answer: Days
    resolve: Days


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceModel:
    """What is watched after a sale.

    `complaints` by severity; one without a severity has the limits of `severity`. `steps` are
    opened when the customer has accepted the delivery, due working days after; nobody is reminded
    of one later than `step_days` calendar days after that. Calendar days: `acceptance_days` from
    the order to the acceptance, `renewal_days` of notice before a contract ends, up to
    `maintenance_early_days` before a maintenance is due it may be done. `maintenance_months` holds
    where a contract says no rhythm.
    """

    path: str = field(default="", metadata=PLACED)
    name: Label
    satisfaction: SatisfactionScale
    complaints: Mapping[Annotated[str, Word("complaint-severity")], ComplaintLimits]
    severity: Annotated[str, Word("complaint-severity")]
    acceptance_days: Days
    renewal_days: Days
    maintenance_months: Months
    maintenance_early_days: Days
    steps: Mapping[Id, OpenedTask]
    step_days: Days
