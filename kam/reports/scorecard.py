"""The scorecard: what each of our people moved, month by month (METHODS.md 10).

Visit counts alone are no performance measure, so there are none: what counts is what came of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from kam.domain.account import Account
from kam.domain.book import Folder
from kam.domain.money import RATIO, ZERO
from kam.domain.periods import Period, months_before
from kam.domain.sales import buys_in, sales_are_read, sales_of
from kam.domain.settings import Settings, TaxBasis
from kam.domain.teams import team_of, teams_under
from kam.domain.touching import rhythm_kept, touch_days
from kam.reports.chosen import chosen_folders
from kam.reports.score import Score
from kam.reports.score_events import Measure, events_of
from kam.reports.score_ground import ScoreGround
from kam.reports.selection import EVERYTHING, Filter, in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """The result: a row a person and month in which the filter lets the person through.

    `people` are the same persons over all months, `together` everybody by month. `coverage_known`
    says whether git has the book of every day that a change of coverage is measured by.
    """

    as_of: date
    currency: str | None
    tax: TaxBasis | None
    chosen: Filter
    months: tuple[Period, ...]
    rows: tuple[Score, ...]
    people: tuple[Score, ...]
    together: tuple[Score, ...]
    totals: Score
    coverage_known: bool


class _Sum:
    """What one person's month adds up to."""

    __slots__ = ("accounts", "counts", "kept", "overlays")

    def __init__(self) -> None:
        self.counts: dict[Measure, Decimal] = {}
        self.overlays: dict[Measure, Decimal] = {}
        self.accounts = 0
        self.kept = 0


class _Cell(NamedTuple):
    """A person's month."""

    person: str
    month: Period


class _Sheet(NamedTuple):
    """All that was counted, and the accounts that are looked at."""

    ground: ScoreGround
    sums: Mapping[_Cell, _Sum]
    accounts: Mapping[str, Sequence[Account]]
    bought: Mapping[str, Mapping[date, tuple[bool, bool]]]


def build_scorecard(ground: ScoreGround, chosen: Filter = EVERYTHING) -> Scorecard:
    """Measure each person's months.

    Accounts are those of their owner of today, in every month; a person's team is that of the
    month's last day, and with a team's filter a month counts in which the person was in it.
    """
    rest, settings = chosen._replace(owner=None, team=None), ground.settings
    folders = chosen_folders(ground.folders, rest, settings, ground.today, unread=True)
    sheet = _count(folders, ground)
    known = {cell.person for cell in sheet.sums} | set(sheet.accounts)
    people = [one for one in in_order(known) if one is not None and chosen.owner in {None, one}]
    cells = [
        _Cell(person, month)
        for person in people
        for month in ground.months
        if _belongs(person, ground.end(month), chosen, ground.settings)
    ]
    rows = [_score(sheet, [cell], cell.person, cell.month) for cell in cells]
    whole = {
        person: _score(sheet, [cell for cell in cells if cell.person == person], person)
        for person in dict.fromkeys(cell.person for cell in cells)
    }
    shown = {person for person, score in whole.items() if score.says_anything}
    kept = [cell for cell in cells if cell.person in shown]
    return Scorecard(
        as_of=ground.today,
        currency=ground.settings.currency,
        tax=ground.settings.amounts.tax,
        chosen=chosen,
        months=tuple(ground.months),
        rows=tuple(row for row in rows if row.person in shown),
        people=tuple(score for person, score in whole.items() if person in shown),
        together=tuple(
            _score(sheet, [cell for cell in kept if cell.month == month], None, month)
            for month in ground.months
        ),
        totals=_score(sheet, kept, None),
        coverage_known=all(day in ground.coverages for day in days_of(ground)),
    )


def days_of(ground: ScoreGround) -> tuple[date, ...]:
    """The days of which the contact coverage is wanted: before the first month, at each end."""
    return (before(ground.months[0]), *(ground.end(month) for month in ground.months))


def before(month: Period) -> date:
    """The last day before a month; its first one where there is none."""
    return date.fromordinal(max(1, month.first_day.toordinal() - 1))


def _belongs(person: str, day: date, chosen: Filter, settings: Settings) -> bool:
    if chosen.team is None:
        return True
    return team_of(person or None, settings, day) in teams_under(chosen.team, settings)


