"""One opportunity on a page: where it stands, what is in hand, all that is known (SPEC.md 2)."""

from collections.abc import Sequence
from datetime import date

from kam.domain.book import Book, Folder
from kam.domain.deal import Deal
from kam.domain.opportunity import Opportunity, StageEntry
from kam.domain.playbook import Playbook, Stage
from kam.i18n import translate
from kam.render.figures import NOTHING, day, trimmed
from kam.render.labels import label_text
from kam.render.layout import title_of
from kam.render.line import Line, Tone, line
from kam.render.opportunity_facts import fact_lines
from kam.render.page import Block, print_page
from kam.render.phrases import joined, listed
from kam.render.policy import price_words
from kam.render.project import project_lines
from kam.render.screen import Screen
from kam.render.show_buying import buying_lines, competitor_lines, criteria_lines
from kam.render.show_parts import (
    Lines,
    activity_lines,
    order_lines,
    people_lines,
    task_lines,
    work_in_hand,
)
from kam.reports.project import Project


def opportunity_text(  # noqa: PLR0913, PLR0917 - the thing, what it lies in, the day, the screen
    book: Book,
    folder: Folder,
    opportunity: Opportunity,
    deal: Deal,
    today: date,
    screen: Screen,
    project: Project | None = None,
) -> str:
    """The page of one opportunity; `deal` is its row, in the book's currency.

    `project` is the one that it is a part of, with all its other parts.
    """
    playbook = book.methods.playbooks[deal.playbook]
    following = work_in_hand(playbook, deal)
    own = opportunity.id
    tasks = [task for task in folder.tasks if task.opportunity == own]
    activities = [entry for entry in folder.activities if entry.opportunity == own]
    orders = [order for order in folder.orders if order.opportunity == own]
    blocks = [
        Block("", fact_lines(book, folder.account, opportunity, deal, today)),
        Block(translate("Missing for the next stage"), _missing(opportunity, following)),
        Block(translate("Next steps"), task_lines(tasks, today)),
        Block(translate("People"), people_lines(book, folder.contacts, opportunity.people)),
        Block(translate("Buying"), buying_lines(book, folder.account, opportunity)),
        Block(translate("Decision criteria"), criteria_lines(book, opportunity)),
        Block(translate("Qualification"), _qualification(opportunity, playbook)),
        Block(translate("Competitors"), competitor_lines(opportunity)),
        Block(translate("Project"), project_lines(book, project, deal.id) if project else []),
        Block(translate("Products"), _products(opportunity)),
        Block(translate("Schedule"), _schedule(opportunity)),
        Block(translate("History"), [_entry(entry) for entry in opportunity.history]),
        Block(translate("Latest activities"), activity_lines(book, activities)),
        Block(translate("Orders"), order_lines(book, folder, orders, today)),
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


def _qualification(opportunity: Opportunity, playbook: Playbook) -> Lines:
    sheet = playbook.qualification
    return [
        (line(label_text(sheet[key].label) if key in sheet else key), line(str(value)))
        for key, value in opportunity.qualification.items()
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
                        price_words(product),
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
