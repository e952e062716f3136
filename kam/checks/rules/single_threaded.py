"""single-threaded: an open opportunity that hangs on too few people."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.checks.people_here import buying_step, open_opportunities
from kam.domain.book import Book
from kam.domain.consistency import Known
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.people_gaps import Sight, is_met, says_contact
from kam.domain.touching import find_touches

SLUG, CODE, SEVERITY = "single-threaded", "KAM203", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each open opportunity with fewer people in touch than it needs (METHODS.md 4).

    From the model's buying step on, and where the book says whom we are, or were, in touch with:
    nothing is said where activities did not read. Kind `nobody`: with nobody at all any more.
    """
    model, known = book.models.people, Known(book)
    sight = Sight(today=today, seen=find_touches(book.folders, book.models.rhythm, today).people)
    for here in open_opportunities(book, deals, today):
        met = [person for person in here.people if is_met(person, model, sight)]
        advanced = buying_step(book, here) >= model.threads.step
        reads = all(known.reads_log(home) for home in here.homes)
        spoken = says_contact((*here.people, *here.gone), sight)
        if advanced and reads and spoken and len(met) < model.threads.least:
            params = {
                "kind": "" if met else "nobody",
                "stage": here.opportunity.stage,
                "count": len(met),
                "names": ", ".join(person.contact.name for person in met),
            }
            yield Finding(CODE, SLUG, SEVERITY, here.opportunity.path, ("stage",), params=params)
