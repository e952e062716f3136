"""objection-open: an objection that still stands although signing is near."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import playbook_of_deal
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.talk import stands

SLUG, CODE, SEVERITY = "objection-open", "KAM252", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each open objection of an open opportunity at a stage near signing (METHODS.md 8).

    Which stages these are, and which statuses are open, the model says.
    """
    model = book.models.sheets
    for folder in book.folders:
        for sheet in folder.sheets:
            deal = deals.get(f"{sheet.account}/{sheet.opportunity}")
            if deal is None or not deal.is_open or deal.stage is None:
                continue
            stage = playbook_of_deal(book, deal).stages[deal.stage]
            if stage.category not in model.near_signing:
                continue
            for place, objection in enumerate(sheet.objections):
                if stands(objection, model):
                    params = {"objection": objection.objection, "stage": stage.key}
                    keys = ("objections", place)
                    yield Finding(CODE, SLUG, SEVERITY, sheet.path, keys, params=params)
