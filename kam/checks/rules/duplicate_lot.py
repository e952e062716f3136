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
    several that are not, the first one stands and the others name it. One of the whole project
    counts beside one of a lot. What does not count, because an alternative takes its place or is
    won, is double with nothing.
    """
    lots: Lots = {}
    for deal in deals.values():
        if deal.is_open and deal.project is not None and not deal.superseded:
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
    """Each one of a whole project, beside one of a lot of it."""
    parts = {project: found[0] for (project, lot), found in lots.items() if lot is not None}
    for (project, lot), found in lots.items():
        if lot is None and project in parts:
            yield from ((deal, parts[project]) for deal in found)
