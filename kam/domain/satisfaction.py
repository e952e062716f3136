"""Satisfaction over time: answers gathered into surveys, and what the last ones tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from kam.domain.account import Account
from kam.domain.money import HUNDRED
from kam.domain.periods import months_after
from kam.domain.service import Satisfaction
from kam.domain.service_model import SatisfactionScale


class Trouble(StrEnum):
    """What a survey may alarm with."""

    LOW = "low"
    FALLING = "falling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Answers of about one time: the day of the last one, their mean to 0.1, and how many."""

    date: date
    mean: Decimal
    answers: int


def surveys_of(account: Account, scale: SatisfactionScale, today: date) -> tuple[Survey, ...]:
    """The surveys of an account, oldest first; marks off the scale and later ones count in none."""
    answers = [one for one in account.satisfaction if one.date <= today and on(scale, one)]
    rounds: list[list[Satisfaction]] = []
    for answer in sorted(answers, key=lambda one: one.date):
        last = rounds[-1][0].date if rounds else date.min
        if rounds and answer.date <= last + timedelta(days=scale.round_days):
            rounds[-1].append(answer)
        else:
            rounds.append([answer])
    return tuple(_survey(answers) for answers in rounds)


def on(scale: SatisfactionScale, answer: Satisfaction) -> bool:
    """Whether a mark lies on the scale."""
    return scale.low <= answer.score <= scale.high


def trouble_of(surveys: Sequence[Survey], scale: SatisfactionScale) -> Trouble | None:
    """Why the last survey is worth a look; a low one that fell, too, is low."""
    if surveys and surveys[-1].mean < scale.line:
        return Trouble.LOW
    allowed = scale.fall * (scale.high - scale.low) / HUNDRED
    fell = len(surveys) > 1 and surveys[-2].mean - surveys[-1].mean > allowed
    return Trouble.FALLING if fell else None


def survey_due(surveys: Sequence[Survey], scale: SatisfactionScale) -> date | None:
    """The day on which the next survey is due; None where there was none yet."""
    return months_after(surveys[-1].date, scale.months) if surveys else None


def _survey(answers: Sequence[Satisfaction]) -> Survey:
    mean = Decimal(sum(one.score for one in answers)) / len(answers)
    return Survey(date=answers[-1].date, mean=round(mean, 1), answers=len(answers))
