"""Cases: deals that have ended, and those that have not, each real one once, and where they stood.

What learns from the ended ones counts a deal once at every open stage that it entered before its
end, as the conversion of METHODS.md 11 does: a move back adds nothing and takes nothing away, and
a stage that it jumped over, or began beyond, says nothing of deals that stand there.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from kam.domain.course import Course
from kam.domain.deal import Deal, Part, won_parts
from kam.domain.playbook import Playbook
from kam.domain.states import State

NOWHERE = -1
"""The place of none yet, before the first stage."""
NEVER = "9999-12-31"
"""Later than any day."""
_CLOSED = None
"""The place of a won stage: what stands there is not open."""

Places = Mapping[str | None, int | None]
"""By stage its place in the order of its playbook."""
Way = tuple[tuple[str, ...], tuple[int | None, ...]]
"""The days of a course in order, and the place in the playbook's order reached on each."""


class Case(NamedTuple):
    """A real deal that stood at an open stage.

    Attributes:
        deal: The one by which it is owned, filtered and grouped.
        ways: Its course; of alternatives the course of each.
        ended: The day in ISO form; `NEVER` where it has not.
        won: How.
        stood: The places of the open stages that it entered before its end.
        stated: The probability that a person had set, as written.
    """

    deal: Deal
    ways: tuple[Way, ...]
    ended: str
    won: bool
    stood: frozenset[int]
    stated: str | None

    def place_on(self, day: str) -> int | None:
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


class _Group(NamedTuple):
    """What is one real deal: the one that stands for it, and all that it is made of."""

    deal: Deal
    members: Sequence[Deal]


def ended_cases(
    deals: Sequence[Deal],
    courses: Mapping[str, Course],
    playbooks: Mapping[str, Playbook],
    today: date,
    *,
    abandoned: bool,
) -> Ended:
    """What of a book has ended by today.

    Args:
        deals: Every opportunity.
        courses: What their histories say, by id.
        playbooks: By key.
        today: What ends later is not known yet.
        abandoned: Whether an abandoned deal counts as one that was not won.
    """
    places = {key: _places(playbook) for key, playbook in playbooks.items()}
    cases: list[Case] = []
    running: list[Case] = []
    given_up = unplaced = merged = 0
    for deal, members in _real_deals(deals):
        if deal.is_open or (deal.closed_on is not None and deal.closed_on > today):
            case = _case(deal, members, courses, places[deal.playbook], NEVER)
            running += [case] if case else []
            continue
        merged += len(members) - 1
        if deal.state is State.ABANDONED and not abandoned:
            given_up += 1
            continue
        ended = deal.closed_on.isoformat() if deal.closed_on else ""
        case = _case(deal, members, courses, places[deal.playbook], ended)
        if case is None:
            unplaced += 1
        else:
            cases.append(case)
    cases.sort(key=lambda case: case.ended)
    return Ended(cases, running, given_up, unplaced, merged)


def _real_deals(deals: Sequence[Deal]) -> Iterator[_Group]:
    """Every deal by itself, but the alternatives of one project and lot together.

    They have ended when one of them, or what took their place, is won, or when none is open.
    """
    won = won_parts(deals)
    rivals: dict[Part, list[Deal]] = {}
    for deal in deals:
        if deal.alternative and deal.project is not None:
            rivals.setdefault((deal.project, deal.lot), []).append(deal)
        else:
            yield _Group(deal, (deal,))
    for part, members in rivals.items():
        winner = won.get(part) or won.get((part[0], None))
        if winner is None:
            yield _Group(max(members, key=_standing), members)
        elif winner.alternative and (winner.project, winner.lot) == part:
            yield _Group(winner, members)


def _standing(deal: Deal) -> tuple[bool, bool, date]:
    """Of alternatives without a winner an open one stands for all, then a lost one, the last."""
    return (deal.is_open, deal.state is State.LOST, deal.closed_on or date.min)


def _case(
    deal: Deal,
    members: Iterable[Deal],
    courses: Mapping[str, Course],
    places: Places,
    ended: str,
) -> Case | None:
    """The case of a deal; None where it stood at no open stage before the day on which it ended."""
    ways = tuple(_way(courses[one.id], places) for one in members if one.playbook == deal.playbook)
    stood = frozenset(
        place
        for days, reached in ways
        for place in reached[: bisect_right(days, ended)]
        if place is not _CLOSED and place != NOWHERE
    )
    if not stood:
        return None
    return Case(deal, ways, ended, deal.state is State.WON, stood, courses[deal.id].stated)


def _way(course: Course, places: Places) -> Way:
    """The entries by day, without those of stages that the playbook does not have."""
    known = [(day, places[stage]) for day, stage in course.steps if stage in places]
    known.sort(key=itemgetter(0))
    return tuple([day for day, _ in known]), tuple([place for _, place in known])


def _places(playbook: Playbook) -> Places:
    """Where each stage stands in the order."""
    found: dict[str | None, int | None] = {None: NOWHERE}
    for place, stage in enumerate(playbook.order):
        found[stage] = _CLOSED if playbook.has_won(stage) else place
    return found
