"""set: facts of an account, an opportunity or an entry of their files, old -> new."""

from dataclasses import replace
from typing import Annotated

import typer

from kam.cli.arguments import InEither
from kam.cli.buying_steps import with_steps
from kam.cli.enumerations import names_of_word
from kam.cli.facts import GAP, shown
from kam.cli.record_opportunity import require_playbook
from kam.cli.session import session_of
from kam.cli.values import Typist, typist_at
from kam.cli.writing import Answer, DryRun, perform
from kam.errors import UsageError
from kam.i18n import mark, translate
from kam.render.handover import relied_on
from kam.render.sanitise import clean
from kam.workspace.assignments import Assignment, Operation, parse_assignment
from kam.workspace.departing import relying_on
from kam.workspace.desk import Desk
from kam.workspace.layout import CONTACTS, ORDERS, TASKS
from kam.workspace.naming import Names, Target
from kam.workspace.setting import (
    Change,
    Scope,
    entry_scope,
    plan_scope,
    scope_of,
    set_facts,
    sheet_scope,
)

_PAYMENTS = "payments"
"""The key of an order whose entries are called by their kind."""
_LEFT = "left"
"""The key of a contact after which somebody has to take their part."""
_Assignments = Annotated[
    list[str],
    typer.Argument(
        metavar="KEY=VALUE…", help=mark("KEY=V sets, KEY+=V adds, KEY-=V takes away, KEY= clears")
    ),
]


def set_command(
    ctx: typer.Context,
    target: InEither,
    assignments: _Assignments,
    contact: Annotated[
        str | None, typer.Option("--contact", metavar="ID", help=mark("of this contact"))
    ] = None,
    task: Annotated[
        str | None, typer.Option("--task", metavar="ID", help=mark("of this next step"))
    ] = None,
    order: Annotated[
        str | None, typer.Option("--order", metavar="ID", help=mark("of this order"))
    ] = None,
    sheet: Annotated[bool, typer.Option("--sheet", help=mark("of the conversation sheet"))] = False,
    plan: Annotated[bool, typer.Option("--plan", help=mark("of the account plan"))] = False,
    dry_run: DryRun = False,
) -> None:
    """Set, extend or clear facts of an account or opportunity, or of what lies beside them."""
    session = session_of(ctx)
    names = session.names(writes=True)
    entries = {CONTACTS: contact, TASKS: task, ORDERS: order}
    stated = [(name, text) for name, text in entries.items() if text is not None]
    if sum([len(stated), sheet, plan]) > 1:
        raise UsageError(mark("--contact, --task, --order, --sheet and --plan exclude each other"))
    entry = stated[0] if stated else None
    place = names.account(target) if entry or plan else names.either(target)
    parsed = [parse_assignment(text) for text in assignments]
    exact = session.json or session.options.no_input

    def act(desk: Desk) -> Answer:
        scope = plan_scope(place) if plan else scope_of(place)
        if sheet:
            scope = sheet_scope(desk, place)
        elif entry:
            scope = entry_scope(desk, place.account, *entry, exact=exact)
        typist = typist_at(desk, session.today)
        wanted = [_resolved(names, place, assignment) for assignment in parsed]
        if order:
            wanted = [_of_payment(assignment, typist) for assignment in wanted]
        if place.opportunity and not entry:
            wanted = with_steps(desk, place, wanted, typist)
        for assignment in wanted:
            if assignment.key == "playbook":
                require_playbook(desk, assignment.text)
        changes = set_facts(desk, scope, wanted, typist.value)
        if contact and any(change.key == _LEFT and change.new for change in changes):
            _say_who_relies(desk, scope)
        keys = ", ".join(change.key for change in changes)
        return Answer(scope.id, _line(scope, changes), f"{scope.id}: {keys}")

    perform(session, act, dry_run=dry_run)


def _say_who_relies(desk: Desk, scope: Scope) -> None:
    """Name what still counts on a person who left."""
    if found := relying_on(desk, scope.target.account, str(scope.prefix[0])):
        typer.echo(clean(relied_on(found)), err=True)


def _resolved(names: Names, place: Target, assignment: Assignment) -> Assignment:
    """The assignment with a name of an account or contact turned into its id."""
    text = assignment.text
    if assignment.key == "parent" and text:
        return replace(assignment, text=names.account(text).account)
    if assignment.key == "reports_to" and text:
        return replace(assignment, text=names.contact(place.account, text))
    return assignment


def _of_payment(assignment: Assignment, typist: Typist) -> Assignment:
    """The assignment with the label of a payment in its key turned into the word for it."""
    steps = assignment.key.split(".")
    if steps[0] != _PAYMENTS or len(steps) == 1:
        return assignment
    words = names_of_word(typist.vocabulary, "payment")
    known = {name.casefold(): word for word, names in words.items() for name in names}
    steps[1] = known.get(steps[1].casefold(), steps[1])
    return replace(assignment, key=".".join(steps))


def _line(scope: Scope, changes: tuple[Change, ...]) -> str:
    if not changes:
        return GAP.join((scope.id, translate(mark("nothing to change"))))
    return GAP.join((scope.id, *(_change(change) for change in changes)))


def _change(change: Change) -> str:
    if change.operation is Operation.SET:
        return f"{change.key} {shown(change.old)} -> {shown(change.new)}"
    return f"{change.key} {change.operation[0]} {shown(change.new)}"
