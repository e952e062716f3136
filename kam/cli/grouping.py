"""`--by`: what a report groups by, and what people call the groups."""

from collections.abc import Mapping, Sequence

from kam.domain.choosing import choose
from kam.i18n import mark
from kam.reports.selection import By
from kam.workspace.view import View

OF_DEALS = tuple(by for by in By if by is not By.KIND)
"""What deals are grouped by; payments alone have a kind."""
WITHOUT_CATEGORY = tuple(by for by in OF_DEALS if by is not By.CATEGORY)
"""What deals are grouped by that stand at stages: a category is one of the forecast."""
_CHINESE = {
    By.OWNER: ("负责人",),
    By.TEAM: ("团队",),
    By.ACCOUNT: ("客户",),
    By.GROUP: ("集团",),
    By.SEGMENT: ("行业", "细分"),
    By.LINE: ("产品线",),
    By.CATEGORY: ("类别",),
    By.KIND: ("款项", "款项类型"),
}


def grouping(text: str | None, allowed: Sequence[By]) -> By | None:
    """What `--by` says.

    Raises:
        UsageError: The report does not group by that.
    """
    if text is None:
        return None
    return By(choose(text, {str(by): _CHINESE[by] for by in allowed}, mark("grouping")))


def group_names(view: View, by: By | None) -> Mapping[str, str]:
    """The names of owners, teams and accounts, where the book has them; ids stand for the rest."""
    settings = view.settings
    if by is By.OWNER:
        return {key: member.name for key, member in settings.people.items() if member.name}
    if by is By.TEAM:
        return {key: team.name for key, team in settings.teams.items() if team.name}
    if by in {By.ACCOUNT, By.GROUP}:
        return {account.id: account.name for account in view.accounts}
    return {}


def people_and_teams(view: View) -> Mapping[str, str]:
    """The names of owners and teams together, for a page on which both stand."""
    return {**group_names(view, By.TEAM), **group_names(view, By.OWNER)}
