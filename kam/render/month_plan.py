"""The month-end plan on paper: the visits and milestones of a month by owner (METHODS.md 7)."""

from collections.abc import Iterator

from kam.i18n import translate, translate_plural
from kam.render.agenda_table import Sheet, print_items
from kam.render.agenda_words import Look
from kam.render.json import Parts, row_json
from kam.render.keys import ROW_KEYS
from kam.render.layout import title_of
from kam.render.line import Line, Tone, line
from kam.render.notes import next_step
from kam.render.phrases import listed
from kam.render.screen import Screen
from kam.reports.month_plan import MonthPlan


def month_plan_text(result: MonthPlan, look: Look, screen: Screen) -> str:
    """The plan of a month, a part for each owner."""
    name = translate("Month plan {month}").format(month=result.month)
    title = title_of(name, result.as_of, _counted(result))
    parts = {
        owner or translate("no owner"): [row for row in result.rows if row.owner == owner]
        for owner in result.owners
    }
    return print_items(Sheet(title, parts, list(_notes(result))), look, screen)


def month_plan_json(result: MonthPlan) -> Parts:
    """The rows, how many there are, and who shares an account, for `json.envelope`."""
    return {
        "rows": [row_json(ROW_KEYS["month-plan"], row) for row in result.rows],
        "totals": {
            "count": len(result.rows),
            "visits": result.visits,
            "nobody": result.nobody,
            "earlier": result.earlier,
        },
        "month": str(result.month),
        "shared": [
            {"account": account, "owners": owners} for account, owners in result.shared.items()
        ],
    }


def _counted(result: MonthPlan) -> str:
    words = translate_plural("{count} visit", "{count} visits", result.visits)
    return words.format(count=result.visits)


def _notes(result: MonthPlan) -> Iterator[Line]:
    if not result.rows:
        yield line(translate("nothing falls into this month"))
    if result.nobody:
        words = translate_plural(
            "{count} line has no owner", "{count} lines have no owner", result.nobody
        )
        yield next_step(words.format(count=result.nobody), "kam set ACCOUNT owner=PERSON")
    for account, owners in result.shared.items():
        words = translate("{account} is to be visited by {owners}: who goes?")
        people = listed(owners)
        yield line(words.format(account=account, owners=people), Tone.RISK)
    if result.earlier:
        words = translate_plural(
            "{count} line is due before it", "{count} lines are due before it", result.earlier
        )
        days = (result.month.first_day - result.as_of).days - 1
        yield next_step(words.format(count=result.earlier), f"kam agenda --all --days {days}")
