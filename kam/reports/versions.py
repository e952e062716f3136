"""Versions of a file as history has them: plain facts, whoever read them."""

from datetime import date
from typing import Generic, NamedTuple, TypeVar

from kam.domain.account import Account
from kam.domain.opportunity import Opportunity

File = TypeVar("File", Opportunity, Account)


class Origin(NamedTuple):
    """Who brought a version, and when.

    Attributes:
        day: The day of the commit; of one that is not committed yet the day of today.
        who: The id of a person of the book, else the author's name; None where nobody says.
        commit: The id of the commit; None where it is not committed yet.
        begins: Whether the history that is here begins with it: what was before is not known.
    """

    day: date
    who: str | None = None
    commit: str | None = None
    begins: bool = False


class Version(NamedTuple, Generic[File]):
    """A file as something left it.

    Attributes:
        name: The account, or `account/opportunity`, that it is the file of.
        origin: Where it comes from; None for a file of which there is no history.
        file: What it says; None where it does not read, or is not there.
        there: Whether it is there.
        successor: The name under which another account has it from then on; None otherwise.
    """

    name: str
    origin: Origin | None
    file: File | None
    there: bool = True
    successor: str | None = None
