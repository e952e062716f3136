"""How people count: the weights of roles and the strength of attitudes (METHODS.md 4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from kam.domain.fields import PLACED, Count, Percent, Word
from kam.domain.label import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleModel:
    """What the contact coverage is made of.

    `weights` of the roles, whole numbers; `strengths` of a person by attitude, in percent.
    """

    path: str = field(default="", metadata=PLACED)
    name: Label
    weights: Mapping[Annotated[str, Word("role")], Count]
    strengths: Mapping[Annotated[str, Word("attitude")], Percent]
