"""How the fields of a file are written: the markers that the schema reads off the dataclasses.

The dataclasses of this package are the one definition of the format. A plain annotation says what
a value is; a marker in `Annotated` says how it is written where the type alone does not.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any

FORMAT = 1
"""The format that this kam writes; `format:` of kam.yaml (SPEC.md 1)."""


FIRST_YEAR, LAST_YEAR = 1900, 2199
"""The years that a date may lie in; anything else is a slip of the hand."""


class Form(Enum):
    """The written form of a scalar: a pattern over the whole text, and an example of it."""

    ID = (r"(?=.*[a-z])[a-z0-9][a-z0-9-]{0,63}", "mes-upgrade")
    PERSON = (r"(?=.*[a-z])[a-z0-9][a-z0-9.-]{0,63}", "li.wei")
    REFERENCE = (r"[a-z0-9][a-z0-9.-]{0,63}(/[a-z0-9][a-z0-9.-]{0,63})?", "acme/mes-upgrade")
    CURRENCY = (r"[A-Z]{3}", "CNY")
    AMOUNT = (r"-?[0-9]{1,15}(\.[0-9]{1,2})?", "12000")
    RATE = (r"[0-9]{1,9}(\.[0-9]{1,10})?", "7.12")
    PERCENT = (r"[0-9]{1,3}(\.[0-9]{1,2})?", "70")
    FACTOR = (r"[0-9]{1,3}(\.[0-9]{1,4})?", "1.5")
    DATE = (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "2026-11-20")
    PERIOD = (r"(19|2[01])[0-9]{2}(Q[1-4]|-(0[1-9]|1[0-2]))?", "2027Q1")
    WHOLE = (r"-?[0-9]{1,9}", "12")
    FLAG = (r"true|false", "true")
    TEXT = (r"(?s).*", "a text")

    @property
    def pattern(self) -> str:
        """The regular expression that the whole text matches."""
        return self.value[0]

    @property
    def example(self) -> str:
        """A text of this form, for a message."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The smallest and the largest value of a number, both allowed."""

    low: Decimal | int
    high: Decimal | int


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a vocabulary that is data (`playbooks/vocabulary.yaml`), such as an attitude."""

    vocabulary: str


@dataclass(frozen=True, slots=True)
class Keyed:
    """A list of mappings in which no two have the same values of these fields."""

    fields: tuple[str, ...]


PLACED = {"placed": True}
"""Metadata of a dataclass field that comes from the file's place, not from its text."""

Id = Annotated[str, Form.ID]
Person = Annotated[str, Form.PERSON]
Reference = Annotated[str, Form.REFERENCE]
Currency = Annotated[str, Form.CURRENCY]
Amount = Annotated[Decimal, Form.AMOUNT]
Rate = Annotated[Decimal, Form.RATE, Bounds(Decimal("0.0000000001"), Decimal(999_999_999))]
Tolerance = Annotated[Decimal, Form.PERCENT, Bounds(Decimal(100), Decimal(999))]
Percent = Annotated[Decimal, Form.PERCENT, Bounds(Decimal(0), Decimal(100))]
Factor = Annotated[Decimal, Form.FACTOR]
"""What something is multiplied by."""
OpenPercent = Annotated[Decimal, Form.PERCENT, Bounds(Decimal("0.01"), Decimal("99.99"))]
Day = Annotated[date, Form.DATE]
PeriodText = Annotated[str, Form.PERIOD]
Score = Annotated[int, Form.WHOLE, Bounds(0, 5)]
Interest = Annotated[int, Form.WHOLE, Bounds(1, 5)]
Rank = Annotated[int, Form.WHOLE, Bounds(1, 9999)]
Count = Annotated[int, Form.WHOLE, Bounds(0, 999_999_999)]
Days = Annotated[int, Form.WHOLE, Bounds(0, 36_500)]
"""A number of days that no date runs out of."""
BuyingStep = Annotated[int, Form.WHOLE, Bounds(1, 8)]
"""One of the eight buying steps (METHODS.md 1), into which every procedure folds."""
Year = Annotated[int, Form.WHOLE, Bounds(FIRST_YEAR, LAST_YEAR)]
DayOfMonth = Annotated[int, Form.WHOLE, Bounds(1, 31)]
Month = Annotated[int, Form.WHOLE, Bounds(1, 12)]
Free = Any
"""Anything at all: `custom:` and the parts of a file that have no schema yet."""
