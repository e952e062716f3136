"""history: what became of an account or an opportunity, and who did it when."""

from kam.cli.arguments import InEither
from kam.cli.output import deliver
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.errors import NotFound
from kam.render.history import history_json, history_text
from kam.reports.history import History, build_account_history, build_opportunity_history
from kam.workspace.naming import Target
from kam.workspace.versions import gone_target, read_lives


@report(filters=False)
def history_command(
    session: Session,
    output: Output,
    name: InEither,
) -> None:
    """Tell what became of an account or opportunity."""
    result = _history(session, _target(session, name))
    followed = {deal.id: deal.playbook for deal in session.view.deals}
    deliver(
        session,
        output,
        "history",
        lambda screen: history_text(result, session.view.methods, screen, followed),
        lambda: history_json(result),
    )


def _target(session: Session, name: str) -> Target:
    """What is meant: something of the book, else what its history alone still knows.

    Raises:
        NotFound: Neither has it.
    """
    try:
        return session.names().either(name)
    except NotFound:
        gone = gone_target(session.source, name)
        if gone is None:
            raise
        return gone


def _history(session: Session, target: Target) -> History:
    lives = read_lives(session.source, target, session.today)
    if target.opportunity is None:
        return build_account_history(lives.account, lives.opportunities, session.today)
    deals = (deal for deal in session.view.deals if deal.id == str(target) and deal.is_open)
    deal = next(deals, None)
    return build_opportunity_history(
        lives.opportunities[0],
        deal.entered if deal else None,
        session.view.settings.calendar,
        session.today,
    )
