"""One account or opportunity as JSON: the facts of its files, and what follows from them."""

from collections.abc import Sequence
from datetime import date

from kam.domain.activity import Activity, Task
from kam.domain.alignment import alignment_of
from kam.domain.book import Book, Folder
from kam.domain.buying import step_in_progress
from kam.domain.deal import Deal
from kam.domain.opportunity import Opportunity
from kam.domain.order import Order
from kam.domain.playbook import Stage
from kam.domain.standing import weighted_standing
from kam.render.facts_json import facts_json
from kam.render.json import Json, Parts
from kam.render.labels import label_text, stage_label
from kam.render.show_parts import work_in_hand
from kam.render.show_service import after_sale_json
from kam.reports.after_sale import build_after_sale
from kam.reports.project import Project


def account_json(book: Book, folder: Folder, deals: Sequence[Deal], today: date) -> Parts:
    """The one row of `show ACCOUNT`, for `json.envelope`."""
    account = folder.account
    row = {
        "id": account.id,
        "path": account.path,
        "account": facts_json(account),
        "contacts": {key: facts_json(contact) for key, contact in folder.contacts.items()},
        "opportunities": [_deal_json(deal) for deal in deals],
        **_around(folder, None),
        "after_sale": after_sale_json(build_after_sale(book, folder, deals, today)),
    }
    return {"rows": [row]}


def opportunity_json(
    book: Book,
    folder: Folder,
    opportunity: Opportunity,
    deal: Deal,
    project: Project | None = None,
) -> Parts:
    """The one row of `show ACCOUNT/OPPORTUNITY`, for `json.envelope`."""
    playbook = book.methods.playbooks[deal.playbook]
    row = {
        "id": opportunity.reference,
        "path": opportunity.path,
        "opportunity": facts_json(opportunity),
        **_deal_json(deal),
        "label": stage_label(playbook, deal.stage),
        "in_hand": _in_hand_json(work_in_hand(playbook, deal)),
        "customer": _customer_json(book, folder, opportunity, deal),
        "standing": weighted_standing(opportunity.criteria, book.models.buying.standings),
        "project": project and _project_json(project),
        **_around(folder, opportunity.id),
    }
    return {"rows": [row]}


def _customer_json(book: Book, folder: Folder, opportunity: Opportunity, deal: Deal) -> Json:
    """The customer's step in progress, and how the milestone stands to it while it is open."""
    found = step_in_progress(opportunity.procurement, folder.account, book.models.buying)
    playbook = book.methods.playbooks[deal.playbook]
    return found and {
        "procedure": found.procedure,
        "step": found.key,
        "label": label_text(found.step.label),
        "buying_step": found.step.buying_step,
        "alignment": alignment_of(playbook, deal.stage, deal.buying_step) if deal.is_open else None,
    }


def _project_json(project: Project) -> Json:
    return {
        "name": project.name,
        "open": project.open_amount,
        "weighted": project.weighted,
        "won": project.won,
        "opportunities": [
            {
                "id": part.deal.id,
                "lot": part.deal.lot,
                "alternative": part.deal.alternative,
                "stage": part.deal.stage,
                "state": part.deal.state,
                "amount": part.deal.amount,
                "apart": part.apart,
                "parties": facts_json(part.parties),
            }
            for part in project.parts
        ],
    }


def _deal_json(deal: Deal) -> dict[str, Json]:
    """What the reports count of an opportunity; amounts in the book's currency but `stated`."""
    return {
        "id": deal.id,
        "playbook": deal.playbook,
        "stage": deal.stage,
        "state": deal.state,
        "category": deal.category,
        "probability": deal.probability,
        "stated": deal.stated,
        "currency": deal.currency,
        "amount": deal.amount,
        "weighted": deal.weighted,
        "close_date": deal.close_date,
        "owner": deal.owner,
        "superseded": deal.superseded,
    }


def _in_hand_json(stage: Stage | None) -> Json:
    return stage and {
        "stage": stage.key,
        "label": label_text(stage.label),
        "task": label_text(stage.task) or None,
        "missing": {key: label_text(label) for key, label in stage.evidence.items()},
    }


def _around(folder: Folder, opportunity: str | None) -> dict[str, Json]:
    """The account's steps, activities and orders; of one opportunity only its own."""

    def wanted(thing: Task | Activity | Order) -> bool:
        return opportunity is None or thing.opportunity == opportunity

    return {
        "tasks": {task.id: facts_json(task) for task in filter(wanted, folder.tasks)},
        "activities": [facts_json(entry) for entry in filter(wanted, folder.activities)],
        "orders": {order.id: facts_json(order) for order in filter(wanted, folder.orders)},
    }
