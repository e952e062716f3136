"""One of a closed list of words by its key or by what people call it, in either language."""

from collections.abc import Iterable, Mapping, Sequence

from kam.domain.guess import closest
from kam.domain.label import Label
from kam.errors import UsageError
from kam.i18n import mark


def choose(text: str, options: Mapping[str, Iterable[str]], what: str) -> str:
    """The key that `text` means.

    Args:
        text: What the user typed.
        options: The keys and the other names of each.
        what: What is chosen, for the message: `stage`, `tier`, …

    Raises:
        UsageError: No option is called that, or several are; with the keys as candidates.
    """
    if text in options:
        return text
    word = " ".join(text.casefold().split())
    names = {key: {key.casefold(), *(name.casefold() for name in options[key])} for key in options}
    found = [key for key, known in names.items() if word in known]
    if len(found) == 1:
        return found[0]
    guess = closest(word, (name for known in names.values() for name in known))
    raise UsageError(
        mark('"{text}" is not a {what}'),
        hint=mark('did you mean "{guess}"? one of: {options}')
        if guess
        else mark("one of: {options}"),
        candidates=tuple(options),
        text=text,
        what=what,
        guess=guess or "",
        options=", ".join(options),
    )


def names_of(labels: Mapping[str, Label]) -> dict[str, tuple[str, ...]]:
    """The names of each key: its label in both languages."""
    return {key: (label.text("en"), label.text("zh")) for key, label in labels.items()}


def require_key(key: str, known: Sequence[str]) -> None:
    """Refuse a key that a part of a file does not have, saying which one was probably meant.

    Raises:
        UsageError: It is none of `known`.
    """
    if key in known:
        return
    guess = closest(key, known)
    raise UsageError(
        mark('"{key}" is not a key that kam knows here'),
        hint=mark('did you mean "{guess}"? one of: {keys}') if guess else mark("one of: {keys}"),
        candidates=[guess] if guess else (),
        key=key,
        guess=guess or "",
        keys=", ".join(known),
    )
