"""A conversation sheet: sheets/*.yaml: what was asked, offered and objected to (METHODS.md 8).

A sheet belongs to one opportunity, or to the account where it names none. Every list has a key, so
that two people who write into one sheet merge cleanly.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from kam.domain.fields import PLACED, Day, Free, Id, Keyed, Person, Reference, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question for the customer; open until it has an answer."""

    ask: str
    answer: str | None = None
    by: Reference | None = None
    date: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """An implied need, and what it became once the customer said that they want it."""

    implied: str
    explicit: str | None = None
    by: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fabe:
    """Feature, advantage, benefit, evidence; `for_` is the person whose benefit it is."""

    feature: str
    advantage: str | None = None
    benefit: str | None = None
    evidence: str | None = None
    for_: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corridor:
    """What we say first of a term, what we want and what we never go beyond."""

    opening: str | None = None
    target: str | None = None
    floor: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NegotiationPlan:
    """One of several packages of terms, and when it is played."""

    name: str
    when: str | None = None
    terms: Mapping[Annotated[str, Word("negotiation-term")], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Negotiation:
    """The negotiation sheet: a corridor for each term, and the plans."""

    terms: Mapping[Annotated[str, Word("negotiation-term")], Corridor] = field(default_factory=dict)
    plans: Annotated[tuple[NegotiationPlan, ...], Keyed(("name",))] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What somebody has against it, and what we answer."""

    objection: str
    by: Reference | None = None
    date: Day | None = None
    answer: str | None = None
    status: Annotated[str, Word("objection-status")] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerReview:
    """How the seller judges the own standing: the level reached and the roles played."""

    date: Day
    by: Person | None = None
    level: Annotated[str, Word("review-level")] | None = None
    roles: tuple[Annotated[str, Word("review-role")], ...] = ()
    note: str | None = None
    next: str | None = None


Questions = Annotated[tuple[Asked, ...], Keyed(("ask",))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One file of sheets/."""

    id: str = field(default="", metadata=PLACED)
    account: str = field(default="", metadata=PLACED)
    path: str = field(default="", metadata=PLACED)
    opportunity: Id | None = None
    spin: Mapping[Annotated[str, Word("spin")], Questions] = field(default_factory=dict)
    needs: Annotated[tuple[Need, ...], Keyed(("implied",))] = ()
    questions: Mapping[Annotated[str, Word("question-word")], str] = field(default_factory=dict)
    fabe: Annotated[tuple[Fabe, ...], Keyed(("feature",))] = ()
    negotiation: Negotiation = field(default_factory=Negotiation)
    objections: Annotated[tuple[Objection, ...], Keyed(("objection",))] = ()
    review: Annotated[tuple[SellerReview, ...], Keyed(("date", "by"))] = ()
    custom: Mapping[str, Free] = field(default_factory=dict)
