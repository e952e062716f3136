"""other-scale: a contact whose level is of another scale than that of the account's others."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.levels import scale_key
from kam.domain.person import people_of

SLUG, CODE, SEVERITY = "other-scale", "KAM206", Severity.WARNING


def find(book: Book, _deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each contact at a level that the scale of the account does not have (METHODS.md 4)."""
    model = book.models.people
    levels_of = book.methods.vocabulary.words["level"]
    for folder in book.folders:
        account = folder.account
        people = people_of(account.id, {account.id: folder.contacts}, today)
        levels = [person.contact.level for person in people]
        scale = model.scales[scale_key(levels, account.ownership, model)]
        for person in people:
            contact = person.contact
            if contact.level and contact.level not in scale.levels:
                params = {"level": levels_of[contact.level].label, "scale": scale.label}
                yield Finding(
                    CODE, SLUG, SEVERITY, contact.path, (contact.id, "level"), params=params
                )
