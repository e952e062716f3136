"""Lessons: what ended deals teach about the probability of each stage (METHODS.md 11)."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from kam.domain.calibration import Judged, learned_probability
from kam.domain.cases import Case
from kam.domain.money import to_cents
from kam.domain.playbook import Playbook

Place = tuple[str, str]
"""The key of a playbook and of one of its open stages."""


_LEAST, _MOST = Decimal("0.01"), Decimal("99.99")


def open_probability(probability: Decimal) -> Decimal:
    """A probability of what is open, to 0.01 %: neither impossible nor certain (METHODS.md 9)."""
    return min(_MOST, max(_LEAST, to_cents(probability)))


class Count(NamedTuple):
    """How many ended deals stood at a stage, and how many of them were won."""

    ended: int = 0
    won: int = 0


NOTHING = Count()


class Lessons:
    """The probabilities of all open stages, learned from ended deals.

    Args:
        counts: What ended, by stage.
        priors: What each stage's probability is drawn to, in percent: the playbook's, or for a part
            of the deals what all of them teach.
        weight: As how many ended deals that counts.

    Attributes:
        total: All that was learned from.
    """

    def __init__(
        self,
        counts: Mapping[Place, Count],
        priors: Mapping[Place, Decimal],
        weight: int,
        total: Count,
    ) -> None:
        self._counts = counts
        self._priors = priors
        self.weight = weight
        self.total = total

    def count(self, place: Place) -> Count:
        """What ended after it stood at a stage."""
        return self._counts.get(place, NOTHING)

    def prior(self, place: Place) -> Decimal | None:
        """What the probability of a stage is drawn to; None where the playbook says none."""
        return self._priors.get(place)

    def probability(self, place: Place) -> Decimal | None:
        """The learned one in percent, not rounded."""
        prior, count = self.prior(place), self.count(place)
        if prior is None:
            return None
        return learned_probability(count.won, count.ended, prior, self.weight)

    def learned(self) -> dict[Place, Decimal]:
        """The learned ones of all stages."""
        return {
            place: learned
            for place in self._priors
            if (learned := self.probability(place)) is not None
        }

    def judged(self) -> Iterator[Judged]:
        """The priors, each as what was said of all that ended after it stood at the stage."""
        for place, prior in self._priors.items():
            count = self.count(place)
            yield Judged(prior, count.ended, count.won)


def learn(
    cases: Iterable[Case],
    playbooks: Mapping[str, Playbook],
    weight: int,
    priors: Mapping[Place, Decimal] | None = None,
) -> Lessons:
    """What these cases teach; `priors` are those of the playbooks where none are given."""
    found: dict[tuple[str, int], list[int]] = {}
    ended = won = 0
    for case in cases:
        ended += 1
        won += case.won
        for place in case.stood:
            count = found.setdefault((case.deal.playbook, place), [0, 0])
            count[0] += 1
            count[1] += case.won
    counts = {
        (key, playbooks[key].order[place]): Count(*count) for (key, place), count in found.items()
    }
    return Lessons(
        counts,
        playbook_priors(playbooks) if priors is None else priors,
        weight,
        Count(ended, won),
    )


def playbook_priors(playbooks: Mapping[str, Playbook]) -> dict[Place, Decimal]:
    """What the playbooks say of their open stages, in percent."""
    return {
        (key, stage.key): stage.probability
        for key, playbook in playbooks.items()
        for stage in playbook.open_stages
        if stage.probability is not None
    }
