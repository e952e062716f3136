"""The message of a commit that a command makes: what it did, and the command itself."""

import shlex
from collections.abc import Sequence

from kam.render.sanitise import clean
from kam.workspace.trailers import COMMAND

_LONGEST, _LONGEST_COMMAND = 120, 2_000


def commit_message(words: Sequence[str], subject: str, *trailers: str) -> str:
    """`advance acme/mes: D -> C (50%)`, and below it the command as it could be typed again.

    Args:
        words: The command and its arguments.
        subject: What follows the command's name in the first line.
        trailers: Further lines of the form `Key: value`.
    """
    first = _cut(clean(f"{words[0] if words else 'kam'} {subject}"), _LONGEST)
    command = _cut(clean(shlex.join(words)), _LONGEST_COMMAND)
    lines = (f"{COMMAND}: {command}", *trailers)
    return "\n".join((first, "", *lines, ""))


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
