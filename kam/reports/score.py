"""One line of a scorecard: the measures of a person and month, or of several (METHODS.md 10)."""

from dataclasses import dataclass
from decimal import Decimal

from kam.domain.money import ratio_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One person's, or several people's, month or months.

    Attributes:
        person: None for several together, "" for what nobody owns.
        team: The person's on the last day; None also for several.
        month: None for all months together.
        prospects: Accounts that became qualified prospects.
        milestones: Milestones that were reached for the first time.
        ended: Opportunities that were lost or given up after they had reached a milestone.
        touch_accounts: Own accounts with a rhythm, each month one.
        touch_kept: Of them those whose rhythm was kept all month.
        coverage_gained: By how much the mean contact coverage of the own accounts changed, a ratio;
            None where that is not known.
        bookings: What was closed, by splits; of several people without the overlays.
        overlay: What of one person's bookings is credited on top of the 100 %.
        margin: The same of the margins that orders state; None where none does.
        customers: Own accounts that bought in the year before the year up to the last day.
        retained: Of them those that bought in that year too.
    """

    person: str | None
    team: str | None
    month: str | None
    prospects: int
    milestones: int
    ended: int
    touch_accounts: int
    touch_kept: int
    coverage_gained: Decimal | None
    bookings: Decimal
    overlay: Decimal
    margin: Decimal | None
    customers: int
    retained: int

    @property
    def conversion(self) -> Decimal | None:
        """Milestones gained / (milestones gained + ended)."""
        return ratio_of(Decimal(self.milestones), Decimal(self.milestones + self.ended))

    @property
    def touch_rhythm(self) -> Decimal | None:
        """Accounts whose rhythm was kept / accounts with one."""
        return ratio_of(Decimal(self.touch_kept), Decimal(self.touch_accounts))

    @property
    def retention(self) -> Decimal | None:
        """Customers that bought again / customers of the year before."""
        return ratio_of(Decimal(self.retained), Decimal(self.customers))

    @property
    def says_anything(self) -> bool:
        """Whether there is anything to measure."""
        return bool(
            self.prospects
            or self.milestones
            or self.ended
            or self.touch_accounts
            or self.coverage_gained
            or self.bookings
            or self.margin
            or self.customers
        )
