"""The deals of a book as a scenario has them: changed opportunities are counted anew."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from kam.domain.deal import Deal, mark_alternatives
from kam.domain.deals import derive_deals
from kam.domain.scenario import Change, changed
from kam.workspace.view import View


def scenario_deals(view: View, changes: Mapping[str, Change], today: date) -> tuple[Deal, ...]:
    """All deals of a book, some of them changed; which alternatives count is decided anew.

    Args:
        view: The book.
        changes: What would happen, by the full ids of opportunities that are in it.
        today: Chooses rates and teams, and is the day of what happens.
    """
    found: dict[str, Deal] = {}
    for account in dict.fromkeys(name.partition("/")[0] for name in changes):
        folder = view.part(account).folders[0]
        opportunities = tuple(
            changed(one, changes[one.reference], today) if one.reference in changes else one
            for one in folder.opportunities
        )
        altered = replace(folder, opportunities=opportunities)
        methods, buying = view.methods, view.models.buying
        for deal in derive_deals(altered, view.settings, methods.playbooks, buying, today):
            if deal.id in changes:
                found[deal.id] = deal
    rows = (
        found[deal.id]._replace(group=deal.group)
        if deal.id in found
        else deal._replace(superseded=False)
        for deal in view.deals
    )
    return mark_alternatives(rows)
