"""The group of all commands: each is imported when it is called, and no failure gets past here."""

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup

from kam.cli.command_help import Command, write_usage
from kam.cli.commands import FAMILIES, all_names, find_command
from kam.cli.failures import report_failure
from kam.cli.global_options import HELP, hoist
from kam.cli.languages import choose_early
from kam.domain.guess import closest
from kam.errors import UsageError
from kam.i18n import mark, translate

COMPLETE = "_KAM_COMPLETE"
"""The variable by which a shell asks how a line goes on."""


class LazyGroup(TyperGroup):
    """Looks commands up in the static table and runs one behind the boundary for errors."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override] # noqa: ARG002 - the interface's
        """All names, in the order of the help."""
        return list(all_names())

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override] # noqa: ARG002 - the interface's
        """Import the module of a command and build it, its help in the language in force."""
        known = find_command(cmd_name)
        if known is None:
            return None
        module = importlib.import_module(f"kam.cli.{known.module}")
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        function = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        context = getattr(module, "CONTEXT", None)
        single.command(cmd_name, help=known.help, cls=Command, context_settings=context)(function)
        command = typer.main.get_command(single)
        command.help = _sentence(known.help)
        command.alone = getattr(module, "ALONE", Command.alone)  # type: ignore[attr-defined]
        for parameter in command.params:
            if text := getattr(parameter, "help", None):
                parameter.help = translate(text)  # type: ignore[attr-defined]
        return command

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """The command that the first word names.

        Raises:
            UsageError: There is none of that name.
        """
        if find_command(args[0]) is None and not args[0].startswith("-"):
            near = closest(args[0], all_names())
            raise UsageError(
                mark('there is no command "{name}"'),
                hint=mark("kam --help lists them all"),
                candidates=(near,) if near else (),
                name=args[0],
            )
        return super().resolve_command(ctx, args)

    def format_usage(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """The line of usage."""
        write_usage(self, ctx, formatter)

    def format_options(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """The options of the whole run, then the commands."""
        own = [("--version", translate(mark("say which kam this is")))]
        with formatter.section(translate(mark("Options, before or after the command"))):
            formatter.write_dl([(name, translate(text)) for name, text in HELP.items()] + own)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override] # noqa: ARG002 - the interface's
        """The families of commands with a line each, without importing any."""
        for family, commands in FAMILIES.items():
            with formatter.section(translate(family)):
                formatter.write_dl(
                    [(name, translate(command.help)) for name, command in commands.items()]
                )

    def main(self, args: Sequence[str] | None = None, **extra: Any) -> Any:  # type: ignore[override]
        """Run a command and end the process with its exit code."""
        words, options = hoist(list(sys.argv[1:] if args is None else args))
        try:
            choose_early(options)
            if COMPLETE in os.environ:
                from kam.cli.completing import teach_shells

                teach_shells()
            extra["prog_name"] = "kam"
            code = super().main(args=words, standalone_mode=False, obj=options, **extra)
        except BaseException as failure:  # noqa: BLE001 - the boundary: every end has its code
            code = report_failure(failure, options)
        sys.exit(code if isinstance(code, int) else 0)


def _sentence(text: str) -> str:
    """A one-line help as the sentence at the head of a command's own help."""
    words = translate(text)
    return words[:1].upper() + words[1:] + ("." if words.isascii() else "。")
