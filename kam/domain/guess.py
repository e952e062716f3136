"""Did you mean: the known word that is nearest to the one written."""

import difflib
from collections.abc import Iterable


def closest(text: str, options: Iterable[str]) -> str | None:
    """The option most like `text`, None where none is like it."""
    found = difflib.get_close_matches(text.lower(), [str(option) for option in options], n=1)
    return found[0] if found else None
