"""Tables compared whole, in both languages at 80 and 120 columns and in a pipe.

After a change that is meant, `KAM_GOLDEN=write pytest tests/render/test_golden.py` writes them
anew. Look at each difference before it is committed.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kam.domain.deals import build_deals
from kam.domain.finding import Judged
from kam.i18n import set_language
from kam.render.bridge import bridge_text
from kam.render.checks import check_text, incomplete_line
from kam.render.forecast import forecast_text
from kam.render.history import history_text
from kam.render.listing import listing_text
from kam.render.pipeline import pipeline_text
from kam.render.playbook import playbook_text, playbooks_text
from kam.render.relationship import relationship_text
from kam.render.screen import Screen
from kam.render.search import search_text
from kam.render.show_account import account_text
from kam.render.show_opportunity import opportunity_text
from kam.reports.listing import LISTS
from kam.reports.search import Hit
from kam.reports.selection import By, Filter
from kam.workspace.view import FileView
from tests.domain.builders import MODELS
from tests.render import samples

GOLDEN = Path(__file__).parents[1] / "golden"


def _opportunity(reference: str, screen: Screen) -> str:
    book = samples.sample_book()
    account, _, name = reference.partition("/")
    folder = samples.folder(account)
    opportunity = next(found for found in folder.opportunities if found.id == name)
    deal = next(found for found in build_deals(book, samples.TODAY) if found.id == reference)
    return opportunity_text(book, folder, opportunity, deal, samples.TODAY, screen)


def _account(name: str, screen: Screen) -> str:
    book = samples.sample_book()
    deals = [deal for deal in build_deals(book, samples.TODAY) if deal.account == name]
    return account_text(book, samples.folder(name), deals, lambda: None, samples.TODAY, screen)


def _findings(screen: Screen) -> str:
    found = samples.findings()
    return check_text(Judged(tuple(found)), samples.source_line, screen) + incomplete_line(1) + "\n"


def _list(kind: str, screen: Screen) -> str:
    listed = FileView(samples.sample_book(), samples.TODAY)
    rows = LISTS[kind](listed, samples.TODAY, Filter(account="qinglan-steel"))
    return listing_text(kind, rows, METHODS, samples.TODAY, screen)


METHODS = samples.built_in_methods()
TABLES: Mapping[str, Callable[[Screen], str]] = {
    "pipeline": lambda screen: pipeline_text(samples.pipeline(), METHODS, screen),
    "pipeline-by-owner": lambda screen: pipeline_text(
        samples.pipeline(By.OWNER), METHODS, screen, {"li.wei": "李伟"}
    ),
    "forecast": lambda screen: forecast_text(samples.forecast(), screen),
    "forecast-by-owner": lambda screen: forecast_text(samples.forecast(By.OWNER), screen),
    "bridge": lambda screen: bridge_text(samples.bridge(), screen),
    "relationship": lambda screen: relationship_text(
        samples.relationship(), METHODS, MODELS.people, screen
    ),
    "opportunities": lambda screen: listing_text(
        "opportunities",
        [samples.opportunity_row(), samples.opportunity_row("华东二期产线自动化改造", "USD")],
        METHODS,
        samples.TODAY,
        screen,
    ),
    "accounts": lambda screen: listing_text(
        "accounts", [samples.account_row()], METHODS, samples.TODAY, screen
    ),
    "tasks": lambda screen: listing_text(
        "tasks", [samples.task_row()], METHODS, samples.TODAY, screen
    ),
    "contacts": lambda screen: _list("contacts", screen),
    "orders": lambda screen: _list("orders", screen),
    "activities": lambda screen: _list("activities", screen),
    "history": lambda screen: history_text(samples.history("acme/mes"), METHODS, screen),
    "history-account": lambda screen: history_text(samples.history("acme"), METHODS, screen),
    "check": _findings,
    "search": lambda screen: search_text(
        [
            Hit(
                "activity",
                "qing-lan",
                "accounts/qing-lan/activities.yaml",
                "Requirement list signed",
            )
        ],
        screen,
    ),
    "show-opportunity": lambda screen: _opportunity("qinglan-steel/mes-upgrade", screen),
    "show-lost": lambda screen: _opportunity("brookmere-foods/bakery-line", screen),
    "show-account": lambda screen: _account("ze-lin-di-tie", screen),
    "playbook": lambda screen: playbook_text(
        METHODS.playbooks["milestone"], METHODS.vocabulary, screen
    ),
    "playbooks": lambda screen: playbooks_text(METHODS.playbooks, "milestone", screen),
}
SCREENS = {"80": Screen(80), "120": Screen(120), "pipe": Screen()}


@pytest.mark.parametrize("width", SCREENS)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", TABLES)
def test_the_table_is_as_it_was_judged_good(name: str, language: str, width: str) -> None:
    set_language(language)
    text = TABLES[name](SCREENS[width])
    path = GOLDEN / language / f"{name}-{width}.txt"
    if os.environ.get("KAM_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", [name for name in TABLES if name != "check"])
@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_table_is_wider_than_the_screen(name: str, language: str, width: int) -> None:
    from rich.cells import cell_len

    set_language(language)
    widest = max(cell_len(text) for text in TABLES[name](Screen(width)).splitlines())
    assert widest <= width
