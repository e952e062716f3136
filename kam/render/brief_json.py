"""The brief as JSON: one row with all that its page chooses from."""

from kam.domain.book import Book
from kam.render.brief_unknown import unknown_json
from kam.render.facts_json import facts_json
from kam.render.json import Json, Parts, row_json
from kam.render.keys import ROW_KEYS
from kam.render.labels import label_text
from kam.reports.brief import Brief
from kam.reports.people_map import MapRow


def brief_json(result: Brief, book: Book) -> Parts:
    """The one row of a brief, for `json.envelope`."""
    opportunity, deal, standing = result.opportunity, result.deal, result.standing
    stage = result.in_hand
    row = {
        "id": opportunity.reference if opportunity else result.folder.account.id,
        "account": result.folder.account.id,
        "name": (opportunity or result.folder.account).name,
        "relationship": standing and row_json(("stage", "phase", "share_of_wallet"), standing),
        **row_json(("contact_coverage",), result.map),
        "stage": deal and deal.stage,
        "in_hand": stage and stage.key,
        "missing": {key: label_text(label) for key, label in stage.evidence.items()}
        if stage
        else {},
        "people": [_person_json(row) for row in result.people],
        "tasks": {task.id: facts_json(task) for task in result.tasks},
        "activities": [facts_json(one) for one in result.activities],
        "complaints": {one.id: facts_json(one.complaint) for one in result.complaints},
        "satisfaction": result.survey and row_json(("date", "mean", "answers"), result.survey),
        "sheet": facts_json(result.talk),
        "objections": [facts_json(one) for one in result.objections],
        "objectives": [
            {"id": one.id, "late": one.late, **dict(facts_json(one.objective))}
            for one in result.plan.rows
            if one.open and one.objective
        ],
        "unknown": unknown_json(result, book),
    }
    return {"rows": [{key: row[key] for key in ROW_KEYS["brief"]}]}


def _person_json(row: MapRow) -> Json:
    return {
        "id": row.id,
        "name": row.person.contact.name,
        "roles": row.person.roles,
        "attitude": row.person.attitude,
        **row_json(("relation_type", "last_seen", "visit"), row),
    }
