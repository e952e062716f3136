"""How often the laws are tried."""

import os

BRIEF = "KAM_BRIEF" in os.environ
"""Whether on few examples: where they hold on another Python already."""


def many(count: int) -> int:
    """How often a law is tried that is to be tried so often."""
    return max(5, count // 4) if BRIEF else count
