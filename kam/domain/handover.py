"""What a hand-over did: counts for the line that says so."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """How much changes hands, and how much does not.

    Attributes:
        accounts: Accounts of which the person was the key account manager.
        opportunities: Open opportunities, held ones too; their own, or by their account.
        shares: Shares in the credit of open opportunities.
        memberships: Places in the team of an account.
        tasks: Open next steps.
        plans: Other open things with an `owner:`, in plans, sheets and contacts.
        kept: Closed opportunities, which stay with the person.
    """

    accounts: int = 0
    opportunities: int = 0
    shares: int = 0
    memberships: int = 0
    tasks: int = 0
    plans: int = 0
    kept: int = 0

    def __add__(self, other: Self) -> "Transfer":
        names = [field.name for field in fields(self)]
        return Transfer(**{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class Merger:
    """How much went from one account to another.

    Attributes:
        opportunities: Opportunities.
        contacts: People whom the other did not have.
        persons: People whom both had.
        activities: Entries of the log.
        tasks: Next steps, done ones too.
        orders: Orders.
        twice: Entries that both had alike, and that are there once now.
        left: What the two had otherwise: the fact, what stays, whose was left behind, and what.
    """

    opportunities: int = 0
    contacts: int = 0
    persons: int = 0
    activities: int = 0
    tasks: int = 0
    orders: int = 0
    twice: int = 0
    left: tuple[tuple[str, object, str, object], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactMove:
    """That a person of a customer is with another account now.

    Attributes:
        start: The full id that the person has there, `account/contact`.
        end: The one at the new account.
        left: The day on which they left.
        known: Whether they were known at the new account already.
        back: Whether they had left the new account, and are there again.
        relying: Open opportunities that still name them, and people who still report to them.
    """

    start: str
    end: str
    left: date
    known: bool
    back: bool = False
    relying: tuple[str, ...] = ()
