"""What lies beside the accounts of a book: the settings, methods and targets of all figures."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kam.domain.finding import Finding
from kam.domain.incentives import Call, Commission
from kam.domain.methods import Methods
from kam.domain.settings import Settings
from kam.domain.target import Target

if TYPE_CHECKING:
    from kam.domain.models import Models


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What was read beside the accounts; `findings` are those of these files alone."""

    settings: Settings
    methods: Methods
    models: "Models"
    targets: tuple[Target, ...] = ()
    commission: Commission = field(default_factory=Commission)
    calls: tuple[Call, ...] = ()
    findings: tuple[Finding, ...] = ()
