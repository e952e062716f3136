"""Names that people type -> ids (SPEC.md 2): exact id, exact name, beginning, part."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kam.domain.guess import closest
from kam.domain.ids import initials
from kam.errors import NotFound
from kam.i18n import mark

SHOWN = 8
"""How many candidates an error lists."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a name may mean: its id and the other names that it has."""

    id: str
    names: tuple[str, ...]
    former: tuple[str, ...] = ()


def resolve(text: str, things: Iterable[Named], what: str, *, exact: bool) -> str:
    """The id that `text` means.

    Args:
        text: What the user typed.
        things: What there is.
        what: `account`, `opportunity`, … for the message.
        exact: Take an exact id or name only: for writes that nobody watches.

    Raises:
        NotFound: Nothing answers to it, or more than one thing does; with candidates.
    """
    known = tuple(things)
    for matches in _RULES[:2] if exact else _RULES:
        found = sorted({thing.id for thing in known if matches(thing, _folded(text))})
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFound(
                mark('"{text}" means more than one {what}: {candidates}'),
                candidates=found,
                text=text,
                what=what,
            )
    raise NotFound(
        mark('no {what} is called "{text}"'),
        hint=mark("with --json or --no-input a write takes the exact id or name")
        if exact
        else None,
        candidates=_nearest(text, known),
        text=text,
        what=what,
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _has_id(thing: Named, text: str) -> bool:
    return text == thing.id or text in thing.former


def _has_name(thing: Named, text: str) -> bool:
    return any(text == _folded(name) for name in thing.names)


def _begins(thing: Named, text: str) -> bool:
    return (
        thing.id.startswith(text)
        or _joined(thing.id).startswith(text)
        or (len(text) > 1 and initials(thing.id).startswith(text))
        or any(_folded(name).startswith(text) for name in thing.names)
    )


def _contains(thing: Named, text: str) -> bool:
    return (
        text in thing.id
        or text in _joined(thing.id)
        or any(text in _folded(name) for name in thing.names)
    )


def _joined(identifier: str) -> str:
    """An id as people type pinyin: `chongqing` for `chong-qing`."""
    return identifier.replace("-", "")


_RULES: Sequence[Callable[[Named, str], bool]] = (_has_id, _has_name, _begins, _contains)


def _nearest(text: str, things: Sequence[Named]) -> list[str]:
    if len(things) <= SHOWN:
        return sorted(thing.id for thing in things)
    names = {_folded(name): thing.id for thing in things for name in (thing.id, *thing.names)}
    near = closest(text, names)
    return [names[near]] if near else []
