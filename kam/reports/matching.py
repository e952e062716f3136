"""The same opportunity in two states of a book, whatever it was called in each.

An id may have been given up, and taken by another opportunity since. So a name that was left counts
before a name that is the same, where everything else fits it: `formerly` was written by a move.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from kam.domain.deal import Deal


class Pair(NamedTuple):
    """An opportunity before and after, None where it is not there; `latest` is its last row."""

    before: Deal | None
    after: Deal | None
    latest: Deal

    def is_among(self, names: Collection[str]) -> bool:
        """Whether it, or its account, is or was called by one of `names`."""
        return bool(names) and any(
            name in names or name.partition("/")[0] in names
            for deal in (self.before, self.after)
            if deal is not None
            for name in (deal.id, *deal.formerly)
        )


def match(before: Sequence[Deal], after: Sequence[Deal]) -> Iterator[Pair]:
    """Pair the rows of two states: those of before in their order, then those that came."""
    old = {deal.id: deal for deal in before}
    new = {deal.id: deal for deal in after}
    then = _former_names(old, new)
    now = {former: name for name, former in then.items()}
    for name, deal in old.items():
        later = new.get(now.get(name, ""))
        yield Pair(deal, later, later or deal)
    for name, deal in new.items():
        if name not in then:
            yield Pair(None, deal, deal)


def _former_names(old: Mapping[str, Deal], new: Mapping[str, Deal]) -> dict[str, str]:
    """The id that each of the later rows had before, for those that had one."""
    found: dict[str, str] = {}
    taken: set[str] = set()

    def pair(name: str, former: str) -> None:
        found[name] = former
        taken.add(former)

    for name, deal in new.items():
        if name not in old and (former := _latest(deal.formerly, old, taken)):
            pair(name, former)
    for name, former in _exchanged(old, new, taken).items():
        pair(name, former)
    for name in new:
        if name in old and name not in found and name not in taken:
            pair(name, name)
    for former, deal in old.items():  # the later state came first: names run the other way
        left = new.keys() - found.keys() if deal.formerly and former not in taken else ()
        if left and (present := _latest(deal.formerly, left, ())):
            pair(present, former)
    return found


def _latest(names: Sequence[str], known: Collection[str], taken: Collection[str]) -> str | None:
    """The last of the names that is known and not taken."""
    free = (name for name in reversed(names) if name in known and name not in taken)
    return next(free, None)


def _exchanged(
    old: Mapping[str, Deal], new: Mapping[str, Deal], taken: Collection[str]
) -> dict[str, str]:
    """Rows whose id another one had before: they exchanged their names, or took one in turn.

    Such a row left a name since, and the row that had its present name goes by another one now.
    """
    claims: dict[str, str] = {}
    for name, deal in new.items():
        if deal.formerly and name in old:
            since = [former for former in deal.formerly if former not in old[name].formerly]
            if former := _latest(since, old, {*taken, *claims.values()}):
                claims[name] = former
    while stale := claims.keys() - taken - set(claims.values()):
        for name in stale:
            del claims[name]
    return claims
