"""Which opportunities a file that does not read takes out of the figures."""

from collections.abc import Iterator

from kam.domain.deal import Deal
from kam.domain.finding import Finding
from kam.domain.states import Kind
from kam.workspace.layout import ACCOUNTS, Role, is_read_folder, place_of
from kam.workspace.view import View

_WHOLE = frozenset({"", "opportunities"})
"""Folders of an account without which nothing is known of its opportunities."""


def unread_in(view: View) -> frozenset[str]:
    """Full ids of opportunities, and ids of accounts for all of theirs.

    An account's own file says who owns them; its orders say what a framework has left.
    """
    skipping = [finding for finding in view.findings if finding.skips]
    if not skipping:
        return frozenset()
    frameworks = [deal for deal in view.deals if deal.kind is Kind.FRAMEWORK]
    return frozenset(name for finding in skipping for name in _names(finding, frameworks))


def _names(finding: Finding, frameworks: list[Deal]) -> Iterator[str]:
    place = place_of(finding.path)
    if place is None:
        top, _, rest = finding.path.rstrip("/").partition("/")
        account, _, folder = rest.partition("/")
        if top == ACCOUNTS and account and folder in _WHOLE and is_read_folder(finding.path):
            yield account
    elif place.role is Role.OPPORTUNITY:
        yield f"{place.account}/{place.stem}"
    elif place.role is Role.ACCOUNT:
        yield place.account
    elif place.role is Role.ORDERS:
        yield from (deal.id for deal in frameworks if deal.account == place.account)
