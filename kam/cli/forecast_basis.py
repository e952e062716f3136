"""`--basis`: what a forecast is made of, and the deals that it then counts."""

from collections.abc import Sequence

from kam.cli.session import Session
from kam.domain.basis import Basis
from kam.domain.choosing import choose
from kam.domain.deal import Deal
from kam.i18n import mark

_CHINESE = {
    Basis.BOOKINGS: ("签约", "签约额"),
    Basis.REVENUE: ("收入", "营收"),
    Basis.CASH: ("回款", "现金"),
}


def basis_of(text: str) -> Basis:
    """What `--basis` says.

    Raises:
        UsageError: It is none.
    """
    return Basis(choose(text, {str(key): words for key, words in _CHINESE.items()}, mark("basis")))


def deals_on(basis: Basis, session: Session, deals: Sequence[Deal]) -> Sequence[Deal]:
    """The deals on a basis; of bookings they are as they are, and no orders are read."""
    if basis is Basis.BOOKINGS:
        return deals
    from kam.domain.consistency import unread_paths
    from kam.reports.basis import Sources, on_basis

    view = session.view
    sources = Sources(
        folders=view.folders("opportunities", "orders"),
        settings=view.settings,
        model=view.models.service,
        unread=unread_paths(view.findings),
        today=session.today,
    )
    return on_basis(basis, deals, sources)
