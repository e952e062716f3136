"""The closed words of an opportunity: what kind it is, where it stands, how it ended."""

from enum import StrEnum


class ClosedWord(StrEnum):
    """A closed list of words, each equal to its text and hashed as it is, and as fast."""

    __hash__ = str.__hash__


class Kind(ClosedWord):
    """What closes: a project once, a framework by its orders, a repeat again and again."""

    PROJECT = "project"
    FRAMEWORK = "framework"
    REPEAT = "repeat"


class Category(ClosedWord):
    """The forecast category; each opportunity is in one (METHODS.md 11)."""

    PIPELINE = "pipeline"
    BEST_CASE = "best_case"
    COMMIT = "commit"
    CLOSED = "closed"
    OMITTED = "omitted"


class OpenCategory(ClosedWord):
    """The categories that a person may put an open opportunity into."""

    PIPELINE = "pipeline"
    BEST_CASE = "best_case"
    COMMIT = "commit"
    OMITTED = "omitted"


class Result(ClosedWord):
    """How an opportunity ended."""

    WON = "won"
    LOST = "lost"
    ABANDONED = "abandoned"


class State(ClosedWord):
    """Whether an opportunity is still open, and how it ended where it is not."""

    OPEN = "open"
    HELD = "held"
    WON = "won"
    LOST = "lost"
    ABANDONED = "abandoned"
