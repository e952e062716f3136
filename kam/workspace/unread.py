"""Which opportunities a file that does not read takes out of the figures."""

from collections.abc import Iterator

from kam.domain.deal import Deal
from kam.domain.finding import Finding
from kam.domain.states import Kind
from kam.store.text import ReadError
from kam.workspace.layout import ACCOUNTS, Role, is_read_folder, place_of
from kam.workspace.stated import former_names
from kam.workspace.view import View
from kam.workspace.worktree import FileSource

_WHOLE = frozenset({"", "opportunities"})
"""Folders of an account without which nothing is known of its opportunities."""


def unread_in(view: View, source: FileSource) -> frozenset[str]:
    """Full ids of opportunities, and ids of accounts for all of theirs.

    An account's own file says who owns them; its orders say what a framework has left. A file
    that does not fit the format may still say under which names it was known before.
    """
    skipping = [finding for finding in view.findings if finding.skips]
    if not skipping:
        return frozenset()
    frameworks = [deal for deal in view.deals if deal.kind is Kind.FRAMEWORK]
    found = {name for finding in skipping for name in _names(finding, frameworks)}
    return frozenset(found.union(*(_formerly(source, finding.path) for finding in skipping)))


def _formerly(source: FileSource, path: str) -> tuple[str, ...]:
    place = place_of(path)
    if place is None or place.role not in {Role.OPPORTUNITY, Role.ACCOUNT}:
        return ()
    try:
        return former_names(source.read(path))
    except (FileNotFoundError, ReadError):
        return ()


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
