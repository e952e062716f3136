"""add-account, add-contact, add-task and add-order: something new in the book."""

from collections.abc import Mapping
from typing import Annotated

import typer

from kam.cli.arguments import InAccount, InEither
from kam.cli.facts import GAP, facts_line
from kam.cli.session import session_of
from kam.cli.values import typist_at
from kam.cli.writing import Answer, By, DryRun, asked, perform
from kam.domain.account import Account
from kam.domain.activity import Task
from kam.domain.contact import Contact
from kam.domain.order import Order
from kam.i18n import mark, translate
from kam.store.quoting import Value
from kam.workspace.adding import Newcomer, add_account, add_contact, add_order, add_task, namesakes
from kam.workspace.desk import Desk

Identifier = Annotated[str | None, typer.Option("--id", help=mark("its id; else one is made"))]
Owner = Annotated[str | None, typer.Option("--owner", help=mark("who of us it belongs to"))]
Name = Annotated[str | None, typer.Argument(metavar="NAME", help=mark("what people call it"))]
Text = str | None
Texts = list[str] | None


def add_account_command(
    ctx: typer.Context,
    name: Name = None,
    identifier: Identifier = None,
    owner: Owner = None,
    tier: Annotated[Text, typer.Option("--tier", help=mark("core, key or general"))] = None,
    industry: Annotated[Text, typer.Option("--industry", help=mark("their industry"))] = None,
    segment: Annotated[Text, typer.Option("--segment", help=mark("our market segment"))] = None,
    parent: Annotated[Text, typer.Option("--parent", help=mark("the account above it"))] = None,
    ownership: Annotated[
        Text, typer.Option("--ownership", help=mark("state, government, private or foreign"))
    ] = None,
    alias: Annotated[
        Texts, typer.Option("--alias", help=mark("another name of it; repeatable"))
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Add an account; one that goes by the same name is pointed out."""
    session = session_of(ctx)
    name = asked(session, name, mark("name"), "NAME")
    given = {
        "aliases": alias,
        "parent": parent and session.names(writes=True).account(parent).account,
        "owner": owner,
        "industry": industry,
        "segment": segment,
        "ownership": ownership,
        "tier": tier,
    }

    known = session.view.accounts  # before the lock is held: nobody waits while a book is read

    def act(desk: Desk) -> Answer:
        facts = typist_at(desk, session.today).facts(Account, given)
        target = add_account(desk, Newcomer(name, facts, identifier))
        for other in namesakes(known, target.account, (name, *(alias or ()))):
            warning = translate(mark('warning: {other} goes by the name "{name}" as well'))
            typer.echo(warning.format(other=other, name=name), err=True)
        return added(str(target), name, facts)

    perform(session, act, dry_run=dry_run)


def add_contact_command(
    ctx: typer.Context,
    account: InAccount,
    name: Name = None,
    identifier: Identifier = None,
    title: Annotated[Text, typer.Option("--title", help=mark("position"))] = None,
    role: Annotated[
        Texts, typer.Option("--role", help=mark("part in the purchase; repeatable"))
    ] = None,
    level: Annotated[Text, typer.Option("--level", help=mark("level of decision"))] = None,
    department: Annotated[Text, typer.Option("--department", help=mark("department"))] = None,
    attitude: Annotated[
        Text, typer.Option("--attitude", help=mark("from mentor to enemy, towards us"))
    ] = None,
    contact: Annotated[
        Text, typer.Option("--contact", help=mark("how deep our contact is"))
    ] = None,
    reports_to: Annotated[
        Text, typer.Option("--reports-to", help=mark("the contact above"))
    ] = None,
    email: Annotated[Text, typer.Option("--email", help=mark("e-mail address"))] = None,
    phone: Annotated[Text, typer.Option("--phone", help=mark("telephone number"))] = None,
    dry_run: DryRun = False,
) -> None:
    """Add a person of the customer."""
    session = session_of(ctx)
    names = session.names(writes=True)
    home = names.account(account).account
    name = asked(session, name, mark("name"), "NAME")
    given = {
        "title": title,
        "department": department,
        "level": level,
        "roles": role,
        "attitude": attitude,
        "contact": contact,
        "reports_to": reports_to and names.contact(home, reports_to),
        "email": email,
        "phone": phone,
    }

    def act(desk: Desk) -> Answer:
        facts = typist_at(desk, session.today).facts(Contact, given)
        made = add_contact(desk, home, Newcomer(name, facts, identifier))
        return added(f"{home}/{made}", name, facts)

    perform(session, act, dry_run=dry_run)


def add_task_command(
    ctx: typer.Context,
    target: InEither,
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help=mark("the step"))] = None,
    due: Annotated[Text, typer.Option("--due", help=mark("by when"))] = None,
    owner: Annotated[Text, typer.Option("--owner", help=mark("who does it; else you"))] = None,
    identifier: Identifier = None,
    by: By = None,
    dry_run: DryRun = False,
) -> None:
    """Add a next step."""
    session = session_of(ctx)
    place = session.names(writes=True).either(target)
    what = asked(session, text, mark("step"), "TEXT")
    given = {"due": due, "owner": owner or session.person(by)}

    def act(desk: Desk) -> Answer:
        facts = typist_at(desk, session.today).facts(Task, given)
        made = add_task(desk, place, Newcomer(what, facts, identifier), session.today)
        return added(f"{place.account}/{made}", what, facts)

    perform(session, act, dry_run=dry_run)


def add_order_command(
    ctx: typer.Context,
    account: InAccount,
    date: Annotated[Text, typer.Option("--date", help=mark("day of the order; else today"))] = None,
    amount: Annotated[Text, typer.Option("--amount", help=mark("what it is worth"))] = None,
    line: Annotated[Text, typer.Option("--line", help=mark("product line"))] = None,
    margin: Annotated[Text, typer.Option("--margin", help=mark("our margin in it"))] = None,
    opportunity: Annotated[
        Text, typer.Option("--opportunity", help=mark("the opportunity that it comes from"))
    ] = None,
    identifier: Identifier = None,
    dry_run: DryRun = False,
) -> None:
    """Add what was really bought; the id is made from the day and the line."""
    session = session_of(ctx)
    names = session.names(writes=True)
    home = names.account(account).account
    source = names.opportunity(f"{home}/{opportunity}").opportunity if opportunity else None
    given = {
        "date": date or session.today.isoformat(),
        "line": line,
        "amount": asked(session, amount, mark("amount"), "--amount AMOUNT"),
        "margin": margin,
        "opportunity": source,
    }

    def act(desk: Desk) -> Answer:
        facts = typist_at(desk, session.today).facts(Order, given)
        made = add_order(desk, home, facts, identifier)
        return added(f"{home}/{made}", None, facts)

    perform(session, act, dry_run=dry_run)


def added(identifier: str, name: str | None, facts: Mapping[str, Value]) -> Answer:
    """That something is new, what it is called and what is known of it."""
    words = translate(mark("added: {name}")).format(name=name) if name else translate(mark("added"))
    line = GAP.join(part for part in (identifier, words, facts_line(facts)) if part)
    return Answer(identifier, line, f"{identifier}: {name}" if name else "")
