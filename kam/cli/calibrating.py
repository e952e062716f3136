"""`--calibrated`: deals at the probabilities that the ended ones of their book taught."""

from collections.abc import Iterable, Sequence
from datetime import date

from kam.domain.deal import Deal
from kam.domain.lessons import Count
from kam.reports.calibrated import calibrated_deals, lessons_of
from kam.workspace.view import View


def calibrate_in(view: View, deals: Iterable[Deal], today: date) -> tuple[Sequence[Deal], Count]:
    """The deals so weighted, and what was learned from: of the book as it is, not of `deals`."""
    model, playbooks = view.models.calibration, view.methods.playbooks
    lessons = lessons_of(view.deals, playbooks, model, today)
    return calibrated_deals(deals, lessons), lessons.total
