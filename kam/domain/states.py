"""The closed words of an opportunity: what kind it is, where it stands, how it ended."""

from enum import StrEnum


class Kind(StrEnum):
    """What closes: a project once, a framework by its orders, a repeat again and again."""

    PROJECT = "project"
    FRAMEWORK = "framework"
    REPEAT = "repeat"


class Category(StrEnum):
    """The forecast category; each opportunity is in one (METHODS.md 11)."""

    PIPELINE = "pipeline"
    BEST_CASE = "best_case"
    COMMIT = "commit"
    CLOSED = "closed"
    OMITTED = "omitted"


class OpenCategory(StrEnum):
    """The categories that a person may put an open opportunity into."""

    PIPELINE = "pipeline"
    BEST_CASE = "best_case"
    COMMIT = "commit"
    OMITTED = "omitted"


class Result(StrEnum):
    """How an opportunity ended."""

    WON = "won"
    LOST = "lost"
    ABANDONED = "abandoned"


class State(StrEnum):
    """Whether an opportunity is still open, and how it ended where it is not."""

    OPEN = "open"
    HELD = "held"
    WON = "won"
    LOST = "lost"
    ABANDONED = "abandoned"
