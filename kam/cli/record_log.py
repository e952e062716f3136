"""log, done and snooze: what was done with a customer, which steps that closes or puts off."""

from typing import Annotated

import typer

from kam.cli.arguments import InEither
from kam.cli.enumerations import names_of_word, question
from kam.cli.facts import GAP, shown
from kam.cli.session import session_of
from kam.cli.values import typist_at
from kam.cli.words import day_of
from kam.cli.writing import Answer, Because, By, Day, DryRun, asked, perform
from kam.domain.activity import Snooze, Task
from kam.domain.choosing import choose
from kam.errors import UsageError
from kam.i18n import language, mark, translate
from kam.workspace.adding import Newcomer, add_task
from kam.workspace.desk import Desk
from kam.workspace.logging_work import close_task, log_activity, snooze_task

KIND = "call"
"""The kind of an activity of which nothing else was said: most of them are calls."""
_NEXT, _NEXT_BY = mark("next: {task}"), mark("next: {task} by {day}")

_Step = Annotated[
    str, typer.Argument(metavar="STEP", help=mark("its id, its text or a part of it"))
]


def log_command(
    ctx: typer.Context,
    target: InEither,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help=mark("what was done and what came of it"))
    ] = None,
    kind: Annotated[
        str, typer.Option("--kind", help=mark("call, visit, meeting, demo, email …"))
    ] = KIND,
    present: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="CONTACT", help=mark("who of them; repeatable")),
    ] = None,
    date: Day = None,
    following: Annotated[
        str | None, typer.Option("--next", metavar="TEXT", help=mark("the next step, yours"))
    ] = None,
    due: Annotated[
        str | None, typer.Option("--due", metavar="DATE", help=mark("when the next step is due"))
    ] = None,
    by: By = None,
    dry_run: DryRun = False,
) -> None:
    """Write down what was done with a customer, and the next step with it."""
    session = session_of(ctx)
    names = session.names(writes=True)
    place = names.either(target)
    if due and not following:
        raise UsageError(
            mark("--due belongs to a next step"), hint=mark("name it: --next TEXT --due DATE")
        )
    note = asked(session, text, mark("note"), "TEXT")
    person = session.person(by)
    day = session.day(date)
    contacts = [names.contact(place.account, name) for name in present or ()]

    def act(desk: Desk) -> Answer:
        vocabulary = desk.methods().vocabulary
        word = choose(kind, names_of_word(vocabulary, "activity"), question("activity"))
        log_activity(desk, place, note, kind=word, day=day, by=person, present=contacts)
        label = vocabulary.label("activity", word, language())
        parts = [str(place), f"{day} {label}", *([shown(contacts)] if contacts else ()), note]
        if following:
            facts = typist_at(desk, session.today).facts(Task, {"due": due, "owner": person})
            made = add_task(desk, place, Newcomer(following, facts), session.today)
            until = shown(facts.get("due"))
            words = _NEXT_BY if due else _NEXT
            parts.append(translate(words).format(task=f"{place.account}/{made}", day=until))
        return Answer(str(place), GAP.join(parts), f"{place}: {word} {day}")

    perform(session, act, dry_run=dry_run)


def done_command(
    ctx: typer.Context,
    target: InEither,
    task: _Step,
    date: Day = None,
    dry_run: DryRun = False,
) -> None:
    """Close a next step."""
    session = session_of(ctx)
    place = session.names(writes=True).either(target)
    day = session.day(date)
    exact = session.json or session.options.no_input

    def act(desk: Desk) -> Answer:
        closed = close_task(desk, place, task, day, exact=exact)
        identifier = f"{place.account}/{closed.id}"
        words = translate(mark("done on {day}: {what}")).format(day=day, what=closed.what)
        return Answer(identifier, GAP.join((identifier, words)), f"{identifier}: {closed.what}")

    perform(session, act, dry_run=dry_run)


def snooze_command(
    ctx: typer.Context,
    target: InEither,
    task: _Step,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help=mark("when it is back on the agenda")),
    ] = None,
    because: Because = None,
    by: By = None,
    dry_run: DryRun = False,
) -> None:
    """Put a next step off; its due date stays, and the agenda counts how often."""
    session = session_of(ctx)
    place = session.names(writes=True).either(target)
    end = day_of(asked(session, until, mark("day"), "--until DATE"), session.today)
    reason = asked(session, because, mark("reason"), "--because TEXT")
    snooze = Snooze(date=session.today, until=end, because=reason, by=session.person(by))
    exact = session.json or session.options.no_input

    def act(desk: Desk) -> Answer:
        step = snooze_task(desk, place, task, snooze, exact=exact)
        identifier, times = f"{place.account}/{step.id}", len(step.snoozed) + 1
        words = translate(mark("put off until {day}, {count}×: {reason}")).format(
            day=end, count=times, reason=reason
        )
        return Answer(identifier, GAP.join((identifier, words)), f"{identifier}: {end}")

    perform(session, act, dry_run=dry_run)
