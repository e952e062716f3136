"""contacts-contradict: a stage that the customer's contacts do not bear out."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.checks.people_here import open_opportunities
from kam.domain.book import Book
from kam.domain.consistency import playbook_of_deal
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.gate import meets

SLUG, CODE, SEVERITY = "contacts-contradict", "KAM113", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each stage up to the reached one whose contact condition nobody meets (METHODS.md 1).

    Nothing is said where a contacts.yaml that matters did not read.
    """
    for opportunity, deal, people, *_ in open_opportunities(book, deals, today):
        if opportunity.stage is None:
            continue
        for stage in playbook_of_deal(book, deal).passed(None, opportunity.stage):
            condition = stage.contacts
            if condition and not any(meets(person, condition) for person in people):
                params = {"stage": stage.key, "condition": condition.label}
                yield Finding(CODE, SLUG, SEVERITY, opportunity.path, ("stage",), params=params)
