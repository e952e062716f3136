"""agenda: what asks for something today or within some days."""

from typing import Annotated

import typer

from kam.cli.output import CALENDAR, deliver, form_of
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.domain.consistency import Unread
from kam.domain.deal import by_account
from kam.domain.periods import days_after
from kam.domain.rhythm_model import LONGEST
from kam.domain.touching import find_touches
from kam.errors import UsageError
from kam.i18n import mark
from kam.render.agenda import agenda_json, agenda_text
from kam.render.agenda_words import Look
from kam.render.icalendar import calendar_text
from kam.reports.agenda import build_agenda
from kam.reports.agenda_items import Ground
from kam.reports.selection import Filter
from kam.workspace.view import View

FACTS = ("contacts", "opportunities", "activities", "tasks", "orders", "plan")
"""The facts of a folder that an agenda looks at."""


@report
def agenda_command(
    session: Session,
    output: Output,
    chosen: Filter,
    days: Annotated[
        int | None,
        typer.Option("--days", min=0, max=LONGEST, help=mark("also what is due in N days")),
    ] = None,
    everybody: Annotated[bool, typer.Option("--all", help=mark("everybody's, not yours"))] = False,
) -> None:
    """Draw what asks for something of you, the most urgent first."""
    view = session.view
    if days is None:  # a calendar has all that is known of the days to come
        days = LONGEST if form_of(session, output) == CALENDAR else 0
    result = build_agenda(ground_of(view, session, days), _whose(session, chosen, everybody))
    look = Look(view.methods, view.models, session.today)
    deliver(
        session,
        output,
        "agenda",
        lambda screen: agenda_text(result, look, screen),
        lambda: agenda_json(result),
        calendar=lambda: calendar_text(result, look),
    )


def ground_of(view: View, session: Session, days: int = 0) -> Ground:
    """What the sources of an agenda look at."""
    folders = view.folders(*FACTS)
    return Ground(
        settings=view.settings,
        methods=view.methods,
        models=view.models,
        folders=folders,
        deals=by_account(view.deals),
        touched=find_touches(folders, view.models.rhythm, session.today).accounts,
        unread=Unread(view.findings),
        today=session.today,
        last=days_after(session.today, days),
    )


def _whose(session: Session, chosen: Filter, everybody: bool) -> Filter:
    """The filter of an agenda: the user's own, unless somebody else's is asked for.

    Raises:
        UsageError: Everybody's and one person's were asked for at once.
    """
    if everybody and chosen.owner:
        raise UsageError(mark("--all and --owner exclude each other"))
    if everybody or chosen.owner or chosen.team:
        return chosen
    return chosen._replace(owner=session.person())
