"""evidence-missing: a move forward without the evidence of a stage that it passed."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import has_stage, playbook_of_deal
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.opportunity import StageEntry
from kam.domain.playbook import Playbook

SLUG, CODE, SEVERITY = "evidence-missing", "KAM104", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each history entry with evidence neither given nor waived (METHODS.md 1)."""
    for _, opportunity in book.opportunities():
        playbook = playbook_of_deal(book, deals[opportunity.reference])
        start: str | None = None
        for index, entry in enumerate(opportunity.history):
            if missing := _missing(playbook, start, entry):
                params = {"stage": entry.stage, "keys": ", ".join(missing)}
                keys = ("history", index)
                yield Finding(CODE, SLUG, SEVERITY, opportunity.path, keys, params=params)
            start = entry.stage


def _missing(playbook: Playbook, start: str | None, entry: StageEntry) -> tuple[str, ...]:
    """The evidence keys that an entry owes, in the playbook's order."""
    if (
        entry.stage is None
        or not has_stage(playbook, start)
        or not has_stage(playbook, entry.stage)
    ):
        return ()
    given = {key for key, text in entry.evidence.items() if text.strip()}
    return tuple(
        key
        for stage in playbook.passed(start, entry.stage)
        for key in stage.evidence
        if key not in given and key not in entry.waived
    )
