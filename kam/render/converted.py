"""What is said of a report whose amounts are shown in another currency than the book's."""

from kam.domain.shown import Display
from kam.i18n import translate
from kam.render.figures import trimmed
from kam.render.json import Parts
from kam.render.layout import note_lines
from kam.render.line import line, write
from kam.render.screen import Screen


def converted_text(display: Display, screen: Screen) -> str:
    """The rate, and of which day it is: one line under the report."""
    words = translate("converted from {home}: 1 {currency} = {rate} {home} on {day}").format(
        home=display.home,
        currency=display.currency,
        rate=trimmed(display.rate),
        day=display.day,
    )
    return write(note_lines([line(words)], screen), screen)


def converted_json(display: Display) -> Parts:
    """The currency of the book, what one unit of the shown one is worth in it, and on which day."""
    return {
        "converted": {"from": display.home, "rate": display.rate, "day": display.day},
    }
