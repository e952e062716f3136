"""What lies beside the accounts of a book: the settings, methods and targets of all figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kam.domain.finding import Finding
from kam.domain.incentives import Call, Commission
from kam.domain.playbook import Playbook, RelationshipModel, Vocabulary
from kam.domain.settings import Settings
from kam.domain.target import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Methods:
    """The playbooks and models that hold in a book: the built-in ones under its own."""

    playbooks: Mapping[str, Playbook]
    relationship: RelationshipModel
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What was read beside the accounts; `findings` are those of these files alone."""

    settings: Settings
    methods: Methods
    targets: tuple[Target, ...] = ()
    commission: Commission = field(default_factory=Commission)
    calls: tuple[Call, ...] = ()
    findings: tuple[Finding, ...] = ()
