"""What a forecast says of itself where its probabilities were learned from what ended."""

from kam.domain.lessons import Count
from kam.i18n import translate_plural
from kam.render.line import Line
from kam.render.notes import next_step


def calibrated_note(learned: Count) -> Line:
    """The line below the table: from how many ended opportunities it was learned."""
    words = translate_plural(
        "calibrated: probabilities learned from {count} ended opportunity; those that a person"
        " set stay",
        "calibrated: probabilities learned from {count} ended opportunities; those that a"
        " person set stay",
        learned.ended,
    )
    return next_step(words.format(count=f"{learned.ended:,}"), "kam calibrate")
