"""A line of output: pieces of text, each with a tone; how wide it is and how it is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from itertools import groupby

from rich.cells import cell_len

from kam.render.sanitise import clean
from kam.render.screen import Screen


class Tone(Enum):
    """What a text means; a colour shows it again and never alone.

    The value is the terminal's code (SGR). The colours lie halfway between black and white, so
    that they can be read on both; a test measures their contrast.
    """

    PLAIN = ""
    STRONG = "1"
    FAINT = "2"
    WON = "38;5;28"
    COMMIT = "38;5;27"
    RISK = "38;5;160"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line; its text is sanitised as it comes in. `cells` is its width."""

    text: str
    tone: Tone = Tone.PLAIN
    cells: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        text, cells = self.text, len(self.text)
        if not (text.isascii() and text.isprintable()):
            text = clean(text)
            cells = cell_len(text)
            object.__setattr__(self, "text", text)
        object.__setattr__(self, "cells", cells)


Line = tuple[Span, ...]


def line(text: str, tone: Tone = Tone.PLAIN) -> Line:
    """A line of one tone."""
    return (Span(text, tone),)


def width_of(pieces: Line) -> int:
    """The cells that a line takes; a Chinese character takes two."""
    return sum([span.cells for span in pieces])


def pad(pieces: Line, width: int, *, right: bool = False) -> Line:
    """The line with spaces up to `width`, behind it or, for figures, before it."""
    missing = width - width_of(pieces)
    if missing <= 0:
        return pieces
    space = Span(" " * missing)
    return (space, *pieces) if right else (*pieces, space)


def toned(pieces: Line, tone: Tone) -> Line:
    """The line in `tone` wherever it has none of its own."""
    if tone is Tone.PLAIN:
        return pieces
    return tuple(Span(span.text, tone) if span.tone is Tone.PLAIN else span for span in pieces)


def write(lines: Iterable[Line], screen: Screen) -> str:
    """The text of the lines, each ended by a line feed, without trailing spaces."""
    return "".join(_written(pieces, colour=screen.colour) + "\n" for pieces in lines)


def _written(pieces: Line, *, colour: bool) -> str:
    plain = "".join(span.text for span in pieces).rstrip()
    if not colour:
        return plain
    written, left = "", len(plain)
    for tone, run in groupby(pieces, key=lambda span: span.tone):
        text = "".join(span.text for span in run)[:left]
        left -= len(text)
        written += _coloured(text, tone)
    return written


def _coloured(text: str, tone: Tone) -> str:
    if tone is Tone.PLAIN or not text.strip():
        return text
    return f"\x1b[{tone.value}m{text}\x1b[0m"
