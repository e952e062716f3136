"""One opportunity on a page: where it stands, what is in hand, all that is known (SPEC.md 2)."""

from collections.abc import Sequence
from datetime import date

from kam.domain.book import Book, Folder
from kam.domain.deal import Deal
from kam.domain.opportunity import Opportunity, StageEntry, Tender
from kam.domain.playbook import Playbook, Stage
from kam.i18n import translate
from kam.render.figures import NOTHING, day, percent, trimmed
from kam.render.labels import label_text
from kam.render.layout import title_of
from kam.render.line import Line, Tone, line
from kam.render.opportunity_facts import fact_lines
from kam.render.page import Block, print_page
from kam.render.screen import Screen
from kam.render.show_parts import (
    Lines,
    activity_lines,
    joined,
    listed,
    order_lines,
    people_lines,
    task_lines,
    word,
)


def opportunity_text(  # noqa: PLR0913, PLR0917 - the thing, what it lies in, the day, the screen
    book: Book, folder: Folder, opportunity: Opportunity, deal: Deal, today: date, screen: Screen
) -> str:
    """The page of one opportunity; `deal` is its row, in the book's currency."""
    playbook = book.methods.playbooks[deal.playbook]
    following = playbook.after(deal.stage) if deal.is_open else None
    own = opportunity.id
    tasks = [task for task in folder.tasks if task.opportunity == own]
    activities = [entry for entry in folder.activities if entry.opportunity == own]
    orders = [order for order in folder.orders if order.opportunity == own]
    blocks = [
        Block("", fact_lines(book, opportunity, deal, today)),
        Block(translate("Missing for the next stage"), _missing(opportunity, following)),
        Block(translate("Next steps"), task_lines(tasks, today)),
        Block(translate("People"), people_lines(book, folder.contacts, opportunity.people)),
        Block(translate("Buying"), _buying(book, opportunity)),
        Block(translate("Qualification"), _qualification(opportunity, playbook)),
        Block(translate("Competitors"), _competitors(opportunity)),
        Block(translate("Products"), _products(opportunity)),
        Block(translate("Schedule"), _schedule(opportunity)),
        Block(translate("History"), [_entry(entry) for entry in opportunity.history]),
        Block(translate("Latest activities"), activity_lines(book, activities)),
        Block(translate("Orders"), order_lines(book, folder, orders)),
    ]
    title = title_of(opportunity.reference, today, opportunity.name, folder.account.name)
    return print_page(title, blocks, screen)


def _missing(opportunity: Opportunity, following: Stage | None) -> Lines:
    """The evidence that the stage in hand asks for, and the command that brings it."""
    if following is None:
        return []
    found: Lines = [
        (line(following.key), line(key), line(label_text(label)))
        for key, label in following.evidence.items()
    ]
    command = f"kam advance {opportunity.reference} --evidence KEY=TEXT"
    return [*found, (line(command, Tone.STRONG),)] if found else []


def _buying(book: Book, opportunity: Opportunity) -> Lines:
    bought, parties = opportunity.procurement, opportunity.parties
    how = [
        word(book, "buying-mode", bought.mode),
        word(book, "procedure", bought.procedure),
        bought.step,
        translate("a formality") if bought.formality else None,
    ]
    found: Lines = [(line(translate("Procurement")), line(joined(how)))] if any(how) else []
    found += [
        (line(translate("Tender {round}").format(round=tender.round)), line(_tender(book, tender)))
        for tender in opportunity.tenders
    ]
    found += [(line(word(book, "party-role", party.role)), line(party.name)) for party in parties]
    return found


def _qualification(opportunity: Opportunity, playbook: Playbook) -> Lines:
    sheet = playbook.qualification
    return [
        (line(label_text(sheet[key].label) if key in sheet else key), line(str(value)))
        for key, value in opportunity.qualification.items()
    ]


def _tender(book: Book, tender: Tender) -> str:
    dates = (
        (translate("published {day}"), tender.published),
        (translate("register by {day}"), tender.register_by),
        (translate("questions by {day}"), tender.questions_by),
        (translate("bid due {day}"), tender.bid_due),
        (translate("opens {day}"), tender.opens),
    )
    sums = (
        (translate("ceiling {amount}"), tender.ceiling),
        (translate("bond {amount}"), tender.bond),
        (translate("our price {amount}"), tender.price),
    )
    rank = translate("rank {rank}").format(rank=tender.rank) if tender.rank else None
    return joined(
        [
            *(text.format(day=when) for text, when in dates if when),
            *(text.format(amount=trimmed(value)) for text, value in sums if value is not None),
            rank,
            word(book, "tender-result", tender.result),
        ]
    )


def _competitors(opportunity: Opportunity) -> Lines:
    return [
        (
            line(rival.name),
            line(
                joined(
                    [
                        translate("incumbent") if rival.incumbent else None,
                        trimmed(rival.price) if rival.price is not None else None,
                        f"-{percent(rival.discount)} %" if rival.discount is not None else None,
                        rival.service,
                        rival.relations,
                        rival.promises,
                    ]
                )
            ),
        )
        for rival in opportunity.competitors
    ]


def _products(opportunity: Opportunity) -> Lines:
    return [
        (
            line(product.line),
            line(
                joined(
                    [
                        trimmed(product.amount) if product.amount is not None else None,
                        f"× {product.units}" if product.units is not None else None,
                    ]
                )
            ),
        )
        for product in opportunity.products
    ]


def _schedule(opportunity: Opportunity) -> Lines:
    return [(line(phase.period), line(trimmed(phase.amount))) for phase in opportunity.schedule]


def _entry(entry: StageEntry) -> Sequence[Line]:
    """One line of the history: day, stage, who, and on what grounds."""
    waived = listed(entry.waived)
    grounds = [
        *entry.evidence.values(),
        translate("waived: {keys}").format(keys=waived) if waived else None,
        entry.because,
    ]
    return (
        line(day(entry.date)),
        line(entry.stage or NOTHING),
        line(entry.by or NOTHING),
        line(joined(grounds) or NOTHING),
    )
