"""A playbook's policy: who comes first at one project, and what may be promised (METHODS.md 9)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from kam.domain.fields import Count, Id, Percent, Word
from kam.domain.label import Label
from kam.domain.states import ClosedWord


class Ground(ClosedWord):
    """What two claims to one project are compared by."""

    WISH = "wish"
    EFFORT = "effort"
    TIME = "time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedence:
    """One test of whose claim comes first, and what people call it."""

    by: Ground
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What deals of a playbook have to keep to.

    Attributes:
        claimants: Roles of parties that claim a project for themselves.
        priority: The tests of whose claim comes first, in their order.
        floor: The lowest price without an approval, in percent of the list price.
        any_quantity: Kinds of owners that get the volume discount for any quantity.
        min_units: Units from which on all others get it; types add up.
        single_sale: Units of one sale after which there is no minimum.
        sale_months: How long after such a sale there is none.
        negotiated_from: Units from which on a price is negotiated, whatever the floor.
        penalty_factor: What false papers cost, in times the unjust gain.
        territories: Who has which area: names of parties, or people of ours.
    """

    claimants: tuple[Annotated[str, Word("party-role")], ...] = ()
    priority: tuple[Precedence, ...] = ()
    floor: Percent | None = None
    any_quantity: tuple[Annotated[str, Word("ownership")], ...] = ()
    min_units: Count | None = None
    single_sale: Count | None = None
    sale_months: Count | None = None
    negotiated_from: Count | None = None
    penalty_factor: Count | None = None
    territories: Mapping[Id, tuple[str, ...]] = field(default_factory=dict)
