"""Open deals at the probabilities that ended ones taught: a step of the forecast, METHODS 11."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from kam.domain.calibration_model import CalibrationModel
from kam.domain.cases import ended_cases
from kam.domain.deal import Deal, mark_alternatives
from kam.domain.lessons import Lessons, Place, learn, open_probability
from kam.domain.money import ZERO, percent_of
from kam.domain.playbook import Playbook


def lessons_of(
    deals: Sequence[Deal],
    playbooks: Mapping[str, Playbook],
    model: CalibrationModel,
    today: date,
) -> Lessons:
    """What all that has ended by today teaches."""
    known = ended_cases(deals, playbooks, today, abandoned=model.abandoned)
    return learn(known.cases, playbooks, model.weight)


def calibrated_deals(deals: Iterable[Deal], lessons: Lessons) -> Sequence[Deal]:
    """The deals, with learned probabilities in place of the playbook's.

    What is open and stands at a stage is weighted anew, in cents a deal; a probability that a
    person set stays. Which alternative counts is decided by the new weights.
    """
    learned = {
        place: open_probability(probability) for place, probability in lessons.learned().items()
    }
    return mark_alternatives(_weighed(deal, learned) for deal in deals)


def _weighed(deal: Deal, learned: Mapping[Place, Decimal]) -> Deal:
    if deal.superseded:
        deal = deal._replace(superseded=False)
    if not deal.is_open or deal.stage is None:
        return deal
    probability = learned.get((deal.playbook, deal.stage))
    if probability is None or deal.override is not None:
        return deal
    return deal._replace(
        probability=probability, weighted=percent_of(deal.amount or ZERO, probability)
    )
