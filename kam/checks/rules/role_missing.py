"""role-missing: an open opportunity so far on that a buying role must be known, and none is."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.checks.people_here import buying_step, open_opportunities
from kam.domain.book import Book
from kam.domain.contact_coverage import missing_roles, says_roles
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "role-missing", "KAM201", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each needed role that nobody holds from its buying step on (METHODS.md 4).

    Nothing is said where no contact has any role.
    """
    model = book.models.people
    roles = book.methods.vocabulary.words["role"]
    for here in open_opportunities(book, deals, today):
        step = buying_step(book, here)
        spoken = says_roles((*here.people, *here.gone))
        missing = missing_roles(here.people, model) if spoken else ()
        for role in missing:
            if role in model.needed and step >= model.needed[role]:
                params = {"stage": here.opportunity.stage, "role": roles[role].label}
                path = here.opportunity.path
                yield Finding(CODE, SLUG, SEVERITY, path, ("stage",), params=params)
