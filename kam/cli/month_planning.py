"""The month-end plan: which month is meant, and its report."""

from datetime import date

from kam.cli.output import deliver
from kam.cli.report_options import Output
from kam.cli.reports_agenda import ground_of
from kam.cli.session import Session
from kam.cli.words import day_of
from kam.domain.periods import Grain, Period
from kam.errors import UsageError
from kam.i18n import mark
from kam.render.agenda_words import Look
from kam.render.month_plan import month_plan_json, month_plan_text
from kam.reports.month_plan import build_month_plan
from kam.reports.selection import Filter

MONTH = len("2026-12")


def show_month(session: Session, output: Output, chosen: Filter, stated: str | None) -> None:
    """Draw the visits and milestones of a month by owner."""
    view, month = session.view, month_of(stated, session.today)
    result = build_month_plan(ground_of(view, session), month, chosen)
    look = Look(view.methods, view.models, session.today)
    deliver(
        session,
        output,
        "month-plan",
        lambda screen: month_plan_text(result, look, screen),
        lambda: month_plan_json(result),
    )


def month_of(text: str | None, today: date) -> Period:
    """The month that a person typed, the next one where none was.

    Raises:
        UsageError: It is none, or has ended.
    """
    present = Period.of(today, Grain.MONTH)
    if text is None:
        return present.next
    whole = f"{text.strip()}-01" if len(text.strip()) == MONTH else text
    month = Period.of(day_of(whole, today), Grain.MONTH)
    if month < present:
        raise UsageError(mark("{month} is over, and what is planned is still to come"), month=month)
    return month
