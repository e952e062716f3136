"""Commission: what each person earned in a window, what of it falls due, what is taken back.

Amounts are in the book's currency, in cents; a statement is the sum of its audit lines
(METHODS.md 10).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.book import Folder
from kam.domain.deal import Deal, by_account
from kam.domain.deals import topmost_parents
from kam.domain.incentive_plans import plan_on
from kam.domain.money import ZERO
from kam.domain.settings import Settings, TaxBasis
from kam.domain.teams import team_of
from kam.reports.commission_basis import Trade, takings_of
from kam.reports.commission_earning import Earning
from kam.reports.commission_events import Source
from kam.reports.commission_extras import bonuses_of
from kam.reports.commission_gaps import Accepts, Chosen, Gaps, gaps_of
from kam.reports.commission_lines import Entry, Line
from kam.reports.commission_scheme import Scheme
from kam.reports.commission_settling import settle
from kam.reports.commission_window import Window
from kam.reports.selection import EVERYTHING, Facts, Filter, acceptor


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionGround:
    """The parts of a book that commissions are reckoned from.

    Attributes:
        folders: All of them, with their orders and opportunities.
        deals: The rows of the opportunities.
        scheme: Who is paid what.
        unread: The paths of files that were not read.
        today: The day of the report.
    """

    folders: Sequence[Folder]
    deals: Sequence[Deal]
    scheme: Scheme
    unread: frozenset[str]
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionRow:
    """One person's statement in figures; "" is all of them.

    Attributes:
        period: What the window is called.
        plan: The plan that the person is on at its end.
        basis: What they are credited with and paid by.
        commission: What was earned, bonuses and pools with it.
        paid: What falls due, whenever it was earned.
        deferred: What is earned, in the window or before, and not due by its end.
        clawback: What refunds take back.
    """

    person: str
    period: str
    plan: str | None
    basis: Decimal
    commission: Decimal
    paid: Decimal
    deferred: Decimal
    clawback: Decimal

    @property
    def payout(self) -> Decimal:
        """What is paid out: what falls due less what is taken back."""
        return self.paid - self.clawback


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionReport:
    """The result.

    Attributes:
        rows: A person each, by id.
        total: Their sums.
        audit: Every line that they add up, by person, kind and day.
        gaps: What no figure holds.
        planned: Whether there is any plan, or pool.
    """

    as_of: date
    window: Window
    currency: str | None
    tax: TaxBasis | None
    rows: tuple[CommissionRow, ...]
    total: CommissionRow
    audit: tuple[Line, ...]
    gaps: Gaps
    planned: bool


def build_commission(
    ground: CommissionGround, window: Window, chosen: Filter = EVERYTHING
) -> CommissionReport:
    """Reckon everything from the first deal on, and take what concerns the window.

    The filters choose lines, not deals: tiers run over all that a person is credited with. Owner
    and team are those of who is paid, account and the rest those of the deal.
    """
    scheme = ground.scheme
    settings = scheme.settings
    takings = takings_of(_trades(ground), scheme, ground.today, ground.unread)
    earning = Earning(scheme)
    earned = [*earning.earn(takings.events), *bonuses_of(takings.sources, scheme)]
    every = [*earned, *settle(earned, takings.events, takings.refunds)]
    accepts = _acceptor(chosen, settings)
    audit = tuple(
        sorted(
            (one for one in _in_window(every, window) if accepts(one.person, one.day, one.source)),
            key=_place,
        )
    )
    gaps = gaps_of(takings, earning, Chosen(scheme, window, accepts), ground.unread)
    people = {line.person for line in audit} | {one.person for one in gaps.apart}
    people |= {one for one in scheme.commission.people if accepts(one, window.last, None)}
    return CommissionReport(
        as_of=ground.today,
        window=window,
        currency=settings.currency,
        tax=settings.amounts.tax,
        rows=tuple(_row(one, window, scheme, audit) for one in sorted(people)),
        total=_sum("", window, None, audit),
        audit=audit,
        gaps=gaps,
        planned=bool(scheme.bases),
    )


def _trades(ground: CommissionGround) -> Iterator[Trade]:
    groups = topmost_parents(folder.account for folder in ground.folders)
    deals = by_account(ground.deals)
    for folder in ground.folders:
        account = folder.account.id
        yield Trade(folder, groups[account], {deal.id: deal for deal in deals.get(account, ())})


def _acceptor(chosen: Filter, settings: Settings) -> Accepts:
    of_person = acceptor(Filter(owner=chosen.owner, team=chosen.team), settings)
    of_sale = acceptor(chosen, settings)

    def accepts(person: str | None, day: date, source: Source | None) -> bool:
        team = team_of(person, settings, day)
        if source is None:
            whole = chosen._replace(owner=None, team=None) == EVERYTHING
            return whole and of_person(Facts(person, team, "", "", None, None))
        account = source.account
        return of_sale(Facts(person, team, account.id, source.group, account.segment, account.tier))

    return accepts


def _in_window(lines: Iterable[Line], window: Window) -> Iterator[Line]:
    """The lines of the window, and what was deferred before it and was not due then.

    What falls due after it says nothing of when: a statement knows no later day.
    """
    for line in lines:
        release = line.release
        known = line._replace(release=None) if release and release > window.last else line
        if window.holds(line.day):
            yield known
        elif line.day < window.first and line.deferred and line.kind is not Entry.RELEASED:
            is_due = release is not None and release < window.first
            if not is_due:
                yield known._replace(
                    kind=Entry.CARRIED, amount=None, commission=ZERO, paid=ZERO, clawback=ZERO
                )


def _place(line: Line) -> tuple[str, int, date, str, str]:
    kinds = tuple(Entry)
    return (line.person, kinds.index(line.kind), line.day, line.source.key, line.order or "")


def _row(person: str, window: Window, scheme: Scheme, audit: Iterable[Line]) -> CommissionRow:
    plan = plan_on(person, scheme.commission, window.last)
    return _sum(person, window, plan, [line for line in audit if line.person == person])


def _sum(person: str, window: Window, plan: str | None, lines: Sequence[Line]) -> CommissionRow:
    earned = (line.amount or ZERO for line in lines if line.kind is Entry.EARNED)
    return CommissionRow(
        person=person,
        period=window.name,
        plan=plan,
        basis=sum(earned, ZERO),
        commission=sum((line.commission for line in lines), ZERO),
        paid=sum((line.paid for line in lines), ZERO),
        deferred=sum((line.deferred for line in lines), ZERO),
        clawback=sum((line.clawback for line in lines), ZERO),
    )
