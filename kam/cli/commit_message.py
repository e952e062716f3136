"""The message of a commit that a command makes: what it did, and the command itself."""

import shlex
from collections.abc import Sequence

from kam.render.sanitise import clean

TRAILER = "Kam-Command"
_LONGEST = 120


def commit_message(words: Sequence[str], subject: str, *trailers: str) -> str:
    """`advance acme/mes: D -> C (50%)`, and below it the command as it could be typed again.

    Args:
        words: The command and its arguments.
        subject: What follows the command's name in the first line.
        trailers: Further lines of the form `Key: value`.
    """
    first = clean(f"{words[0] if words else 'kam'} {subject}")
    if len(first) > _LONGEST:
        first = first[: _LONGEST - 1] + "…"
    lines = (f"{TRAILER}: {clean(shlex.join(words))}", *trailers)
    return "\n".join((first, "", *lines, ""))
