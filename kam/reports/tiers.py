"""Tiers: what each account earns, which class and tier that suggests, and why (METHODS.md 5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.accounts_model import AccountsModel
from kam.domain.book import Folder
from kam.domain.deal import Deal
from kam.domain.deals import topmost_parents
from kam.domain.money import ZERO
from kam.domain.qualifying import Judgement
from kam.domain.settings import Settings
from kam.domain.tiering import Ground, Reason, Standing, assess
from kam.reports.selection import EVERYTHING, Filter, OtherRow, acceptor, facts_of, unconverted_rows

_UNKNOWN = frozenset({Ground.NOT_CONVERTED, Ground.OTHERS_UNKNOWN})
"""Reasons why a suggestion may be another one once all sales count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TierRow:
    """One account; amounts in the book's currency, shares are ratios of all profit earned.

    `sales` and `profit` = `margin` - `cost` are of the last months; `without_margin` is what of the
    sales states no margin and is not in the profit, `bare` how many such sales there are;
    `unconverted` is how many nothing converts, which are in no figure. `growth` is a ratio.
    """

    account: str
    name: str
    owner: str | None
    sales: Decimal
    margin: Decimal
    cost: Decimal
    profit: Decimal | None
    without_margin: Decimal
    bare: int
    unconverted: int
    share: Decimal | None
    cumulative_share: Decimal | None
    class_: str | None
    growth: Decimal | None
    tier: str | None
    suggested_tier: str | None
    reasons: tuple[Reason, ...]
    review_due: date | None
    value: str | None
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiers:
    """The result: rows by profit, the highest first, those whose profit is not known last.

    The totals are of the rows; `overdue` counts reviews that are due, `differing` suggestions that
    are not the recorded tier; `other` is what nothing converts; `is_empty` says that the book has
    no account at all.
    """

    as_of: date
    months: int
    rows: tuple[TierRow, ...]
    profit: Decimal
    sales: Decimal
    without_margin: Decimal
    bare: int
    overdue: int
    differing: int
    other: tuple[OtherRow, ...]
    is_empty: bool


def build_tiers(  # noqa: PLR0913, PLR0917 - what the command's options say
    folders: Iterable[Folder],
    deals: Iterable[Deal],
    model: AccountsModel,
    settings: Settings,
    unread: frozenset[str],
    today: date,
    chosen: Filter = EVERYTHING,
) -> Tiers:
    """Rank the accounts of a book; the arguments are those of `assess`.

    A filter chooses rows; shares and classes are of the whole book all the same.
    """
    folders = tuple(folders)
    groups = topmost_parents(folder.account for folder in folders)
    accepts = acceptor(chosen, settings)
    standings = assess(folders, deals, model, settings, unread, today)
    meant = [
        standing
        for name, standing in standings.items()
        if accepts(facts_of(standing.account, groups[name], settings, today))
    ]
    apart = [one for standing in meant for one in standing.earned.apart]
    rows = [_row(standing) for standing in meant]
    rows.sort(key=_order)
    return Tiers(
        as_of=today,
        months=model.months,
        rows=tuple(rows),
        profit=sum((row.profit or ZERO for row in rows), ZERO),
        sales=sum((row.sales for row in rows), ZERO),
        without_margin=sum((row.without_margin for row in rows), ZERO),
        bare=sum(row.bare for row in rows),
        overdue=sum(row.review_due is not None and row.review_due < today for row in rows),
        differing=sum(differs(row) for row in rows),
        other=unconverted_rows(apart, len(apart)),
        is_empty=not folders,
    )


def differs(row: TierRow) -> bool:
    """Whether the data suggest another tier than the recorded one, and could not be sparser."""
    known = None not in {row.tier, row.suggested_tier}
    sure = not any(reason.ground in _UNKNOWN for reason in row.reasons)
    return known and sure and row.tier != row.suggested_tier


def _order(row: TierRow) -> tuple[bool, Decimal, str]:
    return (row.profit is None, -(row.profit or ZERO), row.account)


def _row(standing: Standing) -> TierRow:
    account, earned, rank = standing.account, standing.earned, standing.rank
    return TierRow(
        account=account.id,
        name=account.name,
        owner=account.owner,
        sales=earned.sales,
        margin=earned.margin,
        cost=earned.cost,
        profit=earned.profit,
        without_margin=earned.bare_amount,
        bare=earned.bare,
        unconverted=len(earned.apart),
        share=rank.share if rank else None,
        cumulative_share=rank.cumulative if rank else None,
        class_=rank.letter if rank else None,
        growth=None if earned.growth is None else earned.growth.scaleb(-2),
        tier=account.tier,
        suggested_tier=standing.suggested,
        reasons=standing.reasons,
        review_due=standing.review_due,
        value=standing.cell,
        judgements=standing.judgements,
    )
