"""Reads the tables that kam prints, by the cells that their columns take."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

HEADING = re.compile(r"\S+(?: \S+)*")
RULE = re.compile(r" ─+")


@dataclass(frozen=True)
class Printed:
    """A table taken apart: `ends` is the cell before which each heading ends, by its words."""

    title: str
    ends: dict[str, int]
    sections: Sequence[Sequence[str]]
    totals: str
    notes: Sequence[str]

    def figure(self, line: str, heading: str) -> str:
        """The figure that stands right-aligned under a heading."""
        row, end = in_cells(line), self.ends[heading]
        assert row[end : end + 2].strip() == "", f"{heading!r} is not aligned in {line!r}"
        return row[:end].rsplit("  ", maxsplit=1)[-1].strip().replace("\0", "")

    def text(self, line: str, until: str) -> str:
        """What stands left of the column of a heading."""
        row = in_cells(line)[: self.ends[until] - len(in_cells(until))]
        return row.replace("\0", "").strip()


def read_table(printed: str) -> Printed:
    """Take a table apart that has a heading, two rules and a row of totals between them."""
    title, _, rest = printed.partition("\n\n")
    heading, first, *lines = rest.splitlines()
    assert RULE.fullmatch(first), first
    (last,) = (number for number, line in enumerate(lines) if RULE.fullmatch(line))
    assert lines[last] == first
    cells = in_cells(heading)
    return Printed(
        title=title,
        ends={found[0].replace("\0", ""): found.end() for found in HEADING.finditer(cells)},
        sections=_parted(lines[:last]),
        totals=lines[last + 1],
        notes=lines[last + 2 :],
    )


def width(text: str) -> int:
    """How many cells a terminal gives a text."""
    return sum(_width(character) for character in text)


def in_cells(text: str) -> str:
    """The text with one character a cell: a wide one is followed by a NUL, marks are left out."""
    return "".join((character + "\0")[: _width(character)] for character in text)


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _parted(lines: Sequence[str]) -> Sequence[Sequence[str]]:
    """The lines between empty ones."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if line:
            parts[-1].append(line)
        else:
            parts.append([])
    return parts
