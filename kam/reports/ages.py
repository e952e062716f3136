"""How long deals stay at a stage, those that still stand there counted in (METHODS.md 11)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain

from kam.domain.deal import OPEN_STATES, Deal
from kam.domain.playbook import Playbook
from kam.domain.survival import Durations
from kam.domain.track import NONE_YET, stay_of
from kam.reports.selection import By, groups_of

StagePlace = tuple[str, str | None, str | None]
"""A playbook, a group (None where nothing is grouped) and a stage (None for none yet)."""


def ages_of(
    deals: Iterable[Deal], playbooks: Mapping[str, Playbook], today: date, by: By | None = None
) -> dict[StagePlace, Durations]:
    """The calendar days of every stay at the stages before the winning one.

    Deals of every state count, on hold and ended ones too: whoever only looks at those that stand
    there today sees the slow ones. The next entry of the history ends a stay, whatever it says, and
    so does the outcome. Of an open deal the last stay goes on: through today, or up to the day from
    which it is on hold. A stay that would end before it begins is left out.
    """
    texts: dict[tuple[str, str | None], list[str]] = {}
    going_on: list[tuple[StagePlace, date, date | None]] = []
    alone = (None,)
    for deal in deals:
        entered = deal.entered
        if entered is None:
            continue
        for group in groups_of(deal, by) if by else alone:
            texts.setdefault((deal.playbook, group), []).append(deal.track)
            if deal.state in OPEN_STATES:
                place = (deal.playbook, group, deal.stage)
                going_on.append((place, entered, deal.held_since))
    found: dict[StagePlace, Durations] = {}
    for (place, entered, held), count in Counter(going_on).items():
        days = max(0, ((held or today) - entered).days)
        found.setdefault(place, Durations()).add(days, ended=False, count=count)
    for (key, group), tracks in texts.items():
        playbook = playbooks[key]
        order, winning = playbook.order, playbook.winning_position
        for word, count in Counter(chain.from_iterable(map(str.split, tracks))).items():
            stay = stay_of(word)
            if stay and NONE_YET <= stay.place < winning and stay.days >= 0:
                stage = order[stay.place] if stay.place >= 0 else None
                ages = found.setdefault((key, group, stage), Durations())
                ages.add(stay.days, ended=True, count=count)
    return found
