"""whitespace: what accounts could still buy, who is untouched, and who vouches for us there."""

from typing import Annotated

import typer

from kam.cli.grouping import group_names, grouping
from kam.cli.output import deliver
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.cli.worth import worth_of
from kam.domain.consistency import unread_paths
from kam.domain.touching import find_touches
from kam.errors import UsageError
from kam.i18n import mark
from kam.render.sweep import references_json, references_text, sweep_json, sweep_text
from kam.render.whitespace import whitespace_json, whitespace_text
from kam.reports.selection import By, Filter
from kam.reports.sweep import build_sweep
from kam.reports.vouching import build_references
from kam.reports.whitespace import build_whitespace
from kam.workspace.resolving import Named, resolve
from kam.workspace.view import View


@report(money=True)
def whitespace_command(
    session: Session,
    output: Output,
    chosen: Filter,
    by: Annotated[str | None, typer.Option("--by", help=mark("group"))] = None,
    sweep: Annotated[
        str | None,
        typer.Option(
            "--sweep",
            metavar="MARKET",
            help=mark("every account of a segment or industry, touched or not"),
        ),
    ] = None,
    like: Annotated[
        str | None,
        typer.Option(
            "--like",
            metavar="ACCOUNT",
            help=mark("the neighbours in this customer's industry who are none yet"),
        ),
    ] = None,
    references: Annotated[
        bool, typer.Option("--references", help=mark("who can vouch for us, and for whom"))
    ] = False,
) -> None:
    """Draw what each account could still buy, by product line."""
    if sum((by is not None, sweep is not None, like is not None, references)) > 1:
        raise UsageError(mark("--by, --sweep, --like and --references exclude each other"))
    if references:
        _references(session, output, chosen)
    elif sweep is not None or like is not None:
        _sweep(session, output, chosen, sweep, like)
    else:
        _grid(session, output, chosen, grouping(by, (By.GROUP,)))


def _grid(session: Session, output: Output, chosen: Filter, by: By | None) -> None:
    result = build_whitespace(worth_of(session), by, chosen)
    deliver(
        session,
        output,
        "whitespace",
        lambda screen: whitespace_text(result, screen),
        lambda: whitespace_json(result),
    )


def _sweep(
    session: Session, output: Output, chosen: Filter, market: str | None, like: str | None
) -> None:
    view = session.view
    customer = None if like is None else session.names().account(like).account
    folders = view.folders("activities", "opportunities", "orders")
    result = build_sweep(
        folders,
        view.deals,
        view.settings,
        find_touches(folders, view.models.rhythm, session.today).accounts,
        unread_paths(view.findings),
        session.today,
        _market(view, market) if customer is None else _market_of(view, customer),
        customer,
        chosen,
    )
    names = group_names(view, By.ACCOUNT)
    deliver(
        session,
        output,
        "sweep",
        lambda screen: sweep_text(result, names, screen),
        lambda: sweep_json(result),
    )


def _references(session: Session, output: Output, chosen: Filter) -> None:
    view = session.view
    result = build_references(
        view.folders("opportunities", "orders"), view.deals, view.settings, session.today, chosen
    )
    names = group_names(view, By.ACCOUNT)
    deliver(
        session,
        output,
        "references",
        lambda screen: references_text(result, names, screen),
        lambda: references_json(result),
    )


def _market(view: View, text: str | None) -> str:
    """The segment or industry that is meant, as accounts write it.

    Raises:
        NotFound: No account is of such a one, or of several.
    """
    stated = [name for one in view.accounts for name in (one.segment, one.industry) if name]
    known = {name.casefold(): name for name in stated}
    things = [Named(key, (name,)) for key, name in known.items()]
    return known[resolve(text or "", things, mark("segment or industry"), exact=False)]


def _market_of(view: View, customer: str) -> str:
    """The industry of a customer, else its segment.

    Raises:
        UsageError: It states neither.
    """
    account = next((one for one in view.accounts if one.id == customer), None)
    market = account and (account.industry or account.segment)
    if not market:
        raise UsageError(
            mark("{account} states neither an industry nor a segment"),
            hint=mark("set it: kam set {account} industry=TEXT"),
            account=customer,
        )
    return market
