"""The help of a command in the user's language: usage, arguments, options."""

from collections.abc import Mapping
from itertools import zip_longest
from types import MappingProxyType
from typing import Any

import typer
from typer.core import TyperCommand

from kam.i18n import mark, translate

_SHOW_HELP = mark("show this help")


class Command(TyperCommand):
    """A command whose help stands in the language in force.

    `alone` has the values of options that may stand without one; Typer itself has no such options.
    """

    alone: Mapping[str, str] = MappingProxyType({})

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Parse the words, each option of `alone` with its value where none follows."""
        words = list[str]()
        for word, after in zip_longest(args, args[1:]):
            words.append(word)
            if word in self.alone and (after is None or after.startswith("-")):
                words.append(self.alone[word])
        return super().parse_args(ctx, words)

    def format_usage(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """The line of usage."""
        write_usage(self, ctx, formatter)

    def format_options(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """Arguments and options, and where the global ones are told."""
        write_options(self, ctx, formatter)
        with formatter.section(translate(mark("Everywhere"))):
            formatter.write_dl([("kam --help", translate(mark("the options of every command")))])


def write_usage(command: Any, ctx: typer.Context, formatter: Any) -> None:
    """The line of usage of a command or group."""
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix=translate(mark("Usage:")) + " ")


def write_options(command: Any, ctx: typer.Context, formatter: Any) -> None:
    """The arguments and options of a command or group."""
    records: dict[str, list[tuple[str, str]]] = {mark("Arguments"): [], mark("Options"): []}
    for parameter in command.get_params(ctx):
        record = parameter.get_help_record(ctx)
        if record is None:
            continue
        if parameter.name == "help":
            record = (record[0], translate(_SHOW_HELP))
        heading = "Arguments" if parameter.param_type_name == "argument" else "Options"
        records[heading].append(record)
    for heading, rows in records.items():
        if rows:
            with formatter.section(translate(heading)):
                formatter.write_dl(rows)
