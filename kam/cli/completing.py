"""What a shell is answered when it completes a line: commands, their options, the global ones."""

from collections.abc import Iterator

from typer._click.shell_completion import (
    CompletionItem,
    ShellComplete,
    add_completion_class,
    get_completion_class,
)
from typer._completion_classes import completion_init

from kam.cli.commands import FAMILIES
from kam.cli.global_options import FLAGS, VALUES, hoist
from kam.i18n import LANGUAGES, translate

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def teach_shells() -> None:
    """Put kam's answers in the place of Typer's, which would import every command."""
    completion_init()
    for shell in SHELLS:
        known = get_completion_class(shell)
        if known is not None:
            add_completion_class(type(f"Kam{known.__name__}", (_Answers, known), {}), shell)


class _Answers(ShellComplete):
    """How a line goes on; stands before the class that knows how a shell wants to hear it."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        if args and args[-1] in VALUES:
            wanted = LANGUAGES if VALUES[args[-1]] == "lang" else ()
            return [CompletionItem(word) for word in wanted if word.startswith(incomplete)]
        words, _ = hoist(args)
        if not words and not incomplete.startswith("-"):
            return list(_commands(incomplete))
        found = super().get_completions(words, incomplete)
        if incomplete.startswith("-"):
            every = (*VALUES, *FLAGS)
            found += [CompletionItem(name) for name in every if name.startswith(incomplete)]
        return found


def _commands(beginning: str) -> Iterator[CompletionItem]:
    for commands in FAMILIES.values():
        for name, command in commands.items():
            if name.startswith(beginning):
                yield CompletionItem(name, help=translate(command.help))
