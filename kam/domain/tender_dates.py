"""The dates of a tender: every one of every round, and whether it still matters (METHODS.md 3)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kam.domain.opportunity import Tender
from kam.domain.states import ClosedWord


class TenderStep(ClosedWord):
    """What a tender has a day for, in the order in which they come."""

    REGISTER_BY = "register_by"
    QUESTIONS_BY = "questions_by"
    BID_DUE = "bid_due"
    OPENS = "opens"
    BOND_DUE = "bond_due"


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderDay:
    """One day of a round.

    `matters` says whether something is still to be done about it: before the day what it asks
    for, after it what should have come of it.
    """

    round: int
    step: TenderStep
    day: date
    matters: bool


def tender_days(
    tenders: Iterable[Tender],
    bond_days: int,
    today: date,
    *,
    is_open: bool,
    ended: date | None = None,
) -> tuple[TenderDay, ...]:
    """Every day of every round, failed ones too, by day.

    Registering and asking matter until their day; handing in the bid until its price is stated,
    opening until the result is. A round that has a result or a later round beside it is over, and
    so is each of an opportunity that is not open. The bond matters until the
    day on which it came back; one that lies ahead is when it is expected.

    Args:
        tenders: The rounds of one opportunity.
        bond_days: Calendar days after a round by which its bond should be back, where the round
            itself does not say (`BuyingModel.bond_days`).
        today: The day on which it is judged.
        is_open: Whether the opportunity is neither won, lost nor abandoned.
        ended: The day on which it was; with it a round is over that has no day of its own.
    """
    rounds = tuple(tenders)
    current = round_in_progress(rounds) if is_open else None
    found = [
        day
        for tender in rounds
        for day in _days(tender, bond_days, today, ended, runs=tender is current)
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.round)))


def round_in_progress(tenders: Iterable[Tender]) -> Tender | None:
    """The last round where it has no result yet; None where every round is over."""
    last = last_round(tenders)
    return last if last and last.result is None else None


def last_round(tenders: Iterable[Tender]) -> Tender | None:
    """The round with the highest number; None where there is none."""
    return max(tenders, key=lambda one: one.round, default=None)


def _bond_day(
    tender: Tender, bond_days: int, today: date, ended: date | None, *, over: bool
) -> date | None:
    """The day by which the bond should be back; None where there is none or nothing says when."""
    if not tender.bond:
        return None
    if tender.bond_due:
        return tender.bond_due
    last = tender.opens or tender.bid_due or ended
    if last and over:
        return last + timedelta(days=bond_days)
    return None if _is_back(tender, today) else tender.bond_returned


def _is_back(tender: Tender, today: date) -> bool:
    return tender.bond_returned is not None and tender.bond_returned <= today


def _days(
    tender: Tender, bond_days: int, today: date, ended: date | None, *, runs: bool
) -> Iterator[TenderDay]:
    steps = (
        (TenderStep.REGISTER_BY, tender.register_by, runs and _ahead(tender.register_by, today)),
        (TenderStep.QUESTIONS_BY, tender.questions_by, runs and _ahead(tender.questions_by, today)),
        (TenderStep.BID_DUE, tender.bid_due, runs and tender.price is None),
        (TenderStep.OPENS, tender.opens, runs),
        (
            TenderStep.BOND_DUE,
            _bond_day(tender, bond_days, today, ended, over=not runs),
            not _is_back(tender, today),
        ),
    )
    for step, day, matters in steps:
        if day is not None:
            yield TenderDay(round=tender.round, step=step, day=day, matters=matters)


def _ahead(day: date | None, today: date) -> bool:
    return day is not None and day >= today
