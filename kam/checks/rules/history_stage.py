"""history-stage: a history entry of a stage that the playbook does not have."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import has_stage, playbook_of_deal
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.guess import closest

SLUG, CODE, SEVERITY = "history-stage", "KAM117", Severity.ERROR


def find(book: Book, deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each entry whose stage has no place in the order of stages."""
    for _, opportunity in book.opportunities():
        playbook = playbook_of_deal(book, deals[opportunity.reference])
        for index, entry in enumerate(opportunity.history):
            if entry.stage is None or has_stage(playbook, entry.stage):
                continue
            params = {
                "stage": entry.stage,
                "playbook": playbook.key,
                "guess": _guess(entry.stage, playbook.order),
            }
            keys = ("history", index, "stage")
            yield Finding(CODE, SLUG, SEVERITY, opportunity.path, keys, params=params)


def _guess(text: str, order: tuple[str, ...]) -> str:
    keys = {key.lower(): key for key in order}
    return keys.get(closest(text, keys) or "", "")
