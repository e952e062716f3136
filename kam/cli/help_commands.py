"""The page of `kam help commands`: the commands write it, so that it is always true."""

from collections.abc import Iterator, Mapping
from typing import Any

import typer

from kam.cli.commands import FAMILIES
from kam.cli.global_options import HELP
from kam.i18n import mark, translate

TITLE = mark("Commands, their arguments and options")
_INTRODUCTION = mark("`kam COMMAND --help` shows the same for one command.")
_REPORTS = mark("Reports also take these, which are not repeated below:")
SHARED = ("--csv", "--out", "--owner", "--team", "--account", "--group", "--segment", "--tier")
"""The options that every report has; listed once."""
_EXAMPLE = "pipeline"
"""The report that they are read off."""
_Records = Mapping[str, str]


def commands_page(group: Any, context: Any) -> str:
    """The Markdown of the page, in the language in force."""
    return "\n".join([*_head(group, context), *_families(group, context)]) + "\n"


def _head(group: Any, context: Any) -> Iterator[str]:
    yield f"# {translate(TITLE)}\n\n{translate(_INTRODUCTION)}\n"
    yield f"## {translate(mark('Options, before or after the command'))}\n"
    yield from _list({name: translate(text) for name, text in HELP.items()})
    yield f"\n{translate(_REPORTS)}\n"
    records = _records(group.get_command(context, _EXAMPLE), context)
    yield from _list({name: text for name, text in records.items() if _option(name) in SHARED})


def _families(group: Any, context: Any) -> Iterator[str]:
    for family, commands in FAMILIES.items():
        yield f"\n## {translate(family)}"
        for name in commands:
            command = group.get_command(context, name)
            yield f"\n### kam {name}\n\n{command.help}\n"
            yield from _list(_own(_records(command, context)))


def _records(command: Any, context: Any) -> _Records:
    """What a command takes: each argument and option as it is written, with its help."""
    own = typer.Context(command, info_name=command.name, parent=context)
    parameters = (one for one in command.get_params(own) if one.name != "help")
    records = (parameter.get_help_record(own) for parameter in parameters)
    return dict(record for record in records if record)


def _own(records: _Records) -> _Records:
    """What a command takes beside the options that every report has."""
    if "--csv" not in records:
        return records
    return {name: text for name, text in records.items() if _option(name) not in SHARED}


def _option(name: str) -> str:
    """The option of `--by TEXT`."""
    return name.split(maxsplit=1)[0]


def _list(records: _Records) -> Iterator[str]:
    for name, text in records.items():
        yield f"- `{name}`: {text}" if text else f"- `{name}`"
