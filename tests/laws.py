"""How often the laws are tried."""

import os
from collections.abc import Sequence
from typing import TypeVar

Case = TypeVar("Case")

BRIEF = "KAM_BRIEF" in os.environ
"""Whether on few examples: where they hold in another run or on another Python already."""


def many(count: int) -> int:
    """How often a law is tried that is to be tried so often."""
    return max(5, count // 4) if BRIEF else count


def few(cases: Sequence[Case], count: int) -> Sequence[Case]:
    """All cases, or in brief the first ones."""
    return cases[:count] if BRIEF else cases
