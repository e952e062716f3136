"""key-person-unseen: somebody on whom an open opportunity hangs, and whom nobody sees."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.checks.people_here import open_opportunities
from kam.domain.book import Book
from kam.domain.consistency import Known
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.people_gaps import Sight, is_key
from kam.domain.touching import find_touches

SLUG, CODE, SEVERITY = "key-person-unseen", "KAM204", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each key person once, seen before and not for more days than the model allows.

    Of somebody with whom no activity was ever written down nothing is said, nor where activities
    did not read.
    """
    model, known = book.models.people, Known(book)
    sight = Sight(today=today, seen=find_touches(book.folders, book.models.rhythm, today).people)
    told = set()
    for here in open_opportunities(book, deals, today):
        if not all(known.reads_log(home) for home in here.homes):
            continue
        for person in here.people:
            days = sight.days(person)
            late = days is not None and days > model.key_unseen_days
            if late and is_key(person, model) and person.key not in told:
                told.add(person.key)
                params = {
                    "name": person.contact.name,
                    "days": days,
                    "account": person.home,
                    "contact": person.contact.id,
                }
                path, keys = person.contact.path, (person.contact.id,)
                yield Finding(CODE, SLUG, SEVERITY, path, keys, params=params)
