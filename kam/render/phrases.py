"""How texts are put together: facts in a row, names of one sort, words with a detail."""

from collections.abc import Iterable

from kam.i18n import translate


def joined(parts: Iterable[str | None]) -> str:
    """The facts that there are, one after the other."""
    return " · ".join(part for part in parts if part)


def listed(names: Iterable[str]) -> str:
    """Names of one sort, one after the other."""
    return translate(", ").join(names)


def with_detail(words: str, detail: str | None) -> str:
    """Words and, in brackets, what there is to add."""
    return translate("{words} ({detail})").format(words=words, detail=detail) if detail else words
