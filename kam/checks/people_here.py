"""The people of every open opportunity, as several rules look at them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from kam.domain.alignment import milestone_of
from kam.domain.book import Book
from kam.domain.consistency import Known, playbook_of_deal, split_reference
from kam.domain.deal import Deal
from kam.domain.opportunity import Opportunity
from kam.domain.person import Person, here_and_gone


class PeopleHere(NamedTuple):
    """An open opportunity, its row, its people, and the accounts that these belong to.

    `gone` are those who left, and whom it takes out.
    """

    opportunity: Opportunity
    deal: Deal
    people: tuple[Person, ...]
    gone: tuple[Person, ...]
    homes: tuple[str, ...]


def open_opportunities(book: Book, deals: Mapping[str, Deal], today: date) -> Iterator[PeopleHere]:
    """Yield each open opportunity of which every contacts.yaml that matters did read."""
    known = Known(book)
    contacts = {folder.account.id: folder.contacts for folder in book.folders}
    for _, opportunity in book.opportunities():
        deal = deals[opportunity.reference]
        named = (split_reference(deal.account, name)[0] for name in opportunity.people)
        homes = tuple(dict.fromkeys((deal.account, *named)))
        if deal.is_open and all(known.reads(home, "contacts.yaml") for home in homes):
            people, gone = here_and_gone(deal.account, contacts, today, opportunity)
            yield PeopleHere(opportunity, deal, people, gone, homes)


def buying_step(book: Book, here: PeopleHere) -> int:
    """The buying step that an opportunity's stage belongs to; 0 where none is known."""
    return milestone_of(playbook_of_deal(book, here.deal), here.deal.stage) or 0
