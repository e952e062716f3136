"""duplicate-lot: one lot of one project counted twice."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "duplicate-lot", "KAM112", Severity.ERROR
Lots = dict[tuple[str, str | None], list[Deal]]
"""Open opportunities by project and lot."""


def find(_book: Book, deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each open opportunity that counts beside another of the same project and lot.

    Only alternatives exclude each other (SPEC.md 1); one that is not is said to be double. Of
    several that are not, the first one stands and the others name it. An alternative of the whole
    project counts beside those of its lots.
    """
    lots: Lots = {}
    for deal in deals.values():
        if deal.is_open and deal.project is not None:
            lots.setdefault((deal.project, deal.lot), []).append(deal)
    for rivals in lots.values():
        plain = [deal for deal in rivals if not deal.alternative]
        for deal in plain[1:] or plain:
            other = next((one for one in (*plain, *rivals) if one is not deal), None)
            if other is not None:
                params = {"kind": "lot" if deal.lot else "project", "other": other.id}
                params |= {"project": deal.project or "", "lot": deal.lot or ""}
                yield Finding(CODE, SLUG, SEVERITY, deal.path, ("project",), params=params)
    for deal, part in _wholes(lots):
        params = {"kind": "whole", "other": part.id, "project": deal.project or ""}
        yield Finding(CODE, SLUG, SEVERITY, deal.path, ("project",), params=params)


def _wholes(lots: Lots) -> Iterator[tuple[Deal, Deal]]:
    """Each alternative of a whole project beside one of a lot of it."""
    alternatives = [deal for deals in lots.values() for deal in deals if deal.alternative]
    parts = {deal.project: deal for deal in alternatives if deal.lot is not None}
    for deal in alternatives:
        if deal.lot is None and deal.project in parts:
            yield deal, parts[deal.project]
