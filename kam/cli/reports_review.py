"""report: one page for a meeting: the quarter, what changed, what is due and what needs a word."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from kam.cli.filters import resolve_between, resolve_filter
from kam.cli.grouping import people_and_teams
from kam.cli.history_bridge import side_of
from kam.cli.output import deliver
from kam.cli.report_options import MarkdownOption, Output, report
from kam.cli.reports_agenda import ground_of
from kam.cli.reports_receivables import owing_of
from kam.cli.session import Session
from kam.domain.choosing import choose, names_of
from kam.domain.review_model import Part, ReviewPage
from kam.errors import GitFailed
from kam.i18n import mark
from kam.render.agenda_words import Look
from kam.render.review import review_markdown, review_text
from kam.render.review_json import review_json
from kam.reports.review import ReviewGround, Since, build_review
from kam.reports.selection import Filter

if TYPE_CHECKING:
    from kam.cli.past import Dated


@report(resolves=False, money=True)
def report_command(
    session: Session,
    output: Output,
    stated: Mapping[str, str | None],
    page: Annotated[str, typer.Argument(metavar="PAGE", help=mark("weekly or monthly"))],
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="WHEN", help=mark("compare with this day or revision of the book")
        ),
    ] = None,
    markdown: MarkdownOption = False,
) -> None:
    """Put what a sales meeting goes through on one page."""
    view = session.view
    model = view.models.reviews
    labels = {key: one.label for key, one in model.pages.items()}
    key = choose(page, names_of(labels), mark("page"))
    chosen_page = model.pages[key]
    before, problem = _before(session, chosen_page, since)
    after = session.present
    day = chosen_page.since(session.today)
    if before and since:
        day = min(session.day_meant(since) or before.as_of, session.today)
    chosen, compared = _ends(session, stated, before, after, day)
    result = build_review(
        ReviewGround(
            agenda=ground_of(view, session, chosen_page.tender_days),
            deals=view.deals,
            targets=view.targets,
            calls=view.calls,
            trails=view.trails,
            owing=owing_of(session),
        ),
        key,
        chosen_page,
        chosen,
        compared,
    )
    look = Look(view.methods, view.models, session.today)
    names = people_and_teams(view)
    wanted = output.is_markdown(asked=markdown)
    deliver(
        session,
        output,
        "report",
        lambda screen: (
            review_markdown(result, look, names, problem)
            if wanted
            else review_text(result, look, names, screen, problem)
        ),
        lambda: review_json(result, before.revision if before else None),
        ends=(before, after) if before else (),
    )


def _before(
    session: Session, page: ReviewPage, stated: str | None
) -> "tuple[Dated | None, str | None]":
    """The book that the page compares with; none and why, where git has none of its day.

    Raises:
        GitFailed: There is none that `--since` names.
    """
    if stated is not None:
        return session.view_at(stated), None
    if Part.BRIDGE not in page.parts:
        return None, None
    try:
        return session.view_at(page.since(session.today).isoformat()), None
    except GitFailed as failure:
        from kam.cli.failures import filled

        return None, filled(failure.message, failure)


def _ends(
    session: Session,
    stated: Mapping[str, str | None],
    before: "Dated | None",
    after: "Dated",
    day: date,
) -> tuple[Filter, Since | None]:
    """The filter, and the book before with what the filter meant in it."""
    if before is None:
        return resolve_filter(session, stated), None
    then, now = resolve_between(stated, before, after, lambda: after)
    return now, Since(day=day, side=side_of(before), present=side_of(after), chosen=then)
