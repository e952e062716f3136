"""scorecard: what each of our people moved, month by month."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated

import typer

from kam.cli.grouping import people_and_teams
from kam.cli.output import deliver
from kam.cli.period_options import period_at
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.domain.account import Account
from kam.domain.consistency import Unread
from kam.domain.deal import by_account
from kam.domain.periods import Grain, Period, months_before, span
from kam.errors import GitFailed, UsageError
from kam.i18n import mark
from kam.render.scorecard import scorecard_json, scorecard_text
from kam.reports.score_ground import Coverages, ScoreGround, measure_coverages
from kam.reports.scorecard import build_scorecard, days_of
from kam.reports.selection import Filter
from kam.workspace.view import View


@report(money=True)
def scorecard_command(
    session: Session,
    output: Output,
    chosen: Filter,
    first: Annotated[
        str | None,
        typer.Option("--from", metavar="PERIOD", help=mark("the first month: 2026-06, or 2026Q3")),
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="PERIOD", help=mark("the last month"))
    ] = None,
) -> None:
    """Draw what each of our people moved, month by month."""
    view = session.view
    ground = ScoreGround(
        folders=view.folders("opportunities", "orders", "activities"),
        deals=by_account(view.deals),
        settings=view.settings,
        methods=view.methods,
        models=view.models,
        unread=Unread(view.findings),
        today=session.today,
        months=_months(session, first, last),
        coverages={},
    )
    result = build_scorecard(replace(ground, coverages=_coverages(session, ground)), chosen)
    names = people_and_teams(view)
    deliver(
        session,
        output,
        "scorecard",
        lambda screen: scorecard_text(result, names, screen),
        lambda: scorecard_json(result),
    )


def _months(session: Session, first: str | None, last: str | None) -> tuple[Period, ...]:
    """The months that are meant: those of the model where none were said, the last one today's.

    Raises:
        UsageError: They run backwards, or have not begun.
    """
    year_start = session.view.settings.fiscal_year_start
    present = Period.of(session.today, Grain.MONTH, year_start)
    end = min(period_at(last, Grain.MONTH, year_start, end=True) or present, present)
    back = session.view.models.reviews.scorecard_months - 1
    start = period_at(first, Grain.MONTH, year_start, end=False) or Period.of(
        months_before(end.first_day, back), Grain.MONTH, year_start
    )
    months = tuple(span(start, end))
    if not months:
        raise UsageError(mark("{last} is before {first}"), first=start, last=end)
    return months


def _coverages(session: Session, ground: ScoreGround) -> Mapping[date, Coverages]:
    """The contact coverage of the days that a scorecard wants, as far as git has a book of them.

    Today's is that of the files; a revision is read once for however many days it is the last of.
    """
    found: dict[date, Coverages] = {}
    known: dict[str, Coverages] = {}
    present = session.view.accounts
    for day in days_of(ground):
        if day == ground.today:
            found[day] = _measured(session.view, ground, day, present)
            continue
        try:
            commit = session.revision(day.isoformat()).commit.id
            if commit not in known:
                known[commit] = _measured(session.view_at(commit).view, ground, day, present)
        except GitFailed:
            continue
        found[day] = known[commit]
    return found


def _measured(view: View, ground: ScoreGround, day: date, present: Iterable[Account]) -> Coverages:
    return measure_coverages(
        view.folders("contacts"), ground.models.people, Unread(view.findings), day, present
    )
