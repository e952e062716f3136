"""People of a customer: contacts.yaml (METHODS.md 4)."""

from dataclasses import dataclass, field
from typing import Annotated

from kam.domain.fields import PLACED, Day, Free, Interest, Person, Reference, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoInterests:
    """How much the company and the person gain from us, each 1 to 5."""

    company: Interest | None = None
    personal: Interest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPlan:
    """What is to become of the relationship with one person: to which attitude, how, by when."""

    aim: Annotated[str, Word("attitude")] | None = None
    what: str | None = None
    due: Day | None = None
    owner: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One person of the customer."""

    id: str = field(default="", metadata=PLACED)
    path: str = field(default="", metadata=PLACED)
    name: str
    title: str | None = None
    department: Annotated[str, Word("department")] | None = None
    level: Annotated[str, Word("level")] | None = None
    roles: tuple[Annotated[str, Word("role")], ...] = ()
    attitude: Annotated[str, Word("attitude")] | None = None
    contact: Annotated[str, Word("contact-depth")] | None = None
    interest: TwoInterests = field(default_factory=TwoInterests)
    need: Annotated[str, Word("need")] | None = None
    plan: PersonPlan = field(default_factory=PersonPlan)
    reports_to: Person | None = None
    veto: bool = False
    outside: bool = False
    left: Day | None = None
    moved_to: Reference | None = None
    email: str | None = None
    phone: str | None = None
    custom: dict[str, Free] = field(default_factory=dict)
