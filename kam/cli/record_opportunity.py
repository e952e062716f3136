"""add-opportunity: onto the list, or at once at a milestone, with its evidence."""

from collections.abc import Sequence
from typing import Annotated

import typer

from kam.cli.arguments import InAccount
from kam.cli.evidence import Evidence, Waive, ask_evidence
from kam.cli.record_add import Identifier, Name, Owner, Text, Texts, added
from kam.cli.session import session_of
from kam.cli.values import typist_at
from kam.cli.writing import Answer, Because, By, Day, DryRun, asked, perform
from kam.domain.choosing import choose
from kam.domain.opportunity import Opportunity
from kam.errors import UsageError
from kam.i18n import language, mark
from kam.render.moves import stage_moved, stage_subject
from kam.store.quoting import Value
from kam.workspace.adding import Newcomer, add_opportunity
from kam.workspace.desk import Desk
from kam.workspace.stage_moves import GateClosed, StageRequest, move_stage


def add_opportunity_command(
    ctx: typer.Context,
    account: InAccount,
    name: Name = None,
    identifier: Identifier = None,
    amount: Annotated[Text, typer.Option("--amount", help=mark("what it is worth"))] = None,
    currency: Annotated[
        Text, typer.Option("--currency", help=mark("its currency; else the book's"))
    ] = None,
    close: Annotated[Text, typer.Option("--close", help=mark("expected signing"))] = None,
    owner: Owner = None,
    playbook: Annotated[
        Text, typer.Option("--playbook", help=mark("the playbook; else the book's"))
    ] = None,
    line: Annotated[
        Texts,
        typer.Option("--line", metavar="LINE[=AMOUNT]", help=mark("product line; repeatable")),
    ] = None,
    kind: Annotated[Text, typer.Option("--kind", help=mark("project, framework or repeat"))] = None,
    source: Annotated[Text, typer.Option("--source", help=mark("where it comes from"))] = None,
    project: Annotated[
        Text, typer.Option("--project", help=mark("the real project that it is a part of"))
    ] = None,
    lot: Annotated[Text, typer.Option("--lot", help=mark("the lot of the project"))] = None,
    alternative: Annotated[
        bool, typer.Option("--alternative", help=mark("only one of its project and lot counts"))
    ] = False,
    stage: Annotated[
        Text, typer.Option("--stage", help=mark("the stage reached, or its label; else none yet"))
    ] = None,
    evidence: Evidence = None,
    waive: Waive = False,
    because: Because = None,
    date: Day = None,
    by: By = None,
    dry_run: DryRun = False,
) -> None:
    """Add an opportunity to an account; a stage takes the evidence of all that it passes."""
    session = session_of(ctx)
    home = session.names(writes=True).account(account).account
    name = asked(session, name, mark("name"), "NAME")
    if stage is None and (evidence or waive):
        raise UsageError(mark("evidence belongs to a stage: --stage STAGE"))
    given = {
        "kind": kind,
        "playbook": playbook,
        "amount": amount,
        "currency": currency,
        "close_date": close,
        "owner": owner,
        "source": source and {"channel": source},
        "products": [_product(text) for text in line or ()],
        "project": project,
        "lot": lot,
        "alternative": alternative,
    }
    person = session.person(by)
    day = session.day(date)
    entry: dict[str, Value] = {"date": day, **({"by": person} if person else {})}

    def act(desk: Desk, proof: Sequence[str]) -> Answer:
        facts = typist_at(desk, session.today).facts(Opportunity, given)
        require_playbook(desk, facts.get("playbook"))
        begun = None if stage else entry
        target = add_opportunity(desk, home, Newcomer(name, facts, identifier), begun)
        answer = added(str(target), name, facts)
        if stage is None:
            return answer
        request = StageRequest(
            to=stage,
            evidence=proof,
            waive=waive,
            because=because,
            day=day,
            by=person,
            language=desk.settings.language or language(),
        )
        move = move_stage(desk, target, request)
        return Answer(answer.id, stage_moved(answer.message, move), stage_subject(answer.id, move))

    def attempt(proof: Sequence[str]) -> None:
        perform(session, lambda desk: act(desk, proof), dry_run=dry_run)

    try:
        attempt(evidence or ())
    except GateClosed as closed:
        answers = ask_evidence(session, closed)
        if answers is None:
            closed.message = mark("nothing was added: evidence is missing")
            raise
        attempt((*(evidence or ()), *answers))


def require_playbook(desk: Desk, playbook: str | None) -> None:
    """Refuse a playbook that the book does not have.

    Raises:
        UsageError: It has none of that name; with those that it has.
    """
    if playbook:
        choose(playbook, dict.fromkeys(desk.opened.methods.keys(), ()), mark("playbook"))


def _product(text: str) -> dict[str, str]:
    """`LINE[=AMOUNT]`; an amount is what follows the last equals sign."""
    line, equals, amount = text.rpartition("=")
    return {"line": line, "amount": amount} if equals else {"line": text}
