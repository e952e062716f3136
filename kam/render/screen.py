"""What is printed on: the width of a line and whether colour is wanted."""

from typing import NamedTuple


class Screen(NamedTuple):
    """The surface that a table is laid out for.

    Attributes:
        width: Cells in a line; None where nothing limits it (a pipe without COLUMNS), so that
            nothing is cut or dropped.
        colour: Whether tones become colours; false for a pipe, for NO_COLOR and `--no-color`.
    """

    width: int | None = None
    colour: bool = False


PIPE = Screen()
"""A pipe: natural width, no colour."""