def _count(folders: Iterable[Folder], ground: ScoreGround) -> _Sheet:
    months = {month.first_month: month for month in ground.months}
    sums: defaultdict[_Cell, _Sum] = defaultdict(_Sum)
    accounts: defaultdict[str, list[Account]] = defaultdict(list)
    bought: dict[str, Mapping[date, tuple[bool, bool]]] = {}
    touched = touch_days(ground.folders, ground.models.rhythm, ground.today)
    for folder in folders:
        owner = folder.account.owner or ""
        if folder.readable:
            accounts[owner].append(folder.account)
        for event in events_of(folder, ground):
            month = months.get(Period.of(event.day, ground.months[0].grain).first_month)
            if month is None:
                continue
            cell = sums[_Cell(event.person, month)]
            for sink in (cell.counts, *((cell.overlays,) if event.overlay else ())):
                sink[event.measure] = sink.get(event.measure, ZERO) + event.value
        for month in ground.months:
            kept = _kept(folder, touched.get(folder.account.id, ()), month, ground)
            if kept is not None:
                sums[_Cell(owner, month)].accounts += 1
                sums[_Cell(owner, month)].kept += kept
        if folder.readable and sales_are_read(folder.account.id, ground.unread.paths):
            bought[folder.account.id] = _bought(folder, ground)
    return _Sheet(ground, dict(sums), dict(accounts), bought)


def _kept(
    folder: Folder, touched: Sequence[date], month: Period, ground: ScoreGround
) -> bool | None:
    """Whether the rhythm of an account's tier was kept in a month; None where nothing says."""
    account, model = folder.account, ground.models.rhythm
    limit = model.touch.get(account.tier) if account.tier else None
    if limit is None or not ground.unread.reads_log(account.id):
        return None
    last = ground.end(month)
    kept = rhythm_kept(touched, limit, month.first_day, last, ground.settings.calendar)
    if kept is None and (last == ground.today or _known_by(folder, last)):
        return False
    return kept


def _known_by(folder: Folder, day: date) -> bool:
    """Whether anything of an account is dated up to a day: then it was there to be touched."""
    days = [
        *(order.date for order in folder.orders),
        *(entry.date for entry in folder.activities),
        *(entry.date for one in folder.opportunities for entry in one.history),
    ]
    return any(one <= day for one in days)


def _bought(folder: Folder, ground: ScoreGround) -> Mapping[date, tuple[bool, bool]]:
    """Whether an account bought in the year before and in the year up to each month's end."""
    months = ground.models.worth.months
    sales = tuple(sales_of(folder, ground.deals_of(folder), ground.settings))
    ends = {ground.end(month) for month in ground.months}
    return {
        end: (buys_in(sales, months, months_before(end, months)), buys_in(sales, months, end))
        for end in ends
    }


def _score(
    sheet: _Sheet, cells: Sequence[_Cell], person: str | None, month: Period | None = None
) -> Score:
    """What some cells come to together; the last of their months is that of the customers."""
    ground = sheet.ground
    months = sorted({cell.month for cell in cells})
    sums = [sheet.sums[cell] for cell in cells if cell in sheet.sums]
    last = month or (months[-1] if months else ground.months[-1])
    end = ground.end(last)
    owners = {cell.person for cell in cells if cell.month == last}
    own = [account for owner in owners for account in sheet.accounts.get(owner, ())]
    bought = [sheet.bought[one.id][end] for one in own if one.id in sheet.bought]
    overlay = _amount(sums, Measure.BOOKINGS, overlays=True)
    several = person is None
    margins = any(Measure.MARGIN in one.counts for one in sums)
    margin = _amount(sums, Measure.MARGIN) if margins else None
    if margin is not None and several:
        margin -= _amount(sums, Measure.MARGIN, overlays=True)
    return Score(
        person=person,
        team=team_of(person or None, ground.settings, end),
        month=str(month) if month else None,
        prospects=int(_amount(sums, Measure.PROSPECTS)),
        milestones=int(_amount(sums, Measure.MILESTONES)),
        ended=int(_amount(sums, Measure.ENDED)),
        touch_accounts=sum(one.accounts for one in sums),
        touch_kept=sum(one.kept for one in sums),
        coverage_gained=_gained(own, months[0] if months else last, last, ground),
        bookings=_amount(sums, Measure.BOOKINGS) - (overlay if several else ZERO),
        overlay=ZERO if several else overlay,
        margin=margin,
        customers=sum(then for then, _ in bought),
        retained=sum(then and here for then, here in bought),
    )


def _amount(sums: Iterable[_Sum], measure: Measure, *, overlays: bool = False) -> Decimal:
    found = (one.overlays if overlays else one.counts for one in sums)
    return sum((one.get(measure, ZERO) for one in found), ZERO)


def _gained(
    accounts: Iterable[Account], first: Period, last: Period, ground: ScoreGround
) -> Decimal | None:
    """The change of the mean coverage from before one month to the end of another.

    Of the accounts that have one at either end; none stated is nothing covered.
    """
    then = ground.coverages.get(before(first))
    now = ground.coverages.get(ground.end(last))
    if then is None or now is None:
        return None
    dark = then.unread | now.unread
    ends = [
        (then.shares.get(one.id), now.shares.get(one.id)) for one in accounts if one.id not in dark
    ]
    known = [pair for pair in ends if pair != (None, None)]
    if not known:
        return None
    gained = sum(((after or ZERO) - (earlier or ZERO) for earlier, after in known), ZERO)
    return (gained / len(known)).quantize(RATIO, rounding=ROUND_HALF_UP)
