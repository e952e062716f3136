"""How accounts are judged: is it a key account, worth investing, of which tier (METHODS.md 5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from kam.domain.fields import PLACED, Amount, Count, Id, Percent, Word
from kam.domain.label import Label
from kam.domain.states import ClosedWord


class Fact(ClosedWord):
    """A fact of an account that a question can ask for.

    `budget` is the spend of the latest year; `sales_share` and `margin` are measured from orders,
    in percent.
    """

    PRODUCT_FIT = "product_fit"
    WAY_OF_SELLING_FIT = "way_of_selling_fit"
    SIZE_MATCH = "size_match"
    INDUSTRY_KNOWLEDGE = "industry_knowledge"
    TAILORED_TECHNICAL = "tailored_technical"
    TAILORED_MANAGERIAL = "tailored_managerial"
    TAILORED_PROCESS = "tailored_process"
    TAILORED_FINANCIAL = "tailored_financial"
    REFERENCES = "references"
    FORWARD_LOOKING = "forward_looking"
    GOOD_CREDIT = "good_credit"
    DECISION_LEVELS = "decision_levels"
    OPENNESS = "openness"
    EMPLOYEES = "employees"
    REVENUE = "revenue"
    ORGANISATION = "organisation"
    PATTERN = "pattern"
    INDUSTRY = "industry"
    BUDGET = "budget"
    SALES_SHARE = "sales_share"
    MARGIN = "margin"


MONEY = frozenset({Fact.REVENUE, Fact.BUDGET})
"""The facts that are amounts in the book's currency."""
YES_OR_NO = frozenset(Fact) - {
    Fact.DECISION_LEVELS,
    Fact.OPENNESS,
    Fact.EMPLOYEES,
    Fact.REVENUE,
    Fact.ORGANISATION,
    Fact.PATTERN,
    Fact.INDUSTRY,
    Fact.BUDGET,
    Fact.SALES_SHARE,
    Fact.MARGIN,
}
"""The facts that are answers by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question about an account.

    A yes-or-no fact is the answer. Any other answers yes where it is one of `one_of`, else where it
    is not below `at_least` or above `at_most`; with none of the three set it is not asked yet.
    `yes` and `no` are what an answer means; a no to a question with `must` decides alone.
    """

    fact: Fact
    label: Label
    yes: Label = field(default_factory=Label)
    no: Label = field(default_factory=Label)
    must: bool = False
    one_of: tuple[str, ...] = ()
    at_least: Amount | None = None
    at_most: Amount | None = None

    @property
    def is_asked(self) -> bool:
        """Whether it is known what a yes would be."""
        limited = self.at_least is not None or self.at_most is not None
        return self.fact in YES_OR_NO or bool(self.one_of) or limited


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Questions of one subject."""

    label: Label
    questions: Mapping[Id, Question]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A question that its parts decide: yes from `passes` percent of the answers on."""

    label: Label
    passes: Percent
    parts: Mapping[Id, Part]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfitClass:
    """A class of the ABC analysis; it begins before this cumulative share of profit is reached."""

    to: Percent


@dataclass(frozen=True, slots=True, kw_only=True)
class TierLimits:
    """What a tier asks for: a share of the profit and a number of screens answered yes.

    `growing_share` is enough where sales grew by `growth` percent over the year before.
    """

    share: Percent
    screens: Count = 0
    growing_share: Percent | None = None
    growth: Count | None = None
    single_interface: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueCell:
    """A cell of the value matrix: volume x repetition."""

    label: Label
    volume: Annotated[str, Word("purchasing-volume")]
    pattern: Annotated[str, Word("purchasing-pattern")]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsModel:
    """How accounts are judged.

    Profit is counted over the last `months`; a tier is reviewed every `review_months`. `screens` is
    the key of the part whose yes answers count for a tier.
    """

    path: str = field(default="", metadata=PLACED)
    name: Label
    verdicts: Mapping[Id, Verdict]
    screens: Id
    months: Count
    classes: Mapping[str, ProfitClass]
    tiers: Mapping[Annotated[str, Word("tier")], TierLimits]
    review_months: Count
    matrix: Mapping[Id, ValueCell]
