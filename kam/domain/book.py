"""A book as it was read: settings, methods, accounts and what lies in their folders."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kam.domain.account import Account
from kam.domain.activity import Activity, Task
from kam.domain.contact import Contact
from kam.domain.finding import Finding
from kam.domain.incentives import Call, Commission
from kam.domain.methods import Methods
from kam.domain.opportunity import Opportunity
from kam.domain.order import Order
from kam.domain.settings import Settings
from kam.domain.target import Target
from kam.domain.trail import Trails

if TYPE_CHECKING:
    from kam.domain.account_plan import AccountPlan
    from kam.domain.models import Models
    from kam.domain.sheet import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """One account's folder.

    An account whose own file does not read stands here by its id alone, so that what else lies in
    the folder still counts; `readable` is then false. `unread` are the paths of files that did not
    read, whatever they would hold.
    """

    account: Account
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    opportunities: tuple[Opportunity, ...] = ()
    activities: tuple[Activity, ...] = ()
    tasks: tuple[Task, ...] = ()
    orders: tuple[Order, ...] = ()
    plan: "AccountPlan | None" = None
    sheets: "tuple[Sheet, ...]" = ()
    readable: bool = True
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Everything that could be read; what could not is among the findings, with `skips` set.

    `trails` are None where there is no history, or where nobody has asked for it.
    """

    settings: Settings
    methods: Methods
    models: "Models"
    folders: tuple[Folder, ...]
    targets: tuple[Target, ...] = ()
    commission: Commission = field(default_factory=Commission)
    calls: tuple[Call, ...] = ()
    findings: tuple[Finding, ...] = ()
    trails: Trails | None = None

    def opportunities(self) -> Iterator[tuple[Folder, Opportunity]]:
        """Every opportunity with the folder that it lies in, by account and id."""
        for folder in self.folders:
            for opportunity in folder.opportunities:
                yield folder, opportunity
