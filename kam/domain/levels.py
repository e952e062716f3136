"""Which scale of levels an account uses (METHODS.md 4)."""

from collections.abc import Iterable

from kam.domain.people_model import LevelScale, PeopleModel


def scale_key(levels: Iterable[str | None], ownership: str | None, model: PeopleModel) -> str:
    """The scale that has most of the levels in use.

    Of equal ones, that of the account's ownership, else the model's first.
    """
    used = tuple(levels)

    def fitness(key: str) -> tuple[int, bool]:
        scale = model.scales[key]
        return sum(level in scale.levels for level in used), ownership in scale.ownership

    return max(model.scales, key=fitness)


def top_level(scale: LevelScale) -> str | None:
    """The highest level of a scale: that of decision; None of a scale without levels."""
    return next(iter(scale.levels), None)
