"""The options that every report takes, given to its command by a decorator (SPEC.md 2)."""

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from kam.cli.session import Session, session_of
from kam.i18n import mark
from kam.reports.selection import EVERYTHING, Filter

_FILTERS = {
    "owner": mark("only this owner's"),
    "team": mark("only this team's"),
    "account": mark("only this account's"),
    "group": mark("only this group of companies"),
    "segment": mark("only this segment"),
    "tier": mark("only accounts of this tier"),
}


class Output(NamedTuple):
    """How a report goes out: as text, JSON or CSV, to the terminal or a file."""

    csv: bool = False
    out: Path | None = None

    def is_markdown(self, *, asked: bool) -> bool:
        """Whether a page goes out as Markdown: it was asked for, or its file is called so."""
        return asked or (self.out is not None and self.out.suffix.lower() == _MARKDOWN)


_MARKDOWN = ".md"
MarkdownOption = Annotated[
    bool, typer.Option("--markdown", help=mark("Markdown; --out x.md chooses it, too"))
]
_CSV = Annotated[bool, typer.Option("--csv", help=mark("CSV instead of a table"))]
_OUT = Annotated[
    Path | None,
    typer.Option("--out", help=mark("write to this file; .csv and .json choose the form")),
]


_CURRENCY = Annotated[
    str | None,
    typer.Option("--currency", metavar="CODE", help=mark("show amounts in this currency: USD")),
]


def report(
    function: Callable[..., None] | None = None,
    *,
    filters: bool = True,
    resolves: bool = True,
    money: bool = False,
) -> Callable[..., Any]:
    """Make a command of `function(session, output[, chosen], …)`: the options are added here.

    One that is not about the book as it is `resolves` nothing, and gets `stated`: the filters as
    they were typed. One about `money` can show all of it in another currency than the book's.
    """
    if function is None:
        return lambda inner: report(inner, filters=filters, resolves=resolves, money=money)
    signature = inspect.signature(function)
    given = {"session", "output", "chosen", "stated"}
    own = [value for name, value in signature.parameters.items() if name not in given]
    extra = [_parameter("csv", _CSV, default=False), _parameter("out", _OUT, default=None)]
    extra += [_parameter("currency", _CURRENCY, default=None)] if money else []
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
        session.currency = values.pop("currency", None)
        if filters:
            stated = {name: values.pop(name) for name in _FILTERS}
            if resolves:
                values["chosen"] = _filter(session, stated) if any(stated.values()) else EVERYTHING
            else:
                values["stated"] = stated
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


def _filter(session: Session, stated: dict[str, str | None]) -> Filter:
    from kam.cli.filters import resolve_filter

    return resolve_filter(session, stated)


def _parameter(name: str, annotation: Any, *, default: object) -> inspect.Parameter:
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default
    )
