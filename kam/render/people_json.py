"""The relationship map as JSON: a row a person, and what they come to."""

from kam.domain.people_gaps import Gap
from kam.domain.people_model import Side
from kam.render.json import Json, Parts, row_json
from kam.render.keys import ROW_KEYS
from kam.render.labels import label_text
from kam.reports.people_map import MapRow, PeopleMap


def map_json(result: PeopleMap) -> Parts:
    """The rows, the totals and the keys of its own, for `json.envelope`."""
    trust = result.account.trust
    return {
        "rows": [_row_json(row) for row in result.rows],
        "totals": {
            "count": len(result.rows),
            **row_json(("contact_coverage", "relation_type"), result),
            **{side.value: len(result.rows_of(side)) for side in Side},
        },
        "account": result.account.id,
        "opportunity": result.opportunity.id if result.opportunity else None,
        "scale": result.scale_key,
        "levels": result.scale.levels,
        "alerts": [gap.alert for gap in result.gaps],
        "gaps": [_gap_json(gap, result.account.id) for gap in result.gaps],
        "left": list(result.left),
        "out": list(result.out),
        "not_found": result.unknown,
        "trust": row_json(("company", "person", "risk"), trust),
        "analysis": [row_json(("step", "done", "total"), step) for step in result.analysis],
    }


def _row_json(row: MapRow) -> dict[str, Json]:
    contact = row.person.contact
    facts = ("name", "title", "department", "level", "contact", "need", "veto", "outside")
    return row_json(
        ROW_KEYS["map"],
        row,
        **{key: getattr(contact, key) for key in (*facts, "reports_to")},
        account=row.person.home,
        roles=row.person.roles,
        lead=row.person.lead,
        attitude=row.person.attitude,
        company_interest=contact.interest.company,
        personal_interest=contact.interest.personal,
        approach=label_text(row.approach),
        what=contact.plan.what,
        due=contact.plan.due,
        owner=contact.plan.owner,
    )


def _gap_json(gap: Gap, account: str) -> dict[str, Json]:
    """A gap; its people as files of the account name them."""
    people = [name if home == account else f"{home}/{name}" for home, name in gap.people]
    return row_json(("alert", "role", "needed", "people", "days"), gap, people=people)
