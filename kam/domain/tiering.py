"""Tiers by data: what profit, growth and screens suggest beside the recorded (METHODS.md 5)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.account import Account
from kam.domain.account_profit import AccountProfit, profit_of
from kam.domain.accounts_model import AccountsModel, Fact, TierLimits
from kam.domain.book import Folder
from kam.domain.deal import Deal, by_account
from kam.domain.fiscal import fiscal_year
from kam.domain.money import HUNDRED, ZERO
from kam.domain.pareto import Rank, rank_by_profit
from kam.domain.periods import months_after
from kam.domain.qualifying import Judgement, Value, answers_yes, judge
from kam.domain.sales import sales_are_read, sales_of
from kam.domain.settings import Settings
from kam.domain.states import ClosedWord


class Ground(ClosedWord):
    """What a suggestion rests on, or why there is none."""

    SHARE = "share"
    GROWTH = "growth"
    SCREENS = "screens"
    NO_SALES = "no-sales"
    NO_MARGIN = "no-margin"
    SOME_WITHOUT_MARGIN = "some-without-margin"
    NOT_CONVERTED = "not-converted"
    OTHERS_UNKNOWN = "others-unknown"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason of a suggestion.

    `holds` says whether `value` reaches the `limit` of `tier`: share and growth in percent, screens
    a number. A reason that is no comparison has none of the four.
    """

    ground: Ground
    tier: str | None = None
    value: Decimal | None = None
    limit: Decimal | None = None
    holds: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the data say of one account.

    `rank` is None where no profit is known or nothing was sold in the months that count.
    `comparable` is false while what another account bought does not read or convert: a share is
    then at most what it seems. `cell` is the key of the value matrix, `review_due` the day on which
    the tier is to be looked at again.
    """

    account: Account
    earned: AccountProfit
    rank: Rank | None
    comparable: bool
    suggested: str | None
    reasons: tuple[Reason, ...]
    judgements: tuple[Judgement, ...]
    cell: str | None
    review_due: date | None

    @property
    def is_sure(self) -> bool:
        """Whether every sale counts that the shares are of: what is missing could change them."""
        earned = self.earned
        return self.comparable and earned.read and not earned.bare and not earned.apart


def assess(  # noqa: PLR0913, PLR0917 - the parts of a book
    folders: Iterable[Folder],
    deals: Iterable[Deal],
    model: AccountsModel,
    settings: Settings,
    unread: frozenset[str],
    today: date,
) -> dict[str, Standing]:
    """What the data say of every account whose own file reads, by id.

    Args:
        folders: All folders of a book, with their orders.
        deals: All deals of the same book.
        model: How accounts are judged.
        settings: Of the book.
        unread: The paths of files that were not read.
        today: The last day of the months that count.
    """
    folders = tuple(folders)
    of_account = by_account(deals)
    earned = {}
    accounts = {}
    for folder in folders:
        account = folder.account
        if folder.readable:
            sales = tuple(sales_of(folder, of_account.get(account.id, ()), settings))
            read = sales_are_read(account.id, unread)
            accounts[account.id] = account
            earned[account.id] = profit_of(
                sales, account.acquisition, settings, model.months, today, read=read
            )
    profits = {
        name: one.profit for name, one in earned.items() if one.profit is not None and one.count
    }
    ranks = rank_by_profit(profits, model.classes)
    silent = {name for name, one in earned.items() if not one.read or one.apart}
    silent |= {folder.account.id for folder in folders if not folder.readable}
    total = sum((max(one.sales, ZERO) for one in earned.values()), ZERO)
    year = fiscal_year(today, settings)
    return {
        name: _standing(
            account,
            earned[name],
            ranks.get(name),
            None if silent else total,
            model,
            year,
            comparable=silent <= {name},
            due=review_due(account, model, today),
        )
        for name, account in accounts.items()
    }


def review_due(account: Account, model: AccountsModel, today: date) -> date | None:
    """The day up to which the tier is to be looked at again; None where it never was.

    A review of a day to come has not happened: its tier is due today.
    """
    reviewed = account.tier_reviewed
    if reviewed and reviewed > today:
        return today
    return months_after(reviewed, model.review_months) if reviewed else None


def is_on_purpose(standing: Standing, model: AccountsModel, today: date) -> bool:
    """Whether a person gave a higher tier than the data do, and the review of it still holds."""
    due = standing.review_due
    return is_higher(standing, model) and due is not None and due >= today


def is_higher(standing: Standing, model: AccountsModel) -> bool:
    """Whether the recorded tier is above the one that the data suggest."""
    recorded = model.tiers.get(standing.account.tier or "")
    suggested = model.tiers.get(standing.suggested or "")
    return bool(recorded and suggested and recorded.share > suggested.share)


def value_cell(account: Account, model: AccountsModel) -> str | None:
    """The cell of the value matrix that an account is in; None where it does not say."""
    buying = account.purchasing
    cells = model.matrix.items()
    return next(
        (
            key
            for key, cell in cells
            if (cell.volume, cell.pattern) == (buying.volume, buying.pattern)
        ),
        None,
    )


def _standing(  # noqa: PLR0913, PLR0917 - what one account is held against
    account: Account,
    earned: AccountProfit,
    rank: Rank | None,
    total: Decimal | None,
    model: AccountsModel,
    year: int,
    *,
    comparable: bool,
    due: date | None,
) -> Standing:
    """`total` of all sales of the book; None where it is not known."""
    measured: dict[str, Value] = {
        Fact.SALES_SHARE: earned.sales * HUNDRED / total if total else None,
        Fact.MARGIN: earned.margin_percent,
    }
    judgements = judge(account, measured, model, year)
    screens = answers_yes(judgements, model.screens)
    suggested, reasons = _suggestion(earned, rank, screens, model.tiers)
    if rank is not None and not comparable:
        reasons = (*reasons, Reason(ground=Ground.OTHERS_UNKNOWN))
    return Standing(
        account=account,
        earned=earned,
        rank=rank,
        comparable=comparable,
        suggested=suggested,
        reasons=reasons,
        judgements=judgements,
        cell=value_cell(account, model),
        review_due=due,
    )


def _suggestion(
    earned: AccountProfit, rank: Rank | None, screens: int, tiers: Mapping[str, TierLimits]
) -> tuple[str | None, tuple[Reason, ...]]:
    """The highest tier whose limits are reached: what holds for it, and what the next one lacks."""
    if not earned.read:
        return None, (Reason(ground=Ground.UNREAD),)
    if not earned.count:
        return None, (Reason(ground=Ground.NO_SALES),)
    apart = (Reason(ground=Ground.NOT_CONVERTED),) if earned.apart else ()
    if rank is None:
        return None, (*((Reason(ground=Ground.NO_MARGIN),) if earned.bare else ()), *apart)
    missing = (*((Reason(ground=Ground.SOME_WITHOUT_MARGIN),) if earned.bare else ()), *apart)
    share = (rank.share or ZERO) * HUNDRED
    lacking: tuple[Reason, ...] = ()
    for tier, limits in sorted(tiers.items(), key=lambda entry: -entry[1].share):
        reasons = tuple(_reasons(tier, limits, share, earned.growth, screens))
        short = tuple(reason for reason in reasons if not reason.holds)
        if not short:
            return tier, (*reasons, *lacking, *missing)
        lacking = short
    return None, (*lacking, *missing)


def _reasons(
    tier: str, limits: TierLimits, share: Decimal, growth: Decimal | None, screens: int
) -> Iterator[Reason]:
    """What a tier asks for, compared with what there is; a limit of 0 asks for nothing."""
    needed = limits.share
    if (
        share < needed
        and limits.growing_share is not None
        and limits.growth is not None
        and growth is not None
        and growth >= limits.growth
    ):
        needed = limits.growing_share
        limit = Decimal(limits.growth)
        yield Reason(ground=Ground.GROWTH, tier=tier, value=growth, limit=limit, holds=True)
    if needed:
        holds = share >= needed
        yield Reason(ground=Ground.SHARE, tier=tier, value=share, limit=needed, holds=holds)
    if limits.screens:
        yield Reason(
            ground=Ground.SCREENS,
            tier=tier,
            value=Decimal(screens),
            limit=Decimal(limits.screens),
            holds=screens >= limits.screens,
        )
