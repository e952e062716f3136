"""The boundary for everything that ends a command early: its words, its exit code, its report."""

import contextlib
import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from typer.exceptions import TyperException

from kam import __version__
from kam.cli.global_options import FLAGS, VALUES, GlobalOptions
from kam.domain.label import Label
from kam.errors import KamError
from kam.i18n import language, mark, translate

if TYPE_CHECKING:
    from kam.domain.finding import Finding

BUG, INTERRUPTED = 70, 130
_EXTRA = re.compile(r"Got unexpected extra argument\(s\) \((.*)\)")


def report_failure(failure: BaseException, options: GlobalOptions) -> int:
    """Say on stderr, or as JSON where that is wanted, what went wrong; the exit code."""
    match failure:
        case BrokenPipeError() | SystemExit(__context__=BrokenPipeError()):  # the parser's answer
            _silence_stdout()
            return 0
        case SystemExit():
            return failure.code if isinstance(failure.code, int) else 0
        case KeyboardInterrupt() | typer.Abort():
            return INTERRUPTED
        case KamError():
            return _expected(failure, options)
        case TyperException():
            return _usage(failure, options)
    return _bug(failure, options)


def _expected(error: KamError, options: GlobalOptions) -> int:
    findings: Sequence[Any] = getattr(error, "findings", ())
    message, hint = filled(error.message, error), filled(error.hint or "", error)
    if findings:
        _print_findings(findings, options)
    candidates = error.candidates if options.json else _listed(error)
    _print_error(message, hint, candidates, options, error.code, error.exit_code, error.saved)
    return error.exit_code


def _listed(error: KamError) -> Sequence[str]:
    """The candidates as a person reads them: missing evidence with what it asks for."""
    missing: Mapping[str, str] | None = getattr(error, "missing", None)
    if missing is None:
        return error.candidates
    width = max(len(key) for key in missing)
    return [f"{key:<{width}}  {asked}" for key, asked in missing.items()]


def filled(template: str, error: KamError) -> str:
    """A message or hint of an error in the user's language, with its parameters."""
    params = {name: _said(name, value) for name, value in error.params.items()}
    params.setdefault("candidates", ", ".join(error.candidates))
    return translate(template).format(**params)


def _said(name: str, value: object) -> object:
    if isinstance(value, Label):
        return value.text(language())
    return translate(value) if isinstance(value, str) and name == "what" else value


def _usage(failure: TyperException, options: GlobalOptions) -> int:
    """A refusal of the parser, in the user's language where it has a form that we know."""
    if type(failure).__name__ == "NoArgsIsHelpError":
        typer.echo(failure.format_message())
        return failure.exit_code
    context = getattr(failure, "ctx", None)
    message, candidates = _worded(failure)
    hint = translate(mark("see {command} --help"))
    path = context.command_path if context else "kam"
    _print_error(
        message, hint.format(command=path), candidates, options, "usage", failure.exit_code
    )
    return failure.exit_code


def _worded(failure: TyperException) -> tuple[str, Sequence[str]]:
    """What the parser refuses, and what was probably meant; its own words for a rare form."""
    said = failure.format_message()
    name = getattr(failure, "option_name", "")
    parameter = getattr(failure, "param", None)
    if _is(failure, "NoSuchOption") and name not in {*VALUES, *FLAGS}:
        message = translate(mark("there is no option {name}")).format(name=name)
        return message, getattr(failure, "possibilities", None) or ()
    if _is(failure, "NoSuchOption") or _is(failure, "BadOptionUsage"):
        bare = name in FLAGS or "does not take" in said
        words = mark("{name} takes no value") if bare else mark("{name} needs a value")
        return translate(words).format(name=name), ()
    if _is(failure, "MissingParameter") and parameter is not None:
        shown = parameter.get_error_hint(failure.ctx).replace("'", "")  # type: ignore[attr-defined]
        return translate(mark("missing: {parameter}")).format(parameter=shown), ()
    if found := _EXTRA.fullmatch(said):
        return translate(mark("too many words: {words}")).format(words=found[1]), ()
    return said, ()


def _is(failure: TyperException, name: str) -> bool:
    """Typer vendors the parser and exports its errors' base alone: they are known by name."""
    return type(failure).__name__ == name


def _bug(failure: BaseException, options: GlobalOptions) -> int:
    report = _write_crash_report(failure)
    message = translate(mark("this is a bug in kam: {failure}")).format(
        failure=f"{type(failure).__name__}: {failure}"
    )
    hint = translate(mark("the report to send is {path}")).format(path=report)
    _print_error(message, hint, (), options, "bug", BUG)
    return BUG


def _write_crash_report(failure: BaseException) -> Path:
    import tempfile
    import traceback
    from datetime import UTC, datetime

    text = "".join(traceback.format_exception(failure))
    words = f"kam {__version__}\npython {sys.version}\n{sys.platform}\n\n{text}"
    stamp = datetime.now(tz=UTC).strftime("%Y%m%dT%H%M%S")
    handle, name = tempfile.mkstemp(prefix=f"kam-crash-{stamp}-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(words)
    return Path(name)


def _print_error(
    message: str,
    hint: str,
    candidates: Sequence[str],
    options: GlobalOptions,
    code: str,
    exit_code: int,
    saved: Sequence[str] = (),
) -> None:
    from kam.render.failure import failure_json, failure_text

    if options.json:
        typer.echo(failure_json(code, exit_code, message, hint, candidates, saved))
        return
    with contextlib.suppress(BrokenPipeError):
        typer.echo(failure_text(message, hint, candidates, saved), err=True)


def _print_findings(findings: "Sequence[Finding]", options: GlobalOptions) -> None:
    """The places that an error speaks of, with their lines where the book can be read."""
    from kam.cli.session import Session
    from kam.render.checks import findings_text
    from kam.workspace.locating import Locator

    if options.json:
        return
    locator = Locator(Session(options).source)
    typer.echo(findings_text(tuple(locator.locate(findings)), locator.line), err=True)


def _silence_stdout() -> None:
    """Let nothing else be written to a pipe that nobody reads."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
