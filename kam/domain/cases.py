"""Cases: deals that have ended, and those that have not, each real one once, and where they stood.

What learns from the ended ones counts a deal once at every open stage that it entered before its
end, as the conversion of METHODS.md 11 does: a move back adds nothing and takes nothing away, and
a stage that it jumped over, or began beyond, says nothing of deals that stand there.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from kam.domain.deal import Deal, Part, won_parts
from kam.domain.playbook import Playbook
from kam.domain.states import State
from kam.domain.track import ELSEWHERE, NONE_YET, steps_of

NEVER = date.max.toordinal()
"""Later than any day."""
_CLOSED = None
"""The place of a won stage: what stands there is not open."""

Way = tuple[tuple[int, ...], tuple[int | None, ...]]
"""The days of a track in order, as ordinals, and the place reached on each."""


class Case(NamedTuple):
    """A real deal that stood at an open stage.

    Attributes:
        deal: The one by which it is owned, filtered and grouped.
        ways: Its way; of alternatives the way of each.
        ended: The day as an ordinal; `NEVER` where it has not.
        won: How.
        stood: The places of the open stages that it entered before its end.
    """

    deal: Deal
    ways: tuple[Way, ...]
    ended: int
    won: bool
    stood: frozenset[int]

    def place_on(self, day: int) -> int | None:
        """Where it stood at the end of a day: the furthest of its alternatives; None: not open."""
        places = [
            place
            for days, reached in self.ways
            if (number := bisect_right(days, day)) and (place := reached[number - 1]) is not _CLOSED
        ]
        return max(places) if places and day < self.ended else None


class Ended(NamedTuple):
    """What has ended, by day, and how many ended deals nothing is learned from.

    Attributes:
        cases: What is learned from.
        open: What has not ended yet.
        abandoned: Given up, where the model does not count those.
        unplaced: Without an open stage in the history before the end, or without a day of the end.
        merged: Alternatives that are counted with the one that stands for them.
    """

    cases: Sequence[Case]
    open: Sequence[Case]
    abandoned: int
    unplaced: int
    merged: int


class RealDeal(NamedTuple):
    """What is one real deal: the one that stands for it, and all that it is made of."""

    deal: Deal
    members: Sequence[Deal]


def ended_cases(
    deals: Sequence[Deal],
    playbooks: Mapping[str, Playbook],
    today: date,
    *,
    abandoned: bool,
) -> Ended:
    """What of a book has ended by today.

    Args:
        deals: Every opportunity.
        playbooks: By key.
        today: What ends later is not known yet.
        abandoned: Whether an abandoned deal counts as one that was not won.
    """
    winning = {key: playbook.winning_position for key, playbook in playbooks.items()}
    cases: list[Case] = []
    running: list[Case] = []
    given_up = unplaced = merged = 0
    for deal, members in real_deals(deals):
        if deal.is_open or (deal.closed_on is not None and deal.closed_on > today):
            case = _case(deal, members, winning[deal.playbook], NEVER)
            running += [case] if case else []
            continue
        merged += len(members) - 1
        if deal.state is State.ABANDONED and not abandoned:
            given_up += 1
            continue
        ended = deal.closed_on.toordinal() if deal.closed_on else 0
        case = _case(deal, members, winning[deal.playbook], ended)
        if case is None:
            unplaced += 1
        else:
            cases.append(case)
    cases.sort(key=attrgetter("ended"))
    return Ended(cases, running, given_up, unplaced, merged)


def real_deals(deals: Sequence[Deal]) -> Iterator[RealDeal]:
    """Every deal by itself, but the alternatives of one project and lot together.

    They have ended when one of them, or what took their place, is won, or when none is open.
    """
    won = won_parts(deals)
    rivals: dict[Part, list[Deal]] = {}
    for deal in deals:
        if deal.alternative and deal.project is not None:
            rivals.setdefault((deal.project, deal.lot), []).append(deal)
        else:
            yield RealDeal(deal, (deal,))
    for part, members in rivals.items():
        winner = won.get(part) or won.get((part[0], None))
        if winner is None:
            yield RealDeal(max(members, key=_standing), members)
        elif winner.alternative and (winner.project, winner.lot) == part:
            yield RealDeal(winner, members)


def _standing(deal: Deal) -> tuple[bool, bool, date]:
    """Of alternatives without a winner an open one stands for all, then a lost one, the last."""
    return (deal.is_open, deal.state is State.LOST, deal.closed_on or date.min)


def _case(deal: Deal, members: Iterable[Deal], winning: int, ended: int) -> Case | None:
    """The case of a deal; None where it stood at no open stage before the day on which it ended."""
    ways = tuple(_way(one, winning) for one in members if one.playbook == deal.playbook)
    stood = frozenset(
        place
        for days, reached in ways
        for place in reached[: bisect_right(days, ended)]
        if place is not _CLOSED and place != NONE_YET
    )
    return Case(deal, ways, ended, deal.state is State.WON, stood) if stood else None


def _way(deal: Deal, winning: int) -> Way:
    """The entries by day, without those of stages that the playbook does not have."""
    known = [step for step in steps_of(deal) if step.place != ELSEWHERE]
    known.sort(key=attrgetter("day"))
    places = (_CLOSED if place >= winning else place for place, _ in known)
    return tuple([day for _, day in known]), tuple(places)
