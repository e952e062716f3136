"""What a forecast says of itself where its probabilities were learned from what ended."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kam.i18n import translate, translate_plural
from kam.render.line import Line
from kam.render.notes import next_step

if TYPE_CHECKING:
    from kam.domain.lessons import Count


def calibrated_title(learned: "Count | None") -> str:
    """The word for the title; empty where the probabilities are the playbook's."""
    return translate("calibrated") if learned is not None else ""


def calibrated_note(learned: "Count | None") -> Iterator[Line]:
    """The line below the table: from how many ended opportunities it was learned."""
    if learned is not None:
        words = translate_plural(
            "calibrated: probabilities learned from {count} ended opportunity; those that a person"
            " set stay",
            "calibrated: probabilities learned from {count} ended opportunities; those that a"
            " person set stay",
            learned.ended,
        )
        yield next_step(words.format(count=f"{learned.ended:,}"), "kam calibrate")
