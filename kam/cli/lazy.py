"""The group of all commands: each is imported when it is called, and no failure gets past here."""

import importlib
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup

from kam.cli.commands import FAMILIES, all_names, find_command
from kam.cli.failures import report_failure
from kam.cli.global_options import hoist
from kam.cli.languages import choose_early
from kam.i18n import translate


class LazyGroup(TyperGroup):
    """Looks commands up in the static table and runs one behind the boundary for errors."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override] # noqa: ARG002
        """All names, in the order of the help."""
        return list(all_names())

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override] # noqa: ANN401, ARG002
        """Import the module of a command and build it, its help in the language in force."""
        known = find_command(cmd_name)
        if known is None:
            return None
        module = importlib.import_module(f"kam.cli.{known.module}")
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        function = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        single.command(cmd_name, help=known.help)(function)
        command = typer.main.get_command(single)
        command.help = _sentence(known.help)
        for parameter in command.params:
            if text := getattr(parameter, "help", None):
                parameter.help = translate(text)  # type: ignore[attr-defined]
        return command

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override] # noqa: ANN401, ARG002
        """The families of commands with a line each, without importing any."""
        for family, commands in FAMILIES.items():
            with formatter.section(translate(family)):
                formatter.write_dl(
                    [(name, translate(command.help)) for name, command in commands.items()]
                )

    def main(self, args: Sequence[str] | None = None, **extra: Any) -> Any:  # type: ignore[override] # noqa: ANN401
        """Run a command and end the process with its exit code."""
        words, options = hoist(list(sys.argv[1:] if args is None else args))
        choose_early(options)
        try:
            code = super().main(args=words, standalone_mode=False, obj=options, **extra)
        except BaseException as failure:  # noqa: BLE001 - the boundary: every end has its code
            code = report_failure(failure, options)
        sys.exit(code if isinstance(code, int) else 0)


def _sentence(text: str) -> str:
    """A one-line help as the sentence at the head of a command's own help."""
    words = translate(text)
    return words[:1].upper() + words[1:] + ("." if words.isascii() else "。")


