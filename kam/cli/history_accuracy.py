"""accuracy: what the book forecast before each period's end, against what closed in it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, NamedTuple

import typer

from kam.cli.filters import resolve_between
from kam.cli.grouping import group_names, grouping
from kam.cli.output import deliver
from kam.cli.past import Dated, revision_at, revision_by
from kam.cli.period_options import FirstOption, GrainOption, LastOption, grain_of, period_at
from kam.cli.progress import progress_bar
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.domain.periods import Period
from kam.errors import GitFailed, NotFound, UsageError
from kam.i18n import mark
from kam.render.accuracy import accuracy_json, accuracy_text
from kam.reports.accuracy import build_accuracy, ended_periods
from kam.reports.outlooks import (
    Outlook,
    PastBook,
    Unknown,
    day_before,
    look_back,
    nothing_known,
)
from kam.reports.selection import EVERYTHING, By, Filter
from kam.vcs.repository import require_repository
from kam.workspace.revision import Revision

_BY = (By.OWNER, By.TEAM)


class _Asked(NamedTuple):
    """A period, and how many days before its end it is asked what was said of it."""

    period: Period
    horizon: int

    @property
    def day(self) -> date:
        """That day."""
        return day_before(*self)


_Books = dict[str, tuple[Revision, list[_Asked]]]
"""Commits by their ids, each with the times at which it was the last one."""


class _Told(NamedTuple):
    """What was said, the books that left something out, and the filter as it is meant today."""

    outlooks: list[Outlook]
    ends: list[Dated]
    chosen: Filter


@report(resolves=False, money=True)
def accuracy_command(
    session: Session,
    output: Output,
    stated: Mapping[str, str | None],
    period: GrainOption = "quarter",
    by: Annotated[str | None, typer.Option("--by", help=mark("owner or team"))] = None,
    first: FirstOption = None,
    last: LastOption = None,
    horizon: Annotated[
        list[int] | None,
        typer.Option(
            "--horizon",
            metavar="DAYS",
            min=0,
            max=36_500,
            help=mark("days before a period's end; repeatable"),
        ),
    ] = None,
) -> None:
    """Hold what was forecast before each period's end against what closed in it."""
    grouped = grouping(by, _BY)
    grain = grain_of(period)
    view, settings = session.view, session.view.settings
    model = view.models.accuracy
    year_start = settings.fiscal_year_start
    start = period_at(first, grain, year_start, end=False)
    end = period_at(last, grain, year_start, end=True)
    if start and end and end < start:
        raise UsageError(mark("{last} is before {first}"), first=first, last=last)
    periods = ended_periods(
        Period.of(session.today, grain, year_start), model.periods.of(grain), start, end
    )
    if not periods:
        raise UsageError(
            mark("no period has ended from {first} on"),
            hint=mark("A period is scored once it is over; the running one: kam forecast"),
            first=first or last or "",
        )
    horizons = tuple(sorted(set(horizon or model.horizons), reverse=True))
    asked = [_Asked(one, days) for one in periods for days in horizons]
    told = _look_back(session, asked, stated, grouped)
    result = build_accuracy(
        told.outlooks,
        view.deals,
        settings,
        session.today,
        periods=periods,
        horizons=horizons,
        old=model.old,
        by=grouped,
        chosen=told.chosen,
    )
    deliver(
        session,
        output,
        "accuracy",
        lambda screen: accuracy_text(result, screen, group_names(view, grouped)),
        lambda: accuracy_json(result),
        ends=(*told.ends, session.present),
    )


def _look_back(
    session: Session, asked: Sequence[_Asked], stated: Mapping[str, str | None], by: By | None
) -> _Told:
    """What was said at each time; a commit that was the last one on several days is read once.

    Raises:
        GitFailed: The history reaches back to none of the days.
        NotFound: Nobody and nothing answers to a filter, on any of the days or today.
    """
    books, outlooks = _books(session, asked)
    ends: list[Dated] = []
    said: set[tuple[str, str]] = set()
    chosen: Filter | None = None
    strange: list[tuple[Dated, list[_Asked]]] = []
    with progress_bar(mark("reading the past"), colour=session.screen.colour) as progress:
        for number, (revision, times) in enumerate(books.values()):
            progress(number, len(books))
            past = session.dated(revision)
            left_out = {(one.path, one.code) for one in past.view.findings if one.skips}
            if left_out - said:  # the same file on several days is said once
                ends.append(past)
                said |= left_out
            try:
                before, chosen = resolve_between(
                    stated, past, session.present, lambda: session.present
                )
            except NotFound:
                if number + 1 == len(books) and chosen is None:
                    raise
                strange.append((past, times))
            else:
                outlooks += _said(session, past, times, before, by)
    meant = chosen or EVERYTHING
    for past, times in strange:  # whom that day did not know yet, another one did
        outlooks += _said(session, past, times, meant, by)
    return _Told(outlooks, ends, meant)


def _books(session: Session, asked: Sequence[_Asked]) -> tuple[_Books, list[Outlook]]:
    """The commits that were the last ones on these days, and the outlooks of days before them."""
    repository = require_repository(session.root)
    why = Unknown.CUT if repository.shallow else Unknown.BEFORE
    tip = session.past.commit.id if session.past else "HEAD"
    books: _Books = {}
    early: list[Outlook] = []
    for one in asked:
        revision = revision_by(session.root, repository, one.day, tip)
        if revision is None:
            early.append(nothing_known(*one, why))
        else:
            books.setdefault(revision.commit.id, (revision, []))[1].append(one)
    if not books:
        latest = max(one.day for one in asked)
        revision_at(session.root, latest.isoformat(), session.today)
        raise GitFailed(mark("that day lies before the first commit"))
    return books, early


def _said(
    session: Session, past: Dated, times: Sequence[_Asked], chosen: Filter, by: By | None
) -> Iterator[Outlook]:
    view = past.view
    book = PastBook(
        as_of=past.as_of,
        revision=past.revision,
        deals=view.deals,
        calls=view.calls,
        settings=view.settings,
        chosen=chosen,
    )
    return (look_back(book, *one, by, session.view.settings) for one in times)
