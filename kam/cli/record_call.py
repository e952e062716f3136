"""call: what a seller says that a period will bring, beside what the forecast says."""

from decimal import Decimal
from typing import Annotated

import typer

from kam.cli.filters import find_owner
from kam.cli.session import Session, session_of
from kam.cli.words import amount_of, period_of
from kam.cli.writing import Answer, By, Day, DryRun, asked, perform
from kam.domain.calls import calls_in_force
from kam.domain.guess import closest
from kam.domain.incentives import Call
from kam.domain.periods import Grain, Period
from kam.errors import UsageError
from kam.i18n import mark, translate
from kam.render.call_answer import called
from kam.render.checks import incomplete_line
from kam.render.sanitise import clean
from kam.reports.forecast import ForecastRow, build_forecast
from kam.reports.selection import Filter
from kam.workspace.calling import add_call, calls_at
from kam.workspace.desk import Desk


def call_command(
    ctx: typer.Context,
    commit: Annotated[
        str | None,
        typer.Option("--commit", metavar="AMOUNT", help=mark("what will surely come: 3.2M, 320万")),
    ] = None,
    best_case: Annotated[
        str | None,
        typer.Option("--best-case", metavar="AMOUNT", help=mark("what may come at best")),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option("--period", metavar="PERIOD", help=mark("else the running quarter")),
    ] = None,
    owner: Annotated[
        str | None, typer.Option("--owner", help=mark("whose call it is; else yours"))
    ] = None,
    date: Day = None,
    by: By = None,
    dry_run: DryRun = False,
) -> None:
    """Say what a period will bring: your commit and best case, with what is closed already."""
    session = session_of(ctx)
    session.require_present()
    day = session.day(date)
    year_start = session.settings.fiscal_year_start
    meant = period_of(period or str(Period.of(day, Grain.QUARTER, year_start)), year_start)
    if meant.last_day < day:
        raise UsageError(
            mark("{period} ended on {end}: what it brought is known"),
            hint=mark("A call that was made in time takes its day: --date DATE"),
            period=str(meant),
            end=meant.last_day,
        )
    person = _caller(session, owner, by)
    call = Call(
        owner=person,
        period=str(meant),
        commit=_amount(asked(session, commit, mark("commit"), "--commit AMOUNT")),
        best_case=_amount(best_case) if best_case else None,
        date=day,
    )
    if call.best_case is not None and call.best_case < call.commit:
        raise UsageError(
            mark("the best case is less than the commit"),
            hint=mark("The best case holds the commit: {commit} and what may come on top of it."),
            commit=call.commit,
        )
    system = _system(session, person, meant)

    def act(desk: Desk) -> Answer:
        seat = (person, meant)
        calls = calls_at(desk)
        before = calls_in_force(calls, day, year_start).get(seat)
        if before != call:
            add_call(desk, call)
        held = calls_in_force((*calls, call), session.today, year_start)[seat]
        return Answer(
            f"{person}/{meant}",
            called(call, before, system, held.date),
            f"{person} {meant}: {call.commit}",
        )

    perform(session, act, dry_run=dry_run)


def _amount(text: str) -> Decimal:
    amount = amount_of(text)
    if amount < 0:
        raise UsageError(mark("a call is no amount below nothing: {text}"), text=text)
    return amount


def _caller(session: Session, owner: str | None, by: str | None) -> str:
    """Whose call it is: somebody of the book whom `--owner` names, else who does it.

    Raises:
        NotFound: Nobody of the book answers to the name.
        UsageError: Nobody is named.
    """
    if owner:
        exact = session.json or session.options.no_input
        return find_owner(owner, session.view, exact=exact)
    person = session.person(by)
    if person is None:
        raise UsageError(mark("nobody says who did it"), hint=mark("name them: --by PERSON"))
    people = session.settings.people
    if people and person not in people:
        words = translate(mark('"{person}" is not among the people of kam.yaml'))
        near = closest(person, people)
        guess = translate(mark('did you mean "{near}"?')).format(near=near) if near else ""
        typer.echo(clean(f"{words.format(person=person)}  {guess}".rstrip()), err=True)
    return person


def _system(session: Session, person: str, period: Period) -> ForecastRow:
    """What the forecast says of the period for that person, and how many files it is without."""
    view = session.view
    if left_out := {finding.path for finding in view.findings if finding.skips}:
        typer.echo(incomplete_line(len(left_out)), err=True)
    result = build_forecast(
        view.deals,
        (),
        view.settings,
        session.today,
        period.grain,
        chosen=Filter(owner=person),
        first=period,
        last=period,
    )
    return result.totals
