"""The lists under a relationship map: attitudes, relation types, roles, trust, the five steps."""

from decimal import Decimal

from kam.i18n import mark, translate
from kam.render import figures
from kam.render.labels import label_text, titled
from kam.render.line import Line, Tone, line, pad
from kam.render.people_look import Look
from kam.render.phrases import listed
from kam.render.show_parts import Lines
from kam.reports.people_map import MapRow, PeopleMap

_SHARE = 5
"""Cells of a share: `100 %`."""
NOT_KNOWN = mark("not known")


def sides(result: PeopleMap, look: Look) -> Lines:
    """The people by attitude with what they weigh, those who are for us first."""
    found: Lines = []
    for key in (*look.model.attitudes, None):
        rows = [row for row in result.rows if _attitude(row, look) == key]
        word = titled(look.word("attitude", key) or translate(NOT_KNOWN))
        share = _share(result.share_of(rows))
        names = line(listed(look.name(row) for row in rows))
        if rows:
            found.append(((look.sign(key),), line(word), line(str(len(rows))), share, names))
    if result.vacant:
        word, share = titled(translate("nobody")), _share(result.vacant)
        none = line(translate("roles that nobody holds"))
        found.append((line(""), line(word), line(figures.NOTHING), share, none))
    return found


def _share(ratio: Decimal | None) -> Line:
    return pad(line(figures.share(ratio)), _SHARE, right=True)


def _attitude(row: MapRow, look: Look) -> str | None:
    """The attitude where the model has it."""
    attitude = row.person.attitude
    return attitude if attitude in look.model.attitudes else None


def relation_types(result: PeopleMap, look: Look) -> Lines:
    """The people by relation type; nothing where no interest is stated."""
    if not any(row.relation_type for row in result.rows):
        return []
    found: Lines = []
    for kind in (*look.model.relation_types, None):
        rows = [row for row in result.rows if row.relation_type == kind]
        word = titled(look.relation(kind) or translate("interests not known"))
        if rows:
            found.append((line(word), line(str(len(rows))), look.people(rows)))
    return found


def roles(result: PeopleMap, look: Look) -> Lines:
    """Who fills each role, with its weight; nobody for a role that is missing."""
    if result.contact_coverage is None:
        return []
    found: Lines = []
    missing = {gap.role for gap in result.gaps}
    for role, weight in look.model.weights.items():
        rows = [
            row for row in result.rows if role in row.person.roles and row.person.weight is None
        ]
        if rows or role in missing:
            people = look.people(rows) or line(translate("nobody"), Tone.RISK)
            found.append((line(titled(look.word("role", role))), line(str(weight)), people))
    for row in result.rows:
        if row.person.weight is not None:
            word = titled(translate("weight stated"))
            found.append((line(word), line(str(row.weight)), look.people([row])))
    return found


def trust_tree(result: PeopleMap, look: Look) -> Lines:
    """The trust in the company, the person and risk protection, as far as it is stated."""
    trust = result.account.trust
    scores = {"company": trust.company, "person": trust.person, "risk": trust.risk}
    return [
        (line(label_text(label)), line(f"{score}/5"))
        for key, label in look.model.trust.items()
        if (score := scores.get(key)) is not None
    ]


def analysis(result: PeopleMap, look: Look) -> Lines:
    """How far each of the five steps is done."""
    if not result.rows:
        return []
    return [
        (
            line(str(number)),
            line(label_text(look.model.steps[step.step])),
            line(f"{step.done}/{step.total}"),
        )
        for number, step in enumerate(result.analysis, start=1)
    ]
