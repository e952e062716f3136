"""The methods that hold in a book, together."""

from collections.abc import Mapping
from dataclasses import dataclass

from kam.domain.playbook import Playbook, RelationshipModel, Vocabulary

MODELS = (
    "people",
    "buying",
    "sheets",
    "accounts",
    "rhythm",
    "reviews",
    "worth",
    "service",
    "receivables",
    "accuracy",
    "velocity",
    "calibration",
)
"""The fields of `domain.models.Models`, whose classes few commands need: such files of `playbooks/`
are no playbooks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Methods:
    """The playbooks and models that hold in a book: the built-in ones under its own."""

    playbooks: Mapping[str, Playbook]
    relationship: RelationshipModel
    vocabulary: Vocabulary
