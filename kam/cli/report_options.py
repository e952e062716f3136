"""The options that every report takes, given to its command by a decorator (SPEC.md 2)."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from kam.cli.session import Session, session_of
from kam.domain.choosing import choose
from kam.domain.targets import known_teams, plan_targets
from kam.i18n import mark
from kam.reports.selection import Filter
from kam.workspace.resolving import Named, resolve
from kam.workspace.view import View

_FILTERS = {
    "owner": mark("only this owner's"),
    "team": mark("only this team's"),
    "account": mark("only this account's"),
    "group": mark("only this group of companies"),
    "segment": mark("only this segment"),
    "tier": mark("only accounts of this tier"),
}


@dataclass(frozen=True, slots=True)
class Output:
    """How a report goes out: as text, JSON or CSV, to the terminal or a file."""

    csv: bool = False
    out: Path | None = None


_CSV = Annotated[bool, typer.Option("--csv", help=mark("CSV instead of a table"))]
_OUT = Annotated[
    Path | None,
    typer.Option("--out", help=mark("write to this file; .csv and .json choose the form")),
]


def report(
    function: Callable[..., None] | None = None, *, filters: bool = True
) -> Callable[..., Any]:
    """Make a command of `function(session, output[, chosen], …)`: the options are added here."""
    if function is None:
        return lambda inner: report(inner, filters=filters)
    signature = inspect.signature(function)
    given = {"session", "output", "chosen"}
    own = [value for name, value in signature.parameters.items() if name not in given]
    extra = [_parameter("csv", _CSV, default=False), _parameter("out", _OUT, default=None)]
    if filters:
        extra += [
            _parameter(
                name, Annotated[str | None, typer.Option(f"--{name}", help=text)], default=None
            )
            for name, text in _FILTERS.items()
        ]

    @wraps(function)
    def command(ctx: typer.Context, **values: Any) -> None:
        output = Output(csv=values.pop("csv"), out=values.pop("out"))
        session = session_of(ctx)
        if filters:
            values["chosen"] = _filter(session, {name: values.pop(name) for name in _FILTERS})
        function(session=session, output=output, **values)

    context = inspect.Parameter(
        "ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
    )
    parameters = [
        context,
        *(value.replace(kind=inspect.Parameter.KEYWORD_ONLY) for value in (*own, *extra)),
    ]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {value.name: value.annotation for value in parameters}
    return command


def _owners(view: View) -> Iterator[Named]:
    """Our people, and whoever else owns or does something in the book."""
    people = view.settings.people
    yield from (Named(key, (member.name or key,)) for key, member in people.items())
    for folder in view.book.folders:
        found = {folder.account.owner} | {entry.by for entry in folder.activities}
        found |= {opportunity.owner for opportunity in folder.opportunities}
        found |= {task.owner for task in folder.tasks}
        yield from (
            Named(owner, ()) for owner in sorted(filter(None, found)) if owner not in people
        )


def _teams(view: View) -> Iterator[Named]:
    """The teams of kam.yaml, and those that only a person there names."""
    teams = view.settings.teams
    plan = plan_targets(view.targets, view.settings)
    yield from (Named(key, (team.name or key,)) for key, team in teams.items())
    yield from (Named(team, ()) for team in known_teams(plan) if team not in teams)


def _segments(view: View) -> Iterator[Named]:
    """The segments that accounts state."""
    found = {account.segment for account in view.accounts}
    yield from (Named(segment, (segment,)) for segment in sorted(filter(None, found)))


_NAMED: Mapping[str, Callable[[View], Iterator[Named]]] = {
    "owner": _owners,
    "team": _teams,
    "segment": _segments,
}


def _filter(session: Session, stated: dict[str, str | None]) -> Filter:
    """The filters with names turned into ids and labels into keys."""
    for name in ("account", "group"):
        if text := stated[name]:
            stated[name] = session.names().account(text).account
    for name, named in _NAMED.items():
        if text := stated[name]:
            stated[name] = resolve(text, named(session.view), mark(name), exact=False)
    if text := stated["tier"]:
        terms = session.view.methods.vocabulary.words.get("tier", {})
        names = {
            key: (term.label.text("en"), term.label.text("zh"), *term.aliases)
            for key, term in terms.items()
        }
        stated["tier"] = choose(text, names, mark("tier"))
    return Filter(**stated)


def _parameter(name: str, annotation: Any, *, default: object) -> inspect.Parameter:
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default
    )
