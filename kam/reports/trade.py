"""What an account buys from us, as the relationship models see it (METHODS.md 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.book import Folder
from kam.domain.consistency import Unread
from kam.domain.deal import Deal
from kam.domain.money import HUNDRED
from kam.domain.playbook import RelationshipModel
from kam.domain.purchase_ladder import rung_of
from kam.domain.sales import sales_are_read, sold_until
from kam.domain.settings import Settings
from kam.reports.wallet import STRATEGIC, phase_of, share_of_wallet


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """The share of wallet (a ratio), its phase, the rung of the ladder, None where not known.

    `suggested` is a phase that only a person declares; `is_pursued` whether a deal is open.
    """

    share: Decimal | None = None
    phase: str | None = None
    rung: str | None = None
    suggested: str | None = None
    is_pursued: bool = False


def trade_of(  # noqa: PLR0913, PLR0917 - the parts of a book
    folder: Folder,
    deals: Sequence[Deal],
    model: RelationshipModel,
    settings: Settings,
    unread: Unread,
    today: date,
) -> Trade:
    """The trade with one account; `deals` are its own."""
    account = folder.account
    pursued = any(deal.is_open for deal in deals)
    if not sales_are_read(account.id, unread.paths):
        return Trade(is_pursued=pursued)
    sales = sold_until(folder, deals, settings, today)
    share = share_of_wallet(sales, account.category_spend, settings, model, today)
    phase = phase_of(sales, share, account.relationship.strategic, model, today)
    close = share is not None and share * HUNDRED >= model.strategic.suggested
    return Trade(
        share=share,
        phase=phase,
        rung=rung_of(account, sales, model, today),
        suggested=STRATEGIC if close and phase != STRATEGIC else None,
        is_pursued=pursued,
    )
