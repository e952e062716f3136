"""Where the conversation sheet of an opportunity or account lies, and the plan of an account."""

from collections.abc import Iterator

from kam.errors import UsageError
from kam.i18n import mark
from kam.store.nodes import Plain, to_plain
from kam.workspace.desk import Desk
from kam.workspace.layout import ACCOUNTS, PLAN, Role, file_path, place_of, sheet_path
from kam.workspace.naming import Target, UnreadableFile

OPPORTUNITY = "opportunity"
OF_ACCOUNT = "account"
"""The name of the sheet that is about the account itself."""


def plan_file(target: Target) -> str:
    """The plan of an account."""
    return file_path(target.account, PLAN)


def sheet_file(desk: Desk, target: Target) -> str:
    """The sheet of an opportunity or account: the one that there is, else the place of a new one.

    Raises:
        UsageError: The new one's place is taken by a sheet of another opportunity.
    """
    usual = sheet_path(target.account, target.opportunity or OF_ACCOUNT)
    about = dict(_sheets(desk, target.account))
    own = [path for path, name in about.items() if name and name == target.opportunity]
    if own:
        return usual if usual in own else own[0]
    if about.get(usual):
        raise UsageError(
            mark("{path} is about {opportunity}"),
            hint=mark("give that file another name first"),
            path=usual,
            opportunity=about[usual],
        )
    return usual


def _sheets(desk: Desk, account: str) -> Iterator[tuple[str, str | None]]:
    """Every sheet of an account that reads, with the opportunity that it names."""
    for path in desk.source.listing(f"{ACCOUNTS}/{account}"):
        place = place_of(path)
        if place is None or place.role is not Role.SHEET:
            continue
        try:
            data: Plain = to_plain(desk.document(path).root)
        except UnreadableFile:
            continue
        named = data.get(OPPORTUNITY) if isinstance(data, dict) else None
        yield path, named if isinstance(named, str) else None
